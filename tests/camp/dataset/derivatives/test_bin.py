"""A run goes into the bin whole and comes back to the byte; comments stay with it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from attention_camp.camp.dataset.derivatives.bin import (
    BinError,
    bin_run,
    binned_runs,
    restore,
)
from attention_camp.camp.dataset.derivatives.comments import (
    read_comments,
    write_comment,
)
from attention_camp.camp.dataset.derivatives.review import Review
from attention_camp.camp.dataset.guards.run_lock import taken
from attention_camp.camp.dataset.layout import RunPaths, existing_runs
from attention_camp.camp.dataset.storage.disk import Disk, replaced_disk
from attention_camp.camp.dataset.validate import validate

Session = Callable[..., RunPaths]


def _files(dataset: Path) -> dict[str, bytes]:
    """Return the files of a dataset without locks, the bin and its log."""
    return {
        path.relative_to(dataset).as_posix(): path.read_bytes()
        for path in dataset.rglob("*")
        if path.is_file()
        and not path.name.startswith(".")
        and "bin" not in path.relative_to(dataset).parts
    }


def test_a_run_comes_back_from_the_bin_to_the_byte(
    paths: RunPaths, session: Session
) -> None:
    session(paths)
    other = session(replace(paths, participant="02"))
    Review(paths, "A").add(1.0, 1.0, "BAD")
    scans = paths.folder.parent / f"{paths.session_stem}_scans.tsv"
    # recorded a while ago
    scans.write_text(
        re.sub(r"\d{4}-\d\d-\d\dT\d\d", "2025-03-04T05", scans.read_text())
    )
    sessions = paths.dataset / paths.subject / f"{paths.subject}_sessions.tsv"
    for table, name, value in ((scans, "operator", "A. Lee"), (sessions, "mood", "4")):
        header, row = table.read_text().splitlines()
        table.write_text(f"{header}\t{name}\n{row}\t{value}\n")  # what a lab adds
        sidecar = table.with_suffix(".json")
        said = json.loads(sidecar.read_text()) | {name: {"Description": "Ours"}}
        sidecar.write_text(json.dumps(said))
    before = _files(paths.dataset)
    binned = bin_run(paths, who="A. Lee")
    assert existing_runs(paths.dataset) == [other]
    assert not any("sub-01" in name for name in _files(paths.dataset))
    assert [p for p in validate(paths.dataset) if p.severity == "error"] == []
    (found,) = binned_runs(paths.dataset)
    assert found == binned
    assert found.who == "A. Lee"
    restore(found)
    assert binned_runs(paths.dataset) == []
    assert set(_files(paths.dataset)) == set(before)
    changed = {n for n, data in _files(paths.dataset).items() if before[n] != data}
    # rows of shared tables come last again
    assert changed <= {"participants.tsv"}


def test_a_living_run_and_one_of_a_locked_study_stay(
    paths: RunPaths, session: Session
) -> None:
    session(paths)
    with taken(paths, "session"), pytest.raises(BinError, match="being recorded"):
        bin_run(paths, who="A")
    study = paths.dataset / "sourcedata" / "study"
    study.mkdir()
    (study / "lock.json").write_text("{}")
    with pytest.raises(BinError, match="locked study"):
        bin_run(paths, who="A")


class _Failing(Disk):
    """A disk that refuses to move the samples."""

    def replace(self, source: Path, target: Path) -> None:
        if source.suffix == ".eeg":
            raise OSError(13, "Permission denied")
        super().replace(source, target)


def test_a_move_that_fails_leaves_everything_where_it_was(
    paths: RunPaths, session: Session
) -> None:
    session(paths)
    before = _files(paths.dataset)
    with replaced_disk(_Failing()), pytest.raises(BinError, match="where it was"):
        bin_run(paths, who="A")
    assert _files(paths.dataset) == before
    assert binned_runs(paths.dataset) == []


def test_nothing_is_put_back_over_a_new_run(paths: RunPaths, session: Session) -> None:
    session(paths)
    session(replace(paths, participant="02"))
    binned = bin_run(paths, who="A")
    paths.folder.mkdir(parents=True)
    paths.events.write_text("onset\tduration\n")
    with pytest.raises(BinError, match="is there again"):
        restore(binned)
    assert paths.events.read_text() == "onset\tduration\n"


def test_a_comment_goes_with_its_run_and_comes_back(
    paths: RunPaths, session: Session
) -> None:
    session(paths)
    write_comment(paths, "fell asleep", who="A")
    binned = bin_run(paths, who="B")
    session(paths)  # recorded in its place
    assert read_comments(paths.dataset) == {}
    bin_run(paths, who="B")
    restore(binned)
    assert read_comments(paths.dataset) == {paths.stem: "fell asleep"}


def test_the_newest_comment_counts_and_all_stay(
    paths: RunPaths, session: Session
) -> None:
    session(paths)
    write_comment(paths, "first", who="A")
    write_comment(paths, "tired\tafter lunch", who="B")
    assert read_comments(paths.dataset) == {paths.stem: "tired after lunch"}
    write_comment(paths, "", who="B")
    assert read_comments(paths.dataset) == {}
