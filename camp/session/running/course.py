"""Which block comes next, where a protocol leaves the order to a curriculum."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from attention_camp.camp.session.arms.arm_lines import ArmLine
from attention_camp.camp.session.ledger import policy_hash
from attention_camp.camp.session.ledger_lines import (
    BlockState,
    HeaderLine,
    LedgerLine,
)
from attention_camp.camp.session.ledger_state import LedgerState, choices_in
from attention_camp.camp.session.plan import (
    Plan,
    PlannedBlock,
    plan_block,
    plan_session,
)
from attention_camp.camp.session.protocol import Protocol
from attention_camp.camp.session.protocols.candidates import candidates_of
from attention_camp.camp.session.protocols.carried_levels import aim_of, with_levels
from attention_camp.camp.session.running.choice_line import ChoiceLine
from attention_camp.tasks.difficulty.curriculum import Curriculum, Worked


class Course:
    """The plan of a session as it stands, with what a curriculum has chosen so far.

    The blocks keep their numbers: what is chosen is which of the listed tasks fills the
    next one. In a protocol without a curriculum nothing is ever chosen.

    Parameters
    ----------
    plan : Plan
        The session as the protocol lists it.
    choices : iterable of ChoiceLine
        What was chosen before, as the ledger has it.
    """

    def __init__(self, plan: Plan, choices: Iterable[ChoiceLine] = ()) -> None:
        self.plan = plan
        self._listed = plan.blocks
        self._chosen: dict[int, int] = {}
        """The listed block whose task fills a block, by the number of that."""
        chooses = plan.protocol.order == "curriculum"
        self._candidates = candidates_of(plan.protocol.blocks if chooses else ())
        self._free = list(self._candidates.places)
        """Numbers of the blocks that may be chosen, but for the first of them."""
        self._rule: Curriculum | None = None
        if chooses:
            self._rule = self._make_rule()
            self._state = self._rule.start()
        for line in choices:
            self.take(line)

    def _make_rule(self) -> Curriculum:
        facts = [self._listed[n - 1] for n in self._candidates.firsts]
        between = [self._listed[n - 1] for n in self._free[:-1]]
        return Curriculum(
            listed=self._candidates.counts,
            n_levels=tuple(planned.task.n_levels for planned in facts),
            targets=tuple(aim_of(planned.block, planned.task) for planned in facts),
            pauses=sum(planned.block.break_after for planned in between),
        )

    def before(self, number: int) -> int:
        """Return the block whose end is when another one is chosen."""
        return self._free[self._free.index(number) - 1]

    def can_take(self, line: ChoiceLine) -> bool:
        """Return whether a line chooses among these blocks: a file may say anything."""
        if self._rule is None or line.block not in self._free[1:]:
            return False
        try:
            state = self._rule.from_json(line.state)
        except ValueError:
            return False
        n_after = len(self._free) - 1 - self._free.index(line.block)
        is_level = line.level is None or line.level >= 1
        is_listed = line.listed in self._candidates.firsts
        return is_listed and is_level and state.n_left >= n_after

    def choose(self, number: int, progress: LedgerState) -> ChoiceLine | None:
        """Return what comes after a block that has ended; None: what is planned.

        Parameters
        ----------
        number : int
            Of the block that has ended, from 1.
        progress : LedgerState
            Where the session stands.
        """
        rule = self._rule
        if rule is None or number not in self._free[:-1]:
            return None
        following = self._free[self._free.index(number) + 1]
        if following in self._chosen:
            return None
        chosen, after = rule.decide(self._state, self._worked(number, progress))
        return ChoiceLine(
            block=following,
            listed=self._candidates.firsts[chosen.task],
            level=chosen.level,
            pause=chosen.pause,
            why=chosen.why,
            tired=chosen.tired,
            state=rule.to_json(after),
            policy=policy_hash(rule),
        )

    def _worked(self, number: int, progress: LedgerState) -> Worked:
        """Return what a block came to; it may have been left before its first trial."""
        level = self.plan.blocks[number - 1].start_level
        done = progress.in_block(number) or BlockState(number, 0, level, None)
        place = self._candidates.places[self._chosen.get(number, number)]
        return Worked(
            place, level, done.level, done.trials_done, done.n_correct,
            done.reaction_times,
        )  # fmt: skip

    def take(self, line: ChoiceLine) -> None:
        """Go on as a line of the ledger says."""
        if self._rule is None or not self.can_take(line):
            return
        self._state = self._rule.from_json(line.state)
        self._chosen[line.block] = line.listed
        blocks = list(self.plan.blocks)
        before = self.before(line.block)
        # the break before it, and the task in it
        blocks[before - 1] = _with_break(blocks[before - 1], line.pause)
        pause = blocks[line.block - 1].block.break_after
        update: dict[str, float] = {"break_after": pause}
        if line.level is not None:  # it was done in this session: no need to practise
            update |= {"carried_level": line.level, "practice": 0}
        block = self._listed[line.listed - 1].block.model_copy(update=update)
        blocks[line.block - 1] = plan_block(line.block, block, self.plan.protocol)
        protocol = self.plan.protocol.model_copy(
            update={"blocks": tuple(planned.block for planned in blocks)}
        )
        self.plan = Plan(protocol, tuple(blocks))


def plan_of_run(header: HeaderLine, lines: Sequence[LedgerLine]) -> Plan:
    """Return the plan of a run as it went, for what is computed from its ledger.

    Parameters
    ----------
    header : HeaderLine
        Its first line.
    lines : sequence of LedgerLine
        Its ledger: the levels that were carried on, where the header must not tell
        them, and what a curriculum chose.
    """
    arm = next((line for line in lines if isinstance(line, ArmLine)), None)
    carried = {} if arm is None else arm.carried
    protocol = with_levels(Protocol.model_validate(header.protocol), carried)
    choices = (choice for line in lines for choice in choices_in(line))
    return Course(plan_session(protocol), choices).plan


def _with_break(planned: PlannedBlock, seconds: float) -> PlannedBlock:
    block = planned.block.model_copy(update={"break_after": seconds})
    longer = seconds - planned.block.break_after
    return replace(planned, block=block, seconds=planned.seconds + longer)
