"""Links that lead out of a dataset: never followed, always said."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from attention_camp.camp.dataset.layout import DatasetError, RunPaths
from attention_camp.resources.bounded import (
    LARGEST_TABLE,
    UnreadableError,
    is_there,
    read_bytes,
)
from attention_camp.resources.texts import Sentence

BOOKKEEPING = frozenset({".git", ".datalad", ".svn", ".hg"})
"""Folders in which other programs keep versions of a dataset's files; git-annex keeps
contents there, and its links to them lead to within the dataset."""

_NAMED_FILE = re.compile(r"^\s*(DataFile|MarkerFile)\s*=\s*(.*?)\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a dataset that is not followed."""

    path: Path
    target: str
    """Where it leads, as it says."""
    is_outside: bool
    """Whether that is outside the dataset; else there is nothing, or a folder."""

    def text(self, dataset: Path) -> Sentence:
        """Return what is said of it, with what to do."""
        name = self.path.relative_to(dataset)
        if self.is_outside:
            return Sentence(
                "{file} is a link to {target}, outside the dataset, and is not "
                "followed. Put a copy of the file in its place.",
                file=name,
                target=self.target,
            )
        return Sentence(
            "{file} is a link to {target}, which is no file here, and is left out. "
            "Fetch it first (git annex get), or put the file in its place.",
            file=name,
            target=self.target,
        )


def is_inside(dataset: Path, path: Path) -> bool:
    """Return whether a path is in a dataset once all links are followed."""
    try:
        root, place = dataset.resolve(), path.resolve()
    except (OSError, RuntimeError):  # links in a circle
        return False
    return place == root or root in place.parents


def dataset_files(dataset: Path) -> Iterator[Path]:
    """Yield the files of a dataset; linked folders and version control are left out.

    Raises
    ------
    DatasetError
        If a folder cannot be read.
    """
    for folder, names, files in os.walk(dataset, onerror=_unreadable):
        names[:] = sorted(set(names) - BOOKKEEPING)
        yield from (Path(folder, name) for name in sorted(files))


def _unreadable(error: OSError) -> None:
    raise DatasetError(
        Sentence(
            "{folder} cannot be read: {error}. Ask whoever looks after this computer "
            "for the right to read it.",
            folder=error.filename,
            error=error.strerror,
        )
    ) from error


def links_not_followed(dataset: Path) -> list[Link]:
    """Return the links of a dataset that lead outside, to nothing or to a folder."""
    found = []
    for folder, names, files in os.walk(dataset):
        names[:] = sorted(set(names) - BOOKKEEPING)
        for path in (Path(folder, name) for name in (*names, *sorted(files))):
            if not path.is_symlink():
                continue
            is_outside = not is_inside(dataset, path)
            if is_outside or not path.is_file():
                found.append(Link(path, str(path.readlink()), is_outside))
    return found


def check_run_files(paths: RunPaths) -> None:
    """Refuse a run of which a file, or what its header names, is outside the dataset.

    Raises
    ------
    DatasetError
        With what to do instead.
    """
    for folder in (paths.folder, paths.source_folder):
        for path in (folder, *folder.glob(f"{paths.stem}_*")):
            if path.exists() and not is_inside(paths.dataset, path):
                raise DatasetError(
                    Sentence(
                        "{path} leads to {target}, outside the dataset, and is not "
                        "followed. Put a copy of it in its place.",
                        path=path,
                        target=path.resolve(),
                    )
                )
    for path, names in (
        (paths.vhdr, {"DataFile": paths.eeg.name, "MarkerFile": paths.vmrk.name}),
        (paths.vmrk, {"DataFile": paths.eeg.name}),
    ):
        _check_names(paths, path, names)


def _check_names(paths: RunPaths, path: Path, names: dict[str, str]) -> None:
    """Refuse a header that names a file outside the run's folder."""
    try:
        text = read_bytes(path, most=LARGEST_TABLE).decode("utf-8", "replace")
    except (FileNotFoundError, UnreadableError):
        return  # who reads it says so
    for key, name in _NAMED_FILE.findall(text.replace("\r", "\n")):
        # BrainVision's own word for the header's name without its ending
        plain = name.replace("$b", path.stem)
        is_plain = re.search(r"[/\\:]", plain) is None and plain not in {"", ".", ".."}
        place = paths.folder / plain
        if is_plain and (not is_there(place) or is_inside(paths.dataset, place)):
            continue
        raise DatasetError(
            Sentence(
                "{path} names {name} as its {key}, outside the recording's own folder: "
                "it is not read. Correct the line; it should be {key}={expected}.",
                path=path,
                name=name[:99],
                key=key,
                expected=names.get(key, paths.eeg.name),
            )
        )
