"""The days of a camp, and a calendar file that reminds of them.

References
----------
Desruisseaux, B. (2009). Internet calendaring and scheduling core object specification
(iCalendar). RFC 5545. https://doi.org/10.17487/RFC5545
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from hashlib import blake2b

from attention_camp.resources.texts import Sentence

WEEKDAYS = (
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
)  # fmt: skip
REMIND = "-PT2H"
"""When a calendar reminds: two hours before; own choice."""
_LONGEST = 75
"""Octets of a line."""


def camp_days(first: date, n_sessions: int, weekdays: Sequence[str]) -> Iterator[date]:
    """Yield the days of the sessions: the next days of the week that are named.

    A session that was missed is not made up for on top of another: who begins again
    later asks for the sessions that are left, from that day on.

    Parameters
    ----------
    first : date
        The first day that may be one.
    n_sessions : int
        Sessions that are left.
    weekdays : sequence of str
        Of `WEEKDAYS`; empty: every day.
    """
    allowed = {WEEKDAYS.index(name) for name in weekdays} or set(range(7))
    day = first
    for _ in range(n_sessions):
        while day.weekday() not in allowed:
            day += timedelta(days=1)
        yield day
        day += timedelta(days=1)


def calendar_text(
    name: str,
    days: Sequence[date],
    *,
    at: time,
    minutes: float,
    done: int,
    total: int,
    now: datetime,
    say: Callable[[str], str],
) -> str:
    """Return an iCalendar file with an event and a reminder for each session.

    Times have no zone: they are those of whoever opens the calendar.

    Parameters
    ----------
    name : str
        Title of the camp, already in the reader's language.
    days : sequence of date
        Of the sessions that are left.
    at : time
        When they begin.
    minutes : float
        How long one takes.
    done, total : int
        Sessions done, and of the whole camp.
    now : datetime
        When the file is made, UTC.
    say : callable
        Returns a sentence in the reader's language.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Attention Camp//EN"]
    for number, day in enumerate(days, done + 1):
        begin = datetime.combine(day, at)
        end = begin + timedelta(minutes=max(round(minutes / 5) * 5, 5))
        title = say(
            Sentence(
                "{camp}: session {number} of {all}", camp=name, number=number, all=total
            )
        )
        key = blake2b(f"{name}/{number}/{total}".encode(), digest_size=12).hexdigest()
        lines += [
            "BEGIN:VEVENT",
            f"UID:{key}@attention-camp",
            f"DTSTAMP:{now:%Y%m%dT%H%M%SZ}",
            f"DTSTART:{begin:%Y%m%dT%H%M%S}",
            f"DTEND:{end:%Y%m%dT%H%M%S}",
            f"SUMMARY:{_escaped(title)}",
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            f"DESCRIPTION:{_escaped(title)}",
            f"TRIGGER:{REMIND}",
            "END:VALARM",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Yield a line in pieces of at most 75 octets, the later ones after a space."""
    piece = ""
    for sign in line:
        if len(f"{piece}{sign}".encode()) > _LONGEST:
            yield piece
            piece = " "
        piece += sign
    yield piece
