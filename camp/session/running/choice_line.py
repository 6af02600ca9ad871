"""The line of the ledger that says what a curriculum chose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from attention_camp.camp.session.plain_values import PlainLine


@dataclass(frozen=True, slots=True)
class ChoiceLine(PlainLine):
    """What a curriculum chose for a block, and the break before it."""

    kind: ClassVar[str] = "choice"
    block: int
    """Number of the block, from 1."""
    listed: int
    """Number of the listed block whose task it has."""
    level: int | None
    """Level that its first trial has; None: as the protocol says."""
    pause: float
    """Break before it, s."""
    why: str
    """One of the codes of ``tasks.difficulty.curriculum.WHY``."""
    tired: bool
    """Whether the block before it showed signs of fatigue."""
    state: Mapping[str, Any]
    """The curriculum's state afterwards, as plain JSON values."""
    policy: str
    """SHA-256 of the curriculum's class and options."""
