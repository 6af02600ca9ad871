"""Presses keys by the X server's test extension, from a process of its own.

`python xtest.py KEYSYMS N MEAN_S SEED BURSTS` waits for a line on standard input and
presses N of the keys (joined by commas) at random intervals, as many bursts as asked
for. Then it prints each key with the monotonic time of its press, s.
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
"""Seconds before the first key of a burst, for a window to be ready."""

Pressed = tuple[str, float]
"""A key and when it was pressed, host monotonic clock, s."""


class MissingXtestError(Exception):
    """There is no X display with the test extension here."""


def press_keys(
    keysyms: str, n_keys: int, mean: float, seed: int, n_bursts: int
) -> None:
    """Press random ones of ``keysyms`` at intervals of ``mean`` seconds, print when."""
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
    names = keysyms.split(",")
    codes = {
        name: x11.XKeysymToKeycode(display, x11.XStringToKeysym(name.encode()))
        for name in names
    }
    rng = random.Random(seed)
    print("ready", flush=True)
    pressed: list[Pressed] = []
    for _ in range(n_bursts):
        sys.stdin.readline()
        time.sleep(LEAD_IN)
        for _ in range(n_keys):
            name = rng.choice(names)
            wake = time.monotonic() + mean * rng.uniform(0.5, 1.5)
            while (left := wake - time.monotonic()) > 0:
                time.sleep(max(left - 0.0005, 0.0))
            pressed.append((name, time.monotonic()))
            fake(display, codes[name], 1, 0)
            x11.XSync(display, 0)
            time.sleep(min(mean / 4, 0.02))
            fake(display, codes[name], 0, 0)
            x11.XSync(display, 0)
    print(" ".join(f"{name}:{moment:.6f}" for name, moment in pressed), flush=True)


def _library(name: str) -> ctypes.CDLL:
    path = ctypes.util.find_library(name)
    if path is None:
        raise MissingXtestError(f"The library {name} is missing: install lib{name}.")
    return ctypes.CDLL(path)


class Fingers:
    """A process that presses keys; started ahead, so that it presses at once."""

    def __init__(
        self, keysyms: str, n_keys: int, mean: float, seed: int, n_bursts: int
    ) -> None:
        arguments = (keysyms, n_keys, mean, seed, n_bursts)
        self._is_ready = False
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__)), *map(str, arguments)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def begin(self) -> None:
        """Press the keys of a burst from now on."""
        out, into = self._process.stdout, self._process.stdin
        if out is None or into is None:
            raise RuntimeError("The process that presses keys has no pipes.")
        if not self._is_ready and out.readline().strip() != "ready":
            _, problem = self._process.communicate()
            raise MissingXtestError(problem.strip().splitlines()[-1])
        self._is_ready = True
        into.write("\n")
        into.flush()

    def pressed(self) -> list[Pressed]:
        """Return the keys of all bursts, after the last of them."""
        out, _ = self._process.communicate(timeout=60)
        pairs = (word.partition(":") for word in out.split())
        return [(name, float(moment)) for name, _, moment in pairs]

    def times(self) -> list[float]:
        """Return when the keys were pressed, host monotonic clock, s."""
        return [moment for _, moment in self.pressed()]

    def stop(self) -> None:
        """End the process if it still runs."""
        self._process.kill()
        self._process.communicate()


@contextlib.contextmanager
def fingers(
    keysyms: str, n_keys: int, mean: float, seed: int = 0, n_bursts: int = 1
) -> Iterator[Fingers]:
    """Start a process that presses keys; it is gone afterwards."""
    one = Fingers(keysyms, n_keys, mean, seed, n_bursts)
    try:
        yield one
    finally:
        one.stop()


if __name__ == "__main__":
    press_keys(
        sys.argv[1],
        int(sys.argv[2]),
        float(sys.argv[3]),
        int(sys.argv[4]),
        int(sys.argv[5]),
    )
