"""The interface of a difficulty rule: evidence in, a level and a reason out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

NOT_WRITTEN: Mapping[str, bool] = {"none_is_not_written": True}
"""Metadata of fields that the ledger holds only where they are not None."""
NEWER: Mapping[str, bool] = {"left_out_at_default": True}
"""Metadata of options that came later: at their default a rule is the one that it was
without them, and has the same hash."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a rule learns from one trial."""

    level: int
    """The level the trial was shown at."""
    correct: bool
    performance: float
    """Share right, 0 to 1."""
    engagement: float | None = None
    """Score of the attention model, 0 to 1; None where there is none to act on."""
    certainty: float | None = None
    """0 (cannot tell) to 1."""
    reaction_time: float | None = field(default=None, metadata=NOT_WRITTEN)
    """Seconds to the answer, also a late or wrong one; None: none was given, or the
    rule does not ask for it."""
    draw: float | None = field(default=None, metadata=NOT_WRITTEN)
    """Uniform on 0 to 1, from the trial's seed; None: the rule draws no lots."""
    easier: int | None = field(default=None, metadata=NOT_WRITTEN)
    """Levels by which a teacher has asked for easier trials since the last one; None:
    nobody has."""


@dataclass(frozen=True, slots=True)
class Randomised:
    """How a level was drawn by a rule that draws lots."""

    available: bool
    """Whether there was a score to act on; the loop's level was taken only then."""
    probability: float
    """Of taking the loop's level where it was available."""
    takes_loop: bool
    loop_level: int
    behaviour_level: int
    """The levels that either choice would have given."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The level of the next trial and the code of the reason."""

    level: int
    why: str
    """One of the rule's ``WHY`` codes, such as ``error-down``; the ledger keeps it and
    the operator's window translates it."""
    randomised: Randomised | None = field(default=None, metadata=NOT_WRITTEN)
    """How the level was drawn; None: it was not."""


# the state: each rule has a type of its own
S = TypeVar("S")


class Rule(Protocol[S]):
    """A difficulty rule: a pure function of (state, evidence).

    Rules are frozen dataclasses of options. States are frozen dataclasses of plain
    values (numbers, strings, tuples) so that they go through JSON and back mid-run.
    A rule that needs ``reaction_time`` or ``draw`` names them in ``asks_for``; one
    whose level is an estimate from the levels shown, and no step from its own last one,
    has ``estimates``.
    """

    def start(self) -> tuple[Decision, S]:
        """Return the first level and the first state."""

    def decide(self, state: S, evidence: Evidence) -> tuple[Decision, S]:
        """Return the next level and the next state; neither argument is changed."""

    def to_json(self, state: S) -> Mapping[str, Any]:
        """Return the state as plain JSON values."""

    def from_json(self, values: Mapping[str, Any]) -> S:
        """Return the state from its plain values."""
