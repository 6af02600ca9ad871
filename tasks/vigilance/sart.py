"""Sustained attention to response: press for every digit but one.

References
----------
Robertson, I. H., Manly, T., Andrade, J., Baddeley, B. T., & Yiend, J. (1997). 'Oops!':
Performance correlates of everyday attentional failures in traumatic brain injured and
normal subjects. Neuropsychologia, 35, 747-758.
https://doi.org/10.1016/S0028-3932(97)00015-8
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np

from attention_camp.resources.texts import QT_TRANSLATE_NOOP
from attention_camp.tasks.answers import first_key, latency
from attention_camp.tasks.finer import EASIEST, FINEST, finer, forgiving, place_in
from attention_camp.tasks.layout import blend_log
from attention_camp.tasks.options import check_choice, check_number, check_whole
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
from attention_camp.tasks.vigilance.go_no_go import CRITERION, score_stream, summarise

DIGITS = "123456789"
_HEIGHTS = (1.2, 1.6, 2.0, 2.4, 2.8)
_SHOWN = 0.25
_N_LEVELS = 10
_INTERVALS = (2.0, 0.4)


@dataclass(frozen=True, slots=True)
class Sart:
    """Press for each digit, withhold at one; each level is faster. A run is a trial."""

    name: ClassVar[str] = "sart"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("tasks", "Sustained attention")
    chance: ClassVar[float] = 0.02
    target: ClassVar[float] = 0.75

    no_go: str = "3"
    """The digit at which to press nothing, 1 to 9."""
    repeats: int = 5
    """How often each of the nine digits comes in a run, 1 to 30."""
    interval: float = 0.0
    """Seconds from digit to digit, 0.4 to 5; 0: as the level says."""
    fineness: int = 1
    """Levels in the place of each one, 1 to 5: more make smaller steps."""
    easier: int = 0
    """Plain levels before the first, 0 to 4: its own runs, with more slips forgiven."""

    def __post_init__(self) -> None:
        check_choice("no_go", self.no_go, DIGITS)
        check_whole("repeats", self.repeats, 1, 30)
        if self.interval != 0:
            check_number("interval", self.interval, 0.4, 5)
        check_whole("fineness", self.fineness, 1, FINEST)
        check_whole("easier", self.easier, 0, EASIEST)

    @property
    def n_levels(self) -> int:
        """Number of levels."""
        return finer(_N_LEVELS + self.easier, self.fineness)

    def parameters(self, level: int) -> Mapping[str, Scalar]:
        """Return the seconds from digit to digit, and what a forgiving run asks for."""
        check_whole("level", level, 1, self.n_levels)
        place = place_in(self, level)
        interval = round(blend_log(_INTERVALS, max(place, 1.0), _N_LEVELS), 2)
        return {
            "interval": self.interval or interval,
            "no_go": self.no_go,
            **forgiving(CRITERION, place),
        }

    def instructions(self) -> tuple[Card, ...]:
        """Return the instruction cards: when to press and when not."""
        return (
            Card(
                QT_TRANSLATE_NOOP("tasks", "Sustained attention"),
                QT_TRANSLATE_NOOP(
                    "tasks",
                    "Digits appear one after another, at a steady pace. Press the "
                    "space bar for each of them, as fast as you can.",
                ),
            ),
            Card(
                QT_TRANSLATE_NOOP("tasks", "Except for one digit"),
                _EXCEPT[self.no_go],
                example=self._brief().next_trial(1, np.random.default_rng(0)),
            ),
        )

    def _brief(self) -> Sart:
        """Return the task with short runs, for the example on a card."""
        return replace(self, repeats=1)

    def next_trial(self, level: int, rng: np.random.Generator) -> Trial:
        """Return one run: the digits in random order, in five sizes."""
        values = dict(self.parameters(level))
        order = rng.permutation(np.repeat(np.arange(9), self.repeats)).tolist()
        heights = rng.choice(_HEIGHTS, size=len(order)).tolist()
        ring = Shape("ring", width=3.0, height=3.0, filled=False, line=0.12)
        cross = Shape("cross", width=2.0, height=2.0, angle=45.0, line=0.12)
        rest = round(float(values["interval"]) - _SHOWN, 3)
        phases = [Phase("mask", (ring, cross), duration=1.0)]
        for k, height in zip(order, heights, strict=True):
            digit = DIGITS[k]
            go = digit != self.no_go
            phases.append(
                Phase(
                    "go" if go else "no-go",
                    (Glyph(digit, height=height),),
                    duration=_SHOWN,
                    collects=True,
                    onset=True,
                    expected="space" if go else None,
                )
            )
            phases.append(Phase("mask", (ring, cross), duration=rest, collects=True))
        values["digits"] = "".join(DIGITS[k] for k in order)
        return Trial(
            task=self.name,
            level=level,
            phases=tuple(phases),
            keys=("space",),
            condition="run",
            parameters=values,
        )

    def score(self, trial: Trial, response: Response) -> Outcome:
        """Return omissions, commissions and times; the first key per digit counts."""
        shown = range(1, len(trial.phases), 2)
        times = []
        for i in shown:
            press = first_key(response, (i, i + 1))
            times.append(None if press is None else latency(response, press, i))
        return score_stream(
            [trial.phases[i].expected is not None for i in shown],
            times,
            criterion=float(trial.parameters.get("criterion", CRITERION)),
        )

    def summary(self, trials: Sequence[tuple[Trial, Outcome]]) -> Mapping[str, float]:
        """Return d′, omissions, commissions, times and their variability."""
        return summarise(trials)


_EXCEPT: Mapping[str, str] = {
    "1": QT_TRANSLATE_NOOP("tasks", "When you see a 1, press nothing."),
    "2": QT_TRANSLATE_NOOP("tasks", "When you see a 2, press nothing."),
    "3": QT_TRANSLATE_NOOP("tasks", "When you see a 3, press nothing."),
    "4": QT_TRANSLATE_NOOP("tasks", "When you see a 4, press nothing."),
    "5": QT_TRANSLATE_NOOP("tasks", "When you see a 5, press nothing."),
    "6": QT_TRANSLATE_NOOP("tasks", "When you see a 6, press nothing."),
    "7": QT_TRANSLATE_NOOP("tasks", "When you see a 7, press nothing."),
    "8": QT_TRANSLATE_NOOP("tasks", "When you see an 8, press nothing."),
    "9": QT_TRANSLATE_NOOP("tasks", "When you see a 9, press nothing."),
}
