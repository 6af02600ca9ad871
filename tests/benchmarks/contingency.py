"""Leaks of the own score into what yoked people receive: found, and not invented.

    attention-camp bench contingency

Studies of 20 yoked people with 10 sessions of 100 trials; courses drift over tens of
seconds. A leak of w delivers (1 - w) of the donor's course and w of the own one.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from attention_camp.camp.study.arms.contingency import (
    contingency,
    detection_floor,
    study_contingency,
)

IS_LONG = True
NEEDS_QUIET = False
N_PEOPLE, N_SESSIONS, N_TRIALS = 20, 10, 100
N_LEAKING, N_CLEAN = 200, 1000
N_TYPICAL = 65
"""Trials of a session that count where one score in ten was declined."""

Courses = NDArray[np.float64]


def courses(rng: np.random.Generator, keep: float = 0.9) -> Courses:
    """Return the scores of a study's people, shape (people, sessions, trials)."""
    shape = (N_PEOPLE, N_SESSIONS, N_TRIALS)
    noise = rng.normal(size=shape)
    x = np.empty(shape)
    x[..., 0] = noise[..., 0]
    for t in range(1, N_TRIALS):
        x[..., t] = keep * x[..., t - 1] + np.sqrt(1 - keep**2) * noise[..., t]
    scores = 1 / (1 + np.exp(-1.1 - x - 0.3 * rng.normal(size=shape)))
    scores[rng.random(shape) < 0.1] = np.nan  # declined for bad EEG
    return scores


def flagged(n_studies: int, leak: float, seed: int) -> float:
    """Return the share of studies in which a leak is found."""
    found = 0
    for study in range(n_studies):
        rng = np.random.default_rng((seed, study))
        own, donors = courses(rng), courses(rng)
        mixed = (1 - leak) * donors + leak * np.where(np.isnan(own), donors, own)
        found += study_contingency(own, mixed, n_exchanges=1000, seed=study).is_flagged
    return found / n_studies


def floor_power(seed: int = 5, n: int = 2000) -> float:
    """Return how often a session with a leak of its floor stands out at its alpha."""
    rng = np.random.default_rng(seed)
    leak, found, n_told = detection_floor(N_TYPICAL), 0, []
    for _ in range(n // (N_PEOPLE * N_SESSIONS)):
        own, donors = courses(rng), courses(rng)
        mixed = (1 - leak) * donors + leak * own
        for a, b in zip(
            own.reshape(-1, N_TRIALS), mixed.reshape(-1, N_TRIALS), strict=True
        ):
            one = contingency(a, b)
            n_told.append(one.n_trials)
            found += np.arctanh(one.r) * np.sqrt(one.n_trials - 3) > 2.576
    return found / len(n_told)


def run() -> Iterator[tuple[str, float, str]]:
    """Yield (what, share, goal)."""
    size = f"{N_PEOPLE} yoked × {N_SESSIONS} sessions of {N_TRIALS} trials"
    yield (
        f"{size}: a leak of 10 % found, {N_LEAKING} studies",
        flagged(N_LEAKING, 0.1, 1),
        "at least 0.95",
    )
    yield (
        f"{size}: a leak of 5 % found, {N_LEAKING} studies",
        flagged(N_LEAKING, 0.05, 2),
        "none",
    )
    yield (
        f"{size}: clean studies flagged, {N_CLEAN}",
        flagged(N_CLEAN, 0.0, 3),
        "at most 0.01",
    )
    yield (
        f"one session, a leak at its floor ({detection_floor(N_TYPICAL):.2f}) found",
        floor_power(),
        "about 0.8",
    )
