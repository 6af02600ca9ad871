"""Results of a session, reached by keys and mouse: no more is said than is known."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from attention_camp.camp.dataset.layout import RunPaths

SESSIONS, VIEWER = "window.pages.sessions", "window.pages.viewer"
REPORT, SUMMARY = "window.pages.calibration", "window.pages.summary"
EYES = "window.pages.new_session.signal.eyes"


@pytest.fixture(scope="module")
def desk(
    make_shared_desk: Any, certain: RunPaths, tmp_path_factory: Any, n_screens: int
) -> Any:
    """Return a desk with a window, no larger than it must be, on one session."""
    dataset = tmp_path_factory.mktemp("results") / "data"
    shutil.copytree(certain.dataset, dataset)
    desk = make_shared_desk(n_screens=n_screens)
    desk.start(dataset)
    desk.wait_until_active(app=True)
    desk.resize(1010, 582)
    return desk


def _open_viewer(desk: Any) -> None:
    desk.key("ctrl+4")
    desk.wait_for(f"{SESSIONS}.table.hasFocus() and {SESSIONS}._model.rowCount() == 1")
    desk.key("Home", "Return")
    desk.wait_for(f"window.current == 'viewer' and {VIEWER}.recording is not None")


def test_an_interval_without_width_is_not_shown_as_one(desk: Any) -> None:
    _open_viewer(desk)
    desk.click(f"{VIEWER}.calibration")
    desk.wait_for(f"window.current == 'calibration' and {REPORT}.content.isVisible()")
    told = desk.ask(f"{REPORT}.nulls.description")
    assert told.startswith("this score: 1.00, no interval: few windows;")
    label = f"type({REPORT}.title)"
    shown = desk.ask(f"[one.text() for one in {REPORT}.findChildren({label})]")
    assert not [text for text in [told, *shown] if "[1.00, 1.00]" in text]
    # … and how few they are is said below
    assert any("10 of rest, 11 of task" in text for text in shown)


@pytest.mark.thorough
def test_answers_stand_above_the_fold_and_none_replaces_the_other(
    desk: Any, tmp_path: Path
) -> None:
    tables = tmp_path / "tables"
    tables.mkdir()
    _open_viewer(desk)
    desk.click(f"{VIEWER}.summary")
    desk.wait_for(f"window.current == 'summary' and {SUMMARY}.validate.isEnabled()")
    desk.show_whole(f"{SUMMARY}.validate", SUMMARY)
    desk.click(f"{SUMMARY}.validate")
    for answer in (f"{SUMMARY}.verdict", f"{SUMMARY}.exported"):
        desk.wait_for(f"{answer}.isVisible() and not {SUMMARY}._is_busy", 120)
        seen = f"{answer}.visibleRegion().boundingRect().height()"
        desk.wait_for(f"{seen} == {answer}.height()")  # all of it, without scrolling
        assert desk.ask(f"{answer}.text")
        if answer.endswith("verdict"):
            desk.click(f"{SUMMARY}.export")
            desk.choose_path(tables)
    assert list(tables.rglob("*.csv"))
    assert desk.ask(f"{SUMMARY}.verdict.isVisible()")


@pytest.mark.thorough
def test_a_simulated_brain_is_not_blamed_for_its_eyes(desk: Any) -> None:
    desk.to_signal("08")
    desk.show_whole(f"{EYES}.button", "window.pages.new_session")
    desk.click(f"{EYES}.button")
    desk.wait_for(f"{EYES}.is_running")
    desk.wait_for(f"not {EYES}.is_running", 90)
    said = desk.ask(f"{EYES}.text.text()")
    assert "-fold" in said
    assert "electrodes" not in said
    assert said.startswith("✓") or "nobody closed their eyes" in said
