"""Sessions that version 0.1.0 recorded open, validate, replay and export as then."""

from __future__ import annotations

import json
from typing import Any

import pytest

from attention_camp.camp.dataset.exports.bids import export_bids
from attention_camp.camp.dataset.exports.csv import export_csv
from attention_camp.camp.dataset.ledger_file import read_ledger
from attention_camp.camp.dataset.open_session import open_session
from attention_camp.camp.dataset.reading.report import report_run
from attention_camp.camp.dataset.reading.summary import summarise_run
from attention_camp.camp.dataset.rows import read_trials
from attention_camp.camp.dataset.tables import to_json
from attention_camp.camp.dataset.validate import validate
from attention_camp.camp.replay.replay_run import replay_run

RUNS = ("attention", "steering")
ROUNDING = 1e-12
"""Of another processor than that which recorded; none on the same."""
N_DECISIONS = {"attention": 22, "steering": 44}


@pytest.fixture(params=RUNS)
def run(request):
    return request.getfixturevalue(request.param)


@pytest.mark.parametrize("name", RUNS)
def test_every_decision_is_the_same_and_every_score_but_for_rounding(
    request, name
) -> None:
    result = replay_run(request.getfixturevalue(name))
    assert result.differences == []
    assert result.n_same == result.n_decisions == N_DECISIONS[name]
    assert result.largest < ROUNDING
    assert result.not_scored == ""


def test_its_tables_and_its_eeg_open(run) -> None:
    session = open_session(run.folder)
    assert len(session.trials) == len(session.decisions)
    assert {"score.value", "evidence.engagement", "decision.why"} <= set(
        session.decisions.columns
    )
    assert session.raw.n_times == session.recording.n_samples
    assert set(session.epochs().metadata["stage"]) == {"main"}
    assert report_run(run).calibrated is not None


def test_the_dataset_is_valid(kept) -> None:
    assert validate(kept) == []


def test_the_dataset_is_exported(kept, tmp_path) -> None:
    export_csv(kept, tmp_path / "csv")
    export_bids(kept, tmp_path / "bids", anonymise=True)
    assert (tmp_path / "csv").is_dir()
    assert len(list((tmp_path / "bids").rglob("*_eeg.vhdr"))) == 2


def test_each_line_of_the_ledger_is_written_again_as_it_was(run) -> None:
    lines = run.decisions.read_text(encoding="utf-8").splitlines()
    again = [line.to_json() for line in read_ledger(run.decisions).lines]
    olds = [json.loads(line) for line in lines]
    for new, old in zip(again, olds, strict=True):
        if old["kind"] == "calibration":  # what it says is made of the figures again
            new["detail"] = old["detail"]
    pairs = zip(again, olds, strict=True)
    assert [to_json(within(new, old)) for new, old in pairs] == lines


def within(new: Any, old: Any) -> Any:
    """Return the part of a value that an older one has: later versions add keys."""
    if isinstance(old, dict):
        return {key: within(new[key], value) for key, value in old.items()}
    if isinstance(old, list):
        assert len(new) == len(old)
        return [within(*pair) for pair in zip(new, old, strict=True)]
    return new


def test_a_refused_score_of_then_is_in_no_column_of_statistics(attention) -> None:
    trials = [t for t in read_trials(attention) if t.stage == "main"]
    assert {trial.score_scale for trial in trials} == {"refused"}
    assert {trial.engagement for trial in trials} == {None}
    assert all(trial.engagement_refused is not None for trial in trials)
    assert summarise_run(attention)[0].engagement is None


def test_a_score_of_then_says_its_model_its_scale_and_whether_it_steered(
    steering,
) -> None:
    trials = read_trials(steering)
    scales = {trial.stage: trial.score_scale for trial in trials if trial.score_scale}
    assert scales == {"calibration": "shipped", "main": "personal"}
    models = {trial.score_model for trial in trials if trial.score_model}
    assert {model.partition("@")[0] for model in models} == {"theta-alpha"}
    assert len(models) == 2
    assert any(trial.steered for trial in trials)
    summary = summarise_run(steering)[0]
    assert (summary.score_scale, summary.n_refused) == ("personal", 0)
    assert summary.n_steered == sum(bool(trial.steered) for trial in trials)
