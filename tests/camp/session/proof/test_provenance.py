"""Each score says its model and its scale, and a refused one stands apart."""

import math

import pytest

from attention_camp.camp.session.link import NO_EEG, Permission, Score
from attention_camp.camp.session.proof.provenance import (
    REFUSED,
    has_steered,
    provenance_of,
    scale_of,
    without_refused,
)
from attention_camp.camp.session.protocol import load_protocol
from attention_camp.camp.session.running.trial_run import PRACTICE_SCORE
from attention_camp.tasks.difficulty import make_rule
from attention_camp.tasks.difficulty.rule import Evidence

SHIPPED, OWN = "s" * 64, "p" * 64
PERMITTED = Permission(steering=True, why="calibrated", model=OWN)
DENIED = Permission(steering=False, why="below-nulls", model=OWN)
UNFITTED = Permission(steering=False, why="not-calibrated", model=SHIPPED)


@pytest.mark.parametrize(
    ("model", "permission", "scale"),
    [
        (SHIPPED, PERMITTED, "shipped"),
        (OWN, PERMITTED, "personal"),
        (OWN, DENIED, "refused"),
        (SHIPPED, UNFITTED, "shipped"),
    ],
)
def test_the_scale_follows_from_the_model_and_the_calibration(
    model, permission, scale
) -> None:
    assert scale_of(model, permission, SHIPPED) == scale


def test_a_trial_without_a_score_has_no_scale_and_names_the_model() -> None:
    declined = Score(None, None, "gap", 0.5, 0, 9, OWN, estimator="attention")
    found = provenance_of(declined, PERMITTED, shipped=SHIPPED, steered=False)
    assert (found.model, found.scale, found.steered) == (
        "attention@" + "p" * 12, "", False,
    )  # fmt: skip


def test_a_refused_score_leaves_no_value_for_statistics() -> None:
    score = Score(0.9, 0.8, "", 1.0, 0, 9, OWN)
    kept = without_refused(score, "refused")
    assert (kept.value, kept.certainty, kept.reason) == (None, None, REFUSED)
    assert without_refused(score, "personal") == score


def test_nothing_measured_is_no_quality_of_zero() -> None:
    assert math.isnan(PRACTICE_SCORE.quality)
    assert math.isnan(NO_EEG.quality)


@pytest.mark.parametrize(
    ("name", "told", "steered"),
    [
        ("engagement-aware", 0.9, True),  # engaged and right: a larger step
        ("engagement-aware", 0.5, False),  # between low and high it says nothing
        ("weighted-up-down", 0.9, False),  # a rule that does not listen
    ],
)
def test_a_score_steered_where_the_rule_would_else_decide_otherwise(
    name, told, steered
) -> None:
    rule = make_rule(name, n_levels=20, chance=0.5, target=0.75, start_level=10)
    state = rule.start()[1]
    evidence = Evidence(10, True, 1.0, told, 0.9)
    made = rule.decide(state, evidence)
    own = Score(told, 0.9, "", 1.0, 0, 9)
    assert has_steered(own, evidence, rule, state=state, made=made) is steered
    another = Score(0.1, 0.9, "", 1.0, 0, 9)  # sham: the rule was told another's
    assert not has_steered(another, evidence, rule, state=state, made=made)


def test_the_battery_calibrates_as_the_camp_does() -> None:
    camp, battery = load_protocol("adults"), load_protocol("battery")
    labels = [[b.label for b in p.blocks if b.label] for p in (camp, battery)]
    assert labels[0] == [*labels[1], "passive"]
    assert labels[1] == ["rest", "engaged"] * 3


@pytest.mark.parametrize(
    "name", ["adults", "children", "older-adults", "reaction", "workplace"]
)
def test_every_training_protocol_calibrates_with_a_stretch_of_seeing_only(name) -> None:
    labels = [block.label for block in load_protocol(name).blocks if block.label]
    assert labels == ["rest", "engaged"] * 3 + ["passive"]
