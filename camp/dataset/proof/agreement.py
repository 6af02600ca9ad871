"""Compare the files of a run with its ledger, and the ledger with itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from attention_camp.camp.dataset.brainvision import header_text
from attention_camp.camp.dataset.layout import DatasetError, RunPaths
from attention_camp.camp.dataset.ledger_file import Ledger, examine_ledger
from attention_camp.camp.dataset.person_versions import read_person_file
from attention_camp.camp.dataset.proof.events_agreement import events_problems
from attention_camp.camp.dataset.proof.problem import Problem, found_in
from attention_camp.camp.dataset.sidecars import read_line_freq, read_stream_info
from attention_camp.camp.dataset.trial_store import read_session
from attention_camp.camp.people.person_keys import MissingKeyError, PersonKeyError
from attention_camp.camp.session.ledger_lines import TrialLine
from attention_camp.camp.session.link import EegDescription
from attention_camp.camp.session.proof.chain_lines import CopyLine
from attention_camp.resources.bounded import LARGEST_TABLE, read_bytes
from attention_camp.resources.reasons import reason_of
from attention_camp.resources.texts import Sentence

CODE = "AGREEMENT"


def check_agreement(run: RunPaths) -> list[Problem]:
    """Return where a run's files do not say the same."""
    ledger = examine_ledger(run.decisions)
    checks = (_session, _recording, _person, _ledger_itself, events_problems)
    problems: list[Problem] = []
    for check in checks:
        try:
            problems += check(run, ledger)
        except DatasetError as error:
            problems.append(found_in(run.folder, run, str(error), CODE))
        except (OSError, UnicodeDecodeError) as error:
            text = Sentence("cannot be read: {error}", error=reason_of(error))
            problems.append(found_in(run.folder, run, text, CODE))
    return problems


def _session(run: RunPaths, ledger: Ledger) -> Iterator[Problem]:
    """Compare what was asked, as the session's file and the ledger hold it."""
    header = ledger.header
    if not run.session_json.exists():
        if ledger.lines and header is not None:
            text = Sentence("is missing, though the decision ledger is there")
            yield found_in(run.session_json, run, text, CODE)
        return
    session = read_session(run)
    if header is None:
        return
    asked = session.get("request")
    if isinstance(asked, Mapping):
        yield from _entries(run, "request", asked, header.request)
    if isinstance(session.get("protocol"), Mapping):
        yield from _entries(run, "protocol", session["protocol"], header.protocol)


def _entries(
    run: RunPaths, part: str, here: Mapping[str, Any], ledger: Mapping[str, Any]
) -> Iterator[Problem]:
    for name in sorted(here.keys() & ledger.keys() - {"dataset"}):
        if here[name] != ledger[name]:
            text = Sentence(
                "{part}.{name} is {here}, the decision ledger has {ledger}",
                part=part,
                name=name,
                here=_short(here[name]),
                ledger=_short(ledger[name]),
            )
            yield found_in(run.session_json, run, text, CODE)


def _recording(run: RunPaths, ledger: Ledger) -> Iterator[Problem]:
    """Compare the header of the EEG with its sidecars and the ledger."""
    if not run.vhdr.exists():
        if run.eeg.exists():
            yield found_in(run.vhdr, run, Sentence("is missing: the samples are"), CODE)
        return
    try:
        info = read_stream_info(run)
    except DatasetError:  # the check of the samples tells it
        return
    wanted = header_text(run, info).splitlines()
    got = (
        read_bytes(run.vhdr, most=LARGEST_TABLE).decode("utf-8", "replace").splitlines()
    )
    for number in range(max(len(wanted), len(got))):
        pair = [lines[number] if number < len(lines) else "" for lines in (got, wanted)]
        if pair[0] != pair[1]:
            text = Sentence(
                "line {line} is “{got}”, by the sidecars it is “{wanted}”",
                line=number + 1,
                got=pair[0],
                wanted=pair[1],
            )
            yield found_in(run.vhdr, run, text, CODE)
            break
    eeg = ledger.header.eeg if ledger.header else None
    if eeg is not None:
        yield from _described(run, eeg)


def _described(run: RunPaths, eeg: EegDescription) -> Iterator[Problem]:
    info = read_stream_info(run)
    found = {
        "SamplingFrequency": (info.sfreq, eeg.sfreq, run.eeg_json),
        "PowerLineFrequency": (read_line_freq(run), eeg.line_freq, run.eeg_json),
        "name": (tuple(info.ch_names), tuple(eeg.ch_names), run.channels),
    }
    for name, (here, then, path) in found.items():
        if here != then:
            text = Sentence(
                "{name} is {here}, the decision ledger has {ledger}",
                name=name,
                here=_short(here),
                ledger=_short(then),
            )
            yield found_in(path, run, text, CODE)


def _person(run: RunPaths, ledger: Ledger) -> Iterator[Problem]:
    """Compare the person's weights with the hash that the calibration left."""
    fits = [line.permission.person for line in ledger.calibrations]
    wanted = fits[-1].version if fits and fits[-1] else ""
    if not wanted or any(isinstance(line, CopyLine) for line in ledger.lines):
        return  # a copy leaves the person's weights out
    if not run.person.exists():
        text = Sentence("is missing: the calibration made it")
        yield found_in(run.person, run, text, CODE)
        return
    try:
        content = read_person_file(run.person)
    except MissingKeyError:
        return  # on another computer: the chain holds the file as it is
    except PersonKeyError as error:
        yield found_in(run.person, run, str(error), CODE)
        return
    if sha256(content).hexdigest() != wanted:
        text = Sentence("is not the file that the calibration made: its hash differs")
        yield found_in(run.person, run, text, CODE)


def _ledger_itself(run: RunPaths, ledger: Ledger) -> Iterator[Problem]:
    """Compare what each line of the ledger says twice."""
    seed = ledger.header.request.get("seed") if ledger.header else None
    for line in ledger.trials:
        for name, here, there in _said_twice(line, seed):
            if here != there:
                text = Sentence(
                    "trial {trial}: {name} is {here} in one place and {there} in "
                    "another",
                    trial=line.record.trial,
                    name=name,
                    here=_short(here),
                    there=_short(there),
                )
                yield found_in(run.decisions, run, text, CODE)


def _said_twice(line: TrialLine, seed: object) -> Iterator[tuple[str, Any, Any]]:
    record, basis = line.record, line.decided
    yield "seed", tuple(line.seed)[1:], (record.block, record.trial)
    if seed is not None:
        yield "seed", line.seed[0], seed
    if basis is None:
        return
    yield "level", record.level, basis.evidence.level
    yield "correct", record.correct, basis.evidence.correct
    yield "performance", record.performance, basis.evidence.performance
    yield "next_level", record.next_level, basis.decision.level
    yield "why", record.why, basis.decision.why
    yield "engagement", record.model_score, basis.score.value


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "…"
