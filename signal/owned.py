"""Temporary folders and shared memory that are known to be in use by a lock.

The system releases a lock with the process that holds it, however that ends. So what a
killed session leaves behind can be told from what a living one uses, and is removed at
the next start; without a lock, or of another user, it is left alone.
"""

from __future__ import annotations

import logging
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

logger = logging.getLogger(__name__)

PREFIX = "attention-camp-"
LOCK = "in-use.lock"
SHARED_MEMORY = Path("/dev/shm")  # noqa: S108  # where Linux keeps it
YOUNG_SECONDS = 60.0
"""What is younger may not have its lock yet; own choice."""


class OwnedFolder:
    """A temporary folder, locked until it is removed or this process ends.

    Parameters
    ----------
    parent : str | None
        Where it is made; None: the system's place for temporary files.

    Raises
    ------
    OSError
        If there is no room, or no place that can be written to.
    """

    def __init__(self, parent: str | None = None) -> None:
        self.path = Path(tempfile.mkdtemp(prefix=PREFIX, dir=parent))
        self._lock = FileLock(self.path / LOCK)
        try:
            self._lock.acquire(timeout=0)
        except BaseException:
            shutil.rmtree(self.path, ignore_errors=True)
            raise

    def remove(self) -> None:
        """Remove the folder and what is in it; may be called twice."""
        self._lock.release()
        shutil.rmtree(self.path, ignore_errors=True)


@contextmanager
def owned_folder() -> Iterator[Path]:
    """Make a temporary folder for a while."""
    folder = OwnedFolder()
    try:
        yield folder.path
    finally:
        folder.remove()


def lock_memory(handle: int) -> None:
    """Lock shared memory by its handle, until that is closed; on Linux."""
    if sys.platform == "linux":
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def collect_leftovers() -> list[Path]:
    """Remove what killed processes of this user left behind; return what it was."""
    removed = [*_dead_folders(Path(tempfile.gettempdir()))]
    if sys.platform == "linux":
        removed += _dead_memory(SHARED_MEMORY)
    for path in removed:
        logger.info("removed %s, which a killed process left", path)
    return removed


def _dead_folders(place: Path) -> Iterator[Path]:
    for folder in _old_ones(place):
        lock = folder / LOCK
        if not folder.is_dir() or folder.is_symlink() or not lock.is_file():
            continue
        with suppress(Timeout, OSError), FileLock(lock, timeout=0):
            shutil.rmtree(folder, ignore_errors=True)
            if not folder.exists():
                yield folder


def _dead_memory(place: Path) -> Iterator[Path]:
    if sys.platform != "linux":
        return
    import fcntl

    for path in _old_ones(place):
        with suppress(OSError):
            handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                path.unlink()
                yield path
            finally:
                os.close(handle)


def _old_ones(place: Path) -> Iterator[Path]:
    """Yield what has our name, is this user's and old enough to have its lock."""
    now = time.time()
    with suppress(OSError):
        for path in sorted(place.glob(f"{PREFIX}*")):
            with suppress(OSError):
                found = path.lstat()
                is_ours = os.name == "nt" or found.st_uid == os.getuid()
                if is_ours and now - found.st_mtime > YOUNG_SECONDS:
                    yield path
