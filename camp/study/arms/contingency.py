"""Whether a sham was one: what it delivered holds nothing of the own score."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats

Course = NDArray[np.float64]
"""A score a trial; NaN where there was none."""

ALPHA = 0.005
"""Share of clean studies that are flagged; own choice."""
POWER = 0.8
"""How often the smallest leak that counts as findable is found."""
LEAST_TRIALS = 20
"""Trials with both scores below which nothing is said of a session; own choice."""


@dataclass(frozen=True, slots=True)
class Contingency:
    """What a session's delivered scores share with the own ones."""

    n_trials: int
    """Trials at which both are known, and the trial before."""
    n_copies: int
    """Trials at which the delivered score is the own one to the last digit."""
    r: float
    """Correlation of what is new in both courses at each trial; NaN: too few."""
    floor: float
    """Share of the own score in the delivered one that a session of this length would
    show in four of five cases, 0 to 1."""


@dataclass(frozen=True, slots=True)
class StudyContingency:
    """What the delivered scores of a study's yoked people share with their own."""

    mean_r: float
    p: float
    """One-sided, against the same courses given to one another; NaN: too few trials."""
    n_copies: int
    is_flagged: bool
    """Whether a leak is found: a copy, or p of `ALPHA` or less."""


def innovations(course: ArrayLike) -> Course:
    """Return what is new at each trial, beyond what the trial before foretold.

    Two courses that drift slowly resemble each other by chance; what is new in them
    does not. The first value, and one after a gap, is NaN.
    """
    x = np.asarray(course, dtype=float)
    if x.size < 2:
        return np.full(x.size, math.nan)
    x = x - _mean(x)
    before, now = x[:-1], x[1:]
    both = np.isfinite(before) & np.isfinite(now)
    power = float(before[both] @ before[both])
    keep = float(before[both] @ now[both]) / power if power > 0 else 0.0
    return np.concatenate([[math.nan], now - keep * before])


def correlation(one: Course, other: Course) -> float:
    """Return the correlation where both have a value; NaN: too few, or no spread."""
    both = np.isfinite(one) & np.isfinite(other)
    if both.sum() < LEAST_TRIALS:
        return math.nan
    x, y = one[both] - one[both].mean(), other[both] - other[both].mean()
    power = float(x @ x) * float(y @ y)
    return float(x @ y) / math.sqrt(power) if power > 0 else math.nan


def contingency(own: ArrayLike, delivered: ArrayLike) -> Contingency:
    """Return what a session's delivered scores share with the own ones.

    Parameters
    ----------
    own, delivered : array-like, shape (n_trials,)
        The scores of the trials; NaN where there was none.
    """
    mine, theirs = np.asarray(own, dtype=float), np.asarray(delivered, dtype=float)
    new, other = innovations(mine), innovations(theirs)
    n = int((np.isfinite(new) & np.isfinite(other)).sum())
    n_copies = int((mine == theirs).sum())
    return Contingency(n, n_copies, correlation(new, other), detection_floor(n))


def detection_floor(n_trials: int) -> float:
    """Return the smallest share of the own score that is found in a session.

    Found in `POWER` of sessions, flagged wrongly in `ALPHA`, by Fisher's z of the
    correlation of innovations, for courses of equal spread.
    """
    if n_trials < LEAST_TRIALS:
        return 1.0
    z = float(stats.norm.ppf(1 - ALPHA) + stats.norm.ppf(POWER))
    r = math.tanh(z / math.sqrt(n_trials - 3))
    # delivered = (1 - w) donor + w own: r² = w² / (w² + (1 - w)²)
    odds = r / math.sqrt(1 - r * r)
    return odds / (1 + odds)


def study_contingency(
    own: Sequence[Sequence[ArrayLike]],
    delivered: Sequence[Sequence[ArrayLike]],
    *,
    n_exchanges: int = 2000,
    seed: int = 0,
) -> StudyContingency:
    """Return whether a study's yoked people received anything of their own scores.

    The null is made of the donors exchanged: each person's scores against what another
    yoked person received in the same session, which keeps every course as it is.

    Parameters
    ----------
    own, delivered : sequence of sequences of arrays
        By yoked person and session: the scores of the trials.
    n_exchanges : int
        Exchanges that make the null.
    seed : int
        Of the exchanges.
    """
    n_people = len(own)
    n_copies = sum(
        int((np.asarray(a) == np.asarray(b)).sum())
        for mine, theirs in zip(own, delivered, strict=True)
        for a, b in zip(mine, theirs, strict=True)
    )
    table = _table(own, delivered)
    people = np.arange(n_people)
    rng = np.random.default_rng(seed)
    found = _mean(table[people, people])
    nulls = [_mean(table[people, rng.permutation(people)]) for _ in range(n_exchanges)]
    known = [null for null in nulls if math.isfinite(null)]
    p = math.nan  # too few trials with both scores say nothing, and flag nothing
    if known and math.isfinite(found):
        p = (1 + sum(null >= found for null in known)) / (1 + len(known))
    return StudyContingency(found, p, n_copies, bool(n_copies or p <= ALPHA))


def _table(
    own: Sequence[Sequence[ArrayLike]], delivered: Sequence[Sequence[ArrayLike]]
) -> Course:
    """Return the mean correlation of each person's own with each one's delivered."""
    mine = [[innovations(one) for one in sessions] for sessions in own]
    theirs = [[innovations(one) for one in sessions] for sessions in delivered]
    table = np.full((len(mine), len(theirs)), math.nan)
    for i, sessions in enumerate(mine):
        for j, others in enumerate(theirs):
            pairs = zip(sessions, others, strict=False)
            table[i, j] = _mean([_in_common(a, b) for a, b in pairs])
    return table


def _in_common(one: Course, other: Course) -> float:
    n = min(one.size, other.size)
    return correlation(one[:n], other[:n])


def _mean(values: ArrayLike) -> float:
    """Return the mean of what is finite; NaN where nothing is."""
    x = np.asarray(values, dtype=float)
    x = x[np.isfinite(x)]
    return float(x.mean()) if x.size else math.nan
