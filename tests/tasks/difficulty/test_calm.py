"""A calm staircase finds a level by large steps and keeps to it by small ones."""

import math

import numpy as np
import pytest

from attention_camp.tasks.difficulty import make_rule
from attention_camp.tasks.difficulty.rule import Evidence

PEOPLE = 20


def _places(n: int, *, seed: int, slope: float = 0.5, **options: object) -> list[int]:
    """Return the levels that a logistic observer of threshold 20 is led through."""
    rule = make_rule("staircase", n_levels=34, target=0.75, fineness=3, **options)
    rng = np.random.default_rng(seed)
    decision, state = rule.start()
    levels = []
    for _ in range(n):
        levels.append(decision.level)
        above = slope * (decision.level - 20) - math.log(3)
        right = bool(rng.random() < 1 / (1 + math.exp(above)))
        decision, state = rule.decide(state, Evidence(decision.level, right, 1.0))
    return levels


def test_it_wanders_less_and_rests_at_the_same_level():
    late = {
        calm: np.array(
            [_places(160, seed=s, start_level=7, calm=calm)[80:] for s in range(PEOPLE)]
        )
        for calm in (1.0, 0.1)
    }
    assert late[0.1].std() < 0.6 * late[1.0].std()
    assert abs(late[0.1].mean() - 20) < 1


def test_it_is_as_fast_to_find_the_level():
    first = [_places(40, seed=s, start_level=1, calm=0.1)[30] for s in range(PEOPLE)]
    assert abs(np.mean(first) - 20) < 3


def test_small_from_the_first_trial_where_the_level_was_estimated():
    led = [
        _places(12, seed=s, start_level=20, calm=0.1, settled=True)
        for s in range(PEOPLE)
    ]
    assert np.abs(np.array(led) - 20).max() <= 3


def test_a_rule_without_calm_is_what_it_was():
    """Older protocols are decided again as they were, carried on or not."""
    for seed in range(5):
        plain = _places(60, seed=seed, start_level=7)
        assert _places(60, seed=seed, start_level=7, settled=True) == plain


def test_steps_are_said_in_levels_of_the_plain_scale():
    up = Evidence(7, correct=True, performance=1.0)
    moved = {}
    for fineness in (1, 4):
        rule = make_rule(
            "weighted-up-down", n_levels=40, start_level=7, fineness=fineness
        )
        _, state = rule.start()
        moved[fineness] = rule.decide(state, up)[1].place - 7
    assert moved[4] == pytest.approx(4 * moved[1])
