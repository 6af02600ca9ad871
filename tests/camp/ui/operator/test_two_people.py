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
def running(make_desk: Any, protocol: Path, tmp_path: Path) -> Any:
    """Return a function that begins a session of a person; the task has the keys."""

    def begin(n_screens: int) -> Any:
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

    return begin


def test_a_note_typed_while_trials_run_reaches_the_note_alone(
    running, tmp_path: Path
) -> None:
    desk = running(2)
    desk.click("window.pages.monitor.note_row.text")
    desk.wait_until_active(app=True)
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
def test_the_mirror_shows_the_other_screen_when_asked(running) -> None:
    desk = running(2)
    assert not desk.ask(f"{MONITOR}.mirror.isVisible()")
    desk.click(f"{MONITOR}.line.mirrored")
    desk.wait_for(f"{MONITOR}.mirror.has_picture")
    grey = desk.ask(f"{MONITOR}.mirror._picture.toImage().pixelColor(9, 9).getRgb()")
    assert max(grey[:3]) - min(grey[:3]) <= 4  # the task's ground, no window of ours
    desk.click(f"{MONITOR}.line.mirrored")
    desk.wait_for(f"not {MONITOR}.mirror.isVisible()")
    assert not desk.ask(f"{MONITOR}.mirror.has_picture")
