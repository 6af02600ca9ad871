"""Complex span: remember items while judging sums, or patterns.

References
----------
Turner, M. L., & Engle, R. W. (1989). Is working memory capacity task dependent? Journal
of Memory and Language, 28, 127-154. https://doi.org/10.1016/0749-596X(89)90040-5
Kane, M. J., et al. (2004). The generality of working memory capacity. Journal of
Experimental Psychology: General, 133, 189-217.
https://doi.org/10.1037/0096-3445.133.2.189
Conway, A. R. A., et al. (2005). Working memory span tasks: a methodological review and
user's guide. Psychonomic Bulletin & Review, 12, 769-786.
https://doi.org/10.3758/BF03196772
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np

from attention_camp.resources.texts import QT_TRANSLATE_NOOP
from attention_camp.tasks.answers import first_key
from attention_camp.tasks.figures import share
from attention_camp.tasks.memory.spans import KEYS, recall, score_recall, summarise
from attention_camp.tasks.options import check_choice, check_number, check_whole
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

LETTERS = "FHJKLNPQR"
"""Letters to remember, which are pressed on the keyboard."""
YES, NO = "right", "left"
SHORTEST, LONGEST = 2, 9
ENOUGH = 0.85
"""Share of judgements that must be right for the span to count (Conway et al. 2005)."""
_GRID = tuple((2.4 * x, 2.4 * y) for y in (1, 0, -1) for x in (-1, 0, 1))
_CELLS = 8
_SIDE = 0.7


@dataclass(frozen=True, slots=True)
class ComplexSpan:
    """Judge and remember in turn, then recall in order. Levels are lengths."""

    name: ClassVar[str] = "complex-span"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("tasks", "Judge and remember")
    n_levels: ClassVar[int] = LONGEST - SHORTEST + 1
    chance: ClassVar[float] = 0.0
    target: ClassVar[float] = 0.6

    variant: str = "operation"
    """``operation`` (sums and letters) or ``symmetry`` (patterns and places)."""
    judging: float = 6.0
    """Seconds for each judgement, 1 to 60."""
    time_limit: float = 8.0
    """Seconds for each key of the recall, 1 to 60."""

    def __post_init__(self) -> None:
        check_choice("variant", self.variant, ("operation", "symmetry"))
        check_number("judging", self.judging, 1, 60)
        check_number("time_limit", self.time_limit, 1, 60)

    def parameters(self, level: int) -> Mapping[str, Scalar]:
        """Return the variant and the number of items to remember."""
        check_whole("level", level, 1, self.n_levels)
        return {"variant": self.variant, "length": level + SHORTEST - 1}

    def instructions(self) -> tuple[Card, ...]:
        """Return the instruction cards: what to judge and what to remember."""
        example = self.next_trial(1, np.random.default_rng(1))
        judge, remember = _TEXTS[self.variant]
        return (
            Card(QT_TRANSLATE_NOOP("tasks", "Judge and remember"), judge),
            Card(QT_TRANSLATE_NOOP("tasks", "Your answer"), remember, example),
        )

    def next_trial(self, level: int, rng: np.random.Generator) -> Trial:
        """Return judgements and items in turn, then a display for each key."""
        values = dict(self.parameters(level))
        length = int(values["length"])
        drawn = rng.permutation(len(LETTERS))[:length].tolist()
        numbers = [KEYS[i] for i in rng.permutation(len(_GRID)).tolist()]
        is_sum = self.variant == "operation"
        phases = []
        for item in drawn:
            shown, is_so = _sum(rng) if is_sum else _pattern(rng)
            phases.append(
                Phase(
                    "judgement",
                    shown,
                    duration=self.judging,
                    ends_on_response=True,
                    collects=True,
                    expected=YES if is_so else NO,
                )
            )
            memo = (Glyph(LETTERS[item], height=2.0),) if is_sum else _board(item)
            phases.append(Phase("item", memo, duration=1.0, onset=True))
            phases.append(Phase("gap", duration=0.3))
        right = [LETTERS[i].lower() if is_sum else numbers[i] for i in drawn]
        legend: tuple[Stimulus, ...] = (
            _choices() if is_sum else (*_board(), *_labels(numbers))
        )
        phases += recall(right, legend, self.time_limit, row=-5.5)
        keys = tuple(LETTERS.lower()) if is_sum else KEYS
        values["sequence"] = " ".join(right)
        return Trial(
            task=self.name,
            level=level,
            phases=tuple(phases),
            keys=(NO, YES, *keys),
            condition=self.variant,
            parameters=values,
        )

    def score(self, trial: Trial, response: Response) -> Outcome:
        """Return whether all was recalled, and how many judgements were right."""
        judged = [i for i, p in enumerate(trial.phases) if p.name == "judgement"]
        presses = [first_key(response, (i,), (NO, YES)) for i in judged]
        right = sum(
            press is not None and press.key == trial.phases[i].expected
            for press, i in zip(presses, judged, strict=True)
        )
        outcome = score_recall(trial, response)
        measures = {**outcome.measures, "judged_right": right, "judged": len(judged)}
        return replace(outcome, measures=measures)

    def summary(self, trials: Sequence[tuple[Trial, Outcome]]) -> Mapping[str, float]:
        """Return span and partial credit, and the share of right judgements.

        Both spans are NaN where fewer than 85 % of the judgements were right: the
        memory was then bought with the judgements.
        """
        right = sum(int(o.measures["judged_right"]) for _, o in trials)
        judged = share(right, sum(int(o.measures["judged"]) for _, o in trials))
        figures = dict(summarise(trials))
        if not judged >= ENOUGH:
            figures |= dict.fromkeys(("span", "partial_credit"), math.nan)
        return figures | {"judgement_accuracy": judged}


def _sum(rng: np.random.Generator) -> tuple[tuple[Stimulus, ...], bool]:
    """Return a sum with its result or another one, and whether it is right."""
    a, b, c = (int(value) for value in rng.integers(2, 10, size=3))
    plus = bool(rng.integers(2)) or a * b - c < 1
    result = a * b + c if plus else a * b - c
    is_so = bool(rng.integers(2))
    said = result if is_so else max(result + int(rng.choice((-3, -2, -1, 1, 2, 3))), 1)
    text = f"{a} × {b} {'+' if plus else '−'} {c} = {said}"
    return (Glyph(text, height=1.2), *_YES_NO), said == result


def _pattern(rng: np.random.Generator) -> tuple[tuple[Stimulus, ...], bool]:
    """Return squares that are mirrored or not, and whether they are."""
    half = rng.random((_CELLS, _CELLS // 2)) < 0.5
    grid = np.hstack([half, half[:, ::-1]])
    is_so = bool(rng.integers(2))
    if not is_so:
        places = rng.permutation(half.size)[:6]
        grid[places // 4, places % 4] ^= True
    rows, columns = np.nonzero(grid)
    squares = (
        Shape("rect", (x - 3.5) * _SIDE, (3.5 - y) * _SIDE, width=_SIDE, height=_SIDE)
        for y, x in zip(rows.tolist(), columns.tolist(), strict=True)
    )
    return (*squares, *_YES_NO), is_so


def _board(lit: int = -1) -> tuple[Shape, ...]:
    return tuple(
        Shape(
            "rect", x, y, width=2.0, height=2.0, filled=i == lit,
            colour="accent" if i == lit else "dim",
        )
        for i, (x, y) in enumerate(_GRID)
    )  # fmt: skip


def _labels(numbers: Sequence[str]) -> tuple[Glyph, ...]:
    return tuple(
        Glyph(number, x, y, height=0.9)
        for number, (x, y) in zip(numbers, _GRID, strict=True)
    )


def _choices() -> tuple[Glyph, ...]:
    return tuple(
        Glyph(letter, 1.6 * (i - 4), 0.0, height=1.0, colour="dim")
        for i, letter in enumerate(LETTERS)
    )


_YES_NO: tuple[Stimulus, ...] = (
    Glyph("← ✕", -2.5, -5.5, height=0.8, colour="dim"),
    Glyph("✓ →", 2.5, -5.5, height=0.8, colour="dim"),
)
_TEXTS: Mapping[str, tuple[str, str]] = {
    "operation": (
        QT_TRANSLATE_NOOP(
            "tasks",
            "Is the sum right? Press the right arrow key for yes, the left one for no. "
            "After each sum a letter appears. Remember the letters in their order.",
        ),
        QT_TRANSLATE_NOOP(
            "tasks",
            "At the end press the letters on the keyboard, in the order in which they "
            "came. The sums must be right too.",
        ),
    ),
    "symmetry": (
        QT_TRANSLATE_NOOP(
            "tasks",
            "Are the left and the right half of the pattern mirror images? Press the "
            "right arrow key for yes, the left one for no. After each a square lights "
            "up. Remember the places in their order.",
        ),
        QT_TRANSLATE_NOOP(
            "tasks",
            "At the end each place shows a number. Press the numbers of the places, in "
            "the order in which they came. The judgements must be right too.",
        ),
    ),
}
