"""A note, a pause, a kill and a resume, by real keys and mouse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from attention_camp.camp.dataset.layout import existing_runs
from attention_camp.camp.dataset.ledger_file import read_ledger
from attention_camp.camp.dataset.recover import recover
from attention_camp.camp.dataset.rows import read_events

RUNS = "window.live is not None and window.live.phase.value == 'running'"
STAGE = "window.live.course.stage.stage.value"
NOTES = "window.pages.monitor.note_row"


def _kinds(dataset: Path, run: int) -> list[tuple[str, str]]:
    paths = next(p for p in existing_runs(dataset) if p.run == run)
    return [
        (event.trial_type, event.value)
        for event in read_events(paths)
        if event.trial_type in {"note", "pause", "help"}
    ]


def _begin(desk, protocol: Path, dataset: Path, **asked: object) -> None:
    request = {
        "participant": "01",
        "session": "01",
        "protocol": str(protocol),
        "board": "simulated",
        **asked,
    }
    desk.start(dataset, json.dumps(request))
    desk.wait_for(RUNS)


@pytest.mark.thorough
def test_what_is_noted_survives_a_kill_and_the_session_goes_on(
    make_desk, protocol: Path, tmp_path: Path, n_screens: int
) -> None:
    dataset = tmp_path / "data"
    desk = make_desk(n_screens=n_screens)
    _begin(desk, protocol, dataset, observer="default", seed=5)
    desk.wait_for("len(window.live.course.records) >= 2")
    desk.to_front()
    desk.click(f"{NOTES}.text")
    desk.wait_until_active(app=True)
    desk.type("door slammed")
    desk.key("Return")
    desk.wait_for(f"'door slammed' in {NOTES}.last.text()")
    desk.back_to_front()
    desk.click(f"{NOTES}.marks['moved']")
    desk.click("window.pages.monitor.buttons['pause']")
    desk.wait_for("window.live.phase.value == 'paused'")
    desk.click(f"{NOTES}.text")
    desk.type("in the pause")
    desk.key("Return")
    desk.wait_for(f"'in the pause' in {NOTES}.last.text()")
    n_done = desk.ask("len(window.live.course.records)")
    desk.kill_app()
    desk.wait_until_recorded_no_more(dataset)
    recover(dataset)
    kept = _kinds(dataset, 1)
    assert ("note", "door slammed") in kept
    assert ("note", "moved") in kept
    assert ("note", "in the pause") in kept
    assert [kind for kind, _ in kept].count("pause") == 1
    first = next(p for p in existing_runs(dataset) if p.run == 1)
    assert len(read_ledger(first.decisions).trials) == n_done

    desk.start(dataset)
    desk.wait_for("window.pages.home.resume.isVisible()")
    desk.click("window.pages.home.resume")
    who = "window.pages.new_session"
    desk.wait_for(f"window.current == 'new_session' and {who}.primary.isEnabled()")
    assert desk.ask(f"{who}.who.who.seed") == 5
    desk.click(f"{who}.primary")
    desk.click(f"{who}.headset.connect_button")
    desk.wait_for(f"{who}.is_connected")
    desk.click(f"{who}.primary")
    desk.wait_for(f"{who}.signal.head.is_judged")
    if not desk.ask(f"{who}.primary.isEnabled()"):
        desk.click(f"{who}.signal.reason")
        desk.type("a test")
    desk.click(f"{who}.primary")
    desk.wait_for(RUNS)
    desk.wait_for("len(window.live.course.records) >= 1")
    assert desk.ask("window.live.course.records[0].trial") == n_done + 1
    desk.to_front()
    desk.click("window.navigation.buttons['home']")
    desk.wait_for("window.current == 'home'")
    assert desk.ask("len(window.pages.home._model.rows)") == 1


@pytest.mark.thorough
def test_on_one_screen_the_results_stay_covered(
    make_desk, protocol: Path, tmp_path: Path
) -> None:
    desk = make_desk(n_screens=1)
    _begin(desk, protocol, tmp_path / "data")
    desk.wait_until_active(app=False)
    desk.wait_for(f"{STAGE} == 'instructions'")
    while desk.ask(STAGE) == "instructions":
        desk.key("space")
    desk.wait_for(f"{STAGE} == 'trials'")
    desk.key("F1")  # the participant calls
    desk.key("Escape")  # and ends the session
    desk.wait_for("window.curtain.isVisible()")
    desk.key("space", "Return", "Escape")
    assert desk.ask("window.curtain.isVisible()")
    desk.key("ctrl+Return")
    desk.wait_for("not window.curtain.isVisible()")
    assert ("help", "") in _kinds(tmp_path / "data", 1)
