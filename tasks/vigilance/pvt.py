"""Psychomotor vigilance: press as soon as the disc appears.

References
----------
Dinges, D. F., & Powell, J. W. (1985). Microcomputer analyses of performance on a
portable, simple visual RT task during sustained operations. Behavior Research Methods,
Instruments, & Computers, 17, 652-655. https://doi.org/10.3758/BF03200977
Basner, M., & Dinges, D. F. (2011). Maximizing sensitivity of the psychomotor vigilance
test (PVT) to sleep loss. Sleep, 34, 581-591. https://doi.org/10.1093/sleep/34.5.581
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from attention_camp.resources.texts import QT_TRANSLATE_NOOP
from attention_camp.tasks.answers import first_key, latency
from attention_camp.tasks.figures import mean, median
from attention_camp.tasks.finer import FINEST, finer, place_of
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

FALSE_START = 0.1
"""A key sooner than this after the onset is a false start (Basner & Dinges 2011)."""
_N_LEVELS = 10
_LIMITS = (0.55, 0.17)
_TOLD_SECONDS = 1.0
"""How long the time is shown, s: the first second of the wait for the next disc, which
is counted from the last key (Basner & Dinges 2011). The first trial of a block, and one
after a pause, has no such second before it."""
_LEAST_RING = 0.05
_EXAMPLE = "287"
"""The time that the card shows."""


@dataclass(frozen=True, slots=True)
class Pvt:
    """Wait, then react; each level asks for a faster reaction to count as right.

    The time is shown after each key, and whether the level's limit was met.
    """

    name: ClassVar[str] = "pvt"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("tasks", "Vigilance")
    chance: ClassVar[float] = 0.0
    target: ClassVar[float] = 0.75

    shortest_wait: float = 2.0
    """Least seconds before the disc, 0.5 to 30; Dinges and Powell's 2 s."""
    longest_wait: float = 10.0
    """Most seconds before the disc, at most 60; Dinges and Powell's 10 s."""
    lapse: float = 0.5
    """Seconds from which a reaction is a lapse, 0.3 to 2; 0.355 for the brief form."""
    window: float = 3.0
    """Seconds to react at all, 1 to 30; our own choice (30 s in the original)."""
    shows: str = "judged"
    """What is shown after each key: the ``time`` in ms as in the original, that time
    ``judged`` by the level's limit, or ``nothing``."""
    fineness: int = 1
    """Levels in the place of each one, 1 to 5: more make smaller steps."""

    def __post_init__(self) -> None:
        check_number("shortest_wait", self.shortest_wait, 0.5, 30)
        check_number("longest_wait", self.longest_wait, self.shortest_wait, 60)
        check_number("lapse", self.lapse, 0.3, 2)
        check_number("window", self.window, 1, 30)
        check_choice("shows", self.shows, ("judged", "time", "nothing"))
        check_whole("fineness", self.fineness, 1, FINEST)

    @property
    def n_levels(self) -> int:
        """Number of levels."""
        return finer(_N_LEVELS, self.fineness)

    def parameters(self, level: int) -> Mapping[str, Scalar]:
        """Return the slowest correct reaction (s) and the range of foreperiods (s)."""
        check_whole("level", level, 1, self.n_levels)
        place = place_of(level, self.fineness)
        return {
            "time_limit": round(blend_log(_LIMITS, place, _N_LEVELS), 3),
            "shortest_wait": self.shortest_wait,
            "longest_wait": self.longest_wait,
        }

    def instructions(self) -> tuple[Card, ...]:
        """Return the instruction cards: when to press."""
        first = Card(
            QT_TRANSLATE_NOOP("tasks", "Vigilance"),
            QT_TRANSLATE_NOOP(
                "tasks",
                "Look at the ring. After a few seconds it fills. Press the space bar "
                "as fast as you can when it does, but not before.",
            ),
            example=self.next_trial(1, np.random.default_rng(3)),
        )
        if self.shows == "nothing":
            return (first,)
        return (first, Card(QT_TRANSLATE_NOOP("tasks", "Your time"), _TOLD[self.shows]))

    def next_trial(self, level: int, rng: np.random.Generator) -> Trial:
        """Return one random foreperiod and one disc."""
        values = dict(self.parameters(level))
        wait = round(float(rng.uniform(self.shortest_wait, self.longest_wait)), 3)
        told = 0.0 if self.shows == "nothing" else _TOLD_SECONDS
        ring = Shape("ring", width=2.0, height=2.0, filled=False, line=0.1)
        disc = Shape("disc", width=2.0, height=2.0)
        return Trial(
            task=self.name,
            level=level,
            phases=(
                Phase(
                    "wait",
                    (ring,),
                    duration=round(max(wait - told, _LEAST_RING), 3),
                    collects=True,
                ),
                Phase(
                    "signal",
                    (disc,),
                    duration=self.window,
                    ends_on_response=True,
                    collects=True,
                    onset=True,
                    expected="space",
                ),
                *self._time(float(values["time_limit"])),
            ),
            keys=("space",),
            condition="signal",
            parameters=values | {"wait": wait},
        )

    def _time(self, limit: float) -> tuple[Phase, ...]:
        """Return the display that tells the time, if there is one."""
        if self.shows == "nothing":
            return ()
        example = (Glyph(_EXAMPLE, height=1.2),)
        judged = limit if self.shows == "judged" else math.inf
        return (Phase("time", example, duration=_TOLD_SECONDS, tells_time=judged),)

    def score(self, trial: Trial, response: Response) -> Outcome:
        """Return whether the reaction was in time; a false start is an error."""
        early = first_key(response, (0,)) is not None
        press = first_key(response, (1,))
        time = None if press is None else latency(response, press, 1)
        false_start = early or (time is not None and time < FALSE_START)
        in_time = time is not None and time <= float(trial.parameters["time_limit"])
        correct = in_time and not false_start
        return Outcome(
            correct=correct,
            performance=float(correct),
            reaction_time=None if false_start else time,
            responded=press is not None or early,
            measures={
                "false_start": false_start,
                "lapse": not false_start and (time is None or time >= self.lapse),
            },
        )

    def summary(self, trials: Sequence[tuple[Trial, Outcome]]) -> Mapping[str, float]:
        """Return lapses, reciprocal and plain reaction times, false starts."""
        times = [o.reaction_time for _, o in trials if o.reaction_time is not None]
        return {
            "lapses": float(sum(bool(o.measures["lapse"]) for _, o in trials)),
            "lapse_rate": mean(float(o.measures["lapse"]) for _, o in trials),
            "false_starts": float(
                sum(bool(o.measures["false_start"]) for _, o in trials)
            ),
            "reciprocal_reaction_time_per_s": mean(1 / time for time in times),
            "reaction_time_ms": 1000 * mean(times),
            "median_reaction_time_ms": 1000 * median(times),
            "accuracy": mean(o.performance for _, o in trials),
        }


_TOLD: Mapping[str, str] = {
    "time": QT_TRANSLATE_NOOP(
        "tasks",
        "After each key you see your time, in thousandths of a second. A cross means "
        "that you pressed too early.",
    ),
    "judged": QT_TRANSLATE_NOOP(
        "tasks",
        "After each key you see your time, in thousandths of a second. A check mark "
        "means that it was fast enough, a cross that it was too late or too early.",
    ),
}
