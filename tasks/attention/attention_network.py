"""Attention network test: report the direction of the central arrow.

References
----------
Fan, J., McCandliss, B. D., Sommer, T., Raz, A., & Posner, M. I. (2002). Testing the
efficiency and independence of attentional networks. Journal of Cognitive Neuroscience,
14, 340-347. https://doi.org/10.1162/089892902317361886
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
from attention_camp.tasks.finer import FINEST, finer, place_of
from attention_camp.tasks.layout import blend, blend_log
from attention_camp.tasks.options import check_choice, check_number, check_whole
from attention_camp.tasks.timed_answers import anticipations, counted, timed
from attention_camp.tasks.trial import (
    Card,
    Outcome,
    Phase,
    Response,
    Scalar,
    Shape,
    Stimulus,
    Trial,
)

CUES = ("none", "center", "double", "spatial")
FLANKERS = ("neutral", "congruent", "incongruent")
ROW = 1.06
"""Distance of the row from fixation, degrees; as in Fan et al."""
ARROW = 0.55
"""Length of an arrow, degrees; as in Fan et al."""
_N_LEVELS = 10
_LIMITS = (1.2, 0.48)
_GAPS = (0.4, 0.03)
_MIDDLE = 2
_CROSS = Shape("cross", width=0.5, height=0.5, line=0.08)


@dataclass(frozen=True, slots=True)
class AttentionNetwork:
    """Report an arrow among flankers after a cue; each level is tighter and faster."""

    name: ClassVar[str] = "attention-network"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("tasks", "Arrows")
    chance: ClassVar[float] = 0.5
    target: ClassVar[float] = 0.85

    time_limit: float = 0.0
    """Seconds to answer, 0.3 to 5; 0: as the level says (Fan et al. gave 1.7 s)."""

    gap: float = 0.0
    """Degrees between arrows, 0.01 to 1; 0: as the level says (Fan et al.: 0.06)."""
    keys: str = "arrows"
    """``arrows``, or ``letters``: F for left and J for right; ``left-hand``: S and F;
    ``right-hand``: J and L."""
    fineness: int = 1
    """Levels in the place of each one, 1 to 5: more make smaller steps."""

    def __post_init__(self) -> None:
        if self.gap != 0:
            check_number("gap", self.gap, 0.01, 1)
        if self.time_limit != 0:
            check_number("time_limit", self.time_limit, 0.3, 5)
        check_choice("keys", self.keys, SIDES)
        check_whole("fineness", self.fineness, 1, FINEST)

    @property
    def n_levels(self) -> int:
        """Number of levels."""
        return finer(_N_LEVELS, self.fineness)

    def parameters(self, level: int) -> Mapping[str, Scalar]:
        """Return the time limit (s) and the gap between two arrows (degrees)."""
        check_whole("level", level, 1, self.n_levels)
        place = place_of(level, self.fineness)
        limit = round(blend_log(_LIMITS, place, _N_LEVELS), 2)
        return {
            "time_limit": self.time_limit or limit,
            "gap_deg": self.gap or round(blend(_GAPS, place, _N_LEVELS), 3),
        }

    def instructions(self) -> tuple[Card, ...]:
        """Return the instruction cards: what to report and what to ignore."""
        return (
            Card(
                QT_TRANSLATE_NOOP("tasks", "Arrows"),
                QT_TRANSLATE_NOOP(
                    "tasks",
                    "Look at the cross. A row appears above or below it. Report only "
                    "the arrow in the middle of the row and ignore what is beside it.",
                ),
            ),
            Card(
                QT_TRANSLATE_NOOP("tasks", "Your answer"),
                _ANSWER[self.keys],
                example=self.next_trial(1, np.random.default_rng(4)),
            ),
        )

    @property
    def cells(self) -> Mapping[str, str]:
        """The right answer of each cell: cue, flankers, direction, row."""
        left, right = SIDES[self.keys]
        return {
            f"{cue} {flanker} {way} {row}": key
            for cue in CUES
            for flanker in FLANKERS
            for way, key in (("left", left), ("right", right))
            for row in ("above", "below")
        }

    def next_trial(
        self, level: int, rng: np.random.Generator, *, cell: str | None = None
    ) -> Trial:
        """Return one cue and one row; all cells of the design are equally likely.

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
        cue, flanker, way, place = draw_cell(self.cells, cell, rng).split(" ")
        right = way == "right"
        row = ROW if place == "above" else -ROW
        before = round(float(rng.uniform(0.4, 1.6)), 3)
        arrows = _row(right, flanker, row, float(values["gap_deg"]))
        values |= {"cue": cue, "flanker": flanker, "row_deg": row}
        return Trial(
            task=self.name,
            level=level,
            phases=(
                Phase("fixation", (_CROSS,), duration=before),
                Phase("cue", _cue(cue, row), duration=0.1),
                Phase("foreperiod", (_CROSS,), duration=0.4),
                Phase(
                    "target",
                    (_CROSS, *arrows),
                    duration=float(values["time_limit"]),
                    ends_on_response=True,
                    collects=True,
                    onset=True,
                    expected=SIDES[self.keys][right],
                ),
                LATE,
            ),
            keys=SIDES[self.keys],
            condition=f"{cue}-{flanker}",
            parameters=values,
        )

    def score(self, trial: Trial, response: Response) -> Outcome:
        """Return whether the key was right; no key within the limit is an error."""
        return score_choice(trial, response)

    def summary(self, trials: Sequence[tuple[Trial, Outcome]]) -> Mapping[str, float]:
        """Return the three networks (ms), accuracy and mean reaction time (ms).

        Alerting is no cue less double cue, orienting center less spatial cue, conflict
        incongruent less congruent; each from mean times of right answers.
        """
        cells: dict[tuple[str, str], list[float]] = {}
        for trial, outcome in timed(trials):
            if outcome.reaction_time is not None:
                cell = (
                    str(trial.parameters["cue"]),
                    str(trial.parameters["flanker"]),
                )
                cells.setdefault(cell, []).append(1000 * outcome.reaction_time)
        cue = {
            c: mean(mean(cells.get((c, f), [])) for f in FLANKERS if (c, f) in cells)
            for c in CUES
        }
        flanker = {
            f: mean(mean(cells.get((c, f), [])) for c in CUES if (c, f) in cells)
            for f in FLANKERS
        }
        return {
            "alerting_ms": cue["none"] - cue["double"],
            "orienting_ms": cue["center"] - cue["spatial"],
            "conflict_ms": flanker["incongruent"] - flanker["congruent"],
            "reaction_time_ms": mean(t for times in cells.values() for t in times),
            "accuracy": mean(o.performance for _, o in counted(trials)),
            "anticipations": anticipations(trials),
        }


