"""Labels and the places of a run's files."""

from pathlib import Path

import pytest

from attention_camp.camp.dataset.find_run import find_run
from attention_camp.camp.dataset.layout import (
    DatasetError,
    LabelError,
    RunPaths,
    check_label,
    existing_runs,
    task_label,
)


@pytest.mark.parametrize("label", ["01", "A", "pilot3", "x" * 32])
def test_letters_and_digits_are_a_label(label: str) -> None:
    assert check_label(label, "participant") == label


@pytest.mark.parametrize(
    "label",
    ["", "sub-01", "a b", "Müller", "张三", "../x", "a_b", "x" * 33, "a\n", "٣", "a\0"],
)
def test_other_labels_are_refused_with_value_and_remedy(label: str) -> None:
    with pytest.raises(LabelError, match="letters a–z and digits") as caught:
        check_label(label, "participant")
    assert "participant label" in str(caught.value)
    if label:
        assert repr(label) in str(caught.value)


def test_a_protocol_name_becomes_a_task_label() -> None:
    assert task_label("attention-camp 10") == "attentioncamp10"
    with pytest.raises(LabelError, match="task label is empty"):
        task_label("注意力")


def test_paths_follow_bids(tmp_path: Path) -> None:
    run = RunPaths(tmp_path, "01", "02", "demo", 3)
    assert run.eeg == (
        tmp_path / "sub-01/ses-02/eeg/sub-01_ses-02_task-demo_run-03_eeg.eeg"
    )
    assert run.decisions == (
        tmp_path / "sourcedata/sub-01/ses-02"
        "/sub-01_ses-02_task-demo_run-03_decisions.jsonl"
    )


def test_a_run_with_a_wrong_part_cannot_be_named(tmp_path: Path) -> None:
    with pytest.raises(LabelError, match="session"):
        RunPaths(tmp_path, "01", "a-b", "demo")
    with pytest.raises(LabelError, match="count from 1"):
        RunPaths(tmp_path, "01", "01", "demo", 0)


def test_runs_are_found_in_order(tmp_path: Path) -> None:
    wanted = [
        RunPaths(tmp_path, "01", "01", "demo", 1),
        RunPaths(tmp_path, "01", "01", "demo", 2),
        RunPaths(tmp_path, "02", "01", "camp", 1),
    ]
    for run in reversed(wanted):
        run.folder.mkdir(parents=True, exist_ok=True)
        run.events.touch()
    (tmp_path / "sub-99/eeg").mkdir(parents=True)
    (tmp_path / "sub-99/eeg/sub-99_task-rest_eeg.vhdr").touch()
    assert existing_runs(tmp_path) == wanted


def test_a_run_is_found_from_any_path_of_it(tmp_path: Path) -> None:
    run = RunPaths(tmp_path, "01", "01", "demo", 1)
    other = RunPaths(tmp_path, "02", "01", "demo", 1)
    (tmp_path / "dataset_description.json").touch()
    for one in (run, other):
        one.folder.mkdir(parents=True)
        one.source_folder.mkdir(parents=True)
        one.events.touch()
    for path in (run.folder, run.folder.parent, run.eeg, run.source_folder, run.vhdr):
        assert find_run(path) == run
    with pytest.raises(DatasetError, match="2 runs"):
        find_run(tmp_path)
    with pytest.raises(DatasetError, match="no session"):
        find_run(tmp_path / "sub-03")
