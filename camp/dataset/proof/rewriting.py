"""Write a ledger anew when a label in it has to go: chained and closed again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable

from attention_camp.camp.dataset.durable import write_whole
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.proof.chain import KEY, begin_of, hash_of, read_chain
from attention_camp.camp.dataset.proof.closing import close
from attention_camp.camp.dataset.tables import to_json
from attention_camp.camp.dataset.trial_store import read_session
from attention_camp.resources.bounded import LARGEST_TABLE, read_bytes


def rewrite_ledgers(
    runs: Iterable[RunPaths], change: Callable[[bytes], bytes], *, by: str, why: str
) -> list[RunPaths]:
    """Change lines of the ledgers of some runs, chain them anew and close them again.

    The runs of a session are one chain: one that follows a changed run is chained anew,
    too. Their session hashes are others afterwards, and the closing line says why.

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
    for run in runs:
        follows = bool(changed) and _same_session(changed[-1], run)
        if run.decisions.exists() and (_rewrite(run, change) or follows):
            _chain_again(run)
            state = str(read_session(run).get("state", ""))
            close(run, by=by, state=state, why=why)
            changed.append(run)
    return changed


def _same_session(one: RunPaths, other: RunPaths) -> bool:
    return (one.participant, one.session) == (other.participant, other.session)


def _rewrite(run: RunPaths, change: Callable[[bytes], bytes]) -> bool:
    data = read_bytes(run.decisions, most=LARGEST_TABLE)
    new = b"\n".join(map(change, data.split(b"\n")))
    if new != data:
        write_whole(run.decisions, new)
    return new != data


def _chain_again(run: RunPaths) -> None:
    """Link every linked line to the one before it; a last closing line goes."""
    chain = read_chain(run.decisions)
    if not chain.is_chained:
        return
    lines = read_bytes(run.decisions, most=LARGEST_TABLE).split(b"\n")[:-1]
    if chain.closing is not None:
        lines = lines[:-1]
    end = begin_of(run)
    texts = []
    for line in lines:
        values = json.loads(line)
        text = line
        if KEY in values:
            text = to_json(values | {KEY: end}).encode()
        texts.append(text + b"\n")
        end = hash_of(text)
    write_whole(run.decisions, b"".join(texts))
