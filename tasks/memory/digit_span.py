"""Digit span: repeat digits forward or backward, read or heard.

References
----------
Woods, D. L., et al. (2011). Improving digit span assessment of short-term verbal
memory. Journal of Clinical and Experimental Neuropsychology, 33, 101-111.
https://doi.org/10.1080/13803395.2010.493149
Conway, A. R. A., et al. (2005). Working memory span tasks: a methodological review and
user's guide. Psychonomic Bulletin & Review, 12, 769-786.
https://doi.org/10.3758/BF03196772
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
from attention_camp.tasks.spoken import spoken
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

_CROSS: tuple[Stimulus, ...] = (
    Shape("cross", width=0.6, height=0.6, line=0.08, colour="dim"),
)
_LENGTHS = tuple(range(SHORTEST, LONGEST + 1))


@dataclass(frozen=True, slots=True)
class DigitSpan:
    """Digits appear one by one; press them in order. Levels are lengths."""

    name: ClassVar[str] = "digit-span"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("tasks", "Digit span")
    chance: ClassVar[float] = 0.0
    target: ClassVar[float] = 0.6

    order: str = "forward"
    """``forward`` or ``backward``."""
    modality: str = "seen"
    """``seen`` or ``heard``."""
    pace: float = 1.0
    """Seconds from digit to digit, 0.5 to 3; the usual one a second."""
    time_limit: float = 6.0
    """Seconds for each key, 1 to 60."""
    undo: bool = False
    """Whether Backspace takes the last key back while the list is not whole. The
    published forms take each key as it comes."""
    fineness: int = 1
    """Levels in the place of each one, 1 to 5: more make smaller steps."""

    def __post_init__(self) -> None:
        check_choice("order", self.order, ("forward", "backward"))
        check_choice("modality", self.modality, ("seen", "heard"))
        check_number("pace", self.pace, 0.5, 3)
        check_number("time_limit", self.time_limit, 1, 60)
        check_whole("fineness", self.fineness, 1, FINEST)

    @property
    def n_levels(self) -> int:
        """Number of levels."""
        return finer(len(_LENGTHS), self.fineness)

    def parameters(self, level: int) -> Mapping[str, Scalar]:
        """Return the length of the list, its order, modality and pace (s)."""
        check_whole("level", level, 1, self.n_levels)
        place = place_of(level, self.fineness)
        length, more = whole(_LENGTHS, place)
        return {
            "length": length,
            **({"one_more": more} if more else {}),
            "order": self.order,
            "modality": self.modality,
            "pace": self.pace,
        }

    def instructions(self) -> tuple[Card, ...]:
        """Return the instruction cards: what to remember and how to repeat it."""
        return (
            Card(
                QT_TRANSLATE_NOOP("tasks", "Digit span"),
                QT_TRANSLATE_NOOP(
                    "tasks",
                    "Digits come one after another. Remember them and their order. "
                    "When empty boxes appear, it is your turn.",
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
        """Return one list, no digit twice in a row, and a display for each key."""
        values = dict(self.parameters(level))
        place = place_of(level, self.fineness)
        values["length"] = drawn(_LENGTHS, place, rng)
        digits = _draw(int(values["length"]), rng)
        phases = [Phase("fixation", _CROSS, duration=1.0)]
        for digit in digits:
            phases += self._item(digit)
        right = list(digits if self.order == "forward" else reversed(digits))
        asks = recall_with_undo if self.undo else recall
        phases += asks(right, (), self.time_limit, row=0.0)
        values["sequence"] = " ".join(digits)
        return Trial(
            task=self.name,
            level=level,
            phases=tuple(phases),
            keys=(*KEYS, TAKE_BACK) if self.undo else KEYS,
            condition=self.order,
            parameters=values,
        )

    def _item(self, digit: str) -> tuple[Phase, ...]:
        if self.modality == "heard":
            sound = spoken("digits", digit)
            return (
                Phase("item", _CROSS, duration=self.pace, onset=True, sounds=(sound,)),
            )
        seen = round(0.8 * self.pace, 3)
        return (
            Phase("item", (Glyph(digit, height=2.0),), duration=seen, onset=True),
            Phase("gap", (), duration=round(self.pace - seen, 3)),
        )

    def score(self, trial: Trial, response: Response) -> Outcome:
        """Return whether all was recalled, and the share of places that were right."""
        return score_recall(trial, response)

    def summary(self, trials: Sequence[tuple[Trial, Outcome]]) -> Mapping[str, float]:
        """Return span, longest list, partial credit and accuracy."""
        return summarise(trials)


def _draw(n: int, rng: np.random.Generator) -> list[str]:
    digits: list[str] = []
    while len(digits) < n:
        digit = KEYS[int(rng.integers(len(KEYS)))]
        if not digits or digit != digits[-1]:
            digits.append(digit)
    return digits


_CARDS: Mapping[tuple[str, bool], str] = {
    ("forward", False): QT_TRANSLATE_NOOP(
        "tasks",
        "Press the digits on the keyboard in the same order. A box fills for each. If "
        "you have forgotten one, guess and go on.",
    ),
    ("backward", False): QT_TRANSLATE_NOOP(
        "tasks",
        "Press the digits on the keyboard backward: the last one first. A box fills "
        "for each. If you have forgotten one, guess and go on.",
    ),
    ("forward", True): QT_TRANSLATE_NOOP(
        "tasks",
        "Press the digits on the keyboard in the same order. Backspace takes the last "
        "one back, until all boxes are full. If you have forgotten one, guess and go "
        "on.",
    ),
    ("backward", True): QT_TRANSLATE_NOOP(
        "tasks",
        "Press the digits on the keyboard backward: the last one first. Backspace "
        "takes the last one back, until all boxes are full. If you have forgotten "
        "one, guess and go on.",
    ),
}
"""What is said by the order of recall, and whether keys can be taken back."""
