"""A person's own directions in a session: stored, used, replayed, made again."""

from __future__ import annotations

import json

import pytest

from attention_camp.camp.dataset.calibration_read import read_calibration
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.processes.headless import run_headless
from attention_camp.camp.replay.replay_run import replay_run
from attention_camp.camp.session.request import SessionRequest
from attention_camp.models.replay_buffer import buffer_from_bytes

ROUND = """\
  - {task: rest, stage: calibration, label: rest, options: {duration: 14}, cards: false,
     rule: {name: fixed}}
  - {task: visual-search, stage: calibration, label: engaged, trials: 6, cards: false,
     rule: {name: fixed}}
"""
PROTOCOL = f"""\
name: rounds
title: Rounds
description: For tests.
scoring: {{estimator: attention}}
blocks:
{3 * ROUND}\
  - {{task: visual-search, trials: 3, cards: false}}
"""


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    folder = tmp_path_factory.mktemp("adapted")
    protocol = folder / "rounds.yaml"
    protocol.write_text(PROTOCOL)
    for session in ("01", "02"):
        request = SessionRequest(
            folder / "data",
            "01",
            session,
            protocol=str(protocol),
            board="simulated",
            observer="default",
            headless=True,
            seed=int(session),
        )
        run_headless(request, tell=lambda _: None)
    return [RunPaths(folder / "data", "01", s, "rounds") for s in ("01", "02")]


def test_the_adapter_is_in_the_ledger_and_in_the_version_that_is_kept(runs):
    for paths in runs:
        report = read_calibration(paths).report
        assert len(report.adapter) == 8
        version = buffer_from_bytes(paths.person.read_bytes(), "here")
        assert tuple(version.about["adapter"]) == report.adapter


def test_trials_are_scored_with_the_adapter_and_the_replay_makes_it_again(runs):
    for paths in runs:
        lines = [json.loads(text) for text in paths.decisions.read_text().splitlines()]
        model = next(line["model"] for line in lines if line["kind"] == "calibration")
        trials = [line for line in lines if line["kind"] == "trial"]
        assert trials[-1]["score"]["model"] == model
        result = replay_run(paths)
        assert result.differences == []
        assert (result.n_same, result.largest) == (result.n_decisions, 0.0)


def test_the_second_session_is_fitted_to_the_first_as_well(runs):
    first, second = (read_calibration(paths) for paths in runs)
    lines = [json.loads(text) for text in runs[1].decisions.read_text().splitlines()]
    person = next(line["person"] for line in lines if line["kind"] == "calibration")
    assert person["earlier"] == [first.version]
    assert second.drift.verdict in ("stable", "shifted")
