"""The engagement rule: bounded, monotonic, and neutral on the share right."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pytest

from attention_camp.tasks.difficulty import make_rule
from attention_camp.tasks.difficulty.rule import Evidence

N_CASES = 10_000
COURSES: dict[str, Callable[[np.random.Generator, int], np.ndarray]] = {
    "random": lambda rng, n: rng.random(n),
    "constant high": lambda _rng, n: np.full(n, 0.9),
    "constant low": lambda _rng, n: np.full(n, 0.1),
    "drifting": lambda rng, n: 1 / (1 + np.exp(-np.cumsum(rng.normal(0, 0.3, n)))),
    "sawtooth": lambda _rng, n: np.arange(n) % 40 / 40,
}


def told(score: float | None, right: bool, *, certainty: float = 0.9) -> Evidence:
    return Evidence(5, right, float(right), score, certainty)


def share_right(level: float, threshold: float) -> float:
    return 0.5 + 0.5 / (1 + math.exp(0.8 * (level - threshold)))


def course(
    rule, scores, *, threshold: float, rng: np.random.Generator
) -> Iterator[tuple[int, bool]]:
    """Yield level and answer of each trial of an observer of known threshold."""
    decision, state = rule.start()
    for score in scores:
        right = bool(rng.random() < share_right(decision.level, threshold))
        yield decision.level, right
        decision, state = rule.decide(state, told(score, right))


@pytest.mark.parametrize("direction", ["harder_on_lapse", "easier_on_lapse"])
def test_more_engagement_moves_the_next_level_one_way_only(direction):
    """All else equal, over 10,000 states: never harder, or never easier."""
    rule = make_rule("engagement", n_levels=12, start_level=6, direction=direction)
    rng = np.random.default_rng(1)
    _, state = rule.start()
    sign = 1 if direction == "easier_on_lapse" else -1
    for _ in range(N_CASES):
        right = bool(rng.random() < 0.75)
        low, high = sorted(rng.random(2))
        less, _ = rule.decide(state, told(low, right))
        more, _ = rule.decide(state, told(high, right))
        assert sign * (more.level - less.level) >= 0
        _, state = rule.decide(state, told(rng.random(), right))
        if rng.random() < 0.01:
            state = rule.start()[1]


@pytest.mark.parametrize("score", [None, 0.0, 0.1, 0.73, 1.0])
def test_a_constant_score_gives_the_levels_of_the_staircase(score):
    """Level by level, for any constant score, and for none."""
    rule = make_rule("engagement", n_levels=12, start_level=6, target=0.8)
    plain = make_rule("weighted-up-down", n_levels=12, start_level=6, target=0.8)
    rng = np.random.default_rng(2)
    (one, a), (two, b) = rule.start(), plain.start()
    for _ in range(2000):
        assert one == two
        right = bool(rng.random() < share_right(one.level, 6.5))
        one, a = rule.decide(a, told(score, right))
        two, b = plain.decide(b, told(None, right))


@pytest.mark.parametrize("certainty", [0.2, math.nan])
def test_an_uncertain_score_changes_nothing(certainty):
    """Neither the level nor what is known of the person's usual score."""
    rule = make_rule("engagement", n_levels=12, start_level=6)
    _, state = rule.start()
    for score in (0.1, 0.9, 0.4):
        _, state = rule.decide(state, told(score, True))
    plain, _ = rule.decide(state, told(None, True))
    decision, after = rule.decide(state, told(0.9, True, certainty=certainty))
    assert decision == plain
    assert (after.usual, after.recent, after.offset) == (state.usual, state.recent, 0)


def test_the_share_right_rests_at_the_target_under_any_course_of_scores():
    """Random, constant, drifting and permuted courses: within 0.015 of the target."""
    target, n_people, n_trials = 0.8, 40, 500
    rng = np.random.default_rng(3)
    for make in COURSES.values():
        for is_permuted in (False, True):
            shares = []
            for _ in range(n_people):
                rule = make_rule(
                    "engagement", n_levels=12, start_level=6, target=target
                )
                scores = make(rng, n_trials)
                if is_permuted:
                    scores = rng.permutation(scores)
                answers = course(
                    rule, scores, threshold=float(rng.uniform(5, 8)), rng=rng
                )
                shares.append(np.mean([right for _, right in answers][40:]))
            assert np.mean(shares) == pytest.approx(target, abs=0.015)


def test_the_score_changes_decisions_where_it_varies_but_drives_nobody_far():
    """More than a tenth differ from the staircase's, none by more than two levels."""
    rng = np.random.default_rng(4)
    rule = make_rule("engagement", n_levels=12, start_level=6, target=0.8)
    decision, state = rule.start()
    n_differ, n_trials = 0, 2000
    for score in COURSES["drifting"](rng, n_trials):
        right = bool(rng.random() < share_right(decision.level, 6.5))
        alone, _ = rule.decide(state, told(None, right))
        decision, state = rule.decide(state, told(score, right))
        n_differ += decision.level != alone.level
        assert abs(decision.level - alone.level) <= math.ceil(rule.limit)
        assert abs(state.offset) <= rule.limit
    assert n_differ > 0.1 * n_trials


def test_the_offset_moves_by_a_bounded_amount_and_goes_through_json():
    """From one extreme to the other it takes several trials; the state survives."""
    rule = make_rule("engagement", n_levels=12, start_level=6)
    _, state = rule.start()
    for score in (0.9,) * 60 + (0.0,) * 10:
        before = state.offset
        _, state = rule.decide(state, told(score, True))
        assert abs(state.offset - before) <= rule.per_trial + 1e-9
        assert rule.from_json(rule.to_json(state)) == state
    assert state.offset == rule.limit
    opposite = replace(rule, direction="easier_on_lapse")
    _, other = opposite.decide(replace(state, offset=0.0), told(0.0, True))
    assert other.offset == -rule.per_trial
