"""What is written before the first sample, and what is refused."""

import contextlib
import json
import os
from pathlib import Path

import pytest

from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.prepare import (
    DatasetError,
    RunExistsError,
    check_dataset_folder,
    discard_run,
    prepare_run,
)
from attention_camp.camp.dataset.tables import EVENT_COLUMNS
from attention_camp.camp.session.records import EventRow, TrialRecord


def everything(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_absent_and_empty_folders_can_become_datasets(tmp_path: Path) -> None:
    check_dataset_folder(tmp_path / "a" / "b")
    check_dataset_folder(tmp_path)
    assert not (tmp_path / "a").exists()


def test_a_file_is_no_dataset(tmp_path: Path) -> None:
    file = tmp_path / "data.csv"
    file.write_text("1")
    with pytest.raises(DatasetError, match="is a file"):
        check_dataset_folder(file)
    with pytest.raises(DatasetError, match="is a file"):
        check_dataset_folder(file / "inside")


def test_a_folder_of_other_things_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "holiday.jpg").touch()
    with pytest.raises(DatasetError, match=r"holiday\.jpg"):
        check_dataset_folder(tmp_path)


@pytest.mark.parametrize("content", ["{", "[]", '{"Name": "x"}', "\xff"])
def test_a_broken_description_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "dataset_description.json").write_bytes(content.encode("latin-1"))
    with pytest.raises(DatasetError, match="dataset_description"):
        check_dataset_folder(tmp_path)


def test_a_folder_that_cannot_be_written_to_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(DatasetError, match="cannot be written to"):
        check_dataset_folder(tmp_path)


def test_a_disk_that_fills_up_leaves_nothing(
    paths: RunPaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever file is the one that does not fit."""
    real = os.fsync
    left = [0]

    def fsync(handle: int) -> None:
        left[0] -= 1
        if left[0] == 0:
            raise OSError(28, "No space left on device", "x")
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    n_failed = 0
    while not paths.exists:
        left[0] = n_failed + 1
        with contextlib.suppress(DatasetError):
            prepare_run(paths, meta={})
            break
        assert left[0] <= 0
        assert everything(paths.dataset.parent) == {}
        n_failed += 1
    assert n_failed > 20


def test_prepare_writes_the_dataset_and_the_run(paths: RunPaths) -> None:
    prepare_run(paths, meta={"request": {"seed": 3}, "participant": {"age": 31}})
    description = json.loads((paths.dataset / "dataset_description.json").read_text())
    assert description["BIDSVersion"]
    assert (paths.dataset / "participants.tsv").read_text() == (
        "participant_id\tage\nsub-01\t31\n"
    )
    assert paths.events.read_text() == "\t".join(EVENT_COLUMNS) + "\n"
    session = json.loads(paths.session_json.read_text())
    assert session["state"] == "running"
    assert session["request"] == {"seed": 3}
    assert not list(paths.dataset.rglob("*.tmp"))


def test_every_column_of_the_events_is_explained(paths: RunPaths) -> None:
    prepare_run(paths, meta={})
    explained = json.loads(paths.events_json.read_text())
    for name in EVENT_COLUMNS:
        assert explained[name]["Description"]
    assert explained["reaction_time"]["Units"] == "s"
    fields = set(TrialRecord.__dataclass_fields__) | set(EventRow.__dataclass_fields__)
    assert set(EVENT_COLUMNS) == fields


def test_a_second_run_adds_to_the_dataset_only(paths: RunPaths) -> None:
    prepare_run(paths, meta={})
    (paths.dataset / "README.md").write_text("ours now")
    before = everything(paths.dataset)
    prepare_run(RunPaths(paths.dataset, "01", "01", "demo", 2), meta={})
    prepare_run(RunPaths(paths.dataset, "02", "01", "demo", 1), meta={})
    after = everything(paths.dataset)
    participants = after.pop("participants.tsv")
    assert participants == b"participant_id\nsub-01\nsub-02\n"
    del before["participants.tsv"]
    assert before.items() <= after.items()


def test_a_participant_keeps_what_others_wrote_of_them(paths: RunPaths) -> None:
    prepare_run(paths, meta={"participant": {"sex": "F"}})
    table = paths.dataset / "participants.tsv"
    table.write_text("participant_id\tsite\nsub-01\tDelft\n")
    prepare_run(RunPaths(paths.dataset, "02", "01", "demo"), meta={"participant": {}})
    assert table.read_text() == "participant_id\tsite\nsub-01\tDelft\nsub-02\tn/a\n"


def test_an_existing_run_is_refused_and_left_as_it_is(paths: RunPaths) -> None:
    prepare_run(paths, meta={})
    before = everything(paths.dataset)
    with pytest.raises(RunExistsError, match="Run 1 of session 01 of participant 01"):
        prepare_run(paths, meta={})
    assert everything(paths.dataset) == before


def test_labels_that_differ_by_case_only_are_refused(tmp_path: Path) -> None:
    prepare_run(RunPaths(tmp_path / "d", "anna", "a", "demo"), meta={})
    with pytest.raises(DatasetError, match="only by case"):
        prepare_run(RunPaths(tmp_path / "d", "Anna", "a", "demo"), meta={})
    with pytest.raises(DatasetError, match="only by case"):
        prepare_run(RunPaths(tmp_path / "d", "anna", "A", "demo"), meta={})


def test_a_run_that_holds_nothing_can_be_discarded(paths: RunPaths) -> None:
    prepare_run(paths, meta={})
    discard_run(paths)
    assert everything(paths.dataset) == {}
    prepare_run(paths, meta={})


def test_discarding_leaves_what_was_there_before(paths: RunPaths) -> None:
    prepare_run(paths, meta={})
    paths.events.write_text(paths.events.read_text() + "a row\n")
    before = everything(paths.dataset)
    for other in (
        RunPaths(paths.dataset, "01", "01", "demo", 2),
        RunPaths(paths.dataset, "02", "01", "demo", 1),
    ):
        prepare_run(other, meta={})
        discard_run(other)
        assert everything(paths.dataset) == before
    with pytest.raises(RunExistsError, match="holds data"):
        discard_run(paths)
    assert everything(paths.dataset) == before


def test_a_trial_that_is_only_in_the_ledger_is_data(paths: RunPaths) -> None:
    prepare_run(paths, meta={})
    paths.decisions.write_text('{"kind": "header"}\n{"kind": "trial", "record": {}}\n')
    with pytest.raises(RunExistsError, match="holds data"):
        discard_run(paths)
    paths.decisions.write_text('{"kind": "header"}\n')
    paths.session_json.unlink()
    discard_run(paths)
    assert not paths.folder.exists()
