"""Change detection: report whether the probed object changed.

References
----------
Luck, S. J., & Vogel, E. K. (1997). The capacity of visual working memory for features
and conjunctions. Nature, 390, 279-281. https://doi.org/10.1038/36846
Cowan, N. (2001). The magical number 4 in short-term memory. Behavioral and Brain
Sciences, 24, 87-114. https://doi.org/10.1017/S0140525X01003922
Rouder, J. N., et al. (2008). An assessment of fixed-capacity models of visual working
memory. PNAS, 105, 5975-5979. https://doi.org/10.1073/pnas.0711295105
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from attention_camp.resources.texts import QT_TRANSLATE_NOOP
from attention_camp.tasks.answer_keys import MAPPINGS, YesNo, keys_card
from attention_camp.tasks.answers import LATE, score_choice
from attention_camp.tasks.balance import draw_cell
from attention_camp.tasks.figures import mean, share
from attention_camp.tasks.finer import FINEST, drawn, finer, place_of, whole
from attention_camp.tasks.layout import blend_log, scatter
from attention_camp.tasks.options import (
    check_choice,
    check_number,
    check_sizes,
    check_whole,
)
from attention_camp.tasks.timed_answers import anticipations, counted, timed
from attention_camp.tasks.trial import (
    Card,
    Outcome,
    Phase,
    Response,
    Scalar,
    Shape,
    Trial,
)

_SIZES = (2, 3, 4, 5, 6, 7, 8, 9, 10, 12)
_SAMPLE_SECONDS = (0.25, 0.1)
_TRIANGLE = ((-0.5, -0.4), (0.5, -0.4), (0.0, 0.5))
_DIAMOND = ((0.0, 0.55), (0.4, 0.0), (0.0, -0.55), (-0.4, 0.0))
OBJECTS = (
    Shape("disc", colour="blue"),
    Shape("rect", width=0.85, height=0.85, colour="orange"),
    Shape("polygon", colour="green", points=_TRIANGLE),
    Shape("cross", colour="vermillion", line=0.25),
    Shape("ring", colour="ink", filled=False, line=0.18),
    Shape("polygon", colour="accent", points=_DIAMOND),
    Shape("arrow", colour="dim", angle=90.0, line=0.25),
)
"""Seven objects; each differs in form too, so that colour is never the only cue."""


@dataclass(frozen=True, slots=True)
class ChangeDetection:
    """Remember the objects; one is probed at its place. Each level shows more."""

    name: ClassVar[str] = "change-detection"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("tasks", "Change detection")
    chance: ClassVar[float] = 0.5
    target: ClassVar[float] = 0.75

    retention: float = 0.9
    """Seconds between sample and probe, 0.2 to 10; Luck and Vogel's 0.9 s."""
    set_sizes: str = ""
    """Objects, as in ``4 6 8``, equally often; empty: as the level says."""
    sample_time: float = 0.0
    """Seconds of the sample, 0.05 to 5; 0: as the level says."""
    time_limit: float = 3.0
    """Seconds to answer, 0.5 to 30."""
    keys: str = "arrows"
    """``arrows``, ``letters`` (F and J), ``left-hand`` (S and F), ``right-hand`` (J and
    L), or any with ``-swapped``: which is yes."""
    fineness: int = 1
    """Levels in the place of each one, 1 to 5: more make smaller steps."""

    def __post_init__(self) -> None:
        check_number("retention", self.retention, 0.2, 10)
        check_sizes("set_sizes", self.set_sizes, 2, 2 * len(OBJECTS))
        if self.sample_time != 0:
            check_number("sample_time", self.sample_time, 0.05, 5)
        check_number("time_limit", self.time_limit, 0.5, 30)
        check_choice("keys", self.keys, MAPPINGS)
        check_whole("fineness", self.fineness, 1, FINEST)

    @property
    def n_levels(self) -> int:
        """Number of levels."""
        return finer(len(_SIZES), self.fineness)

    def parameters(self, level: int) -> Mapping[str, Scalar]:
        """Return the number of objects, and the times of sample and retention (s)."""
        check_whole("level", level, 1, self.n_levels)
        place = place_of(level, self.fineness)
        size, more = whole(_SIZES, place)
        return {
            "set_size": size,
            **({"one_more": more} if more else {}),
            "sample_time": self.sample_time
            or round(blend_log(_SAMPLE_SECONDS, place, len(_SIZES)), 3),
            "retention": self.retention,
            "time_limit": self.time_limit,
        }

    def instructions(self) -> tuple[Card, ...]:
        """Return the instruction cards: what to remember and which keys to press."""
        return (
            Card(
                QT_TRANSLATE_NOOP("tasks", "Change detection"),
                QT_TRANSLATE_NOOP(
                    "tasks",
                    "Several objects flash up together. Keep as many as you can in "
                    "mind. A moment later one of them comes back at its place, or "
                    "another object does.",
                ),
            ),
            Card(
                QT_TRANSLATE_NOOP("tasks", "Your answer"),
                QT_TRANSLATE_NOOP(
                    "tasks",
                    "Has it changed? Answer yes or no. If you are not sure, guess.",
                ),
            ),
            keys_card(self.keys, self.next_trial(1, np.random.default_rng(0))),
        )

    @property
    def _answers(self) -> YesNo:
        return MAPPINGS[self.keys]

    @property
    def cells(self) -> Mapping[str, str]:
        """The right answer of each cell: the condition, and the size of the set."""
        sizes = self.set_sizes.replace(",", " ").split() or ["all"]
        answers = {"same": self._answers.no, "change": self._answers.yes}
        return {f"{c} {size}": key for c, key in answers.items() for size in sizes}

    def next_trial(
        self, level: int, rng: np.random.Generator, *, cell: str | None = None
    ) -> Trial:
        """Return one sample and a probe that differs from it half the time.

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
        condition, named = draw_cell(self.cells, cell, rng).split(" ")
        if named != "all":
            values["set_size"] = int(named)
        else:
            place = place_of(level, self.fineness)
            values["set_size"] = drawn(_SIZES, place, rng)
        size = int(values["set_size"])
        # each kind at most twice: what is absent tells little of what was probed
        kinds = rng.permutation(np.arange(2 * len(OBJECTS)) % len(OBJECTS))[:size]
        places = scatter(size, rng)
        changed = condition == "change"
        probed = int(rng.integers(size))
        kind = int(kinds[probed])
        if changed:
            others = [k for k in range(len(OBJECTS)) if k != kind]
            kind = others[int(rng.integers(len(others)))]
        sample = tuple(
            _put(k, place) for k, place in zip(kinds.tolist(), places, strict=True)
        )
        cross = (Shape("cross", width=0.6, height=0.6, line=0.08),)
        return Trial(
            task=self.name,
            level=level,
            phases=(
                Phase("fixation", cross, duration=0.5),
                Phase(
                    "sample", (*cross, *sample), duration=float(values["sample_time"])
                ),
                Phase("retention", cross, duration=self.retention),
                Phase(
                    "probe",
                    (*cross, _put(kind, places[probed])),
                    duration=self.time_limit,
                    ends_on_response=True,
                    collects=True,
                    onset=True,
                    expected=self._answers.yes if changed else self._answers.no,
                ),
                LATE,
            ),
            keys=self._answers,
            condition=condition,
            parameters=values,
        )

    def score(self, trial: Trial, response: Response) -> Outcome:
        """Return whether the key was right; no key within the limit is an error."""
        return score_choice(trial, response)

    def summary(self, trials: Sequence[tuple[Trial, Outcome]]) -> Mapping[str, float]:
        """Return accuracy, rates and the capacity K in objects.

        At each set size N, Cowan's K is N (hits - false alarms), for a single probe.
        ``cowan_k`` is the one capacity that fits all sizes best, each K being at most
        N (the fixed-capacity model of Rouder et al. 2008, by least squares).
        """
        left = counted(trials)
        by_size: dict[int, list[tuple[Trial, Outcome]]] = {}
        for trial, outcome in left:
            by_size.setdefault(int(trial.parameters["set_size"]), []).append(
                (trial, outcome)
            )
        each = {}
        for size, cell in by_size.items():
            hit, false_alarm = _rates(cell)
            if not math.isnan(hit - false_alarm):
                each[size] = (size * (hit - false_alarm), len(cell))
        hit, false_alarm = _rates(left)
        return {
            "accuracy": mean(o.performance for _, o in left),
            "anticipations": anticipations(trials),
            "hit_rate": hit,
            "false_alarm_rate": false_alarm,
            "reaction_time_ms": 1000 * mean(o.reaction_time for _, o in timed(trials)),
            "cowan_k": _fit_capacity(each),
        }


def _put(kind: int, place: tuple[float, float]) -> Shape:
    return dataclasses.replace(OBJECTS[kind], x=place[0], y=place[1])


def _rates(trials: Sequence[tuple[Trial, Outcome]]) -> tuple[float, float]:
    """Return the hit rate and the false-alarm rate."""
    answered = {"change": 0, "same": 0}
    shown = {"change": 0, "same": 0}
    for trial, outcome in trials:
        shown[trial.condition] += 1
        is_right = bool(outcome.measures.get("right_key", outcome.correct))
        says_changed = is_right == (trial.condition == "change")
        answered[trial.condition] += bool(outcome.measures["key"]) and says_changed
    return (
        share(answered["change"], shown["change"]),
        share(answered["same"], shown["same"]),
    )


def _fit_capacity(each: Mapping[int, tuple[float, int]]) -> float:
    if not each:
        return math.nan
    sizes = np.array(list(each), float)
    found, weights = np.array(list(each.values()), float).T
    candidates = np.linspace(0, sizes.max(), 1201)
    predicted = np.minimum(candidates[:, None], sizes)
    misfit = ((predicted - found) ** 2) @ weights
    return float(candidates[int(misfit.argmin())])
