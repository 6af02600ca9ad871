"""What an export removes is its own: never what somebody named like a draft."""

from __future__ import annotations

from pathlib import Path

from attention_camp.camp.dataset.exports.folder import whole_file, whole_folder


def test_a_folder_that_is_called_partial_is_not_touched(tmp_path: Path) -> None:
    theirs = tmp_path / "copy.partial"
    theirs.mkdir()
    (theirs / "notes.txt").write_text("mine")
    with whole_folder(tmp_path / "copy") as draft:
        (draft / "table.csv").write_text("a")
    assert (theirs / "notes.txt").read_text() == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy", "copy.partial"]


def test_what_a_killed_export_left_goes_with_the_next_one(tmp_path: Path) -> None:
    out = tmp_path / "copy"
    with whole_folder(out) as draft:
        pass
    out.rename(draft)  # as a kill before the last step leaves it
    (draft / "half").write_text("of a table")
    with whole_folder(out):
        pass
    assert [path.name for path in tmp_path.rglob("*")] == ["copy"]


def test_a_file_that_is_called_partial_is_not_touched(tmp_path: Path) -> None:
    theirs = tmp_path / "table.csv.partial"
    theirs.write_text("mine")
    with whole_file(tmp_path / "table.csv") as file:
        file.write(b"a")
    assert theirs.read_text() == "mine"
