"""Lines of the ledger about the arm: which it is, what it delivered, what is sealed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from attention_camp.camp.session.plain_values import PlainLine
from attention_camp.camp.session.records import EventRow

Told = tuple[float | None, float | None]
"""Engagement and certainty as a rule receives them; both None: no score."""


@dataclass(frozen=True, slots=True)
class Course:
    """What was delivered to another person's rule, block for block, trial for trial."""

    source: str
    """The donor's run, such as ``sub-04_ses-02_task-adults_run-01``; or ``library/7``,
    a declared course of nobody's."""
    blocks: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    """By number of the block: a pair (engagement, certainty) a trial, or None where the
    donor's rule received no score."""

    def told(self, block: int, trial: int) -> Told:
        """Return what is delivered at a trial of a block, counted from 0."""
        trials = self.blocks.get(str(block), ())
        if trial >= len(trials) or trials[trial] is None:
            return None, None
        engagement, certainty = trials[trial]
        return engagement, certainty


@dataclass(frozen=True, slots=True)
class ArmLine(PlainLine):
    """The arm, where the header does not say all of it: the second line."""

    kind: ClassVar[str] = "arm"
    arm: str
    """A key of ``request.ARMS``."""
    course: Course | None = None
    """What a yoked rule receives; None: it is not yoked."""
    carried: Mapping[str, int] = field(default_factory=dict)
    """By number of the block: the level carried on from the last session, where the
    header must not tell it."""


@dataclass(frozen=True, slots=True)
class BlockLine(PlainLine):
    """The end of a block: how much of it the delivered score steered."""

    kind: ClassVar[str] = "block"
    block: int
    """Number of the block, from 1."""
    n_trials: int
    n_told: int
    """Trials after which the rule received a score; performance alone decided after the
    others."""
    n_acted: int
    """Trials after which that score changed the next level."""


@dataclass(frozen=True, slots=True)
class FramesLine(PlainLine):
    """When the screen was drawn in a block whose trials are sealed, or a probe in it.

    Both tell the pace of the trials.
    """

    kind: ClassVar[str] = "frames"
    times: tuple[float, ...]
    """Buffer swaps, session clock, s."""
    events: tuple[EventRow, ...] = ()
    """Rows that events.tsv gets at unblinding."""


@dataclass(frozen=True, slots=True)
class SealedLine(PlainLine):
    """A line that only the keys of a blinded study open."""

    kind: ClassVar[str] = "sealed"
    box: str
    """The encrypted line, base64, filled up to a whole number of steps."""


@dataclass(frozen=True, slots=True)
class UnblindLine(PlainLine):
    """The end of the blinding: the key of the sealed lines lies beside the ledger."""

    kind: ClassVar[str] = "unblind"
    arm: str
    """The arm that the session was in."""
    who: str
    """Who unblinded it."""
    why: str
    """The reason."""
