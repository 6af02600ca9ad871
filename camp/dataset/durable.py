"""Files that survive a crash: whole or not at all, and tables that only grow."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from attention_camp.camp.dataset.storage.disk import disk
from attention_camp.resources.bounded import open_regular

_PIECE = 1 << 20


def sync_folder(folder: Path) -> None:
    """Sync a folder, so that its names survive a power cut; not needed on Windows."""
    disk().sync_folder(folder)


def make_folder(folder: Path) -> None:
    """Create a folder and its parents, synced to disk."""
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    for place in reversed(missing):
        disk().make_folder(place)
        sync_folder(place.parent)
    if not missing and not folder.is_dir():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(folder))


def remove_empty(folder: Path, top: Path) -> None:
    """Remove a folder, and those above it up to ``top``, as far as they are empty."""
    while folder != top and folder.is_dir() and not any(folder.iterdir()):
        disk().remove_folder(folder)
        folder = folder.parent
        disk().sync_folder(folder)


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file atomically, so that it also survives a power cut."""
    _draft(path, content, lambda draft: disk().replace(draft, path))


def write_new(path: Path, content: str | bytes) -> None:
    """Write a file as `write_whole` does, but never over another.

    Raises
    ------
    FileExistsError
        If it is there already: of two who write at the same instant one gets this.
    """

    def name(draft: Path) -> None:
        try:
            disk().link(draft, path)
        except FileExistsError:
            raise
        except OSError:  # a disk without hard links
            disk().close(disk().open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL))
            disk().replace(draft, path)
        else:
            disk().unlink(draft)

    _draft(path, content, name)


def _draft(path: Path, content: str | bytes, name: Callable[[Path], object]) -> None:
    """Write a synced draft beside a file and have it named."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    draft = path.with_name(f".{path.name}.{disk().writer()}.tmp")
    try:
        handle = disk().open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        try:
            write_all(handle, data)
            disk().keep_mode(handle, path)
            disk().sync(handle)
        finally:
            disk().close(handle)
        name(draft)
    except BaseException:
        if draft.exists():
            disk().unlink(draft)
        raise
    sync_folder(path.parent)


def write_all(handle: int, data: bytes | memoryview) -> None:
    """Write all bytes to a file descriptor; raise ``OSError`` if they do not fit."""
    view = memoryview(data).cast("B")
    while view:
        view = view[disk().write(handle, view) :]


class WholeWrites:
    """Writes at the end of a file that are whole, or not there.

    What a failed write left is taken back at once or, where the disk refuses that, too,
    before the next one: a line must never follow half of another.
    """

    def __init__(self) -> None:
        self._torn: tuple[int, int] | None = None
        """From where to where a failed write still stands."""

    def append(self, handle: int, data: bytes, *, sync: bool = False) -> None:
        """Write all bytes, and sync them if asked for.

        Parameters
        ----------
        handle : int
            Of a file that is open to append.
        data : bytes
            What is written.
        sync : bool
            Whether it must be on disk when this returns.

        Raises
        ------
        OSError
            If it does not fit or cannot be synced, or an earlier rest not be removed.
        """
        self.take_back(handle)
        before = os.fstat(handle).st_size
        try:
            write_all(handle, data)
            if sync:
                disk().sync(handle)
        except OSError:
            after = os.fstat(handle).st_size
            if 0 < after - before <= len(data):  # more: another process appended, too
                self._torn = before, after
                with suppress(OSError):  # why it failed is said
                    self.take_back(handle)
            raise

    def take_back(self, handle: int) -> None:
        """Remove what a failed write left, where the disk refused that until now.

        Raises
        ------
        OSError
            If it refuses still.
        """
        if self._torn is None:
            return
        before, after = self._torn
        if os.fstat(handle).st_size == after:  # else another process wrote behind it
            disk().truncate(handle, before)
        self._torn = None


def require_in_place(handle: int, path: Path) -> None:
    """Refuse to go on with an open file that is no longer at its place.

    The system lets a program write on into a file whose folder was renamed, into one
    that was removed, which nobody can ever read, and into one that an editor put aside
    as its backup.

    Raises
    ------
    OSError
        If nothing is there, or another file is and this one was removed or has more.
    """
    ours = os.fstat(handle)
    there = path.stat()
    if (there.st_dev, there.st_ino) == (ours.st_dev, ours.st_ino):
        return
    # some network disks number a file anew: it is the same one as long as it grows
    if not ours.st_nlink or there.st_size < ours.st_size:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))


def torn_tail(path: Path) -> bytes:
    """Return what a crash tore of a text file: an incomplete last line, or a hole.

    After a power cut a file can end in whole lines though sectors in between were never
    written and are zero; what follows the first such place is torn, too.
    """
    with open_regular(path, most=sys.maxsize) as file:
        size = file.seek(0, os.SEEK_END)
        start = _line_start(file, size)
        place = 0
        file.seek(0)
        while data := file.read(_PIECE):
            if (hole := data.find(b"\0")) >= 0:
                start = min(start, _line_start(file, place + hole))
                break
            place += len(data)
        file.seek(start)
        return file.read()


def n_whole_lines(path: Path) -> int:
    """Return how many lines of a text file come before what a crash tore of it."""
    torn = len(torn_tail(path))
    with open_regular(path, most=sys.maxsize) as file:
        n = sum(data.count(b"\n") for data in iter(lambda: file.read(_PIECE), b""))
        file.seek(-torn, os.SEEK_END)
        return n - file.read().count(b"\n")


def _line_start(file: BinaryIO, stop: int) -> int:
    """Return where the line begins that holds the byte before ``stop``'s next one."""
    while stop > 0:
        start = max(stop - _PIECE, 0)
        file.seek(start)
        found = file.read(stop - start).rfind(b"\n")
        if found >= 0:
            return start + found + 1
        stop = start
    return 0


