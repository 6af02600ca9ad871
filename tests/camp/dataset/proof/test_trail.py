"""A trail goes on after a power cut that left part of its last line unwritten."""

from __future__ import annotations

from pathlib import Path

import pytest

from attention_camp.camp.dataset.proof.trail import (
    add_to_trail,
    broken_line,
    read_trail,
)


@pytest.mark.parametrize("torn", [b'{"what": "th', b'\0\0\0\0"what": "third"}\n'])
def test_it_goes_on_after_its_last_whole_line(tmp_path: Path, torn: bytes) -> None:
    path = tmp_path / "audit.jsonl"
    for what in ("first", "second"):
        add_to_trail(path, {"what": what})
    with path.open("ab") as file:
        file.write(torn)
    assert [line["what"] for line in read_trail(path)] == ["first", "second"]
    add_to_trail(path, {"what": "fourth"})
    assert broken_line(path) is None
    assert [line["what"] for line in read_trail(path)] == ["first", "second", "fourth"]
    (kept,) = (tmp_path / "torn").iterdir()
    assert kept.read_bytes() == torn
