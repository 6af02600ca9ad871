"""Difficulty rules converge where they should, and give their reasons."""

import json
from typing import Any

import numpy as np
import pytest

from attention_camp.tasks.difficulty import RULES, WHY, make_rule
from attention_camp.tasks.difficulty.rule import Evidence, Rule


def share_right(level: float, threshold: float, *, chance: float = 0.0) -> float:
    return chance + (1 - chance) / (1 + np.exp(0.8 * (level - threshold)))


def run(
    rule: Rule[Any],
    threshold: float,
    n: int,
    seed: int,
    *,
    engagement: float | None = None,
    chance: float = 0.0,
) -> tuple[list[int], list[bool]]:
    rng = np.random.default_rng(seed)
    decision, state = rule.start()
    levels, answers = [], []
    for _ in range(n):
        right = bool(
            rng.random() < share_right(decision.level, threshold, chance=chance)
        )
        levels.append(decision.level)
        answers.append(right)
        decision, state = rule.decide(
            state, Evidence(decision.level, right, float(right), engagement, 0.9)
        )
        assert decision.why in WHY
    return levels, answers


@pytest.mark.parametrize("target", [0.6, 0.75, 0.85])
def test_weighted_up_down_settles_at_its_target(target: float) -> None:
    """An observer of known threshold is right as often as asked (within 0.03)."""
    rule = make_rule("weighted-up-down", n_levels=20, target=target, step=0.2)
    shares = [np.mean(run(rule, 10.0, 600, seed)[1][100:]) for seed in range(12)]
    assert np.mean(shares) == pytest.approx(target, abs=0.03)


@pytest.mark.parametrize(("n_right", "target"), [(2, 0.7071), (3, 0.7937)])
def test_n_up_m_down_settles_at_levitts_points(n_right: int, target: float) -> None:
    rule = make_rule("n-up-m-down", n_levels=20, n_right=n_right)
    levels = np.concatenate([run(rule, 10.0, 600, seed)[0][100:] for seed in range(12)])
    expected = np.mean([share_right(level, 10.0) for level in levels])
    assert expected == pytest.approx(target, abs=0.04)


def test_a_quick_start_moves_on_single_answers_until_the_first_reversal() -> None:
    answers = [True, True, False, True, True, True, True, False]
    levels = {}
    for quick in (True, False):
        rule = make_rule("n-up-m-down", n_levels=9, start_level=2, quick_start=quick)
        decision, state = rule.start()
        levels[quick] = []
        for right in answers:
            evidence = Evidence(decision.level, right, float(right))
            decision, state = rule.decide(state, evidence)
            levels[quick].append(decision.level)
    assert levels[True] == [3, 4, 3, 3, 3, 4, 4, 3]
    assert levels[False] == [2, 2, 1, 1, 1, 2, 2, 1]


@pytest.mark.parametrize("chance", [0.0, 0.5])
def test_quest_plus_finds_the_level_of_the_target(chance: float) -> None:
    rule = make_rule("quest-plus", n_levels=12, chance=chance, target=0.8)
    shares = []
    for seed in range(10):
        levels, _ = run(rule, 7.0, 150, seed, chance=chance)
        shares += [share_right(level, 7.0, chance=chance) for level in levels[50:]]
        assert max(np.diff(levels)) <= 1
    assert np.mean(shares) == pytest.approx(0.8, abs=0.06)


def test_quest_plus_measures_ability() -> None:
    rule = make_rule("quest-plus", n_levels=12, chance=0.5, aim="measure")
    found = []
    for seed in range(20):
        rng = np.random.default_rng(seed)
        decision, state = rule.start()
        for _ in range(100):
            right = bool(rng.random() < share_right(decision.level, 7.0, chance=0.5))
            decision, state = rule.decide(
                state, Evidence(decision.level, right, float(right))
            )
        found.append(rule.ability(state))  # type: ignore[attr-defined]
    assert np.mean(found) == pytest.approx(7.0, abs=0.5)


@pytest.mark.parametrize("name", RULES)
def test_the_state_survives_json_in_mid_run(name: str) -> None:
    """A rule goes on from JSON with the decisions it would have taken."""
    rule = make_rule(name, n_levels=10, chance=0.1, target=0.75)
    rng = np.random.default_rng(3)
    decision, state = rule.start()
    for _ in range(40):
        right, score = bool(rng.random() < 0.7), float(rng.random())
        evidence = Evidence(decision.level, right, float(right), score, 0.8)
        again = rule.from_json(json.loads(json.dumps(rule.to_json(state))))
        assert again == state
        assert rule.decide(again, evidence) == rule.decide(state, evidence)
        decision, state = rule.decide(state, evidence)
        assert 1 <= decision.level <= 10


