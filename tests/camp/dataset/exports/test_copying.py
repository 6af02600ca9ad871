"""A file is copied whole, whoever copies it, and a full disk is an error."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from attention_camp.camp.dataset.exports import copying
from attention_camp.camp.dataset.exports.copying import copy_file


@pytest.mark.parametrize("size", [0, 1, 1000, 1001])
@pytest.mark.parametrize("answer", ["as it is", errno.EXDEV, "nothing", "half"])
def test_a_copy_has_the_bytes_times_and_rights(
    tmp_path: Path, monkeypatch, size: int, answer: object
) -> None:
    source, target = tmp_path / "one", tmp_path / "two"
    source.write_bytes(os.urandom(size))
    source.chmod(0o640)
    os.utime(source, ns=(10**18, 10**18 + 7))
    monkeypatch.setattr(copying, "STEP", 500)
    real = getattr(os, "copy_file_range", None)
    left = iter((False, True, True, True))

    def copied(reading: int, writing: int, n: int) -> int:
        if isinstance(answer, int):
            raise OSError(answer, "not here")
        if answer == "nothing" or (answer == "half" and next(left)):
            return 0
        return real(reading, writing, n)

    if real is not None:
        monkeypatch.setattr(os, "copy_file_range", copied)
    copy_file(source, target)
    assert target.read_bytes() == source.read_bytes()
    assert target.stat().st_mtime_ns == source.stat().st_mtime_ns
    assert target.stat().st_mode == source.stat().st_mode


@pytest.mark.skipif(not hasattr(os, "copy_file_range"), reason="Linux copies so")
def test_a_full_disk_is_told(tmp_path: Path, monkeypatch) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    (tmp_path / "one").write_bytes(b"EEG")
    monkeypatch.setattr(os, "copy_file_range", full)
    with pytest.raises(OSError, match="No space left"):
        copy_file(tmp_path / "one", tmp_path / "two")
