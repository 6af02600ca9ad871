"""Stroop: name the colour, not the word; or the direction, not the place.

References
----------
Stroop, J. R. (1935). Studies of interference in serial verbal reactions. Journal of
Experimental Psychology, 18, 643-662. https://doi.org/10.1037/h0054651
MacLeod, C. M. (1991). Half a century of research on the Stroop effect: An integrative
review. Psychological Bulletin, 109, 163-203.
https://doi.org/10.1037/0033-2909.109.2.163
Lu, C.-H., & Proctor, R. W. (1995). The influence of irrelevant location information on
performance: A review of the Simon and spatial Stroop effects. Psychonomic Bulletin &
Review, 2, 174-207. https://doi.org/10.3758/BF03210959
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from attention_camp.resources.texts import QT_TRANSLATE_NOOP
from attention_camp.tasks.answer_keys import SIDES
from attention_camp.tasks.answers import LATE, score_choice
from attention_camp.tasks.balance import draw_cell
from attention_camp.tasks.figures import mean
from attention_camp.tasks.layout import blend_log
from attention_camp.tasks.options import check_choice, check_number, check_whole
from attention_camp.tasks.timed_answers import anticipations, counted, timed
from attention_camp.tasks.trial import (
    Card,
    Glyph,
    Outcome,
    Phase,
    Response,
    Scalar,
    Shape,
    Stimulus,
    Trial,
)

COLOURS: Mapping[str, str] = {
    "blue": QT_TRANSLATE_NOOP("tasks", "blue"),
    "orange": QT_TRANSLATE_NOOP("tasks", "orange"),
    "green": QT_TRANSLATE_NOOP("tasks", "green"),
}
"""Names of the palette, and the words. The three can be told apart by all; naming a
colour needs the sense of colour all the same."""
KEYS = ("1", "2", "3")
CONDITIONS = ("congruent", "incongruent")
_LIMITS = (1.5, 0.48)
_SHIFT = 3.0


@dataclass(frozen=True, slots=True)
class Stroop:
    """Report what one feature says against another; each level gives less time."""

    name: ClassVar[str] = "stroop"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("tasks", "Two messages")
    n_levels: ClassVar[int] = 10
    target: ClassVar[float] = 0.8

    variant: str = "colour"
    """``colour`` (of a word that names one) or ``spatial`` (direction of an arrow that
    stands on one side)."""
    time_limit: float = 0.0
    """Seconds to answer, 0.3 to 10; 0: as the level says."""
    keys: str = "arrows"
    """Of the spatial variant: ``arrows``, or ``letters``: F for left, J for right;
    ``left-hand``: S and F; ``right-hand``: J and L."""

    def __post_init__(self) -> None:
        check_choice("variant", self.variant, ("colour", "spatial"))
        check_choice("keys", self.keys, SIDES)
        if self.time_limit != 0:
            check_number("time_limit", self.time_limit, 0.3, 10)

    @property
    def chance(self) -> float:
        """Share right of a participant who guesses: one of three colours, or of two."""
        return 1 / len(self._keys)

    @property
    def _keys(self) -> tuple[str, ...]:
        return KEYS if self.variant == "colour" else SIDES[self.keys]

    def parameters(self, level: int) -> Mapping[str, Scalar]:
        """Return the variant and the time limit (s)."""
        check_whole("level", level, 1, self.n_levels)
        limit = round(blend_log(_LIMITS, level, self.n_levels), 2)
        return {"variant": self.variant, "time_limit": self.time_limit or limit}

    def instructions(self) -> tuple[Card, ...]:
        """Return the instruction cards: what to report and what to ignore."""
        example = self.next_trial(1, np.random.default_rng(6))
        if self.variant == "colour":
            return (
                Card(QT_TRANSLATE_NOOP("tasks", "Two messages"), _COLOUR),
                Card(QT_TRANSLATE_NOOP("tasks", "Your answer"), _DIGITS, example),
            )
        answer = _SIDES[self.keys]
        return (
            Card(QT_TRANSLATE_NOOP("tasks", "Two messages"), _SPATIAL),
            Card(QT_TRANSLATE_NOOP("tasks", "Your answer"), answer, example),
        )

    @property
    def cells(self) -> Mapping[str, str]:
        """The right answer of each cell: condition, and number of the answer."""
        return {
            f"{condition} {number}": key
            for condition in CONDITIONS
            for number, key in enumerate(self._keys)
        }

    def next_trial(
        self, level: int, rng: np.random.Generator, *, cell: str | None = None
    ) -> Trial:
        """Return one word or arrow; in half of them both messages agree.

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
        condition, number = draw_cell(self.cells, cell, rng).split(" ")
        answer, n_answers = int(number), len(self._keys)
        said = answer
        if condition == "incongruent":
            said = (answer + 1 + int(rng.integers(n_answers - 1))) % n_answers
        shown = (
            _word(answer, said) if self.variant == "colour" else _arrow(answer, said)
        )
        fixation = (_CROSS, *(_legend() if self.variant == "colour" else ()))
        return Trial(
            task=self.name,
            level=level,
            phases=(
                Phase("fixation", fixation, duration=0.5),
                Phase(
                    "target",
                    shown,
                    duration=float(values["time_limit"]),
                    ends_on_response=True,
                    collects=True,
                    onset=True,
                    expected=self._keys[answer],
                ),
                LATE,
            ),
            keys=self._keys,
            condition=condition,
            parameters=values,
        )

    def score(self, trial: Trial, response: Response) -> Outcome:
        """Return whether the key was right; no key within the limit is an error."""
        return score_choice(trial, response)

    def summary(self, trials: Sequence[tuple[Trial, Outcome]]) -> Mapping[str, float]:
        """Return the interference (ms), the errors of each condition and accuracy."""
        left = counted(trials)
        times = {c: _times(trials, c) for c in CONDITIONS}
        return {
            "interference_ms": times["incongruent"] - times["congruent"],
            "reaction_time_congruent_ms": times["congruent"],
            "reaction_time_incongruent_ms": times["incongruent"],
            **{
                f"errors_{c}": mean(
                    float(not o.correct) for t, o in left if t.condition == c
                )
                for c in CONDITIONS
            },
            "accuracy": mean(o.performance for _, o in left),
            "anticipations": anticipations(trials),
        }


