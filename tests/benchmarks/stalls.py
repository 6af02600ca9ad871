"""Whether the frame log tells: injected stalls are flagged, clean frames are not.

No machine is never late by itself, so each flag is held against witnesses that know
nothing of frames (see `machine_witness`). A flag is *explained* where the frame, less
the time for which the witnesses saw the machine keep us waiting, would not have been
flagged; any other flag is *false*. The injected stalls are the test of the witnesses:
they are our own, and none may be explained away.
"""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np
from framed import between
from machine_witness import Witnesses, witnesses, x_server
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication

from attention_camp.camp.session.clock import HostClock
from attention_camp.camp.session.request import Display, SessionRequest
from attention_camp.camp.ui.participant.frames import Flip
from attention_camp.camp.ui.participant.window import WindowScreen, open_screen
from attention_camp.tasks.trial import Glyph, Phase, Trial

IS_LONG = NEEDS_DISPLAY = True
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


def stalled_trials(screen: WindowScreen) -> list[list[Flip]]:
    """Return the flagged frames of each trial with a stall of 20 to 200 ms in it."""
    rng = np.random.default_rng(0)
    trials = []
    for _ in range(N_STALLS):
        between(screen)
        begin, length = rng.uniform(0.05, 0.3), rng.uniform(0.02, 0.2)
        QTimer.singleShot(round(begin * 1000), partial(stall, length))
        screen.present(SHORT)
        trials.append(flagged(screen))
    return trials


def clean_frames(screen: WindowScreen) -> tuple[list[Flip], int]:
    """Return the flagged frames where nothing was done to them, of how many."""
    n_frames = 0
    found: list[Flip] = []
    while n_frames - len(found) < N_CLEAN:
        between(screen)
        n_frames += screen.present(LONG).frames.n_frames
        found += flagged(screen)
    return found, n_frames


def flagged(screen: WindowScreen) -> list[Flip]:
    """Return the frames of the last trial that were flagged."""
    return [flip for flip in screen._stage.log.flips if flip.n_dropped]


def unexplained(
    flips: Sequence[Flip], seen: Witnesses, *, allowed: float, period: float
) -> int:
    """Return how many flags the machine's own lateness does not explain.

    Parameters
    ----------
    flips : sequence of Flip
        Flagged frames.
    seen : Witnesses
        What was seen of the machine.
    allowed : float
        Seconds by which a frame may come late and not be flagged.
    period : float
        Seconds of a frame: its work begins that long before it is due.
    """
    return sum(
        flip.time - flip.due - seen.late(flip.due - period, flip.time) > allowed
        for flip in flips
    )


def run() -> list[tuple[str, float, str]]:
    """Return the counts."""
    application = QGuiApplication.instance() or QGuiApplication([])
    request = SessionRequest(Path(), "01", "01", display=Display(fullscreen=True))
    screen = open_screen(
        request,
        HostClock(),
        interrupted=lambda: False,
        paused=lambda: False,
        ask_help=lambda: None,
    )
    pacer = screen._stage.pacer
    count = partial(unexplained, allowed=pacer.tolerance, period=pacer.period)
    try:
        with witnesses([os.getpid(), *x_server()]) as seen:
            trials = stalled_trials(screen)
            found, n_frames = clean_frames(screen)
    finally:
        screen.dispose()
    del application
    told = sum(bool(trial) for trial in trials)
    excused = sum(bool(trial) and not count(trial, seen) for trial in trials)
    false = count(found, seen)
    n_clean = n_frames - len(found) + false
    return [
        (f"of {N_STALLS} stalls, flagged on their trial", told, f"= {N_STALLS}"),
        ("of these, taken for the machine's own by the witnesses", excused, "= 0"),
        ("frames flagged while the machine was seen late", len(found) - false, "none"),
        (f"of {n_clean} other frames, flagged", false, "= 0"),
    ]


if __name__ == "__main__":
    for name, figure, goal in run():
        print(f"{name}: {figure:g} ({goal})")
