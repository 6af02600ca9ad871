"""What the participant's own pages hold, and what they are made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from attention_camp.camp.session.camp.figures import SessionFigures, TaskFigures
from attention_camp.camp.session.protocol import Block
from attention_camp.resources.texts import Sentence


@dataclass(frozen=True, slots=True)
class Point:
    """A session of a course, in levels."""

    session: int
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Course:
    """A person's course in one task."""

    name: str
    n_levels: int
    points: tuple[Point, ...]

    @property
    def best(self) -> int:
        """Index of the highest point."""
        values = [point.value for point in self.points]
        return values.index(max(values))


@dataclass(frozen=True, slots=True)
class CampPage:
    """One page: what it says, what it asks, and what it draws."""

    title: Sentence
    lines: tuple[Sentence, ...] = ()
    choices: Mapping[str, Sentence] = field(default_factory=dict)
    """What may be chosen, by code; the first with the key 1."""
    courses: tuple[Course, ...] = ()
    n_sessions: int = 0
    """Sessions along the courses."""
    journey: int | None = None
    """Sessions done, as stations of a journey of all; None: none is drawn."""


@dataclass(frozen=True, slots=True, eq=False)
class Camp:
    """A person's camp as it stands when a session begins."""

    n_sessions: int
    """Sessions of the camp."""
    blocks: tuple[Block, ...]
    """Of today's session."""
    minutes: float
    """How long it is expected to take."""
    before: tuple[SessionFigures, ...] = ()
    """The sessions done."""
    journey: bool = False
    """Whether the sessions are stations of a journey."""
    days_away: int = 0
    """Days since the last session."""
    behaviour_only: bool = False
    """Whether nothing may be said of the EEG, not even how clear it was."""

    @property
    def number(self) -> int:
        """Which session today's is, from 1."""
        return len(self.before) + 1

    def last(self, key: str) -> TaskFigures | None:
        """Return the figures of the last session that had a task."""
        found = (session.task(key) for session in reversed(self.before))
        return next((one for one in found if one is not None), None)
