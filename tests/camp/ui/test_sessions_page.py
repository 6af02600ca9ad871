"""The table of sessions is searched, filtered, and opens or resumes what is chosen."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHeaderView

from attention_camp.camp import open_session
from attention_camp.camp.dataset.rows import read_trials
from attention_camp.camp.ui.widgets.protocol_titles import headset_title
from attention_camp.camp.ui.widgets.session_rows import (
    COLUMN_KEYS,
    SessionRow,
    headset_name,
    one_row_each,
)

NO_KEY = Qt.KeyboardModifier.NoModifier


def _row(participant: str, state: str, accuracy: float | None) -> SessionRow:
    return SessionRow(
        participant=participant, session="01", run=1, protocol="demo", state=state,
        date="2026-11-21T10:00:00+00:00", n_trials=20, accuracy=accuracy,
        engagement=0.6, minutes=12.5, path=Path(participant), course=(1.0, 3.0, 2.0),
    )  # fmt: skip


@pytest.fixture
def page(open_window):
    """Return the page with three sessions."""
    window = open_window()
    window.show_page("sessions")
    page = window.pages.sessions
    rows = [
        _row("ada", "finished", 0.9),
        _row("bob", "interrupted", 0.5),
        _row("eve", "failed", None),
    ]
    page._model.set_rows(rows)
    page._narrow()
    return page


def _shown(page) -> list[str]:
    model = page.table.model()
    return [model.index(row, 1).data() for row in range(model.rowCount())]


def test_words_and_state_narrow_the_table(page) -> None:
    assert len(_shown(page)) == 3
    QTest.keyClicks(page.filters.search, "demo BOB")
    assert _shown(page) == ["bob"]
    assert page.count.text() == "1 of 3 sessions"
    page.filters.search.clear()
    page.filters.state.setCurrentIndex(page.filters.state.findData("failed"))
    assert _shown(page) == ["eve"]


def test_a_selection_of_several_outlives_the_reading_of_the_list(page) -> None:
    page.table.selectRow(0)
    page.table.setSelectionMode(page.table.SelectionMode.MultiSelection)
    page.table.selectRow(2)
    chosen = {row.participant for row in page.chosen_rows}
    assert len(chosen) == 2
    rows = [*page._model.rows, _row("new", "finished", 0.8)]
    page._on_listed((rows, ""))
    assert {row.participant for row in page.chosen_rows} == chosen
    assert page.count.text() == "4 of 4 sessions · 2 selected"


def test_the_means_of_a_session_of_two_runs_are_those_of_its_main_trials() -> None:
    begun = replace(
        _row("ada", "interrupted", 0.5), n_trials=50, n_main=10, quality=0.6,
        steered=1.0,
    )  # fmt: skip
    gone_on = replace(
        _row("ada", "finished", 0.9), run=2, n_trials=50, n_main=30, quality=1.0,
        steered=0.2,
    )  # fmt: skip
    (row,) = one_row_each([begun, gone_on])
    assert (row.n_trials, row.n_main) == (100, 40)
    assert row.accuracy == pytest.approx(0.8)
    assert row.quality == pytest.approx(0.9)
    assert row.steered == pytest.approx(0.4)
    sealed = replace(begun, run=3, n_main=0, accuracy=None, steered=None)
    assert one_row_each([begun, sealed])[0].steered == pytest.approx(1.0)


def test_a_column_that_was_hidden_by_hand_stays_hidden(page) -> None:
    column = COLUMN_KEYS.index("arm")
    rows = [replace(row, arm=f"A{n}") for n, row in enumerate(page._model.rows)]
    page._on_listed((rows, ""))
    assert not page.table.isColumnHidden(column)  # it tells the sessions apart
    page._show_column(column, shown=False)
    page._on_listed((rows, ""))
    assert page.table.isColumnHidden(column)


def _drag_wider(header: QHeaderView, column: int, by: int) -> None:
    """Drag the edge between a column and the next one."""
    right = header.sectionViewportPosition(column) + header.sectionSize(column)
    edge = QPoint(right - 1, header.height() // 2)
    to, view = edge + QPoint(by, 0), header.viewport()
    button = Qt.MouseButton.LeftButton
    QTest.mousePress(view, button, NO_KEY, edge)
    moved = QMouseEvent(  # QTest's own move holds no button
        QEvent.Type.MouseMove, QPointF(to), QPointF(view.mapToGlobal(to)),
        Qt.MouseButton.NoButton, button, NO_KEY,
    )  # fmt: skip
    QApplication.sendEvent(view, moved)
    QTest.mouseRelease(view, button, NO_KEY, to)


def test_a_width_that_was_dragged_outlives_a_resized_window(page, qtbot) -> None:
    header, window = page.table.horizontalHeader(), page.window()
    window.resize(1200, 800)
    page._fit_columns()
    dragged, other = map(COLUMN_KEYS.index, ("participant", "protocol"))
    fitted = header.sectionSize(dragged), header.sectionSize(other)
    _drag_wider(header, dragged, 70)
    wide = header.sectionSize(dragged)
    assert wide >= fitted[0] + 60
    for width in (1300, 1240):
        window.resize(width, 800)
        qtbot.waitUntil(lambda to=width: window.width() == to)
        assert header.sectionSize(dragged) == wide
        assert header.sectionSize(other) == fitted[1]
    rows = [replace(row, protocol="a" * 40) for row in page._model.rows]
    page._on_listed((rows, ""))  # other columns go on to fit what they hold
    assert header.sectionSize(dragged) == wide
    assert header.sectionSize(other) > fitted[1]


def test_columns_sort_by_number_and_missing_values_come_last(page) -> None:
    page.table.sortByColumn(7, Qt.SortOrder.DescendingOrder)
    assert _shown(page) == ["ada", "bob", "eve"]


def test_the_share_of_steered_trials_is_a_column_on_demand(
    open_window, recorded, qtbot
) -> None:
    window = open_window(recorded)
    window.show_page("sessions")
    page = window.pages.sessions
    qtbot.waitUntil(lambda: page.chosen is not None, timeout=30_000)
    column = COLUMN_KEYS.index("steered")
    assert page.table.isColumnHidden(column)
    for row in page._model.rows:
        session = open_session(row.path)
        main = [t for t in read_trials(session.paths) if t.stage == "main"]
        assert row.n_runs == 1
        assert row.steered == sum(bool(t.steered) for t in main) / len(main)
        shown = page._model.index(page._model.rows.index(row), column).data()
        assert shown.endswith("%")


@pytest.mark.parametrize(
    ("spec", "shown"),
    [
        ("muse_2", "muse_2"),
        ("lsl:EEG", "lsl:EEG"),
        ("replay:/home/lab/a b_eeg.vhdr", "replay: a b_eeg.vhdr"),
        ("replay:C:\\lab\\a.edf", "replay: a.edf"),
    ],
)
def test_a_headset_is_named_without_folders(spec: str, shown: str) -> None:
    assert headset_name(spec) == shown


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ("cyton_daisy", "OpenBCI Cyton Daisy"),
        ("muse_2_bled", "InteraXon Muse 2 (BLED112)"),
        ("ganglion_native", "OpenBCI Ganglion (Bluetooth)"),
        ("ant_neuro_ee_211", "ANT Neuro EE 211"),
        ("neuropawn_knight_imu", "NeuroPawn Knight IMU"),
        ("brainbit", "NeuroMD BrainBit"),
        ("simulated", "Simulated brain"),
        ("lsl:EEG", "LSL stream · EEG"),
        ("replay: a.edf", "Recording, played again · a.edf"),
        ("", ""),
    ],
)
def test_a_headset_is_shown_in_words(kept: str, shown: str) -> None:
    assert headset_title(kept) == shown


def test_headsets_are_found_and_sorted_as_they_are_shown(page) -> None:
    kept = ("muse_2", "cyton_daisy", "galea")
    rows = [
        replace(row, headset=headset)
        for row, headset in zip(page._model.rows, kept, strict=True)
    ]
    page._on_listed((rows, ""))
    column = COLUMN_KEYS.index("headset")
    page.table.sortByColumn(column, Qt.SortOrder.AscendingOrder)
    model = page.table.model()
    shown = [model.index(row, column).data() for row in range(3)]
    assert shown == ["InteraXon Muse 2", "OpenBCI Cyton Daisy", "OpenBCI Galea"]
    box = page.filters.headset
    assert [box.itemText(n) for n in range(1, box.count())] == shown
    QTest.keyClicks(page.filters.search, "cyton daisy")
    assert model.index(0, column).data() == "OpenBCI Cyton Daisy"
    assert model.rowCount() == 1


def test_what_is_not_finished_can_be_resumed(page, qtbot) -> None:
    asked = []
    page.resume_chosen.connect(lambda row: asked.append(row.participant))
    for index, name in enumerate(_shown(page)):
        page.table.selectRow(index)
        assert page.resume.isVisible() is (name in {"bob", "eve"})
    page.table.selectRow(_shown(page).index("bob"))
    qtbot.mouseClick(page.resume, Qt.MouseButton.LeftButton)
    assert asked == ["bob"]


def test_resuming_prepares_the_next_run(open_window, recorded, qtbot) -> None:
    window = open_window(recorded)
    row = SessionRow(
        participant="07", session="02", run=1, protocol="demo", state="interrupted",
        date="", n_trials=3, accuracy=None, engagement=None, minutes=None,
        path=Path("x"),
    )  # fmt: skip
    window.resume_session(row)
    assert window.current == "new_session"
    who = window.pages.new_session.who.who
    assert (who.participant, who.session, who.run) == ("07", "02", 2)


def test_resuming_keeps_arm_and_protocol_file(
    open_window, recorded, tmp_path, qtbot
) -> None:
    dataset = tmp_path / "copy"
    shutil.copytree(recorded, dataset)
    (about,) = dataset.rglob("*_session.json")
    session = json.loads(about.read_text())
    session["request"]["arm"] = "sham"
    about.write_text(json.dumps(session | {"state": "interrupted"}))
    window = open_window(dataset)
    window.show_page("sessions")
    page = window.pages.sessions
    qtbot.waitUntil(page.resume.isVisible, timeout=20_000)
    qtbot.mouseClick(page.resume, Qt.MouseButton.LeftButton)
    who = window.pages.new_session.who.who
    assert who.arm == "sham"
    assert who.observer == "default"
    assert who.protocol == session["request"]["protocol"]


def test_a_recorded_session_opens_in_the_viewer(open_window, recorded, qtbot) -> None:
    window = open_window(recorded)
    window.show_page("sessions")
    page = window.pages.sessions
    qtbot.waitUntil(page.primary.isEnabled, timeout=20_000)
    qtbot.mouseClick(page.primary, Qt.MouseButton.LeftButton)
    viewer = window.pages.viewer
    qtbot.waitUntil(lambda: viewer.recording is not None, timeout=30_000)
    assert viewer.recording.title == "sub-07 · ses-02"
