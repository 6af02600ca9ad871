"""Close the chain of a session that broke off, in the name of ``recover``."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version

from attention_camp.camp.dataset.guards.leftovers import Repair
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.proof.chain import Chain, read_chain
from attention_camp.camp.dataset.proof.closing import close, hash_text
from attention_camp.camp.dataset.proof.corrections import show_corrections
from attention_camp.camp.dataset.trial_store import read_session
from attention_camp.resources.bounded import LARGEST_TABLE, read_bytes
from attention_camp.resources.texts import Sentence


def chain_repairs(run: RunPaths) -> Iterator[Repair]:
    """Yield what closes an open chain, or writes the session hash where it is not."""
    chain = read_chain(run.decisions)
    if not chain.is_chained:
        return
    if chain.closing is None:
        text = Sentence("{run}: its chain was open and was closed.", run=run.stem)
        yield Repair(text, lambda: close_broken_off(run))
    elif not run.session_hash.exists() or _is_behind(run, chain):
        text = Sentence("{file} was written again.", file=run.session_hash.name)
        yield Repair(text, lambda: close(run, by="recover", state=""))


def _is_behind(run: RunPaths, chain: Chain) -> bool:
    """Return whether the hash is of an earlier end: a kill came after the newest one.

    Any other hash is of another ledger, and a problem that nobody may mend.
    """
    kept = read_bytes(run.session_hash, most=LARGEST_TABLE)
    return any(kept == hash_text(one).encode() for one in chain.closings[:-1])


def close_broken_off(run: RunPaths) -> None:
    """Close a chain; a correction that a crash cut short is entered first.

    The line says that ``recover`` closed it, when, and why: what was changed between
    the end of the session and then is not proven by it.
    """
    show_corrections(run)
    why = Sentence(
        "The session broke off: its chain was open (recover, version {version}).",
        version=version("attention-camp"),
    )
    state = str(read_session(run).get("state", ""))
    close(run, by="recover", state=state, why=why)
