"""A response box: read in a thread, its stamps carried to the host's clock; no Qt."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from threading import Event, Thread
from typing import Protocol

from attention_camp.resources.texts import UserError
from attention_camp.signal.clock import host_time

logger = logging.getLogger(__name__)

_N_OFFSETS = 256
_JUMP = 1.0
"""A step of a box's clock that is no jitter, s; own choice: it was reset."""


class BoxError(UserError):
    """A response box that cannot be used; the text is for people."""


@dataclass(frozen=True, slots=True)
class Button:
    """A button as the box reports it."""

    name: str
    """``button1``, ``button2``, …, or what an LSL stream sends."""
    stamp: float | None
    """Time on the box's clock, s; None: it has none."""
    arrived: float
    """When the report arrived, host clock, s."""


class Reader(Protocol):
    """Reads one kind of box."""

    def read(self) -> Iterable[Button]:
        """Wait at most a tenth of a second; return the buttons pressed meanwhile."""

    def close(self) -> None:
        """Let the device go."""


class BoxClock:
    """Carries a box's stamps to the host's clock.

    No report arrives before its button was pressed, so the least difference between
    arrival and stamp is the offset of the box's clock, with the quickest transfer in
    it; what a slower one took longer does not enter the time of the press.
    """

    def __init__(self) -> None:
        self._offsets: deque[float] = deque(maxlen=_N_OFFSETS)
        self.delays: deque[float] = deque(maxlen=_N_OFFSETS)
        """How much longer than the quickest each report took, s."""

    def host_time(self, button: Button) -> float:
        """Return when a button was pressed, host clock, s."""
        if button.stamp is None:
            return button.arrived
        offset = button.arrived - button.stamp
        if self._offsets and abs(offset - min(self._offsets)) > _JUMP:
            self._offsets.clear()
        self._offsets.append(offset)
        least = min(self._offsets)
        self.delays.append(offset - least)
        return button.stamp + least


class ResponseBox:
    """A box that is read in a thread of its own.

    Parameters
    ----------
    name : str
        What it is called in the log and beside its presses.
    reader : Reader
        Reads it.
    heard : callable
        Called in the thread with each button's name and host time.
    """

    def __init__(
        self, name: str, reader: Reader, heard: Callable[[str, float], None]
    ) -> None:
        self.name = name
        self.clock = BoxClock()
        self._reader = reader
        self._heard = heard
        self._end = Event()
        self._thread = Thread(target=self._run, name=f"box {name}", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End the thread and let the device go."""
        self._end.set()
        self._thread.join(timeout=2.0)
        self._reader.close()

    def _run(self) -> None:
        while not self._end.is_set():
            try:
                buttons = list(self._reader.read())
            except OSError as error:  # pulled out: the session goes on with the rest
                logger.warning("The response box %s is gone: %s", self.name, error)
                return
            for button in buttons:
                self._heard(button.name, self.clock.host_time(button))


def now() -> float:
    """Return the host's time, for readers."""
    return host_time()
