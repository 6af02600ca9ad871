"""Two sessions side by side, and a person's course, from the page of sessions."""

from __future__ import annotations

import shutil
from dataclasses import replace
from itertools import combinations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPixmap

from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.ui.plots import SHARES, frame_values, themed_plot
from attention_camp.camp.ui.theme import theme_of
from attention_camp.camp.ui.widgets.codes import blinded_text
from attention_camp.camp.ui.widgets.comparison.dialogs import PersonCourse, TwoSessions
from attention_camp.camp.ui.widgets.comparison.plots import top_level, top_time
from attention_camp.camp.ui.widgets.comparison.reading import read_side, refusal


@pytest.fixture
def page(open_window, recorded, tmp_path, qtbot):
    """Return the page of sessions of a dataset with two sessions of one person."""
    dataset = tmp_path / "copy"
    shutil.copytree(recorded, dataset)
    for top in (dataset, dataset / "sourcedata"):
        shutil.copytree(top / "sub-07/ses-02", top / "sub-07/ses-03")
    for path in sorted(dataset.rglob("*ses-02*")):
        if "ses-03" in str(path.parent):
            path.rename(path.with_name(path.name.replace("ses-02", "ses-03")))
    window = open_window(dataset)
    window.show_page("sessions")
    page = window.pages.sessions
    qtbot.waitUntil(lambda: page._model.n_all == 2, timeout=30_000)
    page.table.selectAll()
    return page


def _shown(page, kind: type, name: str, qtbot):
    (action,) = [one for one in page.menu().actions() if one.text() == name]
    action.trigger()
    qtbot.waitUntil(lambda: bool(page.findChildren(kind)), timeout=30_000)
    (dialog,) = page.findChildren(kind)
    assert dialog.isVisible()
    return dialog


def test_both_windows_open_from_the_menu(page, qtbot) -> None:
    dialog = _shown(page, TwoSessions, "Compare side by side", qtbot)
    titles = {side.title for side in dialog.sides}
    assert titles == {"sub-07 · ses-02", "sub-07 · ses-03"}
    assert dialog.refused == ""
    assert dialog.banner.isHidden()
    plots = [dialog.grid.itemAtPosition(row, 0).widget() for row in (2, 3, 4)]
    assert plots[2].accessibleName() == "Engagement (as shipped)"
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    course = _shown(page, PersonCourse, "Course of this person over sessions", qtbot)
    assert course.title.text() == "sub-07 over 2 sessions of short"
    level = course.grid.itemAtPosition(0, 0).widget()
    mean = course.sides[0].summary.level_mean
    assert level.accessibleDescription() == f"02: {mean:g}, 03: {mean:g}"
    course.close()


def test_what_is_drawn_is_what_was_recorded(by_formula, qtbot) -> None:
    side = read_side(by_formula)
    assert len(side.trials) == 6
    assert top_level([side]) == 8.0
    times = [1000 * t.reaction_time for t in side.trials if t.reaction_time]
    assert top_time([side]) == max(500.0, *times)
    dialog = TwoSessions(None, [side, side])
    qtbot.addWidget(dialog)
    level, answers = (dialog.grid.itemAtPosition(row, 1).widget() for row in (2, 3))
    _, levels = level.getPlotItem().items[0].getData()
    assert levels.tolist() == [t.level for t in side.trials]
    right, wrong = answers.getPlotItem().items
    n_right = sum(t.correct and bool(t.reaction_time) for t in side.trials)
    assert len(right.data) == n_right
    assert len(wrong.data) == sum(not t.correct for t in side.trials)


@pytest.mark.parametrize(("height", "shown"), [(60, {"1"}), (300, {"0", "0.5", "1"})])
def test_numbers_of_a_low_plot_do_not_lie_on_each_other(
    open_window, height: int, shown: set[str]
) -> None:
    window = open_window(text_percent=150)
    plot = themed_plot(theme_of(window), window)
    frame_values(plot, 0, 1, SHARES)
    plot.resize(300, height)
    plot.show()
    plot.grab()
    image = QPixmap(8, 8)
    painter = QPainter(image)
    _, _, numbers = plot.getAxis("left").generateDrawSpecs(painter)
    painter.end()
    assert shown <= {text for _, _, text in numbers}
    rects = [rect for rect, _, _ in numbers]
    assert not any(one.intersects(other) for one, other in combinations(rects, 2))


def test_engagement_of_two_scales_is_refused(by_formula, qtbot) -> None:
    side = read_side(by_formula)
    personal = replace(side, summary=replace(side.summary, score_scale="personal"))
    assert "several scales" in refusal([side, personal])
    for window in (TwoSessions, PersonCourse):
        dialog = window(None, [side, personal])
        qtbot.addWidget(dialog)
        assert "several scales" in dialog.banner.text
        found = [dialog.grid.itemAt(n).widget() for n in range(dialog.grid.count())]
        names = [one.accessibleName() for one in found]
        assert not [name for name in names if "ngagement" in name]
        assert [name for name in names if "evel" in name]


def test_a_session_that_was_gone_on_with_is_one_session(by_formula, qtbot) -> None:
    side = read_side(by_formula)
    again = replace(side, summary=replace(side.summary, run=2))
    later = replace(side, summary=replace(side.summary, session="03"))
    dialog = PersonCourse(None, [side, again, later])
    qtbot.addWidget(dialog)
    assert "over 2 sessions" in dialog.title.text()


def test_a_blinded_session_has_no_points(by_formula: RunPaths, qtbot) -> None:
    side = read_side(by_formula)
    bare = replace(
        side.summary, engagement=None, n_scored=0, score_scale="", level_mean=None,
        accuracy=None, reaction_time_median=None,
    )  # fmt: skip
    sealed = replace(side, trials=(), summary=bare, is_blinded=True)
    for window in (TwoSessions, PersonCourse):
        dialog = window(None, [sealed, sealed])
        qtbot.addWidget(dialog)
        assert dialog.banner.text == blinded_text()
