"""A study file becomes a cohort, and the cohort a forecast of the study."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from attention_camp.camp.session.studies.study_file import Study
from attention_camp.camp.simulate import forecast as forecasting
from attention_camp.camp.simulate.forecast import forecast, steering
from attention_camp.camp.simulate.plan import PlanError
from attention_camp.camp.simulate.study_plan import plan_of
from attention_camp.camp.study.gather import StudyData
from attention_camp.camp.study.result import Refused

STUDY = """\
name: small
title: Small
protocols: [adults, battery-short]
sessions: 5
arms:
  - {name: loop, evidence: closed-loop}
  - {name: yoked, evidence: yoked}
block_sizes: [2]
places: 40
primary_outcome: {measure: sart.commission_rate, sessions: [pre, post], test: t-test}
"""


def test_a_study_file_says_who_does_what_when(tmp_path: Path) -> None:
    """Measured before and after, trained in between, arms by the study's ratio."""
    file = tmp_path / "study.yaml"
    file.write_text(STUDY)
    study, plan = plan_of(file, tmp_path / "data", 10)
    assert [v.session for v in plan.visits] == [
        "pre1", "camp1", "camp2", "camp3", "post1",
    ]  # fmt: skip
    assert [v.protocol for v in plan.visits] == [
        "battery-short", "adults", "adults", "adults", "battery-short",
    ]  # fmt: skip
    assert sorted(plan.allocation.values()) == ["closed-loop"] * 5 + ["yoked"] * 5
    assert study.places == 40
    file.write_text(STUDY.replace("sart.commission_rate", "juggling.balls"))
    with pytest.raises(PlanError, match="no protocol of the study has a main block"):
        plan_of(file, tmp_path / "data", 10)
    file.write_text(STUDY.replace("[pre, post]", "[monday, post]"))
    with pytest.raises(PlanError, match="monday"):
        plan_of(file, tmp_path / "data", 10)


def _data(n: int, gain: float, seed: int) -> StudyData:
    """People of two arms, one of which gains some SDs of the change."""
    rng = np.random.default_rng(seed)
    scores, runs = [], []
    for k in range(n):
        arm = ("closed-loop", "yoked")[k % 2]
        own = rng.normal()
        for time in ("pre", "post"):
            # two measurements of this error each: the change has an SD of 1
            value = own + rng.normal(0, math.sqrt(0.5))
            value += gain * (time == "post" and arm == "closed-loop")
            keys = {"participant": f"{k:03d}", "arm": arm, "time": time}
            scores.append(
                keys | {"stage": "main", "task": "sart", "score": "commission_rate",
                        "value": value}
            )  # fmt: skip
        runs.append(keys | {"n_main": 10, "n_steered": 5 * (k % 4 > 1)})
    frame = pd.DataFrame(scores)
    return StudyData(
        Path("d"), pd.DataFrame(runs), frame, frame, frame, frame, (), {}, None
    )


def test_power_false_positives_and_the_smallest_effect_are_those_of_theory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two arms of 20: a t-test sees 0.9 SD in four of five studies."""
    monkeypatch.setattr(forecasting, "PLANTED", (0.6, 1.2))
    file = tmp_path / "study.yaml"
    file.write_text(STUDY)
    study, _ = plan_of(file, tmp_path / "data", 10)
    (pair,), refused = forecast(_data(200, 0.8, 1), study, n_studies=30)
    assert not refused
    assert pair.n == (20, 20)
    assert pair.in_cohort == (100, 100)
    assert pair.found.interval[0] < 0.69 < pair.found.interval[1]
    assert pair.false.value <= 0.2
    assert pair.curve[0][1] < pair.curve[1][1]
    assert 0.7 < pair.smallest < 1.2


def test_a_cohort_that_is_too_small_is_refused_and_steering_counted(
    tmp_path: Path,
) -> None:
    """Four people of an arm say nothing; half of the people were steered."""
    study = Study.model_validate(
        {
            "name": "s", "title": "S", "protocols": ["adults"], "sessions": 2,
            "arms": [{"name": "a", "evidence": "closed-loop"},
                     {"name": "b", "evidence": "yoked"}],
            "block_sizes": [2], "places": 10,
            "primary_outcome": {"measure": "sart.commission_rate",
                                "sessions": ["pre", "post"], "test": "ancova"},
        }
    )  # fmt: skip
    data = _data(8, 0.0, 1)
    made, refused = forecast(data, study, n_studies=20)
    assert made == []
    assert isinstance(refused[0], Refused)
    loop, yoked = steering(data)
    assert (loop.n_people, loop.n_steered) == (4, 2)
    assert len(yoked.never) == 2
