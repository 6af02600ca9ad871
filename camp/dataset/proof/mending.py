"""Close the chain of a session that broke off, in the name of ``recover``."""

from __future__ import annotations

from importlib.metadata import version

from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.proof.chain import read_chain
from attention_camp.camp.dataset.proof.closing import close
from attention_camp.camp.dataset.proof.corrections import show_corrections
from attention_camp.camp.dataset.trial_store import read_session
from attention_camp.resources.texts import Sentence


def close_broken_off(run: RunPaths) -> list[str]:
    """Close an open chain; return what was done.

    The line says that ``recover`` closed it, when, and why: what was changed between
    the end of the session and then is not proven by it.
    """
    chain = read_chain(run.decisions)
    if not chain.is_chained:
        return []
    if chain.closing is not None:
        if run.session_hash.exists():
            return []
        close(run, by="recover", state="")  # writes the hash that is missing
        return [f"{run.session_hash.name} was written again."]
    done = [
        f"{run.events.name}: the correction of trial {n} was entered."
        for n in show_corrections(run)
    ]
    why = Sentence(
        "The session broke off: its chain was open (recover, version {version}).",
        version=version("attention-camp"),
    )
    state = str(read_session(run).get("state", ""))
    closing = close(run, by="recover", state=state, why=why)
    if closing is None:
        return done
    return [*done, f"{run.stem}: its chain was closed; session hash {closing.hash}."]
