"""The behaviour model of each task."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from attention_camp.tasks.answers import SHORTEST
from attention_camp.tasks.observers.abilities import Abilities, AttentionState
from attention_camp.tasks.observers.asked import fill_in, tell_attention
from attention_camp.tasks.observers.attending import glance, look_up, report_digits
from attention_camp.tasks.observers.choices import (
    attend_row,
    detect_change,
    react,
    scan_memory,
    search,
)
from attention_camp.tasks.observers.controlled import (
    follow_cue,
    keep_context,
    race,
    resist,
    switch,
)
from attention_camp.tasks.observers.recall import (
    judge_and_recall,
    recall_digits,
    recall_places,
    repeat_triplet,
)
from attention_camp.tasks.observers.scenes import (
    connect,
    find_word,
    list_uses,
    share_time,
    track_objects,
    watch_board,
)
from attention_camp.tasks.observers.streams import (
    compare_back,
    hear_rare,
    press_but_one,
    press_for_cities,
    press_habitually,
)
from attention_camp.tasks.trial import Answer, Trial

Model = Callable[[Abilities, AttentionState, Trial], tuple[Answer, ...]]

MODELS: Mapping[str, Model] = {
    "alternate-uses": list_uses,
    "classroom": watch_board,
    "multitask-console": share_time,
    "object-tracking": track_objects,
    "remote-associates": find_word,
    "trail-making": connect,
    "attention-network": attend_row,
    "auditory-oddball": hear_rare,
    "attentional-blink": report_digits,
    "ax-cpt": keep_context,
    "change-detection": detect_change,
    "complex-span": judge_and_recall,
    "corsi-span": recall_places,
    "digit-span": recall_digits,
    "digits-in-noise": repeat_triplet,
    "go-no-go": press_habitually,
    "grad-cpt": press_for_cities,
    "n-back": compare_back,
    "posner": follow_cue,
    "probe": tell_attention,
    "pvt": react,
    "questionnaire": fill_in,
    "sart": press_but_one,
    "sternberg": scan_memory,
    "stop-signal": race,
    "stroop": resist,
    "symbol-digit": look_up,
    "task-switching": switch,
    "useful-field": glance,
    "visual-search": search,
}
"""Behaviour model by task name; other tasks get a generic one."""


def behave(
    person: Abilities, state: AttentionState, trial: Trial
) -> tuple[Answer, ...]:
    """Return the answers of a simulated participant to a trial.

    Parameters
    ----------
    person : Abilities
        Abilities.
    state : AttentionState
        Lapse rate, spread and randomness in this trial.
    trial : Trial
        The trial; tasks without a model of their own get a generic one.
    """
    if not trial.keys:
        return ()
    answers = MODELS.get(trial.task, _plain)(person, state, trial)
    return tuple(_on_screen(trial, answer) for answer in answers)


def _on_screen(trial: Trial, answer: Answer) -> Answer:
    """Return the answer, its delay counted from the display on screen at the press.

    A key may come after the item it answers has gone; a display that ends on a key
    does not go on by itself.
    """
    phase, delay = answer.phase, answer.delay
    while phase + 1 < len(trial.phases):
        shown = trial.phases[phase]
        if shown.duration is None or shown.ends_on_response or delay < shown.duration:
            break
        delay -= shown.duration
        phase += 1
    return Answer(answer.key, phase, delay)


def guess(state: AttentionState, trial: Trial) -> tuple[Answer, ...]:
    """Return a random key for each display that collects answers.

    In a stream, whose items may rightly go unanswered, half of them get none.
    """
    if trial.task == "questionnaire":
        return fill_in(Abilities(), state, trial)
    asked = [
        i
        for i, phase in enumerate(trial.phases)
        if phase.collects and not phase.only_unanswered
    ]
    stream = any(trial.phases[i].expected is None for i in asked)
    answers = []
    for i in asked:
        if not trial.keys or (stream and state.happens(0.5)):
            continue
        limit = trial.phases[i].duration or 1.0
        delay = float(state.rng.uniform(min(SHORTEST, limit / 2), limit))
        answers.append(Answer(state.pick(trial.keys), i, delay))
    return tuple(answers)


def _plain(
    person: Abilities, state: AttentionState, trial: Trial
) -> tuple[Answer, ...]:
    """Return the right key, less often at higher levels."""
    answers = []
    for i, phase in enumerate(trial.phases):
        if not phase.collects or phase.expected is None:
            continue
        # own choice: 4 % more errors per level
        wrong = state.errs(0.04 * (trial.level - 1))
        knows = not state.lapses() and not state.happens(wrong)
        key = phase.expected if knows else state.pick(trial.keys)
        answers.append(Answer(key, i, state.time(person.base_time)))
    return tuple(answers)
