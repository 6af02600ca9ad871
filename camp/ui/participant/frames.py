"""When each frame is due, when it came, and which were dropped; no Qt."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

SLACK = 0.003
"""Seconds by which a frame may come late on a screen whose swaps do not wait; our own
choice: a stall of 20 ms makes a frame of 60 Hz later than that wherever it falls."""
_AGREEING = 0.04
"""Relative difference up to which intervals between swaps agree."""
_JITTER = 0.0006
"""Seconds up to which intervals between swaps agree, where that is more."""
_SHARE = 0.3
"""Share of intervals that must agree to be the refresh; else it is as reported."""
_WAITING = 0.8
"""Share of the reported refresh from which swaps are taken to wait for it: drawing by
the processor alone takes up to some milliseconds a frame."""
LATEST = 0.5
"""Share of a refresh by which a frame may come late on a screen whose swaps wait, where
late means a whole refresh late; our own choice."""


@dataclass(frozen=True, slots=True)
class Flip:
    """One frame on the screen; times on the host's monotonic clock, s."""

    due: float
    """When it was to come."""
    time: float
    """When the buffer swap returned."""
    n_dropped: int
    """Refreshes missed before it."""
    planned: float
    """When it was planned, long before; as ``due`` where it was not."""

    @property
    def error(self) -> float:
        """Seconds it came after it was planned."""
        return self.time - self.planned


@dataclass(slots=True)
class Pacer:
    """Says when the next frame is due, on a screen that waits for its refresh or not.

    Parameters
    ----------
    period : float
        Seconds from frame to frame as they are asked for.
    refresh : float
        Seconds from refresh to refresh of the screen, by which drops are counted;
        longer than ``period`` only where a session runs faster than real time.
    waits : bool
        Whether a buffer swap waits for the screen's refresh.
    """

    period: float
    refresh: float
    waits: bool
    last: float = -math.inf
    """Last refresh on which a frame came (the time it was due where we pace it)."""

    def next_due(self, wanted: float = -math.inf, earliest: float = -math.inf) -> float:
        """Return the refresh after the last frame's, or a later one.

        Parameters
        ----------
        wanted : float
            When the frame is wanted, host clock, s. It is not put off by a refresh
            that came a little early: half a period is allowed.
        earliest : float
            When the frame can be ready, host clock, s. Not given where frames follow
            each other: what is late then is late.
        """
        if not math.isfinite(self.last):
            return max(earliest, wanted)
        start = max(self.last + self.period, earliest, wanted - self.period / 2)
        steps = max(math.ceil((start - self.last) / self.period - 1e-6), 1)
        return self.last + steps * self.period

    def swapped(self, due: float, time: float, planned: float = math.inf) -> Flip:
        """Take note of a frame that was ``due`` and came at ``time``.

        Parameters
        ----------
        due, time : float
            Host time, s.
        planned : float
            Host time for which the frame was planned; none where it had no plan.
        """
        late = time - due
        n_dropped = max(round(late / self.refresh), 1) if late > self.tolerance else 0
        if self.waits:
            self.last = time
        else:
            self.last = due + max(late, 0.0) // self.period * self.period
        return Flip(due, time, n_dropped, min(due, planned))

    @property
    def tolerance(self) -> float:
        """Seconds by which a frame may come late and not count as dropped."""
        if self.waits or self.period < self.refresh:
            return LATEST * self.refresh
        return SLACK

    def is_late(self, flip: Flip) -> bool:
        """Return whether a frame came on a later refresh than planned."""
        return flip.error > self.tolerance


@dataclass(slots=True)
class FrameLog:
    """The buffer swaps of a run, and those of the trial being shown."""

    swaps: list[float] = field(default_factory=list)
    """Session clock, s; since they were last taken."""
    flips: list[Flip] = field(default_factory=list)
    """Frames of the trial being shown."""

    def take(self) -> tuple[float, ...]:
        """Return the swap times since the last call, s."""
        taken = tuple(self.swaps)
        self.swaps.clear()
        return taken


def find_refresh(intervals: list[float], nominal: float) -> tuple[float, bool]:
    """Return the refresh period, s, and whether swaps wait for the refresh.

    Parameters
    ----------
    intervals : list of float
        Seconds between buffer swaps asked for one after another without a pause.
    nominal : float
        Refresh rate the system reports, Hz.
    """
    reported = 1 / nominal if 20 <= nominal <= 1000 else 1 / 60
    found = np.asarray(intervals)
    if not len(found) or np.median(found) < _WAITING * reported:
        return reported, False
    # swaps that came late make one interval long and the next short: the refresh is
    # where most intervals agree
    near = np.maximum(_AGREEING * found, _JITTER)
    agreeing = np.abs(found[:, None] - found) < near
    most = agreeing[:, agreeing.sum(axis=0).argmax()]
    refresh = float(found[most].mean())
    sure = most.mean() >= _SHARE and refresh >= _WAITING * reported
    return (refresh if sure else reported), True
