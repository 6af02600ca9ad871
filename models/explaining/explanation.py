"""What an explanation of windows holds, and when it is rejected."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from attention_camp.resources.texts import Sentence

MOST_ALIKE = 0.5
"""Rank correlation with the explanations of randomised weights from which an
explanation says nothing about what was learned. Our own choice."""
N_RANDOM = 5
N_CHECKED = 8
"""Windows of a long stretch that are explained by random weights as well."""

GRADIENTS = Sentence("Following the gradients of the model")
RANDOM = Sentence("Comparing with networks of random weights")
AFTER_GRADIENTS = 0.3
"""Share of an explanation that is done when the gradients are known."""

OnProgress = Callable[[float, str], None]


@dataclass(frozen=True, slots=True, eq=False)
class Explanation:
    """What moved the logit away from where it is at rest, window by window.

    Sums over channels, times and bands give the logit minus the logit at rest.
    """

    attribution: NDArray[np.float64]
    """Integrated gradients, shape (n_windows, n_chans, n_patches, n_bands), average and
    recorded reference together; above 0 speaks for engaged."""
    attention: NDArray[np.float64]
    """Attention rollout, shape (n_windows, n_chans, n_patches): the share of each token
    in the encoder's summary; sums to 1 per window. 0 where the weights hold no
    encoder."""
    ch_names: tuple[str, ...]
    positions: NDArray[np.float32]
    """Shape (n_chans, 3), on the unit sphere, x right, y front, z up."""
    times: NDArray[np.float64]
    """Middle of each patch, s before the window's end."""
    bands: tuple[tuple[float, float], ...]
    """Hz."""
    likeness_to_random: float
    """Mean rank correlation of ``attribution`` with that of random weights."""
    attention_likeness: float
    """The same of ``attention``; 1 where the encoder adds nothing to the score."""

    @property
    def is_sound(self) -> bool:
        """Whether the attribution changes when the weights are randomised.

        Adebayo et al. 2018, "Sanity checks for saliency maps" (NeurIPS).
        """
        return abs(self.likeness_to_random) < MOST_ALIKE

    @property
    def attention_is_sound(self) -> bool:
        """Whether the rollout changes when the weights are randomised."""
        return abs(self.attention_likeness) < MOST_ALIKE

    def over_channels(self) -> NDArray[np.float64]:
        """Return (n_windows, n_chans), for a topography."""
        return np.asarray(self.attribution.sum(axis=(2, 3)))

    def over_time(self) -> NDArray[np.float64]:
        """Return (n_windows, n_patches)."""
        return np.asarray(self.attribution.sum(axis=(1, 3)))

    def over_bands(self) -> NDArray[np.float64]:
        """Return (n_windows, n_bands)."""
        return np.asarray(self.attribution.sum(axis=(1, 2)))


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """The fields of an `Explanation` that its method gives."""

    attribution: NDArray[np.float64]
    attention: NDArray[np.float64]
    likeness_to_random: float
    attention_likeness: float


def checked(n_windows: int) -> NDArray[np.intp]:
    """Return which of the windows are explained by random weights as well."""
    picks = np.linspace(0, n_windows - 1, N_CHECKED).round().astype(int)
    return np.unique(picks)


def rank_correlation(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """Return Spearman's correlation of sizes; 0 where either has no ranks.

    Parameters
    ----------
    one, other : ndarray
        Contributions of the same shape.
    """
    if np.ptp(np.abs(one)) == 0 or np.ptp(np.abs(other)) == 0:
        return 0.0
    ranks = [np.argsort(np.argsort(np.abs(v).ravel())) for v in (one, other)]
    return float(np.corrcoef(ranks[0], ranks[1])[0, 1])
