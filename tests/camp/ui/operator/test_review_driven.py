"""From a lapse that is found to the Python that shows it again, by keys and mouse."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from attention_camp.camp.dataset.derivatives.review import Review
from attention_camp.camp.dataset.eeg_writer import EegWriter
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.prepare import prepare_run
from attention_camp.camp.processes.headless import run_headless
from attention_camp.signal.stream import StreamInfo

VIEWER, LIST = "window.pages.viewer", "window.pages.sessions"
EEG, VIEWS = f"{VIEWER}.eeg", f"{VIEWER}.side.views"
QT = "__import__('PySide6.QtWidgets').QtWidgets.QApplication"
PICTURES = os.environ.get("REVIEW_PICTURES", "")
"""Folder that keeps what was on the screen at each step; empty: none."""
PROTOCOL = """
name: short
title: Short
description: For tests.
scoring: {estimator: pope}
blocks:
  - {task: visual-search, trials: 6, start_level: 8, cards: false}
"""
SFREQ, SECONDS = 250.0, 2400.0
ZOOMS = 10
LAPSE_S = 3.0
"""Marked from the trial's onset on, s: long enough for a spectrum."""


@pytest.fixture(scope="module")
def dataset(tmp_path_factory, simulated_request) -> Path:
    """Return two sessions of a simulated person, and samples that are numbered."""
    folder = tmp_path_factory.mktemp("driven")
    for number, session in enumerate(("01", "02")):
        request = simulated_request(
            folder, PROTOCOL, participant="07", session=session, seed=number
        )
        run_headless(request, tell=lambda message: None)
    numbered = RunPaths(folder / "data", "08", "01", "numbers")
    prepare_run(numbered, meta={})
    info = StreamInfo("numbers", SFREQ, ("Fz", "Cz"))
    writer = EegWriter.create(numbered, info, line_freq=None, task_name="numbers")
    numbers = np.arange(round(SECONDS * SFREQ), dtype=np.float32)
    writer.append(np.array([numbers, -numbers]))
    writer.close()
    return folder / "data"


def _look(desk: Any, step: str) -> None:
    if PICTURES:
        time.sleep(0.6)  # what was asked for is there, and may not be painted yet
        desk.picture(Path(PICTURES) / f"{step}.png")


def _corner(desk: Any, widget: str) -> tuple[int, int]:
    at = f"{widget}.mapToGlobal({widget}.rect().topLeft())"
    x, y = desk.ask(f"[{at}.x(), {at}.y()]")
    return x, y


def _click_at(desk: Any, widget: str, x: float, y: float, *keys: str) -> None:
    left, top = _corner(desk, widget)
    desk.run("xdotool", "mousemove", str(round(left + x)), str(round(top + y)))
    if keys:
        desk.run("xdotool", *keys)


def _row(desk: Any, table: str, row: int, *keys: str) -> None:
    """Click a row of a table."""
    desk.ask(f"{table}.scrollTo({table}.model().index({row}, 0))")
    rect = f"{table}.visualRect({table}.model().index({row}, 0)).center()"
    x, y = desk.ask(f"[{rect}.x(), {rect}.y()]")
    _click_at(desk, f"{table}.viewport()", x, y, *(keys or ("click", "1")))


def _open(desk: Any, search: str) -> None:
    desk.click("window.navigation.buttons['sessions']")
    desk.wait_for(f"{LIST}._model.n_all == 3")
    desk.key("ctrl+f")
    desk.wait_for(f"{LIST}.filters.search.hasFocus()")
    desk.key("ctrl+a")
    desk.type(search)
    desk.wait_for(f"{LIST}._model.rowCount() == 1")
    _look(desk, "1-found")
    desk.click(f"{LIST}.primary")
    desk.wait_for("window.current == 'viewer'")


def _mark_lapse(desk: Any) -> tuple[float, float]:
    """Go to a wrong answer, else the slowest one; drag over it, and describe it."""
    trials = desk.ask(
        f"[[t.onset, t.duration, t.correct, t.reaction_time or 9] "
        f"for t in {VIEWER}.side.trials]"
    )
    row = max(range(len(trials)), key=lambda k: (not trials[k][2], trials[k][3]))
    _row(desk, f"{VIEWER}.side.table", row)
    onset, duration = trials[row][0], LAPSE_S
    desk.wait_for(f"{EEG}.frame.start <= {onset} <= {EEG}.frame.stop - 4")
    _look(desk, "2-lapse")
    left, right = desk.ask(
        f"[{EEG}.frame.x({onset}), {EEG}.frame.x({onset + duration})]"
    )
    middle = desk.ask(f"{EEG}.plot.center().y()")
    _click_at(desk, EEG, left, middle, "mousedown", "1")
    _click_at(desk, EEG, (left + right) / 2, middle)
    _click_at(desk, EEG, right, middle, "mouseup", "1")
    desk.wait_for(f"{EEG}.selection is not None")
    desk.key("a")
    desk.wait_for("type(dialog).__name__ == 'AnnotationDialog'")
    desk.key("ctrl+a")
    desk.type("lapse")
    _look(desk, "3-described")
    desk.key("Return")
    desk.wait_for("dialog is None")
    return onset, duration


def _mark_bad(desk: Any, name: str) -> None:
    row = desk.ask(f"list({VIEWER}.recording.ch_names).index({name!r})")
    top, height, n = desk.ask(
        f"[{EEG}.plot.top(), {EEG}.plot.height(), len({EEG}.rows)]"
    )
    _click_at(desk, EEG, 12, top + (row + 0.5) * height / n, "click", "1")
    desk.wait_for(f"{VIEWER}.recording.bads == {{{name!r}}}")
    _look(desk, "4-bad")


