"""What of a trial a brain responds to: displays, tones, targets, sides, own errors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from attention_camp.tasks.trial import Answer, Phase, Trial

MomentKind = Literal["visual", "heard", "target", "lateral", "error"]

_FREQUENT = 0.25
"""Size of the response to what is frequent, relative to what is rare (Polich 2007,
doi:10.1016/j.clinph.2007.04.019); our own rounding."""
_ALONE = 0.6
"""The same where every trial has one display."""


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that a simulated person's brain responds to."""

    kind: MomentKind
    delay: float
    """Seconds after the onset of the phase."""
    side: int = 0
    """1: right, -1: left, 0: neither."""
    size: float = 1.0
    """Size of the response, relative to what is usual."""


def moments_of(
    trial: Trial, index: int, answers: Sequence[Answer]
) -> tuple[Moment, ...]:
    """Return what happens in a phase.

    Parameters
    ----------
    trial : Trial
        The trial as it is shown.
    index : int
        Number of the phase.
    answers : sequence of Answer
        The keys that will be pressed.
    """
    phase = trial.phases[index]
    found = list(_seen(trial, phase)) if phase.onset else []
    found += [
        Moment("error", answer.delay)
        for answer in answers
        if answer.phase == index and is_wrong(trial, answer)
    ]
    return tuple(found)


def is_wrong(trial: Trial, answer: Answer) -> bool:
    """Return whether a key is not the one that its display asked for.

    Parameters
    ----------
    trial : Trial
        The trial.
    answer : Answer
        A key; it may come after the display it answers has gone.
    """
    phases = trial.phases[: answer.phase + 1]
    item = next((phase for phase in reversed(phases) if phase.onset), phases[-1])
    asked = {phases[-1].expected, item.expected} - {None}
    right = {key for keys in asked if keys for key in keys.split("+")}
    return answer.key not in right


def _seen(trial: Trial, phase: Phase) -> Iterator[Moment]:
    if phase.stimuli:
        yield Moment("visual", 0.0)
    if phase.sounds:
        yield Moment("heard", 0.0)
    onsets = [p for p in trial.phases if p.onset]
    if len(onsets) == 1:
        yield Moment("target", 0.0, size=_ALONE)
    else:
        alike = sum((p.expected is None) == (phase.expected is None) for p in onsets)
        is_rare = 2 * alike < len(onsets)
        yield Moment("target", 0.0, size=1.0 if is_rare else _FREQUENT)
    side = _side(trial, phase)
    if side:
        yield Moment("lateral", 0.0, side=side)


def _side(trial: Trial, phase: Phase) -> int:
    """Return on which side the target of a search is; 0: in the middle, or nowhere."""
    if trial.task != "visual-search" or trial.condition != "present":
        return 0
    x = phase.stimuli[0].x  # the target comes first
    return (x > 0) - (x < 0)
