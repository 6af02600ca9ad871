"""Tiredness as blinks and alpha show it: the end of a block beside its own start."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from attention_camp.camp.session.link import Score
from attention_camp.resources.texts import Sentence

LEAST_TRIALS = 5
"""Fewest trials in either third of a block; own choice."""
CLEARLY = 2.5
"""Standard errors by which each sign must have risen. Trials that follow one another
share seconds of EEG, so that it is more than the usual two; own choice."""
SEEN_TIRED = Sentence(
    "You blink more than at the start of this part, and the calm waves in your EEG "
    "have become stronger, as happens when one gets tired. Take your time: go on when "
    "you feel fresh again."
)


@dataclass(frozen=True, slots=True)
class Risen:
    """How far both signs have risen within a block."""

    blinks: float
    """Per minute."""
    alpha: float
    """dB."""


def risen_in(scores: Sequence[Score]) -> Risen | None:
    """Return how far blinks and alpha rose from the first to the last third of a block.

    The block is compared with its own start: people differ in both, and so do tasks.

    Parameters
    ----------
    scores : sequence of Score
        Of the block's trials, in order of time.

    Returns
    -------
    risen : Risen or None
        None unless both have risen clearly: one alone is too often chance, a dry room,
        or closed eyes.
    """
    pairs = [
        (s.blinks, s.alpha)
        for s in scores
        if s.blinks is not None and s.alpha is not None
    ]
    third = len(pairs) // 3
    if third < LEAST_TRIALS:
        return None
    first, last = np.array(pairs[:third]), np.array(pairs[-third:])
    rise = last.mean(axis=0) - first.mean(axis=0)
    spread = first.var(axis=0, ddof=1) + last.var(axis=0, ddof=1)
    if not (rise > CLEARLY * np.sqrt(spread / third)).all():
        return None
    return Risen(float(rise[0]), float(rise[1]))
