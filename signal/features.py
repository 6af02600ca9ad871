"""Power in the EEG's bands, vectorised over channels."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

BANDS: Mapping[str, tuple[float, float]] = {
    "theta": (4.0, 8.0),
    "alpha": (8.0, 13.0),
    "beta": (13.0, 30.0),
}
"""Band edges in Hz, lower edge in and upper edge out (IFCN: Babiloni et al. 2020,
doi:10.1016/j.clinph.2019.06.234)."""


def spectrum(
    data: NDArray[np.floating], sfreq: float, *, segment: float = 2.0
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return frequencies and the one-sided density by Welch's method.

    Hann windows of ``segment`` s that overlap by half, mean removed from each
    (Welch 1967, doi:10.1109/TAU.1967.1161901).

    Parameters
    ----------
    data : ndarray, shape (..., n_times)
        Signal in any unit u.
    sfreq : float
        Sampling rate, Hz.
    segment : float
        Length of a segment, s; all of ``data`` where it is shorter.

    Returns
    -------
    freqs : ndarray, shape (n_freqs,)
        Hz.
    density : ndarray, shape (..., n_freqs)
        u²/Hz.
    """
    n_times = data.shape[-1]
    n_segment = min(round(segment * sfreq), n_times)
    if n_segment < 2:
        raise ValueError(f"data must hold at least 2 samples, got {n_times}")
    window = np.hanning(n_segment + 1)[:-1]
    step = max(n_segment // 2, 1)
    pieces = np.lib.stride_tricks.sliding_window_view(data, n_segment, axis=-1)
    pieces = pieces[..., ::step, :]
    pieces = pieces - pieces.mean(axis=-1, keepdims=True)
    power = np.abs(np.fft.rfft(pieces * window, axis=-1)) ** 2
    density: NDArray[np.float64] = power.mean(axis=-2) / (sfreq * np.sum(window**2))
    density[..., 1 : (n_segment + 1) // 2] *= 2
    freqs = np.fft.rfftfreq(n_segment, 1 / sfreq).astype(np.float64)
    return freqs, density


def band_powers(
    data: NDArray[np.floating],
    sfreq: float,
    *,
    bands: Mapping[str, tuple[float, float]] = BANDS,
) -> NDArray[np.float64]:
    """Return the power in each band, shape (..., n_bands), in the data's unit squared.

    The integral of the density over the band, so that a sine of amplitude a inside
    a band gives a²/2 whatever the rate or the length of ``data``.
    """
    freqs, density = spectrum(data, sfreq)
    width = freqs[1] - freqs[0]
    weights = np.stack(
        [(freqs >= low) & (freqs < high) for low, high in bands.values()]
    )
    powers: NDArray[np.float64] = density @ (weights.T * width)
    return powers
