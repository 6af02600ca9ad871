"""Measures behind the faults of the signal check, one value per channel."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from attention_camp.signal.stream import StreamInfo

_MAINS = (50.0, 60.0)
# own choices: a rate that still holds 60 Hz mains; a pop is steeper than a blink, and
# levels over 100 ms, a cycle of alpha, leave alpha out
_ENOUGH_HZ = 250.0
_POP_S = 0.02
_LEVEL_S = 0.1
_STILL_S = 0.25
_MIN_SPECTRAL_S = 0.1
# own choice: a channel that is not plugged in stays at 0, or within its amplifier's
# own offset of some millivolts
_RAIL_UV = 10_000.0
# above the beta that counts as EEG, below the mains; jaw and forehead muscles are
# broad from 20 Hz on (Goncharova et al. 2003, doi:10.1016/S1388-2457(03)00093-2)
_MUSCLE_BAND = (25.0, 45.0)


def measure(
    raw_uv: NDArray[np.floating],
    cleaned: NDArray[np.float64],
    info: StreamInfo,
    *,
    line_freq: float | None,
    least_pop: float = 0.0,
) -> dict[str, NDArray[np.float64]]:
    """Return the measure behind each fault.

    Parameters
    ----------
    raw_uv : ndarray, shape (n_chans, n_times)
        The window as recorded, µV; NaN where samples were lost.
    cleaned : ndarray, shape (n_chans, n_times)
        The same window, filtered, V.
    info : StreamInfo
        The stream's sampling rate and amplifier range.
    line_freq : float | None
        Mains frequency, Hz; None: the larger of 50 and 60 Hz.
    least_pop : float
        Pops up to this size, µV, may be returned as 0, which saves time.

    Returns
    -------
    measures : dict of str to ndarray, shape (n_chans,)
        ``gap`` and ``railed``: share of samples, %. ``flat``: least peak to peak of a
        quarter second, µV. ``pops``: largest step within 20 ms that stays, µV.
        ``drift``: peak to peak of the one-second means, µV. ``mains``: amplitude at the
        mains frequency, µV RMS. ``muscle``: 25 to 45 Hz, µV RMS. ``bridged``: least
        variance of the difference from another channel, µV².
    """
    is_lost = np.isnan(raw_uv)
    raw = np.asarray(raw_uv, np.float64)
    if is_lost.any():
        raw = _hold_lost(raw, is_lost)
    # nothing below needs more than 100 Hz: a fast board is averaged down, to save time
    n_averaged = max(min(int(info.sfreq // _ENOUGH_HZ), raw.shape[1] // 8), 1)
    coarse = _averaged(raw, n_averaged) - raw[:, :1]
    sfreq = info.sfreq / n_averaged
    mains, muscle = _spectral(coarse, sfreq, line_freq, n_averaged=n_averaged)
    return {
        "gap": 100.0 * is_lost.mean(axis=1),
        "railed": 100.0 * _share_railed(raw, info.range_uv),
        "flat": _least_movement(raw, info.sfreq),
        "pops": _largest_jump(coarse, sfreq, least_pop),
        "drift": _drift(coarse, sfreq),
        "mains": mains,
        "muscle": muscle,
        # low-passed at 45 Hz: samples can be skipped without aliasing
        "bridged": _least_distance(cleaned[:, ::n_averaged] * 1e6),
    }


def _hold_lost(
    raw: NDArray[np.float64], is_lost: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """Fill lost samples with the last value before them, or the first after."""
    # held, not interpolated: a gap must not look like a slope, nor like a pop
    index = np.where(is_lost, 0, np.arange(raw.shape[1]))
    np.maximum.accumulate(index, axis=1, out=index)
    index = np.maximum(index, (~is_lost).argmax(axis=1)[:, None])
    filled = np.take_along_axis(raw, index, axis=1)
    return np.nan_to_num(filled, nan=0.0)


def _averaged(raw: NDArray[np.float64], n_averaged: int) -> NDArray[np.float64]:
    """Return means of ``n_averaged`` samples, shape (n_chans, n_blocks)."""
    if n_averaged == 1:
        return raw
    n_blocks = raw.shape[1] // n_averaged
    blocks = raw[:, : n_blocks * n_averaged].reshape(raw.shape[0], n_blocks, n_averaged)
    # a matrix product: numpy's mean over so short an axis takes ten times as long
    return np.asarray(blocks @ np.full(n_averaged, 1.0 / n_averaged))


def _share_railed(raw: NDArray[np.float64], range_uv: float) -> NDArray[np.float64]:
    """Return the share of samples at the amplifier's limit, or stuck at an extreme."""
    low = raw.min(axis=1, keepdims=True)
    high = raw.max(axis=1, keepdims=True)
    # no electrode has a large offset and no signal at all: that is the end of a range,
    # whatever the range is said to be
    is_stuck = ((low == high) & (np.abs(low) >= _RAIL_UV))[:, 0]
    if np.isfinite(range_uv):
        end = 0.99 * range_uv
        if low.min() > -end and high.max() < end:
            return np.asarray(is_stuck, np.float64)
        return np.asarray(np.maximum((np.abs(raw) >= end).mean(axis=1), is_stuck))
    # unknown range: a rail shows as repeats of the extreme value; a channel that has no
    # other value is flat, which is another fault
    stays = (raw[:, 1:] == raw[:, :-1]) & ((raw[:, 1:] == low) | (raw[:, 1:] == high))
    share = np.where((low == high)[:, 0], is_stuck, stays.mean(axis=1))
    return np.asarray(share, np.float64)


