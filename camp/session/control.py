"""Requests of the operator to a running session, checked between trials."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from attention_camp.camp.session.messages import Asked, Note


class Control(Protocol):
    """Requests of the operator."""

    @property
    def aborted(self) -> bool:
        """Whether to end the session after this trial."""

    @property
    def paused(self) -> bool:
        """Whether to pause before the next trial."""

    def take_notes(self) -> tuple[Note, ...]:
        """Return the notes written since the last call."""

    def take_asked(self) -> tuple[Asked, ...]:
        """Return what the class page asked for since the last call."""


class NoControl:
    """Control of an unattended session: no requests."""

    aborted = False
    paused = False

    def take_notes(self) -> tuple[Note, ...]:
        """Return no notes."""
        return ()

    def take_asked(self) -> tuple[Asked, ...]:
        """Return no requests."""
        return ()


Tell = Callable[[object], None]
"""Sends a message of ``session.messages`` to the operator."""
