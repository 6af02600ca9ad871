"""Onset error of our window against a bare one: swap return minus scheduled.

Both show 24 letters after a fixation cross, on a display whose swaps do not wait (Xvfb)
or do. The figures say how much a program adds; they say nothing of a monitor.
Where ATTENTION_CAMP_PSYCHOPY names the Python of an environment with PsychoPy, the
same array is shown by PsychoPy too, drawn ahead of its flip. With ATTENTION_CAMP_FRAMED
set, signs, the circle and breaks of a camp come between our onsets (see `framed`).
"""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import shiboken6
from bare_window import BareWindow
from framed import between
from PySide6.QtGui import QGuiApplication

from attention_camp.camp.session.clock import HostClock
from attention_camp.camp.session.request import Display, SessionRequest
from attention_camp.camp.ui.participant.window import WindowScreen, open_screen
from attention_camp.tasks.trial import Glyph, Phase, Shape, Trial

NEEDS_DISPLAY = True
N_ROUNDS = 5
N_ONSETS = 15
"""Onsets in each leg: 4 legs a round, A-B-B-A, so 150 onsets of each in all."""
PERIOD = 1 / 60
PSYCHOPY = "ATTENTION_CAMP_PSYCHOPY"
PEER = str(Path(__file__).with_name("psychopy_peer.py"))


def places(rng: np.random.Generator) -> list[tuple[float, float]]:
    """Return 24 places, degrees from the middle."""
    grid = [(x, y) for x in range(-5, 7, 2) for y in range(-3, 5, 2)]
    return [(x + rng.uniform(-0.4, 0.4), y + rng.uniform(-0.4, 0.4)) for x, y in grid]


def ours(
    screen: WindowScreen, rng: np.random.Generator, n_onsets: int = N_ONSETS
) -> list[float]:
    """Return the onset errors of a leg, s."""
    errors = []
    for _ in range(n_onsets):
        items = tuple(
            Glyph("L", x, y, height=0.7, angle=float(rng.choice([0, 90, 180, 270])))
            for x, y in places(rng)
        )
        cross = Shape("cross", width=0.6, height=0.6, line=0.1)
        trial = Trial(
            "onset",
            1,
            (
                Phase("fixation", (cross,), duration=0.1),
                Phase("array", items, duration=0.1, onset=True),
            ),
            (),
        )
        between(screen)
        errors.append(screen.present(trial).frames.onset_error)
    return errors


def bare(window: BareWindow, rng: np.random.Generator) -> list[float]:
    """Return the onset errors of a leg, s."""
    errors = []
    for _ in range(N_ONSETS):
        start = time.monotonic() + PERIOD
        for frame in range(6):
            window.flip([("+", 640, 400)], start + frame * PERIOD)
        items = [("L", 640 + 25 * x, 400 - 25 * y) for x, y in places(rng)]
        due = start + 6 * PERIOD
        errors.append(window.flip(items, due) - due)
        for frame in range(7, 12):
            window.flip(items, start + frame * PERIOD)
    return errors


def psychopy(n_onsets: int = N_ONSETS) -> list[float]:
    """Return the onset errors of a leg of PsychoPy's, s."""
    command = [os.environ[PSYCHOPY], PEER, "onsets", str(n_onsets)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    errors: list[float] = json.loads(done.stdout.splitlines()[-1])
    return errors


def measure(
    peer: Callable[[np.random.Generator], list[float]],
) -> tuple[list[list[float]], list[list[float]]]:
    """Return the errors of our window and of a peer, one list a round, s."""
    request = SessionRequest(Path(), "01", "01", display=Display(fullscreen=False))
    screen = open_screen(
        request,
        HostClock(),
        interrupted=lambda: False,
        paused=lambda: False,
        ask_help=lambda: None,
    )
    rng = np.random.default_rng(0)
    a, b = [], []
    try:
        for _ in range(N_ROUNDS):
            first = ours(screen, rng)
            b.append(peer(rng) + peer(rng))
            a.append(first + ours(screen, rng))
    finally:
        screen.dispose()
    return a, b


def compare(
    name: str,
    peer: Callable[[np.random.Generator], list[float]],
    goals: tuple[str, str],
) -> list[tuple[str, float, str]]:
    """Return the figures against one peer: medians over rounds, all for the tail."""
    a, b = measure(peer)
    medians = [np.median(x) / np.median(y) for x, y in zip(a, b, strict=True)]
    worst = np.percentile(np.concatenate(a), 99) / np.percentile(np.concatenate(b), 99)
    return [
        (f"onset error, median: ours / {name}", float(np.median(medians)), goals[0]),
        (f"onset error, 99th percentile: ours / {name}", float(worst), goals[1]),
    ]


def run() -> list[tuple[str, float, str]]:
    """Return name, ratio and goal of each figure."""
    application = QGuiApplication.instance() or QGuiApplication([])
    window = BareWindow()
    try:
        rows = compare("bare window", lambda rng: bare(window, rng), ("<= 1", "<= 1"))
    finally:
        shiboken6.delete(window)
    if PSYCHOPY in os.environ:
        rows += compare("PsychoPy", lambda _: psychopy(), ("<= 0.5", "<= 1.0"))
    del application
    return rows


if __name__ == "__main__":
    for name, ratio, goal in run():
        print(f"{name}: {ratio:.2f} ({goal})")
