"""Simulated answers to tasks of control: stopping, conflict, cueing, switching."""

from __future__ import annotations

import math
from statistics import NormalDist

from attention_camp.tasks.observers.abilities import Abilities, AttentionState
from attention_camp.tasks.observers.choices import choose
from attention_camp.tasks.trial import Answer, Trial

_RULE_SECONDS = 0.15
"""Seconds that a judgement by a rule takes beyond a plain choice; our own choice."""
_UNPREPARED = 0.5
"""Share of the switch cost that no preparation removes; our own choice."""


def race(person: Abilities, state: AttentionState, trial: Trial) -> tuple[Answer, ...]:
    """Answer arrows; where stopping wins the race against going, press nothing.

    Parameters
    ----------
    person : Abilities
        Abilities; ``base_time`` and ``stopping`` are used.
    state : AttentionState
        Lapse rate, spread and randomness in this trial; in a lapse a signal is missed.
    trial : Trial
        A run of ``stop-signal``.
    """
    answers = []
    names = [phase.name for phase in trial.phases]
    for i, phase in enumerate(trial.phases):
        if not phase.onset:
            continue
        seconds = state.time(person.base_time)
        stops = names[i + 1 : i + 2] == ["stop"]
        delay = float(trial.parameters["stop_delay"])
        if stops and not state.lapses() and seconds > delay + person.stopping:
            continue
        key = phase.expected or state.pick(trial.keys)
        if not stops and state.lapses():
            key = state.pick(trial.keys)
        answers.append(Answer(key, i, min(seconds, 1.2)))
    return tuple(answers)


def resist(
    person: Abilities, state: AttentionState, trial: Trial
) -> tuple[Answer, ...]:
    """Answer more slowly, and with more errors, where two messages disagree.

    Parameters
    ----------
    person : Abilities
        Abilities; ``base_time`` and ``interference`` are used.
    state : AttentionState
        Lapse rate, spread and randomness in this trial.
    trial : Trial
        A trial of ``stroop``.
    """
    disagrees = trial.condition == "incongruent"
    mean = person.base_time + (person.interference if disagrees else 0.0)
    return choose(state, trial, mean, p_wrong=0.04 if disagrees else 0.01)


def follow_cue(
    person: Abilities, state: AttentionState, trial: Trial
) -> tuple[Answer, ...]:
    """Answer more slowly where the cue pointed to the other side.

    Parameters
    ----------
    person : Abilities
        Abilities; ``simple_time`` and ``validity`` are used.
    state : AttentionState
        Lapse rate, spread and randomness in this trial.
    trial : Trial
        A trial of ``posner``.
    """
    astray = trial.condition == "invalid"
    mean = person.simple_time + 0.08 + (person.validity if astray else 0.0)
    return choose(state, trial, mean, p_wrong=0.01)


def switch(
    person: Abilities, state: AttentionState, trial: Trial
) -> tuple[Answer, ...]:
    """Judge digits, more slowly after a switch of rule; err where there is no time.

    Parameters
    ----------
    person : Abilities
        Abilities; ``base_time`` and ``switching`` are used.
    state : AttentionState
        Lapse rate, spread and randomness in this trial.
    trial : Trial
        A run of ``task-switching``.
    """
    limit = float(trial.parameters["time_limit"])
    lost = switch_cost(person, preparation=float(trial.parameters["preparation"]))
    answers = []
    asked = [i for i, phase in enumerate(trial.phases) if phase.onset]
    kinds = f"r{trial.parameters['items']}"
    for i, kind in zip(asked, kinds, strict=True):
        cost = lost if kind == "s" else 0.0
        seconds = state.time(person.base_time + _RULE_SECONDS + cost)
        wrong = state.lapses() or state.happens(0.03) or seconds > limit - 0.05
        key = state.pick(trial.keys) if wrong else trial.phases[i].expected or ""
        answers.append(Answer(key, i, min(seconds, limit - 0.02)))
    return tuple(answers)


def switch_cost(person: Abilities, *, preparation: float) -> float:
    """Return the true switch cost, s: preparation removes up to half of it."""
    prepared = 1 - math.exp(-preparation / 0.3)
    return person.switching * (1 - (1 - _UNPREPARED) * prepared)


def keep_context(
    person: Abilities, state: AttentionState, trial: Trial
) -> tuple[Answer, ...]:
    """Judge a probe by the cue that is kept, the less surely the longer ago it was.

    Parameters
    ----------
    person : Abilities
        Abilities; ``base_time`` and ``inhibition`` are used.
    state : AttentionState
        Lapse rate, spread and randomness in this trial.
    trial : Trial
        A trial of ``ax-cpt``.
    """
    wrong, delay = 0.01, float(trial.parameters["delay"])
    if trial.condition in {"ax", "bx"}:
        wrong = NormalDist().cdf(-context(person, delay=delay) / 2)
    elif trial.condition == "ay":
        wrong = 0.04
    return choose(state, trial, person.base_time, p_wrong=wrong)


def context(person: Abilities, *, delay: float) -> float:
    """Return the true d′ of the context after a delay, s; own choice."""
    return 1.3 * person.inhibition * float(delay**-0.25)
