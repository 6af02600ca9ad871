"""What a review by hand found on the pages, tried again by real keys and mouse."""

from __future__ import annotations

import itertools
import re
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

VIEWER, STEPS = "window.pages.viewer", "window.pages.new_session"
SESSIONS, WHO = "window.pages.sessions", "window.pages.new_session.who"
TRACES = f"{STEPS}.signal.panel.traces"
LIVE = "__import__('attention_camp.camp.ui.widgets.live_traces', fromlist=['x'])"
DRAWING = "__import__('attention_camp.camp.ui.viewer.traces.drawing', fromlist=['x'])"
BROKEN = """\
name: broken
title: Broken
description: For tests.
blocks:
  - {task: serch, trials: 4}
  - {task: sart, trials: -3}
"""
TONES = """\
name: tones
title: Tones
description: For tests.
blocks:
  - {task: auditory-oddball, trials: 2}
"""
SOUND = "__import__('attention_camp.camp.ui.participant.sound', fromlist=['x'])"
MENDED = BROKEN.replace("serch", "visual-search").replace("-3", "3")


@pytest.fixture(scope="module")
def desk(
    make_shared_desk: Any, recorded: Path, tmp_path_factory: Any, n_screens: int
) -> Any:
    """Return a desk with a window on a dataset of one session."""
    dataset = tmp_path_factory.mktemp("driven") / "data"
    shutil.copytree(recorded, dataset)
    desk = make_shared_desk(n_screens=n_screens)
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


def _open_viewer(desk: Any) -> None:
    desk.key("ctrl+4")
    desk.wait_for(f"{SESSIONS}.table.hasFocus() and {SESSIONS}._model.rowCount() == 1")
    desk.key("Home", "Return")
    desk.wait_for(f"window.current == 'viewer' and {VIEWER}.recording is not None")


def _out_of_rows(desk: Any) -> tuple[float, float]:
    """Return how much of the middle channel leaves its row, and the farthest point.

    The first is a share of the columns of the picture, the second in heights of a row.
    """
    desk.wait_for(f"{TRACES}._columns is not None")
    points = f"{LIVE}.trace_points({TRACES}._columns, {TRACES}.layout_, "
    rows = f"enumerate({points}{TRACES}.scale_uv).tolist())"
    middle, height = f"{TRACES}.layout_.row_y(n)", f"{TRACES}.layout_.row_height"
    each = f"[abs(y - {middle}) / {height} for y in row]"
    far = np.array(desk.ask(f"[{each} for n, row in {rows}]"))
    known = ~np.isnan(far)
    share = ((far > 0.5) & known).sum(axis=1) / np.maximum(known.sum(axis=1), 1)
    return float(np.median(share)), float(np.nanmax(far))


def _until_out_of_rows(desk: Any, is_so: Callable[[float], bool]) -> float:
    """Return the farthest point once so much of the middle channel leaves its row."""
    until = time.monotonic() + desk.patience
    while True:
        share, farthest = _out_of_rows(desk)
        if is_so(share):
            return farthest
        assert time.monotonic() < until, f"{share:.0%} of a channel leave its row"
        time.sleep(0.2)


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
    _open_viewer(desk)
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
    _open_viewer(desk)
    panel = f"{VIEWER}.explanation"
    scored = f"{panel}._trial is not None and {panel}._trial.model_score is not None"
    desk.click(f"{VIEWER}.tools.explanation")
    told = []
    for _ in range(2):
        for _ in range(desk.ask(f"len({VIEWER}.side.trials)")):
            desk.click(f"{VIEWER}.tools.next")
            if desk.ask(scored):
                break
        desk.wait_for(f"{panel}.formula.isVisible() and {panel}.formula.text.text()")
        told.append(desk.ask(f"{panel}.formula.text.text()"))
        # which electrodes, not only how much; and no refusal, nor a button to ask
        assert desk.ask(f"{panel}.formula.head.isVisible()")
        assert not desk.ask(f"{panel}.banner.isVisible() or {panel}.ask.isVisible()")
        number, score = desk.ask(
            f"[{panel}._trial.trial, format({panel}._trial.model_score, '.2f')]"
        )
        assert f"trial {number}" in told[-1]
        assert score in told[-1]
        power = dict(re.findall(r"([θαβ])\s([\d.]+)\sµV²", told[-1]))
        theta, alpha, beta = (float(power[sign]) for sign in "θαβ")
        shown = re.search(r"ratio (\d+\.\d+)", told[-1])
        assert shown is not None
        # the ratio is that of the powers, which are rounded to a tenth
        slack = 0.01 + 0.1 * (1 + float(shown[1])) / (theta + alpha)
        assert float(shown[1]) == pytest.approx(beta / (theta + alpha), abs=slack)
    assert told[0] != told[1]  # each trial has its own powers
    # whose it is, without the name of its file
    assert not [text for text in desk.ask(_texts(VIEWER)) if "task-" in text]
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
    said = desk.ask(f"{WHO}.where_task.text()")
    assert ("screen 2" if desk.n_screens == 2 else "one screen for both") in said


