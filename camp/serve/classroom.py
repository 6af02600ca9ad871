"""The class as the page shows it: who is there, how it goes, what was asked for."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from attention_camp.camp.processes.announce.wire import (
    LOST_SECONDS,
    MOST_REQUESTS,
    LearnerState,
    Reply,
    Request,
)
from attention_camp.camp.serve.alerts import Watched
from attention_camp.camp.serve.entry import Computer
from attention_camp.camp.session.messages import AskedFor
from attention_camp.signal.clock import host_time, wall_time

FORGOTTEN_SECONDS = 300.0
"""An ended session is shown for so long after its last word, s; own choice."""
UNHEARD_SECONDS = 120.0
"""A request that nobody answered is given up after so long, s: a trial may be long."""


@dataclass(slots=True)
class Asked:
    """A request as the page shows it."""

    request: Request
    at: str
    """When it was made, ISO 8601."""
    since: float
    outcome: str = "waiting"
    """``waiting``, ``done``, ``not-allowed`` or ``not-heard``."""


@dataclass(slots=True)
class Seat:
    """A learner's computer, and the session on it."""

    computer: Computer
    state: LearnerState
    heard_at: float
    watched: Watched = field(default_factory=Watched)
    asked: list[Asked] = field(default_factory=list)
    calls_seen: int = 0
    """Calls for help that somebody on the page has seen."""
    seen_by: str = ""
    lost: bool = False
    change: int = 0
    """Number of the change that this seat is up to date with."""
    content: str = ""
    """As it is sent to browsers."""

    @property
    def calls(self) -> bool:
        """Whether the learner waits for somebody."""
        seen = max(self.calls_seen, self.state.calls_answered)
        return self.state.calls > seen and not self.state.ending


class Classroom:
    """Takes in what sessions say; tells browsers what changed.

    All of it runs in one loop of events: nothing here is locked, nothing waits.

    Parameters
    ----------
    clock : callable
        Seconds.
    """

    def __init__(self, *, clock: Callable[[], float] = host_time) -> None:
        self._clock = clock
        self.seats: dict[str, Seat] = {}
        self.change = 0
        """Counts every change."""
        self.is_over = False
        """Whether the page ends."""
        self._gone: dict[str, int] = {}
        self._changed = asyncio.Event()

    def hear(self, computer: Computer, state: LearnerState) -> Reply:
        """Take in a state; return what is asked of that session."""
        now = self._clock()
        seat = self.seats.get(computer.number)
        if seat is None or seat.state.session != state.session:
            seat = self.seats[computer.number] = Seat(computer, state, now)
            self._gone.pop(computer.number, None)
        seat.state, seat.heard_at, seat.lost = state, now, False
        seat.watched.take(state, now)
        for answer in state.answers:
            for asked in seat.asked:
                if asked.request.number == answer.number:
                    asked.outcome = answer.outcome
        self._show(seat)
        waiting = [one.request for one in seat.asked if one.outcome == "waiting"]
        return Reply(tuple(waiting[-MOST_REQUESTS:]))

    def ask(self, what: AskedFor, who: str, number: str | None = None) -> int:
        """Ask one session, or all that allow it, for something.

        Parameters
        ----------
        what : str
            What is asked for.
        who : str
            Who asks.
        number : str or None
            The computer's; None: all.

        Returns
        -------
        n_asked : int
            How many sessions are asked.
        """
        n_asked = 0
        for seat in self.seats.values():
            if number not in {None, seat.computer.number}:
                continue
            waits = any(
                one.outcome == "waiting" and one.request.what == what
                for one in seat.asked
            )
            if what not in seat.state.allows or waits:
                continue
            request = Request(secrets.token_hex(8), what, who)
            now = wall_time().isoformat(timespec="seconds")
            seat.asked.append(Asked(request, now, self._clock()))
            del seat.asked[:-MOST_REQUESTS]
            n_asked += 1
            self._show(seat)
        return n_asked

    def see(self, number: str, who: str) -> None:
        """Note that somebody has seen a learner's call."""
        if (seat := self.seats.get(number)) is not None:
            seat.calls_seen, seat.seen_by = seat.state.calls, who
            self._show(seat)

    def tick(self) -> None:
        """Notice what only time tells: lost contact, requests nobody heard."""
        now = self._clock()
        for number, seat in list(self.seats.items()):
            silent = now - seat.heard_at
            if seat.state.ending and silent > FORGOTTEN_SECONDS:
                del self.seats[number]
                self.change += 1
                self._gone[number] = self.change
                self._changed.set()
                continue
            seat.lost = silent > LOST_SECONDS and not seat.state.ending
            for asked in seat.asked:
                late = now - asked.since > UNHEARD_SECONDS
                if asked.outcome == "waiting" and (late or seat.state.ending):
                    asked.outcome = "not-heard"
            seat.watched.look(seat.state, now, lost=seat.lost)
            self._show(seat)

    def end(self) -> None:
        """Let every browser go: the page ends."""
        self.is_over = True
        self._changed.set()

    async def wait(self, since: int, seconds: float) -> None:
        """Wait until something changed after a change, at most so long."""
        if self.change > since:
            return
        self._changed.clear()
        try:
            await asyncio.wait_for(self._changed.wait(), seconds)
        except TimeoutError:
            return

    def news(self, since: int) -> str:
        """Return what changed after a change, as JSON; 0: all of it."""
        seats = [seat.content for seat in self.seats.values() if seat.change > since]
        gone = [number for number, at in self._gone.items() if at > since]
        return (
            f'{{"change":{self.change},"gone":{json.dumps(gone)},'
            f'"seats":[{",".join(seats)}]}}'
        )

    def alerts(self) -> Iterator[tuple[Seat, str]]:
        """Yield each seat with each of its alerts."""
        for seat in self.seats.values():
            for alert in seat.watched.alerts:
                yield seat, alert

    def _show(self, seat: Seat) -> None:
        """Have browsers told of a seat, where it looks different now."""
        content = json.dumps(_shown(seat), separators=(",", ":"))
        if content == seat.content:
            return
        self.change += 1
        seat.content, seat.change = content, self.change
        self._changed.set()


def _shown(seat: Seat) -> dict[str, Any]:
    """Return what browsers are told of a seat."""
    state = seat.state
    health = state.health
    return {
        "seat": seat.computer.number,
        "computer": seat.computer.name,
        "learner": state.learner,
        "session": state.session,
        "activity": state.activity,
        "block": state.block,
        "n_blocks": state.n_blocks,
        "done": state.done,
        "planned": state.planned,
        "minutes": None if state.remaining is None else round(state.remaining / 60),
        "quality": state.quality,
        "calls": seat.calls,
        "call": state.calls,
        "seen_by": seat.seen_by if 0 < seat.calls_seen == state.calls else "",
        "allows": list(state.allows),
        "ending": state.ending,
        "lost": seat.lost,
        "alerts": list(seat.watched.alerts),
        "free_gb": None if health.disk_free is None else round(health.disk_free / 1e9),
        "asked": [
            {
                "what": one.request.what,
                "who": one.request.who,
                "at": one.at,
                "outcome": one.outcome,
            }
            for one in seat.asked[-1:]
        ],
    }
