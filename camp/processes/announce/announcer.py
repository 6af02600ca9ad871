"""Tells the class page how a session is, from a thread that nobody ever waits for."""

from __future__ import annotations

import logging
import random
import shutil
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from attention_camp.camp.processes.announce.pairing import Pairing
from attention_camp.camp.processes.announce.pinned import NO_CONTACT, PageError
from attention_camp.camp.processes.announce.wire import (
    BEAT_SECONDS,
    MOST_REQUESTS,
    STATE_PATH,
    LearnerState,
    Request,
    reply_from,
    to_bytes,
)
from attention_camp.camp.session.plain_values import PlainValueError
from attention_camp.signal.clock import host_time

logger = logging.getLogger(__name__)

LEAST_SECONDS = 0.15
"""From one state to the next at least, s; what changes meanwhile goes with it."""
FIRST_WAIT, LONGEST_WAIT = 0.5, 5.0
"""Waits after the first failure and after many, s; own choice."""
DISK_SECONDS = 10.0
"""How often the free space is asked for, s."""
OK = 200


class Announcer:
    """Sends the newest state, and keeps what the page asks for until it is taken.

    ``say`` and ``take`` touch memory only. Whatever the network does, the session does
    not notice: one state waits at most, the newest.

    Parameters
    ----------
    pairing : Pairing
        The page, and what lets this computer in.
    folder : Path or None
        Whose disk is told of; None: none.
    """

    def __init__(self, pairing: Pairing, *, folder: Path | None = None) -> None:
        self._connection = pairing.connection()
        self._token = pairing.token
        self._folder = folder
        self._newest: LearnerState | None = None
        self._is_new = False
        self._is_closing = False
        self._inbox: deque[Request] = deque(maxlen=MOST_REQUESTS)
        self._changed = threading.Condition()
        self._free: float | None = None
        self._free_at = float("-inf")
        self.has_contact = False
        """Whether the page took the last state."""
        self._thread = threading.Thread(
            target=self._run, name="class page", daemon=True
        )
        self._thread.start()

    def say(self, state: LearnerState) -> None:
        """Have a state sent, in the place of one that still waits; never blocks.

        Figures of health, which change with every packet, go with the next beat.
        """
        with self._changed:
            former, self._newest = self._newest, state
            if former is None or replace(former, health=state.health) != state:
                self._is_new = True
                self._changed.notify()

    def take(self) -> list[Request]:
        """Return what the page asked for since the last call; never blocks."""
        taken = []
        while self._inbox:
            taken.append(self._inbox.popleft())
        return taken

    def close(self) -> None:
        """Have the last state sent once, and end; returns at once."""
        with self._changed:
            self._is_closing = True
            self._changed.notify()

    def join(self, limit: float) -> bool:
        """Wait for the end for ``limit`` seconds at most; return whether it came."""
        self._thread.join(limit)
        return not self._thread.is_alive()

    def _run(self) -> None:
        wait = FIRST_WAIT
        while not self._is_closing:
            self._await(lambda: self._is_new, BEAT_SECONDS)
            if self._tell():
                wait = FIRST_WAIT
                self._await(lambda: False, LEAST_SECONDS)
                continue
            # forty computers that lost one page must not come back in one moment
            self._await(lambda: False, wait * random.uniform(0.5, 1.0))
            wait = min(2 * wait, LONGEST_WAIT)
        if self._is_new:
            self._tell()
        self._connection.close()

    def _await(self, is_due: Callable[[], bool], seconds: float) -> None:
        """Wait until something is due, at most so long, or until the end."""
        with self._changed:
            self._changed.wait_for(lambda: self._is_closing or is_due(), seconds)

    def _tell(self) -> bool:
        """Send the newest state; return whether the page took it."""
        with self._changed:
            state, self._is_new = self._newest, False
        if state is None:
            return True
        try:
            requests = self._exchange(state)
        except (*NO_CONTACT, PageError, PlainValueError) as error:
            self._lose(error)
            return False
        except Exception:
            # a fault of ours must not end the thread: the page would show an old state
            logger.exception("the class page could not be told")
            self._lose(None)
            return False
        self.has_contact = True
        self._inbox.extend(requests)
        return True

    def _exchange(self, state: LearnerState) -> tuple[Request, ...]:
        """Send a state; return what the page asks for."""
        body = to_bytes(self._with_disk(state))
        status, content = self._connection.post(STATE_PATH, body, token=self._token)
        if status != OK:
            raise ConnectionRefusedError(f"the class page answered {status}")
        return reply_from(content).requests

    def _lose(self, error: Exception | None) -> None:
        if self.has_contact:
            logger.warning("no contact with the class page: %s", error)
        self.has_contact = False
        self._connection.close()
        with self._changed:
            self._is_new = True

    def _with_disk(self, state: LearnerState) -> LearnerState:
        """Return a state with the free space, which only this thread may wait for."""
        now = host_time()
        if self._folder is not None and now - self._free_at > DISK_SECONDS:
            self._free_at = now
            try:
                self._free = float(shutil.disk_usage(self._folder).free)
            except OSError:
                self._free = None
        return replace(state, health=replace(state.health, disk_free=self._free))
