"""Times of keys in our window against a bare one; keys pressed from another process.

The X server's test extension presses keys at known times of the monotonic clock, while
frames are shown at 60 Hz. Lag and spread are those of program and window system;
a keyboard adds its own.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import shiboken6
from bare_window import BareWindow
from PySide6.QtGui import QGuiApplication
from xtest import fingers

from attention_camp.camp.session.clock import HostClock
from attention_camp.camp.session.request import Display, SessionRequest
from attention_camp.camp.ui.participant.window import WindowScreen, open_screen
from attention_camp.tasks.trial import Glyph, Phase, Trial

N_ROUNDS = 5
N_KEYS = 25
"""Keys in each leg: 4 legs a round, A-B-B-A, so 250 keys of each in all."""
MEAN = 0.08
ITEMS = tuple(Glyph("L", x, y) for x in range(-5, 7, 2) for y in range(-3, 5, 2))


def ours(screen: WindowScreen, seed: int) -> list[float]:
    """Return the lags of a leg, s."""
    length = N_KEYS * MEAN * 1.6 + 0.5
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


def measure() -> tuple[list[list[float]], list[list[float]]]:
    """Return the lags of our window and of the bare one, one list a round, s."""
    request = SessionRequest(Path(), "01", "01", display=Display(fullscreen=False))
    a: list[list[float]] = []
    b: list[list[float]] = []
    for index in range(N_ROUNDS):
        legs: dict[str, list[float]] = {"a": [], "b": []}
        for leg in "abba":
            if leg == "a":
                screen = open_screen(
                    request,
                    HostClock(),
                    interrupted=lambda: False,
                    paused=lambda: False,
                    ask_help=lambda: None,
                )
                legs[leg] += ours(screen, index)
                screen.dispose()
            else:
                window = BareWindow()
                legs[leg] += bare(window, index)
                shiboken6.delete(window)
        a.append(legs["a"])
        b.append(legs["b"])
    return a, b


def run() -> list[tuple[str, float, str]]:
    """Return name, ratio and goal of each figure; the median over rounds."""
    application = QGuiApplication.instance() or QGuiApplication([])
    a, b = measure()
    del application
    pairs = list(zip(a, b, strict=True))
    spread = [np.std(x) / np.std(y) for x, y in pairs]
    lag = [abs(np.median(x)) / abs(np.median(y)) for x, y in pairs]
    return [
        ("key time, spread (SD): ours / bare window", float(np.median(spread)), "<= 1"),
        ("key time, median lag: ours / bare window", float(np.median(lag)), "<= 1"),
    ]


if __name__ == "__main__":
    for name, ratio, goal in run():
        print(f"{name}: {ratio:.2f} ({goal})")
