"""Power spectra of windows, as all estimators but BrainFlow's own see them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Band = tuple[float, float]

THETA: Band = (4.0, 8.0)
ALPHA: Band = (8.0, 13.0)
BETA: Band = (13.0, 30.0)
SLOW: Band = (1.0, 4.0)
"""Where blinks and glances have most of their power."""
CLASSIC: tuple[Band, ...] = (SLOW, THETA, ALPHA, BETA, (30.0, 45.0))
MUSCLE: Band = (30.0, 45.0)
"""Where scalp muscle outweighs the brain (Whitham et al. 2007,
doi:10.1016/j.clinph.2007.04.027)."""


def band_powers(
    data: NDArray[np.float64], *, sfreq: float, bands: Sequence[Band]
) -> NDArray[np.float64]:
    """Return mean power density per band, by Welch's method (2 s Hann, half overlap).

    Parameters
    ----------
    data : ndarray, shape (..., n_times)
        EEG in volts, at least 2 s.
    sfreq : float
        Its sampling rate, Hz.
    bands : sequence of (low, high)
        Bands, Hz; the upper end is left out.

    Returns
    -------
    ndarray, shape (..., n_bands)
        Power density, V²/Hz.
    """
    n = round(2 * sfreq)
    taper = np.hanning(n + 1)[:-1]
    freqs = np.fft.rfftfreq(n, 1 / sfreq)
    density = np.zeros((*data.shape[:-1], len(freqs)))
    n_more = data.shape[-1] - n
    starts = range(n_more % (n // 2), n_more + 1, n // 2)  # the newest sample counts
    for start in starts:
        piece = data[..., start : start + n]
        # the taper would smear an offset into the lowest bands
        piece = piece - piece.mean(axis=-1, keepdims=True)
        density += np.abs(np.fft.rfft(piece * taper)) ** 2
    # one-sided: each band holds the power of its negative frequencies, too
    density *= 2 / (len(starts) * sfreq * (taper**2).sum())
    picks = [(freqs >= low) & (freqs < high) for low, high in bands]
    return np.stack([density[..., pick].mean(axis=-1) for pick in picks], axis=-1)


def averaged(
    data: NDArray[np.float64], usable: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """Return windows referred to the average of their usable channels, others 0.

    Parameters
    ----------
    data : ndarray, shape (n_windows, n_chans, n_times)
        EEG in volts.
    usable : ndarray, shape (n_windows, n_chans)
        True where a channel is good.
    """
    weight = usable[..., None].astype(float)
    mean = (data * weight).sum(axis=1, keepdims=True)
    mean /= np.maximum(weight.sum(axis=1, keepdims=True), 1.0)
    return np.asarray((data - mean) * weight, dtype=np.float64)
