"""Simulated recall of lists, key by key."""

from __future__ import annotations

import itertools
import math
from itertools import accumulate

from attention_camp.tasks.attention.digits_in_noise import SLOPE
from attention_camp.tasks.memory.spans import TAKE_BACK, right_keys
from attention_camp.tasks.observers.abilities import Abilities, AttentionState
from attention_camp.tasks.trial import Answer, Trial

_SHARPNESS = 0.5
"""Items over which recall falls from 73 to 27 %; our own choice."""


def recall_places(
    person: Abilities, state: AttentionState, trial: Trial
) -> tuple[Answer, ...]:
    """Recall a sequence of places; half of those as long as the span are correct.

    Parameters
    ----------
    person : Abilities
        Abilities; ``corsi_span`` and ``backward_cost`` are used.
    state : AttentionState
        Lapse rate, spread and randomness in this trial.
    trial : Trial
        A trial of ``corsi-span``.
    """
    return _recall_list(state, trial, person.corsi_span, person.backward_cost)


def recall_digits(
    person: Abilities, state: AttentionState, trial: Trial
) -> tuple[Answer, ...]:
    """Recall a list of digits; half of those as long as the span are correct.

    Parameters
    ----------
    person : Abilities
        Abilities; ``digit_span`` and ``backward_cost`` are used.
    state : AttentionState
        Lapse rate, spread and randomness in this trial.
    trial : Trial
        A trial of ``digit-span``.
    """
    return _recall_list(state, trial, person.digit_span, person.backward_cost)


def judge_and_recall(
    person: Abilities, state: AttentionState, trial: Trial
) -> tuple[Answer, ...]:
    """Judge, nearly always rightly, and recall the items in between.

    Parameters
    ----------
    person : Abilities
        Abilities; ``complex_span`` and ``coding`` are used.
    state : AttentionState
        Lapse rate, spread and randomness in this trial.
    trial : Trial
        A trial of ``complex-span``.
    """
    judged = []
    for i, phase in enumerate(trial.phases):
        if phase.name != "judgement":
            continue
        wrong = state.lapses() or state.happens(0.03)
        key = state.pick(trial.keys[:2]) if wrong else phase.expected or ""
        limit = 0.9 * (phase.duration or 9.0)
        judged.append(Answer(key, i, min(state.time(2 * person.coding), limit)))
    recalled = _recall_list(state, trial, person.complex_span, 0.0)
    return (*judged, *recalled)


def repeat_triplet(
    person: Abilities, state: AttentionState, trial: Trial
) -> tuple[Answer, ...]:
    """Repeat a triplet; intelligibility is a logistic function of the SNR.

    Parameters
    ----------
    person : Abilities
        Abilities; ``speech_threshold`` is used.
    state : AttentionState
        Lapse rate, spread and randomness in this trial.
    trial : Trial
        A trial of ``digits-in-noise``.
    """
    above = SLOPE * (float(trial.parameters["snr_db"]) - person.speech_threshold)
    known = state.knows(1 / (1 + math.exp(-above)))
    return _press(state, trial, knows=state.happens(known))


def _recall_list(
    state: AttentionState, trial: Trial, span: float, cost: float
) -> tuple[Answer, ...]:
    span -= cost if trial.condition == "backward" else 0.0
    above = (span - float(trial.parameters["length"])) / _SHARPNESS
    known = state.knows(1 / (1 + math.exp(-above)))
    return _press(state, trial, knows=state.happens(known))


def _press(state: AttentionState, trial: Trial, *, knows: bool) -> tuple[Answer, ...]:
    asked = [i for i, phase in enumerate(trial.phases) if phase.name == "recall"]
    keys = right_keys(trial)
    if state.lapses() or not knows:
        keys = _confuse(state, trial, keys)
    limit = sum(trial.phases[i].duration or 9.0 for i in asked) / len(keys)
    times = [min(state.time(0.7), 0.9 * limit) for _ in keys]
    if len(asked) == 1:  # all keys on one display
        return tuple(map(Answer, keys, itertools.repeat(asked[0]), accumulate(times)))
    return tuple(map(Answer, keys, asked, times))


def _confuse(state: AttentionState, trial: Trial, keys: list[str]) -> list[str]:
    """Return the list with one place wrong, and each later one at even odds."""
    start = int(state.rng.integers(len(keys)))
    return [
        state.pick(tuple(k for k in trial.keys if k not in {key, TAKE_BACK}))
        if i == start or (i > start and state.happens(0.5))
        else key
        for i, key in enumerate(keys)
    ]
