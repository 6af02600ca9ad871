"""Unblind a study or one participant: with a key and a reason, and on record."""

from __future__ import annotations

import base64
import json
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from attention_camp.camp.dataset.durable import write_whole
from attention_camp.camp.dataset.guards.event_rows import event_lines
from attention_camp.camp.dataset.layout import RunPaths, existing_runs
from attention_camp.camp.dataset.ledger_file import read_ledger, read_what_is_whole
from attention_camp.camp.dataset.proof.chain import read_chain
from attention_camp.camp.dataset.proof.closing import append_lines, close
from attention_camp.camp.dataset.shared_table import SharedTable
from attention_camp.camp.dataset.studies.debriefing import write_debriefings
from attention_camp.camp.dataset.studies.locking import ARM, DATA_KEY, LIST, StudyLock
from attention_camp.camp.dataset.studies.own_scores import restore_scores, score_key
from attention_camp.camp.dataset.studies.study_folder import note, notes
from attention_camp.camp.dataset.tables import as_json, event_line
from attention_camp.camp.dataset.trial_store import read_session, update_session
from attention_camp.camp.people.keys import read_private
from attention_camp.camp.people.seals import SealError, derived, unpadded, unseal
from attention_camp.camp.session.arms.arm_lines import FramesLine, UnblindLine
from attention_camp.camp.session.arms.sealing import SEALED
from attention_camp.camp.session.ledger_lines import LedgerLine, TrialLine
from attention_camp.camp.session.studies.study_file import StudyError
from attention_camp.resources.bounded import read_json_table
from attention_camp.resources.reasons import UNREADABLE, reason_of
from attention_camp.resources.text_table import cells_of
from attention_camp.resources.texts import Sentence

_TYPE = "trial_type"


def unblind(
    lock: StudyLock, key: Path, *, who: str, why: str, participant: str = ""
) -> dict[str, str]:
    """Open the arms, and with them the sealed part of every ledger, for good.

    The key of each session is left beside its ledger, which stays as it is; its table
    of events gets the rows of its trials, the series of its score what was sealed, and
    the session is closed again.

    Parameters
    ----------
    lock : StudyLock
        The study.
    key : Path
        The statistician's private key, or that of the computer that locked the study.
    who, why : str
        Who unblinds, and the reason; both stay in the audit trail.
    participant : str
        Only this one, as in an emergency; empty: everybody.

    Returns
    -------
    arms : dict
        By participant, the arm.

    Raises
    ------
    StudyError, KeyFileError, SealError
        If nobody or no reason is named, the key is another one, a session goes on, or
        the list is not the one that was locked. Or a session's table of events or
        ledger cannot be read: that session waits, and all others and the arms are
        open.
    """
    if not who.strip() or not why.strip():
        raise StudyError(Sentence("Unblinding names who does it and why. Give both."))
    private = read_private(key)
    arms, data_key = _arms(lock, private), _data_key(lock, private)
    chosen = _chosen(lock, participant)
    runs = [run for run in existing_runs(lock.folder.dataset) if _is_of(run, chosen)]
    for run in runs:
        _require_closed(run)
    path = lock.folder.arms
    known = read_json_table(path) if path.exists() else {}
    # the trail first: what follows can be done again, and is never untold
    note(lock.folder, "unblinded", participants=sorted(chosen), who=who, why=why)
    found = {label: arms[code] for label, code in chosen.items()}
    left: dict[str, str] = {}
    for run in runs:
        own_key = derived(data_key, chosen[run.participant])
        try:
            _open_run(run, own_key, UnblindLine(found[run.participant], who, why))
        except UNREADABLE as error:  # in an emergency the arm is told all the same
            left[run.stem] = reason_of(error)
    write_whole(path, as_json({**known, **found}))
    write_debriefings(lock, found)
    if left:
        raise _not_open(left, path)
    return found


def _not_open(left: Mapping[str, str], arms: Path) -> StudyError:
    return StudyError(
        Sentence(
            "These sessions are not open yet: {runs}. {problem} Then unblind again. "
            "All others are open; the arms are in {arms}.",
            runs=", ".join(left),
            problem=next(iter(left.values())),
            arms=arms,
        )
    )


def _chosen(lock: StudyLock, participant: str) -> dict[str, str]:
    """Return the codes of all who are enrolled, or of one of them."""
    enrolled = {
        line["participant"]: line["code"] for line in notes(lock.folder, "enrolled")
    }
    if not participant:
        return enrolled
    if participant not in enrolled:
        raise StudyError(
            Sentence(
                "Participant {participant} is not enrolled. Look at the list with "
                "“attention-camp lock --dataset {dataset}”.",
                participant=participant,
                dataset=lock.folder.dataset,
            )
        )
    return {participant: enrolled[participant]}