def _times(trials: Sequence[tuple[Trial, Outcome]], condition: str) -> float:
    there = (o.reaction_time for t, o in timed(trials) if t.condition == condition)
    return 1000 * mean(there)


def _word(colour: int, word: int) -> tuple[Stimulus, ...]:
    names = list(COLOURS)
    glyph = Glyph(COLOURS[names[word]], height=1.4, colour=names[colour], is_word=True)
    return (glyph, *_legend())


def _legend() -> tuple[Stimulus, ...]:
    """Return a patch of each colour with its digit, so that keys need no memory."""
    shown: list[Stimulus] = []
    for i, name in enumerate(COLOURS):
        x = 3.0 * (i - 1)
        shown.append(Shape("rect", x, -5.0, width=1.2, height=0.6, colour=name))
        shown.append(Glyph(KEYS[i], x, -6.2, height=0.7, colour="dim"))
    return tuple(shown)


def _arrow(way: int, place: int) -> tuple[Stimulus, ...]:
    x = _SHIFT if place else -_SHIFT
    angle = 0.0 if way else 180.0
    return (
        _CROSS,
        Shape("arrow", x, width=2.0, height=1.4, angle=angle, line=0.25),
    )


_CROSS = Shape("cross", width=0.6, height=0.6, line=0.08)
_COLOUR = QT_TRANSLATE_NOOP(
    "tasks",
    "Words appear in colour. Report the colour in which the word is written, and "
    "ignore what it says.",
)
_DIGITS = QT_TRANSLATE_NOOP(
    "tasks",
    "Press the digit that stands below the colour, as fast as you can without "
    "mistakes.",
)
_SPATIAL = QT_TRANSLATE_NOOP(
    "tasks",
    "Arrows appear to the left or to the right of the cross. Report which way the "
    "arrow points, and ignore the side on which it stands.",
)
_SIDES: Mapping[str, str] = {
    "arrows": QT_TRANSLATE_NOOP(
        "tasks",
        "Press the arrow key that points the same way, as fast as you can without "
        "mistakes.",
    ),
    "letters": QT_TRANSLATE_NOOP(
        "tasks",
        "Press F if it points left and J if it points right, as fast as you can "
        "without mistakes.",
    ),
    "left-hand": QT_TRANSLATE_NOOP(
        "tasks",
        "Press S if it points left and F if it points right, as fast as you can "
        "without mistakes.",
    ),
    "right-hand": QT_TRANSLATE_NOOP(
        "tasks",
        "Press J if it points left and L if it points right, as fast as you can "
        "without mistakes.",
    ),
}
