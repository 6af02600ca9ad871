"""Visual search: report whether the target is present.

References
----------
Treisman, A. M., & Gelade, G. (1980). A feature-integration theory of attention.
Cognitive Psychology, 12, 97-136. https://doi.org/10.1016/0010-0285(80)90005-5
Wolfe, J. M. (1998). What can 1 million trials tell us about visual search?
Psychological Science, 9, 33-39. https://doi.org/10.1111/1467-9280.00006
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from attention_camp.resources.texts import QT_TRANSLATE_NOOP
from attention_camp.tasks.answer_keys import MAPPINGS, SIDES, YesNo, keys_card
from attention_camp.tasks.answers import LATE, score_choice
from attention_camp.tasks.balance import draw_cell
from attention_camp.tasks.figures import mean, slope
from attention_camp.tasks.finer import FINEST, finer, place_of
from attention_camp.tasks.layout import MAX_ITEMS, blend, blend_log, scatter
from attention_camp.tasks.options import (
    check_choice,
    check_number,
    check_sizes,
    check_whole,
)
from attention_camp.tasks.search.search_items import make_item
from attention_camp.tasks.search.search_texts import AT_THE_DOT, LOOK_FOR
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


@dataclass(frozen=True, slots=True)
class _Scale:
    """Values at the first and at the last level; our own choice, by simulation.

    The distractors stay what the card says: an L whose stem is a quarter of its width
    off the middle at the most.
    """

    set_size: tuple[float, float]
    similarity: tuple[float, float]
    time_limit: tuple[float, float]


_N_LEVELS = 12
VARIANTS: Mapping[str, _Scale] = {
    "feature": _Scale((8, 40), (0.0, 0.95), (1.6, 0.5)),
    "conjunction": _Scale((6, 40), (0.0, 0.7), (2.5, 1.0)),
    "t-among-ls": _Scale((4, 48), (0.0, 0.4), (3.0, 1.1)),
    "letters-among-digits": _Scale((4, 40), (0.0, 0.9), (2.5, 1.1)),
}


@dataclass(frozen=True, slots=True)
class VisualSearch:
    """Search for one target; each level sets size, similarity and time limit.

    Half of the trials show the level's full set, half a half of it, so that the
    slope can be estimated within any level.
    """

    name: ClassVar[str] = "visual-search"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("tasks", "Visual search")
    chance: ClassVar[float] = 0.5
    target: ClassVar[float] = 0.8

    variant: str = "t-among-ls"
    """``feature``, ``conjunction``, ``t-among-ls`` or ``letters-among-digits``."""
    fixation: float = 0.5
    """Seconds of the cross before the array, 0.2 to 3."""
    set_size: int = 0
    """Items in every array, 2 to 48; 0: as the level says."""
    set_sizes: str = ""
    """Items in the arrays, as in ``4 8 16``, equally often; empty: as above."""
    time_limit: float = 0.0
    """Seconds to answer, 0.5 to 30; 0: as the level says."""
    keys: str = "arrows"
    """``arrows``, ``letters`` (F and J), ``left-hand`` (S and F), ``right-hand`` (J and
    L), or any with ``-swapped``: which is yes."""
    answer_to: str = "target"
    """``target``, or ``dot``: the same displays without search, a key being pressed for
    the side of a dot that comes some time after them."""
    fineness: int = 1
    """Levels in the place of each one, 1 to 5: more make smaller steps."""

    def __post_init__(self) -> None:
        check_choice("variant", self.variant, VARIANTS)
        check_number("fixation", self.fixation, 0.2, 3)
        if self.set_size != 0:
            check_whole("set_size", self.set_size, 2, MAX_ITEMS)
        check_sizes("set_sizes", self.set_sizes, 2, MAX_ITEMS)
        if self.time_limit != 0:
            check_number("time_limit", self.time_limit, 0.5, 30)
        check_choice("keys", self.keys, MAPPINGS)
        check_choice("answer_to", self.answer_to, ("target", "dot"))
        check_whole("fineness", self.fineness, 1, FINEST)

    @property
    def n_levels(self) -> int:
        """Number of levels."""
        return finer(_N_LEVELS, self.fineness)

    def parameters(self, level: int) -> Mapping[str, Scalar]:
        """Return the number of items, similarity (0 to 1) and time limit (s)."""
        check_whole("level", level, 1, self.n_levels)
        place = place_of(level, self.fineness)
        scale = VARIANTS[self.variant]
        size = round(blend_log(scale.set_size, place, _N_LEVELS))
        limit = blend_log(scale.time_limit, place, _N_LEVELS)
        return {
            "variant": self.variant,
            "set_size": self.set_size or size,
            "similarity": round(blend(scale.similarity, place, _N_LEVELS), 3),
            "time_limit": self.time_limit or round(limit, 2),
        }

    def instructions(self) -> tuple[Card, ...]:
        """Return the instruction cards: what to look for and which keys to press."""
        if self.answer_to == "dot":
            text = AT_THE_DOT[self.keys.removesuffix("-swapped")]
            return (Card(QT_TRANSLATE_NOOP("tasks", "Only the dot"), text),)
        return (
            Card(QT_TRANSLATE_NOOP("tasks", "Visual search"), LOOK_FOR[self.variant]),
            Card(
                QT_TRANSLATE_NOOP("tasks", "Your answer"),
                QT_TRANSLATE_NOOP(
                    "tasks",
                    "Is it there? Answer yes or no as fast as you can without "
                    "mistakes.",
                ),
            ),
            keys_card(self.keys, self.next_trial(1, np.random.default_rng(2))),
        )

    @property
    def _answers(self) -> YesNo:
        return MAPPINGS[self.keys]

    @property
    def cells(self) -> Mapping[str, str]:
        """The right answer of each cell: presence or a dot, and the size of the set."""
        sizes = self.set_sizes.replace(",", " ").split()
        sizes = sizes or (["all"] if self.set_size else ["all", "half"])
        answers = {"present": self._answers.yes, "absent": self._answers.no}
        if self.answer_to == "dot":
            left, right = SIDES[self.keys.removesuffix("-swapped")]
            answers = {"dot left": left, "dot right": right}
        return {f"{c}-{size}": key for c, key in answers.items() for size in sizes}

    def next_trial(
        self, level: int, rng: np.random.Generator, *, cell: str | None = None
    ) -> Trial:
        """Return one array, with the target in half of the trials.

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
        condition, _, size = drawn.rpartition("-")
        if size == "half":
            values["set_size"] = max(int(values["set_size"]) // 2, 2)
        elif size != "all":
            values["set_size"] = int(size)
        is_passive = self.answer_to == "dot"
        present = rng.random() < 0.5 if is_passive else condition == "present"
        items = self._items(values, present=present, rng=rng)
        key = self.cells[drawn]
        shown = _with_dot if is_passive else _to_search
        return Trial(
            task=self.name,
            level=level,
            phases=(
                Phase("fixation", _CROSS, duration=self.fixation),
                *shown(items, float(values["time_limit"]), (condition, key), rng),
                LATE,
            ),
            keys=tuple(sorted(set(self.cells.values())))
            if is_passive
            else self._answers,
            condition=condition,
            parameters=values,
        )

    def _items(
        self, values: Mapping[str, Scalar], *, present: bool, rng: np.random.Generator
    ) -> tuple[Stimulus, ...]:
        """Return the items of an array, the target first where it is present."""
        return tuple(
            make_item(
                self.variant,
                place,
                is_target=present and i == 0,
                similarity=float(values["similarity"]),
                rng=rng,
            )
            for i, place in enumerate(scatter(int(values["set_size"]), rng))
        )

    def score(self, trial: Trial, response: Response) -> Outcome:
        """Return whether the key was right; no key within the limit is an error."""
        return score_choice(trial, response)

    def summary(self, trials: Sequence[tuple[Trial, Outcome]]) -> Mapping[str, float]:
        """Return slopes (ms per item), intercept (ms), accuracy and error rates."""
        left = counted(trials)
        figures = {
            "accuracy": mean(outcome.performance for _, outcome in left),
            "anticipations": anticipations(trials),
        }
        if self.answer_to == "dot":
            return figures
        times = timed(trials)
        for condition in ("present", "absent"):
            cell = [(t, o) for t, o in left if t.condition == condition]
            right = [
                (float(t.parameters["set_size"]), o.reaction_time * 1000)
                for t, o in times
                if t.condition == condition and o.reaction_time is not None
            ]
            steep, start = slope([n for n, _ in right], [ms for _, ms in right])
            figures[f"slope_{condition}_ms_per_item"] = steep
            figures[f"intercept_{condition}_ms"] = start
            figures[f"reaction_time_{condition}_ms"] = mean(ms for _, ms in right)
            figures[f"errors_{condition}"] = mean(float(not o.correct) for _, o in cell)
        return figures


_CROSS = (Shape("cross", width=0.6, height=0.6, line=0.08),)


def _to_search(
    items: tuple[Stimulus, ...],
    limit: float,
    answer: tuple[str, str],
    rng: np.random.Generator,  # noqa: ARG001
) -> tuple[Phase, ...]:
    """Return the display that is searched."""
    return (
        Phase(
            "search",
            items,
            duration=limit,
            ends_on_response=True,
            collects=True,
            onset=True,
            expected=answer[1],
        ),
    )


def _with_dot(
    items: tuple[Stimulus, ...],
    limit: float,
    answer: tuple[str, str],
    rng: np.random.Generator,
) -> tuple[Phase, ...]:
    """Return a display that is only seen, then the same with a dot to answer to."""
    side, key = answer
    x = -_DOT_AT if side == "dot left" else _DOT_AT
    dot = Shape("disc", x, width=0.6, height=0.6, colour="accent")
    seen = round(float(rng.uniform(*_DOT_AFTER)) * limit, 3)
    return (
        Phase("display", items, duration=seen),
        Phase(
            "dot",
            (*items, dot),
            duration=limit,
            ends_on_response=True,
            collects=True,
            onset=True,
            expected=key,
        ),
    )


_DOT_AT = 0.7
"""Where the dot comes, degrees from the middle, left or right; our own choice."""
_DOT_AFTER = (0.2, 0.6)
"""When, in time limits after the display: about as long as a search takes."""