def _arms(lock: StudyLock, private: X25519PrivateKey) -> dict[str, str]:
    """Return the arm of each code, by either key."""
    try:
        listed = unseal(lock.folder.allocation.read_bytes(), private, about=LIST)
    except SealError:
        return dict(_arms_of_codes(lock, private))
    if sha256(listed).hexdigest() != lock.values["list"]:
        raise StudyError(
            Sentence(
                "The allocation list is not the one that was locked in {path}.",
                path=lock.folder.path,
            )
        )
    return {slot["code"]: slot["arm"] for slot in json.loads(listed)["slots"]}


def _arms_of_codes(
    lock: StudyLock, private: X25519PrivateKey
) -> Iterator[tuple[str, str]]:
    for slots in lock.codes.values():
        for slot in slots:
            box, about = base64.b64decode(slot["box"]), f"{ARM} {slot['code']}"
            yield slot["code"], unpadded(unseal(box, private, about=about)).decode()


def _data_key(lock: StudyLock, private: X25519PrivateKey) -> bytes:
    try:
        return unseal(lock.box("data_for_statistician"), private, about=DATA_KEY)
    except SealError:
        return unseal(lock.box("data_for_pc"), private, about=DATA_KEY)


def _is_of(run: RunPaths, chosen: Mapping[str, str]) -> bool:
    request = read_session(run).get("request") or {}
    if not request.get("study") or run.participant not in chosen:
        return False
    lines = read_what_is_whole(run.decisions).lines
    return not any(isinstance(line, UnblindLine) for line in lines)


def _require_closed(run: RunPaths) -> None:
    if run.decisions.exists() and read_chain(run.decisions).closing is None:
        raise StudyError(
            Sentence(
                "{run} is being recorded, or broke off: its chain is open. Unblind "
                "when it has ended; `attention-camp recover` closes one that broke "
                "off.",
                run=run.stem,
            )
        )


def _open_run(run: RunPaths, key: bytes, line: UnblindLine) -> None:
    """Leave the key beside a ledger, and show its trials in the table of events."""
    table = SharedTable.read(run.events)
    if table.place(_TYPE) is None:
        raise StudyError(
            Sentence(
                "{file} is empty or has no column trial_type. Restore it from a "
                "backup.",
                file=run.events,
            )
        )
    write_whole(run.decisions.with_suffix(".key"), key.hex() + "\n")
    ledger = read_ledger(run.decisions)
    replace(table, lines=tuple(_with_trials(table, ledger.lines))).write()
    _restore_frames(run, ledger.lines)
    restore_scores(run, score_key(key))
    update_session(run, arm=line.arm)
    append_lines(run, line)
    state = str(read_session(run).get("state", ""))
    close(run, by="unblind", state=state, why=line.why)


def _restore_frames(run: RunPaths, lines: Iterable[LedgerLine]) -> None:
    """Put the times of frames back where an open session has them; again is once."""
    times = [
        f"{time:.6f}\n"
        for line in lines
        if isinstance(line, FramesLine)
        for time in line.times
    ]
    if times:
        text = run.frames.read_text(encoding="utf-8") if run.frames.exists() else "time"
        known = set(times)
        kept = [row for line in text.splitlines() if (row := f"{line}\n") not in known]
        write_whole(run.frames, "".join((*kept, *times)))


def _with_trials(table: SharedTable, lines: Iterable[LedgerLine]) -> list[str]:
    """Return the lines of a table of events with trials, without what stood for them.

    In the order of the onsets, unknown ones last: the row of a block stood at its end,
    that of one that broke off may be missing. An unblinding that broke off is done
    again: what it had written is not written twice.
    """
    shown = [text.rstrip("\n") for line in lines for text in _rows_of(line)]
    known, place = set(shown), table.place(_TYPE) or 0
    kept = [
        row
        for row in (line.rstrip("\r\n") for line in table.lines[1:])
        if row not in known and cells_of(row)[place : place + 1] != (SEALED,)
    ]
    rows = (table.lines[0].rstrip("\r\n"), *sorted((*kept, *shown), key=_onset))
    return [row + table.line_end for row in rows]


def _rows_of(line: LedgerLine) -> list[str]:
    """Return the rows of the table of events that a line of the ledger holds."""
    if isinstance(line, TrialLine):
        return event_lines(line.record, line.events)
    if isinstance(line, FramesLine):
        return list(map(event_line, line.events))
    return []


def _onset(row: str) -> float:
    """Return a row's onset, which BIDS has in the first column; infinite: unknown."""
    try:
        onset = float(row.partition("\t")[0])
    except ValueError:
        return math.inf
    return onset if math.isfinite(onset) else math.inf
