"""Find the session that a hash closes which somebody kept elsewhere."""

from __future__ import annotations

from collections.abc import Iterable

from attention_camp.camp.dataset.layout import DatasetError, RunPaths
from attention_camp.camp.dataset.proof.chain import read_chain
from attention_camp.resources.texts import Sentence

SHORTEST = 12
"""Digits of a hash that are enough to compare with. Our own choice."""


class UnknownHashError(DatasetError):
    """A session hash that no session has; the text is for people."""


def session_hash_of(run: RunPaths) -> str:
    """Return the session hash of a run; empty: its chain is open, or it has none."""
    closing = read_chain(run.decisions).closing
    return closing.hash if closing else ""


def find_session(runs: Iterable[RunPaths], session_hash: str) -> str:
    """Return a sentence on the session that a hash closes.

    Parameters
    ----------
    runs : iterable of RunPaths
        Where to look.
    session_hash : str
        The hash, or its first twelve digits or more; spaces do not count.

    Raises
    ------
    UnknownHashError
        If the hash is too short, or no session has it.
    """
    wanted = "".join(session_hash.split()).lower()
    if len(wanted) < SHORTEST:
        raise UnknownHashError(
            Sentence(
                "“{hash}” is too short to compare with. Give the session hash, or "
                "its first {n} digits or more.",
                hash=session_hash,
                n=SHORTEST,
            )
        )
    for run in runs:
        chain = read_chain(run.decisions)
        for closing in chain.closings:
            if not closing.hash.startswith(wanted):
                continue
            if closing == chain.closing:
                return Sentence("{run} is the session of this hash.", run=run.stem)
            return Sentence(
                "{run} is the session of this hash; {n:line was|lines were} added to "
                "its ledger since, by {by}.",
                run=run.stem,
                n=len(chain.hashes) - closing.number,
                by=", ".join({c.line.by for c in chain.closings[1:]} - {"session"}),
            )
    raise UnknownHashError(
        Sentence(
            "No session here has the hash {hash}: it was changed since the hash was "
            "kept, or it is in another dataset.",
            hash=wanted,
        )
    )
