"""Channels of white noise, and a reference that is not that of own rest."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Self

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.engagement import Declined
from attention_camp.models.patches import BANDS
from attention_camp.models.score.spectra import Values
from attention_camp.models.windows import MIN_CHANNELS, Windows, median_of

LOW, HIGH = (3.0, 8.0), (20.0, 30.0)
"""Hz; in EEG the first holds several times the power of the second, white noise as
much of both."""
FLAT = 3.0
"""Power density at LOW over HIGH below which a spectrum is flat. Our own choice."""
LOUD = 10.0
"""Power at HIGH, in medians over channels, above which a flat channel is left out:
scalp muscle is flat too, but seldom so much louder than elsewhere. Our own choice."""

SMALLEST_SPREAD = 0.1
"""Least spread over windows of how a channel's level depends on the reference, log."""
USUAL_CHANGE = 4.0
"""Spreads from own rest that a window at the same reference keeps. Our own choice: in
a look at eegmat 99 % of windows stay below 3.0 with 19 channels, 4.5 with 4."""
OTHER_REFERENCE = 10.0
"""Spreads from which it is another reference. Our own choice: in the same look Cz
instead of the ears was at 21 to 29, and none of the same reference above 8. A window
that differs less is less certain; `evaluate --montages` says how many are declined."""
AVERAGE = 1e-3
"""Sum over channels, in maxima over them, below which data are at their average."""


def without_white_noise(windows: Windows) -> Windows:
    """Return windows in which channels of white noise are not used.

    A flat spectrum alone is no sign, as muscle has one; it must be far louder at high
    frequencies than that of the other channels, too.

    Parameters
    ----------
    windows : Windows
        At 64 Hz or more.
    """
    taper, *bands = _bands(windows.data.shape[-1], windows.sfreq)
    spectrum = np.fft.rfft(windows.data * taper, axis=-1)
    density = spectrum.real**2 + spectrum.imag**2
    low, high = (density[..., band].mean(axis=-1) for band in bands)
    typical = median_of(high, windows.usable)[:, None]
    white = windows.usable & (low < FLAT * high) & (high > LOUD * typical)
    if not white.any():
        return windows
    usable = windows.usable & ~white
    enough = usable.sum(axis=1) >= MIN_CHANNELS
    return replace(
        windows,
        usable=usable,
        data=np.where(usable[..., None], windows.data, 0.0),
        reasons=tuple(
            why or ("" if good else Declined.TOO_FEW_CHANNELS.value)
            for why, good in zip(windows.reasons, enough, strict=True)
        ),
    )


@lru_cache(maxsize=8)
def _bands(n_times: int, sfreq: float) -> tuple[Values, slice, slice]:
    """Return a taper, and which bins of a spectrum are low and high."""
    low, high = (
        slice(*(math.ceil(edge * n_times / sfreq) for edge in band))
        for band in (LOW, HIGH)
    )
    return np.hanning(n_times), low, high


@dataclass(frozen=True, slots=True, eq=False)
class ReferenceAtRest:
    """How loud each channel is as recorded, against the average, at own rest."""

    mean: Values
    """Shape (n_chans,), log power."""
    spread: Values
    """Over windows, shape (n_chans,)."""
    is_average: bool
    """Whether rest came at the average of its own channels."""

    @classmethod
    def of(cls, logs: Values, *, is_average: bool) -> Self:
        """Return it for windows of rest in which every channel is good.

        Parameters
        ----------
        logs : ndarray, shape (n_windows, n_chans, N_POWERS)
            Log powers.
        is_average : bool
            Whether rest came at the average of its own channels.
        """
        apart = _by_channel(logs)
        spread = np.maximum(apart.std(axis=0), SMALLEST_SPREAD)
        return cls(apart.mean(axis=0), spread, is_average)

    def change(self, data: Values, logs: Values) -> NDArray[np.float64]:
        """Return how far windows are from it, in spreads, shape (n_windows,).

        Infinite where one of both is at its average and the other is not.

        Parameters
        ----------
        data : ndarray, shape (n_windows, n_chans, n_times)
            Volts; every channel is good.
        logs : ndarray, shape (n_windows, n_chans, N_POWERS)
            Log powers.
        """
        apart = (_by_channel(logs) - self.mean) / self.spread
        change = np.sqrt((apart**2).mean(axis=1))
        return np.where(are_average(data) == self.is_average, change, np.inf)


def _by_channel(logs: Values) -> Values:
    average, recorded = logs[..., : len(BANDS)], logs[..., len(BANDS) :]
    return np.asarray((recorded - average).mean(axis=-1))


def are_average(data: Values) -> NDArray[np.bool_]:
    """Return which windows are at the average of their channels, shape (n_windows,).

    Parameters
    ----------
    data : ndarray, shape (n_windows, n_chans, n_times)
        Volts; 0 in channels that are not used.
    """
    total = np.abs(data.sum(axis=1)).max(axis=-1)
    # without a channel there is no average
    largest = np.abs(data).max(axis=(1, 2), initial=0.0)
    return np.asarray(total < AVERAGE * largest)
