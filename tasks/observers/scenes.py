"""Simulated answers to tasks of moving things, sheets, consoles, scenes and words."""

from __future__ import annotations

import math
from statistics import NormalDist

from attention_camp.tasks.attention.object_tracking import KEYS, N_DISCS
from attention_camp.tasks.complex.panels import (
    BAND,
    CALL,
    CALLED,
    LEFT,
    PUMPS,
    RIGHT,
    STEP,
    Console,
)
from attention_camp.tasks.observers.abilities import Abilities, AttentionState
from attention_camp.tasks.observers.streams import withholding
from attention_camp.tasks.trial import Answer, Trial

USUAL_SPEED = 6.0
"""Speed at which ``tracking`` objects are tracked, degrees a second."""
_SAME_PART = 0.4
"""Share of the time of an action where the hand stays with its part; own choice."""
_LOOK = 0.2
"""Seconds from one look over the console to the next while nothing is to do."""
_LOW_TANK = 55.0
_TYPING = 0.12
"""Seconds for a letter; own choice."""


def objects_held(person: Abilities, speed: float) -> float:
    """Return how many objects are tracked at a speed: fewer where it is high."""
    return person.tracking * math.sqrt(USUAL_SPEED / speed)


def track_objects(
    person: Abilities, state: AttentionState, trial: Trial
) -> tuple[Answer, ...]:
    """Mark the targets that were held; the others at random among the rest.

    Parameters
    ----------
    person : Abilities
        Abilities; ``tracking`` is used.
    state : AttentionState
        Lapse rate, spread and randomness in this trial; a lapse loses all.
    trial : Trial
        A trial of ``object-tracking``.
    """
    targets = str(trial.parameters["places"]).split()
    held = objects_held(person, float(trial.parameters["speed"]))
    whole = int(held) + state.happens(held - int(held))
    n_known = 0 if state.lapses() else min(whole, len(targets))
    known = [targets[i] for i in state.rng.permutation(len(targets))[:n_known].tolist()]
    rest = [key for key in KEYS if key not in known]
    guessed = state.rng.permutation(N_DISCS - n_known)[: len(targets) - n_known]
    keys = [*known, *(rest[i] for i in guessed.tolist())]
    start = state.time(0.9)
    return tuple(Answer(key, 3, start + 0.4 * i) for i, key in enumerate(keys))


def connect(
    person: Abilities, state: AttentionState, trial: Trial
) -> tuple[Answer, ...]:
    """Press the circles of a trail one after another; a lapse is a wrong one first.

    Parameters
    ----------
    person : Abilities
        Abilities; ``trail`` and ``alternating`` are used.
    state : AttentionState
        Lapse rate, spread and randomness in this trial.
    trial : Trial
        A trial of ``trail-making``.
    """
    pace = person.trail
    pace += person.alternating if trial.condition == "alternating" else 0.0
    answers, now = [], 0.0
    limit = trial.phases[1].duration or math.inf
    for i, key in enumerate(trial.keys):
        took = state.time(pace)
        later = trial.keys[i + 2 :]
        if later and state.lapses():
            answers.append(Answer(state.pick(later), 1, now + 0.7 * took))
        now += took
        answers.append(Answer(key, 1, now))
    return tuple(answer for answer in answers if answer.delay < limit)


def share_time(
    person: Abilities, state: AttentionState, trial: Trial
) -> tuple[Answer, ...]:
    """Work a console: at each moment do what is most urgent, one thing at a time.

    Parameters
    ----------
    person : Abilities
        Abilities; ``handling`` is used.
    state : AttentionState
        Lapse rate, spread and randomness in this trial; a lapse is a pause.
    trial : Trial
        A trial of ``multitask-console``.
    """
    console = trial.phases[1].live
    if not isinstance(console, Console):
        return ()
    keys: list[tuple[float, str]] = []
    now, free, marker, step, before = 0.5, 0.0, 0.0, 0, ""
    answered: set[float] = set()
    while now < console.duration:
        until = min(int(now / STEP), len(console.drift))
        marker += sum(console.drift[step:until])
        step = max(step, until)
        key, start = _most_urgent(console, keys, now, marker, answered)
        if not key:
            now += _LOOK
            continue
        part = "tracking" if key in (LEFT, RIGHT) else key
        same = _SAME_PART if part == before else 1.0
        took = state.time(person.handling * same)
        took += 3 * person.handling if state.lapses() else 0.0
        # an event that came while nothing was to do is noticed when it comes
        begun = max(start, free) if start >= 0 else now
        when = begun + took
        if when >= console.duration:
            break
        keys.append((when, key))
        marker += 0.5 * ((key == RIGHT) - (key == LEFT))
        if key == CALL:
            answered.add(start)
        now, free, before = when, when, part
    return tuple(Answer(key, 1, time) for time, key in keys)


