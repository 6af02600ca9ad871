"""How long the first session of docs/first-session.md takes, step by step.

    attention-camp bench tutorial
    python tests/benchmarks/tutorial.py install

The application is started on a desk with a window manager, and the page is followed by
mouse and keys with a simulated participant, to the commands at its end. Reading a step
takes what is written below, our own choice; all other seconds are those of the clock.
With ``install`` the project is copied first, as `git clone` does, and installed as
`make run` does it: that needs the network, and its time is that of network and disk.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "tests" / "camp" / "ui" / "operator"))
from desk import STEPS, Desk  # noqa: E402 (beside the tests that use it)

IS_LONG = NEEDS_DISPLAY = True
NEEDS_QUIET = False
GOAL_S = 600.0
READ_S = 12.0
"""For each of the six steps: about fifty words and a picture."""
N_STEPS = 6
PATIENCE_S = 400.0
"""Longest that the demonstration may take, in real time."""
COMMANDS = (("validate",), ("replay",), ("export", "--csv"))

Row = tuple[str, float, str]


def run(*, install: bool = False) -> Iterator[Row]:
    """Yield the seconds of each step, and of all."""
    total = N_STEPS * READ_S
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        if install:
            yield (
                "the project copied and installed (before the ten minutes), s",
                *(_installed(folder / "clone"), ""),
            )
        yield "reading the six steps (assumed), s", total, ""
        for step, seconds in (*_in_windows(folder), *_commands(folder)):
            total += seconds
            yield f"{step}, s", seconds, ""
    yield "all, from the window to the tables, s", total, f"≤ {GOAL_S:.0f}"


def _installed(clone: Path) -> float:
    began = monotonic()
    subprocess.run(["git", "clone", "-q", str(ROOT), str(clone)], check=True)
    subprocess.run(["make", "-s", ".venv/installed"], cwd=clone, check=True)
    return monotonic() - began


def _in_windows(folder: Path) -> Iterator[tuple[str, float]]:
    """Yield what was done and how long it took, from the start to the viewer."""
    began = monotonic()
    desk = Desk(folder, n_screens=2)
    try:
        for step in _steps(desk, folder / "data"):
            now = monotonic()
            yield step, now - began
            began = now
    finally:
        desk.close()


def _steps(desk: Desk, dataset: Path) -> Iterator[str]:
    desk.start(dataset)
    desk.wait_until_active(app=True)
    yield "1 the window opens"
    desk.click("window.navigation.buttons['new_session']")
    desk.wait_for(f"{STEPS}.who.participant.hasFocus()")
    desk.type("01", delay_ms=120)
    assert desk.ask(f"{STEPS}.who.who.protocol") == "demo"
    desk.choose(f"{STEPS}.who.answers", 1)
    desk.click(f"{STEPS}.primary")
    yield "2 who and what"
    desk.click(f"{STEPS}.headset.connect_button")
    desk.wait_for(f"{STEPS}.is_connected")
    desk.click(f"{STEPS}.primary")
    yield "3 the headset"
    desk.wait_for(f"{STEPS}.signal.head.is_judged and {STEPS}.primary.isEnabled()")
    desk.click(f"{STEPS}.primary")
    yield "4 the signal"
    desk.wait_for("window.live.course.ended is not None", PATIENCE_S)
    assert desk.ask("window.live.course.ended.ending.value") == "finished"
    yield "5 the demonstration, in real time"
    desk.click("window.pages.monitor.summary")
    desk.wait_for("window.pages.summary.primary.isEnabled()")
    desk.click("window.pages.summary.primary")
    desk.wait_for("window.current == 'viewer'")
    yield "6 summary and viewer"


def _commands(folder: Path) -> Iterator[tuple[str, float]]:
    for name, *options in COMMANDS:
        command = [sys.executable, "-m", "attention_camp.camp", name, folder / "data"]
        tables = [*options, folder / "tables"] if options else []
        began = monotonic()
        subprocess.run([*command, *tables], check=True, stdout=subprocess.DEVNULL)
        yield f"`attention-camp {name}`", monotonic() - began


if __name__ == "__main__":
    for what, value, goal in run(install="install" in sys.argv[1:]):
        print(f"{what}: {value:.3g}" + (f" (goal: {goal})" if goal else ""), flush=True)
