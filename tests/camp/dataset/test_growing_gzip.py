"""A gzip file of one member is whole after every write, and mended after a crash."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from attention_camp.camp.dataset.storage.growing_gzip import (
    GrowingGzip,
    is_torn,
    read_gzip,
)

LINES = [f"{k / 120:.6f}\t{k % 7}\tn/a\n" for k in range(4_000)]


def test_it_is_whole_after_every_write(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv.gz"
    file = GrowingGzip(path, keep=tmp_path / "torn")
    assert not path.exists()
    for first in range(0, len(LINES), 400):
        file.append("".join(LINES[first : first + 400]))
        assert gzip.decompress(path.read_bytes()).decode() == "".join(
            LINES[: first + 400]
        )
        file.sync()
    file.close()
    assert path.read_bytes().count(b"\x1f\x8b\x08") == 1
    assert path.stat().st_size < 0.25 * len("".join(LINES))


@pytest.mark.parametrize("cut", [1, 5, 9, 13, 14, 60])
def test_a_torn_file_keeps_its_lines_and_goes_on(tmp_path: Path, cut: int) -> None:
    path, keep = tmp_path / "a.tsv.gz", tmp_path / "torn"
    file = GrowingGzip(path, keep=keep)
    for first in range(0, 2_000, 100):
        file.append("".join(LINES[first : first + 100]))
    file.close()
    path.write_bytes(path.read_bytes()[:-cut])
    assert is_torn(path)
    text, _ = read_gzip(path)
    assert "".join(LINES).startswith(text.decode())
    assert text.count(b"\n") >= 1_900  # the last write alone may be lost
    again = GrowingGzip(path, keep=keep)
    again.append("end\n")
    again.close()
    assert gzip.decompress(path.read_bytes()) == text + b"end\n"
    assert [place.suffix for place in keep.iterdir()] == [".torn"]


def test_a_flipped_byte_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv.gz"
    file = GrowingGzip(path, keep=tmp_path)
    file.append("".join(LINES))
    file.close()
    packed = bytearray(path.read_bytes())
    packed[len(packed) // 2] ^= 4
    path.write_bytes(bytes(packed))
    assert not read_gzip(path)[1]
    assert not is_torn(path)  # nothing can tell which of it is right: it stays
