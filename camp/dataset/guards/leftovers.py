"""What killed programs leave in a dataset beside its runs, and how it is mended."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from attention_camp.camp.dataset.dataset_files import (
    missing_dataset_files,
    write_dataset_files,
)
from attention_camp.camp.dataset.durable import make_folder, sync_folder
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.storage.disk import disk
from attention_camp.resources.texts import Sentence

_DRAFT = re.compile(r"\.(.+)\.[^.]+\.tmp")
_SHARED = (
    "phenotype",
    "sourcedata",
    "sourcedata/bin",
    "sourcedata/consent",
    "sourcedata/study",
    "derivatives/attention-camp",
)
"""Folders of tables, trails and comments that people share."""
_TABLES = (".tsv", ".json", ".jsonl")


@dataclass(frozen=True, slots=True)
class Repair:
    """One step of a recovery."""

    text: Sentence
    """What is done, as it is said afterwards."""
    act: Callable[[], object]


def place_of_draft(path: Path) -> Path | None:
    """Return the file whose place a draft was to take; None: it is no draft."""
    found = _DRAFT.fullmatch(path.name)
    return path.with_name(found[1]) if found else None


def is_left(place: Path) -> bool:
    """Return whether a kill left a file of a dataset, of what people share.

    Parameters
    ----------
    place : Path
        Where it is in the dataset; a draft, or half a line that was moved aside.
    """
    if any(part.startswith("sub-") for part in place.parts):
        return False
    return place.parent.name == "torn" or place_of_draft(place) is not None


def dataset_repairs(dataset: Path) -> Iterator[Repair]:
    """Yield what writes the files of a dataset of ours that are missing."""
    for name in missing_dataset_files(dataset):
        text = Sentence("{file} was missing and was written again.", file=name)
        yield Repair(text, lambda: write_dataset_files(dataset))


def draft_repairs(dataset: Path, runs: list[RunPaths]) -> Iterator[Repair]:
    """Yield what moves our files that were never finished out of the way."""
    stems = {run.session_stem for run in runs}
    stems |= {f"{run.subject}_sessions." for run in runs}
    folders = {
        folder
        for run in runs
        # the tables of scans and of sessions lie above the recordings
        for folder in (run.folder, *run.folder.parents[:2], run.source_folder)
    }
    drafts = [path for folder in folders for path in folder.glob(".*.tmp")]
    ours = [path for path in drafts if path.name[1:].startswith(tuple(stems))]
    ours += [
        path
        for name in ("dataset_description.json", "README.md", "participants.*")
        for path in dataset.glob(f".{name}.*.tmp")
    ]
    ours += dataset.glob("sourcedata/sub-*/ses-*/.*_session.json.*.tmp")
    shared = [path for name in _SHARED for path in (dataset / name).glob(".*.tmp")]
    ours += [
        path
        for path in shared
        if (place := place_of_draft(path)) and place.suffix in _TABLES
    ]
    keep = dataset / "sourcedata" / "torn"
    for draft in sorted(set(ours)):
        text = Sentence(
            "{file}, never finished, was moved to {folder}.",
            file=draft.name,
            folder=keep,
        )
        yield Repair(text, lambda draft=draft: set_aside(draft, keep))  # type: ignore[misc]


def set_aside(path: Path, folder: Path) -> None:
    """Move a file to a folder, under a name that is free there."""
    make_folder(folder)
    target, n = folder / path.name, 1
    while target.exists():
        n += 1
        target = folder / f"{path.name}.{n}"
    disk().replace(path, target)
    sync_folder(folder)