def _choose_file(desk: Any, path: Path) -> None:
    desk.click(f"{WHO}.browse")
    desk.choose_path(path)
    desk.wait_for(f"{WHO}.protocol.currentData() == {str(path)!r}")


def test_a_protocol_that_must_be_heard_is_refused_where_nothing_is_heard(
    desk: Any, tmp_path: Path
) -> None:
    path = tmp_path / "tones.yaml"
    path.write_text(TONES)
    desk.key("ctrl+n")
    desk.wait_for(f"{WHO}.participant.hasFocus()")
    desk.key("ctrl+a")
    desk.type("08")
    desk.choose(f"{WHO}.answers", 0)
    _choose_file(desk, path)
    is_heard = desk.ask(f"{SOUND}.sound_available()[0]")
    said = desk.ask(f"{WHO}.plan.needs.text()")
    assert is_heard is ("must be heard" not in said)
    desk.wait_for(f"{STEPS}.primary.isEnabled() is {is_heard}")
    desk.key("ctrl+7")
    desk.wait_for("window.current == 'pc'")
    known = dict(itertools.pairwise(desk.ask(_texts("window.pages.pc"))))
    assert is_heard is (known["Sound"] != "no sound device")


def test_mistakes_in_a_protocol_are_lines_and_the_file_is_read_again(
    desk: Any, tmp_path: Path
) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text(BROKEN)
    desk.key("ctrl+n")
    desk.wait_for(f"{WHO}.participant.hasFocus()")
    _choose_file(desk, path)
    desk.wait_for(f"{WHO}.reload.isVisible()")
    said = desk.ask(f"{WHO}.plan.problem")
    mistakes = [line for line in said.splitlines() if line.startswith("line ")]
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
    desk.choose(f"{WHO}.answers", 1)
    desk.click(f"{STEPS}.primary")
    desk.wait_for(f"{STEPS}.headset.title.text() == 'Simulated brain'")
    headsets = f"{STEPS}.headset.list"
    names = desk.ask(f"[{headsets}.item(n).text() for n in range({headsets}.count())]")
    assert names[1] == "Simulated brain"  # below the heading: no need to look for it
    raw = {"CytonDaisy", "MuseS", "KnightIMU", "NotionOSC2"}
    assert raw.isdisjoint(" ".join(names).split())
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
    places = desk.ask(f"list({STEPS}.signal.head._places.values())")
    assert all(x * x + y * y <= 1 for x, y in places)  # within the head's outline
    assert desk.ask(f"{STEPS}.signal.panel.filtered.isChecked()")


def test_traces_are_fitted_to_their_rows_and_put_back(desk: Any) -> None:
    desk.to_signal("08", "synthetic")  # most of its channels are large
    panel = f"{STEPS}.signal.panel"
    desk.wait_for(f"{panel}.scale.currentData() == 50")
    farthest = _until_out_of_rows(desk, lambda share: share > 0.3)
    assert farthest <= 1.5 + 1e-6  # no farther than over the channels beside it
    desk.click(f"{panel}.view")
    desk.wait_for(f"{panel}.view.menu().isVisible()")
    entries = f"{panel}.view.menu().actions()"
    index = desk.ask(f"{entries}.index({panel}.fit)")
    desk.key(*["Down"] * (index + 1), "Return")
    desk.wait_for(f"{panel}.scale.currentData() > 50")
    _until_out_of_rows(desk, lambda share: share <= 0.1)
    desk.choose(f"{panel}.scale", desk.ask(f"{panel}.scale.findData(50)"))
    _until_out_of_rows(desk, lambda share: share > 0.3)


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
