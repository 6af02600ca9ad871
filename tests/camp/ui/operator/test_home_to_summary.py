"""One session from Home to Summary in both languages, by real keys and mouse."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from attention_camp.camp.dataset.layout import existing_runs
from attention_camp.camp.dataset.rows import read_events
from attention_camp.camp.dataset.trial_store import read_session

RUNS = "window.live is not None and window.live.phase.value == 'running'"
STEPS = "window.pages.new_session"
MONITOR = "window.pages.monitor"
RECORDED = "len(window.live.course.records)"
PROTOCOL = """
name: short
title: Short
description: For tests.
scoring: {estimator: theta-alpha}
blocks:
  - {task: sart, trials: 8, cards: false,
     options: {repeats: 1, interval: 0.4}, rule: {name: fixed}}
"""


def _fill_in(desk: Any, protocol: Path) -> None:
    """Answer the first step: a participant, a protocol file, who answers."""
    desk.wait_until_active(app=True)
    desk.click("window.navigation.buttons['new_session']")
    desk.wait_for("window.current == 'new_session'")
    desk.wait_for(f"{STEPS}.who.participant.hasFocus()")
    desk.type("07")
    desk.click(f"{STEPS}.who.browse")
    desk.choose_path(protocol)
    desk.wait_for(f"{STEPS}.who.who.protocol == {str(protocol)!r}")
    desk.choose(f"{STEPS}.who.answers", 1)


def _begin(desk: Any) -> None:
    """Go on from the first step until trials run."""
    desk.click(f"{STEPS}.primary")
    desk.click(f"{STEPS}.headset.connect_button")
    desk.wait_for(f"{STEPS}.is_connected")
    desk.click(f"{STEPS}.primary")
    desk.wait_for(f"{STEPS}.signal.head.is_judged")
    if not desk.ask(f"{STEPS}.primary.isEnabled()"):
        desk.click(f"{STEPS}.signal.reason")
        desk.type("a test")
    desk.click(f"{STEPS}.primary")
    desk.wait_for(RUNS)
    desk.wait_for(f"{RECORDED} >= 1")


def _note_and_pause(desk: Any) -> None:
    """Write a note by its shortcut, then pause."""
    desk.to_front()
    desk.click("window.pages.monitor.log_view")
    desk.wait_until_active(app=True)
    desk.key("ctrl+t")
    desk.wait_for(f"{MONITOR}.note_row.text.hasFocus()")
    desk.type("door slammed")
    desk.key("Return")
    desk.wait_for(f"'door slammed' in {MONITOR}.note_row.last.text()")
    desk.back_to_front()
    desk.click(f"{MONITOR}.buttons['pause']")
    desk.wait_for("window.live.phase.value == 'paused'")


def _look_at_summary(desk: Any) -> None:
    """Wait for the end of the session and go to its summary."""
    desk.click(f"{MONITOR}.summary")
    desk.wait_for("window.current == 'summary'")
    desk.wait_for("window.pages.summary.primary.isEnabled()")
    assert desk.ask("window.live.course.ended.ending.value") == "finished"


def _rows(dataset: Path, run: int) -> list[tuple[str, str]]:
    paths = next(p for p in existing_runs(dataset) if p.run == run)
    return [(event.trial_type, event.value) for event in read_events(paths)]


@pytest.mark.thorough
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_a_killed_session_goes_on_to_its_summary(
    make_desk: Any, tmp_path: Path, language: str, n_screens: int
) -> None:
    dataset, protocol = tmp_path / "data", tmp_path / "short.yaml"
    protocol.write_text(PROTOCOL)
    desk = make_desk(n_screens=n_screens)
    desk.start(dataset, language=language)
    _fill_in(desk, protocol)
    _begin(desk)
    _note_and_pause(desk)
    n_done = desk.ask(RECORDED)
    desk.kill_app()
    desk.wait_until_recorded_no_more(dataset)
    command = [sys.executable, "-m", "attention_camp.camp", "recover", str(dataset)]
    subprocess.run(command, check=True, capture_output=True)
    interrupted = _rows(dataset, 1)
    assert ("note", "door slammed") in interrupted
    assert [kind for kind, _ in interrupted].count("pause") == 1
    first = next(p for p in existing_runs(dataset) if p.run == 1)
    assert "closed unexpectedly" in read_session(first)["text"]

    desk.start(dataset)
    desk.click("window.pages.home.resume")
    desk.wait_for(f"window.current == 'new_session' and {STEPS}.primary.isEnabled()")
    _begin(desk)
    assert desk.ask("window.live.course.records[0].trial") == n_done + 1
    desk.to_front()
    _look_at_summary(desk)
    desk.picture(tmp_path / "summary.png")
    desk.click("window.navigation.buttons['home']")
    desk.wait_for("window.current == 'home'")
    states = "[row.state for row in window.pages.home._model.rows]"
    desk.wait_for(f"{states} == ['finished']")
    desk.picture(tmp_path / "home.png")


def test_a_session_is_set_up_by_keys_and_mouse(make_desk: Any, tmp_path: Path) -> None:
    protocol = tmp_path / "short.yaml"
    protocol.write_text(PROTOCOL)
    desk = make_desk()
    desk.start(tmp_path / "data", language="zh_CN")
    _fill_in(desk, protocol)
    desk.click(f"{STEPS}.primary")
    desk.click(f"{STEPS}.headset.connect_button")
    desk.wait_for(f"{STEPS}.is_connected")
    desk.click(f"{STEPS}.primary")
    desk.wait_for(f"{STEPS}.signal.panel.filtered.isChecked()")
    desk.wait_for(f"{STEPS}.signal.head.is_judged")
    desk.picture(tmp_path / "signal.png")
