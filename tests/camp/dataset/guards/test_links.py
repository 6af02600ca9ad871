"""Links and headers that lead out of a dataset are refused; those within are read."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from attention_camp.camp.dataset.exports.bids import (
    export_anonymous_csv,
    export_bids,
)
from attention_camp.camp.dataset.exports.csv import export_csv
from attention_camp.camp.dataset.layout import DatasetError, RunPaths
from attention_camp.camp.dataset.open_session import open_session
from attention_camp.camp.dataset.recording import Recording
from attention_camp.camp.dataset.rows import read_trials
from attention_camp.camp.dataset.validate import check_run, validate

Session = Callable[..., RunPaths]
SECRET = b"a secret of another folder"


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (folder / "secret.txt").write_bytes(SECRET)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("kind", ["file", "folder", "relative", "chain"])
def test_a_link_out_of_the_tree_is_left_out_and_said(
    paths: RunPaths, session: Session, outside: Path, tmp_path: Path, kind: str
) -> None:
    session(paths)
    link = paths.dataset / "sourcedata" / "notes"
    target = outside / "secret.txt"
    if kind == "folder":
        target = outside
    elif kind == "relative":
        target = Path("../../elsewhere/secret.txt")
    elif kind == "chain":
        (paths.dataset / "sourcedata" / "one").symlink_to(target)
        target = Path("one")
    link.symlink_to(target)
    said = export_bids(paths.dataset, tmp_path / "out")
    assert SECRET not in contents(tmp_path / "out").values()
    assert any("notes is a link to" in text for text in said)
    found = [p for p in validate(paths.dataset) if p.code == "LINK"]
    assert any("outside the dataset" in problem.text for problem in found)


@pytest.mark.parametrize("name", ["eeg", "events", "decisions", "engagement", "vhdr"])
def test_a_run_with_a_file_elsewhere_is_refused(
    paths: RunPaths, session: Session, outside: Path, tmp_path: Path, name: str
) -> None:
    session(paths)
    path = getattr(paths, name)
    shutil.move(path, outside / path.name)
    path.symlink_to(outside / path.name)
    for act in (
        lambda: open_session(paths.folder),
        lambda: Recording.open(paths),
        lambda: export_csv(paths.dataset, tmp_path / "csv"),
        lambda: export_bids(paths.dataset, tmp_path / "bids"),
        lambda: export_bids(paths.dataset, tmp_path / "anonymous", anonymise=True),
        lambda: export_anonymous_csv(paths.dataset, tmp_path / "tables"),
    ):
        with pytest.raises(DatasetError, match="outside the dataset"):
            act()
    assert any("outside the dataset" in p.text for p in validate(paths.dataset))
    assert {place.name for place in tmp_path.iterdir()} == {"dataset", "elsewhere"}


def test_a_linked_session_folder_is_refused(
    paths: RunPaths, session: Session, outside: Path
) -> None:
    session(paths)
    shutil.move(paths.folder, outside / "eeg")
    paths.folder.symlink_to(outside / "eeg")
    with pytest.raises(DatasetError, match="outside the dataset"):
        open_session(paths.vhdr)


def test_links_of_git_annex_are_followed(
    paths: RunPaths, session: Session, tmp_path: Path
) -> None:
    session(paths)
    trials = read_trials(paths)
    before = contents(paths.dataset)
    annex = paths.dataset / ".git" / "annex" / "objects"
    annex.mkdir(parents=True)
    for path in (paths.eeg, paths.events, paths.vmrk):
        key = annex / f"SHA256-{path.name}"
        path.rename(key)
        path.symlink_to(os.path.relpath(key, path.parent))
    assert read_trials(paths) == trials
    assert Recording.open(paths).check() == []
    assert open_session(paths.folder).raw.n_times == 4000
    assert export_bids(paths.dataset, tmp_path / "out") == []
    assert contents(tmp_path / "out") == before
    key.unlink()
    said = export_bids(paths.dataset, tmp_path / "again")
    assert any("git annex get" in text for text in said)


def test_links_in_a_circle_end(
    paths: RunPaths, session: Session, tmp_path: Path
) -> None:
    session(paths)
    (paths.dataset / "a").symlink_to("b")
    (paths.dataset / "b").symlink_to("a")
    (paths.dataset / "sourcedata" / "up").symlink_to("..")
    said = export_bids(paths.dataset, tmp_path / "out")
    assert len(said) == 3
    assert (tmp_path / "out" / "README.md").exists()


NAMES = [
    "../secret.eeg",
    "/etc/passwd",
    "..\\secret.eeg",
    "C:\\secret.eeg",
    "sub/../../x.eeg",
    "..",
    "$b/../x.eeg",
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("key", ["DataFile", "MarkerFile"])
def test_a_header_that_names_a_file_elsewhere_is_refused(
    paths: RunPaths, session: Session, tmp_path: Path, name: str, key: str
) -> None:
    session(paths)
    own = paths.eeg.name if key == "DataFile" else paths.vmrk.name
    text = paths.vhdr.read_text(encoding="utf-8")
    paths.vhdr.write_text(text.replace(f"{key}={own}", f"{key} = {name}"), "utf-8")
    with pytest.raises(DatasetError, match=f"as its {key}, outside") as caught:
        open_session(paths.folder)
    assert f"{key}={own}" in str(caught.value)
    for act in (
        lambda: export_csv(paths.dataset, tmp_path / "csv"),
        lambda: export_bids(paths.dataset, tmp_path / "bids"),
        lambda: export_bids(paths.dataset, tmp_path / "anonymous", anonymise=True),
    ):
        with pytest.raises(DatasetError, match=f"as its {key}, outside"):
            act()
    assert any(p.is_error and "outside" in p.text for p in check_run(paths))


def test_the_markers_name_no_file_elsewhere_either(
    paths: RunPaths, session: Session
) -> None:
    session(paths)
    text = paths.vmrk.read_text(encoding="utf-8")
    paths.vmrk.write_text(text.replace(f"={paths.eeg.name}", "=../x.eeg"), "utf-8")
    with pytest.raises(DatasetError, match="as its DataFile, outside"):
        open_session(paths.folder)
