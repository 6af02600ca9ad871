"""What a review by hand found on the pages, tried again by real keys and mouse."""

from __future__ import annotations

import itertools
import shutil
from pathlib import Path
from typing import Any

import pytest

VIEWER, STEPS = "window.pages.viewer", "window.pages.new_session"
SESSIONS, WHO = "window.pages.sessions", "window.pages.new_session.who"
DRAWING = "__import__('attention_camp.camp.ui.viewer.traces.drawing', fromlist=['x'])"
BROKEN = """\
name: broken
title: Broken
description: For tests.
blocks:
  - {task: serch, trials: 4}
  - {task: sart, trials: -3}
"""
MENDED = BROKEN.replace("serch", "visual-search").replace("-3", "3")


@pytest.fixture(scope="module")
def desk(make_shared_desk: Any, recorded: Path, tmp_path_factory: Any) -> Any:
    """Return a desk of two screens, with a window on a dataset of one session."""
    dataset = tmp_path_factory.mktemp("driven") / "data"
    shutil.copytree(recorded, dataset)
    desk = make_shared_desk(n_screens=2)
    desk.start(dataset, participant="07", board="simulated")
    desk.wait_until_active(app=True)
    return desk


def _texts(page: str) -> str:
    """Return an expression for all texts that the labels of a page show."""
    label = f"type({page}.title)"
    return f"[one.text() for one in {page}.findChildren({label}) if one.isVisible()]"


def _has_whole_popup(desk: Any, box: str) -> bool:
    desk.click(box)
    desk.wait_for(f"{box}.view().isVisible()")
    rows = f"{box}.count() * {box}.view().sizeHintForRow(0)"
    whole = desk.ask(f"{box}.view().viewport().height() >= {rows}")
    desk.key("Escape")
    desk.wait_for(f"not {box}.view().isVisible()")
    return bool(whole)


def _zoom_in(desk: Any, times: int) -> None:
    x, y = desk.ask(f"middle({VIEWER}.eeg)")
    desk.run("xdotool", "mousemove", str(x), str(y), "keydown", "ctrl")
    for _ in range(times):
        desk.run("xdotool", "click", "4")
    desk.run("xdotool", "keyup", "ctrl")


def test_the_keyboard_goes_where_the_work_is(desk: Any) -> None:
    for key, where in (
        ("ctrl+1", "window.pages.home.table"),
        ("ctrl+4", f"{SESSIONS}.table"),
        ("ctrl+n", f"{WHO}.participant"),
    ):
        desk.key(key)
        desk.wait_for(f"{where}.hasFocus()")


def test_a_search_finds_what_is_meant(desk: Any) -> None:
    desk.key("ctrl+4")
    desk.wait_for(f"{SESSIONS}.table.hasFocus() and {SESSIONS}._model.n_all == 1")
    for typed, n_found in (("26", 0), ("participant:07", 1), ("participant:02", 0)):
        desk.key("ctrl+f", "ctrl+a")
        desk.type(typed)
        desk.wait_for(f"{SESSIONS}.filters.search.text() == {typed!r}")
        assert desk.ask(f"{SESSIONS}._model.rowCount()") == n_found
    desk.key("ctrl+a", "BackSpace")
    desk.wait_for(f"{SESSIONS}._model.rowCount() == 1")
    assert _has_whole_popup(desk, f"{SESSIONS}.filters.state")


def test_the_time_axis_is_true_however_far_one_zooms(desk: Any) -> None:
    desk.key("ctrl+4")
    desk.wait_for(f"{SESSIONS}.table.hasFocus()")
    desk.key("Return")
    desk.wait_for(f"window.current == 'viewer' and {VIEWER}.recording is not None")
    eeg = f"{VIEWER}.eeg"
    for _ in range(4):
        before = desk.ask(f"{eeg}.span[1] - {eeg}.span[0]")
        _zoom_in(desk, 2)
        desk.wait_for(f"{eeg}.span[1] - {eeg}.span[0] < {before}")
        start, stop = desk.ask(f"{eeg}.span")
        shown = desk.ask(f"{VIEWER}.tools.time.currentText()")
        assert float(shown.split()[0]) == pytest.approx(stop - start, abs=0.06)
        width = desk.ask(f"{eeg}.plot.width()")
        step = desk.ask(f"{DRAWING}.tick_step({stop - start}, {width}, 80)")
        digits = desk.ask(f"{DRAWING}.digits_of({step})")
        assert round(step, digits) == pytest.approx(step)  # no tick is rounded
    assert _has_whole_popup(desk, f"{VIEWER}.tools.scale")


