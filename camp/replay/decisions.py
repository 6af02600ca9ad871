"""Difficulty decisions made again from scores, and compared with those of then."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from attention_camp.camp.session.arms.arm_lines import ArmLine, BlockLine
from attention_camp.camp.session.arms.delivery import (
    Assignment,
    evidence_in,
    has_acted,
)
from attention_camp.camp.session.asked import AskedLine
from attention_camp.camp.session.ledger import policy_hash
from attention_camp.camp.session.ledger_lines import (
    BlockState,
    Decided,
    HeaderLine,
    TrialLine,
)
from attention_camp.camp.session.ledger_state import LedgerState, after_trial
from attention_camp.camp.session.link import Permission, Score
from attention_camp.camp.session.plain_values import plain
from attention_camp.camp.session.plan import Plan, plan_session
from attention_camp.camp.session.protocol import Protocol
from attention_camp.camp.session.protocols.carried_levels import with_levels
from attention_camp.camp.session.running.choice_line import ChoiceLine
from attention_camp.camp.session.running.course import Course
from attention_camp.tasks.difficulty.rule import Evidence, Rule

TOLERANCE = 1e-6
"""Largest difference between a number of then and now."""
NONE_YET = (0, 0, 0)
"""Trials of a block, those with a delivered score, those whose level it changed."""


@dataclass(slots=True)
class ReplayResult:
    """What a replay found."""

    n_decisions: int = 0
    n_same: int = 0
    largest: float = 0.0
    """Largest difference of a score."""
    differences: list[str] = field(default_factory=list)
    not_scored: str = ""
    """Why the scores were not made again, and the recorded ones were taken; empty: they
    were made again."""


class Decisions:
    """Makes the decisions of a run again, trial by trial.

    Parameters
    ----------
    header : HeaderLine
        The run's first line: protocol, arm, and where it was taken up.
    """

    def __init__(self, header: HeaderLine) -> None:
        self.result = ReplayResult()
        taken = header.taken_up.choices if header.taken_up else None
        self._listed = Protocol.model_validate(header.protocol)
        self._course = Course(plan_session(self._listed), taken or ())
        self._assigned = Assignment(header.arm)
        self._seed = header.request.get("seed")
        self._states: dict[int, Any] = self._taken_up(header)
        begun = header.taken_up.goes_on_at if header.taken_up else None
        self._counts = {} if begun is None else {begun.number: _counts_of(begun)}
        self._easier = 0
        self._progress = LedgerState.from_header(header)

    @property
    def plan(self) -> Plan:
        """The session as it stands: what a curriculum chose is in it."""
        return self._course.plan

    def assign(self, line: ArmLine) -> None:
        """Take the arm, and what it delivers, from its line of the ledger."""
        self._assigned = Assignment(line.arm, line.course)
        # as listed: in the plan as it stands, choices of an earlier run are made
        protocol = with_levels(self._listed, line.carried)
        self._course = Course(plan_session(protocol), self._progress.choices)

    def choose(self, then: ChoiceLine) -> None:
        """Make the choice of a curriculum again, compare it, and go on as then."""
        if not self._course.can_take(then):
            self.result.differences.append(f"no block can be chosen by {then}")
            return
        before = self._course.before(then.block)
        now = self._course.choose(before, self._progress)
        if now is None or not is_close(plain(now), plain(then)):
            self.result.differences.append(
                f"task of block {then.block}: {then} then, {now} now"
            )
        self._progress = replace(
            self._progress, choices=(*self._progress.choices, then)
        )
        self._course.take(then)

    def end_block(self, then: BlockLine) -> None:
        """Compare how much of a block the delivered score steered."""
        n_trials, n_told, n_acted = self._counts.get(then.block, NONE_YET)
        now = BlockLine(then.block, n_trials, n_told, n_acted)
        if now != then:
            self.result.differences.append(f"end of a block: {then} then, {now} now")

    def ask(self, line: AskedLine) -> None:
        """Take what was asked for: the rule is told with the next trial."""
        self._easier += line.what == "easier"

    def _taken_up(self, header: HeaderLine) -> dict[int, Any]:
        """Return the state with which a run went on where another was broken off."""
        begun = header.taken_up.goes_on_at if header.taken_up else None
        if begun is None or begun.state is None:
            return {}
        planned = self.plan.blocks[begun.number - 1]
        rule = planned.block.make_rule(planned.task)
        return {begun.number: rule.from_json(begun.state)}

    def decide(
        self, trial: TrialLine, then: Decided, *, score: Score, permission: Permission
    ) -> Evidence:
        """Make the decision of one trial again and compare it.

        Parameters
        ----------
        trial : TrialLine
            The trial.
        then : Decided
            What was decided.
        score : Score
            Its score, made again or as recorded.
        permission : Permission
            What the calibration before it allows.

        Returns
        -------
        evidence : Evidence
            What the rule was told now.
        """
        record = trial.record
        planned = self.plan.blocks[record.block - 1]
        rule = planned.block.make_rule(planned.task)
        state = self._states.get(record.block, rule.start()[1])
        evidence = self._told(trial, rule, score=score, permission=permission)
        self._easier = 0
        decision, after = rule.decide(state, evidence)
        acted = has_acted(rule, evidence, state=state, decision=decision)
        self._count(record.block, evidence, acted=acted)
        self._compare_basis(trial, then, evidence)
        self._compare_states(trial, then, rule.to_json(state), rule.to_json(after))
        self._states[record.block] = after
        self._progress = after_trial(self._progress, record, then)
        self.result.n_decisions += 1
        made = (decision.level, decision.why, policy_hash(rule))
        was = (then.decision.level, then.decision.why, then.policy)
        if made == was:
            self.result.n_same += 1
        else:
            self.result.differences.append(
                f"trial {record.trial}: level {was[0]} ({was[1]}) then, "
                f"level {made[0]} ({made[1]}) now"
            )
        return evidence

    def _told(
        self, trial: TrialLine, rule: Rule[Any], *, score: Score, permission: Permission
    ) -> Evidence:
        """Return what the arm delivers after a trial."""
        record = trial.record
        return evidence_in(
            self._assigned,
            rule,
            Evidence(
                record.level,
                record.correct,
                record.performance,
                reaction_time=record.reaction_time,
                easier=self._easier or None,
            ),
            score=score,
            permission=permission,
            seed=trial.seed,
            place=(record.block, self._counts.get(record.block, NONE_YET)[0]),
        )

    def _count(self, block: int, evidence: Evidence, *, acted: bool) -> None:
        done, n_told, n_acted = self._counts.get(block, NONE_YET)
        told = evidence.engagement is not None
        self._counts[block] = (done + 1, n_told + told, n_acted + acted)

    def _compare_basis(self, trial: TrialLine, then: Decided, now: Evidence) -> None:
        """Compare what the rule was told, and what the trial was drawn from."""
        record = trial.record
        if not is_close(plain(then.evidence), plain(now)):
            self._differs(record.trial, "what the rule was told", then.evidence, now)
        seed = (self._seed, record.block, record.trial)
        if self._seed is not None and tuple(trial.seed) != seed:
            self._differs(record.trial, "seed", trial.seed, seed)

    def _compare_states(
        self, trial: TrialLine, then: Decided, before: object, after: object
    ) -> None:
        """Compare the states of the rule before and after."""
        pairs = (
            ("state before", then.state_before, plain(before)),
            ("state after", then.state_after, plain(after)),
        )
        for name, was, now in pairs:
            if not is_close(plain(was), now):
                self._differs(trial.record.trial, name, was, now)

    def _differs(self, trial: int, what: str, then: object, now: object) -> None:
        self.result.differences.append(f"trial {trial}: {what} {then} then, {now} now")


def _counts_of(begun: BlockState) -> tuple[int, int, int]:
    return begun.trials_done, begun.n_told, begun.n_acted


def is_close(one: Any, other: Any) -> bool:
    """Return whether plain values are the same, numbers but for the last digits."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(
            is_close(one[key], other[key]) for key in one
        )
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(is_close, one, other))
    numbers = (int, float)
    if isinstance(one, numbers) and isinstance(other, numbers):
        return math.isclose(one, other, rel_tol=TOLERANCE, abs_tol=TOLERANCE)
    return bool(one == other)
