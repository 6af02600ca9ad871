"""A staircase on outcomes, and beside it a bounded offset from the engagement score."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from attention_camp.tasks.difficulty.directions import DIRECTIONS, HARDER_ON_LAPSE
from attention_camp.tasks.difficulty.on_staircase import OnStaircase
from attention_camp.tasks.difficulty.rule import Decision, Evidence
from attention_camp.tasks.difficulty.staircase import (
    WeightedState,
    nearest_level,
)
from attention_camp.tasks.options import check_choice, check_number


@dataclass(frozen=True, slots=True)
class EngagementState:
    """The staircase's state, and what the score did so far."""

    staircase: WeightedState
    n_scores: int = 0
    usual: float = 0.0
    """The person's own running mean of the score."""
    recent: float = 0.0
    """Its mean over the last tens of seconds."""
    offset: float = 0.0
    """Levels added to the staircase's place."""


@dataclass(frozen=True, slots=True)
class EngagementOffset(OnStaircase):
    """The staircase sees outcomes only; the score moves an offset on top of it.

    The offset follows how far the recent score lies from the person's own running mean,
    within ``limit`` levels and by at most ``per_trial`` levels at once. Steps of the
    staircase balance at ``target`` whatever moves the level between them, so the share
    right rests there under any course of scores: arms that deliver other scores differ
    in contingency, not in difficulty. A constant score, a missing one, and one below
    ``min_certainty`` give the levels of the staircase exactly.

    The score is a state over tens of seconds and does not detect single lapses;
    ``recent_trials`` and ``usual_trials`` are the time scales of the two means.

    The offset and its numbers are our own choice. That load should rise when attention
    falls, to bring it back, is the negative feedback of Pope et al. 1995 with the sign
    of an alerting task; that it should fall, to give relief, is the other reading.

    References
    ----------
    Pope, A. T., Bogart, E. H., & Bartolome, D. S. (1995). Biocybernetic system
    evaluates indices of operator engagement in automated task. Biological Psychology,
    40, 187-195. https://doi.org/10.1016/0301-0511(95)05116-3
    Kaernbach, C. (1991). Simple adaptive testing with the weighted up-down method.
    Perception & Psychophysics, 49, 227-229. https://doi.org/10.3758/BF03214307
    """

    direction: str = HARDER_ON_LAPSE
    """``harder_on_lapse`` or ``easier_on_lapse``."""
    min_certainty: float = 0.5
    """Below this certainty the score is not used, 0 to 1."""
    gain: float = 6.0
    """Levels per unit of the score (0 to 1) by which it lies off its mean, 0 to 20."""
    limit: float = 1.5
    """Most levels that the score may move a level by at any moment of a block, 0 to 5:
    a wrong score drives nobody to the floor or the ceiling."""
    per_trial: float = 0.75
    """Most levels the offset may change by in a trial, 0.05 to 5."""
    recent_trials: float = 5.0
    """Time constant of the recent mean, trials, 1 to 100."""
    usual_trials: float = 40.0
    """Time constant of the person's own mean, trials; longer than the recent one."""

    def __post_init__(self) -> None:
        check_choice("direction", self.direction, DIRECTIONS)
        check_number("min_certainty", self.min_certainty, 0, 1)
        check_number("gain", self.gain, 0, 20)
        check_number("limit", self.limit, 0, 5)
        check_number("per_trial", self.per_trial, 0.05, 5)
        check_number("recent_trials", self.recent_trials, 1, 100)
        check_number("usual_trials", self.usual_trials, self.recent_trials, 10_000)
        OnStaircase.__post_init__(self)  # super() does not know classes with slots

    def start(self) -> tuple[Decision, EngagementState]:
        """Return the first level."""
        decision, state = self.staircase().start()
        return decision, EngagementState(state)

    def decide(
        self, state: EngagementState, evidence: Evidence
    ) -> tuple[Decision, EngagementState]:
        """Return the next level: the staircase's, and the offset where there is one."""
        decision, moved = self.staircase().decide(state.staircase, evidence)
        score = evidence.engagement
        if score is None or not self._is_usable(score, evidence.certainty):
            # on performance alone; the means keep what they know
            return decision, EngagementState(
                moved, state.n_scores, state.usual, state.recent
            )
        usual, recent = self._means(state, score)
        offset = self._offset(state.offset, usual - recent)
        level = nearest_level(min(max(moved.place + offset, 1.0), float(self.n_levels)))
        after = EngagementState(
            moved, state.n_scores + 1, usual, recent, round(offset, 6)
        )
        if level == decision.level:
            return decision, after
        why = "score-harder" if level > decision.level else "score-easier"
        return Decision(level, why), after

    def by_answers(self, state: EngagementState, evidence: Evidence) -> Decision:
        """Return the level that the staircase alone would give."""
        return self.staircase().decide(state.staircase, evidence)[0]

    def _is_usable(self, score: float, certainty: float | None) -> bool:
        # NaN compares false, so that what is undefined never steers
        certain = certainty is not None and certainty >= self.min_certainty
        return certain and 0 <= score <= 1

    def _means(self, state: EngagementState, score: float) -> tuple[float, float]:
        """Return the own mean and the recent one; both begin at the first score."""
        if not state.n_scores:
            return score, score
        # a plain mean until it is as long as its time constant
        pace = 1 / min(state.n_scores + 1, self.usual_trials)
        usual = state.usual + pace * (score - state.usual)
        fast = max(1 / self.recent_trials, pace)
        return usual, state.recent + fast * (score - state.recent)

    def _offset(self, before: float, lapse: float) -> float:
        """Return the offset for a recent score so far below the person's own mean."""
        sign = 1.0 if self.direction == HARDER_ON_LAPSE else -1.0
        limit, most = self.limit * self.fineness, self.per_trial * self.fineness
        gain = self.gain * self.fineness
        wanted = min(max(sign * gain * lapse, -limit), limit)
        return before + min(max(wanted - before, -most), most)

    def to_json(self, state: EngagementState) -> Mapping[str, Any]:
        """Return the state as plain values."""
        return asdict(state)

    def from_json(self, values: Mapping[str, Any]) -> EngagementState:
        """Return the state from its plain values."""
        staircase = WeightedState(**values["staircase"])
        return EngagementState(**{**values, "staircase": staircase})
