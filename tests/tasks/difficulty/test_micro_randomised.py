"""Micro-randomised decisions: drawn with the probability that is on record."""

from __future__ import annotations

import numpy as np
import pytest

from attention_camp.tasks.difficulty import make_rule
from attention_camp.tasks.difficulty.rule import Evidence


@pytest.mark.parametrize("probability", [0.3, 0.5, 0.8])
def test_lots_fall_as_often_as_they_should_and_both_levels_are_known(probability):
    """Each decision is one of the two recorded levels, the loop's in that share."""
    rule = make_rule(
        "micro-randomised", n_levels=12, start_level=6, probability=probability
    )
    rng = np.random.default_rng(3)
    decision, state = rule.start()
    taken, n_differ = [], 0
    for _ in range(2000):
        told = Evidence(
            5,
            bool(rng.random() < 0.75),
            1.0,
            float(rng.random()),
            0.9,
            draw=float(rng.random()),
        )
        decision, state = rule.decide(state, told)
        lot = decision.randomised
        assert lot.available
        wanted = lot.loop_level if lot.takes_loop else lot.behaviour_level
        assert decision.level == wanted
        taken.append(lot.takes_loop)
        n_differ += lot.loop_level != lot.behaviour_level
    assert np.mean(taken) == pytest.approx(probability, abs=0.035)
    assert n_differ > 200


@pytest.mark.parametrize(("score", "certainty"), [(None, None), (0.8, 0.1)])
def test_nothing_is_drawn_where_there_is_no_score_to_act_on(score, certainty):
    """The decision is the staircase's, and said not to have been available."""
    rule = make_rule("micro-randomised", n_levels=12, start_level=6)
    plain = make_rule("staircase", n_levels=12, start_level=6)
    (_, a), (_, b) = rule.start(), plain.start()
    told = Evidence(6, False, 0.0, score, certainty, draw=0.01)
    decision, _ = rule.decide(a, told)
    assert not decision.randomised.available
    assert decision.level == plain.decide(b, told)[0].level
