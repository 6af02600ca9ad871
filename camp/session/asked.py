"""What is asked for on the class page, as the ledger keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from attention_camp.camp.session.messages import Asked, AskedFor
from attention_camp.camp.session.plain_values import PlainLine
from attention_camp.signal.clock import wall_time

REQUEST_OF = {
    "pause": "pause",
    "resume": "pause",
    "easier": "easier",
    "next-task": "next-task",
}
"""What is asked for, and which of a block's ``requests`` allows it."""


@dataclass(frozen=True, slots=True)
class AskedLine(PlainLine):
    """A request that a block allows: it acts from here on."""

    kind: ClassVar[str] = "asked"
    what: AskedFor
    """``easier`` is told to the rule with the next trial's evidence; ``next-task`` ends
    the block."""
    block: int
    """Number of the block it was asked in, from 1."""
    who: str
    """Who asked, as signed in on the class page."""
    at: str
    """When it was taken, wall clock of this computer, ISO 8601 with its offset."""
    time: float
    """The same on the session clock, s."""


def line_of(asked: Asked, *, block: int, time: float) -> AskedLine:
    """Return the line of a request.

    Parameters
    ----------
    asked : Asked
        The request.
    block : int
        Number of the block that it is taken in.
    time : float
        When, session clock, s.
    """
    return AskedLine(asked.what, block, asked.who, wall_time().isoformat(), time)
