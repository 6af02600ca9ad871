"""Match key presses to displays, and measure their latency."""

from __future__ import annotations

import math
from collections.abc import Container, Sequence

from attention_camp.tasks.trial import (
    Glyph,
    Keypress,
    Outcome,
    Phase,
    Response,
    Shape,
    Stimulus,
    Trial,
)

SHORTEST = 0.1
"""Reaction time below which a key is a guess made before the display was seen, s
(Luce, R. D. 1986, Response Times, Oxford University Press; Whelan, R. 2008, The
Psychological Record, 58, 475-482, https://doi.org/10.1007/BF03395630)."""
LATE_SECONDS = 1.0
"""How long a key is still taken after the limit, s; own choice."""
LATE = Phase(
    "late",
    duration=LATE_SECONDS,
    ends_on_response=True,
    collects=True,
    only_unanswered=True,
)
"""Empty display after the limit: a late answer is wrong, but its time is kept."""


def first_key(
    response: Response, phases: Container[int], keys: Container[str] | None = None
) -> Keypress | None:
    """Return the first key press that counts; None: there is none.

    Parameters
    ----------
    response : Response
        The participant's response to the trial.
    phases : container of int
        Indices of the phases in which a key press counts.
    keys : container of str | None
        Keys that count; None (default): every key of the trial.
    """
    for press in response.keypresses:
        if press.phase in phases and (keys is None or press.key in keys):
            return press
    return None


def latency(response: Response, press: Keypress, phase: int) -> float | None:
    """Return the time from a phase's onset to a key press, s.

    Parameters
    ----------
    response : Response
        The participant's response, which holds the onsets.
    press : Keypress
        The key press.
    phase : int
        Index of the phase whose onset is the zero of time.

    Returns
    -------
    latency : float | None
        None where the phase was not shown.
    """
    seconds = press.time - response.onsets[phase]
    return seconds if math.isfinite(seconds) else None


def score_choice(trial: Trial, response: Response) -> Outcome:
    """Score a trial answered by one key: correct if the first key is the expected.

    A key that came within `SHORTEST` of the onset is an anticipation, one in the phase
    `LATE` came after the limit: both are errors whichever key it was.
    """
    asked = trial.onset_phase
    expected = trial.phases[asked].expected
    collecting = [i for i, phase in enumerate(trial.phases) if phase.collects]
    press = first_key(response, collecting)
    pressed = None if press is None else press.key
    seconds = None if press is None else latency(response, press, asked)
    anticipated = seconds is not None and seconds < SHORTEST
    late = press is not None and trial.phases[press.phase].only_unanswered
    correct = pressed == expected and not anticipated and not late
    return Outcome(
        correct=correct,
        performance=float(correct),
        reaction_time=seconds,
        responded=press is not None,
        measures={
            "key": pressed or "",
            "right_key": pressed == expected,
            "anticipated": anticipated,
            "late": late,
        },
    )


def keys_told(
    trial: Trial, index: int, presses: Sequence[Keypress]
) -> tuple[Stimulus, ...]:
    """Return what a display shows that echoes the keys given so far.

    Parameters
    ----------
    trial : Trial
        The trial.
    index : int
        The display; those of the same name before it were answered, or ran out.
    presses : sequence of Keypress
        The keys so far.
    """
    phase = trial.phases[index]
    before = [i for i in range(index) if trial.phases[i].name == phase.name]
    given = [next((p.key for p in presses if p.phase == i), "–") for i in before]
    echoed = [
        Glyph(key.upper(), *place, height=0.6)
        for key, place in zip(given, phase.echoes, strict=True)
    ]
    kept = [
        stimulus
        for stimulus in phase.stimuli
        if not isinstance(stimulus, Shape)
        or (stimulus.x, stimulus.y) not in phase.echoes
    ]
    return (*kept, *echoed)


def time_told(
    trial: Trial, onset: float, presses: Sequence[Keypress], *, limit: float
) -> tuple[Stimulus, ...]:
    """Return what a display shows that tells the reaction time.

    The time is in milliseconds, with a check mark in time and a cross after the limit;
    a key before anything could be seen gets a cross alone, no key nothing.

    Parameters
    ----------
    trial : Trial
        The trial.
    onset : float
        When its onset came, s.
    presses : sequence of Keypress
        The keys so far.
    limit : float
        As in `Phase.tells_time`.
    """
    if not presses:
        return ()
    seconds = presses[0].time - onset
    if presses[0].phase < trial.onset_phase or seconds < SHORTEST:
        return (Glyph("✕", height=1.2, colour="vermillion"),)
    time = Glyph(f"{1000 * seconds:.0f}", height=1.2)
    if math.isinf(limit):
        return (time,)
    sign, tint = ("✓", "green") if seconds <= limit else ("✕", "vermillion")
    return (time, Glyph(sign, y=-2.0, height=1.0, colour=tint))
