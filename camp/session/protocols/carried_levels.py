"""From session to session of a camp: a block begins where its last one settled."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from attention_camp.camp.session.ledger_lines import (
    HeaderLine,
    LedgerLine,
    TrialLine,
)
from attention_camp.camp.session.protocol import Block, Protocol
from attention_camp.tasks.difficulty.settled import settled_level
from attention_camp.tasks.difficulty.staircase import nearest_level
from attention_camp.tasks.forms import TRAINING

logger = logging.getLogger(__name__)


def levels_reached(lines: Iterable[LedgerLine]) -> dict[int, tuple[Block, int]]:
    """Return for each main block of a session what it was and the level it reached.

    Parameters
    ----------
    lines : iterable of LedgerLine
        The session's ledger; of several runs, one after the other.

    Returns
    -------
    reached : dict
        By number of the block, from 1: the block, and the level at which it settled. A
        ledger whose protocol this version cannot read gives nothing, with a
        warning in the log: the next session then begins at its own levels.
    """
    blocks: tuple[Block, ...] = ()
    answers: dict[int, list[tuple[int, bool]]] = {}
    for line in lines:
        if isinstance(line, HeaderLine):
            blocks = blocks_of(line.protocol)
        elif isinstance(line, TrialLine) and line.record.stage == "main":
            record = line.record
            if 0 < record.block <= len(blocks):
                given = (record.level, record.correct)
                answers.setdefault(record.block, []).append(given)
    return {
        number: (block, nearest_level(settled_level(given, block.make_task())))
        for number, given in answers.items()
        for block in (blocks[number - 1],)
    }


def blocks_of(values: Mapping[str, Any]) -> tuple[Block, ...]:
    """Return the blocks of a ledger's protocol; none where it cannot be read."""
    try:
        return Protocol.model_validate(values).blocks
    except ValidationError as error:
        logger.warning("the last session's levels cannot be carried on: %s", error)
        return ()


def carry_on(
    protocol: Protocol, reached: Mapping[int, tuple[Block, int]]
) -> tuple[Protocol, dict[int, int]]:
    """Return the protocol of the next session, and the levels that were carried.

    Carried is the level of each main block whose difficulty changes, where the last
    session had the same task with the same options at the same place.
    """
    if protocol.sessions == 1:
        return protocol, {}
    carried: dict[int, int] = {}
    for number, block in enumerate(protocol.blocks, 1):
        before, level = reached.get(number, (None, 0))
        if before is not None and _is_same(before, block):
            carried[number] = level
    levels = {str(number): level for number, level in carried.items()}
    return with_levels(protocol, levels), carried


def with_levels(protocol: Protocol, carried: Mapping[str, int]) -> Protocol:
    """Return the protocol with levels carried on, by number of the block."""
    blocks = tuple(
        block.model_copy(update={"carried_level": carried[str(number)]})
        if str(number) in carried
        else block
        for number, block in enumerate(protocol.blocks, 1)
    )
    return protocol.model_copy(update={"blocks": blocks})


def _is_same(before: Block, block: Block) -> bool:
    """Return whether a level of one block means the same in the other."""
    if not block.form == before.form == TRAINING:
        return False
    is_main = block.stage == before.stage == "main"
    follows = block.rule.name != "fixed" and before.rule.name != "fixed"
    is_task = before.task == block.task and before.options == block.options
    return is_main and follows and is_task
