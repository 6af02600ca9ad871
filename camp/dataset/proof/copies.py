"""The chain of an anonymous copy, which names the session hash of the original."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import version

from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.proof.closing import append_lines, close
from attention_camp.camp.dataset.proof.kept_hash import session_hash_of
from attention_camp.camp.session.ledger_lines import FORMAT, LedgerLine
from attention_camp.camp.session.proof.chain_lines import CopyLine


def close_copy(
    original: RunPaths,
    copy: RunPaths,
    *,
    state: str,
    lines: Iterable[LedgerLine] = (),
) -> None:
    """Write and close the chain of a copy.

    Parameters
    ----------
    original : RunPaths
        The run that was copied; its hash tells whoever has it which one that was.
    copy : RunPaths
        The copy, whole.
    state : str
        How the session ended.
    lines : iterable of LedgerLine
        The ledger of the copy; its header stays the first line.
    """
    of = CopyLine(session_hash_of(original), version("attention-camp"), FORMAT)
    kept = list(lines)
    append_lines(copy, *kept[:1], of, *kept[1:])
    close(copy, by="export", state=state)
