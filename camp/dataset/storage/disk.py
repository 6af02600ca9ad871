"""The disk under a dataset: every operation that changes it, in one place.

A simulation of faults puts a disk of its own in its place, which knows what is synced,
fails, or stops as if the program had been killed there.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_FLAGS = getattr(os, "O_BINARY", 0)


class Disk:
    """The system's disk."""

    def open(self, path: Path, flags: int) -> int:
        """Return a handle of a file, made where ``flags`` say so."""
        return os.open(path, flags | _FLAGS, 0o644)

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
        """Make a folder; one that is there already is no error."""
        path.mkdir(exist_ok=True)

    def remove_folder(self, path: Path) -> None:
        """Remove an empty folder."""
        path.rmdir()

    def sync_folder(self, path: Path) -> None:
        """Wait until the names in a folder are on the disk; not needed on Windows."""
        if os.name == "nt":
            return
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

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
