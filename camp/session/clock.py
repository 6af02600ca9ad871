"""The session's clock: the host's clock, run faster where nothing is real."""

from __future__ import annotations

import time
from typing import Protocol

from attention_camp.signal.clock import host_time


class Clock(Protocol):
    """A monotonic clock in session seconds."""

    @property
    def is_host(self) -> bool:
        """Whether a session second is one of the host's."""

    def now(self) -> float:
        """Return the session's time, s."""

    def sleep_until(self, when: float) -> None:
        """Return when the session's time has reached ``when``."""


class HostClock:
    """The host's clock, shared by all processes of a session.

    Parameters
    ----------
    speed : float
        Session seconds per real second.
    epoch : float
        Host time at which both clocks agree, s. The same in all processes.
    """

    def __init__(self, speed: float = 1.0, *, epoch: float = 0.0) -> None:
        self.speed = speed
        self.epoch = epoch

    @property
    def is_host(self) -> bool:
        """Whether a session second is one of the host's."""
        return self.speed == 1.0

    def now(self) -> float:
        """Return the session's time, s; the host's own where the speed is 1."""
        return self.from_host(host_time())

    def from_host(self, host: float) -> float:
        """Return the session's time at a host time, s."""
        if self.speed == 1.0:
            return host
        return self.epoch + (host - self.epoch) * self.speed

    def sleep_until(self, when: float) -> None:
        """Sleep until the session's time has reached ``when``."""
        while (left := (when - self.now()) / self.speed) > 0:
            time.sleep(left)


class VirtualClock:
    """A clock that stands still until somebody waits: for simulations."""

    is_host = False

    def __init__(self, start: float = 0.0) -> None:
        self._now = start

    def now(self) -> float:
        """Return the session's time, s."""
        return self._now

    def sleep_until(self, when: float) -> None:
        """Be at ``when`` at once."""
        self._now = max(self._now, when)
