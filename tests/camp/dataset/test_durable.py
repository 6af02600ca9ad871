"""Files that are there whole or not at all, and tables that only grow."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from attention_camp.camp.dataset.durable import (
    Appender,
    cut_torn_line,
    make_folder,
    torn_tail,
    write_whole,
)
from attention_camp.camp.dataset.storage.disk import Disk, replaced_disk
from attention_camp.camp.dataset.storage.sample_file import has_measured


def test_two_processes_append_whole_lines(tmp_path: Path) -> None:
    path = tmp_path / "shared.tsv"
    path.touch()
    script = Path(__file__).with_name("append_many.py")
    processes = [
        subprocess.Popen([sys.executable, str(script), str(path), name, "200"])
        for name in "ab"
    ]
    assert [process.wait(60) for process in processes] == [0, 0]
    lines = path.read_text().splitlines()
    assert len(lines) == 400
    for name in "ab":
        mine = [line for line in lines if line.startswith(name)]
        assert mine == [f"{name}\t{n}\t{name * 3000}" for n in range(200)]


def test_a_file_that_cannot_be_replaced_stays_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file.json"
    write_whole(path, "before")

    def fsync(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, "after")
    assert path.read_text() == "before"
    assert [entry.name for entry in tmp_path.iterdir()] == ["file.json"]


@pytest.mark.parametrize("length", [0, 1, 10, 65535, 65536, 200_000])
def test_a_torn_line_of_any_length_is_moved_aside(tmp_path: Path, length: int) -> None:
    path = tmp_path / "table.tsv"
    path.write_bytes(b"whole\n" + b"x" * length)
    assert torn_tail(path) == b"x" * length
    keep = tmp_path / "kept" / "here"
    assert cut_torn_line(path, keep=keep) == b"x" * length
    assert path.read_bytes() == b"whole\n"
    kept = [copy.read_bytes() for copy in keep.iterdir()] if keep.exists() else []
    assert kept == ([b"x" * length] if length else [])


def test_two_torn_lines_are_both_kept(tmp_path: Path) -> None:
    path, keep = tmp_path / "table.tsv", tmp_path / "kept"
    for line in ("first", "second"):
        file = Appender(path, keep=keep)
        file.append("whole\n")
        file.append(line)
        file.close()
    Appender(path, keep=keep).close()
    assert path.read_text() == "whole\nwhole\n"
    assert sorted(copy.read_text() for copy in keep.iterdir()) == ["first", "second"]


def test_folders_are_made_with_their_parents(tmp_path: Path) -> None:
    make_folder(tmp_path / "a" / "b" / "c")
    make_folder(tmp_path / "a" / "b" / "c")
    assert (tmp_path / "a" / "b" / "c").is_dir()


class _Failing(Disk):
    """A disk that fails in the middle of a write, and when that is to be undone."""

    def __init__(self) -> None:
        self.fails = True

    def write(self, handle: int, data: bytes | memoryview) -> int:
        if self.fails:
            super().write(handle, data[: len(data) // 2])
            raise OSError(errno.EIO, "Input/output error")
        return super().write(handle, data)

    def truncate(self, handle: int, size: int) -> None:
        if self.fails:
            raise OSError(errno.EIO, "Input/output error")
        super().truncate(handle, size)


def test_half_a_line_is_taken_back_before_the_next_one(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    disk = _Failing()
    with replaced_disk(disk):
        disk.fails = False
        journal = Appender(path, keep=None)
        journal.append("first\n")
        disk.fails = True
        for _ in range(2):
            with pytest.raises(OSError, match="Input/output"):
                journal.append("second\n")
        assert path.read_bytes() == b"first\nsec"
        disk.fails = False
        journal.append("third\n")
        journal.close()
    assert path.read_bytes() == b"first\nthird\n"


def test_half_a_line_is_taken_back_with_the_next_sync(tmp_path: Path) -> None:
    path = tmp_path / "series.tsv"
    disk = _Failing()
    with replaced_disk(disk):
        disk.fails = False
        series = Appender(path, keep=None)
        series.append("first\n", sync=False)
        disk.fails = True
        with pytest.raises(OSError, match="Input/output"):
            series.append("second\n", sync=False)
        disk.fails = False
        series.sync()
        series.close()
    assert path.read_bytes() == b"first\n"


def test_no_line_goes_into_a_file_that_an_editor_put_aside(tmp_path: Path) -> None:
    path = tmp_path / "table.tsv"
    table = Appender(path, keep=None)
    table.append("first\n")
    path.rename(tmp_path / "table.tsv~")
    path.write_bytes(b"first\n")
    with pytest.raises(FileNotFoundError):
        table.append("second\n")
    table.close()


def test_what_was_torn_at_the_same_place_is_kept_twice(tmp_path: Path) -> None:
    path, keep = tmp_path / "table.tsv", tmp_path / "kept"
    for torn in (b"ab", b"cd", b"cd"):
        path.write_bytes(b"whole\n" + torn)
        cut_torn_line(path, keep=keep)
    assert sorted(copy.read_bytes() for copy in keep.iterdir()) == [b"ab", b"cd"]


def test_what_another_process_wrote_after_half_a_line_stays(tmp_path: Path) -> None:
    path = tmp_path / "shared.tsv"
    disk = _Failing()
    with replaced_disk(disk):
        disk.fails = False
        table = Appender(path, keep=None)
        disk.fails = True
        with pytest.raises(OSError, match="Input/output"):
            table.append("mine\n")
        with path.open("ab") as other:
            other.write(b"\nother\n")
        disk.fails = False
        table.append("mine\n")
        table.close()
    assert path.read_bytes() == b"mi\nother\nmine\n"


def test_samples_of_a_gap_need_no_checksum_soon(tmp_path: Path) -> None:
    path = tmp_path / "samples.eeg"
    samples = np.arange(600, dtype="<f4").reshape(-1, 3)
    samples[60:160] = samples[59]  # a gap: the last values are held
    samples.tofile(path)
    assert not has_measured(path, 60, 3, more_than=40)
    assert has_measured(path, 50, 3, more_than=40)
    assert not has_measured(tmp_path / "missing.eeg", 0, 3, more_than=0)
