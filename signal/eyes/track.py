"""Gaze and pupil on the time axis of the EEG, and what they say of a window."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from attention_camp.signal.eyes.source import CONFIDENCE, PUPIL, EyePacket

HOLD_SECONDS = 0.25
"""How long before its end a window of pupil ends, s: what a tracker and the network
delay is there by then. Own choice."""
EDGE_SECONDS = 0.1
"""Around lost samples the lid covers part of the pupil, s: left out (Kret & Sjak-Shie
2019, doi:10.3758/s13428-018-1075-y, pad gaps alike)."""
LONGEST_STEP = 0.1
"""Longest step between two samples that counts as seen, s; own choice."""
LEAST_SHARE = 0.5
"""Share of a window in which the pupil has to be seen; own choice."""
LEAST_CONFIDENCE = 0.6
"""Below it a sample counts as lost; what Pupil Labs advise."""
KEPT_SECONDS = 130.0
"""How far back windows are measured, s: longer than the history of the EEG."""
_DIGITS = 6
# of a second, as on disk: what is scored is what is stored


@dataclass(frozen=True, slots=True, eq=False)
class EyeRows:
    """Samples of an eye tracker, placed in the recording."""

    times: NDArray[np.float64]
    """Seconds after the first sample of the EEG, never decreasing; shape (n,)."""
    values: NDArray[np.float32]
    """As in `EyePacket`, shape (n, n_eyes, 4)."""
    device_times: NDArray[np.float64]
    is_late: NDArray[np.bool_]
    """Whether a score had been made of their time before they came: no score holds
    them."""

    def __len__(self) -> int:
        return len(self.times)


class EyeTrack:
    """The last minutes of an eye tracker, placed in the recording.

    What is measured does not depend on when it is asked for: a sample that comes after
    its time was measured is marked as late and takes part in nothing, so that a replay
    from the stored samples finds the same.

    Parameters
    ----------
    kept : float
        How far back windows are measured, s; infinite in a replay.
    """

    def __init__(self, kept: float = KEPT_SECONDS) -> None:
        self._kept = kept
        self._parts: deque[EyeRows] = deque()
        self._newest = 0.0
        self._measured = -math.inf

    def placed(self, packet: EyePacket, seconds: NDArray[np.float64]) -> EyeRows:
        """Return a packet's samples as rows; those before the recording are left out.

        Parameters
        ----------
        packet : EyePacket
            What came.
        seconds : ndarray, shape (n,)
            Each sample's time in the recording, s.
        """
        inside = np.isfinite(seconds) & (seconds >= 0)
        times = np.round(seconds[inside], _DIGITS)
        is_late = times < self._measured
        # a new fit of the clock may set times back by microseconds
        times = np.maximum.accumulate(np.maximum(times, self._newest))
        if len(times):
            self._newest = float(times[-1])
        return EyeRows(
            times, packet.values[inside], packet.device_times[inside], is_late
        )

    def add(self, rows: EyeRows) -> None:
        """Take in rows, in the order in which they are stored."""
        if not len(rows):
            return
        self._newest = max(self._newest, float(rows.times[-1]))
        self._parts.append(rows)
        while self._parts and self._parts[0].times[-1] < self._newest - self._kept:
            self._parts.popleft()

    @property
    def newest(self) -> EyeRows | None:
        """The rows that came last; None: there are none."""
        return self._parts[-1] if self._parts else None

    def between(self, start: float, stop: float) -> EyeRows | None:
        """Return the rows of a stretch that are not late; None: there are none.

        Parameters
        ----------
        start, stop : float
            Seconds of the recording, the last one excluded.
        """
        parts = []
        for part in reversed(self._parts):
            if part.times[-1] < start:
                break
            first, last = np.searchsorted(part.times, (start, stop))
            rows = _some(part, slice(int(first), int(last)))
            if not rows.is_late.all():
                parts.append(_some(rows, ~rows.is_late))
        if not parts:
            return None
        parts.reverse()
        return EyeRows(
            np.concatenate([part.times for part in parts]),
            np.concatenate([part.values for part in parts]),
            np.concatenate([part.device_times for part in parts]),
            np.concatenate([part.is_late for part in parts]),
        )

    def pupil(self, start: float, stop: float) -> float:
        """Return the pupil's size in a window: its median, the eyes' mean; NaN: unseen.

        From now on, samples of that time that still come are late.

        Parameters
        ----------
        start, stop : float
            The window, seconds of the recording; what is measured ends
            ``HOLD_SECONDS`` before it.
        """
        start, stop = start - HOLD_SECONDS, stop - HOLD_SECONDS
        self._measured = max(self._measured, stop)
        rows = self.between(start, stop)
        if rows is None:
            return math.nan
        sizes = [
            _size_of(rows.times, is_seen(rows.values[:, eye]), rows.values[:, eye])
            for eye in range(rows.values.shape[1])
        ]
        known = [size for seen, size in sizes if seen >= LEAST_SHARE * (stop - start)]
        # with one eye less the mean would step by what the two differ
        return float(np.mean(known)) if len(known) == len(sizes) else math.nan


def is_seen(values: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Return in which samples of one eye, shape (n, 4), the pupil is seen."""
    doubtful = values[:, CONFIDENCE] < LEAST_CONFIDENCE  # False where it is not sent
    return np.asarray(np.isfinite(values[:, PUPIL]) & ~doubtful)


def _size_of(
    times: NDArray[np.float64], seen: NDArray[np.bool_], values: NDArray[np.float32]
) -> tuple[float, float]:
    """Return for how long a pupil was seen, s, and its median size."""
    lost = times[~seen]
    if len(lost):
        after = np.searchsorted(lost, times)
        before = np.abs(times - lost[np.maximum(after - 1, 0)])
        behind = np.abs(lost[np.minimum(after, len(lost) - 1)] - times)
        seen = seen & (np.minimum(before, behind) > EDGE_SECONDS)
    if not seen.any():
        return 0.0, math.nan
    steps = np.minimum(np.diff(times, append=times[-1:] + LONGEST_STEP), LONGEST_STEP)
    # the last sample lasts as long as one usually does
    steps[-1] = min(float(np.median(steps)), LONGEST_STEP)
    size = float(np.median(values[seen, PUPIL].astype(np.float64)))
    return float(steps[seen].sum()), size


def _some(rows: EyeRows, which: NDArray[np.bool_] | slice) -> EyeRows:
    return replace(
        rows,
        times=rows.times[which],
        values=rows.values[which],
        device_times=rows.device_times[which],
        is_late=rows.is_late[which],
    )