def _most_urgent(
    console: Console,
    keys: list[tuple[float, str]],
    now: float,
    marker: float,
    answered: set[float],
) -> tuple[str, float]:
    """Return the key to press next and when what it answers began; empty: none.

    Parameters
    ----------
    console : Console
        What happens.
    keys : list of (float, str)
        Pressed so far.
    now : float
        Seconds from the onset.
    marker : float
        Where the marker is, degrees.
    answered : set of float
        Calls that were answered.
    """
    needs: list[tuple[float, str, float]] = []
    if console.drift and abs(marker) > 0.5 * BAND:
        key = LEFT if marker > 0 else RIGHT
        needs.append((abs(marker) / BAND, key, -1.0))
    if console.has_gauges:
        needs += [
            (1.0 + 0.1 * (now - start), str(gauge + 1), start)
            for start, gauge in console.open_faults(keys, now)
        ]
    needs += [
        (1.4, CALL, start)
        for start, own in console.calls
        if own and start <= now < start + CALLED and start not in answered
    ]
    if console.leaks:
        for tank, key in enumerate(PUMPS):
            level = console.level(tank, keys, now)
            if level < _LOW_TANK:
                needs.append(((_LOW_TANK - level) / 18.0, key, -1.0))
    if not needs:
        return "", -1.0
    _, key, start = max(needs)
    return key, start


def watch_board(
    person: Abilities, state: AttentionState, trial: Trial
) -> tuple[Answer, ...]:
    """Press for each X that is seen; what distracts makes it later.

    Parameters
    ----------
    person : Abilities
        Abilities; ``inhibition``, ``base_time`` and ``distraction`` are used.
    state : AttentionState
        Lapse rate, spread and randomness in this trial.
    trial : Trial
        A run of ``classroom``.
    """
    interval = float(trial.parameters["interval"])
    missed = NormalDist().cdf(-board_sensitivity(person, interval) / 2)
    around = str(trial.parameters["distractors"])
    latest = interval - 0.03
    answers = []
    for k, kind in enumerate(around):
        i = 1 + 2 * k
        pressed = state.happens(1 - missed if trial.phases[i].expected else missed)
        if state.lapses() or not pressed:
            continue
        mean = person.base_time + (person.distraction if kind != "-" else 0.0)
        answers.append(Answer("space", i, min(state.time(mean), latest)))
    return tuple(answers)


def board_sensitivity(person: Abilities, interval: float) -> float:
    """Return d′ of the letters on the board, s from one to the next."""
    return withholding(person, pace=interval / 1.2)


def find_word(
    person: Abilities, state: AttentionState, trial: Trial
) -> tuple[Answer, ...]:
    """Type the word that three others have in common, if it comes to mind in time.

    Parameters
    ----------
    person : Abilities
        Abilities; ``insight`` is used.
    state : AttentionState
        Lapse rate, spread and randomness in this trial.
    trial : Trial
        A trial of ``remote-associates``.
    """
    found = float(state.rng.exponential(person.insight))
    word = str(trial.parameters["solution"])
    typed = [*word, "return"]
    start = max(found - _TYPING * len(typed), 0.01)
    pace = (found - start) / len(typed)
    return tuple(Answer(key, 1, start + pace * (i + 1)) for i, key in enumerate(typed))


def list_uses(
    person: Abilities, state: AttentionState, trial: Trial
) -> tuple[Answer, ...]:
    """Type one use after another, each another one, at a steady rate.

    Parameters
    ----------
    person : Abilities
        Abilities; ``fluency`` is used.
    state : AttentionState
        Lapse rate, spread and randomness in this trial.
    trial : Trial
        A trial of ``alternate-uses``.
    """
    duration = float(trial.parameters["duration"])
    n_ideas = int(state.rng.poisson(person.fluency * duration))
    answers = []
    for k in range(n_ideas):
        end = duration * (k + 1) / (n_ideas + 1)
        typed = [*_numbered(k), "return"]
        answers += [
            Answer(key, 1, end - 0.05 * (len(typed) - 1 - i))
            for i, key in enumerate(typed)
        ]
    return tuple(answers)


def _numbered(number: int) -> str:
    """Return a word of letters that no other number has."""
    return "use" + "".join(chr(ord("a") + int(digit)) for digit in str(number))
