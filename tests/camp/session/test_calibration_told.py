"""What a calibration allows is said with the control that was or was not beaten."""

from __future__ import annotations

import json

from attention_camp.camp.session.ledger_lines import CalibrationLine
from attention_camp.camp.session.link import Permission
from attention_camp.camp.session.permission_text import figures_of
from attention_camp.models.verdict import CalibrationReport

NULLS = {"time-on-task": 0.5, "amplitude": 0.61, "muscle": 0.55, "pope": 0.92}


def _report(**changes) -> CalibrationReport:
    given = {"permission": False, "why": "below-nulls", "auc": 0.88, "p_value": 0.038}
    return CalibrationReport(**{**given, "nulls": NULLS, **changes})


def test_a_score_that_loses_to_a_control_names_that_control_alone() -> None:
    told = figures_of(_report(beaten_by=("pope",)))
    assert told == (
        "the score (AUC 0.88) did not beat the engagement index of Pope (0.92); "
        "performance alone decides"
    )


def test_a_score_at_chance_level_says_so_with_its_p() -> None:
    told = figures_of(_report(auc=0.52, p_value=0.4, beaten_by=("chance", "pope")))
    assert "did not beat chance (p = 0.40), the engagement index of Pope (0.92)" in told


def test_a_score_that_may_steer_names_the_best_of_the_controls() -> None:
    told = figures_of(_report(permission=True, why="calibrated", auc=0.95))
    best = "the engagement index of Pope (0.92)"
    assert told.endswith(f"beat its controls, the best of them {best}")


def test_a_permission_from_the_ledger_can_still_be_translated() -> None:
    report = _report(beaten_by=("pope",))
    then = Permission(
        False, "below-nulls", str.__str__(figures_of(report)), "m", figures=report
    )
    values = json.loads(json.dumps(CalibrationLine(then).to_json()))
    permission = CalibrationLine.from_json(values).permission
    assert permission == then
    assert permission.detail.template.startswith("the score")
