"""How far windows are like those of training: a score far from them is less certain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Reference:
    """The spectra of training, with which new ones are compared."""

    mean: NDArray[np.float64]
    inverse_covariance: NDArray[np.float64]
    usual_distance: float
    """That 95 % of training keep."""

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Reference:
        """Return the reference that a card states.

        Raises
        ------
        ValueError, KeyError, TypeError
            If it states none.
        """
        mean, inverse = (
            np.array(values[k], np.float64) for k in ("mean", "inverse_covariance")
        )
        if mean.ndim != 1 or inverse.shape != (len(mean), len(mean)):
            raise ValueError(f"shapes do not fit: {mean.shape} and {inverse.shape}")
        return cls(mean, inverse, float(values["usual_distance"]))

    def support(
        self, powers: NDArray[np.float32], mask: NDArray[np.float32]
    ) -> NDArray[np.float64]:
        """Return how far windows are like those of training, 0 to 1.

        The distance is Mahalanobis' between a window's mean spectrum and those of
        training; 1 up to the distance that 95 % of training keeps, then falling as its
        inverse square: no threshold at which a score would come and go.

        Parameters
        ----------
        powers : ndarray, shape (n_windows, n_chans, N_POWERS)
            Log powers of the windows.
        mask : ndarray, shape (n_windows, n_chans)
            1 for good channels.
        """
        weight = mask[..., None]
        mean = (powers * weight).sum(axis=1)
        mean /= np.maximum(weight.sum(axis=1), 1.0)
        apart = mean - self.mean
        # not a matrix product: that may split its sums over however many threads
        distance = np.sqrt(
            np.einsum("wf,fg,wg->w", apart, self.inverse_covariance, apart)
        )
        near = self.usual_distance / np.maximum(distance, 1e-12)
        return np.asarray(np.minimum(1.0, near**2), dtype=np.float64)
