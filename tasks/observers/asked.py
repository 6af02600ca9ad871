"""Simulated answers to questionnaires."""

from __future__ import annotations

from attention_camp.tasks.observers.abilities import Abilities, AttentionState
from attention_camp.tasks.questionnaires.answering import NEXT, Answering
from attention_camp.tasks.trial import Answer, Trial

_TEXT = "by staying calm"
_READING = 2.0
"""Seconds to read an item and choose; own choice."""
_MARKING = 0.4
"""Seconds from one key to the next; own choice."""


def fill_in(
    person: Abilities,  # noqa: ARG001 (answers tell of no ability)
    state: AttentionState,
    trial: Trial,
) -> tuple[Answer, ...]:
    """Answer each item at random; a free text is always the same.

    Parameters
    ----------
    person : Abilities
        Not used; part of the interface of models.
    state : AttentionState
        Spread and randomness in this trial.
    trial : Trial
        A trial of ``questionnaire``.
    """
    answers: list[Answer] = []
    for i, phase in enumerate(trial.phases):
        if not isinstance(phase.live, Answering):
            continue
        if phase.writes:
            keys = [("space" if letter == " " else letter) for letter in _TEXT]
            keys.append("return")
        else:
            keys = [state.pick(phase.live.marks()), NEXT]
        start = state.time(_READING)
        answers += [Answer(key, i, start + _MARKING * k) for k, key in enumerate(keys)]
    return tuple(answers)


def tell_attention(
    person: Abilities,
    state: AttentionState,
    trial: Trial,
) -> tuple[Answer, ...]:
    """Answer a probe of mind-wandering: elsewhere as often as attention lapses.

    Parameters
    ----------
    person : Abilities
        Abilities; ``base_time`` is used.
    state : AttentionState
        Lapse rate, spread and randomness of this moment.
    trial : Trial
        A probe.
    """
    key = state.pick(trial.keys[1:]) if state.lapses() else trial.keys[0]
    return (Answer(key, 0, state.time(person.base_time + 1.5)),)