def cut_torn_line(path: Path, *, keep: Path) -> bytes:
    """Cut off an incomplete last line; its bytes are kept in the folder ``keep``.

    Returns
    -------
    torn : bytes
        What was cut; empty where the file ends with a whole line.
    """
    return cut_tail(path, len(torn_tail(path)), keep=keep)


def cut_tail(path: Path, n_bytes: int, *, keep: Path) -> bytes:
    """Cut bytes off the end of a file; they are kept in the folder ``keep``.

    Parameters
    ----------
    path : Path
        The file.
    n_bytes : int
        How many.
    keep : Path
        Folder that keeps the bytes; they are written there before they are cut.
    """
    if not n_bytes:
        return b""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(size - n_bytes)
        tail = file.read()
    keep_copy(keep, f"{path.name}.{size}.torn", tail)
    cut_to(path, size - n_bytes)
    return tail


def keep_copy(folder: Path, name: str, content: bytes) -> None:
    """Keep bytes in a folder, never over others; those that are there stay once.

    Parameters
    ----------
    folder : Path
        The folder, made where it is missing.
    name : str
        Name of the file; where it is taken, it gets a number.
    content : bytes
        What is kept.
    """
    make_folder(folder)
    target, n = folder / name, 1
    while target.exists():
        if target.read_bytes() == content:
            return
        n += 1
        target = folder / f"{name}.{n}"
    write_whole(target, content)


def cut_to(path: Path, size: int) -> None:
    """Cut a file to a size, synced."""
    handle = disk().open(path, os.O_WRONLY)
    try:
        disk().truncate(handle, size)
        disk().sync(handle)
    finally:
        disk().close(handle)


def end_last_line(path: Path) -> None:
    """Give the last line of a file its line end, where an editor left it away."""
    if torn_tail(path):
        file = Appender(path, keep=None)
        try:
            file.append(b"\n")
        finally:
            file.close()


def sync_file(path: Path) -> None:
    """Wait until a file that somebody wrote is on disk."""
    handle = disk().open(path, os.O_WRONLY)
    try:
        disk().sync(handle)
    finally:
        disk().close(handle)


class Appender:
    """A text file that only grows, a whole line at a time.

    A last line that a crash cut in half is moved to the folder ``keep`` at the start
    (None: the file is left as it is).
    Several processes may append to one file: each call is one write at its end.
    """

    def __init__(self, path: Path, *, keep: Path | None) -> None:
        self.path = path
        self._writes = WholeWrites()
        is_new = not path.exists()
        if not is_new and keep is not None:
            cut_torn_line(path, keep=keep)
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
        flags |= getattr(os, "O_NONBLOCK", 0)  # a pipe is refused, not waited for
        self._handle = disk().open(path, flags)
        if is_new:
            sync_folder(path.parent)

    def append(self, text: str | bytes, *, sync: bool = True) -> None:
        """Append text that ends with a line end; on disk when this returns.

        If it does not fit, or cannot be synced, what was written of it is taken back.
        """
        data = text.encode("utf-8", "replace") if isinstance(text, str) else text
        self._writes.append(self._handle, data, sync=sync)
        if sync:
            require_in_place(self._handle, self.path)

    def sync(self) -> None:
        """Wait until all that was appended is on disk, where it can be found."""
        self._writes.take_back(self._handle)
        disk().sync(self._handle)
        require_in_place(self._handle, self.path)

    def close(self) -> None:
        """Close the file; may be called twice."""
        if self._handle >= 0:
            handle, self._handle = self._handle, -1
            disk().close(handle)
