"""In a span that allows it, Backspace takes the last key back."""

from __future__ import annotations

import numpy as np
import pytest

from attention_camp.camp.session.camp.slips import Slip, feedback_of
from attention_camp.camp.session.protocol import load_protocol
from attention_camp.tasks import load_task
from attention_camp.tasks.forms import FORMS
from attention_camp.tasks.memory.spans import TAKE_BACK, right_keys
from attention_camp.tasks.observers.observer import make_observer
from attention_camp.tasks.trial import Answer, Glyph, Keypress

SPANS = ("digit-span", "corsi-span")


def trial_of(name, **options):
    task = load_task(name, undo=True, **options)
    return task, task.next_trial(3, np.random.default_rng(1))


def pressed(trial, keys):
    index = next(i for i, p in enumerate(trial.phases) if p.name == "recall")
    return tuple(Answer(key, index, 0.5 * (k + 1)) for k, key in enumerate(keys))


def wrong(trial):
    return next(k for k in trial.keys if k not in {*right_keys(trial), TAKE_BACK})


@pytest.mark.parametrize("name", SPANS)
@pytest.mark.parametrize("order", ["forward", "backward"])
def test_a_key_taken_back_counts_for_nothing_but_is_kept(name, order, present):
    task, trial = trial_of(name, order=order)
    right = right_keys(trial)
    keys = (right[0], wrong(trial), TAKE_BACK, TAKE_BACK, *right)
    response = present(trial, pressed(trial, keys))
    outcome = task.score(trial, response)
    assert outcome.correct
    assert outcome.measures["answer"] == " ".join(right)
    assert outcome.measures["n_undone"] == 2
    assert [p.key for p in response.keypresses] == list(keys)


@pytest.mark.parametrize("name", SPANS)
def test_nothing_is_taken_back_before_the_first_and_after_the_last(name, present):
    task, trial = trial_of(name)
    right = right_keys(trial)
    keys = (TAKE_BACK, *right[:-1], wrong(trial), TAKE_BACK, right[-1])
    outcome = task.score(trial, present(trial, pressed(trial, keys)))
    assert outcome.measures["n_right"] == len(right) - 1
    assert not outcome.correct


@pytest.mark.parametrize("name", SPANS)
def test_the_display_shows_the_keys_that_stand_and_the_box_that_is_next(name):
    _, trial = trial_of(name)
    (phase,) = (p for p in trial.phases if p.name == "recall")
    keys = [*right_keys(trial)[:2], TAKE_BACK]
    shown = phase.live.at(1.0, [Keypress(k, 0.1, 0) for k in keys])
    assert [s.text for s in shown if isinstance(s, Glyph)] == [keys[0]]
    accent = [s for s in shown if s.colour == "accent"]
    assert [(s.x, s.y) for s in accent] == [phase.live.places()[1]]


@pytest.mark.parametrize("name", SPANS)
def test_a_list_left_unfinished_is_scored_by_what_stands(name, present):
    task, trial = trial_of(name)
    right = right_keys(trial)
    outcome = task.score(trial, present(trial, pressed(trial, right[:1])))
    assert outcome.measures["n_right"] == 1
    assert outcome.measures["answer"].endswith("-")


@pytest.mark.parametrize("name", SPANS)
def test_simulated_people_recall_as_well_with_it_as_without(name, present):
    shares = []
    for undo in (False, True):
        task, rng = load_task(name, undo=undo), np.random.default_rng(3)
        observer = make_observer("default")
        right = 0
        for _ in range(150):
            trial = task.next_trial(5, rng)
            right += task.score(
                trial, present(trial, observer.answer(trial, rng))
            ).correct
        shares.append(right / 150)
    assert shares[0] == pytest.approx(shares[1], abs=0.12)
    assert 0.2 < shares[0] < 0.98


def test_the_published_forms_take_each_key_as_it_comes():
    for name in SPANS:
        options = FORMS[name]["assessment"].options
        assert not load_task(name, **options).undo


@pytest.mark.parametrize("name", ["children", "older-adults", "rehabilitation"])
def test_the_camps_of_children_older_and_rehabilitating_people_allow_it(name):
    blocks = [b for b in load_protocol(name).blocks if b.task in SPANS]
    assert [b.make_task().undo for b in blocks] == [True]


@pytest.mark.parametrize("name", SPANS)
def test_practice_tells_the_whole_list_that_was_right(name, present):
    task, trial = trial_of(name)
    keys = [wrong(trial)] * len(right_keys(trial))
    outcome = task.score(trial, present(trial, pressed(trial, keys)))
    told = feedback_of(trial, outcome, Slip.WRONG)
    assert told.values["keys"] == tuple(right_keys(trial))
