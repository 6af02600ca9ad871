"""What an AUC is compared with: whole blocks in other orders, and an interval about it.

Windows of one block are alike for other reasons than its label, so that neither single
windows nor stretches of a few seconds may be dealt anew; and what neighbours share
makes them worth fewer windows than they are.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.figures import auc

N_DRAWN = 500
"""Most orders that are looked at, and draws of a bootstrap."""

Values = NDArray[np.float64]
Labels = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Orders:
    """The AUC in other orders of the blocks."""

    n_distinct: int
    aucs: Values
    """In the orders that were looked at, other than the own."""
    is_whole: bool
    """Whether these are all."""

    def p_value(self, found: float) -> float:
        """Return the share of orders, the own among them, with an AUC as large."""
        return float((1 + (self.aucs >= found).sum()) / (1 + len(self.aucs)))

    def smallest(self, alpha: float) -> float:
        """Return the AUC above which at most a share ``alpha`` of orders lie."""
        allowed = math.floor(alpha * (1 + len(self.aucs)) + 1e-9) - 1
        if allowed < 0:
            return math.nan
        return float(np.sort(self.aucs)[::-1][allowed])


def n_orders(y: Labels, block: Labels) -> int:
    """Return how many distinct orders the blocks of both labels have.

    Parameters
    ----------
    y : ndarray, shape (n_windows,)
        0 rest, 1 engaged.
    block : ndarray, shape (n_windows,)
        The block of each window.
    """
    label, _ = _labels(y, block)
    return math.comb(len(label), int(label.sum()))


def other_orders(
    z: Values, y: Labels, block: Labels, rng: np.random.Generator
) -> Orders:
    """Return the AUC of scores in other orders of whole blocks, all where they are few.

    Parameters
    ----------
    z : ndarray, shape (n_windows,)
        Scores.
    y : ndarray, shape (n_windows,)
        0 rest, 1 engaged.
    block : ndarray, shape (n_windows,)
        The block of each window, of one label.
    rng : Generator
        Draws the orders where there are more than ``N_DRAWN``.
    """
    label, place = _labels(y, block)
    n_distinct = math.comb(len(label), int(label.sum()))
    is_whole = n_distinct <= N_DRAWN
    if is_whole:
        picks = itertools.combinations(range(len(label)), int(label.sum()))
        dealt = [
            np.isin(np.arange(len(label)), pick).astype(np.int64) for pick in picks
        ]
        dealt = [one for one in dealt if (one != label).any()]
    else:
        dealt = [rng.permutation(label) for _ in range(N_DRAWN)]
    aucs = np.array([auc(one[place], z) for one in dealt], dtype=np.float64)
    return Orders(n_distinct, aucs, is_whole)


def _labels(y: Labels, block: Labels) -> tuple[Labels, NDArray[np.intp]]:
    """Return the label of each block, and which block each window is of."""
    names, first, place = np.unique(block, return_index=True, return_inverse=True)
    return y[first].reshape(len(names)), place


def effective_windows(z: Values, y: Labels, block: Labels) -> float:
    """Return how many independent windows some windows are worth.

    By the first autocorrelation, within blocks, of what is left after the mean of each
    condition (Bayley & Hammersley 1946, doi:10.2307/2983560).

    Parameters
    ----------
    z : ndarray, shape (n_windows,)
        Scores, in order of time.
    y : ndarray, shape (n_windows,)
        0 rest, 1 engaged.
    block : ndarray, shape (n_windows,)
        The block of each window.
    """
    left = z.astype(np.float64)
    for label in (0, 1):
        left[y == label] -= left[y == label].mean() if (y == label).any() else 0.0
    neighbours = block[1:] == block[:-1]
    total = float((left**2).mean())
    if not neighbours.any() or total <= 0:
        return float(len(z))
    r = float((left[1:] * left[:-1])[neighbours].mean()) / total
    r = min(max(r, 0.0), 0.99)
    return len(z) * (1 - r) / (1 + r)


def auc_interval(found: float, n_rest: float, n_engaged: float) -> tuple[float, float]:
    """Return the 95 % interval of an AUC from so many independent windows.

    Hanley & McNeil 1982, Radiology 143:29, doi:10.1148/radiology.143.1.7063747.

    Parameters
    ----------
    found : float
        The AUC.
    n_rest, n_engaged : float
        Effective numbers of windows.
    """
    n_rest, n_engaged = max(n_rest, 1.0), max(n_engaged, 1.0)
    fewer = min(n_rest, n_engaged)
    # a few windows told apart without a fault are no proof that none ever is mistaken:
    # half a window more at chance, our own choice, keeps the interval open
    area = (found * fewer + 0.25) / (fewer + 0.5)
    q1, q2 = area / (2 - area), 2 * area**2 / (1 + area)
    spread = area * (1 - area)
    spread += (n_engaged - 1) * (q1 - area**2) + (n_rest - 1) * (q2 - area**2)
    error = math.sqrt(max(spread, 0.0) / (n_rest * n_engaged))
    return max(0.0, found - 1.959964 * error), min(1.0, found + 1.959964 * error)
