"""A rule whose levels somebody beside the participant may ask to be easier."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from attention_camp.tasks.difficulty.rule import Decision, Evidence, Rule
from attention_camp.tasks.difficulty.staircase import FixedState


@dataclass(frozen=True, slots=True)
class EasedState:
    """State of a rule, and how far below its level trials are shown."""

    rule: Any
    """The rule's own state."""
    below: int = 0
    """Levels, from 0."""


@dataclass(frozen=True, slots=True)
class Eased:
    """A rule, shown some levels below its own once somebody has asked for that.

    A request lowers the level by one from the next trial on. The rule goes on from the
    answers: one that follows them finds its way back to the share right that it aims
    for, a fixed level stays lowered for the rest of the block. Where the rule itself
    comes down to the easiest level, nothing is owed any more.

    A staircase makes up for what is owed by the steps of its own that right answers on
    the easier levels cause. A rule that estimates knows how easy these were and stays
    where it is, and a staircase at its hardest level has no step left: there each right
    answer takes a level off what is owed; own choice.
    """

    rule: Rule[Any]
    step: int = 1
    """Levels that a request lowers: those in the place of one of the plain scale."""

    @property
    def asks_for(self) -> frozenset[str]:
        """What the rule needs beside answer and score."""
        return getattr(self.rule, "asks_for", frozenset())

    def start(self) -> tuple[Decision, EasedState]:
        """Return the rule's first level."""
        decision, state = self.rule.start()
        return decision, EasedState(state)

    def decide(
        self, state: EasedState, evidence: Evidence
    ) -> tuple[Decision, EasedState]:
        """Return the rule's level, lowered by as much as was asked for so far."""
        decision, moved = self.rule.decide(state.rule, evidence)
        asked = self.step * (evidence.easier or 0)
        owed = state.below
        if evidence.correct and self._stays(evidence.level + owed, decision, moved):
            owed = max(owed - self.step, 0)
        level = max(decision.level - owed - asked, 1)
        below = decision.level - level
        if evidence.easier:
            decision = replace(decision, why="asked-easier")
        return replace(decision, level=level), EasedState(moved, below)

    def _stays(self, before: int, decision: Decision, state: object) -> bool:
        """Return whether a rule that follows the answers has no step for what is owed.

        Parameters
        ----------
        before : int
            The rule's own level of the trial.
        decision, state : Decision, object
            What it decided from the answer, and its state after.
        """
        if isinstance(state, FixedState):
            return False
        hardest = getattr(self.rule, "n_levels", None)
        at_the_end = before == decision.level == hardest
        return at_the_end or getattr(self.rule, "estimates", False)

    def to_json(self, state: EasedState) -> Mapping[str, Any]:
        """Return the state as plain values."""
        return {"rule": dict(self.rule.to_json(state.rule)), "below": state.below}

    def from_json(self, values: Mapping[str, Any]) -> EasedState:
        """Return the state from its plain values."""
        return EasedState(self.rule.from_json(values["rule"]), int(values["below"]))