@pytest.mark.parametrize("name", RULES)
def test_one_level_is_enough_for_every_rule(name: str) -> None:
    levels, _ = run(make_rule(name, n_levels=1), 1.0, 20, 0, engagement=0.9)
    assert set(levels) == {1}


@pytest.mark.parametrize("certainty", [None, 0.2, float("nan")])
def test_without_a_certain_score_engagement_changes_nothing(
    certainty: float | None,
) -> None:
    """Decisions, reasons and states are those of the staircase on performance."""
    aware = make_rule("engagement-aware", n_levels=12, target=0.8)
    plain = make_rule("weighted-up-down", n_levels=12, target=0.8)
    rng = np.random.default_rng(0)
    (one, a), (two, b) = aware.start(), plain.start()
    for _ in range(300):
        assert (one, a) == (two, b)
        right = bool(rng.random() < share_right(one.level, 6.0))
        score = None if certainty is None else float(rng.random())
        one, a = aware.decide(a, Evidence(one.level, right, 1.0, score, certainty))
        two, b = plain.decide(b, Evidence(two.level, right, 1.0))


def test_engagement_stretches_steps_up_and_softens_steps_down() -> None:
    aware = make_rule("engagement-aware", n_levels=20, start_level=10)
    _, state = aware.start()

    def place(right: bool, score: float) -> float:
        told = Evidence(10, right, float(right), score, 0.9)
        return float(aware.decide(state, told)[1].place)

    assert place(True, 0.9) > place(True, 0.5) == place(True, 0.1) > 10
    assert place(False, 0.9) == place(False, 0.5) < place(False, 0.1) < 10


def test_extreme_scores_keep_the_share_right_within_the_stated_bounds() -> None:
    """The docstring's worst case, 0.60, is not passed."""
    rng = np.random.default_rng(2)
    aware = make_rule("engagement-aware", n_levels=20, step=0.2)
    decision, state = aware.start()
    answers = []
    for _ in range(4000):
        right = bool(rng.random() < share_right(decision.level, 10.0))
        answers.append(right)
        score = 1.0 if right else 0.0
        decision, state = aware.decide(
            state, Evidence(decision.level, right, 1.0, score, 1.0)
        )
    assert np.mean(answers[200:]) == pytest.approx(0.60, abs=0.03)


def test_reasons_name_what_was_done() -> None:
    rule = make_rule("engagement-aware", n_levels=12, step=1.0)
    decision, state = rule.start()
    whys = [decision.why]
    for right, score in ((False, None), (True, None), (True, 0.9), (False, 0.1)):
        told = Evidence(decision.level, right, 1.0, score, 1.0)
        decision, state = rule.decide(state, told)
        whys.append(decision.why)
    assert whys == [
        "start",
        "at-bottom",
        "correct-up",
        "engaged-correct-up",
        "disengaged-error-down",
    ]


@pytest.mark.parametrize(
    ("name", "options", "text"),
    [
        ("weighted-updown", {}, r"got 'weighted-updown'.*“weighted-up-down”"),
        ("fixed", {"level": 3}, r"must be one of start_level; got 'level'"),
        ("fixed", {"start_level": 11}, "start_level must be from 1 to 10; got 11"),
        ("n-up-m-down", {"n_right": 0}, "n_right must be from 1 to 10; got 0"),
        ("engagement-aware", {"low": 0.9}, "low must be from 0 to 0.65; got 0.9"),
        ("quest-plus", {"aim": "win"}, "aim must be one of measure, train"),
    ],
)
def test_wrong_names_and_values_are_refused(
    name: str, options: dict[str, Any], text: str
) -> None:
    with pytest.raises(ValueError, match=text):
        make_rule(name, n_levels=10, **options)


@pytest.mark.parametrize("name", RULES)
@pytest.mark.parametrize("n_levels", [1, 2, 8, 60])
def test_any_evidence_gives_a_level_of_the_task_and_a_reason(
    name: str, n_levels: int
) -> None:
    """Random answers and scores, with NaN and scores out of range among them."""
    rule = make_rule(name, n_levels=n_levels)
    rng = np.random.default_rng(n_levels)
    odd = (None, float("nan"), -1.0, 0.0, 0.5, 1.0, 7.0)
    decision, state = rule.start()
    for _ in range(300):
        assert 1 <= decision.level <= n_levels
        assert isinstance(decision.level, int)
        assert decision.why in WHY
        score, certainty = (odd[rng.integers(len(odd))] for _ in range(2))
        right = bool(rng.integers(2))
        told = Evidence(decision.level, right, float(right), score, certainty)
        decision, state = rule.decide(state, told)
        json.dumps(rule.to_json(state), allow_nan=False)
