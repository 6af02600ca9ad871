"""From windows at any rate to the patches, rest and positions a network takes in."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.electrodes import harmonics, layout, positions
from attention_camp.models.spectra import Band, averaged
from attention_camp.models.windows import Windows, median_of

PATCH_SFREQ = 64
"""Hz; keeps what is below 30 Hz, where scalp muscle outweighs the brain from above
(Whitham et al. 2007, doi:10.1016/j.clinph.2007.04.027)."""
PATCH_TIMES = 128
"""Samples of a patch, 2 s."""
PATCH_HOP = 64
"""Samples between patches, 1 s."""
EDGES = (2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15, 17, 20, 23, 26, 30)
BANDS: tuple[Band, ...] = tuple(itertools.pairwise(EDGES))
"""Frequency bands of a token, Hz: narrow where rhythms are, wider above."""
N_POWERS = 2 * len(BANDS)
"""Powers of a token: each band at average reference, then each as recorded."""


@dataclass(frozen=True, slots=True, eq=False)
class Patches:
    """What a network takes in, apart from the person's rest."""

    values: NDArray[np.float32]
    """Shape (n_windows, n_chans, n_patches, n_times), reference as recorded, amplitude
    about 1 at average reference."""
    places: NDArray[np.float32]
    """Harmonics at the electrodes, shape (n_windows, n_chans, n_harmonics)."""
    fields: NDArray[np.float32]
    """What lays channels out over the head, same shape."""
    mask: NDArray[np.float32]
    """Shape (n_windows, n_chans), 1 where the channel is good."""

    @property
    def n_windows(self) -> int:
        """Number of windows."""
        return len(self.values)

    def __getitem__(
        self, rows: NDArray[np.bool_] | NDArray[np.intp] | slice
    ) -> Patches:
        return Patches(
            self.values[rows], self.places[rows], self.fields[rows], self.mask[rows]
        )


def cut(windows: Windows) -> Patches:
    """Return the patches of all windows; reference as recorded, 64 Hz, unit amplitude.

    The amplitude is the median over channels at average reference, so one wild channel
    changes little and a change of all amplitudes nothing at all.
    """
    values = pieces(resampled(windows.data, windows.sfreq), windows.usable)
    mask = windows.usable.astype(np.float32)
    places = harmonics_at(windows.ch_names)
    return Patches(
        values,
        np.repeat(places[None].astype(np.float32), len(mask), axis=0),
        layout(places, mask).astype(np.float32),
        mask,
    )


