"""Statistics that the scores share: d′, slopes of reaction times, means."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from statistics import NormalDist

import numpy as np


def d_prime(hits: int, n_targets: int, false_alarms: int, n_others: int) -> float:
    """Return the sensitivity d′ with the log-linear correction; NaN without trials.

    Half a trial is added to each count, so that d′ is finite for perfect scores and
    less biased than with corrections of extreme values only.

    Parameters
    ----------
    hits : int
        Targets answered, 0 to ``n_targets``.
    n_targets : int
        Number of targets.
    false_alarms : int
        Non-targets answered, 0 to ``n_others``.
    n_others : int
        Number of non-targets.

    References
    ----------
    Hautus, M. J. (1995). Corrections for extreme proportions and their biasing
    effects on estimated values of d′. Behavior Research Methods, 27, 46-51.
    https://doi.org/10.3758/BF03203619
    """
    if not n_targets or not n_others:
        return math.nan
    z = NormalDist().inv_cdf
    return z((hits + 0.5) / (n_targets + 1)) - z((false_alarms + 0.5) / (n_others + 1))


def mean(values: Iterable[float | None]) -> float:
    """Return the mean of the values that are not None; NaN where there are none."""
    there = [value for value in values if value is not None]
    return float(np.mean(there)) if there else math.nan


def median(values: Iterable[float | None]) -> float:
    """Return the median of the values that are not None; NaN where there are none."""
    there = [value for value in values if value is not None]
    return float(np.median(there)) if there else math.nan


def share(count: float, total: float) -> float:
    """Return ``count / total``; NaN where ``total`` is zero."""
    return count / total if total else math.nan


def slope(x: Sequence[float], y: Sequence[float]) -> tuple[float, float]:
    """Return slope and intercept of the least-squares line.

    Parameters
    ----------
    x, y : sequence of float
        Coordinates, such as set sizes and reaction times, one pair per trial.

    Returns
    -------
    slope, intercept : float
        In units of ``y`` per ``x``, and of ``y``; NaN where ``x`` does not vary.
    """
    if len(set(x)) < 2:
        return math.nan, math.nan
    gradient, start = np.polyfit(np.asarray(x, float), np.asarray(y, float), 1)
    return float(gradient), float(start)
