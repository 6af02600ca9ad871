"""Multitask console: keep a marker in place, watch gauges, hear calls, fill tanks.

Four parts run side by side, as in NASA's MATB-II; each has its load, and can be left
out. Here tracking has one dimension, tanks have one pump each, and calls are signs (or
chimes) instead of speech, so that no language is needed.

References
----------
Santiago-Espada, Y., Myer, R. R., Latorella, K. A., & Comstock, J. R. (2011). The
Multi-Attribute Task Battery II (MATB-II) software for human performance and workload
research: a user's guide. NASA/TM-2011-217164.
https://ntrs.nasa.gov/citations/20110014456
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from attention_camp.resources.texts import QT_TRANSLATE_NOOP
from attention_camp.tasks.complex.panels import PARTS, Console, draw_console
from attention_camp.tasks.complex.parts import KEYS, figures_of
from attention_camp.tasks.figures import mean
from attention_camp.tasks.layout import blend
from attention_camp.tasks.options import check_choice, check_number, check_whole
from attention_camp.tasks.timed_answers import of_one_level
from attention_camp.tasks.trial import (
    Card,
    Outcome,
    Phase,
    Response,
    Scalar,
    Sound,
    Trial,
)

AS_LEVEL = -1
_LOADS = (1.0, 10.0)
_CRITERION = 0.75
"""Share of what the parts ask for that makes a period right; own choice."""


@dataclass(frozen=True, slots=True)
class MultitaskConsole:
    """Do four things at once; each level makes all of them more frequent and faster.

    Each part can have a load of its own, from 0 (left out) to 10.
    """

    name: ClassVar[str] = "multitask-console"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("tasks", "Four things at once")
    n_levels: ClassVar[int] = 10
    chance: ClassVar[float] = 0.0
    target: ClassVar[float] = 0.6

    duration: float = 30.0
    """Seconds of a period, 10 to 600."""
    tracking: int = AS_LEVEL
    """Load of tracking, 0 (left out) to 10; -1: as the level says."""
    gauges: int = AS_LEVEL
    """Load of the gauges, 0 (left out) to 10; -1: as the level says."""
    calls: int = AS_LEVEL
    """Load of the calls, 0 (left out) to 10; -1: as the level says."""
    resources: int = AS_LEVEL
    """Load of the tanks, 0 (left out) to 10; -1: as the level says."""
    channel: str = "seen"
    """Whether calls are ``seen`` or ``heard`` (a rising chime is one's own)."""

    def __post_init__(self) -> None:
        check_number("duration", self.duration, 10, 600)
        for part in PARTS:
            check_whole(part, getattr(self, part), AS_LEVEL, 10)
        check_choice("channel", self.channel, ("seen", "heard"))
        if all(getattr(self, part) == 0 for part in PARTS):
            check_whole("tracking", 0, 1, 10)  # one part at least

    def parameters(self, level: int) -> Mapping[str, Scalar]:
        """Return the load of each part, 0 to 10, and the duration (s)."""
        check_whole("level", level, 1, self.n_levels)
        load = round(blend(_LOADS, level, self.n_levels), 2)
        loads = {
            f"{part}_load": load
            if getattr(self, part) == AS_LEVEL
            else float(getattr(self, part))
            for part in PARTS
        }
        return {**loads, "duration": float(self.duration)}

    def instructions(self) -> tuple[Card, ...]:
        """Return the instruction cards, one for each two parts."""
        example = MultitaskConsole(duration=10.0)
        return (
            Card(
                QT_TRANSLATE_NOOP("tasks", "Four things at once"),
                QT_TRANSLATE_NOOP(
                    "tasks",
                    "Keep the marker between the two lines with the left and right "
                    "arrow keys. When a gauge leaves its middle, press its number.",
                ),
                example=example.next_trial(3, np.random.default_rng(5)),
            ),
            Card(
                QT_TRANSLATE_NOOP("tasks", "Calls and tanks"),
                QT_TRANSLATE_NOOP(
                    "tasks",
                    "Press the space bar when a call is for you: an arrow that points "
                    "up, or a rising chime. Keep both tanks between their lines: A and "
                    "L refill them. All four count the same.",
                ),
            ),
        )

    def next_trial(self, level: int, rng: np.random.Generator) -> Trial:
        """Return one period: when what happens is drawn beforehand."""
        values = dict(self.parameters(level))
        loads = {part: float(values[f"{part}_load"]) for part in PARTS}
        console = draw_console(
            loads, self.duration, heard=self.channel == "heard", rng=rng
        )
        sounds: tuple[Sound, ...] = ()
        if self.channel == "heard" and console.calls:
            sounds = (console.chimes(),)
        values["events"] = console.told()
        return Trial(
            task=self.name,
            level=level,
            phases=(
                Phase("ready", console.still(), duration=1.0),
                Phase(
                    "console",
                    console.still(),
                    duration=self.duration,
                    collects=True,
                    onset=True,
                    sounds=sounds,
                    areas=console.areas(),
                    live=console,
                ),
            ),
            keys=KEYS,
            condition="run",
            parameters=values,
        )

    def score(self, trial: Trial, response: Response) -> Outcome:
        """Return how well each part was kept, and the keys that each got."""
        onset = response.onsets[1]
        console = trial.phases[1].live
        if not isinstance(console, Console) or math.isnan(onset):
            return Outcome(False, 0.0, None, responded=False)
        keys = [(p.time - onset, p.key) for p in response.keypresses if p.phase == 1]
        measures, parts = figures_of(console, keys)
        performance = sum(parts.values()) / len(parts)
        return Outcome(
            correct=performance >= _CRITERION,
            performance=performance,
            reaction_time=None,
            responded=bool(keys),
            measures=measures,
        )

    def summary(self, trials: Sequence[tuple[Trial, Outcome]]) -> Mapping[str, float]:
        """Return each part's score and its share of the keys, and the mean of parts.

        NaN where levels are mixed, and of a part that was left out.
        """
        left = of_one_level(trials)
        given = [outcome.measures for _, outcome in left]

        def average(name: str) -> float:
            return mean(float(m[name]) for m in given if name in m)

        keys = {p: sum(int(m.get(f"{p}_keys", 0)) for m in given) for p in PARTS}
        total = sum(keys.values())
        return {
            **{f"{part}_score": average(f"{part}_score") for part in PARTS},
            **{
                f"{part}_share": keys[part] / total if total else math.nan
                for part in PARTS
            },
            "tracking_deviation_deg": average("deviation"),
            "gauge_time_ms": 1000 * average("gauge_time"),
            "call_time_ms": 1000 * average("call_time"),
            "console_score": mean(o.performance for _, o in left),
        }
