"""A study file becomes a cohort, and the cohort a forecast of the study."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from attention_camp.camp.session.studies.study_file import Study
from attention_camp.camp.simulate import forecast as forecasting
from attention_camp.camp.simulate.forecast import (
    Draws,
    forecast,
    share_of,
    steering,
)
from attention_camp.camp.simulate.plan import PlanError
from attention_camp.camp.simulate.recovery import on_target
from attention_camp.camp.simulate.study_plan import plan_of
from attention_camp.camp.study.gather import StudyData
from attention_camp.camp.study.result import Found, Refused, Result
from attention_camp.camp.study.variance import adjusted

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
            keys = {
                "participant": f"{k:03d}",
                "arm": arm,
                "session": time,
                "time": time,
            }
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


def test_a_cohort_in_which_everybody_is_at_the_ceiling_says_why(
    tmp_path: Path,
) -> None:
    """No study drawn from it can be tested: that is said, and is no error."""
    file = tmp_path / "study.yaml"
    file.write_text(STUDY.replace("t-test", "ancova"))
    study, _ = plan_of(file, tmp_path / "data", 10)
    data = _data(40, 0.0, 1)
    data = replace(data, scores=data.scores.assign(value=1.0))
    made, refused = forecast(data, study, n_studies=20)
    assert made == []
    assert "same value" in refused[0].reason


def test_the_error_of_a_cohort_whose_parts_cannot_be_tested_is_not_known() -> None:
    """Who differs is in one fifth: without it nothing can be tested."""
    before = np.full(40, 1.0)
    before[:2] = 0.5  # the first of each arm: part 0
    index = pd.MultiIndex.from_arrays(
        [np.arange(40), ["a", "b"] * 20], names=["participant", "arm"]
    )
    after = np.linspace(0.4, 1.0, 40)
    rows = pd.DataFrame({"pre": before, "post": after}, index)

    def test(frame: pd.DataFrame, outcome: str, times: object, arms: object) -> Found:
        if frame["pre"].nunique() == 1:
            return Refused(outcome, "t", "nobody differs")
        return Result("f", outcome, "t", "?", len(frame), "t = 3", 0.01)

    draws = Draws(rows, ("a", "b"), (20, 20), ("pre", "post"), test, "sart.hits", 1)
    share = share_of(draws, 20, 20, dealt=False)
    assert share.value == 1.0
    assert share.interval == (0.0, 1.0)
    assert draws.refused == "nobody differs"


def test_studies_without_a_part_of_the_cohort_are_draws_of_their_own() -> None:
    """Alike parts differ by their draws, which the interval takes out again."""
    rng = np.random.default_rng(3)
    before = np.repeat(rng.normal(size=10), 5)  # each fifth holds the same people
    after = before + np.repeat(rng.normal(size=10), 5) + np.repeat([0.7, 0.0], 25)
    index = pd.MultiIndex.from_arrays(
        [np.arange(50), np.repeat(["a", "b"], 25)], names=["participant", "arm"]
    )
    rows = pd.DataFrame({"pre": before, "post": after}, index)
    draws = Draws(
        rows, ("a", "b"), (8, 8), ("pre", "post"), adjusted, "sart.hits", seed=1
    )
    assert len({draws.share(25, without=part) for part in range(5)}) > 1


def test_a_task_in_an_order_of_each_person_is_held_against_its_own_target() -> None:
    """Blocks come balanced: the number of a block says not which task it is."""
    adaptive = {"task": "visual-search", "trials": 40,
                "rule": {"name": "staircase", "options": {"target": 0.9}}}  # fmt: skip
    fixed = {"task": "pvt", "trials": 40, "rule": {"name": "fixed"}}
    protocol = {"name": "two", "title": "T", "description": "D", "order": "balanced",
                "blocks": [adaptive, fixed]}  # fmt: skip
    trials = pd.DataFrame(
        [
            {"protocol": "two", "stage": "main", "task": task, "arm": "sham",
             "participant": who, "session": "pre", "run": 1, "block": block,
             "trial": n, "correct": task == "pvt" or n % 10 > 0}
            for who, order in (("01", (1, 2)), ("02", (2, 1)))
            for task, block in zip(("visual-search", "pvt"), order, strict=True)
            for n in range(40)
        ]
    )  # fmt: skip
    data = replace(_data(4, 0.0, 1), trials=trials, protocols={"two": protocol})
    (found,) = on_target(data)
    assert (found.task, found.target, found.n_blocks) == ("visual-search", 0.9, 2)
    assert found.share_right == pytest.approx(0.9)
    assert found.on_target == 1.0
