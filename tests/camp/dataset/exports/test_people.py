"""Whom the tables tell of: missing ages stay missing, formulas stay text."""

from __future__ import annotations

import csv
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from attention_camp.camp.dataset.dataset_files import has_participant
from attention_camp.camp.dataset.exports.anonymise import make_labels
from attention_camp.camp.dataset.exports.bids import export_bids
from attention_camp.camp.dataset.exports.csv import export_csv
from attention_camp.camp.dataset.layout import DatasetError, RunPaths
from attention_camp.camp.dataset.prepare import prepare_run
from attention_camp.camp.dataset.trial_store import TrialStore, update_session

Session = Callable[..., RunPaths]


def people(folder: Path) -> list[dict[str, str]]:
    with (folder / "participants.tsv").open(newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        ("NaN", "n/a"),
        ("nan", "n/a"),
        ("", "n/a"),
        ("n/a", "n/a"),
        ("inf", "n/a"),
        ("-inf", "n/a"),
        ("unknown", "n/a"),
        ("89+", "n/a"),
        ("31", "31"),
        ("31.5", "31.5"),
        ("89", "89"),
        ("90", "89"),
        ("104.0", "89"),
        ("1e9", "89"),
    ],
)
def test_only_an_age_that_is_known_is_written(
    paths: RunPaths, session: Session, tmp_path: Path, age: str, expected: str
) -> None:
    session(paths, n_trials=1)
    table = paths.dataset / "participants.tsv"
    table.write_text(f"participant_id\tage\tsex\nsub-01\t{age}\tF\n")
    export_bids(paths.dataset, tmp_path / "out", anonymise=True)
    (row,) = people(tmp_path / "out")
    assert row == {"participant_id": "sub-01", "age": expected, "sex": "F"}


TABLES = {
    "another spelling": b"Participant_ID\tAge\nsub-01\t31\n",
    "spaces": b"participant_id \t age\nsub-01\t31\n",
    "quotes": b'"participant_id"\t"age"\r\n"sub-01"\t"31"\r\n',
    "no final line end": b"participant_id\tage\nsub-01\t31",
    "carriage returns": b"participant_id\tage\rsub-01\t31",
    "utf-16": "\ufeffparticipant_id\tage\nsub-01\t31".encode("utf-16-le"),
    "latin-1": "participant_id\tage\tname\nsub-01\t31\tZoë\n".encode("latin-1"),
    "extra cells": b"participant_id\tage\nsub-02\t9\tx\ty\nsub-01\t31\tx\n",
    "twice": b"participant_id\tage\nsub-01\t31\nsub-01\t40\n",
}


@pytest.mark.parametrize("name", TABLES)
def test_people_are_found_however_the_table_is_written(
    paths: RunPaths, session: Session, tmp_path: Path, name: str
) -> None:
    session(paths, n_trials=1)
    table = paths.dataset / "participants.tsv"
    table.write_bytes(TABLES[name])
    export_bids(paths.dataset, tmp_path / "out", anonymise=True)
    (row,) = people(tmp_path / "out")
    assert row["age"] == "31"
    assert table.read_bytes() == TABLES[name]
    assert has_participant(paths)
    prepare_run(RunPaths(paths.dataset, "01", "02", "demo"), meta={})
    assert table.read_bytes() == TABLES[name]
    prepare_run(RunPaths(paths.dataset, "77", "01", "demo"), meta={})
    assert table.read_bytes().startswith(TABLES[name])
    assert has_participant(RunPaths(paths.dataset, "77", "01", "demo"))


def test_a_table_without_labels_is_refused_in_words(
    paths: RunPaths, session: Session, tmp_path: Path
) -> None:
    session(paths, n_trials=1)
    (paths.dataset / "participants.tsv").write_text("subject\tage\nsub-01\t31\n")
    with pytest.raises(DatasetError, match="no column participant_id"):
        export_bids(paths.dataset, tmp_path / "out", anonymise=True)


def test_a_run_that_cannot_be_read_costs_no_other(
    paths: RunPaths, session: Session, tmp_path: Path
) -> None:
    session(paths, n_trials=1)
    other = session(RunPaths(paths.dataset, "02", "01", "demo"), n_trials=1)
    other.eeg_json.write_text("{")
    said = export_bids(paths.dataset, tmp_path / "out", anonymise=True)
    assert any(f"{other.stem} is not in the copy" in text for text in said)
    assert len(list((tmp_path / "out").glob("sub-*/ses-*/eeg/*.vhdr"))) == 1
    assert len(list((tmp_path / "out").glob("sub-*/ses-*/eeg/*_events.tsv"))) == 1


@pytest.mark.parametrize("text", ["=1+1", "+x", "@SUM(A1)", "-x", "=cmd|' /C calc'!A0"])
def test_a_cell_that_looks_like_a_formula_stays_text(
    paths: RunPaths,
    session: Session,
    trial: Callable[..., object],
    tmp_path: Path,
    text: str,
) -> None:
    session(paths, n_trials=1)
    store = TrialStore(paths)
    store.append(
        trial(2, response=text, condition="-1.5", parameters={text: text}, measures={})
    )
    store.close()
    export_csv(paths.dataset, tmp_path / "csv")
    with (tmp_path / "csv" / "trials.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[1]["response"] == f"'{text}"
    assert rows[1]["condition"] == "-1.5"
    for path in (tmp_path / "csv").glob("*.csv"):
        with path.open(newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone cannot be set here")
@pytest.mark.parametrize(
    ("zone", "stamps", "days"),
    [
        ("UTC", ("2025-03-03T16:00:00+00:00", "2025-03-04T09:00:00+00:00"), 1),
        ("UTC", ("2025-03-03T10:00:00+00:00", "2025-03-03T22:30:00+00:00"), 0),
        # clocks are set forward in between
        (
            "Europe/Berlin",
            ("2025-03-24T09:00:00+00:00", "2025-03-31T08:00:00+00:00"),
            7,
        ),
        # half past seven and half past eight in the morning of one day
        (
            "Asia/Shanghai",
            ("2025-03-03T23:30:00+00:00", "2025-03-04T00:30:00+00:00"),
            0,
        ),
        ("UTC", ("", "2025-03-04T00:30:00+00:00"), 0),
    ],
)
def test_days_between_sessions_are_those_of_the_calendar(
    tmp_path: Path,
    session: Session,
    monkeypatch: pytest.MonkeyPatch,
    zone: str,
    stamps: tuple[str, str],
    days: int,
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    runs = [RunPaths(tmp_path / "data", "07", name, "demo") for name in ("01", "02")]
    for run, stamp in zip(runs, stamps, strict=True):
        session(run, n_trials=1)
        update_session(run, started=stamp)
    found = make_labels(runs).days
    monkeypatch.undo()
    time.tzset()
    assert found == {("07", "01"): 0, ("07", "02"): days}
