"""Whether a folder can become a dataset, or is one that can be written to."""

from __future__ import annotations

import os
from pathlib import Path

from attention_camp.camp.dataset.layout import DatasetError
from attention_camp.resources.bounded import read_json
from attention_camp.resources.reasons import reason_of
from attention_camp.resources.texts import Sentence


def check_dataset_folder(path: Path) -> None:
    """Refuse a folder that cannot become or is no dataset; change nothing.

    An absent or empty folder is fine: it becomes a dataset with the first run.

    Raises
    ------
    DatasetError
        If it is a file, holds something else, or cannot be written to.
    """
    if path.exists() and not path.is_dir():
        raise DatasetError(
            Sentence(
                "{path} is a file, not a folder. Choose a folder for the dataset.",
                path=path,
            )
        )
    if path.is_dir():
        _check_content(path)
    place = next(folder for folder in (path, *path.parents) if folder.exists())
    if not place.is_dir():
        raise DatasetError(
            Sentence(
                "{path} cannot be made: {place} is a file. Choose another folder.",
                path=path,
                place=place,
            )
        )
    if not os.access(place, os.W_OK | os.X_OK):
        raise DatasetError(
            Sentence(
                "{place} cannot be written to. Choose another folder, or ask "
                "whoever looks after this computer for the right to write there.",
                place=place,
            )
        )


def _check_content(path: Path) -> None:
    try:
        present = list(path.iterdir())
    except OSError as error:
        raise DatasetError(
            Sentence(
                "{path} cannot be read: {error}. Choose another folder.",
                path=path,
                error=error.strerror,
            )
        ) from error
    description = path / "dataset_description.json"
    if not description.is_file():
        strange = [one.name for one in sorted(present) if not _may_lie_around(one)]
        if strange:
            raise DatasetError(
                Sentence(
                    "{path} is no BIDS dataset: it holds {strange} and no "
                    "dataset_description.json. Choose an empty folder or a BIDS "
                    "dataset.",
                    path=path,
                    strange=", ".join(strange[:3]),
                )
            )
        return
    try:
        content = read_json(description)
    except (OSError, ValueError) as error:
        raise DatasetError(
            Sentence(
                "{file} cannot be read: {error}. Mend it, or choose another folder.",
                file=description,
                error=reason_of(error),
            )
        ) from error
    if not isinstance(content, dict) or "BIDSVersion" not in content:
        raise DatasetError(
            Sentence(
                "{file} has no BIDSVersion, so {path} is no BIDS dataset. "
                "Choose an empty folder or a BIDS dataset.",
                file=description,
                path=path,
            )
        )


def _may_lie_around(path: Path) -> bool:
    """Return whether a file is the desktop's, or what a kill left behind."""
    name = path.name
    if name == "sourcedata" and path.is_dir():  # another preparation has just begun
        return all(entry.name.endswith(".lock") for entry in path.iterdir())
    is_draft = name.startswith(".") and name.endswith(".tmp")
    return is_draft or name in {".DS_Store", "desktop.ini", ".directory"}
