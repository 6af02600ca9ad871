"""Symbol-digit substitution: press the digit that belongs to the symbol.

References
----------
Smith, A. (1982). Symbol Digit Modalities Test: Manual. Western Psychological Services.
Jaeger, J. (2018). Digit Symbol Substitution Test: The case for sensitivity over
specificity in neuropsychological testing. Journal of Clinical Psychopharmacology, 38,
513-519. https://doi.org/10.1097/JCP.0000000000000941
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from attention_camp.resources.texts import QT_TRANSLATE_NOOP
from attention_camp.tasks.answers import SHORTEST, first_key, latency
from attention_camp.tasks.figures import mean, median, share
from attention_camp.tasks.layout import blend_log
from attention_camp.tasks.options import check_number, check_whole
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

KEYS = tuple("123456789")
_LIMITS = (5.0, 0.9)
_CRITERION = 0.75
"""Share of the items that makes a run right; our own choice."""


@dataclass(frozen=True, slots=True)
class SymbolDigit:
    """Look symbols up in a key and press their digits; levels give less time.

    A run is a trial, and has a key of its own: none can be learned beforehand.
    """

    name: ClassVar[str] = "symbol-digit"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("tasks", "Symbols and digits")
    n_levels: ClassVar[int] = 10
    chance: ClassVar[float] = 0.01
    target: ClassVar[float] = 0.7

    n_items: int = 9
    """Symbols in a run, 9 to 200."""
    time_limit: float = 0.0
    """Seconds for each symbol, 0.5 to 30; 0: as the level says."""

    def __post_init__(self) -> None:
        check_whole("n_items", self.n_items, 9, 200)
        if self.time_limit != 0:
            check_number("time_limit", self.time_limit, 0.5, 30)

    def parameters(self, level: int) -> Mapping[str, Scalar]:
        """Return the time limit of a symbol (s)."""
        check_whole("level", level, 1, self.n_levels)
        limit = round(blend_log(_LIMITS, level, self.n_levels), 2)
        return {"time_limit": self.time_limit or limit}

    def instructions(self) -> tuple[Card, ...]:
        """Return the instruction card: what belongs to what, and how to answer."""
        return (
            Card(
                QT_TRANSLATE_NOOP("tasks", "Symbols and digits"),
                QT_TRANSLATE_NOOP(
                    "tasks",
                    "The row at the top shows which digit belongs to which symbol. "
                    "Press the digit of the symbol in the middle, then that of the "
                    "next one, as fast as you can without mistakes.",
                ),
                example=self.next_trial(1, np.random.default_rng(1)),
            ),
        )

    def next_trial(self, level: int, rng: np.random.Generator) -> Trial:
        """Return one run with its key; no symbol follows itself."""
        values = dict(self.parameters(level))
        order = rng.permutation(len(SYMBOLS)).tolist()
        key = _key(order)
        steps = rng.integers(1, len(SYMBOLS), size=self.n_items)
        digits = (np.cumsum(steps) % len(SYMBOLS)).tolist()
        phases = [Phase("fixation", (*key, _CROSS), duration=1.5)]
        phases += [
            Phase(
                "symbol",
                (*key, _symbol(order[digit], 0.0, -1.0, size=1.8)),
                duration=float(values["time_limit"]),
                ends_on_response=True,
                collects=True,
                onset=True,
                expected=KEYS[digit],
            )
            for digit in digits
        ]
        values["digits"] = "".join(KEYS[digit] for digit in digits)
        return Trial(
            task=self.name,
            level=level,
            phases=tuple(phases),
            keys=KEYS,
            condition="run",
            parameters=values,
        )

    def score(self, trial: Trial, response: Response) -> Outcome:
        """Return the share of symbols whose digit was pressed, and the time taken."""
        n_right, taken, times = 0, 0.0, []
        n_items = len(trial.phases) - 1
        for i in range(1, n_items + 1):
            press = first_key(response, (i,))
            time = None if press is None else latency(response, press, i)
            taken += float(trial.parameters["time_limit"]) if time is None else time
            right = press is not None and press.key == trial.phases[i].expected
            if time is not None and right and time >= SHORTEST:
                n_right += 1
                times.append(time)
        return Outcome(
            correct=n_right / n_items >= _CRITERION,
            performance=n_right / n_items,
            reaction_time=median(times) if times else None,
            responded=bool(response.keypresses),
            measures={"n_right": n_right, "n_items": n_items, "taken": round(taken, 4)},
        )

    def summary(self, trials: Sequence[tuple[Trial, Outcome]]) -> Mapping[str, float]:
        """Return right digits a minute; NaN where levels are mixed. And accuracy."""
        left = of_one_level(trials)
        right = sum(int(o.measures["n_right"]) for _, o in left)
        taken = sum(float(o.measures["taken"]) for _, o in left)
        return {
            "right_per_minute": 60 * share(right, taken),
            "accuracy": mean(o.performance for _, o in trials),
        }


def _symbol(number: int, x: float, y: float, *, size: float) -> Shape:
    shape = SYMBOLS[number]
    return dataclasses.replace(
        shape,
        x=x,
        y=y,
        width=size * shape.width,
        height=size * shape.height,
        line=size * shape.line,
        points=tuple((size * px, size * py) for px, py in shape.points),
    )


def _key(order: Sequence[int]) -> tuple[Stimulus, ...]:
    shown: list[Stimulus] = []
    for i, number in enumerate(order):
        x = 2.2 * (i - (len(order) - 1) / 2)
        shown += [
            _symbol(number, x, 6.2, size=1.1),
            Glyph(KEYS[i], x, 4.6, height=0.8, colour="dim"),
        ]
    return tuple(shown)


_CROSS = Shape("cross", y=-1.0, width=0.6, height=0.6, line=0.08, colour="dim")
SYMBOLS = (
    Shape("ring", filled=False, line=0.12),
    Shape("rect", width=0.85, height=0.85, filled=False, line=0.12),
    Shape("polygon", points=((-0.5, -0.45), (0.5, -0.45), (0.0, 0.5))),
    Shape("polygon", points=((0.0, 0.55), (0.45, 0.0), (0.0, -0.55), (-0.45, 0.0))),
    Shape("cross", line=0.14),
    Shape("cross", angle=45.0, line=0.14),
    Shape("arrow", angle=90.0, line=0.16),
    Shape("disc"),
    Shape("line", width=1.0, angle=45.0, line=0.16),
)
"""Nine symbols that differ in form, not in colour."""
