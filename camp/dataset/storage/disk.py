"""The disk under a dataset: every operation that changes it, in one place.

A simulation of faults puts a disk of its own in its place, which knows what is synced,
fails, or stops as if the program had been killed there.
"""

from __future__ import annotations

import os
import stat
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from attention_camp.camp.people.private import FILE_MODE, FOLDER_MODE, sync_names

_FLAGS = getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class Shared:
    """A folder whose group may write in it: files made there are the group's, too."""

    mode: int
    group: int


def shared_with(folder: Path) -> Shared | None:
    """Return whom a folder is shared with; None: it is one person's, or on Windows."""
    if os.name == "nt":
        return None
    found = folder.stat()
    if not found.st_mode & stat.S_IWGRP:
        return None
    return Shared(stat.S_IMODE(found.st_mode), found.st_gid)


class Disk:
    """The system's disk."""

    def open(self, path: Path, flags: int) -> int:
        """Return a handle of a file, made where ``flags`` say so.

        What is made is its owner's alone, and in a shared folder its group's, too.
        """
        is_new = bool(flags & os.O_CREAT) and not path.exists()
        handle = os.open(path, flags | _FLAGS, FILE_MODE)
        if is_new and (shared := shared_with(path.parent)) is not None:
            os.fchmod(handle, FILE_MODE | shared.mode & 0o060)
            with suppress(OSError):  # the group of a folder that one does not belong to
                os.fchown(handle, -1, shared.group)
        return handle

    def write(self, handle: int, data: memoryview) -> int:
        """Write some of the bytes; return how many."""
        return os.write(handle, data)

    def sync(self, handle: int) -> None:
        """Wait until a file is on the disk, its size and times included."""
        os.fsync(handle)

    def sync_data(self, handle: int) -> None:
        """Wait until the bytes of a file are on the disk."""
        getattr(os, "fdatasync", os.fsync)(handle)

    def truncate(self, handle: int, size: int) -> None:
        """Cut a file."""
        os.ftruncate(handle, size)

    def close(self, handle: int) -> None:
        """Close a handle."""
        os.close(handle)

    def replace(self, source: Path, target: Path) -> None:
        """Give a file another name, over whatever has it, in one step."""
        source.replace(target)

    def link(self, source: Path, target: Path) -> None:
        """Give a file a second name; never over another."""
        target.hardlink_to(source)

    def unlink(self, path: Path) -> None:
        """Remove a name."""
        path.unlink()

    def make_folder(self, path: Path) -> None:
        """Make a folder; one that is there already is no error.

        It is private, or as shared as the folder around it.
        """
        if path.is_dir():
            return
        path.mkdir(mode=FOLDER_MODE, exist_ok=True)
        if (shared := shared_with(path.parent)) is not None:
            with suppress(OSError):
                os.chown(path, -1, shared.group)
            path.chmod(FOLDER_MODE | shared.mode & (0o070 | stat.S_ISGID))

    def keep_mode(self, handle: int, path: Path) -> None:
        """Give an open file the rights of the one whose place it is to take."""
        if os.name == "nt" or not path.exists():
            return
        found = path.stat()
        with suppress(OSError):
            os.fchown(handle, -1, found.st_gid)
        os.fchmod(handle, stat.S_IMODE(found.st_mode))

    def remove_folder(self, path: Path) -> None:
        """Remove an empty folder."""
        path.rmdir()

    def sync_folder(self, path: Path) -> None:
        """Wait until the names in a folder are on the disk; not needed on Windows."""
        sync_names(path)

    def age(self, path: Path) -> float:
        """Return how long ago a file was written, s."""
        return max(time.time() - path.stat().st_mtime, 0.0)

    def writer(self) -> str:
        """Return a name that no other thread that writes has now."""
        return f"{os.getpid()}-{threading.get_native_id()}"


_disks = [Disk()]


def disk() -> Disk:
    """Return the disk that datasets are written to."""
    return _disks[-1]


@contextmanager
def replaced_disk(simulated: Disk) -> Iterator[None]:
    """Write datasets to another disk meanwhile: for simulations."""
    _disks.append(simulated)
    try:
        yield
    finally:
        _disks.pop()
