"""Onset error while a session runs beside it, against the same with nothing beside.

The session is a real one of 16 channels: acquisition, cleaning, scoring and writing in
one process, the monitor's live plots in another. In the legs without it, both are
stopped (SIGSTOP).
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from onset import N_ROUNDS, ours
from PySide6.QtGui import QGuiApplication

from attention_camp.camp.session.clock import HostClock
from attention_camp.camp.session.request import Display, SessionRequest
from attention_camp.camp.ui.participant.window import open_screen

GOAL = "<= 1.25"
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


def run() -> list[tuple[str, float, str]]:
    """Return the ratios of the 99th percentiles and of the medians, in turn A-B-B-A."""
    application = QGuiApplication.instance() or QGuiApplication([])
    request = SessionRequest(Path(), "01", "01", display=Display(fullscreen=True))
    rng = np.random.default_rng(0)
    beside: list[float] = []
    alone: list[float] = []
    with session() as group:
        screen = open_screen(
            request,
            HostClock(),
            interrupted=lambda: False,
            paused=lambda: False,
            ask_help=lambda: None,
        )
        try:
            for leg in "abba" * N_ROUNDS:
                os.killpg(group, signal.SIGCONT if leg == "a" else signal.SIGSTOP)
                (beside if leg == "a" else alone).extend(ours(screen, rng))
        finally:
            screen.dispose()
    del application
    return [
        (
            f"onset error, {name}: with a session running / without",
            float(np.percentile(beside, share) / np.percentile(alone, share)),
            GOAL,
        )
        for name, share in (("99th percentile", 99), ("median", 50))
    ]


if __name__ == "__main__":
    for name, ratio, goal in run():
        print(f"{name}: {ratio:.2f} ({goal})")