def test_a_score_by_formula_is_explained_with_its_powers(desk: Any) -> None:
    desk.key("ctrl+5")
    desk.wait_for(f"window.current == 'viewer' and {VIEWER}.recording is not None")
    desk.click(f"{VIEWER}.tools.next")
    desk.click(f"{VIEWER}.tools.next")
    desk.click(f"{VIEWER}.tools.explanation")
    formula = f"{VIEWER}.explanation.formula"
    desk.wait_for(f"{formula}.isVisible() or {VIEWER}.explanation.note.isVisible()")
    assert desk.ask(f"{formula}.text.text()")
    desk.click(f"{VIEWER}.tools.explanation")


def test_this_pc_says_what_is_known_and_nothing_else(desk: Any) -> None:
    desk.key("ctrl+7")
    desk.wait_for("window.current == 'pc'")
    said = desk.ask(_texts("window.pages.pc"))
    after = dict(itertools.pairwise(said))
    assert after["Headset last used"] == "none yet"
    assert after["Clock"].startswith("measured step")
    assert after["Photodiode"] == "not measured on this PC"
    assert after["Sound"]


def test_a_form_stands_still_while_it_is_filled_in(desk: Any) -> None:
    desk.key("ctrl+n")
    desk.wait_for(f"{WHO}.participant.hasFocus()")
    assert desk.ask(f"{WHO}.participant.text()") == ""  # never the last person's
    assert "the last was 07" in desk.ask(f"{WHO}.participant.placeholderText()")
    places = {tuple(desk.ask(f"middle({WHO}.session)"))}
    for key in ("0", "7", "minus", "BackSpace"):
        desk.key(key)
        places.add(tuple(desk.ask(f"middle({WHO}.session)")))
    desk.wait_for(f"{WHO}.participant.text() == '07'")
    places.add(tuple(desk.ask(f"middle({WHO}.session)")))
    assert len(places) == 1
    assert "screen 2" in desk.ask(f"{WHO}.where_task.text()")


def test_mistakes_in_a_protocol_are_lines_and_the_file_is_read_again(
    desk: Any, tmp_path: Path
) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text(BROKEN)
    desk.key("ctrl+n")
    desk.wait_for(f"{WHO}.participant.hasFocus()")
    desk.click(f"{WHO}.browse")
    desk.wait_for("type(dialog).__name__ == 'QFileDialog' and dialog.isActiveWindow()")
    desk.type(str(path))
    desk.key("Return")
    desk.wait_for(f"{WHO}.reload.isVisible()")
    said = desk.ask(f"{WHO}.plan.problem")
    mistakes = [line for line in said.splitlines() if "serch" in line or "-3" in line]
    assert len(mistakes) == 2
    assert said.count(str(path)) == 1
    path.write_text(MENDED)
    desk.click(f"{WHO}.reload")
    desk.wait_for(f"not {WHO}.plan.problem and not {WHO}.reload.isVisible()")


def test_one_thing_is_next_and_only_what_the_headset_can_is_offered(desk: Any) -> None:
    desk.key("ctrl+n")
    desk.wait_for(f"{WHO}.participant.hasFocus()")
    desk.key("ctrl+a")
    desk.type("08")
    desk.click(f"{WHO}.answers")
    desk.wait_for(f"{WHO}.answers.view().isVisible()")
    desk.key("Home", "Down", "Return")
    desk.click(f"{STEPS}.primary")
    desk.wait_for(f"{STEPS}.headset.title.text() == 'Simulated brain'")
    desk.click(f"{STEPS}.headset.connect_button")
    desk.wait_for(f"{STEPS}.is_connected")
    button = f"type({STEPS}.primary)"
    primary = desk.ask(
        f"[one.text() for one in {STEPS}.findChildren({button}) "
        "if one.isVisible() and one.property('role') == 'primary']"
    )
    assert primary == ["Next: signal"]
    desk.click(f"{STEPS}.primary")
    desk.wait_for(f"{STEPS}.signal.head.is_judged")
    assert not desk.ask(f"{STEPS}.signal.impedance.button.isVisible()")
    assert desk.ask(f"{STEPS}.signal.panel.filtered.isChecked()")
    desk.click(f"{STEPS}.signal.panel.view")
    desk.wait_for(f"{STEPS}.signal.panel.view.menu().isVisible()")
    desk.key("Down", "Down", "Down", "Return")  # fit the scale
    desk.wait_for(f"not {STEPS}.signal.panel.view.menu().isVisible()")


@pytest.mark.thorough
def test_one_screen_is_told_of_and_a_folder_that_cannot_be_written(
    make_desk: Any, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no folder")
    desk = make_desk(n_screens=1)
    desk.start(tmp_path / "file" / "data")
    desk.wait_until_active(app=True)
    desk.wait_for("window.pages.home.banner.isVisible()")
    desk.key("ctrl+n")
    desk.wait_for(f"{WHO}.participant.hasFocus()")
    assert "one screen for both" in desk.ask(f"{WHO}.where_task.text()")
