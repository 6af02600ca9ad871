"""The clocks of an XDF file's streams, brought to the recorder's.

pyxdf does this too, but takes stamps to rise: where a clock was set back it shifts the
samples before by the correction of those after.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from attention_camp.signal.sources.formats.stamps import lasting_steps

SET_SECONDS = 1.0
"""A step of a clock's offset that is no drift, s; own choice."""
_LINE_SECONDS = 30.0
_OUTLIERS = 5.0


class Clock:
    """What was measured of one stream's clock.

    Parameters
    ----------
    times : sequence of float
        When it was measured, by that clock, in order, s.
    offsets : sequence of float
        What makes the recorder's time of it, s.
    """

    def __init__(self, times: Sequence[float], offsets: Sequence[float]) -> None:
        measured = np.asarray(times, float), np.asarray(offsets, float)
        there = np.isfinite(measured[0]) & np.isfinite(measured[1])
        when, offset = measured[0][there], measured[1][there]
        is_set = (np.abs(np.diff(offset)) > SET_SECONDS) | (np.diff(when) < 0)
        edges = [0, *(np.flatnonzero(is_set) + 1).tolist(), len(when)]
        runs = [(when[a:b], offset[a:b]) for a, b in itertools.pairwise(edges) if b > a]
        # a single measurement between two runs that agree was a bad one
        self._runs = [
            run
            for k, run in enumerate(runs)
            if len(run[0]) > 1 or len(runs) <= 2 or k in (0, len(runs) - 1)
        ]

    def of_samples(
        self, stamps: NDArray[np.float64], sfreq: float
    ) -> NDArray[np.float64]:
        """Return a regular stream's stamps by the recorder's clock, s.

        Parameters
        ----------
        stamps : ndarray, shape (n_times,)
            By the stream's clock, s.
        sfreq : float
            Sampling rate, Hz.
        """
        if not self._runs or not len(stamps):
            return stamps
        late = stamps - np.arange(len(stamps)) / sfreq
        steps = [k for k, s in lasting_steps(late, sfreq) if abs(s) > SET_SECONDS]
        edges = [0, *steps, len(stamps)]
        parts = [stamps[a:b] for a, b in itertools.pairwise(edges) if b > a]
        moved, current = [], 0
        for number, part in enumerate(parts):
            if len(parts) == len(self._runs):
                current = number
            else:
                current = self._overlapping(float(part[0]), float(part[-1]), current)
            moved.append(part + self._offset(part, current))
        return np.concatenate(moved)

    def of_events(self, stamps: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return an irregular stream's stamps by the recorder's clock, s.

        Parameters
        ----------
        stamps : ndarray, shape (n_events,)
            By the stream's clock, in the order they came, s.
        """
        if not self._runs:
            return stamps
        moved, current, before = [], 0, -np.inf
        for stamp in stamps.tolist():
            if stamp < before - SET_SECONDS and current + 1 < len(self._runs):
                current += 1
            before = stamp
            current = self._overlapping(stamp, stamp, current)
            moved.append(stamp + float(self._offset(np.array([stamp]), current)[0]))
        return np.array(moved)

    def _overlapping(self, begin: float, end: float, current: int) -> int:
        """Return the run from the current one on that was measured most in a span."""

        def shared(number: int) -> float:
            when = self._runs[number][0]
            return min(end, float(when[-1])) - max(begin, float(when[0]))

        numbers = range(current, len(self._runs))
        return max(numbers, key=lambda number: (min(shared(number), 1e9), -number))

    def _offset(self, stamps: NDArray[np.float64], number: int) -> NDArray[np.float64]:
        """Return the offset at some stamps by one run of measurements, s."""
        when, offset = self._runs[number]
        middle = float(np.median(offset))
        spread = 1.4826 * float(np.median(np.abs(offset - middle)))
        good = np.abs(offset - middle) <= _OUTLIERS * spread + 1e-3
        when, offset = when[good], offset[good]
        if len(when) < 3 or when[-1] - when[0] < _LINE_SECONDS:
            return np.full(stamps.shape, float(np.median(offset)))
        slope, level = np.polyfit(when - when[0], offset, 1)
        line: NDArray[np.float64] = level + slope * (stamps - when[0])
        return line
