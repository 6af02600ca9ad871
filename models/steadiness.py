"""How little the channels lost since own rest move a score."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import compress

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.engagement import Declined
from attention_camp.models.own_rest import OwnRest
from attention_camp.models.windows import (
    MIN_CHANNELS,
    Windows,
    patterns_of,
    subset_of_channels,
)
from attention_camp.signal.electrodes import electrode_key

SMALL_CHANGE = 0.03
"""Change of a score by lost channels that leaves its certainty as it is."""
N_JACKKNIFE = 16
"""Windows of own rest that are scored without lost channels, to see what they move."""

Logits = Callable[[Windows], NDArray[np.float64]]
"""Returns the calibrated logit of each window."""


class Steadiness:
    """Scores own rest with and without lost channels, once for each set of them.

    Parameters
    ----------
    own : OwnRest
        The person's rest.
    logits : callable
        The calibrated logits of an estimator that knows it.
    """

    def __init__(self, own: OwnRest, logits: Logits) -> None:
        self._own = own
        self._logits = logits
        self._known: dict[tuple[tuple[str, ...], tuple[bool, ...]], float] = {}

    def of(self, windows: Windows) -> NDArray[np.float64]:
        """Return how little the channels lost since own rest move the score, 0 to 1."""
        steady = np.ones(len(windows.reasons))
        for pattern, rows in patterns_of(windows.usable):
            key = (windows.ch_names, tuple(pattern.tolist()))
            if key not in self._known:
                names = compress(windows.ch_names, pattern)
                good = frozenset(electrode_key(name) for name in names)
                self._known[key] = self._through(good)
            steady[rows] = self._known[key]
        return steady

    def _through(self, good: frozenset[str]) -> float:
        own = self._own
        if good.issuperset(own.had):
            return 1.0
        rest, kept = own.windows, np.array([name in good for name in own.ch_names])
        picks = np.linspace(0, len(rest.reasons) - 1, N_JACKKNIFE).round().astype(int)
        whole = subset_of_channels(rest, np.arange(len(kept)), np.unique(picks))
        less = replace(
            whole,
            usable=whole.usable & kept,
            data=np.where(kept[:, None], whole.data, 0.0),
            reasons=tuple(
                "" if row.sum() >= MIN_CHANNELS else Declined.TOO_FEW_CHANNELS.value
                for row in whole.usable & kept
            ),
        )
        moved = np.abs(self._logits(less) - self._logits(whole))
        moved = moved[~np.isnan(moved)]
        if not len(moved):
            return 0.0
        change = float(np.quantile(moved, 0.95)) / 4  # the logistic's steepest slope
        return min(1.0, SMALL_CHANGE / max(change, 1e-12))
