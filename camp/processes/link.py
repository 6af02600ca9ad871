"""The EEG link across a pipe: the trial loop asks, the acquisition process answers."""

from __future__ import annotations

import logging
import math
import queue
import socket
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Connection, Listener
from pathlib import Path
from typing import Any, TypeVar, cast

from attention_camp.camp.session.link import (
    NO_EEG,
    EegDescription,
    EegLink,
    Permission,
    Score,
)

logger = logging.getLogger(__name__)

TIMEOUT_SECONDS = 3.0
"""An answer that takes longer counts as no headset; own choice."""
CALIBRATION_SECONDS = 60.0
RETRY_SECONDS = 0.05
"""From a failed connection to listening again, s."""

T = TypeVar("T")

METHODS = frozenset(
    {"describe", "samples_at", "score", "keep", "calibrate", "mark", "set_engagement"}
)


@dataclass(frozen=True, slots=True)
class Call:
    """A call of one method of ``EegLink``."""

    number: int
    method: str
    arguments: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """What the call returned."""

    number: int
    value: Any


class PipeLink:
    """``EegLink`` over a pipe; connects anew to a restarted acquisition process.

    While nobody answers, every call returns at once what a session without a headset
    gets; the connection is tried again at each call.
    """

    def __init__(self, address: str, key: bytes) -> None:
        self._address = address
        self._key = key
        self._pipe: Connection[Any, Any] | None = None
        self._number = 0
        self._description: EegDescription | None = None
        self._is_answered = True

    def describe(self) -> EegDescription | None:
        """Return what is needed to re-make scores; the last known if nobody answers."""
        self._description = self._ask("describe", fallback=self._description)
        return self._description

    def samples_at(self, times: Sequence[float]) -> tuple[float, ...]:
        """Return the sample index at each session time; NaN: unknown."""
        return self._ask("samples_at", tuple(times), fallback=(math.nan,) * len(times))

    def score(self, start: float, stop: float) -> Score:
        """Return the score of the EEG between two session times."""
        return self._ask("score", start, stop, fallback=NO_EEG)

    def keep(self, label: str, start: float, stop: float) -> tuple[int, int]:
        """Keep a stretch for the calibration; return its samples."""
        return self._ask("keep", label, start, stop, fallback=(0, 0))

    def calibrate(self) -> Permission:
        """Fit the model to what was kept and tell whether it may steer."""
        nobody = Permission(steering=False, why="no-headset")
        return self._ask("calibrate", fallback=nobody, timeout=CALIBRATION_SECONDS)

    def mark(self, value: int) -> None:
        """Put a marker into the board's own marker channel."""
        self._ask("mark", value, fallback=None)

    def set_engagement(self, value: float) -> None:
        """Tell a simulated brain how engaged its owner is."""
        self._ask("set_engagement", value, fallback=None)

    def close(self) -> None:
        """Hang up."""
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None

    def _ask(
        self,
        method: str,
        *arguments: Any,
        fallback: T,
        timeout: float = TIMEOUT_SECONDS,
    ) -> T:
        try:
            if self._pipe is None:
                self._pipe = Client(self._address, authkey=self._key)
            self._number += 1
            self._pipe.send(Call(self._number, method, arguments))
            while self._pipe.poll(timeout):
                reply = self._pipe.recv()
                if reply.number == self._number:  # not the late answer of a past call
                    self._is_answered = True
                    return cast("T", reply.value)
            logger.warning("no answer to %s within %s s", method, timeout)
        except (OSError, EOFError) as error:
            if self._is_answered:
                logger.warning("the acquisition process does not answer: %r", error)
            self._is_answered = False
            self.close()
        return fallback


class LinkServer:
    """The other end: answers calls in the thread that owns the engine."""

    def __init__(self, address: str, key: bytes) -> None:
        if Path(address).is_socket():  # left by one that was killed
            Path(address).unlink()
        self._address = address
        self._listener = Listener(address, authkey=key)
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
                self._accepted.put(self._listener.accept())
            except (OSError, EOFError, AuthenticationError) as error:
                # a participant process that was killed as it connected; or we closed
                if not self._closed.wait(RETRY_SECONDS):
                    logger.warning("somebody could not connect: %r", error)
