"""Requests for easier trials: kept at once, and made up for by right answers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from attention_camp.tasks.difficulty import make_rule
from attention_camp.tasks.difficulty.eased import Eased
from attention_camp.tasks.difficulty.rule import Evidence


def eased(name: str, *, fineness: int = 1, **options: Any) -> Eased:
    facts = {"chance": 0.0, "target": 0.75, "fineness": fineness}
    rule = make_rule(
        name, n_levels=12 * fineness, start_level=6 * fineness, **facts, **options
    )
    return Eased(rule, fineness)


def follow(
    rule: Eased, n: int, *, easier: int, threshold: float, seed: int = 0
) -> list[int]:
    """Return the levels of an observer; the requests come with the first trial."""
    rng = np.random.default_rng(seed)
    decision, state = rule.start()
    levels = [decision.level]
    for number in range(n):
        right = bool(rng.random() < 1 / (1 + np.exp(decision.level - threshold)))
        asked = easier if number == 0 and easier else None
        told = Evidence(decision.level, right, float(right), easier=asked)
        decision, state = rule.decide(state, told)
        assert rule.from_json(rule.to_json(state)) == state
        levels.append(decision.level)
    return levels


@pytest.mark.parametrize("fineness", [1, 3])
@pytest.mark.parametrize("easier", [1, 2, 4])
@pytest.mark.parametrize("name", ["quest", "staircase", "n-up-m-down", "engagement"])
def test_after_a_request_right_answers_lead_up_to_the_hardest_level(
    name: str, easier: int, fineness: int
) -> None:
    """And no faster than without: a level at a time."""
    rule = eased(name, fineness=fineness)
    levels = follow(rule, 60, easier=easier, threshold=1000)
    without = follow(rule, 60, easier=0, threshold=1000)
    assert levels[1] == without[1] - easier * fineness
    assert levels[-1] == without[-1] == 12 * fineness
    assert max(np.diff(levels)) <= fineness


@pytest.mark.parametrize("name", ["quest", "staircase"])
def test_after_requests_the_share_right_comes_back_to_the_target(name: str) -> None:
    rule = eased(name)
    settled = [
        np.mean([follow(rule, 80, easier=n, threshold=7.0, seed=seed)[40:]
                 for seed in range(12)])
        for n in (0, 3)
    ]  # fmt: skip
    assert settled[1] == pytest.approx(settled[0], abs=0.4)


@pytest.mark.parametrize("aim", ["train", "measure"])
def test_a_rule_that_estimates_owes_a_level_until_the_next_right_answer(
    aim: str,
) -> None:
    rule = eased("quest", aim=aim)
    decision, state = rule.start()
    answers = [(True, None)] * 5 + [(True, 1), (False, None), (True, None)]
    lower = []
    for right, asked in answers:
        told = Evidence(decision.level, right, float(right), easier=asked)
        own = rule.rule.decide(state.rule, told)[0].level
        decision, state = rule.decide(state, told)
        lower.append(own - decision.level)
    assert lower == [0] * 5 + [1, 1, 0]


@pytest.mark.parametrize("level", [6, 12])
def test_a_fixed_level_stays_lowered(level: int) -> None:
    rule = Eased(make_rule("fixed", n_levels=12, start_level=level))
    assert set(follow(rule, 30, easier=2, threshold=1000)[1:]) == {level - 2}


def test_passive_levels_stay_lowered() -> None:
    rule = Eased(make_rule("passive", n_levels=12, start_level=11))
    decision, state = rule.start()
    told = Evidence(decision.level, correct=True, performance=1.0, draw=0.999)
    decision, state = rule.decide(state, replace(told, easier=2))
    for _ in range(5):
        assert decision.level == 12 - 2
        decision, state = rule.decide(state, told)
