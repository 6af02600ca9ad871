"""Which key answered which display, and how fast."""

from __future__ import annotations

import math
from collections.abc import Container

from attention_camp.tasks.trial import Keypress, Outcome, Response, Trial


def first_key(
    response: Response, phases: Container[int], keys: Container[str] | None = None
) -> Keypress | None:
    """Return the first key pressed in one of ``phases``, of ``keys`` where given."""
    for press in response.keypresses:
        if press.phase in phases and (keys is None or press.key in keys):
            return press
    return None


def latency(response: Response, press: Keypress, phase: int) -> float | None:
    """Return the seconds from the onset of ``phase`` to ``press``; None: not shown."""
    seconds = press.time - response.onsets[phase]
    return seconds if math.isfinite(seconds) else None


def score_choice(trial: Trial, response: Response) -> Outcome:
    """Score a trial of one display and one key: right if the first key is expected."""
    asked = trial.onset_phase
    expected = trial.phases[asked].expected
    collecting = [i for i, phase in enumerate(trial.phases) if phase.collects]
    press = first_key(response, collecting)
    pressed = None if press is None else press.key
    correct = pressed == expected
    return Outcome(
        correct=correct,
        performance=float(correct),
        reaction_time=None if press is None else latency(response, press, asked),
        responded=press is not None,
        measures={"key": pressed or ""},
    )
