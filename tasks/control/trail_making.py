"""Trail making: connect circles in order, numbers alone or numbers and letters in turn.

References
----------
Reitan, R. M. (1958). Validity of the Trail Making Test as an indicator of organic brain
damage. Perceptual and Motor Skills, 8, 271-276.
https://doi.org/10.2466/pms.1958.8.3.271
Sánchez-Cubillo, I., et al. (2009). Construct validity of the Trail Making Test. Journal
of the International Neuropsychological Society, 15, 438-450.
https://doi.org/10.1017/S1355617709090626
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from attention_camp.resources.texts import QT_TRANSLATE_NOOP
from attention_camp.tasks.balance import draw_cell
from attention_camp.tasks.figures import mean
from attention_camp.tasks.layout import blend_log, scatter
from attention_camp.tasks.options import check_choice, check_number, check_whole
from attention_camp.tasks.timed_answers import of_one_level
from attention_camp.tasks.trial import (
    Area,
    Card,
    Glyph,
    Keypress,
    Outcome,
    Phase,
    Response,
    Scalar,
    Shape,
    Stimulus,
    Trial,
)

VARIANTS: Mapping[str, tuple[str, ...]] = {
    "both": ("numbers", "alternating"),
    "numbers": ("numbers",),
    "alternating": ("alternating",),
}
_LETTERS = "abcdefghijkl"
_LIMITS = (4.0, 0.9)
"""Seconds for each circle at the easiest and the hardest level; own choice."""
_RADIUS = 0.62


@dataclass(frozen=True, slots=True)
class Trail:
    """A sheet of circles: how far the keys got, and what that looks like."""

    names: tuple[str, ...]
    """Keys of the circles in their order."""
    places: tuple[tuple[float, float], ...]

    def reached(self, presses: Sequence[Keypress]) -> int:
        """Return how many circles were connected."""
        done = 0
        for press in presses:
            done += done < len(self.names) and press.key == self.names[done]
        return done

    def errors(self, presses: Sequence[Keypress]) -> int:
        """Return how many keys were of another circle than the next one."""
        done = wrong = 0
        for press in presses:
            if done < len(self.names) and press.key == self.names[done]:
                done += 1
            elif not done or press.key != self.names[done - 1]:
                wrong += 1  # the last circle again is no error: a double click
        return wrong

    def at(self, seconds: float, presses: Sequence[Keypress]) -> tuple[Stimulus, ...]:  # noqa: ARG002 (nothing moves by itself)
        """Return the trail so far, and a cross where the last key was wrong."""
        done = self.reached(presses)
        shown: list[Stimulus] = []
        for (x0, y0), (x1, y1) in zip(
            self.places[: max(done - 1, 0)], self.places[1:done], strict=True
        ):
            dx, dy = x1 - x0, y1 - y0
            shown.append(
                Shape(
                    "line",
                    (x0 + x1) / 2,
                    (y0 + y1) / 2,
                    float(np.hypot(dx, dy)) - 2 * _RADIUS,
                    angle=float(np.degrees(np.arctan2(dy, dx))),
                    colour="accent",
                    line=0.1,
                )
            )
        shown += [_circle(place, colour="accent") for place in self.places[:done]]
        last = presses[-1].key if presses else ""
        if last in self.names and self.names.index(last) >= done:
            x, y = self.places[self.names.index(last)]
            shown.append(
                Shape("cross", x, y, 0.9, 0.9, 45.0, colour="vermillion", line=0.14)
            )
        return tuple(shown)

    def is_over(self, presses: Sequence[Keypress]) -> bool:
        """Return whether all circles are connected."""
        return self.reached(presses) == len(self.names)


@dataclass(frozen=True, slots=True)
class TrailMaking:
    """Press circles in order, with mouse or finger; each level gives less time.

    Letters, and numbers up to nine, can be typed too.
    """

    name: ClassVar[str] = "trail-making"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("tasks", "Connect in order")
    n_levels: ClassVar[int] = 10
    chance: ClassVar[float] = 0.0
    target: ClassVar[float] = 0.7

    variant: str = "both"
    """``numbers`` (1, 2, 3, …), ``alternating`` (1, A, 2, B, …), or ``both``."""
    n_circles: int = 13
    """Circles of a sheet, 6 to 25; 25 in the original."""
    time_limit: float = 0.0
    """Seconds for each circle, 0.3 to 20; 0: as the level says."""

    def __post_init__(self) -> None:
        check_choice("variant", self.variant, VARIANTS)
        check_whole("n_circles", self.n_circles, 6, 25)
        if self.time_limit != 0:
            check_number("time_limit", self.time_limit, 0.3, 20)

    @property
    def cells(self) -> Mapping[str, str]:
        """The kinds of sheet; no answer but their own name tells them apart."""
        return {kind: kind for kind in VARIANTS[self.variant]}

    def parameters(self, level: int) -> Mapping[str, Scalar]:
        """Return the number of circles and the time for each (s)."""
        check_whole("level", level, 1, self.n_levels)
        limit = round(blend_log(_LIMITS, level, self.n_levels), 3)
        return {"n_circles": self.n_circles, "time_limit": self.time_limit or limit}

    def instructions(self) -> tuple[Card, ...]:
        """Return the instruction card of each kind of sheet."""
        numbers = Card(
            QT_TRANSLATE_NOOP("tasks", "Connect in order"),
            QT_TRANSLATE_NOOP(
                "tasks",
                "Click or touch the circles in order: 1, 2, 3 and so on, as fast as "
                "you can. After a wrong one, go on with the right one.",
            ),
            example=self._example("numbers"),
        )
        alternating = Card(
            QT_TRANSLATE_NOOP("tasks", "Numbers and letters in turn"),
            QT_TRANSLATE_NOOP(
                "tasks",
                "Where there are letters too, change between them: 1, A, 2, B, 3, C "
                "and so on, as fast as you can.",
            ),
            example=self._example("alternating"),
        )
        cards = {"numbers": numbers, "alternating": alternating}
        return tuple(cards[kind] for kind in VARIANTS[self.variant])

    def next_trial(
        self, level: int, rng: np.random.Generator, *, cell: str | None = None
    ) -> Trial:
        """Return one sheet.

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
        kind = draw_cell(self.cells, cell, rng)
        names = names_of(kind, self.n_circles)
        places = tuple(scatter(self.n_circles, rng))
        trail = Trail(names, places)
        sheet: list[Stimulus] = []
        for name, place in zip(names, places, strict=True):
            sheet += [_circle(place), Glyph(name.upper(), *place, height=0.5)]
        return Trial(
            task=self.name,
            level=level,
            phases=(
                Phase("fixation", (_CROSS,), duration=1.0),
                Phase(
                    "trail",
                    tuple(sheet),
                    duration=float(values["time_limit"]) * self.n_circles,
                    ends_on_response=True,
                    collects=True,
                    onset=True,
                    expected="+".join(names),
                    areas=tuple(
                        Area(name, *place, 2 * _RADIUS + 0.2, 2 * _RADIUS + 0.2)
                        for name, place in zip(names, places, strict=True)
                    ),
                    live=trail,
                ),
            ),
            keys=names,
            condition=kind,
            parameters=values,
        )

    def score(self, trial: Trial, response: Response) -> Outcome:
        """Return the share of circles connected in time, and the time they took."""
        presses = [p for p in response.keypresses if p.phase == 1]
        trail = trial.phases[1].live
        n_circles = int(trial.parameters["n_circles"])
        done = wrong = 0
        if isinstance(trail, Trail):
            done, wrong = trail.reached(presses), trail.errors(presses)
        finished = done == n_circles and math.isfinite(response.onsets[1])
        taken = presses[-1].time - response.onsets[1] if finished else None
        measures: dict[str, Scalar] = {"n_right": done, "wrong": wrong}
        if taken is not None:
            measures["taken"] = round(taken, 4)
        return Outcome(
            correct=finished,
            performance=done / n_circles,
            reaction_time=None if taken is None else taken / n_circles,
            responded=bool(presses),
            measures=measures,
        )

    def summary(self, trials: Sequence[tuple[Trial, Outcome]]) -> Mapping[str, float]:
        """Return seconds a circle on each kind of sheet, their difference, and errors.

        NaN where levels are mixed, or a sheet was not finished: the limit cut it.
        """
        left = of_one_level(trials)
        if not all(outcome.correct for _, outcome in left):
            left = []
        pace = {
            kind: mean(o.reaction_time for t, o in left if t.condition == kind)
            for kind in VARIANTS["both"]
        }
        return {
            "numbers_s_per_circle": pace["numbers"],
            "alternating_s_per_circle": pace["alternating"],
            "alternation_cost_s_per_circle": pace["alternating"] - pace["numbers"],
            "errors_a_sheet": mean(float(o.measures["wrong"]) for _, o in trials),
        }

    def _example(self, kind: str) -> Trial:
        few = TrailMaking(variant=kind, n_circles=6)
        return few.next_trial(1, np.random.default_rng(2))


def names_of(kind: str, n_circles: int) -> tuple[str, ...]:
    """Return the keys of a sheet's circles in their order.

    Parameters
    ----------
    kind : str
        ``numbers`` or ``alternating``.
    n_circles : int
        Their number.
    """
    if kind == "numbers":
        return tuple(str(i + 1) for i in range(n_circles))
    return tuple(
        _LETTERS[i // 2] if i % 2 else str(i // 2 + 1) for i in range(n_circles)
    )


def _circle(place: tuple[float, float], *, colour: str = "dim") -> Shape:
    return Shape("ring", *place, 2 * _RADIUS, 2 * _RADIUS, colour=colour, line=0.08)


_CROSS = Shape("cross", width=0.6, height=0.6, line=0.08)
