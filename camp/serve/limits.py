"""How often somebody may try: what is beyond is refused before it costs anything."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

from attention_camp.signal.clock import host_time

MOST_KNOWN = 1024
"""Addresses that are remembered; the longest unheard of is forgotten first."""


class Bucket:
    """Tries that refill evenly, and can be saved up to a number.

    Parameters
    ----------
    most : float
        Tries that can be made at once.
    per_second : float
        How fast they come back.
    clock : callable
        Seconds.
    """

    def __init__(
        self, most: float, per_second: float, *, clock: Callable[[], float] = host_time
    ) -> None:
        self._most, self._rate, self._clock = most, per_second, clock
        self._left, self._at = most, clock()

    def take(self) -> bool:
        """Use up a try; return False where none is left."""
        now = self._clock()
        self._left = min(self._left + (now - self._at) * self._rate, self._most)
        self._at = now
        if self._left < 1.0:
            return False
        self._left -= 1.0
        return True

    def give_back(self) -> None:
        """Return a try that was right: only wrong ones count."""
        self._left = min(self._left + 1.0, self._most)


class Limits:
    """Tries of each address by itself, and of all together.

    Parameters
    ----------
    each, together : float
        Wrong tries a minute.
    clock : callable
        Seconds.
    """

    def __init__(
        self,
        each: float,
        together: float,
        *,
        clock: Callable[[], float] = host_time,
    ) -> None:
        self._each, self._clock = each, clock
        self._together = Bucket(together, together / 60, clock=clock)
        self._known: OrderedDict[str, Bucket] = OrderedDict()
        self.n_refused = 0

    def take(self, address: str) -> bool:
        """Use up a try of an address; return False where it has to wait."""
        bucket = self._known.pop(address, None)
        if bucket is None:
            bucket = Bucket(self._each, self._each / 60, clock=self._clock)
        self._known[address] = bucket
        if len(self._known) > MOST_KNOWN:
            self._known.popitem(last=False)
        if bucket.take() and self._together.take():
            return True
        self.n_refused += 1
        return False

    def give_back(self, address: str) -> None:
        """Return a try of an address that was right."""
        self._together.give_back()
        if (bucket := self._known.get(address)) is not None:
            bucket.give_back()
