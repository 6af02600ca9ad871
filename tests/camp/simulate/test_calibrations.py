"""For whom the score will not steer, from the calibrations of a cohort."""

from __future__ import annotations

import math

import pytest

from attention_camp.camp.dataset.calibration_read import read_calibration
from attention_camp.camp.session.link import Permission
from attention_camp.camp.simulate.calibrations import calibrations, summed
from attention_camp.models.verdict import CalibrationReport


def _verdict(*beaten_by: str, smallest: float = 0.7) -> Permission:
    report = CalibrationReport(
        not beaten_by, "", beaten_by=beaten_by, smallest_effect=smallest
    )
    return Permission(not beaten_by, "below-nulls" if beaten_by else "", figures=report)


def test_who_is_refused_in_every_session_counts_with_an_interval() -> None:
    """Of four people two are never let, for reasons that are counted."""
    found = summed(
        [
            [_verdict(), _verdict("chance")],
            [_verdict("amplitude", smallest=0.8), _verdict("chance", "amplitude")],
            [Permission(False, "not-calibrated")],
            [_verdict(smallest=0.6)],
        ]
    )
    assert (found.n_people, found.n_refused) == (4, 2)
    assert dict(found.reasons) == {"amplitude": 2, "chance": 1, "not-calibrated": 1}
    assert found.reasons[0] == ("amplitude", 2)
    assert found.refused.value == 0.5
    assert found.refused.interval == pytest.approx((0.150, 0.850), abs=1e-3)  # Wilson
    assert found.smallest == pytest.approx(0.7)
    assert found.smallest_range[0] < 0.7 < found.smallest_range[1]


def test_without_a_verdict_no_effect_is_named() -> None:
    found = summed([[Permission(False, "not-calibrated")]])
    assert found.refused.value == 1.0
    assert math.isnan(found.smallest)


def test_the_verdicts_are_those_of_the_ledgers(by_model) -> None:
    found = calibrations(by_model.dataset)
    calibrated = read_calibration(by_model)
    assert found is not None
    assert calibrated is not None
    assert found.n_people == 1
    assert found.n_refused == int(not calibrated.report.permission)


def test_a_dataset_without_calibrations_has_none(uninterrupted) -> None:
    assert calibrations(uninterrupted[0].dataset) is None
