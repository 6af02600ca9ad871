"""Task switching: is the digit odd, or is it small? The frame says which.

References
----------
Rogers, R. D., & Monsell, S. (1995). Costs of a predictable switch between simple
cognitive tasks. Journal of Experimental Psychology: General, 124, 207-231.
https://doi.org/10.1037/0096-3445.124.2.207
Monsell, S. (2003). Task switching. Trends in Cognitive Sciences, 7, 134-140.
https://doi.org/10.1016/S1364-6613(03)00028-7
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from attention_camp.resources.texts import QT_TRANSLATE_NOOP
from attention_camp.tasks.answer_keys import SIDES
from attention_camp.tasks.answers import SHORTEST, first_key, latency
from attention_camp.tasks.figures import mean, median
from attention_camp.tasks.finer import FINEST, finer, place_of
from attention_camp.tasks.layout import blend_log
from attention_camp.tasks.options import check_choice, check_number, check_whole
from attention_camp.tasks.timed_answers import HURRY_SECONDS, MOST_CUT, of_one_level
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

DIGITS = (1, 2, 3, 4, 6, 7, 8, 9)
_N_LEVELS = 10
_LIMITS = (1.8, 0.55)
_GAP = 0.4
_CRITERION = 0.75
"""Share of the scored items that makes a run right; our own choice."""


@dataclass(frozen=True, slots=True)
class TaskSwitching:
    """Judge digits by the rule of their frame; levels give less time. Runs are trials.

    Half of the items repeat the rule of the one before, half switch, at random; the
    first of a run does neither and is not scored.
    """

    name: ClassVar[str] = "task-switching"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("tasks", "Two rules")
    chance: ClassVar[float] = 0.15
    target: ClassVar[float] = 0.7

    n_items: int = 8
    """Items scored in a run, 4 to 200, an even number; one more comes before them."""
    preparation: float = 0.3
    """Seconds for which the frame is seen before the digit, 0.1 to 2."""
    time_limit: float = 0.0
    """Seconds to answer, 0.3 to 10; 0: as the level says."""
    keys: str = "arrows"
    """``arrows``, or ``letters``: F in place of the left and J of the right one;
    ``left-hand``: S and F; ``right-hand``: J and L."""
    fineness: int = 1
    """Levels in the place of each one, 1 to 5: more make smaller steps."""

    def __post_init__(self) -> None:
        check_whole("n_items", self.n_items, 4, 200)
        check_number("preparation", self.preparation, 0.1, 2)
        check_choice("keys", self.keys, SIDES)
        if self.time_limit != 0:
            check_number("time_limit", self.time_limit, 0.3, 10)
        check_whole("fineness", self.fineness, 1, FINEST)

    @property
    def n_levels(self) -> int:
        """Number of levels."""
        return finer(_N_LEVELS, self.fineness)

    def parameters(self, level: int) -> Mapping[str, Scalar]:
        """Return the time limit and the time for which the frame comes first (s)."""
        check_whole("level", level, 1, self.n_levels)
        place = place_of(level, self.fineness)
        limit = round(blend_log(_LIMITS, place, _N_LEVELS), 2)
        return {
            "time_limit": self.time_limit or limit,
            "preparation": self.preparation,
        }

    def instructions(self) -> tuple[Card, ...]:
        """Return the instruction cards: the rule of each frame, and the keys."""
        brief = TaskSwitching(n_items=4, keys=self.keys)
        return (
            Card(
                QT_TRANSLATE_NOOP("tasks", "Two rules"),
                QT_TRANSLATE_NOOP(
                    "tasks",
                    "A digit appears in a frame, which tells the rule. In a square: is "
                    "the digit odd or even? In a circle: is it less or more than 5?",
                ),
            ),
            Card(
                QT_TRANSLATE_NOOP("tasks", "Your answer"),
                _ANSWER[self.keys],
                example=brief.next_trial(1, np.random.default_rng(1)),
            ),
        )

    def next_trial(self, level: int, rng: np.random.Generator) -> Trial:
        """Return one run: for each item its frame, the digit, and a short gap."""
        values = dict(self.parameters(level))
        switches = np.arange(self.n_items) % 2 == 1
        switches = rng.permutation(switches)
        rules = np.cumsum([int(rng.integers(2)), *switches.tolist()]) % 2
        digits = rng.choice(DIGITS, size=len(rules)).tolist()
        phases = []
        for rule, digit in zip(rules.tolist(), digits, strict=True):
            frame = _frame(rule)
            phases += [
                Phase("cue", (frame,), duration=self.preparation),
                Phase(
                    "target",
                    (frame, Glyph(str(digit), height=1.6)),
                    duration=float(values["time_limit"]),
                    ends_on_response=True,
                    collects=True,
                    onset=True,
                    expected=SIDES[self.keys][_is_right(rule, digit)],
                ),
                Phase("gap", duration=_GAP),
            ]
        values["digits"] = "".join(str(digit) for digit in digits)
        values["items"] = "".join("r" if s == 0 else "s" for s in switches.tolist())
        return Trial(
            task=self.name,
            level=level,
            phases=tuple(phases),
            keys=SIDES[self.keys],
            condition="run",
            parameters=values,
        )

    def score(self, trial: Trial, response: Response) -> Outcome:
        """Return the share of right answers, and the time of each item."""
        words, times = [], []
        for i, phase in list(enumerate(trial.phases))[4::3]:
            press = first_key(response, (i,))
            time = None if press is None else latency(response, press, i)
            is_right = press is not None and press.key == phase.expected
            if time is None:
                words.append("-")
            elif time < SHORTEST:
                words.append("a")
            else:
                words.append(f"{'' if is_right else 'x'}{time:.4f}")
                times += [time] if is_right else []
        n_right = len(times)
        return Outcome(
            correct=n_right / len(words) >= _CRITERION,
            performance=n_right / len(words),
            reaction_time=median(times) if times else None,
            responded=bool(response.keypresses),
            measures={
                "n_right": n_right,
                "n_items": len(words),
                "kinds": str(trial.parameters["items"]),
                "times": " ".join(words),
            },
        )

    def summary(self, trials: Sequence[tuple[Trial, Outcome]]) -> Mapping[str, float]:
        """Return the switch cost: switch less repeat, in ms and in errors.

        Times are those of right answers; NaN where levels are mixed, or the limit cut
        more than 2 % of the items.
        """
        items = [each for pair in of_one_level(trials) for each in _items(*pair)]
        cut = mean(float(cut) for _, _, _, cut in items)
        times = dict.fromkeys("rs", math.nan)
        if cut <= MOST_CUT:
            times = {
                kind: 1000 * mean(t for k, ok, t, _ in items if k == kind and ok)
                for kind in "rs"
            }
        errors = {
            kind: mean(float(not ok) for k, ok, _, _ in items if k == kind)
            for kind in "rs"
        }
        return {
            "switch_cost_ms": times["s"] - times["r"],
            "reaction_time_repeat_ms": times["r"],
            "reaction_time_switch_ms": times["s"],
            "errors_repeat": errors["r"],
            "errors_switch": errors["s"],
            "accuracy": mean(o.performance for _, o in trials),
        }


def _items(
    trial: Trial, outcome: Outcome
) -> Iterator[tuple[str, bool, float | None, bool]]:
    """Yield kind, whether right, time, and whether the limit cut it, of each item."""
    limit = float(trial.parameters["time_limit"])
    kinds = str(outcome.measures["kinds"])
    for kind, word in zip(kinds, str(outcome.measures["times"]).split(), strict=True):
        if word == "a":
            continue
        time = None if word == "-" else float(word.removeprefix("x"))
        cut = time is None or time >= limit - HURRY_SECONDS
        yield kind, time is not None and not word.startswith("x"), time, cut


def _is_right(rule: int, digit: int) -> int:
    """Return 1 where the right key answers: even, or more than five."""
    return int(digit % 2 == 0 if rule == 0 else digit > 5)


def _frame(rule: int) -> Stimulus:
    if rule == 0:
        return Shape("rect", width=3.6, height=3.6, filled=False, line=0.15)
    return Shape("ring", width=3.6, height=3.6, filled=False, line=0.15)


_ANSWER: Mapping[str, str] = {
    "arrows": QT_TRANSLATE_NOOP(
        "tasks",
        "Odd or less: press the left arrow key. Even or more: press the right arrow "
        "key. Answer as fast as you can without mistakes.",
    ),
    "letters": QT_TRANSLATE_NOOP(
        "tasks",
        "Odd or less: press F. Even or more: press J. Answer as fast as you can "
        "without mistakes.",
    ),
    "left-hand": QT_TRANSLATE_NOOP(
        "tasks",
        "Odd or less: press S. Even or more: press F. Answer as fast as you can "
        "without mistakes.",
    ),
    "right-hand": QT_TRANSLATE_NOOP(
        "tasks",
        "Odd or less: press J. Even or more: press L. Answer as fast as you can "
        "without mistakes.",
    ),
}
