"""Useful field of view: what was in the middle and where the disc was, at a glance.

References
----------
Ball, K. K., Beard, B. L., Roenker, D. L., Miller, R. L., & Griggs, D. S. (1988). Age
and visual search: expanding the useful field of view. Journal of the Optical Society
of America A, 5, 2210-2219. https://doi.org/10.1364/JOSAA.5.002210
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

import numpy as np

from attention_camp.resources.texts import QT_TRANSLATE_NOOP
from attention_camp.tasks.answers import first_key, latency
from attention_camp.tasks.figures import mean
from attention_camp.tasks.layout import on_circle
from attention_camp.tasks.options import check_choice, check_number, check_whole
from attention_camp.tasks.trial import (
    Card,
    Glyph,
    Outcome,
    Phase,
    Picture,
    Response,
    Scalar,
    Shape,
    Stimulus,
    Trial,
)

N_PLACES = 8
RADIUS = 7.0
"""Distance of the disc from the middle, degrees; as far as a small screen reaches (Ball
et al. went to 30 degrees)."""
SLOPE = 3.0
"""Logistic slope per doubling of the time; our own choice."""
LAPSE = 0.02
"""Share of displays missed however long they are; our own choice."""
FRAMES = (30, 24, 18, 14, 11, 8, 6, 5, 4, 3, 2, 1)
"""Refreshes at 60 Hz for which the display is seen at each level."""
_REFRESH = 1 / 60
_KEYS = ("left", "right", *map(str, range(1, N_PLACES + 1)))
_N_MASKS = 8


@dataclass(frozen=True, slots=True)
class UsefulField:
    """Report shape and place of two things seen at once; each level shows them shorter.

    A trial is right when both answers are.
    """

    name: ClassVar[str] = "useful-field"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("tasks", "At a glance")
    n_levels: ClassVar[int] = len(FRAMES)
    chance: ClassVar[float] = 1 / (2 * N_PLACES)
    target: ClassVar[float] = 0.75

    variant: str = "divided"
    """``divided``, or ``selective``: with triangles at all other places."""
    time_limit: float = 10.0
    """Seconds for each answer, 1 to 60."""

    def __post_init__(self) -> None:
        check_choice("variant", self.variant, ("divided", "selective"))
        check_number("time_limit", self.time_limit, 1, 60)

    def parameters(self, level: int) -> Mapping[str, Scalar]:
        """Return the variant, and the time for which the display is seen (s)."""
        check_whole("level", level, 1, self.n_levels)
        seconds = round(FRAMES[level - 1] * _REFRESH, 4)
        return {"variant": self.variant, "sample_time": seconds}

    def instructions(self) -> tuple[Card, ...]:
        """Return the instruction cards: what to look for and how to answer."""
        return (
            Card(
                QT_TRANSLATE_NOOP("tasks", "At a glance"),
                QT_TRANSLATE_NOOP(
                    "tasks",
                    "Look at the middle. For a moment a square or a circle appears "
                    "there, and a disc somewhere around it. Notice both.",
                ),
            ),
            Card(
                QT_TRANSLATE_NOOP("tasks", "Your answer"),
                QT_TRANSLATE_NOOP(
                    "tasks",
                    "Then press the left arrow key for a square, the right one for a "
                    "circle, and the digit at the place of the disc. If you are not "
                    "sure, guess.",
                ),
                example=self.next_trial(1, np.random.default_rng(1)),
            ),
        )

    def next_trial(self, level: int, rng: np.random.Generator) -> Trial:
        """Return one glance, its mask, and a display for each answer."""
        values = dict(self.parameters(level))
        circle, place = bool(rng.integers(2)), int(rng.integers(N_PLACES))
        shown = (_middle(circle=circle), *_around(place, self.variant))
        mask = _mask(int(rng.integers(_N_MASKS)))
        values["place"] = place + 1
        return Trial(
            task=self.name,
            level=level,
            phases=(
                Phase("fixation", (_CROSS,), duration=1.0),
                Phase(
                    "sample", shown, duration=float(values["sample_time"]), onset=True
                ),
                Phase("mask", (mask,), duration=0.5),
                self._question("shape", _CHOICES, "right" if circle else "left"),
                self._question("place", _PLACES, str(place + 1)),
            ),
            keys=_KEYS,
            condition=self.variant,
            parameters=values,
        )

    def _question(self, name: str, shown: tuple[Stimulus, ...], expected: str) -> Phase:
        return Phase(
            name,
            shown,
            duration=self.time_limit,
            ends_on_response=True,
            collects=True,
            expected=expected,
        )

    def score(self, trial: Trial, response: Response) -> Outcome:
        """Return whether both answers were right; the time is that of the first."""
        presses = [first_key(response, (i,)) for i in (3, 4)]
        right = [
            press is not None and press.key == trial.phases[i].expected
            for press, i in zip(presses, (3, 4), strict=True)
        ]
        first = presses[0]
        return Outcome(
            correct=all(right),
            performance=float(all(right)),
            reaction_time=None if first is None else latency(response, first, 3),
            responded=any(press is not None for press in presses),
            measures={"shape_right": right[0], "place_right": right[1]},
        )

    def summary(self, trials: Sequence[tuple[Trial, Outcome]]) -> Mapping[str, float]:
        """Return the threshold (ms) and the share right of each answer.

        ``threshold_ms`` is the most likely time at which both are seen in half of the
        displays, for a logistic function of a fixed slope; NaN where all or no trials
        were right.
        """
        seconds = np.array([float(t.parameters["sample_time"]) for t, _ in trials])
        right = np.array([o.correct for _, o in trials], bool)
        return {
            "threshold_ms": 1000 * _threshold(seconds, right),
            "shape_accuracy": mean(float(o.measures["shape_right"]) for _, o in trials),
            "place_accuracy": mean(float(o.measures["place_right"]) for _, o in trials),
            "accuracy": mean(o.performance for _, o in trials),
        }


def _threshold(seconds: np.ndarray, right: np.ndarray) -> float:
    if not len(right) or right.all() or not right.any():
        return math.nan
    doublings = np.log2(seconds)
    candidates = np.arange(-8.0, 1.0, 0.02)
    above = SLOPE * (doublings - candidates[:, None])
    known = (1 - LAPSE) / (1 + np.exp(-above))
    guessed = known + (1 - known) / (2 * N_PLACES)
    likely = np.log(np.where(right, guessed, 1 - guessed)).sum(axis=1)
    return float(2 ** candidates[int(likely.argmax())])


def _middle(*, circle: bool) -> Shape:
    if circle:
        return Shape("ring", width=1.2, height=1.2, filled=False, line=0.15)
    return Shape("rect", width=1.1, height=1.1, filled=False, line=0.15)


def _around(place: int, variant: str) -> tuple[Shape, ...]:
    places = on_circle(N_PLACES, RADIUS)
    disc = Shape("disc", *places[place], width=1.0, height=1.0)
    if variant == "divided":
        return (disc,)
    others = (xy for i, xy in enumerate(places) if i != place)
    return (disc, *(Shape("polygon", x, y, points=_TRIANGLE) for x, y in others))


@lru_cache(maxsize=_N_MASKS)
def _mask(number: int) -> Picture:
    """Return a field of noise, one of a few, so that each is drawn once."""
    rng = np.random.default_rng(number)
    pixels = rng.integers(60, 196, size=(64, 76)).astype(np.uint8)
    pixels.flags.writeable = False
    return Picture(pixels, width=19.0, height=16.0)


_TRIANGLE = ((-0.5, -0.4), (0.5, -0.4), (0.0, 0.5))
_CROSS = Shape("cross", width=0.6, height=0.6, line=0.08)
_CHOICES: tuple[Stimulus, ...] = (
    Shape("rect", -2.5, width=1.1, height=1.1, filled=False, line=0.15),
    Glyph("←", -2.5, -1.8, height=0.8, colour="dim"),
    Shape("ring", 2.5, width=1.2, height=1.2, filled=False, line=0.15),
    Glyph("→", 2.5, -1.8, height=0.8, colour="dim"),
)
_PLACES: tuple[Stimulus, ...] = tuple(
    Glyph(str(i + 1), x, y, height=0.9)
    for i, (x, y) in enumerate(on_circle(N_PLACES, RADIUS))
)
