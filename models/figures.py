"""Figures of merit over people: AUC, balanced accuracy, calibration, intervals."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Labels = NDArray[np.int64]
Values = NDArray[np.float64]


def auc(y: Labels, score: Values) -> float:
    """Return the area under the ROC curve; ties count half; NaN with one class."""
    engaged, rest = score[y == 1], score[y == 0]
    if not len(engaged) or not len(rest):
        return float("nan")
    both = np.concatenate([engaged, rest])
    _, place, count = np.unique(both, return_inverse=True, return_counts=True)
    rank = np.cumsum(count) - (count - 1) / 2
    n = len(engaged)
    return float((rank[place[:n]].sum() - n * (n + 1) / 2) / (n * len(rest)))


def balanced_accuracy(y: Labels, engaged: Values, threshold: float = 0.5) -> float:
    """Return the mean of the two classes' accuracies; NaN with one class.

    Parameters
    ----------
    y : ndarray, shape (n_windows,)
        0 rest, 1 engaged.
    engaged : ndarray, shape (n_windows,)
        Probabilities of being engaged.
    threshold : float
        Probability above which a window is said to be engaged.
    """
    if len(np.unique(y)) < 2:
        return float("nan")
    said = engaged > threshold
    return float((said[y == 1].mean() + (~said[y == 0]).mean()) / 2)


def calibration_error(y: Labels, engaged: Values, n_bins: int = 10) -> float:
    """Return the expected calibration error, both classes weighing the same.

    Naeini, Cooper & Hauskrecht 2015, AAAI; classes are weighed because recordings hold
    more rest than task, and a probability is meant for even odds.

    Parameters
    ----------
    y : ndarray, shape (n_windows,)
        0 rest, 1 engaged.
    engaged : ndarray, shape (n_windows,)
        Probabilities of being engaged.
    n_bins : int
        Number of bins of equal width.
    """
    share = np.array([max((y == 0).mean(), 1e-12), max((y == 1).mean(), 1e-12)])
    weight = 0.5 / share[y]
    bins = np.minimum((engaged * n_bins).astype(int), n_bins - 1)
    gaps = np.bincount(bins, weight * (engaged - y), minlength=n_bins)
    return float(np.abs(gaps).sum() / weight.sum())


def interval(
    values: Values, *, seed: int = 0, n: int = 2000, alpha: float = 0.05
) -> tuple[float, float]:
    """Return the bootstrap interval of the mean over people, by default the 95 % one.

    Parameters
    ----------
    values : ndarray, shape (n_people,)
        A figure per person; NaN is left out.
    seed : int
        Of the draws.
    n : int
        Number of draws.
    alpha : float
        Share of the draws that may lie outside.
    """
    values = values[~np.isnan(values)]
    if len(values) < 2:
        return float("nan"), float("nan")
    rng = np.random.default_rng(seed)
    means = values[rng.integers(0, len(values), (n, len(values)))].mean(axis=1)
    low, high = np.quantile(means, (alpha / 2, 1 - alpha / 2))
    return float(low), float(high)


def share_interval(share: float, n: int) -> tuple[float, float]:
    """Return the 95 % interval of a share of ``n``; (0, 1) where there are none.

    Wilson 1927, J. Am. Stat. Assoc. 22:209, doi:10.1080/01621459.1927.10502953.
    """
    if n < 1:
        return 0.0, 1.0
    z = 1.959964
    middle = (share + z**2 / (2 * n)) / (1 + z**2 / n)
    inside = share * (1 - share) / n + z**2 / (4 * n**2)
    half = z / (1 + z**2 / n) * float(np.sqrt(inside))
    return max(0.0, middle - half), min(1.0, middle + half)
