"""Times of keys in our window against a bare one; keys pressed from another process.

The X server's test extension presses keys at known times of the monotonic clock, while
frames are shown at 60 Hz. Lag and spread are those of program and window system;
a keyboard adds its own.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import shiboken6
from bare_window import BareWindow
from PySide6.QtGui import QGuiApplication
from xtest import LEAD_IN, fingers

from attention_camp.camp.session.clock import HostClock
from attention_camp.camp.session.request import Display, SessionRequest
from attention_camp.camp.ui.participant.window import WindowScreen, open_screen
from attention_camp.tasks.trial import Glyph, Phase, Trial

N_ROUNDS = 5
N_KEYS = 25
"""Keys in each leg: 4 legs a round, A-B-B-A, so 250 keys of each in all."""
MEAN = 0.08
PSYCHOPY = "ATTENTION_CAMP_PSYCHOPY"
PEER = str(Path(__file__).with_name("psychopy_peer.py"))
ITEMS = tuple(Glyph("L", x, y) for x in range(-5, 7, 2) for y in range(-3, 5, 2))


def ours(screen: WindowScreen, seed: int) -> list[float]:
    """Return the lags of a leg, s."""
    length = N_KEYS * MEAN * 1.6 + 2 * LEAD_IN + 1.0
    trial = Trial(
        "keys", 1, (Phase("go", ITEMS, length, collects=True, onset=True),), ("f",)
    )
    with fingers("f", N_KEYS, MEAN, seed) as process:
        process.begin()
        found = [press.time for press in screen.present(trial).keypresses]
        return lags(process.times(), found)


def bare(window: BareWindow, seed: int) -> list[float]:
    """Return the lags of a leg, s."""
    window.keys.clear()
    window.raise_()
    window.requestActivate()
    items = [("L", 640 + 25 * g.x, 400 - 25 * g.y) for g in ITEMS]
    with fingers("f", N_KEYS, MEAN, seed) as process:
        process.begin()
        window.run(lambda: len(window.keys) >= N_KEYS, items)
        return lags(process.times(), window.keys)


def lags(pressed: list[float], found: list[float]) -> list[float]:
    """Return how much later each key was found than pressed, s."""
    if len(pressed) != len(found):
        raise RuntimeError(f"{len(pressed)} keys were pressed, {len(found)} found.")
    return [b - a for a, b in zip(pressed, found, strict=True)]


def psychopy(seed: int) -> list[float]:
    """Return the lags of a leg of PsychoPy's, s."""
    command = [os.environ[PSYCHOPY], PEER, "keys", str(N_KEYS)]
    with (
        fingers("f", N_KEYS, MEAN, seed) as process,
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as peer,
    ):
        if peer.stdout is None:
            raise RuntimeError("PsychoPy has no standard output.")
        while peer.stdout.readline().strip() != "ready":
            if peer.poll() is not None:
                raise RuntimeError("PsychoPy ended before it was ready.")
        process.begin()
        found = json.loads(peer.stdout.read().splitlines()[-1])
        return lags(process.times(), found)


def our_leg(seed: int) -> list[float]:
    """Open our window for a leg."""
    request = SessionRequest(Path(), "01", "01", display=Display(fullscreen=False))
    screen = open_screen(
        request,
        HostClock(),
        interrupted=lambda: False,
        paused=lambda: False,
        ask_help=lambda: None,
    )
    try:
        return ours(screen, seed)
    finally:
        screen.dispose()


def bare_leg(seed: int) -> list[float]:
    """Open a bare window for a leg."""
    window = BareWindow()
    try:
        return bare(window, seed)
    finally:
        shiboken6.delete(window)


def compare(
    name: str, peer: Callable[[int], list[float]], goals: tuple[str, str]
) -> list[tuple[str, float, str]]:
    """Return the figures against one peer, medians over rounds A-B-B-A."""
    spreads, medians = [], []
    for index in range(N_ROUNDS):
        a, b = our_leg(index), peer(index)
        b += peer(index)
        a += our_leg(index)
        spreads.append(np.std(a) / np.std(b))
        medians.append(abs(np.median(a)) / abs(np.median(b)))
    return [
        (f"key time, spread (SD): ours / {name}", float(np.median(spreads)), goals[0]),
        (f"key time, median lag: ours / {name}", float(np.median(medians)), goals[1]),
    ]


def run() -> list[tuple[str, float, str]]:
    """Return name, ratio and goal of each figure."""
    application = QGuiApplication.instance() or QGuiApplication([])
    rows = compare("bare window", bare_leg, ("<= 1", "<= 1"))
    if PSYCHOPY in os.environ:
        rows += compare("PsychoPy", psychopy, ("<= 0.5", "<= 0.3"))
    del application
    return rows


if __name__ == "__main__":
    for name, ratio, goal in run():
        print(f"{name}: {ratio:.2f} ({goal})")
