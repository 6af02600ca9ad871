"""What the operator may ask of a running session, checked between two trials."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol


class Control(Protocol):
    """The operator's wishes."""

    @property
    def aborted(self) -> bool:
        """Whether the session is to end after this trial."""

    @property
    def paused(self) -> bool:
        """Whether the session is to pause before the next trial."""

    def take_notes(self) -> tuple[str, ...]:
        """Return the notes written since the last call."""


class NoControl:
    """A session that nobody watches."""

    aborted = False
    paused = False

    def take_notes(self) -> tuple[str, ...]:
        """Return nothing."""
        return ()


Tell = Callable[[object], None]
"""Sends a message of ``processes.messages`` to whoever listens."""
