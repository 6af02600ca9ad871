"""Whether the frame log tells: injected stalls are flagged, clean frames are not."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path

import numpy as np
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication

from attention_camp.camp.session.clock import HostClock
from attention_camp.camp.session.request import Display, SessionRequest
from attention_camp.camp.ui.participant.window import WindowScreen, open_screen
from attention_camp.tasks.trial import Glyph, Phase, Trial

N_STALLS = 200
N_CLEAN = 10_000
LETTERS = tuple(Glyph("X", x, 0.0) for x in range(-4, 6, 2))
SHORT = Trial(
    "stall",
    1,
    (Phase("wait", LETTERS[:1], 0.1), Phase("item", LETTERS, 0.3, onset=True)),
    (),
)
LONG = Trial("clean", 1, (Phase("item", LETTERS, 10.0, onset=True),), ())


def stall(seconds: float) -> None:
    """Keep the processor busy between two frames."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        pass


def share_flagged(screen: WindowScreen) -> float:
    """Return the share of stalls of 20 to 200 ms that are flagged on their trial."""
    rng = np.random.default_rng(0)
    flagged = 0
    for _ in range(N_STALLS):
        begin, length = rng.uniform(0.05, 0.3), rng.uniform(0.02, 0.2)
        QTimer.singleShot(round(begin * 1000), partial(stall, length))
        flagged += screen.present(SHORT).frames.n_dropped > 0
    return flagged / N_STALLS


def flagged_when_clean(screen: WindowScreen) -> tuple[int, int]:
    """Return how many frames of an idle machine are flagged, of how many."""
    n_frames = n_dropped = 0
    while n_frames < N_CLEAN:
        facts = screen.present(LONG).frames
        n_frames += facts.n_frames
        n_dropped += facts.n_dropped
    return n_dropped, n_frames


def run() -> list[tuple[str, float, str]]:
    """Return both shares; other work on the machine drops frames of its own."""
    application = QGuiApplication.instance() or QGuiApplication([])
    request = SessionRequest(Path(), "01", "01", display=Display(fullscreen=True))
    screen = open_screen(
        request,
        HostClock(),
        interrupted=lambda: False,
        paused=lambda: False,
        ask_help=lambda: None,
    )
    try:
        flagged = share_flagged(screen)
        n_dropped, n_frames = flagged_when_clean(screen)
    finally:
        screen.dispose()
    del application
    return [
        (f"share of {N_STALLS} stalls flagged on their trial", flagged, "= 1"),
        (f"clean frames flagged, of {n_frames}", float(n_dropped), "= 0"),
    ]


if __name__ == "__main__":
    for name, figure, goal in run():
        print(f"{name}: {figure:g} ({goal})")
