"""The parts of a session that the trial loop works with, real or simulated."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from attention_camp.camp.session.clock import Clock
from attention_camp.camp.session.control import Control, Tell
from attention_camp.camp.session.ledger_lines import LedgerLine, TrialLine
from attention_camp.camp.session.link import EegLink
from attention_camp.camp.session.records import EventRow
from attention_camp.camp.session.screen import Screen


class Store(Protocol):
    """Where trials go before anybody is told of them."""

    def append(self, line: TrialLine) -> None:
        """Write a trial and sync it."""

    def append_event(self, row: EventRow) -> None:
        """Write an event that is no trial."""

    def append_ledger(self, line: LedgerLine) -> None:
        """Write a line of the ledger that is no trial."""

    def append_frames(self, times: tuple[float, ...]) -> None:
        """Write the buffer swap times of the last trial."""


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """The parts of a session, real or simulated."""

    screen: Screen
    link: EegLink
    store: Store
    tell: Tell
    control: Control
    clock: Clock
    attend: Callable[[bool], None] = lambda rest: None  # noqa: ARG005
    """Tells a simulated participant whether to rest (True) or to work."""
    marks_trials: bool = True
    """Whether the board gets a marker at each trial; else at a block's first, as in a
    blinded study: the pace of trials tells their levels."""

    def store_notes(self) -> None:
        """Write what the operator noted, each at the time at which it happened."""
        for note in self.control.take_notes():
            when = self.clock.now() if note.time is None else note.time
            self.write_event(when, 0.0, note.kind, note.text)

    def pause(self) -> None:
        """Pause until the operator resumes; however it ends, it is an event."""
        began = self.clock.now()
        try:
            self.screen.pause()
        finally:
            self.write_event(began, self.clock.now() - began, "pause", "")
            self.store_notes()

    def write(self, kind: str, value: str) -> None:
        """Write an event of this moment."""
        self.write_event(self.clock.now(), 0.0, kind, value)

    def write_event(self, time: float, duration: float, kind: str, value: str) -> None:
        """Write an event that is no trial.

        Parameters
        ----------
        time, duration : float
            When it began, session clock, and how long it took, s.
        kind, value : str
            As in events.tsv: ``trial_type`` and ``value``.
        """
        place = self.link.places((time,))[0]
        row = EventRow(place.seconds, duration, kind, place.sample, value)
        self.store.append_event(row)
