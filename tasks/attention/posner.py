"""Posner cueing: an arrow tells where the target probably comes.

References
----------
Posner, M. I. (1980). Orienting of attention. Quarterly Journal of Experimental
Psychology, 32, 3-25. https://doi.org/10.1080/00335558008248231
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
    Outcome,
    Phase,
    Response,
    Scalar,
    Shape,
    Trial,
)

PLACE = 7.0
"""Distance of the boxes from the middle, degrees; as in Posner 1980."""
N_VALID = 4
"""Valid trials for each invalid one: 80 %, as in Posner 1980."""
_LIMITS = (1.2, 0.42)
_CROSS = Shape("cross", width=0.6, height=0.6, line=0.08)
_BOXES = tuple(
    Shape("rect", x, width=1.6, height=1.6, colour="dim", filled=False, line=0.1)
    for x in (-PLACE, PLACE)
)


@dataclass(frozen=True, slots=True)
class Posner:
    """Report the side of a disc after a cue; each level gives less time.

    The cue is central and points; four in five are valid, so that it pays to follow it.
    """

    name: ClassVar[str] = "posner"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("tasks", "Where will it be")
    n_levels: ClassVar[int] = 10
    chance: ClassVar[float] = 0.5
    target: ClassVar[float] = 0.85

    lead: float = 0.5
    """Seconds from cue to target, 0.1 to 2; 0.5 is long enough for a central cue."""
    time_limit: float = 0.0
    """Seconds to answer, 0.3 to 5; 0: as the level says."""
    keys: str = "arrows"
    """``arrows``, or ``letters``: F for left and J for right; ``left-hand``: S and F;
    ``right-hand``: J and L."""

    def __post_init__(self) -> None:
        check_number("lead", self.lead, 0.1, 2)
        check_choice("keys", self.keys, SIDES)
        if self.time_limit != 0:
            check_number("time_limit", self.time_limit, 0.3, 5)

    def parameters(self, level: int) -> Mapping[str, Scalar]:
        """Return the time limit and the time from cue to target (s)."""
        check_whole("level", level, 1, self.n_levels)
        limit = round(blend_log(_LIMITS, level, self.n_levels), 3)
        return {"time_limit": self.time_limit or limit, "lead": self.lead}

    def instructions(self) -> tuple[Card, ...]:
        """Return the instruction cards: what the cue means and what to report."""
        return (
            Card(
                QT_TRANSLATE_NOOP("tasks", "Where will it be"),
                QT_TRANSLATE_NOOP(
                    "tasks",
                    "Keep your eyes in the middle. An arrow there points to the box in "
                    "which a disc will probably appear. Most times it is right.",
                ),
            ),
            Card(
                QT_TRANSLATE_NOOP("tasks", "Your answer"),
                _ANSWER[self.keys],
                example=self.next_trial(1, np.random.default_rng(3)),
            ),
        )

    @property
    def cells(self) -> Mapping[str, str]:
        """The right answer of each cell: cue, side, and a number where cells repeat."""
        left, right = SIDES[self.keys]
        sides = {"left": left, "right": right}
        valid = {
            f"valid {side} {k}": key
            for side, key in sides.items()
            for k in range(N_VALID)
        }
        return valid | {f"invalid {side} 0": key for side, key in sides.items()}

    def next_trial(
        self, level: int, rng: np.random.Generator, *, cell: str | None = None
    ) -> Trial:
        """Return one cue and one disc.

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
        drawn = draw_cell(self.cells, cell, rng)
        condition, side, _ = drawn.split(" ")
        right = side == "right"
        points_right = right == (condition == "valid")
        cue = Shape(
            "arrow",
            width=1.4,
            height=1.0,
            angle=0.0 if points_right else 180.0,
            line=0.2,
        )
        disc = Shape("disc", PLACE if right else -PLACE, width=0.8, height=0.8)
        before = round(float(rng.uniform(0.6, 1.2)), 3)
        return Trial(
            task=self.name,
            level=level,
            phases=(
                Phase("fixation", (_CROSS, *_BOXES), duration=before),
                Phase("cue", (cue, *_BOXES), duration=self.lead),
                Phase(
                    "target",
                    (cue, *_BOXES, disc),
                    duration=float(values["time_limit"]),
                    ends_on_response=True,
                    collects=True,
                    onset=True,
                    expected=self.cells[drawn],
                ),
                LATE,
            ),
            keys=SIDES[self.keys],
            condition=condition,
            parameters=values,
        )

    def score(self, trial: Trial, response: Response) -> Outcome:
        """Return whether the key was right; no key within the limit is an error."""
        return score_choice(trial, response)

    def summary(self, trials: Sequence[tuple[Trial, Outcome]]) -> Mapping[str, float]:
        """Return the validity effect: invalid less valid time (ms); and accuracy."""
        times = {
            condition: 1000
            * mean(
                o.reaction_time for t, o in timed(trials) if t.condition == condition
            )
            for condition in ("valid", "invalid")
        }
        return {
            "validity_ms": times["invalid"] - times["valid"],
            "reaction_time_valid_ms": times["valid"],
            "reaction_time_invalid_ms": times["invalid"],
            "accuracy": mean(o.performance for _, o in counted(trials)),
            "anticipations": anticipations(trials),
        }


_ANSWER: Mapping[str, str] = {
    "arrows": QT_TRANSLATE_NOOP(
        "tasks",
        "Press the arrow key of the side on which the disc appears, left or right, as "
        "fast as you can without mistakes.",
    ),
    "letters": QT_TRANSLATE_NOOP(
        "tasks",
        "Press F if the disc appears on the left and J if it appears on the right, as "
        "fast as you can without mistakes.",
    ),
    "left-hand": QT_TRANSLATE_NOOP(
        "tasks",
        "Press S if the disc appears on the left and F if it appears on the right, "
        "as fast as you can without mistakes.",
    ),
    "right-hand": QT_TRANSLATE_NOOP(
        "tasks",
        "Press J if the disc appears on the left and L if it appears on the right, "
        "as fast as you can without mistakes.",
    ),
}
