"""Files for their owner's eyes only: made with 0600, in folders with 0700.

On Windows the modes say nothing: what is in a user's own folder is theirs there.
"""

from __future__ import annotations

import os
from pathlib import Path

FILE_MODE, FOLDER_MODE = 0o600, 0o700
PRIVATE_UMASK = 0o077
"""What programs of ours take away from the group and from others."""


def people_folder() -> Path:
    """Return this user's folder of vault, accounts and keys, outside every dataset."""
    from platformdirs import user_data_path

    return user_data_path("attention-camp") / "people"


def make_private_folder(folder: Path) -> None:
    """Make a folder that its owner alone can look into; one that is there stays."""
    for place in reversed((folder, *folder.parents)):
        if not place.exists():
            place.mkdir(mode=FOLDER_MODE)
            sync_names(place.parent)


def sync_names(folder: Path) -> None:
    """Wait until the names in a folder are on the disk; not needed on Windows."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_private_file(path: Path) -> None:
    """Make an empty file that its owner alone can read.

    Raises
    ------
    FileExistsError
        If it is there already.
    """
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE))


def write_private(path: Path, content: bytes) -> None:
    """Write a file for its owner alone, whole or not at all, synced."""
    make_private_folder(path.parent)
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, FILE_MODE)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        sync_names(path.parent)  # what it opens may be on the disk at once
    finally:
        draft.unlink(missing_ok=True)
