"""Spectra and band power, vectorised over channels."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

_SEGMENT_S = 2.0
_CACHED = 65_536
# a sampling rate of 5.5 times the edge: what folds onto 30 Hz was at least 4.8 times it
_FOLD = 5.5

BANDS: Mapping[str, tuple[float, float]] = {
    "theta": (4.0, 8.0),
    "alpha": (8.0, 13.0),
    "beta": (13.0, 30.0),
}
"""Band edges in Hz, lower edge in and upper edge out (IFCN: Babiloni et al. 2020,
doi:10.1016/j.clinph.2019.06.234)."""


def spectrum(
    data: NDArray[np.floating], sfreq: float, *, segment: float = _SEGMENT_S
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Estimate the one-sided power spectral density by Welch's method.

    Hann windows of ``segment`` s that overlap by half, mean removed from each
    (Welch 1967, doi:10.1109/TAU.1967.1161901).

    Parameters
    ----------
    data : ndarray, shape (..., n_times)
        Signal in any unit u; at least two samples.
    sfreq : float
        Sampling rate, Hz.
    segment : float
        Length of a segment, s, 2 by default; all of ``data`` where it is shorter.

    Returns
    -------
    freqs : ndarray, shape (n_freqs,)
        Hz.
    density : ndarray, shape (..., n_freqs)
        u²/Hz.
    """
    n_segment = _n_segment(data, sfreq, segment)
    pieces = _pieces(data, n_segment)
    power = np.abs(_windowed(pieces - pieces.mean(axis=-1, keepdims=True))) ** 2
    density: NDArray[np.float64] = power.mean(axis=-2) * _scale(n_segment, sfreq)
    return np.fft.rfftfreq(n_segment, 1 / sfreq).astype(np.float64), density


def band_powers(
    data: NDArray[np.floating],
    sfreq: float,
    *,
    bands: Mapping[str, tuple[float, float]] = BANDS,
    highest: float | None = None,
) -> NDArray[np.float64]:
    """Return the power in each band, shape (..., n_bands), in the data's unit squared.

    The integral of the density over the band, so that a sine of amplitude a inside
    a band gives a²/2 whatever the rate or the length of ``data``.

    Parameters
    ----------
    data : ndarray, shape (..., n_times)
        Signal in any unit u.
    sfreq : float
        Sampling rate, Hz.
    bands : mapping of str to (float, float)
        Names and edges, Hz.
    highest : float | None
        Cut-off at which ``data`` were low-passed, Hz, such as ``Cleaner.lowpass``;
        redundant samples are then skipped. What a fourth-order filter leaves above it
        is aliased with less than a thousandth of its amplitude. None (default): every
        sample is used.
    """
    if highest is not None:
        n_apart = max(int(sfreq / (_FOLD * highest)), 1)
        data, sfreq = data[..., ::n_apart], sfreq / n_apart
    n_segment = _n_segment(data, sfreq, _SEGMENT_S)
    first, weights = _band_weights(n_segment, sfreq, tuple(bands.values()))
    rows = _pieces(data.reshape(-1, data.shape[-1]), n_segment)
    # a few channels at a time stay in the processor's cache
    n_rows = max(_CACHED // data.shape[-1], 1)
    powers = [
        _powers(rows[k : k + n_rows], first, first + len(weights)) @ weights
        for k in range(0, max(len(rows), 1), n_rows)
    ]
    return np.concatenate(powers).reshape(*data.shape[:-1], len(bands))


def _powers(pieces: NDArray[np.floating], first: int, stop: int) -> NDArray[np.float64]:
    """Return the mean squared bins from ``first`` to ``stop``, (n_rows, n_bins)."""
    if first < 2:
        # a Hann window keeps the mean within the first two bins
        pieces = pieces - pieces.mean(axis=-1, keepdims=True)
    bins = _windowed(pieces)[..., first:stop]
    power: NDArray[np.float64] = (bins.real**2 + bins.imag**2).mean(axis=-2)
    return power


@lru_cache(maxsize=8)
def _band_weights(
    n_segment: int, sfreq: float, edges: tuple[tuple[float, float], ...]
) -> tuple[int, NDArray[np.float64]]:
    """Return the first bin used, and the weights of bins, shape (n_bins, n_bands)."""
    freqs = np.fft.rfftfreq(n_segment, 1 / sfreq)
    inside = np.array([(freqs >= low) & (freqs < high) for low, high in edges])
    # bins outside every band are never computed: live, this runs four times a second
    used = np.flatnonzero(inside.any(axis=0))
    if not used.size:
        return 0, np.zeros((1, len(edges)))
    first, stop = int(used[0]), int(used[-1]) + 1
    scale = _scale(n_segment, sfreq)[first:stop] * (freqs[1] - freqs[0])
    return first, inside[:, first:stop].T * scale[:, None]


def _n_segment(data: NDArray[np.floating], sfreq: float, segment: float) -> int:
    n_times = data.shape[-1]
    if n_times < 2:
        raise ValueError(f"data must hold at least 2 samples, got {n_times}")
    return max(min(round(segment * sfreq), int(n_times)), 2)


def _pieces(data: NDArray[np.floating], n_segment: int) -> NDArray[np.floating]:
    """Return half-overlapping segments, shape (..., n_pieces, n_segment), as views."""
    windows = np.lib.stride_tricks.sliding_window_view(data, n_segment, axis=-1)
    return windows[..., :: max(n_segment // 2, 1), :]


def _windowed(pieces: NDArray[np.floating]) -> NDArray[np.complex128]:
    return np.fft.rfft(pieces * _hann(pieces.shape[-1]), axis=-1)


@lru_cache(maxsize=8)
def _hann(n_segment: int) -> NDArray[np.float64]:
    # periodic, not symmetric: overlapped by half, such windows sum to a constant
    window: NDArray[np.float64] = np.hanning(n_segment + 1)[:-1]
    # the cache hands the same array to every caller
    window.flags.writeable = False
    return window


def _scale(n_segment: int, sfreq: float) -> NDArray[np.float64]:
    """Return the factors from squared bins to a one-sided density, shape (n_freqs,)."""
    # doubled for the negative frequencies, but zero and Nyquist have no counterpart
    scale = np.full(n_segment // 2 + 1, 2.0)
    scale[0] = 1.0
    if n_segment % 2 == 0:
        scale[-1] = 1.0
    return scale / (sfreq * float(np.sum(_hann(n_segment) ** 2)))
