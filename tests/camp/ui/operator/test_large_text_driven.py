"""Nothing touches, hides or is cut off where text is large or the window small."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from attention_camp.camp.dataset.layout import RunPaths

HOME, SESSIONS = "window.pages.home", "window.pages.sessions"
WHO, VIEWER = "window.pages.new_session.who", "window.pages.viewer"
COURSE = "window.pages.monitor.course"
SMALL, LARGE = (1010, 582), (1280, 800)
LANGUAGES = (("en", "Demonstration", "Simulated brain"), ("zh_CN", "演示", "模拟脑电"))


def _columns(desk: Any, table: str, *, may_scroll: bool = False) -> list[str]:
    """Return what a table's first row shows; all columns are in view, or scroll."""
    seen = (
        f"{table}.columnViewportPosition(n) + {table}.columnWidth(n) "
        f"<= {table}.viewport().width() + 1"
    )
    text = f"str({table}.model().index(0, n).data())"
    counted = f"range({table}.model().columnCount())"
    shown = f"not {table}.isColumnHidden(n)"
    out = desk.ask(f"[{text} for n in {counted} if {shown} and not ({seen})]")
    if out and may_scroll:
        assert desk.ask(f"{table}.horizontalScrollBar().isVisible()"), out
    else:
        assert out == [], f"pushed out of view: {out}"
    return list(desk.ask(f"[{text} for n in {counted} if {shown}]"))


def _check_step_one(desk: Any) -> None:
    """See that no field leaves its area at the right, where nothing scrolls there."""
    desk.key("ctrl+n")
    desk.wait_for(f"{WHO}.participant.hasFocus()")
    area = f"{WHO}.layout().itemAt(0).widget()"
    inside = f"{area}.widget()"
    fields = f"({WHO}.participant, {WHO}.protocol, {WHO}.browse, {WHO}.arm_note)"
    desk.wait_for(
        f"{area}.horizontalScrollBar().isVisible() or all("
        f"one.mapTo({inside}, one.rect().topRight()).x() < {area}.viewport().width() "
        f"for one in {fields})"
    )


def _check_axes(desk: Any) -> None:
    """See that the numbers of the monitor's axes do not touch."""
    desk.key("ctrl+3")
    desk.wait_for("window.current == 'monitor'")
    for plot in (f"{COURSE}.engagement", f"{COURSE}.difficulty", f"{COURSE}.reaction"):
        desk.wait_for(f"{plot}.plot.height() > 0")
        for side in ("left", "bottom"):
            boxes = desk.ask(f"tick_boxes({plot}.plot.getAxis({side!r}))")
            for one, other in itertools.combinations(boxes, 2):
                apart = (
                    one[2] <= other[0] or other[2] <= one[0]
                    or one[3] <= other[1] or other[3] <= one[1]
                )  # fmt: skip
                assert apart, (plot, side, boxes)


def _check_trial_numbers(desk: Any) -> None:
    """See that the numbers of trials have room above the traces."""
    desk.key("ctrl+4")
    desk.wait_for(f"{SESSIONS}.table.hasFocus() and {SESSIONS}._model.rowCount() == 1")
    desk.key("Home", "Return")
    desk.wait_for(f"window.current == 'viewer' and {VIEWER}.recording is not None")
    eeg = f"{VIEWER}.eeg"
    room = desk.ask(f"{eeg}.plot.top() - 5 - {eeg}.fontMetrics().ascent()")
    assert room >= 0


@pytest.mark.thorough
@pytest.mark.parametrize(("language", "protocol_title", "headset"), LANGUAGES)
def test_large_text_in_a_small_window_is_whole(
    make_desk: Any,
    certain: RunPaths,
    n_screens: int,
    language: str,
    protocol_title: str,
    headset: str,
) -> None:
    desk = make_desk(n_screens=n_screens)
    desk.start(
        certain.dataset, language=language, text_percent=150,
        board="simulated", board_title="Simulated brain",
    )  # fmt: skip
    desk.wait_until_active(app=True)
    desk.resize(*SMALL)
    desk.wait_for(f"len({HOME}._model.rows) == 1")
    assert protocol_title in _columns(desk, f"{HOME}.table", may_scroll=True)
    assert desk.ask(f"{HOME}._facts['headset'].text()") == headset
    _check_step_one(desk)
    _check_axes(desk)
    _check_trial_numbers(desk)


@pytest.mark.thorough
def test_the_longest_state_leaves_room_for_the_line_of_difficulty(
    make_desk: Any, certain: RunPaths
) -> None:
    desk = make_desk()
    desk.start(certain.dataset)
    desk.wait_until_active(app=True)
    desk.resize(*LARGE)
    desk.key("ctrl+4")
    desk.wait_for(f"{SESSIONS}.table.hasFocus() and {SESSIONS}._model.rowCount() == 1")
    shown = _columns(desk, f"{SESSIONS}.table")
    assert "■ Stopped by participant" in shown
    assert "Demonstration" in shown
    keys = "__import__('attention_camp.camp.ui.widgets.session_rows', fromlist=['x'])"
    course = desk.ask(f"{keys}.COLUMN_KEYS.index('course')")
    assert not desk.ask(f"{SESSIONS}.table.isColumnHidden({course})")
