"""Cells, answers and keys are balanced over a block, with no long runs."""

from __future__ import annotations

from collections import Counter
from itertools import groupby

import numpy as np
import pytest

from attention_camp.tasks import load_task
from attention_camp.tasks.balance import LONGEST_RUN, cell_order, trial_of_cell

BALANCED = ("visual-search", "attention-network", "sternberg", "change-detection")
N_SESSIONS = 1000
GAIN_OF_ABSENT_KINDS = {1: 0.95, 3: 0.84, 5: 0.74, 8: 0.64}
"""Upper bounds of their share right by level; 1.0 at each of the first five is what a
foil that was never shown would allow."""


@pytest.mark.parametrize("name", [*BALANCED, "stroop", "posner", "ax-cpt"])
def test_cells_are_shown_equally_often_and_answers_never_run_long(name):
    """In each of 1,000 sessions cells come equally often, no answer five times."""
    task = load_task(name)
    n_trials = 3 * max(len(task.cells), 8)
    for seed in range(N_SESSIONS):
        order = cell_order(task, n_trials, np.random.default_rng(seed))
        assert set(Counter(order).values()) == {n_trials // len(task.cells)}
        answers = [task.cells[cell] for cell in order]
        assert max(len(list(run)) for _, run in groupby(answers)) <= LONGEST_RUN


@pytest.mark.parametrize("name", BALANCED)
@pytest.mark.parametrize("n_trials", [4, 10, 13])
def test_a_part_of_a_round_has_its_answers_balanced(name, n_trials):
    """Where trials do not fill the cells, each answer is right in half of them."""
    task = load_task(name)
    for seed in range(N_SESSIONS):
        order = cell_order(task, n_trials, np.random.default_rng(seed))
        counts = Counter(task.cells[cell] for cell in order)
        assert abs(counts["left"] - counts["right"]) <= 1


@pytest.mark.parametrize("name", BALANCED)
def test_a_trial_of_a_cell_has_the_answer_of_that_cell(name):
    """The trial drawn for a cell asks for the key that the design says."""
    task = load_task(name)
    for cell, key in task.cells.items():
        trial = trial_of_cell(task, 3, np.random.default_rng(1), cell)
        assert trial.phases[trial.onset_phase].expected == key


def test_the_order_is_another_in_each_session():
    """Orders of 1,000 sessions all differ."""
    task = load_task("visual-search")
    orders = {
        cell_order(task, 48, np.random.default_rng(seed)) for seed in range(N_SESSIONS)
    }
    assert len(orders) == N_SESSIONS


@pytest.mark.parametrize("level", [1, 3, 5, 8])
def test_absent_kinds_do_not_tell_whether_an_object_changed(level):
    """Listing the missing kinds helps less with more objects, and never suffices."""
    task = load_task("change-detection")
    right = []
    for seed in range(600):
        trial = task.next_trial(level, np.random.default_rng(seed))
        sample, probe = trial.phases[1].stimuli[1:], trial.phases[3].stimuli[1]
        kinds = {(shape.kind, shape.colour) for shape in sample}
        says_changed = (probe.kind, probe.colour) not in kinds
        right.append(says_changed == (trial.condition == "change"))
    assert np.mean(right) < GAIN_OF_ABSENT_KINDS[level]
