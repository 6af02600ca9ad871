"""Locks that the system releases when their holder ends, however it ends."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from attention_camp.camp.dataset.layout import DatasetError
from attention_camp.resources.texts import Sentence

_CONTENTION = {errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK}
_NO_LOCKS = {errno.ENOSYS, errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOTSUP}


class NoLocksError(DatasetError):
    """A disk that knows no locks; the text is for people."""


class HeldError(DatasetError):
    """A lock that another program holds."""


class Lock:
    """A lock on a file, held until it is released or its process ends.

    A stopped process keeps it, a killed one has lost it at once: no clock is asked.
    The file is empty, is made with the lock and goes with it; one that a killed
    process left behind says nothing.

    Parameters
    ----------
    path : Path
        The file of the lock.
    seconds : float
        How long to wait for whoever holds it, s.

    Raises
    ------
    HeldError
        If it is held for longer.
    NoLocksError
        If the disk knows no locks.
    DatasetError
        If the file cannot be made.
    """

    def __init__(self, path: Path, *, seconds: float) -> None:
        self.path = path
        self._pid = os.getpid()
        # without locks a file that merely exists would outlive a killed holder
        self._lock = FileLock(
            path, timeout=seconds, thread_local=False, fallback_to_soft=False
        )
        try:
            self._lock.acquire(poll_interval=0.01)
        except Timeout as error:
            raise HeldError(
                Sentence("{path} is held by another program.", path=path)
            ) from error
        except OSError as error:
            if error.errno in _NO_LOCKS:
                path.unlink(missing_ok=True)  # it was made and means nothing
            raise _unlockable(path, error) from error

    def __del__(self) -> None:
        if hasattr(self, "_lock"):
            self.release()

    def release(self) -> None:
        """Release the lock and remove its file; may be called twice."""
        # a fork of the holder holds nothing
        if self._lock.is_locked and self._pid == os.getpid():
            if sys.platform != "win32":
                # before the release: whoever waits notices and locks a new file
                with suppress(OSError):  # the disk is gone: its file says nothing
                    self.path.unlink(missing_ok=True)
            self._lock.release()


def is_held(path: Path) -> bool:
    """Return whether somebody holds a lock; nothing is written.

    Raises
    ------
    NoLocksError
        If the disk knows no locks.
    DatasetError
        If the file cannot be read.
    """
    if not path.exists():
        return False
    if sys.platform == "win32":
        try:
            Lock(path, seconds=0.0).release()
        except HeldError:
            return True
        return False
    import fcntl

    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except FileNotFoundError:
        return False  # released since
    except OSError as error:
        raise _unlockable(path, error) from error
    try:
        # shared: two who look at the same time do not take each other for a holder
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _CONTENTION:
            return True
        raise _unlockable(path, error) from error
    finally:
        os.close(handle)
    return False


def _unlockable(path: Path, error: OSError) -> DatasetError:
    if error.errno in _NO_LOCKS:
        return NoLocksError(
            Sentence(
                "{folder} is on a disk that knows no locks, so two programs could "
                "write over each other, and a session that is being recorded could "
                "not be told from one that broke off. Choose a folder on a disk of "
                "this computer, or ask whoever looks after the disk to allow locks.",
                folder=path.parent,
            )
        )
    return DatasetError(
        Sentence(
            "{path} cannot be locked: {error}. Ask whoever looks after this computer "
            "for the right to read and write there.",
            path=path,
            error=error.strerror or type(error).__name__,
        )
    )
