"""The bin of a dataset: runs that were put aside whole, and can be put back.

A binned run lies under ``sourcedata/bin`` in a folder of its own, at the same paths as
before; ``binned.json`` in it says what was moved, and is written before the first file
is: a move that broke off is put back the same way.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from attention_camp.camp.dataset.bids.session_tables import forget_scan, forget_session
from attention_camp.camp.dataset.dataset_files import (
    has_participant,
    remove_participant,
)
from attention_camp.camp.dataset.derivatives.binned_rows import (
    put_answers_back,
    put_rows_back,
    rows_of,
)
from attention_camp.camp.dataset.derivatives.comments import write_comment
from attention_camp.camp.dataset.derivatives.review_files import FOLDER
from attention_camp.camp.dataset.durable import make_folder, write_whole
from attention_camp.camp.dataset.guards.run_lock import is_alive
from attention_camp.camp.dataset.layout import DatasetError, RunPaths, run_of_file
from attention_camp.camp.dataset.phenotype.answers import forget_answers
from attention_camp.camp.dataset.prepare import files_of, remove_empty_folders
from attention_camp.camp.dataset.proof.trail import add_to_trail
from attention_camp.camp.dataset.shared_table import locked
from attention_camp.camp.dataset.storage.disk import disk
from attention_camp.camp.dataset.studies.study_folder import StudyFolder
from attention_camp.camp.dataset.tables import as_json
from attention_camp.resources.bounded import read_json_table
from attention_camp.resources.reasons import UNREADABLE, reason_of
from attention_camp.resources.texts import Sentence
from attention_camp.signal.clock import wall_time

BIN = Path("sourcedata") / "bin"
NOTE = "binned.json"


class BinError(DatasetError):
    """A run that cannot be put into the bin or out of it; the text is for people."""


@dataclass(frozen=True, slots=True)
class Binned:
    """A run in the bin."""

    folder: Path
    run: RunPaths
    who: str
    when: str


def bin_run(paths: RunPaths, *, who: str) -> Binned:
    """Put a run into the bin of its dataset: its files, and its rows of tables.

    Parameters
    ----------
    paths : RunPaths
        The run.
    who : str
        Who does it; kept.

    Raises
    ------
    BinError
        If the run is being recorded, belongs to a locked study, or cannot be moved;
        what was moved is put back.
    """
    if is_alive(paths):
        raise BinError(
            Sentence("{run} is being recorded. End it first.", run=paths.stem)
        )
    if StudyFolder(paths.dataset).lock.exists():
        raise BinError(
            Sentence(
                "{run} belongs to a locked study: its sessions stay. Note a deviation, "
                "or withdraw the person.",
                run=paths.stem,
            )
        )
    when = wall_time().isoformat(timespec="seconds")
    stamp = when.replace(":", "").replace("-", "")[:15]
    folder = paths.dataset / BIN / f"{paths.stem}_{stamp}"
    if folder.exists():  # binned twice within a second
        folder = folder.with_name(f"{folder.name}-{uuid4().hex[:8]}")
    files = [path.relative_to(paths.dataset) for path in _files(paths)]
    with locked(paths.dataset / "dataset_description.json"):
        make_folder(folder)
        facts = _facts(paths, files, who, when)
        write_whole(folder / NOTE, as_json(facts))
        try:
            forget_answers(paths)
            _move(paths.dataset, folder, files)
        except (DatasetError, OSError):
            put_answers_back(paths, facts)
            disk().unlink(folder / NOTE)
            _remove_empty_under(folder)
            raise
        forget_scan(paths)
        remove_empty_folders(paths)
        forget_session(paths)
        remove_empty_folders(paths)
        _remove_empty_derivatives(paths)
        if not (paths.dataset / paths.subject).exists() and has_participant(paths):
            remove_participant(paths)
    if facts["comment"]:  # not that of a run which is recorded in its place
        write_comment(paths, "", who=who)
    log = {"what": "binned", "run": paths.stem, "who": who}
    add_to_trail(paths.dataset / BIN / "log.jsonl", log)
    return Binned(folder, paths, who, when)


def restore(binned: Binned) -> None:
    """Put a run back where it was.

    Raises
    ------
    BinError
        If a run of that name was recorded meanwhile, or a file cannot be moved.
    """
    dataset, paths = binned.run.dataset, binned.run
    note = _note(binned.folder)
    files = [Path(name) for name in note.get("files", [])]
    taken = [name for name in files if (dataset / name).exists()]
    waiting = [name for name in files if (binned.folder / name).exists()]
    if clash := [name for name in waiting if name in taken]:
        raise BinError(
            Sentence(
                "{run} cannot be put back: {file} is there again. Move it away first.",
                run=paths.stem,
                file=clash[0],
            )
        )
    with locked(dataset / "dataset_description.json"):
        _move(binned.folder, dataset, waiting)
        put_rows_back(paths, note)
        disk().unlink(binned.folder / NOTE)
        _remove_empty_under(binned.folder)
    facts = {"what": "put back", "run": paths.stem}
    add_to_trail(dataset / BIN / "log.jsonl", facts)


def binned_runs(dataset: Path) -> list[Binned]:
    """Return what is in the bin of a dataset, the newest first."""
    found = []
    for path in sorted((dataset / BIN).glob(f"*/{NOTE}")):
        try:
            note = _note(path.parent)
        except BinError:
            continue
        run = run_of_file(dataset, f"{note.get('run', '')}_eeg.eeg")
        if run is not None:
            who, when = str(note.get("who", "")), str(note.get("when", ""))
            found.append(Binned(path.parent, run, who, when))
    return sorted(found, key=lambda one: one.when, reverse=True)


def _facts(paths: RunPaths, files: list[Path], who: str, when: str) -> dict[str, Any]:
    """Return what is written beside a binned run, to put it back by.

    Parameters
    ----------
    paths : RunPaths
        The run.
    files : list of Path
        What is moved, from the dataset's folder on.
    who, when : str
        Who puts it into the bin, and the time.
    """
    return {
        "run": paths.stem,
        "who": who,
        "when": when,
        "files": [path.as_posix() for path in files],
        **rows_of(paths),
    }


def _files(paths: RunPaths) -> list[Path]:
    """Return the files of a run, and those of its review."""
    own = paths.folder.relative_to(paths.dataset)
    reviews = (paths.dataset / FOLDER / own).glob(f"{paths.stem}_*")
    return [path for path in (*files_of(paths), *reviews) if path.is_file()]


def _move(source: Path, target: Path, names: list[Path]) -> None:
    """Move files to the same paths under another folder; all or none."""
    done: list[Path] = []
    try:
        for name in names:
            make_folder((target / name).parent)
            disk().replace(source / name, target / name)
            done.append(name)
    except OSError as error:
        for name in reversed(done):
            disk().replace(target / name, source / name)
        raise BinError(
            Sentence(
                "{file} cannot be moved: {error}. Everything is where it was.",
                file=names[len(done)],
                error=reason_of(error),
            )
        ) from error


def _note(folder: Path) -> dict[str, Any]:
    try:
        return dict(read_json_table(folder / NOTE))
    except UNREADABLE as error:
        raise BinError(
            Sentence(
                "{file} cannot be read: {error}. The files beside it are whole: move "
                "them back by hand.",
                file=folder / NOTE,
                error=reason_of(error),
            )
        ) from error


def _remove_empty_derivatives(paths: RunPaths) -> None:
    own = paths.folder.relative_to(paths.dataset)
    place = paths.dataset / FOLDER / own
    while place != paths.dataset / FOLDER and place.is_dir():
        if any(place.iterdir()):
            return
        disk().remove_folder(place)
        place = place.parent


def _remove_empty_under(folder: Path) -> None:
    """Remove a folder and its sub-folders, where they hold no file."""
    places = [path for path in folder.rglob("*") if path.is_dir()]
    for place in sorted(places, key=lambda path: -len(path.parts)):
        if not any(place.iterdir()):
            disk().remove_folder(place)
    if not any(folder.iterdir()):
        disk().remove_folder(folder)
