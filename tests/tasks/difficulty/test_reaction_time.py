"""The reaction-time rule: an offset while times are unusual for the person."""

from __future__ import annotations

import numpy as np
import pytest

from attention_camp.tasks.difficulty import make_rule
from attention_camp.tasks.difficulty.rule import Evidence


def after_times(rule, times, *, right: bool = True):
    decision, state = rule.start()
    for time in times:
        decision, state = rule.decide(
            state, Evidence(5, right, float(right), reaction_time=time)
        )
    return decision, state


@pytest.mark.parametrize(
    ("lapse", "direction", "last", "moved"),
    [
        ("fast", "harder_on_lapse", 0.3, 1),
        ("fast", "easier_on_lapse", 0.3, -1),
        ("slow", "harder_on_lapse", 0.9, 1),
        ("fast", "harder_on_lapse", 0.9, 0),
        ("slow", "harder_on_lapse", 0.3, 0),
    ],
)
def test_unusual_times_move_the_level_while_they_last(lapse, direction, last, moved):
    """Three times beyond one deviation on the side named, as in the source."""
    rule = make_rule(
        "reaction-time", n_levels=60, start_level=5, lapse=lapse, direction=direction
    )
    usual = list(np.random.default_rng(1).normal(0.6, 0.05, 40))
    _, state = after_times(rule, usual)
    plain = make_rule("staircase", n_levels=60, start_level=5)
    for time in (last, last, last):
        alone, _ = plain.decide(state.staircase, Evidence(5, False, 0.0))
        decision, state = rule.decide(
            state, Evidence(5, False, 0.0, reaction_time=time)
        )
    assert decision.level - alone.level == moved
    assert rule.from_json(rule.to_json(state)) == state


def test_without_times_it_is_the_staircase():
    """No time, and too few of them, change no level."""
    rule = make_rule("reaction-time", n_levels=12, start_level=6, target=0.8)
    plain = make_rule("staircase", n_levels=12, start_level=6, target=0.8)
    rng = np.random.default_rng(2)
    (one, a), (two, b) = rule.start(), plain.start()
    for number in range(200):
        assert one == two
        right = bool(rng.random() < 0.8)
        time = 0.01 if number < 10 else None
        one, a = rule.decide(a, Evidence(5, right, 1.0, reaction_time=time))
        two, b = plain.decide(b, Evidence(5, right, 1.0))
