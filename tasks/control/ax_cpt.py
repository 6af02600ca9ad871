"""AX continuous performance: an X counts only after an A.

References
----------
Servan-Schreiber, D., Cohen, J. D., & Steingard, S. (1996). Schizophrenic deficits in
the processing of context. Archives of General Psychiatry, 53, 1105-1112.
https://doi.org/10.1001/archpsyc.1996.01830120037008
Braver, T. S. (2012). The variable nature of cognitive control: a dual mechanisms
framework. Trends in Cognitive Sciences, 16, 106-113.
https://doi.org/10.1016/j.tics.2011.12.010
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from attention_camp.resources.texts import QT_TRANSLATE_NOOP
from attention_camp.tasks.answer_keys import MAPPINGS, YesNo, keys_card
from attention_camp.tasks.answers import LATE, score_choice
from attention_camp.tasks.balance import draw_cell
from attention_camp.tasks.figures import d_prime, mean
from attention_camp.tasks.layout import blend_log
from attention_camp.tasks.options import check_choice, check_number, check_whole
from attention_camp.tasks.timed_answers import (
    anticipations,
    counted,
    of_one_level,
    timed,
)
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

OTHERS = "BCDEFGHJLMNPRSTUVZ"
SHARES: Mapping[str, int] = {"ax": 4, "ay": 2, "bx": 2, "by": 2}
"""Pairs of each kind in ten; a yes to four in ten, twice as many as any other pair."""
_DELAYS = (1.0, 5.0)
_LIMITS = (1.6, 0.55)
_SHOWN = 0.5


@dataclass(frozen=True, slots=True)
class AxCpt:
    """Say yes to X after A only; each level asks to keep the first letter longer.

    Pairs are of four kinds: AX asks for yes; A then another letter (AY), another
    letter then X (BX), and two others (BY) ask for no.
    """

    name: ClassVar[str] = "ax-cpt"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("tasks", "X after A")
    n_levels: ClassVar[int] = 10
    chance: ClassVar[float] = 0.5
    target: ClassVar[float] = 0.85

    delay: float = 0.0
    """Seconds between the two letters, 0.5 to 10; 0: as the level says."""
    time_limit: float = 0.0
    """Seconds to answer, 0.3 to 5; 0: as the level says."""
    keys: str = "arrows"
    """``arrows``, ``letters`` (F and J), ``left-hand`` (S and F), ``right-hand`` (J and
    L), or any with ``-swapped``: which is yes."""

    def __post_init__(self) -> None:
        check_choice("keys", self.keys, MAPPINGS)
        if self.delay != 0:
            check_number("delay", self.delay, 0.5, 10)
        if self.time_limit != 0:
            check_number("time_limit", self.time_limit, 0.3, 5)

    @property
    def _answers(self) -> YesNo:
        return MAPPINGS[self.keys]

    def parameters(self, level: int) -> Mapping[str, Scalar]:
        """Return the time between the letters and the time limit (s)."""
        check_whole("level", level, 1, self.n_levels)
        limit = round(blend_log(_LIMITS, level, self.n_levels), 2)
        return {
            "delay": self.delay or round(blend_log(_DELAYS, level, self.n_levels), 2),
            "time_limit": self.time_limit or limit,
        }

    def instructions(self) -> tuple[Card, ...]:
        """Return the instruction cards: what counts, and the keys."""
        example = self.next_trial(1, np.random.default_rng(1), cell="ax 0")
        return (
            Card(
                QT_TRANSLATE_NOOP("tasks", "X after A"),
                QT_TRANSLATE_NOOP(
                    "tasks",
                    "Letters come in pairs. Keep the first in mind. When the second "
                    "comes, in a ring: is it an X, and was the first an A? Only then "
                    "answer yes, else no.",
                ),
            ),
            keys_card(self.keys, example),
        )

    @property
    def cells(self) -> Mapping[str, str]:
        """The right answer of each cell: the pair, with a number where it repeats."""
        yes, no = self._answers.yes, self._answers.no
        return {
            f"{pair} {k}": yes if pair == "ax" else no
            for pair, n in SHARES.items()
            for k in range(n)
        }

    def next_trial(
        self, level: int, rng: np.random.Generator, *, cell: str | None = None
    ) -> Trial:
        """Return one pair of letters.

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
        pair = drawn.partition(" ")[0]
        others = [OTHERS[i] for i in rng.permutation(len(OTHERS))[:2].tolist()]
        first = "A" if pair[0] == "a" else others[0]
        second = "X" if pair[1] == "x" else others[1]
        cross = (Shape("cross", width=0.6, height=0.6, line=0.08),)
        ring = Shape("ring", width=3.0, height=3.0, filled=False, line=0.08)
        values["letters"] = first + second
        return Trial(
            task=self.name,
            level=level,
            phases=(
                Phase("fixation", cross, duration=0.5),
                Phase("item", (Glyph(first, height=1.6),), duration=_SHOWN),
                Phase("delay", cross, duration=float(values["delay"])),
                Phase(
                    "probe",
                    (ring, Glyph(second, height=1.6)),
                    duration=float(values["time_limit"]),
                    ends_on_response=True,
                    collects=True,
                    onset=True,
                    expected=self.cells[drawn],
                ),
                LATE,
            ),
            keys=self._answers,
            condition=pair,
            parameters=values,
        )

    def score(self, trial: Trial, response: Response) -> Outcome:
        """Return whether the key was right; no key within the limit is an error."""
        return score_choice(trial, response)

    def summary(self, trials: Sequence[tuple[Trial, Outcome]]) -> Mapping[str, float]:
        """Return d′ of context (AX hits, BX false alarms), errors and times of pairs.

        No key is no yes to d′, and an error in every pair. d′ and errors are NaN where
        levels are mixed.
        """
        left = counted(of_one_level(trials))
        says_yes = {
            pair: [_says_yes(t, o) for t, o in left if t.condition == pair]
            for pair in SHARES
        }
        times = timed(trials)
        return {
            "context_d_prime": d_prime(
                sum(says_yes["ax"]), len(says_yes["ax"]),
                sum(says_yes["bx"]), len(says_yes["bx"]),
            ),
            **{
                f"errors_{pair}": mean(
                    float(not o.correct) for t, o in left if t.condition == pair
                )
                for pair in SHARES
            },
            **{
                f"reaction_time_{pair}_ms": 1000
                * mean(o.reaction_time for t, o in times if t.condition == pair)
                for pair in SHARES
            },
            "accuracy": mean(o.performance for _, o in counted(trials)),
            "anticipations": anticipations(trials),
        }  # fmt: skip


def _says_yes(trial: Trial, outcome: Outcome) -> bool:
    is_right = bool(outcome.measures["right_key"])
    given = bool(outcome.measures["key"])
    return given and is_right == (trial.condition == "ax")
