"""Each decision takes the score's level or the staircase's, at random and on record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, ClassVar

from attention_camp.tasks.difficulty.directions import HARDER_ON_LAPSE
from attention_camp.tasks.difficulty.engagement import (
    EngagementOffset,
    EngagementState,
)
from attention_camp.tasks.difficulty.rule import NEWER, Decision, Evidence, Randomised
from attention_camp.tasks.options import check_number


@dataclass(frozen=True, slots=True)
class MicroRandomised:
    """`EngagementOffset` or its staircase, decided anew after each trial.

    A decision is available where there is a score to act on; it then takes the level of
    the loop with ``probability``, else that of behaviour alone. Both levels, the
    probability and the choice are recorded with the decision, so that the effect of the
    loop on what follows can be estimated within one person (a micro-randomised trial).
    The staircase moves by outcomes only, so both levels are known at each decision.
    The answer is about the next minute; it says nothing about training.

    References
    ----------
    Klasnja, P., Hekler, E. B., Shiffman, S., Boruvka, A., Almirall, D., Tewari, A., &
    Murphy, S. A. (2015). Microrandomized trials: an experimental design for developing
    just-in-time adaptive interventions. Health Psychology, 34(S), 1220-1228.
    https://doi.org/10.1037/hea0000305
    """

    asks_for: ClassVar[frozenset[str]] = frozenset({"draw"})
    n_levels: int
    start_level: int = 1
    target: float = 0.75
    """Share right to settle at, 0.5 to 0.95."""
    probability: float = 0.5
    """Of taking the loop's level, 0.05 to 0.95."""
    direction: str = HARDER_ON_LAPSE
    """``harder_on_lapse`` or ``easier_on_lapse``."""
    step: float = 0.4
    """Levels harder after a correct answer, 0.05 to 3."""
    min_certainty: float = 0.5
    """Below this certainty the score is not used, 0 to 1."""
    limit: float = 1.5
    """Most levels the offset may reach, 0 to 5."""
    calm: float = field(default=1.0, metadata=NEWER)
    """Share of ``step`` that is left after many changes of direction, 0.02 to 1."""
    settled: bool = field(default=False, metadata=NEWER)
    """Whether ``start_level`` was estimated in an earlier session; see the staircase.
    Not set by a protocol."""
    fineness: int = field(default=1, metadata=NEWER)
    """Levels that the task has in the place of one of its plain scale: what options say
    in levels is said in those of the plain scale. Not set by a protocol."""

    def __post_init__(self) -> None:
        check_number("probability", self.probability, 0.05, 0.95)
        self._loop()  # checks the rest

    def _loop(self) -> EngagementOffset:
        return EngagementOffset(
            self.n_levels,
            self.start_level,
            target=self.target,
            step=self.step,
            direction=self.direction,
            min_certainty=self.min_certainty,
            limit=self.limit,
            calm=self.calm,
            settled=self.settled,
            fineness=self.fineness,
        )

    def start(self) -> tuple[Decision, EngagementState]:
        """Return the first level."""
        return self._loop().start()

    def decide(
        self, state: EngagementState, evidence: Evidence
    ) -> tuple[Decision, EngagementState]:
        """Return the next level, and how it was drawn."""
        rule = self._loop()
        loop, after = rule.decide(state, evidence)
        behaviour = rule.by_answers(state, evidence)
        available = after.n_scores > state.n_scores and evidence.draw is not None
        takes_loop = available and (evidence.draw or 0.0) < self.probability
        drawn = Randomised(
            available, self.probability, takes_loop, loop.level, behaviour.level
        )
        chosen = loop if takes_loop else behaviour
        return Decision(chosen.level, chosen.why, drawn), after

    def to_json(self, state: EngagementState) -> Mapping[str, Any]:
        """Return the state as plain values."""
        return asdict(state)

    def from_json(self, values: Mapping[str, Any]) -> EngagementState:
        """Return the state from its plain values."""
        return self._loop().from_json(values)
