"""A whole session in one process: recorded, read back, replayed, refused twice."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.recording import Recording
from attention_camp.camp.processes import headless
from attention_camp.camp.processes.headless import run_headless
from attention_camp.camp.processes.session import RequestError
from attention_camp.camp.replay.replay_run import replay_run
from attention_camp.camp.session.messages import Ending, SignalState, TrialFinished
from attention_camp.camp.session.request import SessionRequest
from attention_camp.camp.session.screen import InterruptedSessionError
from attention_camp.camp.session.simulated import SimulatedScreen

PROTOCOL = """\
name: short
title: Short
description: For tests.
scoring: {estimator: pope}
blocks:
  - {task: rest, stage: calibration, label: rest, options: {duration: 6},
     rule: {name: fixed}}
  - {task: visual-search, trials: 5, practice: 1, practice_until: done}
  - {task: n-back, trials: 1}
"""


@pytest.fixture
def request_(tmp_path: Path) -> SessionRequest:
    protocol = tmp_path / "short.yaml"
    protocol.write_text(PROTOCOL)
    return SessionRequest(
        tmp_path / "data",
        "01",
        "01",
        protocol=str(protocol),
        board="simulated",
        observer="default",
        headless=True,
        seed=3,
    )


def _paths(request: SessionRequest) -> RunPaths:
    return RunPaths(request.dataset, "01", "01", "short")


@pytest.mark.smoke
def test_a_session_is_recorded_and_replayed_to_the_same_decisions(request_) -> None:
    told: list[object] = []
    ended = run_headless(request_, tell=told.append)
    assert ended.ending is Ending.FINISHED, ended.text
    trials = [message.record for message in told if isinstance(message, TrialFinished)]
    assert [record.trial for record in trials] == list(range(1, 9))
    states = [message for message in told if isinstance(message, SignalState)]
    recording = Recording.open(_paths(request_))
    assert recording.n_samples >= states[-1].n_samples
    assert not recording.check()
    result = replay_run(_paths(request_))
    assert result.differences == []
    assert result.n_decisions == result.n_same == 7


def test_the_replay_notices_a_decision_that_was_changed(request_) -> None:
    run_headless(request_, tell=lambda _: None)
    ledger = _paths(request_).decisions
    lines = [json.loads(line) for line in ledger.read_text().splitlines()]
    [line for line in lines if "decision" in line][-1]["decision"]["level"] += 1
    ledger.write_text("".join(json.dumps(line) + "\n" for line in lines))
    told = replay_run(_paths(request_)).differences
    assert "level" in told[0]
    assert any("does not follow line" in text for text in told)


def test_a_second_run_of_the_same_session_is_refused_and_loses_nothing(
    request_,
) -> None:
    run_headless(request_, tell=lambda _: None)
    files = {p: p.read_bytes() for p in request_.dataset.rglob("*") if p.is_file()}
    with pytest.raises(RequestError, match="already"):
        run_headless(request_, tell=lambda _: None)
    again = {p: p.read_bytes() for p in request_.dataset.rglob("*") if p.is_file()}
    assert again == files


def test_a_broken_off_run_is_taken_up_where_it_stopped(request_, monkeypatch) -> None:
    class Stopped(SimulatedScreen):
        n_trials = 0

        def present(self, trial):
            Stopped.n_trials += 1
            if Stopped.n_trials == 5:
                raise InterruptedSessionError("the operator ended the session")
            return super().present(trial)

    with monkeypatch.context() as patch:
        patch.setattr(headless, "SimulatedScreen", Stopped)
        ended = run_headless(request_, tell=lambda _: None)
    assert ended.ending is Ending.ABORTED
    told: list[object] = []
    again = replace(request_, run=2)
    assert run_headless(again, tell=told.append).ending is Ending.FINISHED
    records = [message.record for message in told if isinstance(message, TrialFinished)]
    # the headset was put on again: rest once more, then the search where it stopped
    assert [(r.trial, r.block) for r in records] == [
        (5, 1), (6, 2), (7, 2), (8, 2), (9, 3),
    ]  # fmt: skip
    first = RunPaths(request_.dataset, "01", "01", "short")
    for paths in (first, replace(first, run=2)):
        assert replay_run(paths).differences == []
