"""Onset error while a session runs beside it, against PsychoPy and nothing beside.

The session is a real one of 16 channels: acquisition, cleaning, scoring and writing in
one process, the monitor's live plots in another. In the legs without it, both are
stopped (SIGSTOP). PsychoPy shows the same 24 items, drawn ahead of its flip, with the
session beside it and without; it is measured where ATTENTION_CAMP_PSYCHOPY names the
Python of an environment with it. Legs follow each other as A-B-B-A.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from onset import PSYCHOPY, ours, psychopy
from PySide6.QtGui import QGuiApplication

from attention_camp.camp.session.clock import HostClock
from attention_camp.camp.session.request import Display, SessionRequest
from attention_camp.camp.ui.participant.window import open_screen

IS_LONG = NEEDS_DISPLAY = True
N_ROUNDS = 5
N_ONSETS = 30
"""Onsets in each leg: two legs of a kind in a round, so 300 of each in all."""
SHARES = (("median", 50), ("99th percentile", 99))

Leg = tuple[str, bool]
"""Whose window, and whether the session runs beside it."""

LEGS: tuple[Leg, ...] = (
    ("ours", True), ("PsychoPy", True), ("PsychoPy", True), ("ours", True),
    ("ours", False), ("PsychoPy", False), ("PsychoPy", False), ("ours", False),
)  # fmt: skip
COMPARED: tuple[tuple[Leg, str, tuple[str, str]], ...] = (
    (("ours", False), "ours without", ("<= 1.25", "<= 1.25")),
    (("PsychoPy", True), "PsychoPy with it running", ("<= 0.5", "<= 1")),
    (("PsychoPy", False), "PsychoPy without", ("none", "none")),
)
START = 60.0
"""Seconds a session may take to begin its recording."""


@contextlib.contextmanager
def session() -> Iterator[int]:
    """Run a session beside us; give its process group."""
    with tempfile.TemporaryDirectory() as folder:
        beside = Path(__file__).with_name("operator_beside.py")
        process = subprocess.Popen(
            [sys.executable, str(beside), str(Path(folder) / "data")],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            wait_for_recording(process, Path(folder))
            yield process.pid
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def wait_for_recording(process: subprocess.Popen[bytes], folder: Path) -> None:
    """Return when samples are on disk."""
    end = time.monotonic() + START
    while not any(file.stat().st_size for file in folder.rglob("*_eeg.eeg")):
        if process.poll() is not None or time.monotonic() > end:
            raise RuntimeError("The session beside the benchmark did not begin.")
        time.sleep(0.1)


def measure() -> dict[Leg, list[float]]:
    """Return the onset errors of all legs of a kind, s."""
    request = SessionRequest(Path(), "01", "01", display=Display(fullscreen=True))
    rng = np.random.default_rng(0)
    errors: dict[Leg, list[float]] = defaultdict(list)
    with session() as group:
        screen = open_screen(
            request,
            HostClock(),
            interrupted=lambda: False,
            paused=lambda: False,
            ask_help=lambda: None,
        )
        try:
            for index in range(N_ROUNDS):
                for leg in LEGS if index % 2 else LEGS[::-1]:
                    who, is_beside = leg
                    if who == "PsychoPy" and PSYCHOPY not in os.environ:
                        continue
                    os.killpg(group, signal.SIGCONT if is_beside else signal.SIGSTOP)
                    errors[leg] += (
                        ours(screen, rng, N_ONSETS)
                        if who == "ours"
                        else psychopy(N_ONSETS)
                    )
        finally:
            screen.dispose()
    return dict(errors)


def run() -> list[tuple[str, float, str]]:
    """Return the ratios to ours without a session, and to PsychoPy's."""
    application = QGuiApplication.instance() or QGuiApplication([])
    errors = measure()
    del application
    loaded = errors["ours", True]
    rows = [
        (f"onset error, {name}: ours with a session running / {what}",
         float(np.percentile(loaded, share) / np.percentile(errors[leg], share)),
         goal)
        for leg, what, goals in COMPARED
        if leg in errors
        for (name, share), goal in zip(SHARES, goals, strict=True)
    ]  # fmt: skip
    return [(f"onsets of each kind, {len(loaded)}", len(loaded), "= 300"), *rows]


if __name__ == "__main__":
    for name, figure, goal in run():
        print(f"{name}: {figure:.2f} ({goal})")
