"""The chain of an anonymous copy: it begins with the session hash of the original."""

from __future__ import annotations

from importlib.metadata import version

from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.proof.closing import append_lines, close
from attention_camp.camp.dataset.proof.kept_hash import session_hash_of
from attention_camp.camp.session.ledger_lines import FORMAT
from attention_camp.camp.session.proof.chain_lines import CopyLine


def close_copy(original: RunPaths, copy: RunPaths, *, state: str) -> None:
    """Begin and close the chain of a copy that was written without a ledger.

    Parameters
    ----------
    original : RunPaths
        The run that was copied; its hash tells whoever has it which one that was.
    copy : RunPaths
        The copy, whole.
    state : str
        How the session ended.
    """
    line = CopyLine(session_hash_of(original), version("attention-camp"), FORMAT)
    append_lines(copy, line)
    close(copy, by="export", state=state)
