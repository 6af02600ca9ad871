"""Off-policy evaluation finds what another rule would have come to."""

import math

import numpy as np

from attention_camp.camp.study.arms.off_policy import Decided, off_policy


def _person(seed: int, effect: float, n: int = 400) -> Decided:
    """Decisions whose loop level helps in half of the states, and hurts in the rest."""
    rng = np.random.default_rng(seed)
    helps = rng.random(n) < 0.5
    takes = rng.random(n) < 0.3
    outcome = rng.normal(size=n) + effect * takes * np.where(helps, 1, -1)
    return Decided(outcome, takes, np.full(n, 0.3), helps)


def test_the_value_of_a_rule_that_knows_when_to_act_is_found():
    """The rule gains half of the effect; noise gives no difference."""
    found = off_policy([_person(seed, 0.5) for seed in range(60)])
    assert found.low < 0.25 < found.high
    assert found.low > 0
    assert 0.45 < found.share_alike < 0.55
    noise = off_policy([_person(seed, 0.0) for seed in range(60)])
    assert noise.low < 0 < noise.high


def test_intervals_hold_the_truth_in_nineteen_of_twenty_studies():
    """A hundred studies of twelve people."""
    holds = 0
    for study in range(100):
        seeds = range(12 * study, 12 * study + 12)
        found = off_policy([_person(seed, 0.5, 120) for seed in seeds])
        holds += found.low <= 0.25 <= found.high
    assert 88 <= holds <= 99


def test_too_few_decisions_or_people_give_no_interval():
    """Nothing is said of two people, nor of somebody with ten decisions."""
    few = off_policy([_person(1, 0.5), _person(2, 0.5)])
    assert math.isnan(few.low)
    assert off_policy([_person(1, 0.5, 10)] * 5).n_people == 0
