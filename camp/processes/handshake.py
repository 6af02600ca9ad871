"""The first words of a connection: each end proves the key, and neither waits for ever.

``multiprocessing`` knows this handshake, but without a limit: a process that is stopped
answers never, and whoever speaks with it would hang.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from multiprocessing import AuthenticationError
from multiprocessing.connection import (
    Client,
    Connection,
    answer_challenge,
    deliver_challenge,
)
from typing import Any, cast

NO_CONNECTION = (OSError, EOFError, AuthenticationError)
"""What a connection that is not there, or no longer, raises."""
_LOOK_SECONDS = 0.05
"""From one look whether it is over to the next, s; own choice."""


class _Guarded:
    """A connection whose reads end when nobody wants them any more."""

    def __init__(self, pipe: Connection[Any, Any], is_over: Callable[[], bool]) -> None:
        self._pipe = pipe
        self._is_over = is_over

    def recv_bytes(self, maxlength: int | None = None) -> bytes:
        """Return the next message."""
        while not self._pipe.poll(_LOOK_SECONDS):
            if self._is_over():
                raise TimeoutError("the other end does not prove its key")
        return self._pipe.recv_bytes(maxlength)

    def send_bytes(self, data: bytes) -> None:
        """Send a message."""
        self._pipe.send_bytes(data)


def connect(
    address: str, key: bytes, *, is_over: Callable[[], bool]
) -> Connection[Any, Any]:
    """Connect to a listener and prove the key; until ``is_over`` says to give up.

    Parameters
    ----------
    address : str
        Where it listens.
    key : bytes
        What both ends know.
    is_over : callable
        Whether nobody waits for the connection any more.

    Raises
    ------
    OSError, EOFError, AuthenticationError
        Where there is none, it went away, or has another key.
    """
    pipe = Client(address)
    guarded = cast("Connection[Any, Any]", _Guarded(pipe, is_over))
    try:
        answer_challenge(guarded, key)
        deliver_challenge(guarded, key)
    except BaseException:
        pipe.close()
        raise
    return pipe


def welcome(
    pipe: Connection[Any, Any], key: bytes, *, is_over: Callable[[], bool]
) -> None:
    """Let the one who connected prove the key; until ``is_over`` says to give up.

    Parameters
    ----------
    pipe : Connection
        As the listener accepted it, without a key.
    key : bytes
        What both ends know.
    is_over : callable
        Whether it took too long.

    Raises
    ------
    OSError, EOFError, AuthenticationError
        Where it is silent, went away, or has another key; the pipe is closed then.
    """
    guarded = cast("Connection[Any, Any]", _Guarded(pipe, is_over))
    try:
        deliver_challenge(guarded, key)
        answer_challenge(guarded, key)
    except BaseException:
        pipe.close()
        raise


class Attempt:
    """One attempt to connect, in a thread of its own: a stopped process never answers.

    It waits until the process answers, goes away, or the attempt is given up; so one
    attempt is all that a stopped process costs, however long it is stopped.
    """

    def __init__(self, address: str, key: bytes) -> None:
        self.is_over = threading.Event()
        self._given_up = threading.Event()
        self._found: Connection[Any, Any] | BaseException | None = None
        threading.Thread(
            target=self._run, args=(address, key), name="link attempt", daemon=True
        ).start()

    def take(self) -> Connection[Any, Any]:
        """Return the connection, once it is over; raise what it failed with."""
        if isinstance(self._found, Connection):
            return self._found
        raise cast("BaseException", self._found)

    def give_up(self) -> None:
        """Want no connection any more."""
        self._given_up.set()

    def _run(self, address: str, key: bytes) -> None:
        try:
            self._found = connect(address, key, is_over=self._given_up.is_set)
            if self._given_up.is_set():
                self._found.close()
        except NO_CONNECTION as error:
            self._found = error
        finally:
            self.is_over.set()
