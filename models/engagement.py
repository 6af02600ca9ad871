"""What the attention model says of one window of EEG."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Engagement:
    """A score of engagement, and how far it may be believed."""

    value: float
    """Probability that the person is engaged rather than at rest, 0 to 1."""
    certainty: float
    """0 (cannot tell) to 1: distance of the probability from one half, lowered where
    the window is unlike what the model was trained on."""

    def __post_init__(self) -> None:
        for name in ("value", "certainty"):
            if not 0.0 <= getattr(self, name) <= 1.0:
                msg = f"{name}: a number from 0 to 1, got {getattr(self, name)!r}."
                raise ValueError(msg)


@dataclass(frozen=True, slots=True, eq=False)
class Prediction:
    """What an estimator says of some windows, one entry or row each."""

    engaged: NDArray[np.float64]
    """Probability of engagement, NaN where the estimator declines."""
    reasons: tuple[str, ...]
    """Why there is no probability; empty where there is."""
    support: NDArray[np.float64]
    """How far the window is like training, 0 to 1; 1 where nobody knows."""
    coordinates: NDArray[np.float64]
    """Along the directions in which people differ, shape (n_windows, rank); the rank is
    0 where the estimator knows of none."""


class Declined(StrEnum):
    """Why a window has no score; the values are stable and written to files."""

    TOO_FEW_CHANNELS = "too few good channels"
    UNKNOWN_ELECTRODES = "too few electrodes with a known position"
    DERIVATIONS = "bipolar derivations are not scored as electrodes"
    TOO_SHORT = "window too short"
    OTHER_MONTAGE = "trained on other electrodes"
    OTHER_REFERENCE = "reference differs from own rest"
    NOT_FITTED = "needs training on labelled recordings first"
    NEEDS_REST = "needs the person's own rest first"
    NO_NUMBER = "the model gave no number"
