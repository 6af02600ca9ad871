"""The sessions that version 0.1.0 recorded, unpacked once."""

from __future__ import annotations

import json
import shutil
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from attention_camp.camp.dataset.layout import RunPaths

ARCHIVE = Path(__file__).parents[2] / "data" / "kept_session" / "kept-0.1.0.tar.xz"


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the dataset; tests read it only."""
    folder = tmp_path_factory.mktemp("kept")
    with tarfile.open(ARCHIVE) as archive:
        archive.extractall(folder, filter="data")
    return folder / "kept-0.1.0"


@pytest.fixture(scope="session")
def attention(kept: Path) -> RunPaths:
    """Return the session that the attention model scored."""
    return RunPaths(kept, "01", "01", "kept")


@pytest.fixture(scope="session")
def steering(kept: Path) -> RunPaths:
    """Return the session whose score steered."""
    return RunPaths(kept, "01", "02", "keptsteering")


@pytest.fixture
def changed(tmp_path: Path, kept: Path) -> Callable[..., RunPaths]:
    """Return what copies the dataset with a line of a ledger changed."""

    def change(
        run: RunPaths, number: int, edit: Callable[[dict[str, Any]], object]
    ) -> RunPaths:
        copy = tmp_path / "copy"
        shutil.copytree(kept, copy)
        paths = RunPaths(copy, run.participant, run.session, run.task)
        lines = paths.decisions.read_text().splitlines()
        values = json.loads(lines[number - 1])
        edit(values)
        lines[number - 1] = json.dumps(values)
        paths.decisions.write_text("".join(f"{line}\n" for line in lines))
        return paths

    return change