def _least_movement(raw: NDArray[np.float64], sfreq: float) -> NDArray[np.float64]:
    """Return the least peak to peak of any quarter second, to find brief dropouts."""
    n = max(round(_STILL_S * sfreq), 1)
    if raw.shape[1] < n:
        return np.full(raw.shape[0], np.inf)
    n_blocks = raw.shape[1] // n
    blocks = raw[:, raw.shape[1] - n_blocks * n :].reshape(raw.shape[0], n_blocks, n)
    return np.asarray(np.ptp(blocks, axis=2).min(axis=1))


def _largest_jump(
    raw: NDArray[np.float64], sfreq: float, least: float
) -> NDArray[np.float64]:
    """Return the largest step that is steep and stays, µV; 0 where none exceeds least.

    The step is measured twice: over 20 ms minus the slopes beside it, which excludes
    blinks, and between the levels of the 100 ms before and after, which excludes
    alpha and muscle. The smaller of the two counts.
    """
    n_fast = max(round(_POP_S * sfreq), 1)
    n_slow = max(round(_LEVEL_S * sfreq), 2 * n_fast)
    largest = np.zeros(raw.shape[0])
    if raw.shape[1] < 2 * (n_slow + n_fast) + 1:
        return largest
    # running means as differences of cumulative sums: same cost at any length
    sums = np.zeros((raw.shape[0], raw.shape[1] + 1))
    np.cumsum(raw, axis=1, out=sums[:, 1:])
    # edges at which both measures have whole windows before and after
    first, stop = n_slow + n_fast, raw.shape[1] - n_slow - n_fast
    # the levels exclude the 20 ms around the edge, where an ADC's filter rings
    slow = _levels(sums, n_slow)
    stays = np.abs(slow[:, first + n_fast : stop + n_fast] - slow[:, : stop - first])
    # most channels have no step that stays: whether one is steep need not be asked
    rows = np.flatnonzero(stays.max(axis=1) > least)
    fast = _levels(sums[rows], n_fast)
    change = np.abs(fast[:, n_fast:] - fast[:, :-n_fast])
    before_it = change[:, first - 2 * n_fast : stop - 2 * n_fast]
    jump = change[:, first - n_fast : stop - n_fast]
    after_it = change[:, first:stop]
    steep = jump - np.maximum(before_it, after_it)
    found = np.minimum(steep, stays[rows]).max(axis=1)
    largest[rows] = np.maximum(found, 0.0)
    return largest


