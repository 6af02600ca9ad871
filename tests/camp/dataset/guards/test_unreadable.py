"""A folder or disk that refuses us is said in words, never taken for an empty one."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from attention_camp.camp.cli.chosen_runs import runs_of
from attention_camp.camp.dataset.exports.bids import export_bids
from attention_camp.camp.dataset.exports.csv import export_csv
from attention_camp.camp.dataset.layout import DatasetError, RunPaths
from attention_camp.camp.dataset.open_session import open_session
from attention_camp.camp.dataset.prepare import prepare_run
from attention_camp.camp.dataset.recover import Unmended, recover

Session = Callable[..., RunPaths]


@pytest.mark.parametrize("place", ["sub-01", "eeg", "sourcedata"])
def test_a_folder_that_cannot_be_read_is_named(
    paths: RunPaths,
    session: Session,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    place: str,
) -> None:
    session(paths)
    closed = {
        "sub-01": paths.dataset / "sub-01",
        "eeg": paths.folder,
        "sourcedata": paths.source_folder,
    }[place]
    real = os.scandir

    def scandir(folder: str | Path = ".") -> object:
        if Path(folder) == closed:
            raise PermissionError(errno.EACCES, "Permission denied", str(folder))
        return real(folder)

    monkeypatch.setattr(os, "scandir", scandir)
    for use in (
        lambda: runs_of(paths.dataset),
        lambda: export_csv(paths.dataset, tmp_path / "csv"),
        lambda: export_bids(paths.dataset, tmp_path / "bids"),
        lambda: (
            open_session(paths.dataset)
            if place != "sourcedata"
            else runs_of(paths.dataset)
        ),
    ):
        with pytest.raises(DatasetError, match="cannot be read: Permission denied"):
            use()
    if place == "sourcedata":
        with pytest.raises(DatasetError, match="cannot be read: Permission denied"):
            recover(paths.dataset)
    assert {one.name for one in tmp_path.iterdir()} == {"dataset"}


def test_a_disk_that_cannot_be_written_to_is_said_and_other_runs_go_on(
    paths: RunPaths, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    session(paths, state="")
    real = os.open

    def read_only(path: str | Path, flags: int, *rest: int, **more: int) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))
        return real(path, flags, *rest, **more)

    monkeypatch.setattr(os, "open", read_only)
    done = recover(paths.dataset)
    assert len(done) == 1
    assert isinstance(done[0], Unmended)
    assert "could not be mended" in done[0]
    assert "Read-only file system" in done[0]
    with pytest.raises(DatasetError, match="Read-only file system"):
        prepare_run(RunPaths(paths.dataset, "02", "01", "demo"), meta={})
