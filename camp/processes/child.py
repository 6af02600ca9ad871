"""A process of the session as the operator sees it: told, heard, watched, ended."""

from __future__ import annotations

import logging
import multiprocessing as mp
from collections.abc import Callable
from typing import Any

from attention_camp.camp.processes.outbox import Alive, Outbox
from attention_camp.camp.processes.spawning import spawn
from attention_camp.signal.clock import host_time

logger = logging.getLogger(__name__)

GOODBYE_SECONDS = 20.0
"""How long a process that answers may take to end by itself; own choice: closing the
recording took more than 5 s on two cores that shared themselves among thirty."""
HUNG_SECONDS = 3.0
"""How long one that does not answer may take: it may be busy closing its files, on a
computer that is busy itself. Own choice."""
INSIST_SECONDS = 1.0
"""How long it may take to end when it is told to by a signal; a stopped process does
not hear of that one, and is killed. Own choice."""
START_SECONDS = 60.0
"""How long a process may take to its first word, s; it imports and opens until then."""
SILENT_SECONDS = 1.5
"""After so long without a word a process counts as one that does not answer, s: that
is to be known within 2 s."""


class Child:
    """A process, the pipe to it, and whether it answers.

    Parameters
    ----------
    name : str
        Of the process, for log and messages.
    target : callable
        Its main function, called with its end of the pipe and the arguments.
    *args
        The other arguments.
    """

    def __init__(self, name: str, target: Callable[..., None], *args: Any) -> None:
        self.pipe, theirs = mp.Pipe()
        self.name = name
        self.process = spawn(target, theirs, *args, name=name)
        theirs.close()
        self.outbox = Outbox(self.pipe)
        self.is_expected_to_end = False
        self._has_hung_up = False
        self._heard_at: float | None = None
        self._started_at = host_time()
        self._overdue = 0.0

    @property
    def has_died(self) -> bool:
        """Whether it ended though nobody asked it to."""
        return not self.is_expected_to_end and self.process.exitcode is not None

    @property
    def silent_for(self) -> float:
        """Seconds for which it has not answered though it should; 0: it does."""
        now = host_time()
        if self._heard_at is None:
            seconds, limit = now - self._started_at, START_SECONDS
        else:
            since_word = now - self._heard_at
            # a thread may speak for a loop that hangs: it says so
            overdue = self._overdue + since_word if self._overdue else 0.0
            seconds, limit = max(since_word, overdue), SILENT_SECONDS
        return seconds if seconds >= limit else 0.0

    @property
    def patience(self) -> float:
        """How long it may take to end by itself, s; less where it does not answer."""
        return HUNG_SECONDS if self.silent_for else GOODBYE_SECONDS

    def send(self, message: object) -> None:
        """Have it told, if it still listens; never blocks."""
        self.outbox.send(message)

    def receive(self) -> list[Any]:
        """Return what it said since the last call."""
        messages = []
        try:
            while not self._has_hung_up and self.pipe.poll():
                message = self.pipe.recv()
                self._heard_at = host_time()
                self._overdue = message.overdue if isinstance(message, Alive) else 0.0
                if not isinstance(message, Alive):
                    messages.append(message)
        except (OSError, EOFError):
            logger.info("%s hung up", self.name)
            self._has_hung_up = True
        return messages

    def end(self, patience: float = GOODBYE_SECONDS) -> None:
        """Wait for its end, then insist; for a thread that nobody waits for.

        Parameters
        ----------
        patience : float
            How long it may take to end by itself, s.
        """
        self.is_expected_to_end = True
        self.process.join(patience)
        if self.process.is_alive():
            logger.warning("%s did not end by itself", self.name)
            self.process.terminate()
            self.process.join(INSIST_SECONDS)
        if self.process.is_alive():
            logger.warning("%s did not hear that it should end", self.name)
            self.process.kill()
            self.process.join(INSIST_SECONDS)
        self.outbox.close()
        self.pipe.close()