def _see_topography(desk: Any) -> None:
    desk.click(f"{VIEWS}.view")
    index = desk.ask(f"{VIEWS}.view.findData('band-map')")
    desk.wait_for(f"{VIEWS}.view.view().isVisible()")
    desk.key("Home", *["Down"] * index, "Return")
    desk.wait_for(f"{VIEWS}.answer is not None and {VIEWS}.answer.kind == 'band-map'")
    _look(desk, "5-topography")


def _copied_and_run(desk: Any) -> np.ndarray:
    """Copy the view as Python from its menu, run that, return its values."""
    desk.click(f"{VIEWS}.more")
    desk.wait_for(f"{VIEWS}.more.menu().isVisible()")
    _look(desk, "6-menu")
    desk.key("Down", "Return")
    lines = desk.wait_for(f"{QT}.clipboard().text()")
    assert "open_session(" in lines
    done = subprocess.run(
        [sys.executable, "-c", lines + "\nprint(*values)"],
        env={**os.environ, "MPLBACKEND": "agg"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return np.array(done.stdout.splitlines()[-1].split(), float)


def _compare(desk: Any) -> None:
    desk.click("window.navigation.buttons['sessions']")
    desk.key("ctrl+f")
    desk.key("ctrl+a")
    desk.type("participant:07")
    desk.wait_for(f"{LIST}._model.rowCount() == 2")
    _row(desk, f"{LIST}.table", 0)
    both = ("keydown", "ctrl", "click", "1", "keyup", "ctrl")
    _row(desk, f"{LIST}.table", 1, *both)
    desk.wait_for(f"len({LIST}.chosen_rows) == 2")
    _row(desk, f"{LIST}.table", 1, "click", "3")
    desk.wait_for(f"{QT}.activePopupWidget() is not None")
    _look(desk, "7-menu")
    texts = desk.ask(f"[a.text() for a in {QT}.activePopupWidget().actions()]")
    desk.key(*["Down"] * (texts.index("Compare side by side") + 1), "Return")
    titles = f"[w.windowTitle() for w in {QT}.topLevelWidgets() if w.isVisible()]"
    desk.wait_for(f"'Two sessions side by side' in {titles}")
    active = f"{QT}.activeWindow() and {QT}.activeWindow().windowTitle()"
    desk.wait_for(f"({active}) == 'Two sessions side by side'")
    _look(desk, "8-compared")
    desk.key("Escape")
    desk.wait_for(f"'Two sessions side by side' not in {titles}")


def _check_axis(desk: Any) -> int:
    """Compare the labels of the time axis with the numbered samples; count them."""
    n_compared = 0
    for _ in range(2):
        desk.key("plus")
    for zoom in range(ZOOMS):
        start, stop = desk.ask(f"[{EEG}.frame.start, {EEG}.frame.stop]")
        row = desk.ask(f"{EEG}.plot.top() + {EEG}.plot.height() / 4")
        # a column of the picture stands for so many samples
        slack = 2 + 2 * SFREQ * (stop - start) / desk.ask(f"{EEG}.plot.width()")
        ticks = desk.ask(f"{EEG}.ticks")
        assert len(ticks) >= 3
        for x, label in (ticks[0], ticks[-2]):
            _click_at(desk, EEG, x, row)
            at = f"abs({EEG}.pointer.x() - {x}) <= 1"
            desk.wait_for(f"{EEG}.pointer is not None and {at}")
            said = desk.ask(f"{EEG}.read_out()").split()
            assert said[1] == "Fz"
            sample = float(said[2].replace(",", ""))
            assert abs(sample - SFREQ * _seconds(label)) <= slack, (zoom, label, said)
            n_compared += 1
        if zoom in {0, ZOOMS - 1}:
            _look(desk, f"9-zoom-{zoom}")
        if zoom == ZOOMS - 1:
            break  # all of it is in view
        desk.key("minus", "Right")
        desk.wait_for(f"{EEG}.frame.stop - {EEG}.frame.start > {1.2 * (stop - start)}")
    return n_compared


def _seconds(label: str) -> float:
    seconds = 0.0
    for part in label.split(":"):
        seconds = 60 * seconds + float(part)
    return seconds


@pytest.mark.thorough
def test_a_lapse_is_found_marked_seen_compared_and_run_again(
    make_desk, dataset: Path
) -> None:
    desk = make_desk()
    desk.start(dataset)
    desk.wait_until_active(app=True)
    _open(desk, "participant:07 session:02")
    desk.wait_for(f"{VIEWER}.recording is not None and {EEG}.hasFocus()")
    onset, duration = _mark_lapse(desk)
    _mark_bad(desk, "Fz")
    review = Review(RunPaths(dataset, "07", "02", "short"))
    (lapse,) = review.annotations
    assert lapse.text == "lapse"
    assert (lapse.onset, lapse.duration) == (
        pytest.approx(onset, abs=0.1),
        pytest.approx(duration, abs=0.1),
    )
    assert review.bads(()) == {"Fz"}
    _see_topography(desk)
    shown = np.array(desk.ask(f"{VIEWS}.answer.values.tolist()"))
    np.testing.assert_allclose(_copied_and_run(desk), shown, atol=2e-2)
    _compare(desk)
    _open(desk, "participant:08")
    desk.wait_for(f"{VIEWER}.duration == {SECONDS} and {EEG}.hasFocus()")
    assert _check_axis(desk) == 2 * ZOOMS
