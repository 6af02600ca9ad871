"""Attentional blink: two digits among letters that follow each other fast.

References
----------
Raymond, J. E., Shapiro, K. L., & Arnell, K. M. (1992). Temporary suppression of visual
processing in an RSVP task: An attentional blink? Journal of Experimental Psychology:
Human Perception and Performance, 18, 849-860.
https://doi.org/10.1037/0096-1523.18.3.849
Chun, M. M., & Potter, M. C. (1995). A two-stage model for multiple target detection in
rapid serial visual presentation. Journal of Experimental Psychology: Human Perception
and Performance, 21, 109-127. https://doi.org/10.1037/0096-1523.21.1.109
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from attention_camp.resources.texts import QT_TRANSLATE_NOOP
from attention_camp.tasks.answers import first_key, latency
from attention_camp.tasks.figures import mean
from attention_camp.tasks.layout import blend_log
from attention_camp.tasks.memory.spans import recall
from attention_camp.tasks.options import check_number, check_whole
from attention_camp.tasks.timed_answers import of_one_level
from attention_camp.tasks.trial import (
    Card,
    Glyph,
    Outcome,
    Phase,
    Response,
    Scalar,
    Shape,
    Trial,
)

LETTERS = "ACDEFHJKLMNPRTUVWXY"
DIGITS = "23456789"
LAGS = (1, 2, 3, 5, 8)
"""Items from the first digit to the second."""
SHORT, LONG = (2, 3), (8,)
"""Lags at which the blink is deepest, and over."""
_PACES = (0.2, 0.06)
_BEFORE = (5, 9)
_AFTER = 3


@dataclass(frozen=True, slots=True)
class AttentionalBlink:
    """Report two digits among letters; each level is faster. A trial is one stream."""

    name: ClassVar[str] = "attentional-blink"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("tasks", "Two digits")
    n_levels: ClassVar[int] = 10
    chance: ClassVar[float] = 0.02
    target: ClassVar[float] = 0.6

    pace: float = 0.0
    """Seconds from item to item, 0.05 to 0.5; 0: as the level says."""
    time_limit: float = 8.0
    """Seconds for each key, 1 to 60."""

    def __post_init__(self) -> None:
        check_number("time_limit", self.time_limit, 1, 60)
        if self.pace != 0:
            check_number("pace", self.pace, 0.05, 0.5)

    def parameters(self, level: int) -> Mapping[str, Scalar]:
        """Return the seconds from item to item."""
        check_whole("level", level, 1, self.n_levels)
        return {"pace": self.pace or round(blend_log(_PACES, level, self.n_levels), 3)}

    def instructions(self) -> tuple[Card, ...]:
        """Return the instruction cards: what to notice and how to report it."""
        return (
            Card(
                QT_TRANSLATE_NOOP("tasks", "Two digits"),
                QT_TRANSLATE_NOOP(
                    "tasks",
                    "Letters follow each other fast in the middle. Two of the items "
                    "are digits. At the end press both, in the order in which they "
                    "came. If you are not sure, guess.",
                ),
                example=self.next_trial(1, np.random.default_rng(2)),
            ),
        )

    @property
    def cells(self) -> Mapping[str, str]:
        """The cells: each lag twice, with no answer more often right than another."""
        return {f"{lag} {k}": f"{lag}{k}" for lag in LAGS for k in "ab"}

    def next_trial(
        self, level: int, rng: np.random.Generator, *, cell: str | None = None
    ) -> Trial:
        """Return one stream and a display for each digit.

        Parameters
        ----------
        level : int
            Difficulty, from 1.
        rng : Generator
            Source of all randomness.
        cell : str, optional
            One of `cells`; else one is drawn.
        """
        values = dict(self.parameters(level))
        named = cell or list(self.cells)[int(rng.integers(2 * len(LAGS)))]
        lag = int(named.partition(" ")[0])
        first = int(rng.integers(_BEFORE[0], _BEFORE[1] + 1))
        digits = [DIGITS[i] for i in rng.permutation(len(DIGITS))[:2].tolist()]
        items = _letters(first + lag + 1 + _AFTER, rng)
        items[first], items[first + lag] = digits
        stream = [
            Phase(
                "digit" if i in {first, first + lag} else "letter",
                (Glyph(item, height=1.6),),
                duration=float(values["pace"]),
                onset=i in {first, first + lag},
            )
            for i, item in enumerate(items)
        ]
        cross = (Shape("cross", width=0.6, height=0.6, line=0.08),)
        values |= {"lag": lag, "digits": " ".join(digits)}
        return Trial(
            task=self.name,
            level=level,
            phases=(
                Phase("fixation", cross, duration=0.8),
                *stream,
                *recall(digits, (), self.time_limit, row=0.0),
            ),
            keys=tuple(DIGITS),
            condition=f"lag-{lag}",
            parameters=values,
        )

    def score(self, trial: Trial, response: Response) -> Outcome:
        """Return whether both digits were reported, in either order."""
        asked = [i for i, phase in enumerate(trial.phases) if phase.name == "recall"]
        presses = [first_key(response, (i,)) for i in asked]
        given = {press.key for press in presses if press is not None}
        shown = str(trial.parameters["digits"]).split()
        right = [digit in given for digit in shown]
        first = presses[0]
        return Outcome(
            correct=all(right),
            performance=sum(right) / 2,
            reaction_time=None if first is None else latency(response, first, asked[0]),
            responded=bool(given),
            measures={"first_right": right[0], "second_right": right[1]},
        )

    def summary(self, trials: Sequence[tuple[Trial, Outcome]]) -> Mapping[str, float]:
        """Return the blink: second digits lost soon after a first that was seen.

        Counted are trials with a right first digit: the share of right second ones at
        a lag of 8 less that at lags of 2 and 3; NaN where levels are mixed.
        """
        left = of_one_level(trials)
        return {
            "blink": _second(left, LONG) - _second(left, SHORT),
            "second_short_lag": _second(left, SHORT),
            "second_long_lag": _second(left, LONG),
            "first_accuracy": mean(float(o.measures["first_right"]) for _, o in left),
            "accuracy": mean(float(o.correct) for _, o in trials),
        }


def _second(trials: Sequence[tuple[Trial, Outcome]], lags: Sequence[int]) -> float:
    return mean(
        float(o.measures["second_right"])
        for t, o in trials
        if t.parameters["lag"] in lags and o.measures["first_right"]
    )


def _letters(n: int, rng: np.random.Generator) -> list[str]:
    """Return letters, none of which follows itself."""
    steps = rng.integers(1, len(LETTERS), size=n)
    return [LETTERS[i] for i in (np.cumsum(steps) % len(LETTERS)).tolist()]
