"""Memory scanning: report whether the probe was among the letters.

References
----------
Sternberg, S. (1966). High-speed scanning in human memory. Science, 153, 652-654.
https://doi.org/10.1126/science.153.3736.652
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from attention_camp.resources.texts import QT_TRANSLATE_NOOP
from attention_camp.tasks.answer_keys import MAPPINGS, YesNo, keys_card
from attention_camp.tasks.answers import LATE, score_choice
from attention_camp.tasks.balance import draw_cell
from attention_camp.tasks.figures import mean, slope
from attention_camp.tasks.layout import blend_log
from attention_camp.tasks.options import (
    check_choice,
    check_number,
    check_sizes,
    check_whole,
)
from attention_camp.tasks.timed_answers import anticipations, counted, timed
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

LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
_SIZES = ((1, 2), (1, 3), (2, 4), (2, 5), (3, 6), (4, 7), (5, 8), (6, 9), (7, 10))
_ITEM_SECONDS = (1.2, 0.6)
_LIMIT_SECONDS = (3.0, 1.2)


@dataclass(frozen=True, slots=True)
class Sternberg:
    """Keep the letters in mind, then judge one; each level asks for more, faster.

    Each trial shows one of the two set sizes of its level, so that the slope can be
    estimated within any level (varied-set procedure).
    """

    name: ClassVar[str] = "sternberg"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("tasks", "Memory scanning")
    n_levels: ClassVar[int] = len(_SIZES)
    chance: ClassVar[float] = 0.5
    target: ClassVar[float] = 0.8

    delay: float = 2.0
    """Seconds between the last letter and the probe, 0.5 to 20; Sternberg's 2 s."""
    set_sizes: str = ""
    """Letters to remember, as in ``2 4 6``, equally often; empty: as the level says."""
    time_limit: float = 0.0
    """Seconds to answer, 0.5 to 30; 0: as the level says."""
    keys: str = "arrows"
    """``arrows``, ``letters`` (F and J), ``left-hand`` (S and F), ``right-hand`` (J and
    L), or any with ``-swapped``: which is yes."""

    def __post_init__(self) -> None:
        check_number("delay", self.delay, 0.5, 20)
        check_sizes("set_sizes", self.set_sizes, 1, len(LETTERS) - 1)
        if self.time_limit != 0:
            check_number("time_limit", self.time_limit, 0.5, 30)
        check_choice("keys", self.keys, MAPPINGS)

    def parameters(self, level: int) -> Mapping[str, Scalar]:
        """Return the larger set size, seconds per letter and the limit (s)."""
        check_whole("level", level, 1, self.n_levels)
        return {
            "set_size": _SIZES[level - 1][1],
            "item_time": round(blend_log(_ITEM_SECONDS, level, self.n_levels), 2),
            "delay": self.delay,
            "time_limit": self.time_limit
            or round(blend_log(_LIMIT_SECONDS, level, self.n_levels), 2),
        }

    def instructions(self) -> tuple[Card, ...]:
        """Return the instruction cards: what to remember and which keys to press."""
        return (
            Card(
                QT_TRANSLATE_NOOP("tasks", "Memory scanning"),
                QT_TRANSLATE_NOOP(
                    "tasks",
                    "Letters appear one after another. Keep them in mind. After a "
                    "short wait one more letter appears, in a ring.",
                ),
            ),
            Card(
                QT_TRANSLATE_NOOP("tasks", "Your answer"),
                QT_TRANSLATE_NOOP(
                    "tasks",
                    "Was the letter in the ring among them? Answer yes or no as fast "
                    "as you can without mistakes.",
                ),
            ),
            keys_card(self.keys, self.next_trial(2, np.random.default_rng(1))),
        )

    @property
    def _answers(self) -> YesNo:
        return MAPPINGS[self.keys]

    @property
    def cells(self) -> Mapping[str, str]:
        """The right answer of each cell: the condition, and the size of the set."""
        sizes = self.set_sizes.replace(",", " ").split() or ["smaller", "larger"]
        answers = {"positive": self._answers.yes, "negative": self._answers.no}
        return {f"{c} {size}": key for c, key in answers.items() for size in sizes}

    def next_trial(
        self, level: int, rng: np.random.Generator, *, cell: str | None = None
    ) -> Trial:
        """Return one set of letters and a probe that is among them half the time.

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
        smaller, larger = _SIZES[level - 1]
        size = {"smaller": smaller, "larger": larger}.get(named) or int(named)
        among = condition == "positive"
        drawn = [LETTERS[i] for i in rng.permutation(len(LETTERS)).tolist()]
        letters = drawn[:size]
        probe = letters[int(rng.integers(size))] if among else drawn[size]
        shown = [
            Phase(
                "item",
                (Glyph(letter, height=1.6),),
                duration=round(float(values["item_time"]), 3),
            )
            for letter in letters
        ]
        cross = (Shape("cross", width=0.6, height=0.6, line=0.08),)
        ring = Shape("ring", width=3.0, height=3.0, filled=False, line=0.08)
        values |= {"set_size": size, "letters": "".join(letters), "probe": probe}
        return Trial(
            task=self.name,
            level=level,
            phases=(
                Phase("fixation", cross, duration=0.5),
                *shown,
                Phase("delay", cross, duration=self.delay),
                Phase(
                    "probe",
                    (ring, Glyph(probe, height=1.6)),
                    duration=float(values["time_limit"]),
                    ends_on_response=True,
                    collects=True,
                    onset=True,
                    expected=self._answers.yes if among else self._answers.no,
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
        """Return slope (ms per letter), intercept (ms) and accuracy."""
        right = [
            (float(t.parameters["set_size"]), o.reaction_time * 1000)
            for t, o in timed(trials)
            if o.reaction_time is not None
        ]
        times = [time for _, time in right]
        steep, start = slope([size for size, _ in right], times)
        return {
            "accuracy": mean(o.performance for _, o in counted(trials)),
            "anticipations": anticipations(trials),
            "slope_ms_per_item": steep,
            "intercept_ms": start,
            "reaction_time_ms": mean(times),
        }
