"""An example task for Attention Camp: say on which side the disc is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from attention_camp.tasks.answers import score_choice
from attention_camp.tasks.trial import (
    Card,
    Outcome,
    Phase,
    Response,
    Scalar,
    Shape,
    Trial,
)


@dataclass(frozen=True, slots=True)
class WhichSide:
    """A disc flashes left or right of the middle; each level shows it more briefly."""

    name: ClassVar[str] = "which-side"
    title: ClassVar[str] = "Which side"
    n_levels: ClassVar[int] = 8
    chance: ClassVar[float] = 0.5
    target: ClassVar[float] = 0.8

    distance: float = 5.0
    """Degrees from the middle to the disc."""

    def parameters(self, level: int) -> Mapping[str, Scalar]:
        """Return the seconds for which the disc is shown."""
        return {"shown": round(0.5 * 0.7 ** (level - 1), 3)}

    def instructions(self) -> tuple[Card, ...]:
        """Return what to do."""
        text = "A disc flashes. Press the arrow key of the side on which it was."
        example = self.next_trial(1, np.random.default_rng(0))
        return (Card("Which side", text, example),)

    def next_trial(self, level: int, rng: np.random.Generator) -> Trial:
        """Return one flash on a random side."""
        side = "right" if rng.integers(2) else "left"
        x = self.distance if side == "right" else -self.distance
        cross = Shape("cross", width=0.6, height=0.6, line=0.08)
        shown = float(self.parameters(level)["shown"])
        return Trial(
            task=self.name,
            level=level,
            phases=(
                Phase("fixation", (cross,), duration=0.5),
                Phase(
                    "disc",
                    (cross, Shape("disc", x=x)),
                    duration=shown,
                    collects=True,
                    onset=True,
                    expected=side,
                ),
                Phase(
                    "answer",
                    (cross,),
                    duration=2.0,
                    ends_on_response=True,
                    collects=True,
                    expected=side,
                ),
            ),
            keys=("left", "right"),
            condition=side,
            parameters=self.parameters(level),
        )

    def score(self, trial: Trial, response: Response) -> Outcome:
        """Return whether the first key was right."""
        return score_choice(trial, response)

    def summary(self, trials: Sequence[tuple[Trial, Outcome]]) -> Mapping[str, float]:
        """Return the share of right answers."""
        right = [float(outcome.correct) for _, outcome in trials]
        return {"accuracy": float(np.mean(right)) if right else float("nan")}
