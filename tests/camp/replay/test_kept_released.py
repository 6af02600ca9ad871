"""Sessions of version 0.2.0 open, validate, replay; the short reader reads them."""

from __future__ import annotations

import importlib.util
import tarfile
from pathlib import Path
from types import ModuleType

import pytest

from attention_camp.camp.dataset.exports.csv import export_csv
from attention_camp.camp.dataset.layout import existing_runs
from attention_camp.camp.dataset.open_session import open_session
from attention_camp.camp.dataset.validate import validate
from attention_camp.camp.replay.replay_run import replay_run

TREE = Path(__file__).parents[3]
ARCHIVE = TREE / "tests" / "data" / "kept_session" / "kept-0.2.0.tar.xz"


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("released")
    with tarfile.open(ARCHIVE) as archive:
        archive.extractall(folder, filter="data")
    return folder / "kept-0.2.0"


@pytest.fixture(scope="module")
def reader() -> ModuleType:
    file = TREE / "docs" / "closed_loop_reader.py"
    spec = importlib.util.spec_from_file_location("closed_loop_reader", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_released_dataset_opens_and_is_valid(released: Path, tmp_path: Path) -> None:
    runs = existing_runs(released)
    assert [len(open_session(run.eeg).trials) for run in runs] == [23, 45]
    assert [problem for problem in validate(released) if problem.is_error] == []
    export_csv(released, tmp_path / "csv")
    assert (tmp_path / "csv" / "trials.csv").exists()


def test_a_released_dataset_replays(released: Path) -> None:
    for run in existing_runs(released):
        result = replay_run(run)
        assert result.differences == []
        assert result.largest < 1e-12  # rounding of another processor


def test_the_short_reader_makes_released_decisions_again(
    released: Path, reader: ModuleType
) -> None:
    found = [reader.check(run.decisions) for run in existing_runs(released)]
    assert all(wrong == [] for _, _, wrong in found)
    assert sum(same for same, _, _ in found) > 20


def test_the_short_reader_is_short_and_stands_alone() -> None:
    text = (TREE / "docs" / "closed_loop_reader.py").read_text("utf-8")
    assert len(text.splitlines()) <= 100
    assert "attention_camp" not in text
    imported = {line.split()[1] for line in text.splitlines() if "import " in line[:7]}
    assert imported == {"json", "math", "sys", "numpy"}
