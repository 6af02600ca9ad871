"""From the second session on a check may stand in the place of the calibration."""

from __future__ import annotations

import json

import pytest

from attention_camp.camp.dataset.calibration_read import read_calibration
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.ledger_file import read_ledger
from attention_camp.camp.dataset.recording import Recording
from attention_camp.camp.processes.acquisition import open_engine
from attention_camp.camp.processes.headless import run_headless
from attention_camp.camp.processes.resuming import resume_recording
from attention_camp.camp.processes.session import RequestError
from attention_camp.camp.replay.replay_run import replay_run
from attention_camp.camp.session.clock import VirtualClock
from attention_camp.camp.session.plan import plan_session
from attention_camp.camp.session.protocol import load_protocol
from attention_camp.camp.ui.widgets.session_model import SessionModel
from attention_camp.models.judging import carried

TURN = """\
  - {task: rest, stage: calibration, label: rest, options: {duration: 25}, cards: false,
     rule: {name: fixed}}
  - {task: visual-search, stage: calibration, label: engaged, trials: 24, cards: false,
     rule: {name: fixed}}
"""
PROTOCOL = f"""\
name: checked
title: Checked
description: For tests.
sessions: 3
calibration: checked
cleaning: {{eyes: regression}}
scoring: {{estimator: theta-alpha}}
blocks:
{3 * TURN}\
  - {{task: visual-search, trials: 3, cards: false}}
"""


@pytest.fixture(scope="module")
def told():
    """Return what the operator was told, by session."""
    return {}


@pytest.fixture(scope="module")
def requests(tmp_path_factory, simulated_request, told):
    """Run two sessions that the check joins, and a third in which it fails."""
    folder = tmp_path_factory.mktemp("checked")
    made = []
    with pytest.MonkeyPatch.context() as patch:
        for session in ("01", "02", "03"):
            if session == "03":
                patch.setattr(carried, "CHANCE_BITS", 0.0)
            request = simulated_request(
                folder, PROTOCOL, seed=100 + int(session), session=session
            )
            run_headless(request, tell=told.setdefault(session, []).append)
            made.append(request)
    return made


def paths_of(request) -> RunPaths:
    return RunPaths(request.dataset, "01", request.session, "checked")


def lines_of(request, kind):
    text = paths_of(request).decisions.read_text()
    return [x for x in map(json.loads, text.splitlines()) if x["kind"] == kind]


def test_the_second_session_goes_on_on_the_scale_of_the_first(requests):
    (full,), (check,) = (lines_of(r, "calibration") for r in requests[:2])
    assert (full["why"], check["why"]) == ("calibrated", "checked")
    assert check["steering"]
    assert check["model"] == full["model"]
    assert check["person"]["earlier"] == [full["person"]["version"]]
    scores = [line["score"] for line in lines_of(requests[1], "trial")]
    assert {score["model"] for score in scores[-3:]} == {full["model"]}


def test_the_check_is_three_blocks_and_the_rest_of_the_calibration_is_left_out(
    requests,
):
    labels = [[line["label"] for line in lines_of(r, "stretch")] for r in requests]
    assert labels == [["rest", "engaged"] * 3, ["rest", "engaged", "rest"], labels[0]]
    stretches = lines_of(requests[1], "stretch")
    sfreq = Recording.open(paths_of(requests[1])).info.sfreq
    seconds = (stretches[-1]["stop"] - stretches[0]["first_sample"]) / sfreq
    assert seconds <= 90


def test_a_check_that_fails_is_followed_by_the_full_calibration(requests):
    check, full = lines_of(requests[2], "calibration")
    assert (check["steering"], check["why"]) == (False, "check-failed")
    assert check["repair"] == {}
    assert full["figures"]["n_orders"] == 20
    assert full["person"]["version"]
    assert not paths_of(requests[1]).person.exists()


@pytest.mark.parametrize("which", [0, 1, 2])
def test_the_replay_makes_checks_and_calibrations_again(requests, which, monkeypatch):
    if which == 2:
        monkeypatch.setattr(carried, "CHANCE_BITS", 0.0)
    result = replay_run(paths_of(requests[which]))
    assert result.differences == []
    assert (result.n_same, result.largest) == (result.n_decisions, 0.0)


def test_a_check_of_other_figures_is_noticed_by_the_replay(requests, monkeypatch):
    monkeypatch.setattr(carried, "CHANCE_BITS", 0.0)
    differences = replay_run(paths_of(requests[1])).differences
    assert "calibration: checked then, check-failed now" in differences


@pytest.mark.parametrize(("session", "passed"), [("02", (4, 5, 6)), ("03", ())])
def test_the_monitor_counts_the_trials_of_a_calibration_that_was_left_out(
    requests, told, session, passed
):
    plan = plan_session(load_protocol(requests[0].protocol))
    trials = tuple(planned.block.trials for planned in plan.blocks)
    course = SessionModel(block_trials=trials)
    for message in told[session]:
        course.take(message)
    assert course.n_left_out == sum(trials[number - 1] for number in passed)
    assert course.n_done == len(course.main_records)
    assert course.n_done + course.n_left_out == plan.n_trials


def test_an_acquisition_started_again_goes_on_with_the_checked_score(requests):
    engine = open_engine(requests[1], VirtualClock())
    try:
        resume_recording(paths_of(requests[1]), engine)
        model = engine.describe().model_hash
    finally:
        engine.close()
    assert model == lines_of(requests[1], "calibration")[0]["model"]


def test_the_report_of_the_run_is_that_of_the_check(requests):
    found = read_calibration(paths_of(requests[1]))
    assert found.report.is_check
    assert found.report.permission
    assert found.drift.n_sessions == 1
    assert read_ledger(paths_of(requests[1]).decisions).header.format == 5


def test_a_check_that_would_take_long_is_refused_before_the_session(
    tmp_path, simulated_request
):
    text = PROTOCOL.replace("duration: 25", "duration: 60")
    with pytest.raises(RequestError, match="90 s at most"):
        run_headless(simulated_request(tmp_path, text), tell=lambda _: None)
