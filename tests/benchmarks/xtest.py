"""Presses keys by the X server's test extension, from a process of its own.

`python xtest.py KEYSYM N MEAN_S SEED` waits for a line on standard input, presses the
key N times at random intervals, and prints the monotonic time of each press, s.
"""

from __future__ import annotations

import contextlib
import ctypes
import ctypes.util
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

LEAD_IN = 0.5
"""Seconds before the first key, for a window to be ready."""


class MissingXtestError(Exception):
    """There is no X display with the test extension here."""


def press_keys(keysym: str, n_keys: int, mean: float, seed: int) -> None:
    """Press ``keysym`` at random intervals of ``mean`` seconds, print when."""
    x11, xtst = _library("X11"), _library("Xtst")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XStringToKeysym.restype = ctypes.c_ulong
    x11.XStringToKeysym.argtypes = [ctypes.c_char_p]
    x11.XKeysymToKeycode.argtypes = [ctypes.c_void_p, ctypes.c_ulong]
    x11.XSync.argtypes = [ctypes.c_void_p, ctypes.c_int]
    fake = xtst.XTestFakeKeyEvent
    fake.argtypes = [ctypes.c_void_p, ctypes.c_uint, ctypes.c_int, ctypes.c_ulong]
    display = x11.XOpenDisplay(None)
    if not display:
        raise MissingXtestError("There is no X display to press keys on.")
    code = x11.XKeysymToKeycode(display, x11.XStringToKeysym(keysym.encode()))
    rng = random.Random(seed)
    print("ready", flush=True)
    sys.stdin.readline()
    time.sleep(LEAD_IN)
    times = []
    for _ in range(n_keys):
        wake = time.monotonic() + mean * rng.uniform(0.5, 1.5)
        while (left := wake - time.monotonic()) > 0:
            time.sleep(max(left - 0.0005, 0.0))
        times.append(time.monotonic())
        fake(display, code, 1, 0)
        x11.XSync(display, 0)
        time.sleep(min(mean / 4, 0.02))
        fake(display, code, 0, 0)
        x11.XSync(display, 0)
    print(" ".join(f"{moment:.6f}" for moment in times), flush=True)


def _library(name: str) -> ctypes.CDLL:
    path = ctypes.util.find_library(name)
    if path is None:
        raise MissingXtestError(f"The library {name} is missing: install lib{name}.")
    return ctypes.CDLL(path)


class Fingers:
    """A process that presses keys; started ahead, so that it presses at once."""

    def __init__(self, keysym: str, n_keys: int, mean: float, seed: int = 0) -> None:
        command = [sys.executable, str(Path(__file__)), keysym]
        self._process = subprocess.Popen(
            [*command, str(n_keys), str(mean), str(seed)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def begin(self) -> None:
        """Press the keys from now on."""
        out, into = self._process.stdout, self._process.stdin
        if out is None or into is None or out.readline().strip() != "ready":
            _, problem = self._process.communicate()
            raise MissingXtestError(problem.strip().splitlines()[-1])
        into.write("\n")
        into.flush()

    def times(self) -> list[float]:
        """Return when the keys were pressed, host monotonic clock, s."""
        out, _ = self._process.communicate(timeout=60)
        return [float(moment) for moment in out.split()]

    def stop(self) -> None:
        """End the process if it still runs."""
        self._process.kill()
        self._process.communicate()


@contextlib.contextmanager
def fingers(keysym: str, n_keys: int, mean: float, seed: int = 0) -> Iterator[Fingers]:
    """Start a process that presses keys; it is gone afterwards."""
    one = Fingers(keysym, n_keys, mean, seed)
    try:
        yield one
    finally:
        one.stop()


if __name__ == "__main__":
    press_keys(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4]))
