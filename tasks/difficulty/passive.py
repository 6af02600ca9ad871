"""Levels that come and go whatever the participant does: the passive control."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, ClassVar

from attention_camp.tasks.difficulty.rule import NEWER, Decision, Evidence
from attention_camp.tasks.difficulty.staircase import FixedState
from attention_camp.tasks.options import check_whole


@dataclass(frozen=True, slots=True)
class Passive:
    """Each level is drawn around the first one; neither answers nor scores count.

    The course has variety and no contingency: with `Fixed` it tells what adapting to
    the person adds. The range is our own choice.
    """

    asks_for: ClassVar[frozenset[str]] = frozenset({"draw"})
    n_levels: int
    start_level: int = 1
    """The middle of the levels that are drawn."""
    span: int = 2
    """Levels above and below it, 0 to 20; those beyond an end are left out."""
    fineness: int = field(default=1, metadata=NEWER)
    """Levels that the task has in the place of one of its plain scale: what options say
    in levels is said in those of the plain scale. Not set by a protocol."""

    def __post_init__(self) -> None:
        check_whole("n_levels", self.n_levels, 1, 1000)
        check_whole("start_level", self.start_level, 1, self.n_levels)
        check_whole("span", self.span, 0, 20)

    def start(self) -> tuple[Decision, FixedState]:
        """Return the first level."""
        return Decision(self.start_level, "start"), FixedState()

    def decide(
        self, state: FixedState, evidence: Evidence
    ) -> tuple[Decision, FixedState]:
        """Return the level that the lot falls on, each equally likely."""
        span = self.span * self.fineness
        lowest = max(self.start_level - span, 1)
        highest = min(self.start_level + span, self.n_levels)
        lot = 0.5 if evidence.draw is None else evidence.draw
        level = lowest + int(lot * (highest - lowest + 1))
        return Decision(min(level, highest), "passive"), state

    def to_json(self, state: FixedState) -> Mapping[str, Any]:
        """Return the state as plain values."""
        return asdict(state)

    def from_json(self, values: Mapping[str, Any]) -> FixedState:
        """Return the state from its plain values."""
        return FixedState(**values)
