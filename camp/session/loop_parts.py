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
