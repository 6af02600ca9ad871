"""Remote associates: find the word that goes with three others.

References
----------
Mednick, S. A. (1962). The associative basis of the creative process. Psychological
Review, 69, 220-232. https://doi.org/10.1037/h0048850
Bowden, E. M., & Jung-Beeman, M. (2003). Normative data for 144 compound remote
associate problems. Behavior Research Methods, Instruments, & Computers, 35, 634-639.
https://doi.org/10.3758/BF03195543
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from attention_camp.resources.texts import QT_TRANSLATE_NOOP
from attention_camp.tasks.balance import draw_cell
from attention_camp.tasks.creativity.associates import ITEMS, SETS, of_set
from attention_camp.tasks.creativity.writing import Writing, text_of
from attention_camp.tasks.figures import mean
from attention_camp.tasks.layout import blend_log
from attention_camp.tasks.options import check_choice, check_number, check_whole
from attention_camp.tasks.timed_answers import of_one_level
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

KEYS = ("return", "backspace", "space")
_LIMITS = (60.0, 7.0)
_LONGEST_ANSWER = 4
"""Characters of a Chinese answer that holds the one looked for: a whole word."""


@dataclass(frozen=True, slots=True)
class RemoteAssociates:
    """Find the word that goes with three others and type it; levels give less time."""

    name: ClassVar[str] = "remote-associates"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("tasks", "One word for three")
    n_levels: ClassVar[int] = 8
    chance: ClassVar[float] = 0.0
    target: ClassVar[float] = 0.6

    language: str = "en"
    """Language of the items: ``en`` or ``zh_CN``."""
    items: str = "all"
    """``all``, or ``a`` or ``b``: every other item, for before and after."""
    time_limit: float = 0.0
    """Seconds for an item, 5 to 120; 0: as the level says."""

    def __post_init__(self) -> None:
        check_choice("language", self.language, ITEMS)
        check_choice("items", self.items, SETS)
        if self.time_limit != 0:
            check_number("time_limit", self.time_limit, 5, 120)

    @property
    def cells(self) -> Mapping[str, str]:
        """The items by their numbers: none comes twice before all have come."""
        items = of_set(self.language, self.items)
        return {f"item-{k}": f"{k}" for k in range(len(items))}

    def parameters(self, level: int) -> Mapping[str, Scalar]:
        """Return the time limit (s)."""
        check_whole("level", level, 1, self.n_levels)
        limit = round(blend_log(_LIMITS, level, self.n_levels), 1)
        return {"time_limit": float(self.time_limit or limit)}

    def instructions(self) -> tuple[Card, ...]:
        """Return the instruction card: what to look for and how to answer."""
        return (
            Card(
                QT_TRANSLATE_NOOP("tasks", "One word for three"),
                QT_TRANSLATE_NOOP(
                    "tasks",
                    "Three words appear. Find a fourth that makes a word or phrase "
                    "with each of them. Type it and press Enter. Press Enter alone if "
                    "you give up.",
                ),
                example=self.next_trial(1, np.random.default_rng(0), cell="item-0"),
            ),
        )

    def next_trial(
        self, level: int, rng: np.random.Generator, *, cell: str | None = None
    ) -> Trial:
        """Return one item.

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
        number = int(draw_cell(self.cells, cell, rng).removeprefix("item-"))
        words, answer = of_set(self.language, self.items)[number]
        values |= {"words": " ".join(words), "solution": answer}
        shown: list[Stimulus] = [
            Glyph(word, (k - 1) * 6.0, 3.0, height=0.9) for k, word in enumerate(words)
        ]
        field = Shape(
            "rect", 0.0, -1.5, 9.0, 2.0, colour="dim", filled=False, line=0.06
        )
        return Trial(
            task=self.name,
            level=level,
            phases=(
                Phase("fixation", (_CROSS,), duration=1.0),
                Phase(
                    "associates",
                    (*shown, field),
                    duration=float(values["time_limit"]),
                    ends_on_response=True,
                    collects=True,
                    onset=True,
                    expected="return",
                    live=Writing(y=-1.5),
                    writes=True,
                    answer_only=True,
                ),
            ),
            keys=KEYS,
            condition="run",
            parameters=values,
        )

    def score(self, trial: Trial, response: Response) -> Outcome:
        """Return whether the word was found within the limit, and when."""
        presses = [p for p in response.keypresses if p.phase == 1]
        written = text_of(presses)
        solution = str(trial.parameters["solution"])
        ended = bool(presses) and presses[-1].key == "return"
        right = ended and _fits(written, solution, self.language)
        seconds = presses[-1].time - response.onsets[1] if right else None
        if seconds is not None and math.isnan(seconds):
            seconds = None
        return Outcome(
            correct=right,
            performance=float(right),
            reaction_time=seconds,
            responded=bool(written),
            measures={"text_answer": written},
        )

    def summary(self, trials: Sequence[tuple[Trial, Outcome]]) -> Mapping[str, float]:
        """Return the share solved, and the time of those solved; one level only."""
        left = of_one_level(trials)
        return {
            "solved": mean(float(o.correct) for _, o in left),
            "solution_time_s": mean(o.reaction_time for _, o in left if o.correct),
        }


def _fits(written: str, solution: str, language: str) -> bool:
    """Return whether a text is the word looked for, or a Chinese word that holds it."""
    given = "".join(written.lower().split())
    if language == "zh_CN":
        return solution in given and len(given) <= _LONGEST_ANSWER
    return given in (solution, f"{solution}s")


_CROSS = Shape("cross", width=0.6, height=0.6, line=0.08)
