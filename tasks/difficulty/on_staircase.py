"""What rules share that move the level beside a staircase on outcomes."""

from __future__ import annotations

from dataclasses import dataclass, field

from attention_camp.tasks.difficulty.rule import NEWER
from attention_camp.tasks.difficulty.staircase import WeightedUpDown


@dataclass(frozen=True, slots=True)
class OnStaircase:
    """Options of the staircase beneath a rule, which is made of them."""

    n_levels: int
    start_level: int = 1
    target: float = 0.75
    """Share right to settle at, 0.5 to 0.95."""
    step: float = 0.4
    """Levels harder after a correct answer, 0.05 to 3."""
    fast_reversals: int = 2
    """Changes of direction before the steps halve."""
    calm: float = field(default=1.0, metadata=NEWER)
    """Share of ``step`` that is left after many changes of direction, 0.02 to 1."""
    settled: bool = field(default=False, metadata=NEWER)
    """Whether ``start_level`` was estimated in an earlier session; see the staircase.
    Not set by a protocol."""
    fineness: int = field(default=1, metadata=NEWER)
    """Levels that the task has in the place of one of its plain scale: what options say
    in levels is said in those of the plain scale. Not set by a protocol."""

    def __post_init__(self) -> None:
        self.staircase()  # checks the options

    def staircase(self) -> WeightedUpDown:
        """Return the staircase on outcomes."""
        return WeightedUpDown(
            self.n_levels,
            self.start_level,
            target=self.target,
            step=self.step,
            fast_reversals=self.fast_reversals,
            calm=self.calm,
            settled=self.settled,
            fineness=self.fineness,
        )
