"""Watches from outside whether the machine runs what is ready to run.

`python machine_witness.py CPU FILE PID...` wakes every millisecond on one processor,
above all other work where that is allowed, until its standard input closes. It writes
FILE (.npz): when it woke and by how much too late (a virtual machine that was taken its
processor, an interrupt that took long), and how long each thread of the processes PID
had waited for a processor until then, by the kernel's own account (`schedstat`). It
imports nothing of ours and knows nothing of frames.
"""

from __future__ import annotations

import contextlib
import gc
import os
import select
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TextIO

import numpy as np
from numpy.typing import NDArray

PERIOD = 0.001


def watch(cpu: int, path: str, pids: Sequence[str]) -> None:
    """Wake and take notes until standard input closes."""
    os.sched_setaffinity(0, {cpu})
    with contextlib.suppress(PermissionError):
        os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(20))
    threads = [
        (pid, thread) for pid in pids for thread in Path(f"/proc/{pid}/task").iterdir()
    ]
    rows: list[tuple[float, ...]] = []
    with contextlib.ExitStack() as stack:
        accounts = [
            stack.enter_context((thread / "schedstat").open()) for _, thread in threads
        ]
        gc.disable()
        print("ready", flush=True)
        due = time.monotonic()
        while not select.select([sys.stdin], [], [], 0)[0]:
            due = max(due + PERIOD, time.monotonic())
            time.sleep(max(due - time.monotonic(), 0.0))
            now = time.monotonic()
            rows.append((now, now - due, *map(waited, accounts)))
    owners = np.array([int(pid) for pid, _ in threads], int)
    np.savez(path, rows=np.array(rows), owners=owners)


def waited(account: TextIO) -> float:
    """Return for how long a thread has waited for a processor in its life, s."""
    account.seek(0)
    return int(account.read().split()[1]) * 1e-9


class Witnesses:
    """One witness for each processor; the first one reads the kernel's account."""

    def __init__(self, folder: Path, pids: Sequence[int]) -> None:
        self._files = []
        self._processes = []
        self._notes: list[tuple[NDArray[np.float64], NDArray[np.int_]]] = []
        for cpu in sorted(os.sched_getaffinity(0)):
            read = map(str, pids) if not self._files else ()
            self._files.append(folder / f"cpu{cpu}.npz")
            command = [sys.executable, __file__, str(cpu), str(self._files[-1]), *read]
            process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            if process.stdout is None or process.stdout.readline() != "ready\n":
                raise RuntimeError(f"The witness of processor {cpu} did not begin.")
            self._processes.append(process)

    def stop(self) -> None:
        """End them and read what they saw."""
        for process in self._processes:
            process.communicate()
        for path in self._files:
            with np.load(path) as saved:
                self._notes.append((saved["rows"], saved["owners"]))

    def late(self, begin: float, end: float) -> float:
        """Return for how long the machine kept us waiting in a stretch, s.

        The longest that a witness overslept, plus what the thread of each process that
        waited longest waited for a processor that others had.
        """
        overslept, queued = 0.0, 0.0
        for notes, owners in self._notes:
            woke = notes[:, 0]
            first = max(int(np.searchsorted(woke, begin)) - 1, 0)
            # a witness that overslept the end tells of it when it wakes
            last = min(int(np.searchsorted(woke, end)) + 1, len(woke))
            part = notes[first:last]
            overslept = max(overslept, float(part[1:, 1].max(initial=0.0)))
            grown = part[-1, 2:] - part[0, 2:]
            queued += sum(float(grown[owners == pid].max()) for pid in set(owners))
        return overslept + queued


@contextlib.contextmanager
def witnesses(pids: Sequence[int]) -> Iterator[Witnesses]:
    """Have the machine watched; the witnesses can be asked after the block."""
    with tempfile.TemporaryDirectory() as folder:
        found = Witnesses(Path(folder), pids)
        try:
            yield found
        finally:
            found.stop()


def x_server() -> list[int]:
    """Return the process of the X server that shows our windows; empty: not found."""
    name = os.environ.get("DISPLAY", "").partition(".")[0]
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                words = (entry / "cmdline").read_bytes().decode().split("\0")
                is_server = Path(words[0]).name in {"Xvfb", "Xorg", "X"}
                if is_server and name in words:
                    found.append(int(entry.name))
    return found


if __name__ == "__main__":
    watch(int(sys.argv[1]), sys.argv[2], sys.argv[3:])