def _row(right: bool, flanker: str, y: float, gap: float) -> tuple[Stimulus, ...]:
    same_way = flanker != "incongruent"
    return tuple(
        _item(
            k,
            right if k == _MIDDLE or same_way else not right,
            y,
            gap,
            pointed=k == _MIDDLE or flanker != "neutral",
        )
        for k in range(2 * _MIDDLE + 1)
    )


def _item(k: int, right: bool, y: float, gap: float, *, pointed: bool) -> Stimulus:
    x = round((k - _MIDDLE) * (ARROW + gap), 3)
    if not pointed:
        return Shape("line", x, y, width=ARROW, line=0.08)
    return Shape(
        "arrow", x, y, width=ARROW, height=0.4, angle=0.0 if right else 180.0, line=0.08
    )


def _cue(cue: str, row: float) -> tuple[Shape, ...]:
    places = {"none": (), "center": (0.0,), "double": (ROW, -ROW), "spatial": (row,)}
    stars = tuple(
        Shape("cross", 0.0, y, width=0.4, height=0.4, angle=45.0, line=0.08)
        for y in places[cue]
    )
    return stars if cue == "center" else (_CROSS, *stars)


_ANSWER: Mapping[str, str] = {
    "arrows": QT_TRANSLATE_NOOP(
        "tasks",
        "Press the arrow key that points the same way, left or right. Stars may flash "
        "before, to tell when or where the row comes.",
    ),
    "letters": QT_TRANSLATE_NOOP(
        "tasks",
        "Press F if it points left and J if it points right. Stars may flash before, "
        "to tell when or where the row comes.",
    ),
    "left-hand": QT_TRANSLATE_NOOP(
        "tasks",
        "Press S if it points left and F if it points right. Stars may flash "
        "before, to tell when or where the row comes.",
    ),
    "right-hand": QT_TRANSLATE_NOOP(
        "tasks",
        "Press J if it points left and L if it points right. Stars may flash "
        "before, to tell when or where the row comes.",
    ),
}
