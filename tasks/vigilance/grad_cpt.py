"""Gradual-onset continuous performance: press for cities, not for mountains.

References
----------
Esterman, M., Noonan, S. K., Rosenberg, M., & DeGutis, J. (2013). In the zone or zoning
out? Tracking behavioral and neural fluctuations during sustained attention. Cerebral
Cortex, 23, 2712-2723. https://doi.org/10.1093/cercor/bhs261
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import ClassVar

import numpy as np

from attention_camp.resources.texts import QT_TRANSLATE_NOOP
from attention_camp.tasks.layout import blend, blend_log
from attention_camp.tasks.options import check_number, check_whole
from attention_camp.tasks.trial import (
    Card,
    Outcome,
    Phase,
    Picture,
    Response,
    Scalar,
    Trial,
)
from attention_camp.tasks.vigilance.go_no_go import (
    error_rates_by_zone,
    score_stream,
    summarise,
)
from attention_camp.tasks.vigilance.scenes import N_SCENES, scene

_TRANSITIONS = (1.5, 0.5)
_CONTRASTS = (1.0, 0.5)
_MOUNTAINS = 0.1
_CLEAR, _FAINT = 0.7, 0.4


@dataclass(frozen=True, slots=True)
class GradCpt:
    """Views melt into each other, faster and fainter each level; a run is a trial."""

    name: ClassVar[str] = "grad-cpt"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("tasks", "Cities and mountains")
    n_levels: ClassVar[int] = 10
    chance: ClassVar[float] = 0.02
    target: ClassVar[float] = 0.75

    n_items: int = 60
    """Views in a run, 20 to 1000; a tenth are mountains, never two in a row."""
    transition: float = 0.0
    """Seconds from view to view, 0.4 to 3; 0: as the level says."""

    contrast: float = 0.0
    """Contrast of the views, 0.2 to 1; 0: as the level says."""

    def __post_init__(self) -> None:
        check_whole("n_items", self.n_items, 20, 1000)
        if self.contrast != 0:
            check_number("contrast", self.contrast, 0.2, 1)
        if self.transition != 0:
            check_number("transition", self.transition, 0.4, 3)

    def parameters(self, level: int) -> Mapping[str, Scalar]:
        """Return the seconds from view to view and the contrast (0 to 1)."""
        check_whole("level", level, 1, self.n_levels)
        transition = round(blend_log(_TRANSITIONS, level, self.n_levels), 2)
        return {
            "transition": self.transition or transition,
            "contrast": self.contrast
            or round(blend(_CONTRASTS, level, self.n_levels), 2),
        }

    def instructions(self) -> tuple[Card, ...]:
        """Return the instruction cards: when to press and when not."""
        return (
            Card(
                QT_TRANSLATE_NOOP("tasks", "Cities and mountains"),
                QT_TRANSLATE_NOOP(
                    "tasks",
                    "Views of cities and, now and then, of mountains fade slowly from "
                    "one into the next.",
                ),
            ),
            Card(
                QT_TRANSLATE_NOOP("tasks", "Your answer"),
                QT_TRANSLATE_NOOP(
                    "tasks",
                    "Press the space bar for each city, as soon as you see it. Press "
                    "nothing for a mountain.",
                ),
                example=self._brief().next_trial(1, np.random.default_rng(0)),
            ),
        )

    def _brief(self) -> GradCpt:
        """Return the task with short runs, for the example on a card."""
        return replace(self, n_items=20)

    def next_trial(self, level: int, rng: np.random.Generator) -> Trial:
        """Return one run of views, each growing out of the one before."""
        values = dict(self.parameters(level))
        seconds = float(values["transition"])
        kinds = _order(self.n_items, rng)
        phases = []
        before = -1
        for is_city in kinds:
            index = int(rng.integers(N_SCENES))
            if index == before:
                index = (index + 1) % N_SCENES
            before = index
            kind = "city" if is_city else "mountain"
            phases.append(
                Phase(
                    kind,
                    (_view(kind, index, float(values["contrast"])),),
                    duration=seconds,
                    collects=True,
                    onset=True,
                    expected="space" if is_city else None,
                    fade=seconds,
                )
            )
        last = phases[-1].stimuli
        phases.append(Phase("end", last, duration=seconds, collects=True))
        return Trial(
            task=self.name,
            level=level,
            phases=tuple(phases),
            keys=("space",),
            condition="run",
            parameters=values,
        )

    def score(self, trial: Trial, response: Response) -> Outcome:
        """Return omissions, commissions and times, each key given to one view."""
        go = [p.expected is not None for p in trial.phases if p.name != "end"]
        return score_stream(go, assign(trial, response))

    def summary(self, trials: Sequence[tuple[Trial, Outcome]]) -> Mapping[str, float]:
        """Return d′, omissions, commissions, times, variability and zones."""
        return summarise(trials) | error_rates_by_zone(trials)


def assign(trial: Trial, response: Response) -> list[float | None]:
    """Return the time from each view's first trace to its key, as Esterman et al. do.

    A key pressed when a view is at least 70 % there is that view's; below 40 % it is
    the one's before; in between it goes to the one of the two that has no key yet, a
    city before a mountain, and the nearer one else.
    """
    seconds = float(trial.parameters["transition"])
    n_items = len(trial.phases) - 1
    given: list[float | None] = [None] * n_items
    doubtful: list[tuple[float, int, float]] = []
    for press in response.keypresses:
        since = press.time - response.onsets[press.phase]
        if math.isnan(since):
            continue
        grown = since / seconds
        if press.phase == n_items or grown < _FAINT:
            _give(given, press.phase - 1, since + seconds)
        elif grown >= _CLEAR:
            _give(given, press.phase, since)
        else:
            doubtful.append((grown, press.phase, since))
    for grown, k, since in doubtful:
        free = [i for i in (k - 1, k) if i >= 0 and given[i] is None]
        cities = [i for i in free if trial.phases[i].expected is not None]
        near = k if grown >= (_CLEAR + _FAINT) / 2 else k - 1
        choices = cities or free
        if choices:
            chosen = near if near in choices else choices[0]
            _give(given, chosen, since + seconds * (k - chosen))
    return given


def _give(given: list[float | None], i: int, time: float) -> None:
    if i >= 0 and given[i] is None:
        given[i] = time


def _order(n_items: int, rng: np.random.Generator) -> list[bool]:
    """Return which views are cities; mountains are never first or two in a row."""
    n_mountains = max(round(n_items * _MOUNTAINS), 1)
    n_cities = n_items - n_mountains
    before = set(rng.permutation(n_cities)[:n_mountains].tolist())
    kinds = []
    for i in range(n_cities):
        kinds.append(True)
        if i in before:
            kinds.append(False)
    return kinds


@lru_cache(maxsize=256)
def _view(kind: str, index: int, contrast: float) -> Picture:
    """Return a view with less contrast around the neutral grey, one object for all."""
    grey = 128 + contrast * (scene(kind, index).astype(np.float32) - 128)
    pixels = grey.astype(np.uint8)
    pixels.flags.writeable = False
    return Picture(pixels, width=9.0, height=9.0)
