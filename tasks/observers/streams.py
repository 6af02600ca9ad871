"""Simulated answers to streams of items, by signal detection."""

from __future__ import annotations

import math
from statistics import NormalDist

from attention_camp.tasks.observers.abilities import Abilities, AttentionState
from attention_camp.tasks.trial import Answer, Trial

_LURE_PULL = 0.5
"""Familiarity of a lure relative to that of a match; our own choice."""


def n_back_sensitivity(person: Abilities, trial: Trial) -> float:
    """Return the true d′: 2/n of that at n = 2, less at intervals below 3 s."""
    values = trial.parameters
    pace = math.sqrt(min(float(values["interval"]) / 3.0, 1.0))
    return person.dprime * 2 / float(values["n"]) * pace


def compare_back(
    person: Abilities, state: AttentionState, trial: Trial
) -> tuple[Answer, ...]:
    """Report the items whose familiarity exceeds half that of a match.

    Parameters
    ----------
    person : Abilities
        Abilities; ``dprime`` and ``base_time`` are used.
    state : AttentionState
        Lapse rate, spread and randomness in this trial.
    trial : Trial
        A trial of ``n-back``.
    """
    strength = n_back_sensitivity(person, trial)
    pull = {"T": strength, "L": _LURE_PULL * strength, "o": 0.0}
    values = trial.parameters
    streams = [name for name in values if name.endswith("_kinds")]
    latest = float(values["interval"]) - 0.05
    answers = []
    for name, key in zip(streams, trial.keys, strict=True):
        for i, kind in enumerate(str(values[name])):
            familiar = float(state.rng.normal(pull[kind], 1.0)) > strength / 2
            if i >= int(values["n"]) and familiar and not state.lapses():
                seconds = min(state.time(person.base_time + 0.1), latest)
                answers.append(Answer(key, 1 + 2 * i, seconds))
    return tuple(answers)


def withholding(person: Abilities, *, pace: float, clear: float = 1.0) -> float:
    """Return the true d′ of withholding a key.

    Parameters
    ----------
    person : Abilities
        Abilities; ``inhibition`` is used.
    pace : float
        Interval between items, relative to the task's usual one.
    clear : float
        Contrast of the items, 0 to 1 (default: full contrast).
    """
    return person.inhibition * math.sqrt(pace * clear)


def _withhold(
    person: Abilities,
    state: AttentionState,
    trial: Trial,
    *,
    strength: float,
    mean: float,
) -> list[Answer]:
    """Press at each item unless the evidence for a no-go item passes the criterion."""
    answers = []
    for i, phase in enumerate(trial.phases):
        if not phase.onset:
            continue
        evidence = float(state.rng.normal(0.0 if phase.expected else strength, 1.0))
        if evidence < person.caution or state.lapses():
            answers.append(Answer("space", i, state.time(mean)))
    return answers


def press_but_one(
    person: Abilities, state: AttentionState, trial: Trial
) -> tuple[Answer, ...]:
    """Answer a run of the SART: faster digits leave less time to withhold.

    Parameters
    ----------
    person : Abilities
        Abilities; ``inhibition``, ``caution`` and ``simple_time`` are used.
    state : AttentionState
        Lapse rate, spread and randomness in this trial.
    trial : Trial
        A trial of ``sart``.
    """
    interval = float(trial.parameters["interval"])
    strength = withholding(person, pace=interval / 1.15)
    mean = min(person.simple_time + 0.08, 0.6 * interval)
    latest = interval - 0.03
    pressed = _withhold(person, state, trial, strength=strength, mean=mean)
    return tuple(Answer(a.key, a.phase, min(a.delay, latest)) for a in pressed)


def press_habitually(
    person: Abilities, state: AttentionState, trial: Trial
) -> tuple[Answer, ...]:
    """Answer a run of go/no-go: faster items leave less time to withhold.

    Parameters
    ----------
    person : Abilities
        Abilities; ``inhibition``, ``caution`` and ``simple_time`` are used.
    state : AttentionState
        Lapse rate, spread and randomness in this trial.
    trial : Trial
        A run of ``go-no-go``.
    """
    interval = float(trial.parameters["interval"])
    strength = withholding(person, pace=interval)
    mean = min(person.simple_time + 0.05, 0.6 * interval)
    pressed = _withhold(person, state, trial, strength=strength, mean=mean)
    latest = interval - 0.03
    return tuple(Answer(a.key, a.phase, min(a.delay, latest)) for a in pressed)


def press_for_cities(
    person: Abilities, state: AttentionState, trial: Trial
) -> tuple[Answer, ...]:
    """Answer a run of the gradual-onset task: press once a view is mostly visible.

    Parameters
    ----------
    person : Abilities
        Abilities; ``inhibition`` and ``caution`` are used.
    state : AttentionState
        Lapse rate, spread and randomness in this trial.
    trial : Trial
        A trial of ``grad-cpt``.
    """
    seconds = float(trial.parameters["transition"])
    strength = withholding(
        person, pace=seconds / 0.8, clear=float(trial.parameters["contrast"])
    )
    pressed = _withhold(person, state, trial, strength=strength, mean=1.05 * seconds)
    # a hand that waits for the view keeps within the time in which it is the clearest
    low, high = 0.72 * seconds, 1.38 * seconds
    return tuple(Answer(a.key, a.phase, min(max(a.delay, low), high)) for a in pressed)


def pitch_sensitivity(person: Abilities, trial: Trial) -> float:
    """Return the true d′ for the distance between the two tones."""
    values = trial.parameters
    apart = math.log2(float(values["target_hz"]) / float(values["standard_hz"]))
    return person.pitch * math.pow(apart, 0.3)


def hear_rare(
    person: Abilities, state: AttentionState, trial: Trial
) -> tuple[Answer, ...]:
    """Answer a run of the oddball: press when a tone sounds more like the high one.

    Parameters
    ----------
    person : Abilities
        Abilities; ``pitch`` and ``base_time`` are used.
    state : AttentionState
        Lapse rate, spread and randomness in this trial.
    trial : Trial
        A trial of ``auditory-oddball``.
    """
    strength = pitch_sensitivity(person, trial)
    missed = NormalDist().cdf(-strength / 2)
    answers = []
    for i, phase in enumerate(trial.phases):
        if not phase.onset or state.lapses():
            continue
        rare = phase.expected is not None
        if state.happens(1 - missed if rare else missed):
            answers.append(Answer("space", i, min(state.time(person.base_time), 0.75)))
    return tuple(answers)
