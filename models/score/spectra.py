"""Log spectra of windows by three tapers, and how they stand to a baseline."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.patches import (
    BANDS,
    PATCH_SFREQ,
    PATCH_TIMES,
    Patches,
    pieces,
)
from attention_camp.models.windows import Windows

Values = NDArray[np.float64]

N_TAPERS = 3
"""Sine tapers (Riedel & Sidorenko 1995, doi:10.1109/78.365298). Three make a spectrum
of 2 s a third as noisy as one taper, and leave bands of 1 Hz apart."""
TINY = 1e-8
"""Added to a power of about 1 per Hz on average; far below any EEG."""


def _tapers() -> Values:
    n = np.arange(1, PATCH_TIMES + 1)
    k = np.arange(1, N_TAPERS + 1)[:, None]
    waves = np.sin(np.pi * k * n / (PATCH_TIMES + 1))
    return np.asarray(np.sqrt(2 / (PATCH_TIMES + 1)) * waves)


def _means() -> Values:
    freqs = np.fft.rfftfreq(PATCH_TIMES, 1 / PATCH_SFREQ)
    picks = np.stack([(low <= freqs) & (freqs < high) for low, high in BANDS], axis=1)
    return np.asarray(picks / picks.sum(axis=0))


TAPERS, MEANS = _tapers(), _means()
"""Shapes (N_TAPERS, PATCH_TIMES) and (PATCH_TIMES // 2 + 1, n_bands)."""


def patch_powers(values: NDArray[np.float32], mask: Values) -> Values:
    """Return the power of each patch, (n_windows, n_chans, n_patches, N_POWERS).

    Each band at average reference, then each as recorded; a window's overall power is
    still in them.

    Parameters
    ----------
    values : ndarray, shape (n_windows, n_chans, n_patches, n_times)
        Windows in pieces, 0 in channels that are not used.
    mask : ndarray, shape (n_windows, n_chans)
        1 for good channels.
    """
    recorded = values.astype(np.float64)
    n_good = np.maximum(mask.sum(axis=1), 1.0)[:, None, None, None]
    average = recorded.sum(axis=1, keepdims=True) / n_good
    both = np.stack([recorded - average, recorded])  # (2, B, C, P, T)
    both -= both.mean(axis=-1, keepdims=True)
    density = np.zeros((*both.shape[:-1], PATCH_TIMES // 2 + 1))
    for taper in TAPERS:
        spectrum = np.fft.rfft(both * taper, axis=-1)
        density += spectrum.real**2 + spectrum.imag**2
    power = density @ (MEANS / N_TAPERS)
    return np.concatenate([power[0], power[1]], axis=-1)


def log_powers(windows: Windows) -> Values:
    """Return the mean log power over the patches of windows at 64 Hz, (B, C, F)."""
    values = pieces(windows.data, windows.usable)
    powers = patch_powers(values, windows.usable.astype(np.float64))
    return np.asarray(np.log(powers + TINY).mean(axis=2))


def rest_powers(patches: Patches) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return the log of the mean power per channel at rest, and where it is known.

    The mean of the powers, not of their logarithms: bursts of alpha are what rest is
    made of, and the mean of logarithms passes them over.

    Returns
    -------
    powers : ndarray, shape (n_chans, N_POWERS)
    known : ndarray, shape (n_chans,)
    """
    mask = patches.mask.astype(np.float64)
    weight = mask[..., None]
    total = (patch_powers(patches.values, mask).mean(axis=2) * weight).sum(axis=0)
    n_good = weight.sum(axis=0)
    powers = np.log(total / np.maximum(n_good, 1.0) + TINY)
    known = n_good[:, 0] > 0
    powers = np.where(known[:, None], powers, 0.0)
    return powers.astype(np.float32), known.astype(np.float32)


def relative(logs: Values, baseline: Values, mask: Values) -> Values:
    """Return log powers relative to a baseline, without the window's overall change.

    Parameters
    ----------
    logs : ndarray, shape (n_windows, n_chans, N_POWERS)
        Log powers of windows.
    baseline : ndarray, shape (n_windows, n_chans, N_POWERS)
        What they are compared with, for all windows or for each.
    mask : ndarray, shape (n_windows, n_chans)
        1 where a channel counts; the others become 0.
    """
    weight = mask[..., None]
    apart = (logs - baseline) * weight
    n_good = np.maximum(weight.sum(axis=1), 1.0) * len(BANDS)
    # gel and distance change all powers of a window together: amplitude says nothing
    halves = apart.reshape(*apart.shape[:2], 2, len(BANDS))
    level = halves.sum(axis=(1, 3)) / n_good  # (n_windows, 2)
    return np.asarray(apart - np.repeat(level, len(BANDS), axis=1)[:, None] * weight)
