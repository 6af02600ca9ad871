"""In a session, a score that moves with head or heart is refused, told and replayed."""

from __future__ import annotations

import json

import numpy as np
import pytest

from attention_camp.camp.dataset.calibration_read import read_calibration
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.recording import Recording
from attention_camp.camp.dataset.rows import read_trials
from attention_camp.camp.dataset.validate import check_run
from attention_camp.camp.processes.acquisition import open_engine
from attention_camp.camp.processes.headless import run_headless
from attention_camp.camp.processes.resuming import resume_recording
from attention_camp.camp.replay.replay_run import replay_run
from attention_camp.camp.session.clock import VirtualClock
from attention_camp.camp.session.messages import Ending
from attention_camp.camp.session.permission_text import figures_of
from attention_camp.camp.session.request import SessionRequest
from attention_camp.models.judging.judgement import BESIDE
from attention_camp.signal.beside import SEEN

ROUND = """\
  - {task: rest, stage: calibration, label: rest, options: {duration: 24}, cards: false,
     rule: {name: fixed}}
  - {task: visual-search, stage: calibration, label: engaged, trials: 10, cards: false,
     rule: {name: fixed}}
"""
PROTOCOL = f"""\
name: rounds
title: Rounds
description: For tests.
scoring: {{estimator: theta-alpha}}
blocks:
{3 * ROUND}\
  - {{task: visual-search, trials: 2, cards: false}}
"""


@pytest.mark.parametrize("body", ["calm", "working"])
def test_a_score_that_moves_with_the_body_does_not_steer(tmp_path, body) -> None:
    protocol = tmp_path / "rounds.yaml"
    protocol.write_text(PROTOCOL)
    request = SessionRequest(
        tmp_path / "data",
        "01",
        "01",
        protocol=str(protocol),
        board=f"simulated:body={body}",
        observer="default",
        headless=True,
        seed=3,
    )
    ended = run_headless(request, tell=lambda _: None)
    assert ended.ending is Ending.FINISHED, ended.text
    paths = RunPaths(request.dataset, "01", "01", "rounds")
    report = read_calibration(paths).report
    assert set(BESIDE) < set(report.nulls)
    assert report.permission == (body == "calm"), report
    if body == "working":
        assert set(report.beaten_by) == set(BESIDE)
        assert "did not beat head movement" in figures_of(report)
        assert "the pulse rate" in figures_of(report)
    _have_covariates(paths, body)
    kinds = {channel.kind for channel in Recording.open(paths).info.others}
    assert kinds == {"accel", "gyro", "ppg", "gsr", "temp", "status"}
    assert check_run(paths) == []
    result = replay_run(paths)
    assert (result.differences, result.largest) == ([], 0.0)
    if body == "calm":
        _resumed_as_it_was(request, paths)


def _have_covariates(paths: RunPaths, body: str) -> None:
    rows = [row for row in read_trials(paths) if row.stage == "calibration"]
    engaged = [row for row in rows if row.task != "rest"]
    resting = [row for row in rows if row.task == "rest"]
    for name in BESIDE:
        task, rest = (
            np.mean([v for row in some if (v := getattr(row, name)) is not None])
            for some in (engaged, resting)
        )
        more = 15 if name == "pulse" else 0.2
        assert (task - rest > more) == (body == "working"), name
    described = json.loads(next(paths.dataset.glob("**/*events.json")).read_text())
    assert described["pulse"]["Units"] == "1/min"
    assert set(BESIDE) < set(described)


def _resumed_as_it_was(request: SessionRequest, paths: RunPaths) -> None:
    """An acquisition started again measures what the one before it did."""
    recording = Recording.open(paths)
    span = (recording.n_samples - 1000, recording.n_samples)
    engine = open_engine(request, VirtualClock())
    try:
        resume_recording(paths, engine)
        again = engine.acquisition.history.beside(*span)
    finally:
        engine.close()
    rows = [c.kind in SEEN for c in recording.info.others]
    np.testing.assert_array_equal(again, recording.others(*span)[rows])