def _levels(sums: NDArray[np.float64], n: int) -> NDArray[np.float64]:
    """Return the means of ``n`` samples, from cumulative sums that begin with 0."""
    return np.asarray((sums[:, n:] - sums[:, :-n]) / n)


def _drift(raw: NDArray[np.float64], sfreq: float) -> NDArray[np.float64]:
    n = max(min(round(sfreq), raw.shape[1] // 2), 1)
    n_blocks = raw.shape[1] // n
    blocks = raw[:, : n_blocks * n].reshape(raw.shape[0], n_blocks, n).mean(axis=2)
    return np.asarray(np.ptp(blocks, axis=1))


def _spectral(
    raw: NDArray[np.float64], sfreq: float, line_freq: float | None, *, n_averaged: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return RMS at the mains frequency and in the muscle band, µV."""
    n_times = raw.shape[1]
    if n_times < _MIN_SPECTRAL_S * sfreq:
        return np.zeros(raw.shape[0]), np.zeros(raw.shape[0])
    frame = _frame(n_times, sfreq, line_freq)
    n_used = frame.freqs.size
    bins = np.fft.rfft((raw - raw.mean(axis=1, keepdims=True)) * frame.taper)
    bins = bins[:, :n_used]
    power = bins.real**2 + bins.imag**2
    power *= frame.scale
    if n_averaged > 1:
        # the means are a sinc low-pass: undo its attenuation
        power /= np.sinc(frame.freqs / sfreq) ** 2
    mains = np.zeros(raw.shape[0])
    for near, aside in frame.mains:
        # broadband power at the same frequencies is not mains
        floor = power[:, aside].mean(axis=1) * near.sum()
        mains = np.maximum(mains, power[:, near].sum(axis=1) - floor)
    muscle = power[:, frame.muscle].sum(axis=1)
    return np.sqrt(mains), np.sqrt(muscle)


@dataclass(frozen=True, slots=True, eq=False)
class _Frame:
    """What the spectrum of a window is read with: the same for each of a session."""

    taper: NDArray[np.float64]
    """Shape (n_times,)."""
    scale: float
    """From squares of the transform to power, µV²."""
    freqs: NDArray[np.float64]
    """Of the bins that are looked at, Hz."""
    mains: tuple[tuple[NDArray[np.bool_], NDArray[np.bool_]], ...]
    """Bins at each mains frequency, and those beside it."""
    muscle: NDArray[np.bool_]


@lru_cache(maxsize=16)
def _frame(n_times: int, sfreq: float, line_freq: float | None) -> _Frame:
    taper = np.hanning(n_times + 1)[:-1]
    freqs = np.asarray(np.fft.rfftfreq(n_times, 1 / sfreq), np.float64)
    freqs = freqs[: int(np.searchsorted(freqs, _MAINS[-1] + 4.0))]
    mains = []
    for freq in _MAINS if line_freq is None else (line_freq,):
        near = np.abs(freqs - freq) <= 1.0
        aside = (np.abs(freqs - freq) <= 3.0) & ~near
        if near.any() and aside.any():
            mains.append((near, aside))
    low, high = _MUSCLE_BAND
    muscle = (freqs >= low) & (freqs < high)
    scale = float(2.0 / (n_times * np.sum(taper**2)))
    return _Frame(taper, scale, freqs, tuple(mains), muscle)


def _least_distance(cleaned_uv: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the least variance of a difference from another channel, µV²."""
    n_chans, n_times = cleaned_uv.shape
    if n_chans < 2:
        return np.full(n_chans, np.inf)
    centred = cleaned_uv - cleaned_uv.mean(axis=1, keepdims=True)
    covariance = centred @ centred.T / n_times
    variance = np.diag(covariance)
    distance = variance[:, None] + variance[None, :] - 2 * covariance
    np.fill_diagonal(distance, np.inf)
    least: NDArray[np.float64] = distance.min(axis=1)
    return np.maximum(least, 0.0)
