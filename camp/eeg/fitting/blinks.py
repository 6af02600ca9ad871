"""Blinks, counted as they come: for somebody to see that the signal is their own."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from attention_camp.signal.stream import StreamInfo

FRONT = ("Fp1", "Fp2", "Fpz", "AF7", "AF8", "AF3", "AF4", "F7", "F8", "F3", "F4", "Fz")
"""Electrodes at which a blink is seen, the nearest to the eyes first."""
MOST = 2
"""Electrodes that are averaged: farther ones see less of a blink."""
THRESHOLD_UV = 45.0
"""Deflection that is called a blink; own choice: blinks at the forehead are 100 µV and
more, alpha there stays below 30."""
BASELINE_S, SMOOTH_S = 1.0, 0.03
REFRACTORY_S = 0.35


class BlinkCounter:
    """Count deflections of the electrodes near the eyes.

    The result depends on the samples, not on how they were cut into chunks.

    Parameters
    ----------
    info : StreamInfo
        The stream's channels and sampling rate.
    """

    def __init__(self, info: StreamInfo) -> None:
        near = {name.lower(): row for row, name in enumerate(info.ch_names)}
        self.rows = [near[n.lower()] for n in FRONT if n.lower() in near][:MOST]
        """Channels looked at; empty: none is near the eyes."""
        self.n = 0
        """Blinks so far."""
        self._base = _Follower(BASELINE_S * info.sfreq)
        self._now = _Follower(SMOOTH_S * info.sfreq)
        self._rest = round(REFRACTORY_S * info.sfreq)
        self._wait = round(BASELINE_S * info.sfreq)
        self._is_above = False

    @property
    def can_see(self) -> bool:
        """Whether an electrode is near the eyes."""
        return bool(self.rows)

    def step(self, samples_uv: NDArray[np.floating]) -> int:
        """Return how many blinks began in new samples.

        Parameters
        ----------
        samples_uv : ndarray, shape (n_chans, n_times)
            As recorded, µV; lost samples (NaN) are passed over.
        """
        if not self.rows:
            return 0
        before = self.n
        front = np.asarray(samples_uv, float)[self.rows].mean(axis=0)
        for value in front[np.isfinite(front)].tolist():
            away = abs(self._now.step(value) - self._base.step(value))
            self._wait = max(self._wait - 1, 0)
            if away < THRESHOLD_UV / 2:
                self._is_above = False
            elif away >= THRESHOLD_UV and not self._is_above and not self._wait:
                self._is_above, self._wait = True, self._rest
                self.n += 1
        return self.n - before


class _Follower:
    """A first-order mean of a signal, which begins at its first value."""

    def __init__(self, n_samples: float) -> None:
        self._pace = 1.0 / max(n_samples, 1.0)
        self._value: float | None = None

    def step(self, value: float) -> float:
        if self._value is None:
            self._value = value
        self._value += self._pace * (value - self._value)
        return self._value
