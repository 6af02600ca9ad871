"""Limits of time and memory for a process that reads somebody's file."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

CAN_LIMIT = sys.platform != "win32"
"""Whether the system ends a process that used up its processor time."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take."""

    cpu_seconds: float
    """Processor time, s; where the system cannot limit it, the time of the clock."""
    seconds: float
    """Time of the clock, s: more, since disks and networks are slow."""
    memory: int
    """Bytes beyond what the child had before."""

    @classmethod
    def of(cls, file: Path) -> Limits:
        """Return the limits for a file of this size; own choices.

        The slowest reader, pyxdf, takes less than half a second per megabyte, and no
        format is packed to less than a tenth of its samples as 64 bit numbers.
        """
        size = _size_of(file)
        return cls(4.0 + size / 1e6, 30.0 + size / 5e5, 2**30 + 32 * size)


def _size_of(file: Path) -> int:
    """Return the bytes of a file and those beside it of the same name."""
    if file.is_dir():
        files: Iterator[Path] = islice(file.rglob("*"), 10_000)
    else:
        files = (
            p for p in islice(file.parent.iterdir(), 10_000) if p.stem == file.stem
        )
    size = 0
    for path in files:
        with suppress(OSError):
            size += path.stat().st_size
    return size


@contextmanager
def limited(limits: Limits) -> Iterator[None]:
    """Let this process take no more than so much time and memory.

    Beyond its processor time the system ends it (``SIGXCPU``); beyond its memory what
    is asked for is refused with ``MemoryError``, on Linux.
    """
    if sys.platform == "win32":
        yield
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = math.ceil(used.ru_utime + used.ru_stime + limits.cpu_seconds)
    wanted = [(resource.RLIMIT_CPU, seconds)]
    if sys.platform == "linux":
        wanted.append((resource.RLIMIT_DATA, _data_bytes() + limits.memory))
    before = [(kind, resource.getrlimit(kind)) for kind, _ in wanted]
    for (kind, soft), (_, (_, hard)) in zip(wanted, before, strict=True):
        at_most = soft if hard == resource.RLIM_INFINITY else min(soft, hard)
        resource.setrlimit(kind, (at_most, hard))
    try:
        yield
    finally:
        for kind, values in before:
            resource.setrlimit(kind, values)


def _data_bytes() -> int:
    """Return how much writable memory this process has asked for."""
    import resource

    pages = Path("/proc/self/statm").read_text("ascii").split()[5]
    return int(pages) * resource.getpagesize()


def forbid_core_file() -> None:
    """Leave no core file behind where this process crashes."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
