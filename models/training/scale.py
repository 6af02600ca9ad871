"""From logits of people left out to probabilities."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.weights import ProbabilityScale, bent


def fit_calibration(
    logit: NDArray[np.float64], y: NDArray[np.int64], n_chans: NDArray[np.int64]
) -> ProbabilityScale:
    """Fit by logistic regression, both classes weighing the same.

    Platt 1999, "Probabilistic outputs for support vector machines"; here with a slope
    that changes with the number of channels.

    Parameters
    ----------
    logit : ndarray, shape (n_windows,)
        Of windows that were not learned from.
    y : ndarray, shape (n_windows,)
        0 rest, 1 engaged.
    n_chans : ndarray, shape (n_windows,)
        Number of good channels.
    """
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=1e3, class_weight="balanced")
    z = bent(logit)
    model.fit(np.stack([z, 4 / n_chans * z], axis=1), y)
    slope, slope_few = (float(w) for w in model.coef_[0])
    return ProbabilityScale(slope, float(model.intercept_[0]), slope_few=slope_few)
