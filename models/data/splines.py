"""Spherical splines: what an electrode would have recorded between others."""

from __future__ import annotations

import numpy as np
from numpy.polynomial.legendre import legval
from numpy.typing import NDArray

STIFFNESS = 4
"""Order of the splines, as Perrin et al. recommend for potentials."""
N_TERMS = 50
RIDGE = 1e-5
"""Added to the diagonal, as MNE does."""

Positions = NDArray[np.float64]


def spline_weights(known: Positions, wanted: Positions) -> NDArray[np.float64]:
    """Return how potentials at some places follow from those at others.

    Perrin, Pernier, Bertrand & Echallier 1989, doi:10.1016/0013-4694(89)90180-6.

    Parameters
    ----------
    known : ndarray, shape (n_known, 3)
        Directions of the electrodes that were recorded, of any length.
    wanted : ndarray, shape (n_wanted, 3)
        Directions of those that were not.

    Returns
    -------
    ndarray, shape (n_wanted, n_known)
        Each row adds up to 1.
    """
    known, wanted = (_unit(places) for places in (known, wanted))
    n = len(known)
    system = np.ones((n + 1, n + 1))
    system[:n, :n] = _spline(known @ known.T) + RIDGE * np.eye(n)
    system[n, n] = 0.0
    between = np.column_stack([_spline(wanted @ known.T), np.ones(len(wanted))])
    return np.asarray((between @ np.linalg.pinv(system))[:, :n])


def _unit(places: Positions) -> Positions:
    return np.asarray(places / np.linalg.norm(places, axis=1, keepdims=True))


def _spline(cosine: NDArray[np.float64]) -> NDArray[np.float64]:
    n = np.arange(1, N_TERMS + 1)
    factors = np.r_[0.0, (2 * n + 1) / (n * (n + 1)) ** STIFFNESS]
    found = legval(np.clip(cosine, -1.0, 1.0), factors)
    return np.asarray(found / (4 * np.pi), dtype=np.float64)
