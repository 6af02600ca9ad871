"""Spatial span: repeat the order in which blocks lit up, forward or backward.

References
----------
Corsi, P. M. (1972). Human memory and the medial temporal region of the brain (Doctoral
thesis, McGill University). https://escholarship.mcgill.ca/concern/theses/05741s554
Kessels, R. P. C., et al. (2000). The Corsi block-tapping task: standardization and
normative data. Applied Neuropsychology, 7, 252-258.
https://doi.org/10.1207/S15324826AN0704_8
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np

from attention_camp.resources.texts import QT_TRANSLATE_NOOP
from attention_camp.tasks.finer import FINEST, drawn, finer, place_of, whole
from attention_camp.tasks.memory.spans import (
    KEYS,
    LONGEST,
    SHORTEST,
    TAKE_BACK,
    recall,
    recall_with_undo,
    score_recall,
    summarise,
)
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

BLOCKS = (
    (-5.2, 3.6), (0.6, 4.4), (5.4, 2.6), (-1.8, 1.4), (2.6, 0.6),
    (-5.6, -0.8), (-2.4, -2.6), (1.2, -3.4), (5.2, -2.2),
)  # fmt: skip
"""Middles of the nine blocks, an irregular board like Corsi's; our own choice."""
_SIDE = 1.6
_LENGTHS = tuple(range(SHORTEST, LONGEST))


@dataclass(frozen=True, slots=True)
class CorsiSpan:
    """Blocks light up one by one; press their numbers in order. Levels are lengths.

    The numbers appear only for recall and are dealt out anew in each trial, so that
    the places are remembered, and not digits.
    """

    name: ClassVar[str] = "corsi-span"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("tasks", "Spatial span")
    chance: ClassVar[float] = 0.0
    target: ClassVar[float] = 0.6

    order: str = "forward"
    """``forward`` or ``backward``."""
    pace: float = 1.0
    """Seconds from block to block, 0.4 to 3; Corsi's one a second."""
    time_limit: float = 6.0
    """Seconds for each key, 1 to 60."""
    undo: bool = False
    """Whether Backspace takes the last key back while the list is not whole. The
    published forms take each key as it comes."""
    fineness: int = 1
    """Levels in the place of each one, 1 to 5: more make smaller steps."""

    def __post_init__(self) -> None:
        check_choice("order", self.order, ("forward", "backward"))
        check_number("pace", self.pace, 0.4, 3)
        check_number("time_limit", self.time_limit, 1, 60)
        check_whole("fineness", self.fineness, 1, FINEST)

    @property
    def n_levels(self) -> int:
        """Number of levels."""
        return finer(len(_LENGTHS), self.fineness)

    def parameters(self, level: int) -> Mapping[str, Scalar]:
        """Return the length of the sequence, its order and its pace (s)."""
        check_whole("level", level, 1, self.n_levels)
        place = place_of(level, self.fineness)
        length, more = whole(_LENGTHS, place)
        return {
            "length": length,
            **({"one_more": more} if more else {}),
            "order": self.order,
            "pace": self.pace,
        }

    def instructions(self) -> tuple[Card, ...]:
        """Return the instruction cards: what to watch and how to repeat it."""
        return (
            Card(
                QT_TRANSLATE_NOOP("tasks", "Spatial span"),
                QT_TRANSLATE_NOOP(
                    "tasks",
                    "Nine blocks appear, and some light up one after another. Remember "
                    "which, and in which order.",
                ),
            ),
            Card(
                QT_TRANSLATE_NOOP("tasks", "Your answer"),
                _CARDS[self.order, self.undo],
                # key by key, as the example shows them
                example=replace(self, undo=False).next_trial(
                    2, np.random.default_rng(1)
                ),
            ),
        )

    def next_trial(self, level: int, rng: np.random.Generator) -> Trial:
        """Return one sequence without repeats and a display for each key."""
        values = dict(self.parameters(level))
        place = place_of(level, self.fineness)
        values["length"] = drawn(_LENGTHS, place, rng)
        lit = rng.permutation(len(BLOCKS))[: int(values["length"])].tolist()
        lit_time = round(0.6 * self.pace, 3)
        phases = [Phase("board", _board(), duration=1.0)]
        for block in lit:
            phases.append(Phase("lit", _board(block), duration=lit_time, onset=True))
            phases.append(
                Phase("gap", _board(), duration=round(self.pace - lit_time, 3))
            )
        numbers = [KEYS[i] for i in rng.permutation(len(BLOCKS)).tolist()]
        right = [numbers[block] for block in lit]
        if self.order == "backward":
            right.reverse()
        asks = recall_with_undo if self.undo else recall
        phases += asks(right, (*_board(), *_labels(numbers)), self.time_limit, row=-6.0)
        values["numbers"] = "".join(numbers)
        values["sequence"] = " ".join(KEYS[block] for block in lit)
        return Trial(
            task=self.name,
            level=level,
            phases=tuple(phases),
            keys=(*KEYS, TAKE_BACK) if self.undo else KEYS,
            condition=self.order,
            parameters=values,
        )

    def score(self, trial: Trial, response: Response) -> Outcome:
        """Return whether all was recalled, and the share of places that were right."""
        return score_recall(trial, response)

    def summary(self, trials: Sequence[tuple[Trial, Outcome]]) -> Mapping[str, float]:
        """Return span, longest sequence, partial credit and accuracy."""
        return summarise(trials)


def _board(lit: int = -1) -> tuple[Shape, ...]:
    return tuple(
        Shape(
            "rect",
            x,
            y,
            width=_SIDE,
            height=_SIDE,
            colour="accent" if i == lit else "dim",
            filled=i == lit,
        )
        for i, (x, y) in enumerate(BLOCKS)
    )


def _labels(numbers: Sequence[str]) -> tuple[Glyph, ...]:
    return tuple(
        Glyph(number, x, y, height=0.9)
        for number, (x, y) in zip(numbers, BLOCKS, strict=True)
    )


_CARDS: Mapping[tuple[str, bool], str] = {
    ("forward", False): QT_TRANSLATE_NOOP(
        "tasks",
        "Then each block shows a number. Press the numbers of the blocks that lit up, "
        "in the same order.",
    ),
    ("backward", False): QT_TRANSLATE_NOOP(
        "tasks",
        "Then each block shows a number. Press the numbers of the blocks that lit up, "
        "backward: the last one first.",
    ),
    ("forward", True): QT_TRANSLATE_NOOP(
        "tasks",
        "Then each block shows a number. Press the numbers of the blocks that lit up, "
        "in the same order. Backspace takes the last one back, until all boxes are "
        "full.",
    ),
    ("backward", True): QT_TRANSLATE_NOOP(
        "tasks",
        "Then each block shows a number. Press the numbers of the blocks that lit up, "
        "backward: the last one first. Backspace takes the last one back, until all "
        "boxes are full.",
    ),
}
"""What is said by the order of recall, and whether keys can be taken back."""
