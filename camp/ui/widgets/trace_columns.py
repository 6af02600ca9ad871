"""The newest seconds of a ring, thinned to one minimum and maximum per pixel column."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from attention_camp.signal.ring import OverrunError, Ring

Step = Callable[[NDArray[np.float32]], NDArray[np.float64]]
LONGEST_CATCH_UP_S = 2.0
"""Samples further behind are skipped at once; own choice."""


class TraceColumns:
    """Columns of the last seconds, filled as samples arrive.

    A column holds the same samples however often it is drawn, because columns begin at
    multiples of their width in the recording: what scrolls does not flicker.

    Parameters
    ----------
    ring : Ring
        Where the samples are.
    seconds : float
        Time shown.
    n_pixels : int
        Width of the picture.
    step : callable | None
        Filter with state, from µV of shape (n_chans, n_times) to volts; None: as
        recorded.
    """

    def __init__(
        self, ring: Ring, *, seconds: float, n_pixels: int, step: Step | None = None
    ) -> None:
        self.ring = ring
        self.seconds = seconds
        self.width = max(1, int(np.ceil(ring.sfreq * seconds / max(n_pixels, 1))))
        """Samples per column."""
        self.n_columns = max(2, int(np.ceil(ring.sfreq * seconds / self.width)))
        self._step = step
        self._low = np.full((ring.n_chans, self.n_columns), np.nan, np.float32)
        self._high = self._low.copy()
        self._lost = np.zeros(self.n_columns, bool)
        self._rest = np.empty((ring.n_chans, 0), np.float32)
        first = max(ring.oldest, ring.n_written - int(ring.sfreq * seconds))
        self._next = first + (-first) % self.width
        self.stop = self._next
        """Absolute index after the last sample in a column."""

    def pull(self) -> bool:
        """Read new samples; return whether a column was completed."""
        ring = self.ring
        written = ring.n_written
        behind = written - self._next
        if behind <= 0:
            return False
        if behind > ring.sfreq * (self.seconds + LONGEST_CATCH_UP_S):
            first = max(written - self.n_columns * self.width, ring.oldest)
            self._skip_to(first - first % self.width)
        try:
            samples = ring.read(self._next, written)
        except OverrunError:
            self._skip_to(written - written % self.width)
            return False
        self._next = written
        if self._step is not None:
            lost = np.isnan(samples)
            samples = (self._step(samples) * 1e6).astype(np.float32)
            samples[lost] = np.nan
        self._rest = np.concatenate([self._rest, samples], axis=1)
        n_new = self._rest.shape[1] // self.width
        if n_new:
            self._append(n_new)
        return n_new > 0

    def extremes(self) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Return minima and maxima, oldest first, shape (n_chans, n_columns), µV."""
        return self._low, self._high

    @property
    def lost(self) -> NDArray[np.bool_]:
        """Which columns hold lost samples, oldest first."""
        return self._lost

    def _append(self, n_new: int) -> None:
        n_used = n_new * self.width
        block = self._rest[:, :n_used].reshape(self.ring.n_chans, n_new, self.width)
        self._rest = self._rest[:, n_used:]
        lost = np.isnan(block).any(axis=(0, 2))
        low, high = block.min(axis=2), block.max(axis=2)
        for name, new in (("_low", low), ("_high", high), ("_lost", lost)):
            old = getattr(self, name)
            joined = np.concatenate([old, new], axis=-1)
            setattr(self, name, np.ascontiguousarray(joined[..., -self.n_columns :]))
        self.stop += n_used

    def _skip_to(self, index: int) -> None:
        """Skip samples that were overwritten; their columns stay empty."""
        self._next = index
        self.stop = index
        self._rest = self._rest[:, :0]
        self._low[:] = np.nan
        self._high[:] = np.nan
        self._lost[:] = False
