"""Staircases on performance: fixed, weighted up-down, n-up m-down."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from attention_camp.tasks.difficulty.rule import NEWER, Decision, Evidence
from attention_camp.tasks.options import check_number, check_whole

_HALVED = 2.0
"""Changes of direction after which a calming step is half as large; our own choice."""


@dataclass(frozen=True, slots=True)
class FixedState:
    """The state of a fixed level: empty."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """The same level at every trial."""

    n_levels: int
    start_level: int = 1
    """The level."""

    def __post_init__(self) -> None:
        check_whole("n_levels", self.n_levels, 1, 1000)
        check_whole("start_level", self.start_level, 1, self.n_levels)

    def start(self) -> tuple[Decision, FixedState]:
        """Return the level."""
        return Decision(self.start_level, "fixed"), FixedState()

    def decide(
        self,
        state: FixedState,
        evidence: Evidence,  # noqa: ARG002 (a fixed level looks at nothing)
    ) -> tuple[Decision, FixedState]:
        """Return the level again."""
        return Decision(self.start_level, "fixed"), state

    def to_json(self, state: FixedState) -> Mapping[str, Any]:
        """Return the state as plain values."""
        return asdict(state)

    def from_json(self, values: Mapping[str, Any]) -> FixedState:
        """Return the state from its plain values."""
        return FixedState(**values)


@dataclass(frozen=True, slots=True)
class WeightedState:
    """State of a weighted up-down staircase."""

    place: float
    """Level before rounding."""
    reversals: int = 0
    """How often the direction has changed."""
    harder: int = 0
    """Last direction: 1 harder, -1 easier, 0 none yet."""


@dataclass(frozen=True, slots=True)
class WeightedUpDown:
    """Steps whose sizes balance at the target share of right answers.

    Right answers move ``step`` levels harder, errors ``step * target / (1 - target)``
    easier, so that the place is at rest where the share right is ``target``. Until
    ``fast_reversals`` changes of direction both steps are doubled. With ``calm`` below
    1 each further change makes them smaller, down to that share of ``step``: large
    steps find a level soon, small ones stay there.

    References
    ----------
    Kesten, H. (1958). Accelerated stochastic approximation. Annals of Mathematical
    Statistics, 29, 41-59. https://doi.org/10.1214/aoms/1177706705
    Kaernbach, C. (1991). Simple adaptive testing with the weighted up-down method.
    Perception & Psychophysics, 49, 227-229. https://doi.org/10.3758/BF03214307
    """

    n_levels: int
    start_level: int = 1
    target: float = 0.75
    """Share right to settle at, 0.5 to 0.95."""
    step: float = 0.4
    """Levels harder after a correct answer, 0.05 to 3; our own choice."""
    fast_reversals: int = 2
    """Changes of direction before the steps halve; our own choice."""
    calm: float = field(default=1.0, metadata=NEWER)
    """Share of ``step`` that is left after many changes of direction, 0.02 to 1; 1: all
    of it."""
    settled: bool = field(default=False, metadata=NEWER)
    """Whether ``start_level`` was estimated in an earlier session: where ``calm`` is
    below 1 the steps are small from the first trial on. Not set by a protocol."""
    fineness: int = field(default=1, metadata=NEWER)
    """Levels that the task has in the place of one of its plain scale: what options say
    in levels is said in those of the plain scale. Not set by a protocol."""

    def __post_init__(self) -> None:
        check_whole("n_levels", self.n_levels, 1, 1000)
        check_whole("start_level", self.start_level, 1, self.n_levels)
        check_number("target", self.target, 0.5, 0.95)
        check_number("step", self.step, 0.05, 3)
        check_whole("fast_reversals", self.fast_reversals, 0, 20)
        check_number("calm", self.calm, 0.02, 1)
        check_whole("fineness", self.fineness, 1, 100)

    def start(self) -> tuple[Decision, WeightedState]:
        """Return the first level."""
        done = 0
        if self.settled and self.calm < 1:
            done = self.fast_reversals + math.ceil(_HALVED * (1 / self.calm - 1))
        state = WeightedState(float(self.start_level), done)
        return Decision(self.start_level, "start"), state

    def decide(
        self, state: WeightedState, evidence: Evidence
    ) -> tuple[Decision, WeightedState]:
        """Return the next level from whether the answer was right."""
        return self.move(state, evidence.correct)

    def move(
        self, state: WeightedState, correct: bool, *, gain: float = 1.0
    ) -> tuple[Decision, WeightedState]:
        """Return the next level after one step.

        Parameters
        ----------
        state : WeightedState
            The state before the answer; it is not changed.
        correct : bool
            Whether the answer was right: up (harder) if so, else down.
        gain : float
            Size of the step relative to the usual one; 1 by default.
        """
        # doubled until the first reversals, since the start may be far from the
        # level of the target
        harder = 1 if correct else -1
        reversals = state.reversals + (state.harder == -harder)
        pace = self._pace(reversals)
        # at the target, p × step up equals (1 - p) × step down: no drift
        size = self.step if correct else self.step * self.target / (1 - self.target)
        place = state.place + harder * size * self.fineness * pace * gain
        # clipped: a run of answers beyond either end must not have to be paid back
        place = min(max(place, 1.0), float(self.n_levels))
        # trials have whole levels, the state keeps the fraction: small steps add up
        level, before = nearest_level(place), nearest_level(state.place)
        moved = WeightedState(round(place, 6), reversals, harder)
        why = reason(correct, level - before, level, self.n_levels)
        return Decision(level, why), moved

    def _pace(self, reversals: int) -> float:
        """Return the size of a step relative to ``step``."""
        since = reversals - self.fast_reversals
        return 2.0 if since < 0 else max(self.calm, 1 / (1 + since / _HALVED))

    def to_json(self, state: WeightedState) -> Mapping[str, Any]:
        """Return the state as plain values."""
        return asdict(state)

    def from_json(self, values: Mapping[str, Any]) -> WeightedState:
        """Return the state from its plain values."""
        return WeightedState(**values)


@dataclass(frozen=True, slots=True)
class TransformedState:
    """State of an n-up m-down staircase."""

    level: int
    right: int = 0
    """Right answers in a row at this level."""
    wrong: int = 0
    """Errors in a row at this level."""
    harder: int = 0
    """Last direction: 1 harder, -1 easier, 0 none yet."""
    has_reversed: bool = False
    """Whether the direction has changed."""


@dataclass(frozen=True, slots=True)
class TransformedUpDown:
    """A level harder after m right answers in a row, easier after n errors in a row.

    One error and two right answers settle at 70.7 % right, three at 79.4 %.

    References
    ----------
    Levitt, H. (1971). Transformed up-down methods in psychoacoustics. JASA, 49,
    467-477. https://doi.org/10.1121/1.1912375
    """

    n_levels: int
    start_level: int = 1
    n_right: int = 3
    """Correct answers in a row before a harder level, 1 to 10."""
    n_wrong: int = 1
    """Errors in a row before an easier level, 1 to 10."""
    step: int = 1
    """Levels moved at once, 1 to 10."""
    quick_start: bool = True
    """Whether single answers move it until the direction changes for the first time."""
    fineness: int = field(default=1, metadata=NEWER)
    """Levels that the task has in the place of one of its plain scale: what options say
    in levels is said in those of the plain scale. Not set by a protocol."""

    def __post_init__(self) -> None:
        check_whole("n_levels", self.n_levels, 1, 1000)
        check_whole("start_level", self.start_level, 1, self.n_levels)
        for option in ("n_right", "n_wrong", "step"):
            check_whole(option, getattr(self, option), 1, 10)

    def start(self) -> tuple[Decision, TransformedState]:
        """Return the first level."""
        return Decision(self.start_level, "start"), TransformedState(self.start_level)

    def decide(
        self, state: TransformedState, evidence: Evidence
    ) -> tuple[Decision, TransformedState]:
        """Return the next level from the run of right or wrong answers."""
        right = state.right + 1 if evidence.correct else 0
        wrong = 0 if evidence.correct else state.wrong + 1
        # far from the threshold, m right answers per level would only cost trials
        single = self.quick_start and not state.has_reversed
        step = self.step * self.fineness
        if right >= (1 if single else self.n_right):
            harder, level = 1, min(state.level + step, self.n_levels)
        elif wrong >= (1 if single else self.n_wrong):
            harder, level = -1, max(state.level - step, 1)
        else:
            why = "correct-stay" if evidence.correct else "error-stay"
            return Decision(state.level, why), replace(state, right=right, wrong=wrong)
        # both counts start over with the level, as Levitt's rules ask for
        has_reversed = state.has_reversed or state.harder == -harder
        why = reason(evidence.correct, level - state.level, level, self.n_levels)
        moved = TransformedState(level, harder=harder, has_reversed=has_reversed)
        return Decision(level, why), moved

    def to_json(self, state: TransformedState) -> Mapping[str, Any]:
        """Return the state as plain values."""
        return asdict(state)

    def from_json(self, values: Mapping[str, Any]) -> TransformedState:
        """Return the state from its plain values."""
        return TransformedState(**values)


def nearest_level(place: float) -> int:
    """Return the level nearest to ``place``, halves upwards."""
    # round() goes to the even neighbour: 2.5 and 3.5 would move by different steps
    return int(place + 0.5)


def reason(correct: bool, moved: int, level: int, n_levels: int) -> str:
    """Return the code of the reason for a level.

    Parameters
    ----------
    correct : bool
        Whether the last answer was right.
    moved : int
        Levels moved, positive towards harder.
    level, n_levels : int
        The new level, and the number of levels.

    Returns
    -------
    why : str
        A key of ``why.WHY``.
    """
    if moved > 0:
        return "correct-up"
    if moved < 0:
        return "error-down"
    if correct:
        return "at-top" if level == n_levels else "correct-stay"
    return "at-bottom" if level == 1 else "error-stay"
