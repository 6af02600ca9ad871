"""Write a ledger anew when a label in it has to go: chained and closed again."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable

from attention_camp.camp.dataset.durable import write_whole
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.proof.chain import KEY, begin_of, hash_of, read_chain
from attention_camp.camp.dataset.proof.closing import close, close_line
from attention_camp.camp.dataset.storage.disk import disk
from attention_camp.camp.dataset.tables import to_json
from attention_camp.camp.dataset.trial_store import read_session
from attention_camp.resources.bounded import LARGEST_TABLE, read_bytes


def rewrite_ledgers(
    runs: Iterable[RunPaths],
    change: Callable[[bytes], bytes],
    *,
    by: str,
    why: str,
    always: Collection[RunPaths] = (),
) -> list[RunPaths]:
    """Change lines of the ledgers of some runs, chain them anew and close them again.

    The runs of a session are one chain: one that follows a changed run is chained anew,
    too. Their session hashes are others afterwards, and the closing line says why. Each
    ledger is as it was or closed again, whenever a kill comes.

    Parameters
    ----------
    runs : iterable of RunPaths
        Whole sessions, in the order of their runs; nothing writes to them.
    change : callable
        Returns what takes the place of a line's bytes, without its end.
    by, why : str
        As in `close`.
    always : collection of RunPaths
        Runs that are closed again though nothing in them changes: a kill may have come
        before those that follow.

    Returns
    -------
    changed : list of RunPaths
        The runs whose ledger is another one now.
    """
    changed: list[RunPaths] = []
    for run in runs:
        follows = bool(changed) and _same_session(changed[-1], run)
        if not run.decisions.exists():
            continue
        if _rewrite(run, change, by=by, why=why, is_forced=follows or run in always):
            changed.append(run)
    return changed


def _same_session(one: RunPaths, other: RunPaths) -> bool:
    return (one.participant, one.session) == (other.participant, other.session)


def _rewrite(
    run: RunPaths,
    change: Callable[[bytes], bytes],
    *,
    by: str,
    why: str,
    is_forced: bool,
) -> bool:
    data = read_bytes(run.decisions, most=LARGEST_TABLE)
    new = b"\n".join(map(change, data.split(b"\n")))
    if new == data and not is_forced:
        return False
    chain = read_chain(run.decisions)
    if not chain.is_chained:
        write_whole(run.decisions, new)
        return True
    lines = new.split(b"\n")[:-1]
    if chain.closing is not None:
        lines = lines[:-1]
    state = str(read_session(run).get("state", ""))
    closing = close_line(run, by=by, state=state, why=why).to_json() | {KEY: ""}
    lines.append(to_json(closing).encode())
    if run.session_hash.exists():  # `recover` writes one that is missing
        disk().unlink(run.session_hash)
    write_whole(run.decisions, b"".join(_linked(run, lines)))
    close(run, by=by, state=state, why=why)  # it is: the session hash goes beside it
    return True


def _linked(run: RunPaths, lines: Iterable[bytes]) -> list[bytes]:
    """Return lines of a ledger with every linked one linked to the one before it."""
    end, linked = begin_of(run), []
    for line in lines:
        values, text = json.loads(line), line
        if KEY in values:
            text = to_json(values | {KEY: end}).encode()
        linked.append(text + b"\n")
        end = hash_of(text)
    return linked
