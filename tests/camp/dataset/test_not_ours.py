"""What other programs wrote in a dataset stays as it is, byte for byte."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from attention_camp.camp.dataset import shared_table
from attention_camp.camp.dataset.layout import DatasetError, RunPaths
from attention_camp.camp.dataset.prepare import prepare_run
from attention_camp.camp.dataset.recover import recover
from attention_camp.camp.dataset.rows import read_trials
from attention_camp.camp.dataset.shared_table import SharedTable, locked
from attention_camp.camp.dataset.trial_store import TrialStore, mend_events

CASES = Path(__file__).resolve().parents[3] / ".." / "shared" / "cases"
Session = Callable[..., RunPaths]


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def foreign_run(dataset: Path, stem: str, *, extension: str, events: str) -> None:
    subject, session = stem.split("_")[:2]
    folder = dataset / subject / session / "eeg"
    folder.mkdir(parents=True, exist_ok=True)
    (dataset / "dataset_description.json").write_text(
        '{"Name": "theirs", "BIDSVersion": "1.8.0"}'
    )
    (folder / f"{stem}_eeg{extension}").write_bytes(b"\x01\x02\x03" * 333)
    (folder / f"{stem}_eeg.json").write_text("{}")
    (folder / f"{stem}_channels.tsv").write_text("name\ttype\tunits")
    (folder / f"{stem}_events.tsv").write_text(events)


@pytest.mark.parametrize(
    "stem", ["sub-01_ses-01_task-rest_run-01", "sub-7_ses-a_task-x_run-02"]
)
@pytest.mark.parametrize("extension", [".edf", ".bdf", ".set", ".eeg", ".vhdr"])
@pytest.mark.parametrize(
    "events", ["", "onset\tduration\n", "onset\tduration\n1.0\t0.5"]
)
def test_recover_never_touches_a_run_without_a_session_file_of_ours(
    tmp_path: Path, stem: str, extension: str, events: str
) -> None:
    foreign_run(tmp_path, stem, extension=extension, events=events)
    (tmp_path / ".notes.123.tmp").write_text("somebody's draft")
    before = contents(tmp_path)
    assert recover(tmp_path) == []
    assert contents(tmp_path) == before


def test_recover_mends_our_run_and_leaves_theirs(
    paths: RunPaths, session: Session
) -> None:
    session(paths, state="")
    foreign_run(
        paths.dataset,
        f"{paths.subject}_ses-01_task-rest_run-01",
        extension=".edf",
        events="onset\tduration\n1.0\t0.5",
    )
    (paths.dataset / "dataset_description.json").write_text(
        '{"Name": "both", "BIDSVersion": "1.8.0"}'
    )
    theirs = {k: v for k, v in contents(paths.dataset).items() if "task-rest" in k}
    assert any("interrupted" in line for line in recover(paths.dataset))
    after = contents(paths.dataset)
    assert {name: after.get(name) for name in theirs} == theirs


def test_a_preparation_that_recover_removes_is_kept_beside(paths: RunPaths) -> None:
    prepare_run(paths, meta={})
    prepared = {p.name for p in paths.source_folder.glob(f"{paths.stem}_*")}
    before = paths.session_json.read_bytes()
    (line,) = recover(paths.dataset)
    keep = paths.dataset / "sourcedata" / "torn" / paths.stem
    assert str(keep) in line
    assert {p.name for p in keep.iterdir()} >= prepared
    assert (keep / paths.session_json.name).read_bytes() == before


def test_a_damaged_session_file_leaves_the_other_runs_mended(
    paths: RunPaths, session: Session
) -> None:
    other = RunPaths(paths.dataset, "02", "01", "demo", 1)
    session(paths, state="")
    session(other, state="")
    paths.session_json.write_text("{")
    done = recover(paths.dataset)
    assert any(f"{paths.stem} could not be mended" in line for line in done)
    assert any(f"{other.stem} is interrupted" in line for line in done)


TABLES = {
    "no final line end": b"participant_id\tage\nsub-03\t31",
    "carriage returns": b"participant_id\tage\rsub-03\t31\r",
    "windows": b"participant_id\tage\r\nsub-03\t31\r\n",
    "byte order mark": b"\xef\xbb\xbfparticipant_id\tage\nsub-03\t31\n",
    "utf-16": "\ufeffparticipant_id\tname\nsub-03\tZoë\n".encode("utf-16-le"),
    "utf-16 big": "\ufeffparticipant_id\tname\nsub-03\tZoë".encode("utf-16-be"),
    "latin-1": "participant_id\tnote\nsub-03\tblessé\n".encode("latin-1"),
    "quotes": b'"participant_id"\t"age"\n"sub-03"\t"31"\n',
    "extra cells": b"participant_id\tage\nsub-03\t31\tmore\tcells\n",
    "header only": b"participant_id\tage",
    "other order": b"age\tparticipant_id\n31\tsub-03\n",
    "blank lines": b"participant_id\tage\nsub-03\t31\n\n",
}


@pytest.mark.parametrize("name", TABLES)
def test_a_new_participant_changes_no_other_byte(paths: RunPaths, name: str) -> None:
    table = paths.dataset / "participants.tsv"
    paths.dataset.mkdir()
    (paths.dataset / "dataset_description.json").write_text(
        '{"Name": "theirs", "BIDSVersion": "1.8.0"}'
    )
    table.write_bytes(TABLES[name])
    prepare_run(paths, meta={})
    after = table.read_bytes()
    assert after.startswith(TABLES[name])
    people = SharedTable.read(table).column("participant_id")
    assert people[-1] == "sub-01"
    assert ("sub-03" in people) == (name != "header only")
    prepare_run(RunPaths(paths.dataset, "01", "02", "demo"), meta={})
    assert table.read_bytes() == after


def test_new_columns_are_filled_with_missing_values(paths: RunPaths) -> None:
    table = paths.dataset / "participants.tsv"
    paths.dataset.mkdir()
    (paths.dataset / "dataset_description.json").write_text(
        '{"Name": "theirs", "BIDSVersion": "1.8.0"}'
    )
    table.write_bytes(b"participant_id\r\nsub-03")
    prepare_run(paths, meta={"participant": {"age": 30}})
    assert table.read_bytes() == (
        b"participant_id\tage\r\nsub-03\tn/a\r\nsub-01\t30\r\n"
    )


def test_a_table_without_participants_is_refused_in_words(paths: RunPaths) -> None:
    paths.dataset.mkdir()
    (paths.dataset / "dataset_description.json").write_text(
        '{"Name": "theirs", "BIDSVersion": "1.8.0"}'
    )
    (paths.dataset / "participants.tsv").write_text("subject\nsub-03\n")
    with pytest.raises(DatasetError, match="no column participant_id"):
        prepare_run(paths, meta={})
    assert (paths.dataset / "participants.tsv").read_text() == "subject\nsub-03\n"


def test_a_table_that_another_program_holds_is_not_written(
    paths: RunPaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare_run(paths, meta={})
    monkeypatch.setattr(shared_table, "LOCK_SECONDS", 0.05)
    with (
        locked(paths.dataset / "participants.tsv"),
        pytest.raises(DatasetError, match="held by another"),
    ):
        prepare_run(RunPaths(paths.dataset, "02", "01", "demo"), meta={})


def test_a_table_of_events_saved_by_pandas_is_not_written_twice(
    paths: RunPaths, session: Session
) -> None:
    pd = pytest.importorskip("pandas")
    session(paths)
    trials = len(read_trials(paths))
    table = pd.read_csv(paths.events, sep="\t")
    table.to_csv(paths.events, sep="\t", index=False, na_rep="n/a")
    saved = paths.events.read_bytes()
    assert mend_events(paths) == 0
    assert paths.events.read_bytes() == saved
    assert trials == 6


def test_a_corrected_trial_stays_corrected(paths: RunPaths, session: Session) -> None:
    session(paths)
    text = paths.events.read_text().replace("\t0.520000\t", "\t0.999000\t")
    text = text.replace("0.52\t", "0.99\t")
    paths.events.write_text(text)
    assert mend_events(paths) == 0
    assert paths.events.read_text() == text


def test_a_trial_without_eeg_can_be_written_again(
    paths: RunPaths, session: Session, trial: Callable[..., object]
) -> None:
    session(paths)
    store = TrialStore(paths)
    store.append(trial(7, onset=float("nan"), sample=-1))
    store.close()
    lines = paths.events.read_text().splitlines(keepends=True)
    paths.events.write_text("".join(lines[:-1]))
    assert mend_events(paths) == 1
    assert paths.events.read_text().splitlines(keepends=True)[-1] == lines[-1]


def test_a_removed_table_of_events_is_written_again_whole(
    paths: RunPaths, session: Session
) -> None:
    session(paths)
    trials = read_trials(paths)
    paths.events.unlink()
    mend_events(paths)
    assert read_trials(paths) == trials


@pytest.mark.skipif(not CASES.is_dir(), reason="the shared cases are not here")
@pytest.mark.parametrize(
    "case", ["recover-deletes-other-recording", "recover-cuts-other-samples"]
)
def test_another_labs_recording_is_left_alone(tmp_path: Path, case: str) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(CASES / case / "dataset", copy, copy_function=shutil.copyfile)
    before = contents(copy)
    assert recover(copy) == []
    assert contents(copy) == before


@pytest.mark.skipif(not CASES.is_dir(), reason="the shared cases are not here")
@pytest.mark.parametrize(
    "case",
    [
        "participants-no-final-line-end/dataset",
        "participants-not-utf8/latin1",
        "participants-not-utf8/utf16",
    ],
)
def test_nobody_leaves_a_shared_table(tmp_path: Path, case: str) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(CASES / case, copy, copy_function=shutil.copyfile)
    before = (copy / "participants.tsv").read_bytes()
    prepare_run(RunPaths(copy, "77", "01", "demo"), meta={})
    assert (copy / "participants.tsv").read_bytes().startswith(before)
