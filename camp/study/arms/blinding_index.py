"""Blinding indices from guesses of the arm: James et al. 1996, Bang et al. 2004."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from attention_camp.camp.dataset.studies.enrolment import UNKNOWN

Guesses = Mapping[str, Mapping[str, int]]
"""By arm: how often each arm was guessed, and `UNKNOWN`."""


@dataclass(frozen=True, slots=True)
class Index:
    """An index with its 95 % interval."""

    value: float
    low: float
    high: float


def bang_index(guesses: Guesses) -> dict[str, Index]:
    """Return Bang's index of each arm: 0 blinded, 1 all guess it, below 0 the other.

    With more than two arms a wrong guess counts one over the number of other arms, so
    that guessing at random gives 0.

    References
    ----------
    Bang, H., Ni, L., & Davis, C. E. (2004). Assessment of blinding in clinical trials.
    Controlled Clinical Trials, 25, 143-156.
    https://doi.org/10.1016/j.cct.2003.10.016
    """
    found = {}
    z = float(stats.norm.ppf(0.975))
    for arm, counts in guesses.items():
        n = sum(counts.values())
        if not n:
            found[arm] = Index(math.nan, math.nan, math.nan)
            continue
        right = counts.get(arm, 0) / n
        wrong = sum(counts.get(other, 0) for other in guesses if other != arm) / n
        share = 1 / (len(guesses) - 1)
        value = right - share * wrong
        # variance of a weighted sum of multinomial shares
        spread = right + share**2 * wrong - value**2
        half = z * math.sqrt(max(spread, 0.0) / n)
        found[arm] = Index(value, max(value - half, -share), min(value + half, 1.0))
    return found


def james_index(guesses: Guesses, *, n_resamples: int = 2000, seed: int = 0) -> Index:
    """Return James's index: 1 all blinded, 0.5 guesses at random, 0 all know.

    Parameters
    ----------
    guesses : mapping
        By arm: how often each was guessed.
    n_resamples : int
        Resamples within arms for the interval.
    seed : int
        Of the resamples.

    References
    ----------
    James, K. E., Bloch, D. A., Lee, K. K., Kraemer, H. C., & Fuller, R. K. (1996). An
    index for assessing blindness in a multi-centre clinical trial: disulfiram for
    alcohol cessation - a VA cooperative study. Statistics in Medicine, 15, 1421-1434.
    """
    arms = list(guesses)
    counts = np.array(
        [[guesses[arm].get(guess, 0) for guess in (*arms, UNKNOWN)] for arm in arms],
        dtype=float,
    )
    rng = np.random.default_rng(seed)
    sizes = counts.sum(axis=1).astype(int)
    shares = [row / max(row.sum(), 1.0) for row in counts]
    draws = [
        _james(
            np.array(
                [rng.multinomial(n, p) for n, p in zip(sizes, shares, strict=True)]
            )
        )
        for _ in range(n_resamples)
    ]
    known = [draw for draw in draws if math.isfinite(draw)]
    if not known:  # as where the people of one arm all guess one
        return Index(_james(counts), math.nan, math.nan)
    low, high = np.quantile(known, [0.025, 0.975])
    return Index(_james(counts), float(low), float(high))


def _james(counts: NDArray[np.floating | np.integer]) -> float:
    """Return the index of a table of arms by guesses, the last column not knowing."""
    p = np.asarray(counts, dtype=float)
    p = p / p.sum()
    unknown = float(p[:, -1].sum())
    if unknown >= 1:
        return 1.0
    told, wrong = p[:, :-1], 1 - np.eye(p.shape[0])
    observed = float((wrong * told).sum()) / (1 - unknown)
    expected = float((wrong * np.outer(told.sum(axis=1), told.sum(axis=0))).sum())
    expected /= (1 - unknown) ** 2
    if expected == 0:
        return math.nan
    agreement = (observed - expected) / expected
    return (1 + unknown + (1 - unknown) * agreement) / 2


def counted(pairs: Sequence[tuple[str, str]], arms: Sequence[str]) -> Guesses:
    """Return the table of guesses from pairs of (arm, guess).

    Parameters
    ----------
    pairs : sequence of (str, str)
        The arm, and what was guessed: an arm, or `UNKNOWN`.
    arms : sequence of str
        All arms of the study.
    """
    return {
        arm: {
            guess: sum(pair == (arm, guess) for pair in pairs)
            for guess in (*arms, UNKNOWN)
        }
        for arm in arms
    }
