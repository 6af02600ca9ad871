"""Delay from a packet's arrival to the score that contains it."""

from __future__ import annotations

import math
from collections import deque

PUBLICATION_SECONDS = 0.25
"""Seconds from one published score to the next."""


class LoopDelay:
    """Measures the age of the samples in each published score.

    Times are those of the session's clock, s.
    """

    def __init__(self) -> None:
        self._arrivals: deque[tuple[int, float]] = deque()
        self._has_published = False

    def arrived(self, stop: int, arrival: float) -> None:
        """Record that all samples before ``stop`` had arrived by ``arrival``."""
        self._arrivals.append((stop, arrival))

    def published(self, stop: int, now: float) -> tuple[float, float]:
        """Return the age of a score whose window ends before sample ``stop``, s.

        Returns
        -------
        latency : float
            Time since the packet arrived that completed the window; NaN: unknown.
        wait : float
            Time since the oldest packet arrived that no earlier score contained whole:
            the longest wait of any new sample. NaN: unknown, or the first score, which
            waits for a whole window.
        """
        oldest = newest = math.nan
        # packets before ``stop`` are in this score: no later one waits for them
        while self._arrivals:
            reached, arrival = self._arrivals[0]
            oldest = arrival if math.isnan(oldest) else oldest
            newest = arrival
            if reached > stop:
                break  # the rest of this packet belongs to the next score
            self._arrivals.popleft()
            if reached == stop:
                break
        # the first score waits for a whole window, which is no delay of the loop
        wait = now - oldest if self._has_published else math.nan
        self._has_published = True
        return now - newest, wait
