"""QUEST+ as a difficulty rule: the threshold is a point on the scale of levels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

import numpy as np

from attention_camp.tasks.difficulty.quest_plus import QuestPlus, QuestState
from attention_camp.tasks.difficulty.rule import NEWER, Decision, Evidence
from attention_camp.tasks.options import check_choice, check_number, check_whole


@dataclass(frozen=True, slots=True)
class QuestRule:
    """Estimate ability with QUEST+, to measure it or to train at the target.

    Ability is the level at which the share right is half-way between guessing and
    perfect; over levels it falls along a logistic function. The grid of abilities (a
    quarter of a level, two levels beyond both ends), slopes and lapses is our choice.
    """

    estimates: ClassVar[bool] = True

    n_levels: int
    start_level: int = 1
    """First level, where ``aim`` is ``train``."""
    chance: float = 0.0
    """Share right of a participant who guesses, 0 to 0.9."""
    target: float = 0.75
    """Share right that training aims for, above ``chance``."""
    aim: str = "train"
    """``train``: the level nearest to ``target``; ``measure``: the most informative."""
    fineness: int = field(default=1, metadata=NEWER)
    """Levels that the task has in the place of one of its plain scale: what options say
    in levels is said in those of the plain scale. Not set by a protocol."""

    def __post_init__(self) -> None:
        check_whole("n_levels", self.n_levels, 1, 200)
        check_whole("start_level", self.start_level, 1, self.n_levels)
        check_number("chance", self.chance, 0, 0.9)
        check_number("target", self.target, self.chance, 0.99)
        check_choice("aim", self.aim, ("train", "measure"))

    @property
    def quest(self) -> QuestPlus:
        """The QUEST+ procedure over negated levels, so that it rises with ease."""
        # two levels beyond both ends: an ability need not lie on the scale of levels
        fine = self.fineness
        abilities = np.arange(1.0 - 2 * fine, self.n_levels + 2.01 * fine, 0.25 * fine)
        return QuestPlus(
            stimuli=tuple(float(-level) for level in range(1, self.n_levels + 1)),
            thresholds=tuple(float(-ability) for ability in abilities),
            slopes=(0.5 / fine, 1.0 / fine, 2.0 / fine),
            lapses=(0.01, 0.04),
            # known from the task's design, so that no trial is spent on estimating it
            guesses=(self.chance,),
            function="logistic",
        )

    def start(self) -> tuple[Decision, QuestState]:
        """Return the first level and a state without answers."""
        state = self.quest.start()
        if self.aim == "measure":
            return Decision(self._level(state), "quest-measure"), state
        return Decision(self.start_level, "start"), state

    def decide(
        self, state: QuestState, evidence: Evidence
    ) -> tuple[Decision, QuestState]:
        """Return the next level from all answers so far."""
        updated = self.quest.update(
            state, float(-evidence.level), correct=evidence.correct
        )
        level = self._level(updated)
        if self.aim == "train":
            # one right answer must not take a participant from an easy to a hard level
            level = min(level, evidence.level + self.fineness)
        return Decision(level, f"quest-{self.aim}"), updated

    def ability(self, state: QuestState) -> float:
        """Return the estimated ability, in levels."""
        return -self.quest.estimate(state).threshold

    def _level(self, state: QuestState) -> int:
        if self.aim == "measure":
            return round(-self.quest.next(state))
        # predicted from the whole posterior, so that an uncertain slope counts as well
        away = np.abs(self.quest.predict(state) - self.target)
        return int(away.argmin()) + 1

    def to_json(self, state: QuestState) -> Mapping[str, Any]:
        """Return the state as plain values."""
        return self.quest.to_json(state)

    def from_json(self, values: Mapping[str, Any]) -> QuestState:
        """Return the state from its plain values."""
        return self.quest.from_json(values)
