"""From session to session of a camp: a block begins where its last one settled."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from attention_camp.camp.session.ledger_lines import (
    HeaderLine,
    LedgerLine,
    TrialLine,
)
from attention_camp.camp.session.ledger_state import choices_in
from attention_camp.camp.session.protocol import Block, Option, Protocol
from attention_camp.camp.session.records import TrialRecord
from attention_camp.camp.session.running.choice_line import ChoiceLine
from attention_camp.tasks.answer_keys import OF_THE_HAND
from attention_camp.tasks.difficulty.settled import aim_in, settled_level
from attention_camp.tasks.difficulty.staircase import nearest_level
from attention_camp.tasks.finer import level_in, place_in
from attention_camp.tasks.forms import TRAINING
from attention_camp.tasks.task import Task

logger = logging.getLogger(__name__)


SESSIONS = 10
"""How many sessions back are looked at: of blocks with few trials, those before still
count."""
HALF = 80
"""Trials of a block in later sessions after which one counts half; our own choice, from
simulated camps. People learn by trials, so that the lists of a span, of which a session
has six, are worth more sessions than searches, of which it has sixty."""

SLOPES, LAPSE = (0.5, 1.0, 2.0), 0.03
"""Steepnesses that are thought of, per level of the plain scale, and slips at any
level, where trials of several sessions are looked at; those of the rule ``quest``, or
between them. The first session began at easy levels and has many: at one steepness and
without slips they would draw the level down for a month. What a single session says is
the level that its pages tell."""


def levels_reached(lines: Iterable[LedgerLine]) -> dict[int, tuple[Block, int]]:
    """Return for each main block of a session what it was and the level it reached.

    Where the rule's steps become small (``calm`` below 1) the level is an estimate from
    all sessions with that block, the last one counting most; else from the last one.

    Parameters
    ----------
    lines : iterable of LedgerLine
        The ledgers of sessions, the last one last; of several runs, one after the
        other.

    Returns
    -------
    reached : dict
        By number of the block, from 1: the block, and the level at which it settled. A
        ledger whose protocol this version cannot read gives nothing, with a
        warning in the log: the next session then begins at its own levels.
    """
    blocks: tuple[Block, ...] = ()
    session = ""
    chosen: dict[int, int] = {}
    done: dict[int, _Done] = {}
    for line in lines:
        if isinstance(line, HeaderLine):
            blocks = blocks_of(line.protocol)
            chosen = {one.block: one.listed for one in choices_in(line)}
            label = str(line.request.get("session", ""))
            if label != session:
                session = label
                done = {n: past for n, past in done.items() if past.goes_on(n, blocks)}
                for past in done.values():
                    past.age()
        elif isinstance(line, ChoiceLine):
            chosen[line.block] = line.listed
        elif isinstance(line, TrialLine) and line.record.stage == "main":
            record = line.record
            # under a curriculum a level is that of the listed block with this task
            number = chosen.get(record.block, record.block)
            if 0 < number <= len(blocks):
                block = blocks[number - 1]
                done.setdefault(number, _Done(block)).take(block, record)
    return {number: (past.block, past.level) for number, past in done.items()}


@dataclass
class _Done:
    """The trials of a block over sessions, and how much each counts."""

    block: Block
    """As it was last."""
    answers: list[tuple[float, bool]] = field(default_factory=list)
    sessions: list[int] = field(default_factory=list)
    """How many sessions had passed at each."""
    n_passed: int = 0

    def goes_on(self, number: int, blocks: Sequence[Block]) -> bool:
        """Return whether a session's block of this number is the same, and calm."""
        if number > len(blocks):
            return False
        block = blocks[number - 1]
        is_calm = float(block.rule.options.get("calm", 1.0)) < 1
        return is_calm and _is_same(self.block, block)

    def age(self) -> None:
        """Let a session pass."""
        self.n_passed += 1

    def take(self, block: Block, record: TrialRecord) -> None:
        """Take in a trial of the last session."""
        if block != self.block:
            self.answers = [
                (_on_scale(level, self.block, block), right)
                for level, right in self.answers
            ]
            self.block = block
        self.answers.append((record.level, record.correct))
        self.sessions.append(self.n_passed)

    @property
    def weights(self) -> list[float]:
        """How much each trial counts beside one of the last session."""
        n_of = Counter(self.sessions)
        return [
            0.5 ** (sum(n for later, n in n_of.items() if later > one) / HALF)
            for one in self.sessions
        ]

    @property
    def level(self) -> int:
        """Where it settled."""
        task = self.block.make_task()
        aim = aim_of(self.block, task)
        is_alone = len(set(self.sessions)) == 1
        found = settled_level(
            self.answers,
            task,
            self.weights,
            target=aim,
            slopes=(1.0,) if is_alone else SLOPES,
            lapse=0.0 if is_alone else LAPSE,
        )
        return nearest_level(found)


def aim_of(block: Block, task: Task) -> float:
    """Return the share right at which a block's rule settles."""
    return aim_in(block.rule.options, task)


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
            carried[number] = max(nearest_level(_on_scale(level, before, block)), 1)
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
    is_task = before.task == block.task and _scale(before) == _scale(block)
    return is_main and follows and is_task


def _scale(block: Block) -> dict[str, Option]:
    """Return the options but for those that leave the meaning of a level as it is.

    How small levels are, and how many come before the plain scale, can be converted.
    """
    same = {"fineness", "easier", *OF_THE_HAND}
    return {name: v for name, v in block.options.items() if name not in same}


def _on_scale(level: float, before: Block, block: Block) -> float:
    """Return where a level of one block lies on the levels of another one."""
    return level_in(block.make_task(), place_in(before.make_task(), level))
