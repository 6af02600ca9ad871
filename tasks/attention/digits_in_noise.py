"""Digits in noise: repeat three spoken digits.

References
----------
Smits, C., Theo Goverts, S., & Festen, J. M. (2013). The digits-in-noise test: Assessing
auditory speech recognition abilities in noise. JASA, 133, 1693-1706.
https://doi.org/10.1121/1.4789933
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from attention_camp.resources.texts import QT_TRANSLATE_NOOP
from attention_camp.tasks.figures import mean
from attention_camp.tasks.memory.spans import KEYS, recall, score_recall
from attention_camp.tasks.options import check_number, check_whole
from attention_camp.tasks.spoken import spoken
from attention_camp.tasks.trial import (
    Card,
    Outcome,
    Phase,
    Response,
    Scalar,
    Shape,
    Trial,
)

N_DIGITS = 3
EASIEST_DB, STEP_DB = 4.0, 2.0
"""SNR at the first level (our own choice), and the step per level (the usual one)."""
SLOPE = 0.8
"""Logistic slope per dB: 20 % of triplets per dB at the threshold; our own choice."""
LAPSE = 0.02
"""Share of triplets missed however loud they are; our own choice. Without it a single
slip far above the threshold would draw the estimate towards it."""


@dataclass(frozen=True, slots=True)
class DigitsInNoise:
    """Press three digits heard in noise; the SNR falls by 2 dB each level."""

    name: ClassVar[str] = "digits-in-noise"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("tasks", "Digits in noise")
    n_levels: ClassVar[int] = 12
    chance: ClassVar[float] = 0.0
    target: ClassVar[float] = 0.5

    time_limit: float = 6.0
    """Seconds for each key, 1 to 60."""
    listening: float = 3.2
    """Seconds for the three digits in noise, 2 to 6; as long as the voice needs."""

    def __post_init__(self) -> None:
        check_number("time_limit", self.time_limit, 1, 60)
        check_number("listening", self.listening, 2, 6)

    def parameters(self, level: int) -> Mapping[str, Scalar]:
        """Return the ratio of speech to noise in dB."""
        check_whole("level", level, 1, self.n_levels)
        return {"snr_db": EASIEST_DB - STEP_DB * (level - 1)}

    def instructions(self) -> tuple[Card, ...]:
        """Return the instruction cards: what to listen for and which keys to press."""
        return (
            Card(
                QT_TRANSLATE_NOOP("tasks", "Digits in noise"),
                QT_TRANSLATE_NOOP(
                    "tasks",
                    "You hear three digits in noise, sometimes very softly. Press the "
                    "three digits on the keyboard in the same order. If you are not "
                    "sure, guess.",
                ),
                example=self.next_trial(1, np.random.default_rng(1)),
            ),
        )

    def next_trial(self, level: int, rng: np.random.Generator) -> Trial:
        """Return one triplet of different digits and a display for each key."""
        values = dict(self.parameters(level))
        digits = [KEYS[i] for i in rng.permutation(len(KEYS))[:N_DIGITS].tolist()]
        sound = spoken(
            "digits",
            " ".join(digits),
            snr_db=float(values["snr_db"]),
            seed=int(rng.integers(2**31)),
        )
        cross = Shape("cross", width=0.6, height=0.6, line=0.08, colour="dim")
        return Trial(
            task=self.name,
            level=level,
            phases=(
                Phase("fixation", (cross,), duration=0.5),
                Phase(
                    "listen",
                    (cross,),
                    duration=self.listening,
                    onset=True,
                    sounds=(sound,),
                ),
                *recall(digits, (), self.time_limit, row=0.0),
            ),
            keys=KEYS,
            condition="noise",
            parameters=values | {"digits": " ".join(digits)},
        )

    def score(self, trial: Trial, response: Response) -> Outcome:
        """Return whether the whole triplet was right, and the share of digits."""
        return score_recall(trial, response)

    def summary(self, trials: Sequence[tuple[Trial, Outcome]]) -> Mapping[str, float]:
        """Return the speech reception threshold (dB) and the shares understood.

        ``speech_threshold_db`` is the most likely ratio at which half of the triplets
        are understood, for a logistic function of a fixed slope; NaN where all
        or no triplets were.
        """
        ratios = np.array([float(t.parameters["snr_db"]) for t, _ in trials])
        right = np.array([o.correct for _, o in trials], bool)
        return {
            "speech_threshold_db": _threshold(ratios, right),
            "triplets_right": mean(float(o.correct) for _, o in trials),
            "digits_right": mean(o.performance for _, o in trials),
        }


def _threshold(ratios: np.ndarray, right: np.ndarray) -> float:
    if not len(right) or right.all() or not right.any():
        return math.nan
    candidates = np.arange(ratios.min() - 6, ratios.max() + 6, 0.05)
    above = SLOPE * (ratios - candidates[:, None])
    known = (1 - LAPSE) / (1 + np.exp(-above))
    likely = np.log(np.where(right, known, 1 - known)).sum(axis=1)
    return float(candidates[int(likely.argmax())])
