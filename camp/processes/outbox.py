"""What a process has to say, sent by a thread of its own: no loop waits for a reader.

A pipe holds some hundred messages. A reader that is stopped, swapped out or busy would
therefore stop whoever sends in its own loop, after seconds to a minute.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from attention_camp.camp.session.messages import (
    BlockMeans,
    Note,
    TargetsShown,
    TrialFinished,
)
from attention_camp.signal.clock import host_time

logger = logging.getLogger(__name__)

MOST_TRIALS = 64
"""Trials that wait to be sent; more become a place in the ledger. Own choice."""
BEAT_SECONDS = 0.4
"""After so long without a word, a process says that it lives, s; own choice."""
GOODBYE_SECONDS = 1.0
"""How long what waits may take to leave at the end, s; own choice."""
_EACH_COUNTS = TrialFinished | TargetsShown | BlockMeans | Note
"""Messages that do not make the ones before them stale."""


@dataclass(frozen=True, slots=True)
class Alive:
    """The process lives, though there is nothing to say."""

    overdue: float
    """Seconds since its loop turned, where it should have since; 0: all is well."""


@dataclass(frozen=True, slots=True)
class TrialsStored:
    """Trials up to a number are in the ledger; who was not told reads them there."""

    last: int


class Outbox:
    """A queue of messages and the thread that sends them; ``send`` never blocks.

    The queue is bounded: of every kind of message only the newest waits, as it makes
    those before it stale. Notes and means of blocks all wait. So do trials, up to
    ``MOST_TRIALS``; beyond that, all of them become one ``TrialsStored``, since they
    are on disk already. Of their targets, which are for a picture only, as many wait.

    Parameters
    ----------
    pipe : Connection
        Where the messages go. Nobody else may send there.
    beats : bool
        Whether to say ``Alive`` after a while without a message.
    """

    def __init__(self, pipe: Connection[Any, Any], *, beats: bool = False) -> None:
        self._pipe = pipe
        self._beats = beats
        self._queue: deque[object] = deque()
        self._changed = threading.Condition()
        self._is_closing = False
        self._is_lost = False
        self._turned = 0.0
        self._turn_due = float("inf")
        # a daemon: a stopped reader holds it in a write, which must not keep the
        # process from ending
        self._thread = threading.Thread(target=self._run, name="outbox", daemon=True)
        self._thread.start()

    @property
    def is_lost(self) -> bool:
        """Whether the reader is gone for good."""
        return self._is_lost

    def send(self, message: object) -> None:
        """Have a message sent; nothing happens where the reader is gone."""
        with self._changed:
            if self._is_closing or self._is_lost:
                return
            if not isinstance(message, _EACH_COUNTS):
                self._drop(type(message))
            self._queue.append(message)
            if isinstance(message, TargetsShown):
                self._drop_oldest_targets()
            if isinstance(message, TrialFinished):
                self._fold_trials(message)
            self._changed.notify()

    def turn(self, within: float) -> None:
        """Note that the loop of this process turned and will again within seconds."""
        now = host_time()
        self._turned, self._turn_due = now, now + within

    def close(self, limit: float = GOODBYE_SECONDS) -> bool:
        """Send what waits, for ``limit`` seconds at most; return whether all left."""
        with self._changed:
            self._is_closing = True
            self._changed.notify()
        self._thread.join(limit)
        return not self._thread.is_alive()

    def _drop(self, *kinds: type) -> None:
        rest = [message for message in self._queue if not isinstance(message, kinds)]
        self._queue.clear()
        self._queue.extend(rest)

    def _fold_trials(self, newest: TrialFinished) -> None:
        n_trials = sum(isinstance(message, TrialFinished) for message in self._queue)
        if n_trials > MOST_TRIALS:
            self._drop(TrialFinished, TrialsStored)
            self._queue.append(TrialsStored(newest.record.trial))

    def _drop_oldest_targets(self) -> None:
        waiting = [one for one in self._queue if isinstance(one, TargetsShown)]
        if len(waiting) > MOST_TRIALS:
            self._queue.remove(waiting[0])

    def _run(self) -> None:
        while (message := self._next()) is not None:
            try:
                self._pipe.send(message)
            except OSError:
                with self._changed:
                    self._is_lost = True
                    self._queue.clear()
                return
            except Exception:
                # a message that cannot be sent must not silence those after it
                logger.exception("a message could not be sent: %r", message)

    def _next(self) -> object | None:
        """Wait for the next message; None: there will be none."""
        with self._changed:
            wait = BEAT_SECONDS if self._beats else None
            self._changed.wait_for(lambda: self._queue or self._is_closing, wait)
            if self._queue:
                return self._queue.popleft()
            return None if self._is_closing else Alive(self._overdue())

    def _overdue(self) -> float:
        now = host_time()
        return now - self._turned if now > self._turn_due else 0.0
