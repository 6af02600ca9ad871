"""Keys in our window against a bare one and PsychoPy; pressed from another process.

The X server's test extension presses keys at known times of the monotonic clock, while
frames are shown at 60 Hz. In our window they are pressed within trials, and each must
be found on its own: in all 1,000 keys of ours in a comparison. Lag and spread are those
of program and window system; a keyboard adds its own.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shiboken6
from bare_window import BareWindow
from framed import between
from PySide6.QtGui import QGuiApplication
from xtest import LEAD_IN, fingers

from attention_camp.camp.session.clock import HostClock
from attention_camp.camp.session.request import Display, SessionRequest
from attention_camp.camp.ui.participant.window import WindowScreen, open_screen
from attention_camp.tasks.trial import Glyph, Phase, Trial

IS_LONG = NEEDS_DISPLAY = True
N_ROUNDS = 5
N_TRIALS, N_PRESSED = 10, 10
"""Trials in each of our legs, and keys in each trial."""
N_KEYS = N_TRIALS * N_PRESSED
"""Keys in each leg: 4 legs a round, A-B-B-A, so 1,000 keys of each in all."""
MEAN = 0.08
KEYS = ("d", "f", "j", "k")
PSYCHOPY = "ATTENTION_CAMP_PSYCHOPY"
PEER = str(Path(__file__).with_name("psychopy_peer.py"))
ITEMS = tuple(Glyph("L", x, y) for x in range(-5, 7, 2) for y in range(-3, 5, 2))


@dataclass(frozen=True, slots=True)
class Leg:
    """What came of the keys of a leg."""

    lags: list[float]
    """Found minus pressed, s."""
    n_on_trial: int
    """Keys found on the trial within which they were pressed."""


def ours(screen: WindowScreen, seed: int) -> Leg:
    """Press keys within trials; look for each on its own."""
    length = LEAD_IN + N_PRESSED * MEAN * 1.6 + 0.5
    phase = Phase("go", ITEMS, length, collects=True, onset=True)
    trial = Trial("keys", 1, (phase,), KEYS)
    responses = []
    with fingers(",".join(KEYS), N_PRESSED, MEAN, seed, N_TRIALS) as process:
        for _ in range(N_TRIALS):
            between(screen)
            process.begin()
            responses.append(screen.present(trial))
        pressed = process.pressed()
    found_lags: list[float] = []
    n_on_trial = 0
    for index, response in enumerate(responses):
        mine = pressed[index * N_PRESSED :][:N_PRESSED]
        if not response.onsets[0] < mine[0][1] < mine[-1][1] < response.end:
            raise RuntimeError(
                f"The keys of trial {index + 1} were not pressed while it was shown: "
                "the machine is too busy to measure."
            )
        found = response.keypresses
        if [press.key for press in found] == [key for key, _ in mine]:
            n_on_trial += len(mine)
            found_lags += [
                press.time - moment
                for press, (_, moment) in zip(found, mine, strict=True)
            ]
    return Leg(found_lags, n_on_trial)


def bare(window: BareWindow, seed: int) -> Leg:
    """Press keys while the bare window shows letters."""
    window.keys.clear()
    window.raise_()
    window.requestActivate()
    items = [("L", 640 + 25 * g.x, 400 - 25 * g.y) for g in ITEMS]
    with fingers("f", N_KEYS, MEAN, seed) as process:
        process.begin()
        window.run(lambda: len(window.keys) >= N_KEYS, items)
        return paired(process.times(), window.keys)


def paired(pressed: list[float], found: list[float]) -> Leg:
    """Return how much later each key was found than pressed."""
    if len(pressed) != len(found):
        raise RuntimeError(f"{len(pressed)} keys were pressed, {len(found)} found.")
    found_lags = [b - a for a, b in zip(pressed, found, strict=True)]
    return Leg(found_lags, len(found))


def psychopy(seed: int) -> Leg:
    """Press keys while PsychoPy shows letters."""
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
        return paired(process.times(), found)


def our_leg(seed: int) -> Leg:
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


def bare_leg(seed: int) -> Leg:
    """Open a bare window for a leg."""
    window = BareWindow()
    try:
        return bare(window, seed)
    finally:
        shiboken6.delete(window)


def compare(
    name: str, peer: Callable[[int], Leg], goals: tuple[str, str]
) -> list[tuple[str, float, str]]:
    """Return the figures against one peer, medians over rounds A-B-B-A."""
    spreads, medians = [], []
    n_on_trial = 0
    for index in range(N_ROUNDS):
        first, second = our_leg(2 * index), peer(2 * index)
        third, fourth = peer(2 * index + 1), our_leg(2 * index + 1)
        n_on_trial += first.n_on_trial + fourth.n_on_trial
        a, b = first.lags + fourth.lags, second.lags + third.lags
        spreads.append(np.std(a) / np.std(b))
        medians.append(abs(np.median(a)) / abs(np.median(b)))
    n_keys = 2 * N_ROUNDS * N_KEYS
    return [
        (f"of {n_keys} keys, found on their trial", n_on_trial, f"= {n_keys}"),
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
