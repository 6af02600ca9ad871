"""In a span that allows it, Backspace takes the last key back."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from attention_camp.camp.session.camp.slips import Slip, feedback_of, slip_of
from attention_camp.camp.session.camp.understanding import Round
from attention_camp.camp.session.plan import trial_seconds
from attention_camp.camp.session.protocol import load_protocol
from attention_camp.tasks import load_task
from attention_camp.tasks.columns import MEASURES, describe
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
def test_the_reaction_time_is_that_of_the_first_key_that_stands(name, present):
    task, trial = trial_of(name)
    keys = (TAKE_BACK, wrong(trial), TAKE_BACK, *right_keys(trial))
    outcome = task.score(trial, present(trial, pressed(trial, keys)))
    assert outcome.reaction_time == pytest.approx(2.0)
    nothing = (wrong(trial), TAKE_BACK)
    outcome = task.score(trial, present(trial, pressed(trial, nothing)))
    assert (outcome.responded, outcome.reaction_time) == (False, None)
    assert outcome.measures["n_undone"] == 1


@pytest.mark.parametrize("name", SPANS)
def test_a_key_in_the_frame_after_the_last_one_changes_nothing(name, present):
    """The display goes a refresh after the list is whole."""
    task, trial = trial_of(name)
    response = present(trial, pressed(trial, right_keys(trial)))
    last = response.keypresses[-1]
    after = replace(last, key=TAKE_BACK, time=last.time + 0.01)
    response = replace(response, keypresses=(*response.keypresses, after))
    assert task.score(trial, response).correct


@pytest.mark.parametrize("name", SPANS)
def test_what_is_written_of_it_is_described(name, present):
    task, trial = trial_of(name)
    outcome = task.score(trial, present(trial, ()))
    assert all(describe(MEASURES, measure) for measure in outcome.measures)


@pytest.mark.parametrize("name", [*SPANS, "object-tracking"])
def test_one_list_that_was_missed_does_not_fail_a_whole_practice(name, present):
    """No list comes twice: none of them has to be right as each single key has."""
    task = load_task(name, **({"undo": True} if name in SPANS else {}))
    practice, rng = Round(task, 8), np.random.default_rng(1)
    for k in range(8):
        trial = task.next_trial(1, rng)
        answers = pressed(trial, right_keys(trial)) if k else ()
        response = present(trial, answers)
        outcome = task.score(trial, response)
        slip = slip_of(trial, response, outcome)
        practice.take(trial, response, outcome, slip)
    assert practice.n_right == 7
    assert practice.understood


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


@pytest.mark.parametrize("name", SPANS)
def test_a_list_is_planned_for_as_long_on_one_display_as_on_several(name):
    with_undo, without = (load_task(name, undo=undo) for undo in (True, False))
    for level in (1, with_undo.n_levels):
        planned = trial_seconds(with_undo, level)
        assert planned == pytest.approx(trial_seconds(without, level))


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
    silent = feedback_of(trial, outcome, Slip.SILENT)
    assert silent.values["keys"] == tuple("123456789")
