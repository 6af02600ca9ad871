"""A block that broke off and was gone on with is one administration of its task."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from attention_camp.camp.dataset.exports.task_scores import _scores, task_scores
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.rows import read_trials
from attention_camp.camp.processes import headless
from attention_camp.camp.processes.headless import run_headless
from attention_camp.camp.session.messages import Ending
from attention_camp.camp.session.request import SessionRequest
from attention_camp.camp.session.screen import InterruptedSessionError
from attention_camp.camp.session.simulated import SimulatedScreen
from attention_camp.camp.study.gather import gather
from attention_camp.camp.study.outcomes import Outcome, person_values
from attention_camp.tasks import load_task

PROTOCOL = """\
name: short
title: Short
description: For tests.
scoring: {estimator: pope}
blocks:
  - {task: visual-search, trials: 8, practice: 1, practice_until: done}
  - {task: n-back, trials: 1}
"""


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Record a run, broken off at one of its trials."""
    protocol = tmp_path / "short.yaml"
    protocol.write_text(PROTOCOL)
    request = SessionRequest(
        tmp_path / "data", "01", "post1", protocol=str(protocol), board="simulated",
        observer="default", headless=True, seed=3,
    )  # fmt: skip

    def made(run: int, stop_at: int | None = None) -> RunPaths:
        class Stopped(SimulatedScreen):
            n_trials = 0

            def present(self, trial):
                Stopped.n_trials += 1
                if Stopped.n_trials == stop_at:
                    raise InterruptedSessionError("the operator ended the session")
                return super().present(trial)

        with monkeypatch.context() as patch:
            patch.setattr(headless, "SimulatedScreen", Stopped)
            ended = run_headless(
                replace(request, run=run, seed=run), tell=lambda _: None
            )
        wanted = Ending.FINISHED if stop_at is None else Ending.ABORTED
        assert ended.ending is wanted, ended.text
        return RunPaths(request.dataset, "01", "post1", "short", run)

    return made


def test_a_block_in_three_runs_is_scored_once_from_all_of_its_trials(
    record, tmp_path: Path
) -> None:
    """Not as the mean of its parts, one of them of two trials."""
    cache = tmp_path / "cache"
    runs = [record(1, stop_at=5)]

    def search():
        data = gather(runs[0].dataset, cache=cache)
        rows = data.scores[data.scores["stage"] == "main"]
        return rows[rows["task"] == "visual-search"]

    assert set(search()["run"]) == {1}  # as long as nobody went on with it
    runs.append(record(2, stop_at=4))
    runs.append(record(3))
    parts = [[t for t in read_trials(run) if t.stage == "main"] for run in runs]
    inside = [t for part in parts for t in part if t.task == "visual-search"]
    counts = [sum(t.task == "visual-search" for t in part) for part in parts]
    assert len(inside) == 8
    assert min(counts) > 0
    rows = search()
    assert set(rows["run"]) == {3}
    assert set(rows["n_trials"]) == {8}
    wanted = dict(_scores(load_task("visual-search"), inside))
    got = dict(zip(rows["score"], rows["value"], strict=True))
    got.pop("settled_level", None)
    assert got == pytest.approx(wanted, nan_ok=True)
    values = person_values(rows, Outcome("visual-search", "accuracy"))
    assert list(values["value"]) == [pytest.approx(wanted["accuracy"])]
    # so are they exported
    assert {line.task for line in task_scores(runs[2])} >= {"visual-search", "n-back"}
    assert "visual-search" not in {
        line.task for line in task_scores(runs[0]) if line.stage == "main"
    }
    # what came after a finished run is another administration
    runs.append(record(4))
    assert set(search()["run"]) == {3, 4}
    assert len(search()) == 2 * len(rows)
