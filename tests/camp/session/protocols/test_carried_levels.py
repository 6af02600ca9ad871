"""The level that a camp carries on is an estimate, not the last noisy step."""

from __future__ import annotations

import math

import numpy as np
import pytest

from attention_camp.tasks import load_task
from attention_camp.tasks.difficulty import make_rule
from attention_camp.tasks.difficulty.rule import Evidence
from attention_camp.tasks.difficulty.settled import settled_level


def test_the_estimate_is_nearer_than_the_last_level():
    """On a staircase of sixty trials, for people of known levels."""
    task = load_task("visual-search")
    rule = make_rule("staircase", n_levels=12, target=task.target, start_level=3)
    aim = (task.target - task.chance) / (1 - task.chance)
    off, last = [], []
    for seed in range(60):
        rng = np.random.default_rng(seed)
        truth = float(rng.uniform(4, 10))
        (decision, state), answers = rule.start(), []
        for _ in range(60):
            above = truth - decision.level + math.log(aim / (1 - aim))
            share = task.chance + (1 - task.chance) / (1 + math.exp(-above))
            right = bool(rng.random() < share)
            answers.append((decision.level, right))
            evidence = Evidence(decision.level, right, float(right))
            decision, state = rule.decide(state, evidence)
        off.append(settled_level(answers, task) - truth)
        last.append(decision.level - truth)
    assert np.mean(off) == pytest.approx(0.0, abs=0.25)
    assert np.std(off) < 0.7 * np.std(last)


def test_a_level_stays_within_the_scale():
    """All right at the top, all wrong at the bottom."""
    task = load_task("sart")
    assert 9 < settled_level([(10, True)] * 5, task) <= 10
    assert 1 <= settled_level([(1, False)] * 5, task) < 2


def test_a_block_without_trials_has_no_level():
    """There is nothing to carry on."""
    assert math.isnan(settled_level([], load_task("sart")))
