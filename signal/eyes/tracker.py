"""An eye tracker that is looked for, and looked for again, while a session goes on."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence

from attention_camp.resources.texts import Sentence
from attention_camp.signal.eyes.source import EyeInfo, EyePacket, EyeSource
from attention_camp.signal.stream import SourceError

logger = logging.getLogger(__name__)

PATIENCE_SECONDS = 2.0
"""How long nothing may arrive before the stream is looked for again, s; own choice."""
BACKOFF_SECONDS = (0.5, 1.0, 2.0)
"""Waits before the attempts, s; the last one is repeated."""


class EyeTracker:
    """Reads an eye tracker that may be missing at first, go away, and come back.

    To find a stream takes seconds, so a real one is looked for in a thread; ``read``
    returns None meanwhile, and ``message`` says why. Nothing here ends a session.

    Parameters
    ----------
    source : EyeSource
        Only this object may use it.
    backoff : sequence of float
        Waits before the attempts to connect, s.
    """

    def __init__(
        self, source: EyeSource, *, backoff: Sequence[float] = BACKOFF_SECONDS
    ) -> None:
        self.source = source
        self.message = ""
        """Why nothing comes, for people; empty while it does."""
        self._backoff = tuple(backoff)
        self._is_ending = threading.Event()
        self._thread: threading.Thread | None = None
        self._info: EyeInfo | None = None
        self._last: float | None = None

    @property
    def info(self) -> EyeInfo | None:
        """What the tracker sends; None: it has not been there yet."""
        return self._info

    def start(self) -> None:
        """Look for the tracker: at once where it is simulated, else in a thread."""
        if not self.source.is_real_time:
            self.source.start()
            self._info = self.source.info
            return
        self._begin_again(
            Sentence("The eye tracker is looked for. The session does not wait for it.")
        )

    def read(self, now: float) -> EyePacket | None:
        """Return the samples since the last call; None: there are none."""
        if self._thread is not None:
            if self._thread.is_alive():
                return None
            self._thread.join()
            self._thread = None
            if self._is_ending.is_set() or not self._is_the_same():
                return None
            self.message, self._last = "", now
        if self._info is None or self.source.info != self._info:
            return None
        try:
            packet = self.source.read(now)
        except SourceError as error:
            self._begin_again(str(error))
            return None
        if self._last is None or packet is not None:
            self._last = now
        elif now - self._last > PATIENCE_SECONDS and self.source.is_real_time:
            self._begin_again(
                Sentence(
                    "Nothing arrived from the eye tracker {name!r} for {patience:g} s. "
                    "Look at its program; the connection is tried again.",
                    name=self._info.name,
                    patience=PATIENCE_SECONDS,
                )
            )
        return packet

    def stop(self) -> None:
        """Stop, also while it is looked for."""
        self._is_ending.set()
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.join()
        self.source.stop()

    def _is_the_same(self) -> bool:
        """Accept a tracker that came back as it was; say so of another one."""
        found = self.source.info
        if self._info is None:
            self._info = found
        if found == self._info:
            return True
        self.message = Sentence(
            "The eye tracker {name!r} came back with other channels or another rate. "
            "Nothing more of it is recorded in this session.",
            name=self._info.name,
        )
        return False

    def _begin_again(self, message: str) -> None:
        self.message = message
        self._thread = threading.Thread(
            target=self._connect, name="eye tracker", daemon=True
        )
        self._thread.start()

    def _connect(self) -> None:
        """Connect until it succeeds or ``stop`` is called."""
        attempt = 0
        while not self._is_ending.is_set():
            try:
                self.source.stop()
                self.source.start()
            except SourceError as error:
                self.message = str(error)
            except Exception as error:  # noqa: BLE001
                # the top of the thread: whatever the library of a tracker raises costs
                # the eyes, and never the session
                logger.warning("no connection to the eye tracker: %r", error)
                self.message = Sentence(
                    "The eye tracker cannot be connected: {error}. The connection is "
                    "tried again.",
                    error=str(error) or type(error).__name__,
                )
            else:
                return
            wait = self._backoff[min(attempt, len(self._backoff) - 1)]
            attempt += 1
            if self._is_ending.wait(wait):
                return
