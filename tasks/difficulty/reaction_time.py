"""A staircase on outcomes, and an offset from the person's own reaction times."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, ClassVar

from attention_camp.tasks.difficulty.directions import DIRECTIONS, HARDER_ON_LAPSE
from attention_camp.tasks.difficulty.on_staircase import OnStaircase
from attention_camp.tasks.difficulty.rule import Decision, Evidence
from attention_camp.tasks.difficulty.staircase import (
    WeightedState,
    nearest_level,
)
from attention_camp.tasks.options import check_choice, check_number, check_whole


@dataclass(frozen=True, slots=True)
class TimesState:
    """The staircase's state, and the person's reaction times so far."""

    staircase: WeightedState
    n: int = 0
    mean: float = 0.0
    """Of all times so far, s."""
    squares: float = 0.0
    """Sum of squared deviations from the mean, s²."""
    recent: tuple[float, ...] = ()
    """The last times, s."""


@dataclass(frozen=True, slots=True)
class ReactionTimeRule(OnStaircase):
    """The level moves while recent times are unusual for the person; no EEG is needed.

    As in deBettencourt et al. the mean of the last ``recent_trials`` times is compared
    with all of the person's times so far: a lapse is told by a mean more than
    ``spread`` standard deviations away, on the fast side by default, since going on
    automatically is fast where one key is right most of the time; ``lapse: slow`` is
    for tasks in which each answer takes thought. While it lasts, the level is
    ``offset`` levels from that of the staircase, which sees outcomes only. Their study
    triggered memory probes, not levels: that use is our own choice.

    References
    ----------
    deBettencourt, M. T., Keene, P. A., Awh, E., & Vogel, E. K. (2019). Real-time
    triggering reveals concurrent lapses of attention and working memory. Nature Human
    Behaviour, 3, 808-816. https://doi.org/10.1038/s41562-019-0606-6
    """

    asks_for: ClassVar[frozenset[str]] = frozenset({"reaction_time"})
    direction: str = HARDER_ON_LAPSE
    """``harder_on_lapse`` or ``easier_on_lapse``."""
    lapse: str = "fast"
    """``fast`` or ``slow``: which times tell of a lapse."""
    recent_trials: int = 3
    """Times in the recent mean, 1 to 20."""
    least_trials: int = 20
    """Times before anything is compared, 2 to 1000."""
    spread: float = 1.0
    """Standard deviations that make a mean unusual, 0.1 to 5."""
    offset: int = 1
    """Levels moved while it is, 0 to 5."""

    def __post_init__(self) -> None:
        check_choice("direction", self.direction, DIRECTIONS)
        check_choice("lapse", self.lapse, ("fast", "slow"))
        check_whole("recent_trials", self.recent_trials, 1, 20)
        check_whole("least_trials", self.least_trials, 2, 1000)
        check_number("spread", self.spread, 0.1, 5)
        check_whole("offset", self.offset, 0, 5)
        OnStaircase.__post_init__(self)  # super() does not know classes with slots

    def start(self) -> tuple[Decision, TimesState]:
        """Return the first level."""
        decision, state = self.staircase().start()
        return decision, TimesState(state)

    def decide(
        self, state: TimesState, evidence: Evidence
    ) -> tuple[Decision, TimesState]:
        """Return the next level: the staircase's, or one beside it in a lapse."""
        decision, moved = self.staircase().decide(state.staircase, evidence)
        after = self._told(state, moved, evidence.reaction_time)
        if not self._has_lapsed(after):
            return decision, after
        sign = 1 if self.direction == HARDER_ON_LAPSE else -1
        level = nearest_level(moved.place) + sign * self.offset * self.fineness
        level = min(max(level, 1), self.n_levels)
        if level == decision.level:
            return decision, after
        return Decision(level, "times-harder" if sign > 0 else "times-easier"), after

    def _told(
        self, state: TimesState, staircase: WeightedState, time: float | None
    ) -> TimesState:
        if time is None or not math.isfinite(time):
            return TimesState(
                staircase, state.n, state.mean, state.squares, state.recent
            )
        n = state.n + 1
        mean = state.mean + (time - state.mean) / n
        squares = state.squares + (time - state.mean) * (time - mean)
        recent = (*state.recent, time)[-self.recent_trials :]
        return TimesState(staircase, n, mean, squares, recent)

    def _has_lapsed(self, state: TimesState) -> bool:
        if state.n < max(self.least_trials, self.recent_trials):
            return False
        off = sum(state.recent) / len(state.recent) - state.mean
        bound = self.spread * math.sqrt(state.squares / (state.n - 1))
        return off < -bound if self.lapse == "fast" else off > bound

    def to_json(self, state: TimesState) -> Mapping[str, Any]:
        """Return the state as plain values."""
        return {**asdict(state), "recent": list(state.recent)}

    def from_json(self, values: Mapping[str, Any]) -> TimesState:
        """Return the state from its plain values."""
        staircase = WeightedState(**values["staircase"])
        recent = tuple(values["recent"])
        return TimesState(**{**values, "staircase": staircase, "recent": recent})