def pieces(data: NDArray[np.float64], usable: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Return windows at 64 Hz in pieces, (n_windows, n_chans, n_patches, n_times).

    Parameters
    ----------
    data : ndarray, shape (n_windows, n_chans, n_samples)
        Windows, in any unit: their amplitude is taken out.
    usable : ndarray, shape (n_windows, n_chans)
        True where a channel is good.
    """
    data = data / amplitude_of(data, usable)[:, None, None]
    starts = starts_of(data.shape[-1])
    found = np.stack([data[..., k : k + PATCH_TIMES] for k in starts], axis=2)
    return found.astype(np.float32)


def amplitude_of(
    data: NDArray[np.float64], usable: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """Return what windows are divided by, shape (n_windows,); 1 where all is 0.

    Gel and skull set the amplitude as much as the brain does, so it is taken out.

    Parameters
    ----------
    data : ndarray, shape (n_windows, n_chans, n_samples)
        Windows, in any unit.
    usable : ndarray, shape (n_windows, n_chans)
        True where a channel is good.
    """
    scale = median_of(averaged(data, usable).std(axis=-1), usable)
    return np.where(scale > 0, scale, 1.0)


def starts_of(n_samples: int) -> range:
    """Return where the patches of a window begin; the newest sample counts."""
    last = n_samples - PATCH_TIMES
    return range(last % PATCH_HOP, last + 1, PATCH_HOP)


@lru_cache(maxsize=64)
def harmonics_at(ch_names: tuple[str, ...]) -> NDArray[np.float64]:
    """Return the harmonics at electrodes; a session asks for the same four a second."""
    return harmonics(positions(ch_names))


def resampled(
    data: NDArray[np.float64], sfreq: float, *, to: float = PATCH_SFREQ
) -> NDArray[np.float64]:
    """Return windows at another rate, detrended, by cutting the spectrum.

    Parameters
    ----------
    data : ndarray, shape (..., n_times)
        EEG in volts.
    sfreq : float
        Its sampling rate, Hz.
    to : float
        The rate to return, Hz.
    """
    n_in = data.shape[-1]
    n_out = round(n_in / sfreq * to)
    # a drift's two ends differ, and the Fourier transform would take that for a step
    ramp = np.linspace(-1.0, 1.0, n_in)
    slope = (data @ ramp)[..., None] / (ramp @ ramp)
    level = data.mean(axis=-1, keepdims=True)
    detrended = data - level
    detrended -= slope * ramp
    spectrum = np.fft.rfft(detrended, axis=-1)
    kept = np.zeros((*data.shape[:-1], n_out // 2 + 1), dtype=complex)
    # the new rate's Nyquist bin is left out: a cosine there has lost its phase
    n_kept = min(kept.shape[-1] - 1, spectrum.shape[-1])
    kept[..., :n_kept] = spectrum[..., :n_kept]
    slow = np.fft.irfft(kept, n_out, axis=-1) * (n_out / n_in)
    return np.asarray(slow, dtype=np.float64)


_FREQS = np.fft.rfftfreq(PATCH_TIMES, 1 / PATCH_SFREQ)
_TAPER = np.hanning(PATCH_TIMES + 1)[:-1]
_PICKS = np.stack([(low <= _FREQS) & (high > _FREQS) for low, high in BANDS], axis=1)
_MEANS = _PICKS / _PICKS.sum(axis=0)


def log_powers(patches: Patches) -> NDArray[np.float32]:
    """Return the network's log powers averaged over patches.

    The mean over good channels and bands is taken out of each window and reference, as
    in the network's ``Spectrum``.

    Returns
    -------
    ndarray, shape (n_windows, n_chans, N_POWERS)
    """
    both = [
        _centred(values.mean(axis=2), patches.mask)
        for values in _log_power(by_reference(patches))
    ]
    return np.concatenate(both, axis=-1).astype(np.float32)


def patch_log_powers(patches: Patches) -> NDArray[np.float64]:
    """Return log powers of each patch, (n_windows, n_chans, n_patches, N_POWERS).

    A window's overall power is still in them.
    """
    return np.concatenate(_log_power(by_reference(patches)), axis=-1)


def by_reference(patches: Patches) -> NDArray[np.float64]:
    """Return patches at average reference and as recorded, (2, B, C, P, T)."""
    recorded = patches.values.astype(np.float64)
    n_good = np.maximum(patches.mask.sum(axis=1), 1.0)[:, None, None, None]
    average = recorded.sum(axis=1, keepdims=True) / n_good
    return np.stack([recorded - average, recorded])


def _log_power(values: NDArray[np.float64]) -> NDArray[np.float64]:
    values = values - values.mean(axis=-1, keepdims=True)
    power = np.abs(np.fft.rfft(values * _TAPER, axis=-1)) ** 2 @ _MEANS
    return np.asarray(np.log(power + 1e-6))  # below any EEG: amplitude is about 1


def _centred(
    log_power: NDArray[np.float64], mask: NDArray[np.float32]
) -> NDArray[np.float64]:
    weight = mask[..., None]
    mean = (log_power * weight).sum(axis=(1, 2), keepdims=True)
    mean /= np.maximum(weight.sum(axis=(1, 2), keepdims=True) * len(BANDS), 1.0)
    return np.asarray((log_power - mean) * weight, dtype=np.float64)


def rest_of(patches: Patches) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return log powers per channel at rest (n_chans, N_POWERS) and where known."""
    weight = patches.mask[..., None]
    n_good = weight.sum(axis=0)
    mean = (log_powers(patches) * weight).sum(axis=0) / np.maximum(n_good, 1.0)
    return mean.astype(np.float32), (n_good[:, 0] > 0).astype(np.float32)
