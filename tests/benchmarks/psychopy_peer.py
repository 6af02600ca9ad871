"""PsychoPy's side of the comparison, run by the Python of an environment of its own.

`PYTHON psychopy_peer.py onsets N` prints N onset errors, `psychopy_peer.py keys N`
waits for N presses of the key f and prints when PsychoPy found them; seconds of the
monotonic clock, as JSON in the last line. It imports nothing of ours.
"""

from __future__ import annotations

import json
import random
import sys
import time

from psychopy import core, event, visual

PERIOD = 1 / 60
GRID = [(x, y) for x in range(-5, 7, 2) for y in range(-3, 5, 2)]


def make_items(window: visual.Window, seed: int) -> list[visual.TextStim]:
    """Return 24 letters."""
    rng = random.Random(seed)
    return [
        visual.TextStim(
            window,
            "L",
            pos=(25 * x, 25 * y),
            height=24,
            ori=rng.choice([0, 90, 180, 270]),
        )
        for x, y in GRID
    ]


def flip_at(window: visual.Window, due: float) -> float:
    """Flip what is drawn at ``due``; return when the flip returned."""
    left = due - time.monotonic()
    if left > 0:
        core.wait(left, hogCPUperiod=0.002)
    window.flip()
    return time.monotonic()


def onsets(window: visual.Window, n: int) -> list[float]:
    """Return onset errors; the array is drawn ahead, as a careful user would."""
    cross = visual.TextStim(window, "+", height=24)
    errors = []
    for index in range(n):
        items = make_items(window, index)
        for item in items:  # the first drawing makes the textures
            item.draw()
        window.clearBuffer()
        start = time.monotonic() + PERIOD
        for frame in range(6):
            cross.draw()
            flip_at(window, start + frame * PERIOD)
        for item in items:
            item.draw()
        due = start + 6 * PERIOD
        errors.append(flip_at(window, due) - due)
        window.flip()
    return errors


def keys(window: visual.Window, n: int) -> list[float]:
    """Return when keys were found by ``event.getKeys``, asked once a frame."""
    items = make_items(window, 0)
    clock = core.Clock()
    offset = time.monotonic() - clock.getTime()
    found: list[float] = []
    print("ready", flush=True)
    due = time.monotonic()
    while len(found) < n and time.monotonic() < due + 30:
        for item in items:
            item.draw()
        due += PERIOD
        flip_at(window, due)
        for name, moment in event.getKeys(timeStamped=clock):
            if name == "f":
                found.append(moment + offset)
    return found


def main() -> None:
    """Measure what the command line asks for."""
    what, n = sys.argv[1], int(sys.argv[2])
    window = visual.Window(
        (1280, 800), units="pix", fullscr=False, allowGUI=False, checkTiming=False
    )
    figures = onsets(window, n) if what == "onsets" else keys(window, n)
    window.close()
    print(json.dumps(figures), flush=True)


if __name__ == "__main__":
    main()
