"""Check a session against the chain of its ledger and the digests that close it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from attention_camp.camp.dataset.layout import DatasetError, RunPaths, existing_runs
from attention_camp.camp.dataset.proof.chain import START, Chain, Closing, read_chain
from attention_camp.camp.dataset.proof.closing import (
    files_of,
    hash_text,
    shared_rows,
)
from attention_camp.camp.dataset.proof.digests import what_changed
from attention_camp.camp.dataset.proof.problem import Problem, Severity, found_in
from attention_camp.camp.dataset.trial_store import read_session
from attention_camp.camp.session.proof.chain_lines import FileDigest
from attention_camp.resources.bounded import LARGEST_TABLE, read_bytes
from attention_camp.resources.texts import Sentence

CODE = "CHAIN"


def check_chain(run: RunPaths) -> list[Problem]:
    """Return where a session is not what its chain says.

    Shared tables that other people or sessions changed since are warnings. A ledger of
    a version without chains has nothing to be compared with, and no problem.
    """
    chain = read_chain(run.decisions)
    if not chain.is_chained:
        return _unchained(run)
    problems = [
        found_in(run.decisions, run, found.problem, CODE) for found in chain.breaks
    ]
    problems += _beginning(run, chain)
    if chain.closing is None:
        return problems + _open(run)
    return problems + list(_closed(run, chain.closing))


def _unchained(run: RunPaths) -> list[Problem]:
    if not run.session_hash.exists():
        return []
    text = Sentence(
        "has no chain, though {file} holds the hash of one: it was replaced or removed",
        file=run.session_hash.name,
    )
    return [found_in(run.decisions, run, text, CODE)]


def _beginning(run: RunPaths, chain: Chain) -> list[Problem]:
    """Check that a run goes on with the chain of the one before it."""
    if chain.first == START:
        return []
    if run.run > 1:
        before = replace(run, run=run.run - 1)
        if chain.first in read_chain(before.decisions).hashes:
            return []
    text = Sentence(
        "line 1 goes on from a run of this session that is not here, or was changed"
    )
    return [found_in(run.decisions, run, text, CODE)]


def _open(run: RunPaths) -> list[Problem]:
    try:
        state = str(read_session(run).get("state", ""))
    except DatasetError as error:
        return [found_in(run.session_json, run, str(error), CODE)]
    if state in {"running", "interrupted"} and not run.session_hash.exists():
        return []  # it goes on, or nobody ended it
    # a kill between the session's end and its last line leaves just this
    severity: Severity = "error" if run.session_hash.exists() else "warning"
    text = Sentence(
        "the chain is open though the session has ended ({state}): its last lines are "
        "missing, or the program was killed just then. “attention-camp recover” closes "
        "it",
        state=state or "–",
    )
    return [found_in(run.decisions, run, text, CODE, severity)]


def _closed(run: RunPaths, closing: Closing) -> Iterator[Problem]:
    """Yield what differs from the digests of the closing line."""
    for name, digest in closing.line.files.items():
        path = run.dataset / name
        text = _difference(path, digest)
        if text and not _is_of_another_run(run, path):
            yield Problem("error", name, text, CODE)
    yield from _samples(run, closing)
    known = {run.dataset / name for name in closing.line.files}
    for path in files_of(run):
        if path not in known and not _is_shared(run, path):
            text = Sentence("was added after the session was closed")
            yield found_in(path, run, text, CODE, "warning")
    yield from _changed_rows(run, closing)
    yield from _kept_hash(run, closing)


def _difference(path: Path, then: FileDigest) -> str:
    if not path.exists():
        return Sentence("is missing: it was there when the session was closed")
    try:
        return what_changed(path, then)
    except OSError as error:
        return Sentence("cannot be read: {error}", error=error.strerror)


def _is_shared(run: RunPaths, path: Path) -> bool:
    return path in {run.electrodes, run.coordsystem}


def _is_of_another_run(run: RunPaths, path: Path) -> bool:
    """Return whether another run of the session left a shared file as it is."""
    if not _is_shared(run, path) or not path.exists():
        return False
    name = path.relative_to(run.dataset).as_posix()
    for other in existing_runs(run.dataset):
        if (other.participant, other.session) != (run.participant, run.session):
            continue
        closing = read_chain(other.decisions).closing
        digest = closing.line.files.get(name) if closing else None
        if digest is not None and not what_changed(path, digest):
            return True
    return False


def _samples(run: RunPaths, closing: Closing) -> Iterator[Problem]:
    size = run.eeg.stat().st_size if run.eeg.exists() else 0
    if size != closing.line.eeg_bytes:
        text = Sentence(
            "holds {now:byte|bytes}, {then} when the session was closed",
            now=size,
            then=closing.line.eeg_bytes,
        )
        yield found_in(run.eeg, run, text, CODE)


def _changed_rows(run: RunPaths, closing: Closing) -> Iterator[Problem]:
    now = dict(shared_rows(run))
    for name, then in closing.line.rows.items():
        row = now.get(name)
        if row is None:
            text = Sentence("the row of this session was removed since")
            yield Problem("warning", name, text, CODE)
            continue
        for column, was in then.items():
            if row.get(column) != was:
                text = Sentence(
                    "the column {column} of {run} was changed since: {was} then, "
                    "{now} now",
                    column=column,
                    run=run.session_stem,
                    was=was,
                    now=row.get(column, "–"),
                )
                yield Problem("warning", name, text, CODE)


def _kept_hash(run: RunPaths, closing: Closing) -> Iterator[Problem]:
    if not run.session_hash.exists():
        text = Sentence("is missing: it holds the session hash")
        yield found_in(run.session_hash, run, text, CODE, "warning")
        return
    if read_bytes(run.session_hash, most=LARGEST_TABLE) != hash_text(closing).encode():
        text = Sentence(
            "does not hold {hash}, the hash of line {line} of {ledger}, which closes "
            "the session: one of them was changed",
            hash=closing.hash,
            line=closing.number,
            ledger=run.decisions.name,
        )
        yield found_in(run.session_hash, run, text, CODE)
