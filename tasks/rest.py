"""Rest with eyes open or closed: nothing to do, a baseline for the EEG."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from attention_camp.resources.texts import QT_TRANSLATE_NOOP
from attention_camp.tasks.options import check_choice, check_number, check_whole
from attention_camp.tasks.tones import tone
from attention_camp.tasks.trial import (
    Card,
    Outcome,
    Phase,
    Response,
    Scalar,
    Shape,
    Stimulus,
    Trial,
)


@dataclass(frozen=True, slots=True)
class Rest:
    """Sit quietly; one trial is one stretch of rest, which a soft tone ends.

    Rest has one level only: there is nothing to adapt.
    """

    name: ClassVar[str] = "rest"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("tasks", "Rest")
    n_levels: ClassVar[int] = 1
    chance: ClassVar[float] = 0.0
    target: ClassVar[float] = 0.5

    eyes: str = "open"
    """``open`` or ``closed``."""
    duration: float = 60.0
    """Seconds, 1 to 1800."""

    def __post_init__(self) -> None:
        check_choice("eyes", self.eyes, ("open", "closed"))
        check_number("duration", self.duration, 1, 1800)

    def parameters(self, level: int) -> Mapping[str, Scalar]:
        """Return the eyes and the duration (s)."""
        check_whole("level", level, 1, self.n_levels)
        return {"eyes": self.eyes, "duration": self.duration}

    def instructions(self) -> tuple[Card, ...]:
        """Return the instruction cards: what to do while nothing happens."""
        text = _OPEN if self.eyes == "open" else _CLOSED
        return (Card(QT_TRANSLATE_NOOP("tasks", "Rest"), text),)

    def next_trial(self, level: int, rng: np.random.Generator) -> Trial:  # noqa: ARG002 (nothing is random)
        """Return one stretch of rest and the tone that ends it."""
        cross: tuple[Stimulus, ...] = (
            Shape("cross", width=0.6, height=0.6, line=0.08, colour="dim"),
        )
        condition = f"eyes-{self.eyes}"
        return Trial(
            task=self.name,
            level=level,
            phases=(
                Phase(condition, cross, duration=self.duration, onset=True),
                Phase("end", duration=0.5, sounds=(tone(660.0, 0.3, level=0.2),)),
            ),
            keys=(),
            condition=condition,
            parameters=self.parameters(level),
        )

    def score(self, trial: Trial, response: Response) -> Outcome:  # noqa: ARG002 (nothing to score)
        """Return a correct outcome: rest cannot fail."""
        return Outcome(True, 1.0, None, responded=False)

    def summary(self, trials: Sequence[tuple[Trial, Outcome]]) -> Mapping[str, float]:
        """Return the seconds rested."""
        return {"rested": sum(float(t.parameters["duration"]) for t, _ in trials)}


_OPEN = QT_TRANSLATE_NOOP(
    "tasks",
    "Sit comfortably, look at the cross and let your thoughts pass. Relax your jaw and "
    "shoulders, and try not to move. The screen says when it is over; where there is "
    "sound, so does a soft tone.",
)
_CLOSED = QT_TRANSLATE_NOOP(
    "tasks",
    "Close your eyes and stay awake. Relax your jaw and shoulders, and try not to "
    "move. A soft tone or the researcher tells you when you may open your eyes.",
)
