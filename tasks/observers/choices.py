"""Simulated answers to tasks with one display and one key."""

from __future__ import annotations

import math
from collections.abc import Mapping

from attention_camp.tasks.observers.abilities import Abilities, AttentionState
from attention_camp.tasks.trial import Answer, Trial

_TIME_FOR_GUESS = 0.15
"""A participant still undecided this long before the limit guesses, s."""

_SEARCH_EASE: Mapping[str, float] = {
    "feature": 0.04,
    "conjunction": 0.6,
    "t-among-ls": 1.0,
    "letters-among-digits": 0.7,
}
"""Slope of each kind of search relative to T among Ls; our own choice."""


def choose(
    state: AttentionState, trial: Trial, mean: float, *, p_wrong: float = 0.0
) -> tuple[Answer, ...]:
    """Press the right key after a random reaction time; guess where time runs out.

    Parameters
    ----------
    state : AttentionState
        Lapse rate, spread and randomness in this trial; a lapse is a guess.
    trial : Trial
        A trial with one display to answer.
    mean : float
        Mean reaction time, s.
    p_wrong : float
        Probability of a wrong key in spite of attention, 0 (default) to 1.
    """
    asked = trial.onset_phase
    phase = trial.phases[asked]
    limit = phase.duration or math.inf
    seconds = state.time(mean)
    if state.lapses():
        return (Answer(state.pick(trial.keys), asked, min(seconds, 0.9 * limit)),)
    if seconds > limit - _TIME_FOR_GUESS:
        late = limit - float(state.rng.uniform(0.02, _TIME_FOR_GUESS))
        return (Answer(state.pick(trial.keys), asked, late),)
    key = phase.expected or ""
    if state.happens(state.errs(p_wrong)):
        key = next(other for other in trial.keys if other != key)
    return (Answer(key, asked, seconds),)


def search_slope(person: Abilities, trial: Trial) -> float:
    """Return the true slope in s/item: it grows with similarity, doubles for absent."""
    values = trial.parameters
    twice = 2.0 if trial.condition == "absent" else 1.0
    ease = _SEARCH_EASE[str(values["variant"])]
    return person.search_slope * ease * (1 + float(values["similarity"])) * twice


def search(
    person: Abilities, state: AttentionState, trial: Trial
) -> tuple[Answer, ...]:
    """Search serially; sometimes miss a target that resembles its distractors.

    Parameters
    ----------
    person : Abilities
        Abilities; ``base_time``, ``search_slope`` and ``overlooking`` are used.
    state : AttentionState
        Lapse rate, spread and randomness in this trial.
    trial : Trial
        A trial of ``visual-search``.
    """
    values = trial.parameters
    if trial.condition.startswith("dot"):  # nothing is searched
        return choose(state, trial, person.base_time)
    mean = person.base_time + search_slope(person, trial) * float(values["set_size"])
    overlooks = person.overlooking * float(values["similarity"]) ** 2
    present = trial.condition == "present"
    return choose(state, trial, mean, p_wrong=overlooks if present else 0.0)


def scan_memory(
    person: Abilities, state: AttentionState, trial: Trial
) -> tuple[Answer, ...]:
    """Compare the probe with each item in memory; forget part of long or fast lists.

    Parameters
    ----------
    person : Abilities
        Abilities; ``base_time``, ``memory_slope`` and ``digit_span`` are used.
    state : AttentionState
        Lapse rate, spread and randomness in this trial.
    trial : Trial
        A trial of ``sternberg``.
    """
    values = trial.parameters
    size = float(values["set_size"])
    hold = person.digit_span * (float(values["item_time"]) / 1.2) ** 0.15
    forgets = 1 / (1 + math.exp((hold - size) / 0.7))
    mean = person.base_time + person.memory_slope * size
    return choose(state, trial, mean, p_wrong=0.5 * forgets)


def detect_change(
    person: Abilities, state: AttentionState, trial: Trial
) -> tuple[Answer, ...]:
    """Remember as many objects as capacity allows, and guess about the others.

    Parameters
    ----------
    person : Abilities
        Abilities; ``capacity`` and ``base_time`` are used.
    state : AttentionState
        Lapse rate, spread and randomness in this trial.
    trial : Trial
        A trial of ``change-detection``.
    """
    remembers = min(person.capacity / float(trial.parameters["set_size"]), 1.0)
    return choose(state, trial, person.base_time + 0.2, p_wrong=0.5 * (1 - remembers))


def attend_row(
    person: Abilities, state: AttentionState, trial: Trial
) -> tuple[Answer, ...]:
    """Answer faster after a cue, slower and with more errors under conflict.

    Parameters
    ----------
    person : Abilities
        Abilities; ``base_time``, ``alerting``, ``orienting`` and ``conflict`` are used.
    state : AttentionState
        Lapse rate, spread and randomness in this trial.
    trial : Trial
        A trial of ``attention-network``.
    """
    values = trial.parameters
    mean = person.base_time
    mean += {"none": person.alerting, "spatial": -person.orienting}.get(
        str(values["cue"]), 0.0
    )
    p_wrong = 0.005
    if values["flanker"] == "incongruent":
        mean += person.conflict
        p_wrong += 0.1 * max(1 - float(values["gap_deg"]) / 0.4, 0.0)
    return choose(state, trial, mean, p_wrong=p_wrong)


def react(person: Abilities, state: AttentionState, trial: Trial) -> tuple[Answer, ...]:
    """React to the disc; after a lapse, much later.

    Parameters
    ----------
    person : Abilities
        Abilities; ``simple_time`` is used.
    state : AttentionState
        Lapse rate, spread and randomness in this trial.
    trial : Trial
        A trial of ``pvt``.
    """
    seconds = state.time(person.simple_time)
    if state.lapses():
        seconds += 0.4 + float(state.rng.exponential(0.3))
    return (Answer("space", trial.onset_phase, seconds),)
