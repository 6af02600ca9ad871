"""Sessions that version 0.1.0 recorded open, validate, replay and export as then."""

from __future__ import annotations

import pytest

from attention_camp.camp.dataset.exports.bids import export_bids
from attention_camp.camp.dataset.exports.csv import export_csv
from attention_camp.camp.dataset.ledger_file import read_ledger
from attention_camp.camp.dataset.open_session import open_session
from attention_camp.camp.dataset.reading.report import report_run
from attention_camp.camp.dataset.tables import to_json
from attention_camp.camp.dataset.validate import validate
from attention_camp.camp.replay.replay_run import replay_run

RUNS = ("attention", "steering")
N_DECISIONS = {"attention": 22, "steering": 44}


@pytest.fixture(params=RUNS)
def run(request):
    return request.getfixturevalue(request.param)


@pytest.mark.parametrize("name", RUNS)
def test_every_decision_and_every_score_is_the_same_to_the_last_bit(
    request, name
) -> None:
    result = replay_run(request.getfixturevalue(name))
    assert result.differences == []
    assert result.n_same == result.n_decisions == N_DECISIONS[name]
    assert result.largest == 0.0
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
    again = [to_json(line.to_json()) for line in read_ledger(run.decisions).lines]
    assert again == lines
