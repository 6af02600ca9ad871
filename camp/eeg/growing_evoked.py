"""An evoked response that grows while a session runs: a mean over its targets."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from attention_camp.signal.ring import OverrunError, Ring

TMIN, TMAX = -0.2, 0.8
"""Seconds around an onset; the baseline is what is before it."""
REJECT_UV = 150.0
"""Peak to peak beyond which an epoch is left out, µV; own choice, usual for ERPs."""
RATE_HZ = 250.0
"""Samples are averaged down to about this rate; own choice."""
KEPT_S = 300.0
"""How far back a target may lie when it is told: a trial may be a run of minutes."""
PIECE_S = 2.0
"""Longest piece that one call reads, s: what lags catches up without a halt."""
MAINS_CYCLE_S = 0.02
"""Epochs are smoothed over a cycle of 50 Hz mains, which takes that out and passes
half the power at 22 Hz; of 60 Hz a sixth of the amplitude is left."""


@dataclass(frozen=True, slots=True, eq=False)
class EvokedMean:
    """The mean of a channel's epochs so far."""

    times: NDArray[np.float64]
    """Shape (n_times,), seconds after the onset."""
    mean: NDArray[np.float64]
    """Shape (n_times,), µV, less the mean of the baseline; NaN: no epoch yet."""
    error: NDArray[np.float64]
    """Shape (n_times,), standard error of the mean, µV; NaN below two epochs."""
    n_kept: int
    n_rejected: int
    """Epochs with more than `REJECT_UV` peak to peak, or with lost samples."""


class GrowingEvoked:
    """Averages a stream around the targets that are told, each channel for itself.

    A channel's epoch is left out where that channel is bad in it, so that one loose
    electrode costs the others nothing. Nothing here waits: `pull` reads a short piece.

    Parameters
    ----------
    sfreq : float
        Of the stream, Hz.
    ch_names : sequence of str
        Its EEG channels.
    """

    def __init__(self, sfreq: float, ch_names: Sequence[str]) -> None:
        self.sfreq = sfreq
        self.ch_names = tuple(ch_names)
        self._width = max(1, round(sfreq / RATE_HZ))
        """Samples of a bin."""
        self._rate = sfreq / self._width
        self._n_smooth = max(1, round(MAINS_CYCLE_S * self._rate))
        self._before = round(-TMIN * self._rate)
        self._n_times = self._before + round(TMAX * self._rate) + 1
        shape = len(self.ch_names), self._n_times
        self._sum = np.zeros(shape)
        self._squares = np.zeros(shape)
        self._n_kept = np.zeros(shape[0], int)
        self._n_rejected = np.zeros(shape[0], int)
        self.n_missed = 0
        """Targets whose EEG was gone before it could be read."""
        self._pending: deque[int] = deque()
        self._ring: Ring | None = None
        n_bins = int(np.ceil(KEPT_S * self._rate))
        self._bins = np.full((shape[0], n_bins), np.nan, np.float32)
        self._first = self._stop = 0
        """Absolute bins that are held, as in a slice."""

    def read_from(self, ring: Ring | None) -> None:
        """Go on with another ring, such as that of a headset opened again."""
        self._ring = ring
        if ring is not None:
            self._first = self._stop = -(-ring.oldest // self._width)

    def add_targets(self, samples: Iterable[int]) -> None:
        """Have epochs around these samples, as soon as their EEG is there."""
        self._pending.extend(samples)

    def pull(self) -> bool:
        """Read what is new; return whether an epoch was added or left out."""
        self._read()
        done = False
        for _ in range(len(self._pending)):
            done |= self._try(self._pending.popleft())
        return done

    def _read(self) -> None:
        ring = self._ring
        if ring is None or not ring.is_open:
            return
        width, n_kept = self._width, self._bins.shape[1]
        if (oldest := -(-ring.oldest // width)) > self._stop:
            self._first = self._stop = oldest  # nobody read for a ring's length
        stop = min(ring.n_written // width, self._stop + int(PIECE_S * self._rate))
        if stop <= self._stop:
            return
        try:
            samples = ring.read(self._stop * width, stop * width)
        except OverrunError:
            return  # the next call begins at what there is
        binned = samples.reshape(len(samples), -1, width).mean(axis=2)
        self._bins[:, np.arange(self._stop, stop) % n_kept] = binned
        self._stop = stop
        self._first = max(self._first, stop - n_kept)

    def _try(self, sample: int) -> bool:
        """Add a target's epoch, or keep it for later; return whether it is over."""
        reach = self._n_smooth
        first = sample // self._width - self._before - reach // 2
        stop = first + self._n_times + reach - 1
        if stop > self._stop or self._ring is None:
            self._pending.append(sample)
            return False
        if first < self._first:
            self.n_missed += 1
            return True
        places = np.arange(first, stop) % self._bins.shape[1]
        self._add(self._bins[:, places].astype(np.float64))
        return True

    def _add(self, padded: NDArray[np.float64]) -> None:
        """Add an epoch of shape (n_chans, n_times + n_smooth - 1), µV."""
        views = np.lib.stride_tricks.sliding_window_view(padded, self._n_smooth, 1)
        epoch = views.mean(axis=2)
        epoch -= epoch[:, : self._before].mean(axis=1, keepdims=True)
        # lost samples are NaN, and a comparison with NaN is false
        good = np.ptp(epoch, axis=1) <= REJECT_UV
        self._sum[good] += epoch[good]
        self._squares[good] += epoch[good] ** 2
        self._n_kept += good
        self._n_rejected += ~good

    def of(self, ch_name: str) -> EvokedMean:
        """Return the mean of a channel so far.

        Raises
        ------
        ValueError
            If the stream has no such channel.
        """
        row = self.ch_names.index(ch_name)
        n = int(self._n_kept[row])
        nothing = np.full(self._n_times, np.nan)
        mean = self._sum[row] / n if n else nothing
        error = nothing
        if n > 1:
            spread = np.maximum(self._squares[row] - n * mean**2, 0) / (n - 1)
            error = np.sqrt(spread / n)
        # an even number of bins has its middle between two of them
        shift = 0.0 if self._n_smooth % 2 else 0.5
        steps = np.arange(self._n_times, dtype=np.float64)
        times = (steps - self._before - shift) / self._rate
        return EvokedMean(times, mean, error, n, int(self._n_rejected[row]))
