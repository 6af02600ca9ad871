"""Finer levels: smaller steps on a scale whose plain levels stay what they were."""

import dataclasses
import itertools
from dataclasses import replace

import numpy as np
import pytest

from attention_camp.tasks import TASKS, load_task
from attention_camp.tasks.columns import PARAMETERS, describe
from attention_camp.tasks.trial import Keypress, Response

FINE = sorted(
    name
    for name in TASKS
    if any(field.name == "fineness" for field in dataclasses.fields(load_task(name)))
)


def test_the_tasks_of_the_camps_have_finer_levels():
    search_and_memory = {"visual-search", "n-back", "change-detection", "corsi-span"}
    pace = {"sart", "pvt", "attention-network", "task-switching", "digit-span"}
    assert search_and_memory | pace <= set(FINE)


@pytest.mark.parametrize("name", FINE)
def test_plain_levels_are_among_the_finer_ones(name):
    """An older recording's level is shown the same, and keeps its trials."""
    plain, fine = load_task(name), load_task(name, fineness=3)
    assert fine.n_levels == 3 * (plain.n_levels - 1) + 1
    for level in range(1, plain.n_levels + 1):
        same = 3 * (level - 1) + 1
        assert fine.parameters(same) == plain.parameters(level)
        was = plain.next_trial(level, np.random.default_rng(level))
        now = fine.next_trial(same, np.random.default_rng(level))
        assert replace(now, level=level) == was


@pytest.mark.parametrize("name", FINE)
def test_each_finer_level_differs_from_the_next(name):
    fine = load_task(name, fineness=3)
    shown = [dict(fine.parameters(level)) for level in range(1, fine.n_levels + 1)]
    assert all(one != next_one for one, next_one in itertools.pairwise(shown))


def test_between_two_numbers_trials_have_one_or_the_other():
    task = load_task("change-detection", fineness=4)
    level = 4 * 2 + 2  # a quarter of the way from 4 objects to 5
    assert task.parameters(level)["one_more"] == 0.25
    rng = np.random.default_rng(5)
    sizes = [task.next_trial(level, rng).parameters["set_size"] for _ in range(400)]
    assert set(sizes) == {4, 5}
    # the standard error of the share is 0.022
    assert abs(np.mean(np.array(sizes) == 5) - 0.25) < 0.08


def test_n_back_gets_faster_before_it_asks_for_another_step():
    task = load_task("n-back", fineness=5)
    levels = [task.parameters(level) for level in range(1, task.n_levels + 1)]
    assert [values["n"] for values in levels] == sorted(v["n"] for v in levels)
    for now, later in itertools.pairwise(levels):
        if now["n"] == later["n"]:
            assert later["interval"] < now["interval"]


EASIER = ("n-back", "sart")


@pytest.mark.parametrize("name", EASIER)
def test_levels_before_the_first_leave_the_others_as_they_are(name):
    plain, more = load_task(name, fineness=3), load_task(name, fineness=3, easier=2)
    assert more.n_levels == plain.n_levels + 6
    for level in range(1, plain.n_levels + 1):
        assert more.parameters(level + 6) == plain.parameters(level)
        was = plain.next_trial(level, np.random.default_rng(level))
        now = more.next_trial(level + 6, np.random.default_rng(level))
        assert replace(now, level=level) == was


@pytest.mark.parametrize("name", EASIER)
def test_levels_before_the_first_forgive_more(name):
    """The run itself is that of the first level; what is asked for rises evenly."""
    task = load_task(name, fineness=3, easier=4)
    asked = [task.parameters(level).get("criterion") for level in range(1, 14)]
    assert asked[-1] is None
    assert asked[0] == pytest.approx(0.2)
    assert describe(PARAMETERS, "criterion") is not None
    assert np.diff(asked[:-1]) == pytest.approx(0.1 / 3, abs=1e-3)
    easiest, first = (
        task.next_trial(level, np.random.default_rng(3)) for level in (1, 13)
    )
    assert easiest.phases == first.phases


@pytest.mark.parametrize("name", EASIER)
def test_a_run_with_slips_is_right_where_they_are_forgiven(name):
    """Half of what the run asks for, and nothing pressed wrongly."""
    task = load_task(name, easier=4)
    found = []
    for level in (1, 3, 5):
        trial = task.next_trial(level, np.random.default_rng(8))
        wanted = [i for i, phase in enumerate(trial.phases) if phase.expected]
        onsets = tuple(np.cumsum([0.0, *(p.duration for p in trial.phases)]).tolist())
        pressed = tuple(
            Keypress("space", onsets[i] + 0.3, i)
            for i in wanted[: round(0.5 * len(wanted))]
        )
        found.append(task.score(trial, Response(onsets[:-1], onsets[-1], pressed)))
    assert [one.correct for one in found] == [True, True, False]
    assert 0.4 < found[0].performance < 0.6
