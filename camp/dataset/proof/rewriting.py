"""Write a ledger anew when a label in it has to go: chained and closed again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from itertools import groupby

from attention_camp.camp.dataset.durable import write_whole
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.proof.chain import (
    KEY,
    begin_of,
    hash_of,
    read_chain,
    values_of,
)
from attention_camp.camp.dataset.proof.closing import close, close_line
from attention_camp.camp.dataset.storage.disk import disk
from attention_camp.camp.dataset.tables import to_json
from attention_camp.camp.dataset.trial_store import read_session
from attention_camp.resources.bounded import LARGEST_TABLE, read_bytes


def whole_sessions(
    runs: Iterable[RunPaths], named: Collection[RunPaths]
) -> list[RunPaths]:
    """Return all runs of the sessions of which one is named: they are one chain."""
    sessions = {(run.participant, run.session) for run in named}
    return [run for run in runs if (run.participant, run.session) in sessions]


def rewrite_ledgers(
    runs: Iterable[RunPaths], change: Callable[[bytes], bytes], *, by: str, why: str
) -> list[RunPaths]:
    """Change lines of the ledgers of some runs, chain them anew and close them again.

    The runs of a session are one chain: one that follows a changed run is chained anew,
    too. Their session hashes are others afterwards, and the closing line says why. Each
    ledger is as it was or closed again, whenever a kill comes. The first one of a
    session that changes is written last: until then doing it again does all of it.

    Parameters
    ----------
    runs : iterable of RunPaths
        Whole sessions, in the order of their runs; nothing writes to them.
    change : callable
        Returns what takes the place of a line's bytes, without its end.
    by, why : str
        As in `close`.

    Returns
    -------
    changed : list of RunPaths
        The runs whose ledger is another one now.
    """
    changed: list[RunPaths] = []
    for _, session in groupby(runs, lambda run: (run.participant, run.session)):
        made = _rewritten(session, change, by=by, why=why)
        for run, text in reversed(made.items()):
            _put_in_place(run, text, by=by, why=why)
        changed += made
    return changed


def _rewritten(
    session: Iterable[RunPaths], change: Callable[[bytes], bytes], *, by: str, why: str
) -> dict[RunPaths, bytes]:
    """Return the new ledgers of a session, from the first one that changes."""
    made: dict[RunPaths, bytes] = {}
    ends: dict[tuple[str, int], str] = {}
    for run in session:
        if not run.decisions.exists():
            continue
        data = read_bytes(run.decisions, most=LARGEST_TABLE)
        new = b"\n".join(map(change, data.split(b"\n")))
        if new == data and not made:
            continue
        chain = read_chain(run.decisions)
        if chain.is_chained:
            lines = new.split(b"\n")[: -2 if chain.closing else -1]
            closing = close_line(run, by=by, state=_state_of(run), why=why)
            lines.append(to_json(closing.to_json() | {KEY: ""}).encode())
            new = _linked(lines, ends.get((run.task, run.run - 1)) or begin_of(run))
        made[run] = new
        ends[run.task, run.run] = hash_of(new.rstrip(b"\n").rpartition(b"\n")[2])
    return made


def _put_in_place(run: RunPaths, text: bytes, *, by: str, why: str) -> None:
    if run.session_hash.exists():  # `recover` writes one that is missing
        disk().unlink(run.session_hash)
    write_whole(run.decisions, text)
    # it is: the session hash goes beside it
    close(run, by=by, state=_state_of(run), why=why)


def _state_of(run: RunPaths) -> str:
    return str(read_session(run).get("state", ""))


def _linked(lines: Iterable[bytes], end: str) -> bytes:
    """Return lines of a ledger with every linked one linked to the one before it.

    One that is damaged stays as it is, and a break of the chain.
    """
    linked = []
    for line in lines:
        values, text = values_of(line), line
        if KEY in values:
            text = to_json(values | {KEY: end}).encode()
        linked.append(text + b"\n")
        end = hash_of(text)
    return b"".join(linked)
