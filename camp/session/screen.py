"""What the trial loop asks of a screen, real or simulated."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from attention_camp.resources.texts import UserError
from attention_camp.tasks.trial import Card, Response, Trial

if TYPE_CHECKING:
    from attention_camp.camp.session.camp.contents import CampPage


class EmergencyStopError(UserError):
    """The participant pressed the emergency key; the screen is blank already."""


class InterruptedSessionError(UserError):
    """The operator ended the session, or went away, while the screen was waiting."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """What is said after a trial."""

    correct: bool
    text: str
    """English source text, translated by the screen (context ``tasks``)."""
    advice: str = ""
    """What to change, with places for ``values``; source text too."""
    values: Mapping[str, int | Sequence[str]] = field(default_factory=dict)
    """Counts, and names of keys."""
    brief: bool = False
    """Whether it is shown for a moment only, between trials that count."""


@dataclass(frozen=True, slots=True)
class Break:
    """A rest between two blocks."""

    seconds: float
    """Shortest rest; it goes on until the participant presses space."""
    blocks_done: int
    n_blocks: int
    said: str = ""
    """A true sentence about the block that is over."""
    advice: str = ""
    """What helps now."""
    journey: bool = False
    """Whether the parts are stations of a journey."""


class Screen(Protocol):
    """The participant's screen.

    Every call blocks until what it shows is over, and raises ``EmergencyStopError`` or
    ``InterruptedSessionError`` when the session is to end. Times are on the session's
    clock.
    """

    def show_cards(self, cards: Sequence[Card]) -> None:
        """Show cards one after another; keys go forward and back."""

    def countdown(self, seconds: int) -> None:
        """Count down to the first trial of a block."""

    def present(self, trial: Trial) -> Response:
        """Show a trial and collect its answers."""

    def feedback(self, feedback: Feedback) -> None:
        """Show for a moment whether a trial was answered well, and what to change."""

    def show_attention(self, size: float) -> None:
        """Show the circle of attention for a moment, grown by ``size``, 0 to 1."""

    def show_camp(
        self, pages: Sequence[CampPage], *, seconds: float = math.inf
    ) -> tuple[str, ...]:
        """Show the participant's own pages; return the codes that were chosen.

        Parameters
        ----------
        pages : sequence of CampPage
            One after another.
        seconds : float
            How long each stays if nobody goes on.
        """

    def rest(self, pause: Break) -> None:
        """Show a break."""

    def pause(self) -> None:
        """Show that the session is paused; return when the operator resumes it."""

    def take_frames(self) -> tuple[float, ...]:
        """Return the buffer swap times since the last call, s; empty if simulated."""

    def close(self) -> None:
        """Show thanks where the session ended well, and close the window."""
