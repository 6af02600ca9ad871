"""Windows of EEG made ready for every estimator: channels kept, and why not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.electrodes import positions
from attention_camp.models.engagement import Declined
from attention_camp.signal.electrodes import is_derivation

MIN_CHANNELS = 3
"""Fewest good channels that are scored; a Muse that lost one of four still is. Our
own choice."""
MIN_SECONDS = 2.0
"""Shortest window: one spectral patch. Our own choice."""
FLAT_UV = 0.1
"""Peak-to-peak below which a channel is flat; ten times below the quietest scalp EEG.
Our own choice."""
CLIPPED_SHARE = 0.05
"""Share of samples at the channel's own extreme from which it is clipped. Our own
choice; unclipped recordings at hand stay below 0.01."""
OUTLIER_RATIO = 10.0
"""Times the median amplitude over channels from which a channel is left out; blinks
on frontal channels stay below 6 in the recordings at hand. Our own choice."""


@dataclass(frozen=True, slots=True, eq=False)
class Windows:
    """Windows with known electrodes only, and which channels may be used in each."""

    data: NDArray[np.float64]
    """Shape (n_windows, n_chans, n_times), volts; 0 in channels that are not used."""
    usable: NDArray[np.bool_]
    """Shape (n_windows, n_chans)."""
    ch_names: tuple[str, ...]
    xyz: NDArray[np.float32]
    """Shape (n_chans, 3), on the unit sphere."""
    sfreq: float
    reasons: tuple[str, ...]
    """Per window, why it may not be scored; empty where it may."""

    @property
    def scored(self) -> NDArray[np.bool_]:
        """Which windows may be scored, shape (n_windows,)."""
        return np.array([not reason for reason in self.reasons], dtype=np.bool_)


def prepare(
    X: NDArray[np.floating],
    *,
    sfreq: float,
    ch_names: Sequence[str],
    bads: Sequence[str] = (),
) -> Windows:
    """Return windows with the channels that may be used.

    Parameters
    ----------
    X : ndarray, shape (n_windows, n_chans, n_times)
        EEG in volts, any reference.
    sfreq : float
        Sampling rate, at least 64 Hz.
    ch_names : sequence of str
        One label per channel; those that name no electrode of the 10-05 system, and
        bipolar derivations, are left out.
    bads : sequence of str
        Channels that the signal check found bad.

    Raises
    ------
    ValueError
        If shape, rate and names do not fit together.
    """
    data = np.asarray(X, dtype=np.float64)
    _check(data, sfreq, ch_names)
    xyz = positions(ch_names)
    known = np.asarray(np.isfinite(xyz).all(axis=1), dtype=np.bool_)
    if not known.all():
        data, xyz = data[:, known], xyz[known]
    names = tuple(n for n, k in zip(ch_names, known, strict=True) if k)
    usable = _usable(data) & np.array([n not in set(bads) for n in names], dtype=bool)
    reasons = _reasons(usable, ch_names, known.sum(), data.shape[-1] / sfreq)
    if not usable.all():
        data = np.where(usable[..., None], data, 0.0)
    return Windows(data, usable, names, xyz, float(sfreq), reasons)


def _check(data: NDArray[np.float64], sfreq: float, ch_names: Sequence[str]) -> None:
    if data.ndim != 3:
        msg = f"X: an array (n_windows, n_chans, n_times), got shape {data.shape}."
        raise ValueError(msg)
    if data.shape[1] != len(ch_names):
        msg = (
            f"ch_names: one name for each of the {data.shape[1]} channels of X, "
            f"got {len(ch_names)}."
        )
        raise ValueError(msg)
    if len(set(ch_names)) != len(ch_names):
        msg = f"ch_names: each name once, got {list(ch_names)}."
        raise ValueError(msg)
    if not np.isfinite(sfreq) or sfreq < 64:
        msg = f"sfreq: at least 64 Hz, got {sfreq}."
        raise ValueError(msg)


def _usable(data: NDArray[np.float64]) -> NDArray[np.bool_]:
    if not data.size:
        return np.zeros(data.shape[:2], dtype=np.bool_)
    low, high = data.min(axis=-1), data.max(axis=-1)
    finite = np.isfinite(low) & np.isfinite(high)  # both are NaN where any sample is
    if not finite.all():
        data = np.where(finite[..., None], data, 0.0)
        low, high = np.where(finite, low, 0.0), np.where(finite, high, 0.0)
    usable = finite & (high - low > FLAT_UV * 1e-6)
    # a railed amplifier repeats one value; noise touches its extreme once
    extreme = (data == low[..., None]) | (data == high[..., None])
    usable &= extreme.mean(axis=-1) < CLIPPED_SHARE
    amplitude = data.std(axis=-1)
    # the median, since one wild channel would raise a mean above itself
    typical = median_of(amplitude, usable)[:, None]
    kept = usable & (amplitude < OUTLIER_RATIO * typical)
    return np.asarray(kept, dtype=np.bool_)


def median_of(
    values: NDArray[np.float64], usable: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """Return the median of each row's usable values, 0 where there is none.

    Parameters
    ----------
    values : ndarray, shape (n_rows, n_values)
        Values in any unit.
    usable : ndarray, shape (n_rows, n_values)
        True where a value counts.
    """
    ordered = np.sort(np.where(usable, values, np.inf), axis=1)
    n_good = usable.sum(axis=1)
    rows = np.arange(len(values))
    low = ordered[rows, np.maximum(n_good - 1, 0) // 2]
    high = ordered[rows, np.minimum(n_good // 2, values.shape[1] - 1)]
    return np.where(n_good > 0, (low + high) / 2, 0.0)


def _reasons(
    usable: NDArray[np.bool_], ch_names: Sequence[str], n_known: int, seconds: float
) -> tuple[str, ...]:
    if n_known < MIN_CHANNELS:
        is_bipolar = any(is_derivation(name) for name in ch_names)
        why = Declined.DERIVATIONS if is_bipolar else Declined.UNKNOWN_ELECTRODES
        return (why.value,) * len(usable)
    if seconds < MIN_SECONDS:
        return (Declined.TOO_SHORT.value,) * len(usable)
    enough = usable.sum(axis=-1) >= MIN_CHANNELS
    return tuple("" if e else Declined.TOO_FEW_CHANNELS.value for e in enough)


def subset_of_channels(
    windows: Windows, chans: NDArray[np.intp], rows: NDArray[np.intp] | None = None
) -> Windows:
    """Return some of the channels of some of the windows (None: of all).

    Parameters
    ----------
    windows : Windows
        The windows.
    chans : ndarray, shape (n_kept_chans,)
        Numbers of the channels.
    rows : ndarray, shape (n_kept,), optional
        Numbers of the windows.
    """
    if rows is None:
        rows = np.arange(len(windows.reasons))
    return replace(
        windows,
        data=windows.data[rows][:, chans],
        usable=windows.usable[rows][:, chans],
        ch_names=tuple(windows.ch_names[i] for i in chans),
        xyz=windows.xyz[chans],
        reasons=tuple(windows.reasons[i] for i in rows),
    )


def some(windows: Windows, mask: NDArray[np.bool_]) -> Windows:
    """Return the windows where ``mask`` is true.

    Parameters
    ----------
    windows : Windows
        The windows.
    mask : ndarray, shape (n_windows,)
        True where a window is kept.
    """
    if mask.all():
        return windows
    all_channels = np.arange(len(windows.ch_names))
    return subset_of_channels(windows, all_channels, np.flatnonzero(mask))


def patterns_of(
    usable: NDArray[np.bool_],
) -> Iterator[tuple[NDArray[np.bool_], NDArray[np.bool_]]]:
    """Yield each pattern of good channels (n_chans,), and the windows that have it.

    Parameters
    ----------
    usable : ndarray, shape (n_windows, n_chans)
        True where a channel is good.
    """
    if not len(usable):
        return
    alike = (usable == usable[0]).all(axis=1)
    if alike.all():  # the live case, one window; sorting patterns would take longer
        yield usable[0], alike
        return
    for pattern in np.unique(usable, axis=0):
        yield pattern, (usable == pattern).all(axis=1)
