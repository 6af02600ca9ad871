"""What holds for every rule: pure, plain, and moved by the score one way or not."""

from __future__ import annotations

import json
from collections.abc import Iterator

import numpy as np
import pytest

from attention_camp.tasks.difficulty import RULES, make_rule, other_direction
from attention_camp.tasks.difficulty.rule import Evidence

N_CASES = 10_000
N_CASES_OF_OTHERS, N_CASES_OF_QUEST = 1000, 200
FOLLOWS_A_SCORE = {"engagement", "learned", "micro-randomised"}
LEARNED = {"learned"}
"""It has no direction: whether it answers a lapse by harder trials was left to it."""
OLD = {"engagement-aware"}
"""Kept for the protocols that name it: its step is larger, or smaller, on one side."""


def made(name: str, **options):
    facts = {"n_levels": 12, "start_level": 6, "chance": 0.5, "target": 0.8}
    return make_rule(name, **facts, **options)


def cases(name: str, seed: int) -> Iterator[tuple[np.random.Generator, Evidence]]:
    """Yield trials of a person who is right in three quarters of them."""
    rng = np.random.default_rng(seed)
    n_cases = N_CASES if name == "engagement" else N_CASES_OF_OTHERS
    for _ in range(N_CASES_OF_QUEST if name.startswith("quest") else n_cases):
        right = bool(rng.random() < 0.75)
        yield (
            rng,
            Evidence(
                int(rng.integers(1, 13)),
                right,
                float(right),
                float(rng.random()),
                0.9,
                reaction_time=float(rng.lognormal(-0.5, 0.3)),
                draw=float(rng.random()),
            ),
        )


def with_score(told: Evidence, score: float | None, certainty: float = 0.9) -> Evidence:
    return Evidence(
        told.level,
        told.correct,
        told.performance,
        score,
        certainty,
        told.reaction_time,
        told.draw,
    )


@pytest.mark.parametrize("name", sorted(RULES))
def test_a_rule_is_pure_and_its_state_survives_json(name):
    """Decided twice, and from the state as a ledger holds it, it decides the same."""
    rule = made(name)
    _, state = rule.start()
    for _, told in cases(name, 1):
        made_now = rule.decide(state, told)
        stored = json.loads(json.dumps(rule.to_json(state)))
        assert rule.decide(state, told) == made_now
        assert rule.decide(rule.from_json(stored), told) == made_now
        assert 1 <= made_now[0].level <= rule.n_levels
        state = made_now[1]


@pytest.mark.parametrize("name", sorted(set(RULES) - OLD - LEARNED))
@pytest.mark.parametrize("is_reversed", [False, True])
def test_more_engagement_moves_no_level_the_wrong_way(name, is_reversed):
    """All else equal: never up where a lapse is made harder, never down otherwise."""
    rule = made(name)
    if is_reversed:
        if not hasattr(rule, "direction"):
            pytest.skip("it has no direction")
        rule = other_direction(rule)
    sign = -1 if is_reversed else 1
    _, state = rule.start()
    n_moved = 0
    for rng, told in cases(name, 2):
        low, high = sorted(rng.random(2))
        less, _ = rule.decide(state, with_score(told, low))
        more, _ = rule.decide(state, with_score(told, high))
        assert sign * (more.level - less.level) <= 0
        n_moved += more.level != less.level
        _, state = rule.decide(state, told)
        if rng.random() < 0.01:
            state = rule.start()[1]
    # a pass that is hollow, since nothing moved, is none
    assert (n_moved > 0) == (name in FOLLOWS_A_SCORE)


@pytest.mark.parametrize("name", sorted(FOLLOWS_A_SCORE))
@pytest.mark.parametrize("is_reversed", [False, True])
@pytest.mark.parametrize("score", [None, 0.37])
def test_a_constant_score_or_none_gives_the_staircase(name, is_reversed, score):
    """Level by level, in either direction."""
    rule, plain = made(name), made("staircase")
    if is_reversed and name in LEARNED:
        pytest.skip("it has no direction")
    rule = other_direction(rule) if is_reversed else rule
    (_, a), (_, b) = rule.start(), plain.start()
    for _, told in cases(name, 3):
        one, a = rule.decide(a, with_score(told, score))
        two, b = plain.decide(b, told)
        assert one.level == two.level


@pytest.mark.parametrize("name", sorted(FOLLOWS_A_SCORE))
def test_a_score_that_varies_changes_a_tenth_of_the_decisions(name):
    """Against the same rule without the score, from the same state."""
    rule, n_differ, level = made(name), 0, 0.0
    _, state = rule.start()
    for rng, told in cases(name, 4):
        level += 0.1 * (rng.normal() - level)
        score = 1 / (1 + np.exp(-4 * level))
        alone, _ = rule.decide(state, with_score(told, None))
        decision, state = rule.decide(state, with_score(told, float(score)))
        n_differ += decision.level != alone.level
    assert n_differ > 0.1 * sum(1 for _ in cases(name, 4))


def test_a_reversed_rule_moves_the_other_way():
    """At the same evidence the two offsets are each other's negative."""
    rule = made("engagement")
    turned = other_direction(rule)
    (_, a), (_, b) = rule.start(), turned.start()
    for _, told in cases("reversed", 5):
        _, a = rule.decide(a, told)
        _, b = turned.decide(b, told)
        assert a.offset == -b.offset
    assert other_direction(turned) == rule


def test_nothing_without_a_direction_can_be_reversed():
    """The text says which rules have one."""
    with pytest.raises(ValueError, match="engagement, micro-randomised, reaction-time"):
        other_direction(made("fixed"))


def test_passive_levels_come_from_the_lot_alone():
    """Each level of the range about equally often, whatever is answered."""
    rule = made("passive", span=2)
    state = rule.start()[1]
    levels = [rule.decide(state, told)[0].level for _, told in cases("passive", 6)]
    counts = np.bincount(levels, minlength=13)
    assert set(np.flatnonzero(counts)) == {4, 5, 6, 7, 8}
    assert np.allclose(counts[4:9] / len(levels), 0.2, atol=0.05)
    low = made("passive", span=20)
    assert {low.decide(state, told)[0].level for _, told in cases("passive", 7)} == set(
        range(1, 13)
    )
