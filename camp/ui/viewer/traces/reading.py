"""Reads what a picture of traces needs: from the samples, or from their pyramid."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from attention_camp.camp.dataset.derivatives.pyramid import Pyramid
from attention_camp.camp.dataset.recording import Recording
from attention_camp.camp.ui.viewer.traces.eye_traces import EyeTraces
from attention_camp.camp.ui.viewer.traces.seen import Seen, padded

MOST_VALUES = 12_000_000
"""Values that are read for one picture at most, about a fifth of a second; a longer
stretch needs the pyramid. Own choice."""


@dataclass(frozen=True, slots=True, eq=False)
class Traces:
    """Lines to draw."""

    times: NDArray[np.floating]
    """Shape (n_points,), s."""
    values: NDArray[np.floating]
    """Shape (n_channels, n_points), the EEG channels and then the others."""
    is_seen: bool = True
    """Whether filters and reference are in it; a pyramid has none."""
    is_whole: bool = True
    """Whether it covers all that was asked for."""


NO_TRACES = Traces(np.empty(0), np.empty((0, 0)))


class TraceReader:
    """Windows of a recording.

    Parameters
    ----------
    recording : Recording
        The recording.
    eeg, others : sequence of int
        Columns of the EEG channels and of the others in a frame of samples.
    """

    def __init__(
        self, recording: Recording, eeg: Sequence[int], others: Sequence[int]
    ) -> None:
        self.recording = recording
        self.sfreq = recording.info.sfreq
        self.ch_names = recording.info.ch_names
        self.pyramid: Pyramid | None = None
        self.eyes: EyeTraces | None = None
        """Gaze and pupil, shown below the channels; None: there was no eye tracker."""
        self._eeg = list(eeg)
        self._order = [*eeg, *others]
        self._is_in_order = self._order == list(range(recording.info.n_recorded))

    def span(self, start: float, stop: float) -> tuple[int, int]:
        """Return the samples between two times, as in a slice."""
        n_samples = self.recording.n_samples
        first = min(max(0, math.floor(start * self.sfreq)), n_samples)
        last = min(n_samples, math.ceil(stop * self.sfreq) + 1)
        return first, max(first, last)

    def eeg(
        self, start: float, stop: float, seen: Seen, bads: Callable[[], set[str]]
    ) -> tuple[NDArray[np.float64], float]:
        """Return the EEG between two times as it is seen.

        Parameters
        ----------
        start, stop : float
            Seconds.
        seen : Seen
            Filters and reference.
        bads : callable
            Names of the channels that are in no average.

        Returns
        -------
        data : ndarray, shape (n_chans, n_times)
            µV; NaN where samples were lost.
        first : float
            Time of the first sample, s.
        """
        first, last = self.span(start, stop)
        begin, end = padded(first, last, seen.pad_s * self.sfreq, self._n)
        frames = self.recording.frames(begin, end)
        data = frames[:, self._eeg].T.astype(np.float64)
        bad = bads()
        good = [n for n, name in enumerate(self.ch_names) if name not in bad]
        data = seen.apply(data, self.sfreq, good, self.ch_names)
        return data[:, first - begin : last - begin], first / self.sfreq

    def traces(
        self,
        start: float,
        stop: float,
        n_columns: int,
        seen: Seen,
        bads: Callable[[], set[str]],
    ) -> Traces:
        """Return the lines of all channels for a picture.

        Parameters
        ----------
        start, stop : float
            Seconds.
        n_columns : int
            Columns of the picture.
        seen : Seen
            Filters and reference.
        bads : callable
            Names of the channels that are in no average.
        """
        found = self._traces(self.span(start, stop), n_columns, seen, bads)
        if self.eyes is None or not len(found.times):
            return found
        values = np.vstack([found.values, self.eyes.at(found.times)])
        return replace(found, values=values)

    def _traces(
        self,
        span: tuple[int, int],
        n_columns: int,
        seen: Seen,
        bads: Callable[[], set[str]],
    ) -> Traces:
        """Return the lines of the channels between two samples."""
        first, last = span
        n_values = (last - first) * len(self._order)
        if seen.is_plain or n_values > MOST_VALUES:
            found = self.pyramid and self.pyramid.between(first, last, n_columns)
            if found:
                return self._from_pyramid(*found, is_seen=seen.is_plain)
        is_whole = n_values <= MOST_VALUES
        if not is_whole:
            last = first + MOST_VALUES // len(self._order)
        if (width := (last - first) // max(n_columns, 1)) > 1:
            # whole columns, so that nothing at the borders is left out
            first, last = (
                first // width * width,
                min(-(-last // width) * width, self._n),
            )
        values, begin = self._all(first, last, seen, bads)
        times, thinned = thin(values, begin, self.sfreq, n_columns)
        return Traces(times, thinned, is_whole=is_whole)

    @property
    def _n(self) -> int:
        return self.recording.n_samples

    def _all(
        self, first: int, last: int, seen: Seen, bads: Callable[[], set[str]]
    ) -> tuple[NDArray[np.floating], float]:
        """Return all channels of a stretch, the EEG as it is seen."""
        if seen.is_plain:
            frames = self.recording.frames(first, last)
            columns = frames if self._is_in_order else frames[:, self._order]
            return columns.T, first / self.sfreq
        start, stop = first / self.sfreq, (last - 1) / self.sfreq
        eeg, begin = self.eeg(start, stop, seen, bads)
        rest = self._order[len(self._eeg) :]
        if not rest:
            return eeg, begin
        at = round(begin * self.sfreq)
        others = self.recording.frames(at, at + eeg.shape[1])[:, rest]
        return np.vstack([eeg, others.T]), begin

    def _from_pyramid(
        self, begin: int, width: int, extremes: NDArray[np.float32], *, is_seen: bool
    ) -> Traces:
        n_bins = len(extremes)
        columns = extremes if self._is_in_order else extremes[:, :, self._order]
        # minimum and maximum of a bin one after the other, a quarter bin apart
        values = columns.reshape(2 * n_bins, -1).T
        steps = np.arange(2 * n_bins) * 0.5 + 0.25
        return Traces((begin + steps * width) / self.sfreq, values, is_seen=is_seen)


def thin(
    data: NDArray[np.floating], first: float, sfreq: float, n_columns: int
) -> tuple[NDArray[np.floating], NDArray[np.floating]]:
    """Return times and values with one minimum and maximum per column.

    Parameters
    ----------
    data : ndarray, shape (n_chans, n_times)
        Any unit.
    first : float
        Time of the first sample, s.
    sfreq : float
        Hz.
    n_columns : int
        Columns of the picture; below two samples a column, nothing is thinned.

    Returns
    -------
    times : ndarray, shape (n_points,)
    values : ndarray, shape (n_chans, n_points)
    """
    n_chans, n_times = data.shape
    width = n_times // max(n_columns, 1)
    if width < 2:
        return first + np.arange(n_times) / sfreq, data
    # columns begin at multiples of their width in the recording: scrolling is calm
    skip = (-round(first * sfreq)) % width
    n_used = (n_times - skip) // width
    part = data[:, skip : skip + n_used * width]
    values = np.empty((n_chans, 2 * n_used), data.dtype)
    if data.flags.f_contiguous:
        # samples of all channels stand together: the quick axis is the last one
        block = part.T.reshape(n_used, width, n_chans)
        values[:, 0::2], values[:, 1::2] = block.min(axis=1).T, block.max(axis=1).T
    else:
        block = part.reshape(n_chans, n_used, width)
        values[:, 0::2], values[:, 1::2] = block.min(axis=2), block.max(axis=2)
    start = first + skip / sfreq
    times = start + (np.arange(2 * n_used) * 0.5 + 0.25) * width / sfreq
    return times, values
