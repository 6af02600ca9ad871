"""Missing samples, collected into runs for the marker file."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def held(
    samples: NDArray[np.float32], before: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Return samples in which the last value is held where one is missing.

    Parameters
    ----------
    samples : ndarray, shape (n_recorded, n_times)
        NaN where a sample is missing.
    before : ndarray, shape (n_recorded,)
        The values before the first of them.
    """
    if not np.isnan(samples).any():
        return samples
    padded = np.column_stack([before, samples])
    index = np.where(np.isnan(padded), 0, np.arange(padded.shape[1]))
    np.maximum.accumulate(index, axis=1, out=index)
    return np.take_along_axis(padded, index, axis=1)[:, 1:]


class MissingRuns:
    """Runs of NaN samples per channel that have no marker yet.

    A run's channel counts from 1 as BrainVision's do; 0: all channels.
    """

    def __init__(self) -> None:
        self._declared: list[tuple[int, int]] = []
        self._runs: list[tuple[int, int, int]] = []

    def declare(self, first: int, n: int) -> None:
        """Register missing samples that already have a marker."""
        self._declared.append((first, first + n))

    def see(self, missing: NDArray[np.bool_], *, first: int) -> None:
        """Register the NaN among samples that begin at ``first``."""
        missing = missing.copy()
        for start, stop in self._declared:
            missing[:, max(0, start - first) : max(0, stop - first)] = False
        end = first + missing.shape[1]
        self._declared = [gap for gap in self._declared if gap[1] > end]
        if not missing.any():
            return
        everywhere: NDArray[np.bool_] = np.logical_and.reduce(missing, axis=0)
        self._add(everywhere, first=first, channel=0)
        for channel, row in enumerate(missing & ~everywhere, start=1):
            self._add(row, first=first, channel=channel)

    def _add(self, missing: NDArray[np.bool_], *, first: int, channel: int) -> None:
        edges = np.flatnonzero(np.diff(missing.astype(np.int8), prepend=0, append=0))
        for start, stop in edges.reshape(-1, 2).tolist():
            self._runs.append((first + start, stop - start, channel))

    def take(self) -> list[tuple[int, int, int]]:
        """Return the runs as (first, n, channel), joined, and forget them."""
        joined: list[tuple[int, int, int]] = []
        for first, n, channel in sorted(self._runs, key=lambda run: (run[2], run[0])):
            last = joined[-1] if joined else None
            if last and last[2] == channel and last[0] + last[1] == first:
                joined[-1] = (last[0], last[1] + n, channel)
            else:
                joined.append((first, n, channel))
        self._runs = []
        return joined
