"""Simulated answers to tasks of attention in time and in space."""

from __future__ import annotations

import math

from attention_camp.tasks.attention.useful_field import N_PLACES, SLOPE
from attention_camp.tasks.observers.abilities import Abilities, AttentionState
from attention_camp.tasks.trial import Answer, Trial

_SEEING = 0.045
"""Time constant with which a letter of a stream is identified, s; our own choice."""


def glance(
    person: Abilities, state: AttentionState, trial: Trial
) -> tuple[Answer, ...]:
    """Report shape and place; both are seen, or both are guessed.

    Parameters
    ----------
    person : Abilities
        Abilities; ``field_time`` and ``base_time`` are used.
    state : AttentionState
        Lapse rate, spread and randomness in this trial.
    trial : Trial
        A trial of ``useful-field``.
    """
    seconds = float(trial.parameters["sample_time"])
    above = SLOPE * math.log2(seconds / person.field_time)
    known = state.knows(1 / (1 + math.exp(-above)))
    sees = not state.lapses() and state.happens(known)
    options = (trial.keys[:2], trial.keys[2 : 2 + N_PLACES])
    answers = []
    for i, keys in zip((3, 4), options, strict=True):
        key = trial.phases[i].expected if sees else state.pick(keys)
        answers.append(Answer(key or "", i, state.time(person.base_time + 0.4)))
    return tuple(answers)


def identification(pace: float) -> float:
    """Return the probability to identify an item that is seen for ``pace`` s."""
    return 1 - math.exp(-pace / _SEEING)


def depth(seconds: float) -> float:
    """Return the share of the blink left so long after the first target, s.

    Deepest after 0.2 to 0.35 s, over after 0.6 s, and spared at the next item.
    """
    if seconds < 0.15:
        return 0.3
    return min(max((0.6 - seconds) / 0.25, 0.0), 1.0)


def report_digits(
    person: Abilities, state: AttentionState, trial: Trial
) -> tuple[Answer, ...]:
    """Report two digits; the second is missed while the first is still dealt with.

    Parameters
    ----------
    person : Abilities
        Abilities; ``blink`` is used.
    state : AttentionState
        Lapse rate, spread and randomness in this trial.
    trial : Trial
        A trial of ``attentional-blink``.
    """
    pace, lag = float(trial.parameters["pace"]), int(trial.parameters["lag"])
    sees = state.errs(1 - identification(pace))
    lost = min(person.blink, 1.0) * depth(lag * pace)
    knows = [not state.happens(sees), not state.happens(sees)]
    knows[1] = knows[1] and not (knows[0] and state.happens(lost))
    if state.lapses():
        knows = [False, False]
    asked = [i for i, phase in enumerate(trial.phases) if phase.name == "recall"]
    answers: list[Answer] = []
    for i, known in zip(asked, knows, strict=True):
        given = tuple(answer.key for answer in answers)
        left = tuple(key for key in trial.keys if key not in given)
        key = (trial.phases[i].expected or "") if known else state.pick(left)
        answers.append(Answer(key, i, state.time(0.8)))
    return tuple(answers)


def look_up(
    person: Abilities, state: AttentionState, trial: Trial
) -> tuple[Answer, ...]:
    """Press the digits of symbols after looking them up.

    Parameters
    ----------
    person : Abilities
        Abilities; ``coding`` is used.
    state : AttentionState
        Lapse rate, spread and randomness in this trial; a lapse is a wrong digit.
    trial : Trial
        A run of ``symbol-digit``.
    """
    limit = float(trial.parameters["time_limit"])
    answers = []
    for i, phase in enumerate(trial.phases):
        if not phase.onset:
            continue
        seconds = state.time(person.coding)
        if seconds > limit:
            continue
        wrong = state.lapses() or state.happens(0.01)
        key = state.pick(trial.keys) if wrong else phase.expected or ""
        answers.append(Answer(key, i, seconds))
    return tuple(answers)
