"""The EEG link across a pipe: the trial loop asks, the acquisition process answers."""

from __future__ import annotations

import logging
import queue
import socket
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, Listener
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attention_camp.camp.processes.handshake import NO_CONNECTION, Attempt, welcome
from attention_camp.camp.session.link import (
    NO_ANSWER,
    NO_EEG,
    NO_GAZE,
    NOWHERE,
    EegDescription,
    EegLink,
    Gaze,
    Permission,
    Place,
    Score,
)
from attention_camp.signal.clock import host_time

if TYPE_CHECKING:
    from attention_camp.signal.simulated.evoked import EvokedEvent

logger = logging.getLogger(__name__)

TIMEOUT_SECONDS = 3.0
"""An answer that takes longer counts as no headset; own choice."""
CALIBRATION_SECONDS = 60.0
HEAR_SECONDS = 0.02
"""From one look at the keys to the next while an answer is waited for, s; own choice: a
fifth of the 0.1 s in which the emergency key is heard."""
RETRY_SECONDS = 0.05
"""From a failed connection to listening again, s."""
WELCOME_SECONDS = 3.0
"""In which who connects must prove the key, s; own choice."""
BACKLOG = 8
"""Connections that wait while the process is stopped; own choice."""

UNANSWERED = 0
"""Number of a call whose reply nobody waits for; it is passed over."""

T = TypeVar("T")

METHODS = frozenset(
    {
        "describe",
        "places",
        "score",
        "keep",
        "calibrate",
        "gaze",
        "check",
        "mark",
        "set_engagement",
        "evoke",
    }
)


@dataclass(frozen=True, slots=True)
class Call:
    """A call of one method of ``EegLink``."""

    number: int
    method: str
    arguments: tuple[Any, ...]
    deadline: float
    """When nobody waits for the answer any more, host clock, s: what was not begun by
    then is left, since the session went on as if there were no headset."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the call returned."""

    number: int
    value: Any


class PipeLink:
    """``EegLink`` over a pipe; connects anew to a restarted acquisition process.

    While nobody answers, every call returns at once what a session without a headset
    gets. A process that hangs is waited for once: what it owes, an answer or a
    connection, is the sign of life after which it is asked again.

    Parameters
    ----------
    address : str
        Where the acquisition process listens.
    key : bytes
        What both know.
    hear : callable
        Called every 20 ms while an answer is waited for, so that keys are heard; what
        it raises ends the wait.
    limit : float
        How long an answer or a connection is waited for, s.
    """

    def __init__(
        self,
        address: str,
        key: bytes,
        *,
        hear: Callable[[], None] = lambda: None,
        limit: float = TIMEOUT_SECONDS,
    ) -> None:
        self.hear = hear
        self._limit = limit
        self._address = address
        self._key = key
        self._pipe: Connection[Any, Any] | None = None
        self._attempt: Attempt | None = None
        self._number = 0
        self._is_owed = False
        """Whether the answer to the last call has not come yet."""
        self._description: EegDescription | None = None
        self._is_answered = True

    def describe(self) -> EegDescription | None:
        """Return what is needed to re-make scores; the last known if nobody answers."""
        self._description = self._ask("describe", fallback=self._description)
        return self._description

    def places(self, times: Sequence[float]) -> tuple[Place, ...]:
        """Return where each session time lies in the recording."""
        return self._ask("places", tuple(times), fallback=(NOWHERE,) * len(times))

    def score(self, start: float, stop: float) -> Score:
        """Return the score of the EEG between two session times."""
        return self._ask("score", start, stop, fallback=NO_EEG)

    def keep(self, label: str, start: float, stop: float) -> tuple[int, int]:
        """Keep a stretch for the calibration; return its samples.

        Parameters
        ----------
        label : str
            ``rest`` or ``engaged``.
        start, stop : float
            Session time, s.
        """
        return self._ask("keep", label, start, stop, fallback=(0, 0))

    def calibrate(self, method: str = "calibrate") -> Permission:
        """Fit the model to what was kept and tell whether it may steer."""
        limit = CALIBRATION_SECONDS
        return self._ask(method, host_time() + limit, fallback=NO_ANSWER, limit=limit)

    def check(self) -> Permission:
        """Go on with the score of an earlier session, if it holds for what was kept."""
        return self.calibrate("check")

    def gaze(self, within: float, seconds: float) -> Gaze:
        """Return whether the gaze rested near the middle of the screen just now."""
        return self._ask("gaze", within, seconds, fallback=NO_GAZE)

    def mark(self, value: int) -> None:
        """Put a marker into the board's own marker channel."""
        self._ask("mark", value, fallback=None)

    def set_engagement(self, value: float) -> None:
        """Tell a simulated brain how engaged its owner is."""
        self._tell("set_engagement", value)

    def evoke(self, events: tuple[EvokedEvent, ...]) -> None:
        """Tell a simulated brain what its owner saw, heard or did."""
        self._tell("evoke", events)

    def close(self) -> None:
        """Hang up."""
        if self._attempt is not None:
            self._attempt.give_up()
            self._attempt = None
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None

    def _tell(self, method: str, *arguments: Any) -> None:
        """Call without waiting for the reply, since frames are due meanwhile."""
        pipe = self._pipe
        try:
            if pipe is not None and not self._owes(pipe):
                deadline = host_time() + self._limit
                pipe.send(Call(UNANSWERED, method, arguments, deadline))
        except NO_CONNECTION:
            self.close()  # the next question finds out, and says so

    def _ask(
        self,
        method: str,
        *arguments: Any,
        fallback: T,
        limit: float | None = None,
    ) -> T:
        limit = self._limit if limit is None else limit
        try:
            pipe = self._connection()
            if pipe is None or self._owes(pipe):
                return fallback
            self._number += 1
            deadline = host_time() + limit
            pipe.send(Call(self._number, method, arguments, deadline))
            self._is_owed = True
            while self._wait(pipe.poll, deadline):
                reply = pipe.recv()
                if reply.number == self._number:
                    self._is_owed = False
                    self._is_answered = True
                    return cast("T", reply.value)
            logger.warning("no answer to %s within %s s", method, limit)
        except NO_CONNECTION as error:
            if self._is_answered:
                logger.warning("the acquisition process does not answer: %r", error)
            self._is_answered = False
            self.close()
        return fallback

    def _connection(self) -> Connection[Any, Any] | None:
        """Return the connection; None: a process that hangs has not let us in yet."""
        if self._pipe is not None:
            return self._pipe
        if self._attempt is None:
            self._attempt = Attempt(self._address, self._key)
            if not self._wait(self._attempt.is_over.wait, host_time() + self._limit):
                logger.warning("no connection within %s s", self._limit)
        if not self._attempt.is_over.is_set():
            return None
        attempt, self._attempt = self._attempt, None
        self._pipe, self._is_owed = attempt.take(), False
        return self._pipe

    def _owes(self, pipe: Connection[Any, Any]) -> bool:
        """Return whether the answer to a past call is still missing; never wait."""
        while self._is_owed and pipe.poll():
            self._is_owed = pipe.recv().number != self._number
        return self._is_owed

    def _wait(self, is_there: Callable[[float], bool], deadline: float) -> bool:
        """Wait for something with a limit, and hear keys meanwhile."""
        while not is_there(min(HEAR_SECONDS, max(deadline - host_time(), 0.0))):
            if host_time() >= deadline:
                return False
            self.hear()
        return True


