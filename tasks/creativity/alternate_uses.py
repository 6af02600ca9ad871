"""Alternate uses: find what else a thing can be used for.

Counted here are different ideas (fluency); how original they are is for raters, to whom
the texts are left.

References
----------
Guilford, J. P. (1967). The nature of human intelligence. McGraw-Hill.
Silvia, P. J., et al. (2008). Assessing creativity with divergent thinking tasks.
Psychology of Aesthetics, Creativity, and the Arts, 2, 68-85.
https://doi.org/10.1037/1931-3896.2.2.68
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from attention_camp.resources.texts import QT_TRANSLATE_NOOP
from attention_camp.tasks.balance import draw_cell
from attention_camp.tasks.creativity.associates import OBJECTS
from attention_camp.tasks.creativity.writing import Listing, lines_of
from attention_camp.tasks.figures import mean
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

KEYS = ("return", "backspace", "space")
N_LEVELS = 10


@dataclass(frozen=True, slots=True)
class AlternateUses:
    """Type as many uses of a thing as come to mind; levels ask for more of them."""

    name: ClassVar[str] = "alternate-uses"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("tasks", "What else is it good for?")
    n_levels: ClassVar[int] = N_LEVELS
    chance: ClassVar[float] = 0.0
    target: ClassVar[float] = 0.6

    language: str = "en"
    """Language of the things: ``en`` or ``zh_CN``."""
    duration: float = 90.0
    """Seconds for a thing, 20 to 600."""

    def __post_init__(self) -> None:
        check_choice("language", self.language, OBJECTS)
        check_number("duration", self.duration, 20, 600)

    @property
    def cells(self) -> Mapping[str, str]:
        """The things: none comes twice before all have come."""
        return {thing: thing for thing in OBJECTS[self.language]}

    def parameters(self, level: int) -> Mapping[str, Scalar]:
        """Return the number of ideas that are asked for, and the time (s)."""
        check_whole("level", level, 1, self.n_levels)
        wanted = max(round((level + 0.5) * self.duration / 90), 1)
        return {"wanted": wanted + level - 1, "duration": float(self.duration)}

    def instructions(self) -> tuple[Card, ...]:
        """Return the instruction card: what counts as an idea and how to give it."""
        brief = AlternateUses(self.language, 20.0)
        return (
            Card(
                QT_TRANSLATE_NOOP("tasks", "What else is it good for?"),
                QT_TRANSLATE_NOOP(
                    "tasks",
                    "A thing is named. Type uses for it other than the usual one, as "
                    "many and as different as you can. Press Enter after each.",
                ),
                example=brief.next_trial(1, np.random.default_rng(0)),
            ),
        )

    def next_trial(
        self, level: int, rng: np.random.Generator, *, cell: str | None = None
    ) -> Trial:
        """Return one thing.

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
        values["thing"] = draw_cell(self.cells, cell, rng)
        field = Shape(
            "rect", 0.0, 1.0, 16.6, 2.0, colour="dim", filled=False, line=0.06
        )
        return Trial(
            task=self.name,
            level=level,
            phases=(
                Phase("fixation", (_CROSS,), duration=1.0),
                Phase(
                    "uses",
                    (Glyph(str(values["thing"]), y=4.5, height=1.2), field),
                    duration=self.duration,
                    collects=True,
                    onset=True,
                    live=Listing(),
                    writes=True,
                    answer_only=True,
                ),
            ),
            keys=KEYS,
            condition="run",
            parameters=values,
        )

    def score(self, trial: Trial, response: Response) -> Outcome:
        """Return how many different ideas were given, and their texts."""
        presses = [p for p in response.keypresses if p.phase == 1]
        ideas = _different(lines_of(presses)[:-1])
        wanted = int(trial.parameters["wanted"])
        return Outcome(
            correct=len(ideas) >= wanted,
            performance=min(len(ideas) / wanted, 1.0),
            reaction_time=None,
            responded=bool(ideas),
            measures={"ideas": len(ideas), "text_ideas": "; ".join(ideas)},
        )

    def summary(self, trials: Sequence[tuple[Trial, Outcome]]) -> Mapping[str, float]:
        """Return the mean number of different ideas for a thing, and that a minute."""
        return {
            "ideas": mean(float(o.measures["ideas"]) for _, o in trials),
            "ideas_per_minute": mean(
                60 * float(o.measures["ideas"]) / float(t.parameters["duration"])
                for t, o in trials
            ),
        }


def _different(lines: Sequence[str]) -> list[str]:
    """Return the lines without empty ones and without those given before."""
    found: dict[str, str] = {}
    for line in lines:
        text = " ".join(line.replace(";", ",").split())
        if text:
            found.setdefault(text.lower(), text)
    return list(found.values())


_CROSS = Shape("cross", width=0.6, height=0.6, line=0.08)
