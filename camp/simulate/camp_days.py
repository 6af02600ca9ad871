"""A camp of a simulated person: its sessions one after the other, levels carried on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from attention_camp.camp.session.camp.contents import Camp
from attention_camp.camp.session.camp.figures import SessionFigures
from attention_camp.camp.session.ledger import header_line
from attention_camp.camp.session.ledger_lines import LedgerLine, TrialLine
from attention_camp.camp.session.plan import plan_session
from attention_camp.camp.session.protocol import load_protocol
from attention_camp.camp.session.protocols.carried_levels import (
    carry_on,
    levels_reached,
)
from attention_camp.camp.session.records import TrialRecord
from attention_camp.camp.session.request import SessionRequest
from attention_camp.camp.simulate.without_eeg import run_session
from attention_camp.tasks.observers.observer import make_person

KINDS = {
    "novices": "adults",
    "adults": "adults",
    "experts": "adults",
    "children": "children",
    "older-adults": "older-adults",
}
"""Kinds of people, and the protocol that is made for each."""
NOISE = 0.15
"""SD of what a score adds to the engagement that a person shows; our own choice."""


@dataclass(frozen=True, slots=True, eq=False)
class CampDayDone:
    """A session of a camp that is over."""

    camp: Camp
    """The camp as it stood when the session began."""
    figures: SessionFigures
    records: tuple[TrialRecord, ...]
    """What is stored of its trials."""


@dataclass(slots=True, eq=False)
class _Kept:
    """A store in memory."""

    ledger: list[LedgerLine] = field(default_factory=list)

    def append(self, line: LedgerLine) -> None:
        self.ledger.append(line)

    append_ledger = append

    def append_event(self, row: object) -> None:
        pass

    def append_frames(self, times: tuple[float, ...]) -> None:
        pass


def camp_days(
    kind: str, n_sessions: int = 10, *, seed: int = 1
) -> Iterator[CampDayDone]:
    """Yield the sessions of a person of a kind, two days apart.

    Parameters
    ----------
    kind : str
        One of `KINDS`.
    n_sessions : int
        How many; 10 by default.
    seed : int
        The person.
    """
    person = make_person(f"population={kind},seed={seed},dropout=0")
    protocol = load_protocol(KINDS[kind])
    lines: list[LedgerLine] = []
    done: list[SessionFigures] = []
    for number in range(1, n_sessions + 1):
        carried, _ = carry_on(protocol, levels_reached(lines))
        plan, kept = plan_session(carried), _Kept()
        request = SessionRequest(Path(), "01", f"{number:02}", seed=100 * seed + number)
        kept.append(header_line(request, carried, None, None))
        run_session(
            plan, person, NOISE, seed=request.seed, tell=lambda _: None, store=kept
        )
        records = [x.record for x in kept.ledger if isinstance(x, TrialLine)]
        figures = SessionFigures.of(number, carried.blocks, records)
        camp = Camp(
            protocol.sessions,
            carried.blocks,
            plan.seconds / 60,
            tuple(done),
            journey=protocol.frame == "journey",
            days_away=2 if done else 0,
        )
        yield CampDayDone(camp, figures, tuple(records))
        lines += kept.ledger
        done.append(figures)
        person.end_session(days=2)
