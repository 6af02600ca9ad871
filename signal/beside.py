"""Movement and pulse in a window, from the channels beside the EEG."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from attention_camp.signal.stream import Channel, ChannelType

Samples = NDArray[np.floating]

MOVING: Mapping[str, ChannelType] = {"movement": "accel", "rotation": "gyro"}
"""How a head moves, and the kind of channel that tells it."""
BEATING: frozenset[ChannelType] = frozenset({"ppg", "ecg"})
"""Kinds of channel that tell the pulse."""
SEEN: frozenset[ChannelType] = frozenset({*MOVING.values(), *BEATING})
"""Kinds of channel that say anything here."""

STILLEST = 1e-6
"""Least movement that is told from none, in the sensor's unit: g, m/s² or degrees per
second, of which no sensor of a headset resolves a thousandth part. Own choice."""
SLOWEST, FASTEST = 40.0, 180.0
"""Beats per minute between which a pulse is looked for. Own choice."""
_CLEAR = 0.4
# autocorrelation below which a window shows no pulse; own choice
_EARLIER = 0.85
# a period's multiple repeats nearly as well as the period: the first peak that is this
# share of the highest is the period; own choice
_SMOOTHED_S = 0.12
# shorter than a pulse wave, longer than a QRS complex
_STEEP_S = 0.03
# shorter than a QRS complex: what is steeper is noise


def measures_of(
    samples: Samples, channels: Sequence[Channel], *, sfreq: float
) -> dict[str, float]:
    """Return what the channels beside the EEG say of one window.

    Parameters
    ----------
    samples : ndarray, shape (n_channels, n_times)
        In the units of the channels; NaN where samples were lost.
    channels : sequence of Channel
        What the rows are.
    sfreq : float
        Sampling rate, Hz.

    Returns
    -------
    measures : dict of str to float
        ``movement`` and ``rotation``, the common logarithm of the root mean square of
        an accelerometer and a gyroscope about their mean, over their axes (gravity is
        in the mean); ``pulse``, beats per minute. Only those whose channels are there;
        NaN where they do not tell.
    """
    kinds = [channel.kind for channel in channels]
    found = {
        name: _moved(samples[[k == kind for k in kinds]])
        for name, kind in MOVING.items()
        if kind in kinds
    }
    beating = [k for k, kind in enumerate(kinds) if kind in BEATING]
    if beating:
        found["pulse"] = _middle(
            pulse_rate(samples[k], sfreq=sfreq, is_ecg=kinds[k] == "ecg")
            for k in beating
        )
    return found


def _moved(axes: Samples) -> float:
    if not np.isfinite(axes).all():
        return math.nan
    spread = math.sqrt(float(axes.var(axis=1, dtype=np.float64).sum()))
    return math.log10(max(spread, STILLEST))


def _middle(rates: Iterable[float]) -> float:
    known = [rate for rate in rates if math.isfinite(rate)]
    return float(np.median(known)) if known else math.nan


def pulse_rate(wave: Samples, *, sfreq: float, is_ecg: bool = False) -> float:
    """Return the rate of a pulse, beats per minute; NaN where none is clear.

    By the first high peak of the autocorrelation: a few seconds hold too few beats for
    a spectrum, and single beats are lost in noise.

    Parameters
    ----------
    wave : ndarray, shape (n_times,)
        Light or voltage; 4 s hold enough of the slowest beats.
    sfreq : float
        Sampling rate, Hz.
    is_ecg : bool
        Whether beats are its steep parts (an electrocardiogram), not its waves.
    """
    x = np.asarray(wave, np.float64)
    slowest = min(60 * sfreq / SLOWEST, 0.75 * len(x))
    first, last = math.floor(60 * sfreq / FASTEST), math.ceil(slowest)
    if not np.isfinite(x).all() or first < 2 or last <= first + 2:
        return math.nan
    if is_ecg:  # a QRS complex is steeper than all else (Pan & Tompkins 1985)
        x = np.abs(np.diff(_smoothed(x, round(_STEEP_S * sfreq))))
    x = _smoothed(_straightened(x), round(_SMOOTHED_S * sfreq))
    if x.std() <= 1e-9 * (np.abs(wave).max() + 1e-30):
        return math.nan
    r = _autocorrelation(x, last + 1)
    peaks = np.flatnonzero((r[1:-1] > r[:-2]) & (r[1:-1] >= r[2:])) + 1
    peaks = peaks[peaks >= first]
    if not len(peaks) or r[peaks].max() < _CLEAR:
        return math.nan
    peak = int(peaks[r[peaks] >= _EARLIER * r[peaks].max()][0])
    before, at, after = r[peak - 1 : peak + 2]
    # the top of the parabola through three lags: a lag is 3 % of a fast beat at 100 Hz
    period = peak + 0.5 * (before - after) / (before - 2 * at + after)
    return float(60 * sfreq / period)


def _straightened(x: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return a signal without its mean and slope."""
    time = np.arange(len(x)) - (len(x) - 1) / 2
    centred = x - x.mean()
    return np.asarray(centred - time * (time @ centred) / (time @ time))


def _smoothed(x: NDArray[np.float64], n_times: int) -> NDArray[np.float64]:
    taper = np.hanning(max(n_times, 1) + 2)[1:-1]
    return np.convolve(x, taper / taper.sum(), "valid")


def _autocorrelation(x: NDArray[np.float64], n_lags: int) -> NDArray[np.float64]:
    """Return the correlation of a signal with itself, of lags 0 to ``n_lags``.

    Each lag is scaled by the parts that overlap, so that long lags count as much.
    """
    n = len(x)
    lags = range(min(n_lags + 1, n - 1))
    power = np.concatenate([[0.0], np.cumsum(x**2)])
    scale = [power[n - k] * (power[n] - power[k]) for k in lags]
    product = [x[: n - k] @ x[k:] for k in lags]
    return np.asarray(product) / np.sqrt(np.maximum(scale, 1e-300))
