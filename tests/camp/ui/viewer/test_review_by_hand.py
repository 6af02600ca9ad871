"""A researcher annotates, marks channels and undoes with mouse and keys alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from attention_camp.camp import open_session
from attention_camp.camp.ui.viewer.annotations.dialog import AnnotationDialog
from attention_camp.camp.ui.viewer.recorded_session import Stretch

LEFT, NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0)


@pytest.fixture
def viewer(open_window, recorded, tmp_path, qtbot):
    """Return the viewer with a copy of a session, which may be reviewed."""
    dataset = tmp_path / "copy"
    shutil.copytree(recorded, dataset)
    window = open_window(dataset)
    window.open_session(dataset / "sub-07" / "ses-02")
    page = window.pages.viewer
    qtbot.waitUntil(lambda: page.recording is not None, timeout=30_000)
    with qtbot.waitActive(window, timeout=5000):
        window.activateWindow()
    return page


def _to_front(page, qtbot) -> None:
    """Give the window back the keyboard, which a dialog had."""
    with qtbot.waitActive(page.window(), timeout=5000):
        page.window().activateWindow()
    page.eeg.setFocus()


def _drag(page, start: float, stop: float) -> None:
    """Drag over the traces from one time to another."""
    frame, y = page.eeg.frame, int(page.eeg.plot.center().y())
    QTest.mousePress(page.eeg, LEFT, NO_KEY, QPoint(round(frame.x(start)), y))
    QTest.mouseMove(page.eeg, QPoint(round(frame.x(stop)), y))
    QTest.mouseRelease(page.eeg, LEFT, NO_KEY, QPoint(round(frame.x(stop)), y))


def _describe(text: str) -> list[AnnotationDialog]:
    """Type a description into the dialog as soon as it is there, and Enter."""
    seen: list[AnnotationDialog] = []

    def type_it() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, AnnotationDialog):
            QTimer.singleShot(20, type_it)
            return
        seen.append(dialog)
        QTest.keyClicks(dialog.text.lineEdit(), text)
        QTest.keyClick(dialog.text, Qt.Key.Key_Return)
        if dialog.isVisible():
            QTest.mouseClick(dialog.keep, LEFT)

    QTimer.singleShot(20, type_it)
    return seen


def _review_of(page):
    return open_session(page.recording.path).reviewed


def test_a_selection_is_annotated_and_undone(viewer, qtbot) -> None:
    viewer.set_seconds(5)
    viewer.go_to(2.0)
    _drag(viewer, 3.0, 4.5)
    start, stop = viewer.eeg.selection
    assert (start, stop) == (pytest.approx(3.0, abs=0.02), pytest.approx(4.5, abs=0.02))
    _describe("BAD_jaw")
    qtbot.keyClick(viewer.eeg, Qt.Key.Key_A)
    assert "BAD_jaw" in set(_review_of(viewer).annotations.description)
    panel = viewer.side.annotations
    assert panel.table.model().rowCount() == 1
    assert viewer.eeg.stretch_at(
        QPointF(viewer.eeg.frame.x(3.5), viewer.eeg.plot.center().y())
    )
    _to_front(viewer, qtbot)
    qtbot.keyClick(viewer.eeg, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "BAD_jaw" not in set(_review_of(viewer).annotations.description)
    qtbot.mouseClick(panel.redo, LEFT)
    assert "BAD_jaw" in set(_review_of(viewer).annotations.description)


def test_a_description_stays_as_it_was_typed(viewer) -> None:
    stretch = Stretch(1.0, 0.5, "")
    dialog = AnnotationDialog(viewer, stretch, 10.0, "New annotation")
    dialog.show()
    QTest.keyClicks(dialog.text.lineEdit(), "BAD")
    assert dialog.stretch == Stretch(1.0, 0.5, "BAD")  # not BAD_muscle, an offered one
    dialog.close()


def test_a_double_click_edits_and_delete_deletes(viewer, qtbot) -> None:
    viewer.hands.review.add(3.0, 1.0, "lapse")
    viewer.hands.changed.emit()
    viewer.set_seconds(5)
    viewer.go_to(2.0)
    seen = _describe("blink")
    frame = viewer.eeg.frame
    at = QPoint(round(frame.x(3.5)), int(viewer.eeg.plot.center().y()))
    qtbot.mouseDClick(viewer.eeg, LEFT, NO_KEY, at)
    assert seen
    (one,) = viewer.hands.review.annotations
    assert (one.text, one.onset) == ("blink", 3.0)
    _to_front(viewer, qtbot)
    viewer.side.lists.setCurrentIndex(1)
    table = viewer.side.annotations.table
    table.setFocus()
    table.selectRow(0)
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert viewer.hands.review.annotations == ()


def test_a_click_on_a_name_makes_a_channel_bad_and_good(viewer, qtbot) -> None:
    before = viewer.spectrum.powers.text()
    row = viewer.recording.ch_names.index("Oz")
    plot, n = viewer.eeg.plot, len(viewer.eeg.rows)
    place = QPoint(10, round(plot.top() + (row + 0.5) * plot.height() / n))
    qtbot.mouseClick(viewer.eeg, LEFT, NO_KEY, place)
    assert viewer.recording.bads == {"Oz"}
    assert _review_of(viewer).info["bads"] == ["Oz"]
    assert "bad: Oz" in viewer.eeg.accessibleDescription()
    qtbot.waitUntil(lambda: viewer.spectrum.powers.text() != before, timeout=2000)
    qtbot.mouseClick(viewer.eeg, LEFT, NO_KEY, place)
    assert viewer.recording.bads == set()
    assert open_session(viewer.recording.path).raw.info["bads"] == []


def test_annotations_are_searched_and_jumped_to_from_onset_to_end(
    viewer, qtbot
) -> None:
    viewer.hands.review.add(1.0, 0.5, "blink")
    viewer.hands.review.add(4.0, 6.0, "long look away")
    viewer.hands.changed.emit()
    viewer.set_seconds(2)
    viewer.side.lists.setCurrentIndex(1)
    panel = viewer.side.annotations
    qtbot.keyClicks(panel.search, "LOOK")
    assert panel.table.model().rowCount() == 1
    assert panel.count.text() == "1 of 2"
    rect = panel.table.visualRect(panel.table.model().index(0, 2))
    qtbot.mouseClick(panel.table.viewport(), LEFT, NO_KEY, rect.center())
    assert viewer._start <= 4.0
    assert viewer._start + viewer._seconds >= 10.0


def test_filters_are_seen_and_not_stored(viewer, qtbot) -> None:
    viewer.set_seconds(5)
    before, files = viewer.eeg.data, _bytes(viewer.recording.session.paths.dataset)
    viewer.tools.display.highpass.setCurrentIndex(4)
    viewer.tools.display.reference.setCurrentIndex(1)
    assert viewer.tools.look.text() == "Display · 2"
    after = viewer.eeg.data
    assert after.shape == before.shape
    np.testing.assert_allclose(after.mean(axis=0), 0, atol=1e-6)
    assert _bytes(viewer.recording.session.paths.dataset) == files


def _bytes(folder: Path) -> dict[Path, bytes]:
    return {p: p.read_bytes() for p in folder.rglob("*_eeg.*")}
