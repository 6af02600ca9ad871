"""A disk that fails where it is told to, and knows what a power cut leaves of it.

Everything is done on a real folder and noted. What is noted is enough to work out what
the folder may hold after the power went out: writes since a file's last sync are there,
lost or torn in any combination; names since a folder's last sync are there up to some
point, as on a file system with a journal.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from attention_camp.camp.dataset.storage.disk import Disk

SECTOR = 512
NAMES = ("open", "mkdir", "replace", "link", "unlink", "rmdir")
"""Operations that make or change a name; what is open can be written on without."""


class Killed(BaseException):
    """Stands for SIGKILL: nothing that runs after it reaches the disk."""


@dataclass(frozen=True)
class Fault:
    """What happens at one operation of the disk."""

    at: int
    """Number of the operation, from 0."""
    error: int = 0
    """``errno`` that it raises; 0: the program is killed there."""
    lasts: int = 1
    """Operations that fail, from there on."""
    share: float = 0.5
    """Part of a write that is done."""
    only: tuple[str, ...] = ()
    """Kinds of operations that fail; empty: all."""
    unplugs: bool = False
    """Whether the disk is pulled out: what is on it is not there any more."""


@dataclass(eq=False)
class File:
    """A file whatever its names: what is synced, and the writes since."""

    synced: bytes = b""
    pending: list[tuple[int, bytes | int]] = field(default_factory=list)
    """Writes as (offset, bytes), cuts as (size, -1)."""

    def now(self) -> bytes:
        """Return the content as the running system shows it."""
        return _applied(self.synced, self.pending)

    def after_power_cut(self, rng: np.random.Generator) -> bytes:
        """Return what may be left: each sector as it was at some time since the sync.

        The size is one that the file had meanwhile; where a sector was not written to
        the disk in time, it holds zeros.
        """
        n = len(self.pending)
        states = [_applied(self.synced, self.pending[:k]) for k in range(n + 1)]
        if not n or rng.random() < 0.2:  # all of it, or nothing
            return states[-1 if rng.random() < 0.5 else 0]
        size = len(states[int(rng.integers(0, n + 1))])
        when = rng.integers(0, n + 1, -(-size // SECTOR))
        parts = []
        for number, k in enumerate(when.tolist()):
            stop = min(SECTOR, size - number * SECTOR)
            part = states[k][number * SECTOR :][:stop]
            parts.append(part + bytes(stop - len(part)))
        return b"".join(parts)


def _applied(content: bytes, changes: list[tuple[int, bytes | int]]) -> bytes:
    made = bytearray(content)
    for offset, data in changes:
        if not isinstance(data, bytes):
            del made[offset:]
            continue
        if len(made) < offset:
            made += bytes(offset - len(made))
        made[offset : offset + len(data)] = data
    return bytes(made)


Names = dict[Path, "File | None"]
"""What each path is: a file, or None for a folder."""


@dataclass
class _Change:
    """A change of names that may not be on the disk yet."""

    folder: Path
    do: Callable[[Names], None]


class SimulatedDisk(Disk):
    """The system's disk under a folder, with faults.

    Parameters
    ----------
    folder : Path
        Where the dataset is made; it exists and is on the disk.
    now : callable
        The simulated time, s.
    """

    def __init__(self, folder: Path, now: Callable[[], float]) -> None:
        self.folder = folder
        self.n = 0
        """Operations so far."""
        self.fault: Fault | None = None
        self.is_dead = False
        self.n_failed = 0
        self.log: list[tuple[str, str]] = []
        """Each operation and its file."""
        self._now = now
        self._names: Names = {}
        self._synced: Names = {}
        self._changes: list[_Change] = []
        self._handles: dict[int, tuple[File, Path, int]] = {}
        self._written: dict[Path, float] = {}
        for path in sorted(folder.rglob("*")):
            file = None if path.is_dir() else self._read(path)
            self._names[path] = self._synced[path] = file

    # faults

    def plug_in(self) -> None:
        """Put a disk that was pulled out back to its place."""
        self.fault = None
        if self._pulled.exists():
            self._pulled.rename(self.folder)

    @property
    def _pulled(self) -> Path:
        return self.folder.with_name(f"{self.folder.name} pulled out")

    def revive(self) -> None:
        """Go on after one of several processes was killed."""
        self.is_dead, self.fault = False, None

    def close_all(self) -> None:
        """Close what killed processes left open."""
        for handle in list(self._handles):
            self.close(handle)

    def _step(self, what: str, path: Path) -> Fault | None:
        """Count an operation; return the fault that happens at it."""
        if self.is_dead:
            raise Killed
        number, self.n = self.n, self.n + 1
        self.log.append((what, path.name))
        fault = self.fault
        if fault is None or not fault.at <= number < fault.at + fault.lasts:
            return None
        if fault.only and what not in fault.only:
            return None
        self.n_failed += 1
        return fault

    def _fail(self, fault: Fault | None, path: Path) -> None:
        if fault is None:
            return
        if fault.unplugs and self.folder.exists():
            self.folder.rename(self._pulled)
        if fault.error:
            raise OSError(fault.error, os.strerror(fault.error), str(path))
        self.is_dead = True
        raise Killed

    def _act(self, what: str, path: Path) -> None:
        fault = self._step(what, path)
        if fault and fault.error == errno.ENOSPC and what not in ("open", "mkdir"):
            return  # only what needs room fails on a full disk
        self._fail(fault, path)

    # operations

    def open(self, path: Path, flags: int) -> int:
        is_new = not path.exists()
        if flags & os.O_CREAT and is_new:
            self._act("open", path)
        elif self.is_dead:
            raise Killed
        handle = super().open(path, flags)
        if is_new:
            file = self._names[path] = File()
            self._changed(path.parent, lambda names: names.update({path: file}))
        file = self._known(path)
        if flags & os.O_TRUNC and not is_new:
            file.pending.append((0, -1))
        self._handles[handle] = file, path, flags
        return handle

    def write(self, handle: int, data: memoryview) -> int:
        file, path, flags = self._handles[handle]
        fault = self._step("write", path)
        if fault is not None:
            data = data[: round(len(data) * fault.share)]
        offset = len(file.now()) if flags & os.O_APPEND else os.lseek(handle, 0, 1)
        done = super().write(handle, data) if len(data) else 0
        if done:
            file.pending.append((offset, bytes(data[:done])))
            self._written[path] = self._now()
        self._fail(fault, path)
        return done

    def sync(self, handle: int) -> None:
        file, path, _ = self._handles[handle]
        self._act("sync", path)
        file.synced, file.pending = file.now(), []

    def sync_data(self, handle: int) -> None:
        self.sync(handle)

    def truncate(self, handle: int, size: int) -> None:
        file, path, _ = self._handles[handle]
        self._act("truncate", path)
        super().truncate(handle, size)
        file.pending.append((size, -1))

    def close(self, handle: int) -> None:
        self._handles.pop(handle, None)
        super().close(handle)

    def replace(self, source: Path, target: Path) -> None:
        self._act("replace", target)
        super().replace(source, target)
        file = self._names.pop(source, None) or self._read(target)
        self._names[target] = file
        self._written[target] = self._written.pop(source, self._now())

        def rename(names: Names) -> None:
            names.pop(source, None)
            names[target] = file

        self._changed(target.parent, rename)

    def link(self, source: Path, target: Path) -> None:
        self._act("link", target)
        super().link(source, target)
        file = self._names[target] = self._known(source)
        self._changed(target.parent, lambda names: names.update({target: file}))

    def unlink(self, path: Path) -> None:
        self._act("unlink", path)
        super().unlink(path)
        self._names.pop(path, None)
        self._changed(path.parent, lambda names: names.pop(path, None))

    def make_folder(self, path: Path) -> None:
        if path.is_dir():
            return
        self._act("mkdir", path)
        super().make_folder(path)
        self._names[path] = None
        self._changed(path.parent, lambda names: names.update({path: None}))

    def remove_folder(self, path: Path) -> None:
        self._act("rmdir", path)
        super().remove_folder(path)
        self._names.pop(path, None)
        self._changed(path.parent, lambda names: names.pop(path, None))

    def sync_folder(self, path: Path) -> None:
        self._act("sync folder", path)
        rest = []
        for change in self._changes:
            if change.folder == path:
                change.do(self._synced)
            else:
                rest.append(change)
        self._changes = rest

    def age(self, path: Path) -> float:
        return max(self._now() - self._written.get(path, self._now()), 0.0)

    def writer(self) -> str:
        return "simulated"

    # what a power cut leaves

    def _changed(self, folder: Path, do: Callable[[Names], object]) -> None:
        self._changes.append(_Change(folder, lambda names: void(do(names))))

    def _known(self, path: Path) -> File:
        file = self._names.get(path)
        if file is None:
            file = self._names[path] = self._synced[path] = self._read(path)
        return file

    def _read(self, path: Path) -> File:
        return File(path.read_bytes())

    def cut_power(self, rng: np.random.Generator) -> None:
        """Make the folder what a power cut leaves of it."""
        self.is_dead = True
        names = dict(self._synced)
        folders = sorted({change.folder for change in self._changes})
        for folder in folders:  # of each folder the changes up to some point
            changes = [c for c in self._changes if c.folder == folder]
            for change in changes[: int(rng.integers(0, len(changes) + 1))]:
                change.do(names)
        for path in [*self.folder.rglob("*")]:
            if path.is_file() and not path.name.endswith(".lock"):
                path.unlink()
        for path, file in names.items():
            if self._is_lost(path, names):
                continue
            if file is None:
                path.mkdir(parents=True, exist_ok=True)
            else:
                path.write_bytes(file.after_power_cut(rng))
        for path in sorted(self.folder.rglob("*"), reverse=True):
            if path.is_dir() and path not in names and not any(path.iterdir()):
                path.rmdir()

    def _is_lost(self, path: Path, names: Names) -> bool:
        """Return whether a folder above is not there."""
        above = path.parents[: path.parents.index(self.folder)]
        return any(place not in names for place in above)


def void(_: object) -> None:
    """Return nothing, whatever came."""
