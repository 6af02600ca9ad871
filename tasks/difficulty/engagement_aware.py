"""A performance staircase whose step size depends on a certain engagement score."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from attention_camp.tasks.difficulty.on_staircase import OnStaircase
from attention_camp.tasks.difficulty.rule import Decision, Evidence
from attention_camp.tasks.difficulty.staircase import WeightedState
from attention_camp.tasks.options import check_number


@dataclass(frozen=True, slots=True)
class EngagementAware(OnStaircase):
    """Performance sets the direction of a step, engagement may only scale it.

    Without a score, or with certainty below ``min_certainty``, it is exactly
    `WeightedUpDown`. With a certain score:

    - right and engaged (score at least ``high``): the person has effort to spare for
      more, the step up is ``boost`` times as large;
    - wrong and not engaged (score at most ``low``): the error tells of a lapse rather
      than of the limit of ability, the step down is only ``mercy`` times as large;
    - right and not engaged, or wrong and engaged: the usual step, since success
      without effort is no reason to make it easier, and failure in spite of effort
      means too hard.

    That load should follow the operator's engagement is Pope's; that engagement must
    be read together with performance and effort is Ewing's. This rule, its signs and
    its numbers are our own choice, not taken from either. Changed steps balance below
    ``target``: at worst, engaged at every right answer and not engaged at every error,
    at ``mercy * target / (mercy * target + boost * (1 - target))``, which is 0.60 with
    the defaults.

    References
    ----------
    Pope, A. T., Bogart, E. H., & Bartolome, D. S. (1995). Biocybernetic system
    evaluates indices of operator engagement in automated task. Biological Psychology,
    40, 187-195. https://doi.org/10.1016/0301-0511(95)05116-3
    Ewing, K. C., Fairclough, S. H., & Gilleade, K. (2016). Evaluation of an adaptive
    game that uses EEG measures validated during the design process as inputs to a
    biocybernetic loop. Frontiers in Human Neuroscience, 10, 223.
    https://doi.org/10.3389/fnhum.2016.00223
    """

    min_certainty: float = 0.5
    """Below this certainty the score is not used, 0 to 1."""
    high: float = 0.65
    """Engaged from here on, 0 to 1."""
    low: float = 0.35
    """Not engaged up to here, 0 to ``high``."""
    boost: float = 1.5
    """Step up when engaged and correct, times the usual one, 1 to 3."""
    mercy: float = 0.75
    """Step down when not engaged and wrong, times the usual one, 0.25 to 1."""

    def __post_init__(self) -> None:
        check_number("min_certainty", self.min_certainty, 0, 1)
        check_number("high", self.high, 0, 1)
        check_number("low", self.low, 0, self.high)
        check_number("boost", self.boost, 1, 3)
        check_number("mercy", self.mercy, 0.25, 1)
        OnStaircase.__post_init__(self)  # super() does not know classes with slots

    def start(self) -> tuple[Decision, WeightedState]:
        """Return the first level."""
        return self.staircase().start()

    def decide(
        self, state: WeightedState, evidence: Evidence
    ) -> tuple[Decision, WeightedState]:
        """Return the next level from the answer and, where certain, the engagement."""
        staircase = self.staircase()
        score = evidence.engagement
        # no score, no influence: the rule is then the plain staircase, step for step
        if score is None or not self._is_certain(evidence.certainty):
            return staircase.decide(state, evidence)
        # between low and high the score is taken to say nothing
        if evidence.correct and score >= self.high:
            decision, moved = staircase.move(state, True, gain=self.boost)
            return _explain(decision, "correct-up", "engaged-correct-up"), moved
        if not evidence.correct and score <= self.low:
            decision, moved = staircase.move(state, False, gain=self.mercy)
            return _explain(decision, "error-down", "disengaged-error-down"), moved
        return staircase.decide(state, evidence)

    def _is_certain(self, certainty: float | None) -> bool:
        # NaN compares false, so that an undefined certainty never steers
        return certainty is not None and certainty >= self.min_certainty

    def to_json(self, state: WeightedState) -> Mapping[str, Any]:
        """Return the state as plain values."""
        return self.staircase().to_json(state)

    def from_json(self, values: Mapping[str, Any]) -> WeightedState:
        """Return the state from its plain values."""
        return self.staircase().from_json(values)


def _explain(decision: Decision, usual: str, told: str) -> Decision:
    # at an end of the scale the level did not move: engagement then explains nothing
    return Decision(decision.level, told) if decision.why == usual else decision