class LinkServer:
    """The other end: answers calls in the thread that owns the engine.

    Who connects proves the key in a thread of their own and within a limit, so that a
    process that hangs in the middle keeps nobody else out.

    Parameters
    ----------
    address : str
        Where to listen.
    key : bytes
        What both ends know.
    limit : float
        In which who connects must prove the key, s.
    """

    def __init__(
        self, address: str, key: bytes, *, limit: float = WELCOME_SECONDS
    ) -> None:
        if Path(address).is_socket():  # left by one that was killed
            Path(address).unlink()
        self._address = address
        self._key = key
        self._limit = limit
        self._listener = Listener(address, backlog=BACKLOG)
        self._is_socket = Path(address).is_socket()
        self._accepted: queue.SimpleQueue[Connection[Any, Any]] = queue.SimpleQueue()
        self._pipes: list[Connection[Any, Any]] = []
        self._closed = threading.Event()
        threading.Thread(target=self._accept, name="link server", daemon=True).start()

    @property
    def pipes(self) -> list[Connection[Any, Any]]:
        """The connections there are now."""
        while not self._accepted.empty():
            self._pipes.append(self._accepted.get())
        return self._pipes

    def answer(self, engine: EegLink) -> None:
        """Answer all calls that are waiting."""
        for pipe in list(self.pipes):
            try:
                while pipe.poll():
                    call = pipe.recv()
                    if call.method not in METHODS:
                        raise ValueError(f"method must be in {METHODS}, got {call}")
                    value = None
                    if host_time() <= call.deadline:
                        value = getattr(engine, call.method)(*call.arguments)
                    pipe.send(Reply(call.number, value))
            except (OSError, EOFError):  # the participant process is gone
                self._pipes.remove(pipe)
                pipe.close()

    def close(self) -> None:
        """Hang up on everyone."""
        self._closed.set()
        if self._is_socket:  # closing it does not wake who waits at it
            with suppress(OSError), socket.socket(socket.AF_UNIX) as knock:
                knock.connect(self._address)
        self._listener.close()
        for pipe in self.pipes:
            pipe.close()

    def _accept(self) -> None:
        while not self._closed.is_set():
            try:
                pipe = self._listener.accept()
            except (OSError, EOFError) as error:
                # a participant process that was killed as it connected; or we closed
                if not self._closed.wait(RETRY_SECONDS):
                    logger.warning("somebody could not connect: %r", error)
                continue
            if self._closed.is_set():  # our own knock
                pipe.close()
            else:
                threading.Thread(
                    target=self._welcome, args=(pipe,), name="link guest", daemon=True
                ).start()

    def _welcome(self, pipe: Connection[Any, Any]) -> None:
        limit = host_time() + self._limit
        try:
            welcome(
                pipe,
                self._key,
                is_over=lambda: self._closed.is_set() or host_time() > limit,
            )
        except NO_CONNECTION as error:
            if not self._closed.is_set():
                logger.warning("somebody could not connect: %r", error)
        else:
            self._accepted.put(pipe)
