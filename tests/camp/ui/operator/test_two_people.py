"""Two people at one computer: real keys and mouse, through a window manager."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

RUNS = "window.live is not None and window.live.phase.value == 'running'"
STAGE = "window.live.course.stage.stage.value"
MONITOR = "window.pages.monitor"


def _events(dataset: Path, kind: str) -> list[list[str]]:
    """Return the rows of a kind in the table of events of the only run."""
    (table,) = dataset.rglob("*_events.tsv")
    rows = [line.split("\t") for line in table.read_text().splitlines()]
    at = rows[0].index("trial_type")
    return [row for row in rows[1:] if row[at] == kind]


@pytest.fixture
def running(make_desk: Any, protocol: Path, tmp_path: Path, n_screens: int) -> Any:
    """Return a desk where a person's session has begun; the task has the keys."""
    desk = make_desk(n_screens=n_screens)
    request = {
        "participant": "01",
        "session": "01",
        "protocol": str(protocol),
        "board": "simulated",
    }
    desk.start(tmp_path / "data", json.dumps(request))
    desk.wait_for(RUNS)
    desk.wait_until_active(app=False)
    desk.wait_for(f"{STAGE} == 'instructions'")
    while desk.ask(STAGE) == "instructions":
        desk.key("space")
    desk.wait_for(f"{STAGE} == 'trials'")
    return desk


def test_a_note_typed_while_trials_run_reaches_the_note_alone(
    running, tmp_path: Path
) -> None:
    desk = running
    if desk.n_screens == 2:
        desk.click("window.pages.monitor.note_row.text")
    else:
        desk.key("ctrl+t")  # from the task, which covers the window
    desk.wait_until_active(app=True)
    desk.wait_for("window.pages.monitor.note_row.text.hasFocus()")
    text = "door slammed " * 76 + "escape bell "
    before = desk.ask("len(window.live.course.records)")
    desk.type(text)
    desk.wait_for(f"len(window.pages.monitor.note_row.text.text()) == {len(text)}")
    assert desk.ask("window.pages.monitor.note_row.text.text()") == text
    desk.key("Escape")  # empties the note, and ends nothing
    desk.wait_until_active(app=False)  # the keyboard went back to the task
    desk.wait_for(f"len(window.live.course.records) >= {before + 1}")
    assert desk.ask(RUNS)
    assert _events(tmp_path / "data", "response") == []


@pytest.mark.thorough
def test_the_task_opens_on_the_other_screen(running) -> None:
    desk = running
    where = desk.run("xdotool", "getactivewindow", "getwindowgeometry", "--shell")
    x = dict(line.split("=") for line in where.splitlines())["X"]
    width = desk.ask("window.screen().size().width()")
    assert int(x) == (width if desk.n_screens == 2 else 0)


@pytest.mark.thorough
def test_who_went_to_the_monitor_stays_there_while_trials_run(running) -> None:
    desk = running
    if desk.n_screens == 2:
        desk.click(f"{MONITOR}.log_view")
    desk.to_front()
    desk.wait_until_active(app=True)
    before = desk.ask("len(window.live.course.records)")
    desk.wait_for(f"len(window.live.course.records) >= {before + 2}")
    desk.wait_until_active(app=True)
    desk.click(f"{MONITOR}.line.give")
    desk.wait_until_active(app=False)


@pytest.mark.thorough
@pytest.mark.parametrize("n_screens", [2], indirect=True)
def test_the_mirror_shows_the_other_screen_when_asked(running) -> None:
    desk = running
    assert not desk.ask(f"{MONITOR}.mirror.isVisible()")
    desk.click(f"{MONITOR}.line.mirrored")
    desk.wait_for(f"{MONITOR}.mirror.has_picture")
    grey = desk.ask(f"{MONITOR}.mirror._picture.toImage().pixelColor(9, 9).getRgb()")
    assert max(grey[:3]) - min(grey[:3]) <= 4  # the task's ground, no window of ours
    desk.click(f"{MONITOR}.line.mirrored")
    desk.wait_for(f"not {MONITOR}.mirror.isVisible()")
    assert not desk.ask(f"{MONITOR}.mirror.has_picture")
