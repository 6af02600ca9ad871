"""Go/no-go: press for discs, withhold at squares.

References
----------
Donders, F. C. (1868/1969). On the speed of mental processes. Acta Psychologica, 30,
412-431. https://doi.org/10.1016/0001-6918(69)90065-1
Wessel, J. R. (2018). Prepotent motor activity and inhibitory control demands in
different variants of the go/no-go paradigm. Psychophysiology, 55, e12871.
https://doi.org/10.1111/psyp.12871
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np

from attention_camp.resources.texts import QT_TRANSLATE_NOOP
from attention_camp.tasks.answers import first_key, latency
from attention_camp.tasks.layout import blend_log
from attention_camp.tasks.options import check_number, check_whole
from attention_camp.tasks.trial import (
    Card,
    Outcome,
    Phase,
    Response,
    Scalar,
    Shape,
    Trial,
)
from attention_camp.tasks.vigilance.go_no_go import score_stream, summarise

_INTERVALS = (1.6, 0.5)
_SHOWN = 0.25
_RARE = 0.2
_CROSS = (Shape("cross", width=0.6, height=0.6, line=0.08, colour="dim"),)
_GO = (Shape("disc", width=2.0, height=2.0),)
_NO_GO = (Shape("rect", width=1.8, height=1.8),)


@dataclass(frozen=True, slots=True)
class GoNoGo:
    """Press for discs, not for squares; each level is faster. A run is one trial.

    A fifth asks for no key and items follow each other fast, without which pressing is
    no habit that has to be held back (Wessel 2018).
    """

    name: ClassVar[str] = "go-no-go"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("tasks", "Press or not")
    n_levels: ClassVar[int] = 10
    chance: ClassVar[float] = 0.02
    target: ClassVar[float] = 0.75

    n_items: int = 40
    """Items in a run, 20 to 1000; a fifth ask for no key, never the first two."""
    interval: float = 0.0
    """Seconds from item to item, 0.4 to 5; 0: as the level says."""

    def __post_init__(self) -> None:
        check_whole("n_items", self.n_items, 20, 1000)
        if self.interval != 0:
            check_number("interval", self.interval, 0.4, 5)

    def parameters(self, level: int) -> Mapping[str, Scalar]:
        """Return the seconds from item to item."""
        check_whole("level", level, 1, self.n_levels)
        interval = round(blend_log(_INTERVALS, level, self.n_levels), 2)
        return {"interval": self.interval or interval}

    def instructions(self) -> tuple[Card, ...]:
        """Return the instruction card: when to press and when not."""
        brief = replace(self, n_items=20)
        return (
            Card(
                QT_TRANSLATE_NOOP("tasks", "Press or not"),
                QT_TRANSLATE_NOOP(
                    "tasks",
                    "Discs appear one after another. Press the space bar for each, as "
                    "fast as you can. Now and then a square appears: press nothing.",
                ),
                example=brief.next_trial(1, np.random.default_rng(0)),
            ),
        )

    def next_trial(self, level: int, rng: np.random.Generator) -> Trial:
        """Return one run of discs and squares; the first two are discs."""
        values = dict(self.parameters(level))
        rest = round(float(values["interval"]) - _SHOWN, 3)
        n_rare = round(self.n_items * _RARE)
        kinds = np.ones(self.n_items, bool)
        kinds[2 + rng.permutation(self.n_items - 2)[:n_rare]] = False
        phases = [Phase("ready", _CROSS, duration=1.0)]
        for go in kinds.tolist():
            phases += [
                Phase(
                    "go" if go else "no-go",
                    _GO if go else _NO_GO,
                    duration=_SHOWN,
                    collects=True,
                    onset=True,
                    expected="space" if go else None,
                ),
                Phase("interval", _CROSS, duration=rest, collects=True),
            ]
        return Trial(
            task=self.name,
            level=level,
            phases=tuple(phases),
            keys=("space",),
            condition="run",
            parameters=values,
        )

    def score(self, trial: Trial, response: Response) -> Outcome:
        """Return omissions, commissions and times; the first key per item counts."""
        shown = range(1, len(trial.phases), 2)
        times = []
        for i in shown:
            press = first_key(response, (i, i + 1))
            times.append(None if press is None else latency(response, press, i))
        return score_stream(
            [trial.phases[i].expected is not None for i in shown], times
        )

    def summary(self, trials: Sequence[tuple[Trial, Outcome]]) -> Mapping[str, float]:
        """Return d′, omissions, commissions, times and their variability."""
        return summarise(trials)
