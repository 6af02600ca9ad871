"""How long a packet's samples wait until a published score holds them."""

from __future__ import annotations

import math
from collections import deque

PUBLICATION_SECONDS = 0.25
"""Seconds from one published score to the next."""


class LoopDelay:
    """Remembers when samples arrived, and says how old they are in a score.

    Times are those of the session's clock, s.
    """

    def __init__(self) -> None:
        self._arrivals: deque[tuple[int, float]] = deque()
        self._has_published = False

    def arrived(self, stop: int, arrival: float) -> None:
        """Take note that all samples before ``stop`` were there at ``arrival``."""
        self._arrivals.append((stop, arrival))

    def published(self, stop: int, now: float) -> tuple[float, float]:
        """Return how old a score is whose window ends before sample ``stop``, s.

        Returns
        -------
        latency : float
            Since the packet arrived that completed the window; NaN: unknown.
        wait : float
            Since the oldest packet arrived that no earlier score could hold whole, so
            that it is the longest any new sample had to wait; NaN: unknown, or the
            first score, which waits for a whole window.
        """
        oldest = newest = math.nan
        while self._arrivals:
            reached, arrival = self._arrivals[0]
            oldest = arrival if math.isnan(oldest) else oldest
            newest = arrival
            if reached > stop:
                break  # part of this packet is left for the next score
            self._arrivals.popleft()
            if reached == stop:
                break
        wait = now - oldest if self._has_published else math.nan
        self._has_published = True
        return now - newest, wait
