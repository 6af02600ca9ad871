"""The text of a library's error is never shown as a message."""

from __future__ import annotations

import sqlite3
import sys

import pytest
from PySide6.QtCore import Qt

from attention_camp.camp.dataset.layout import DatasetError
from attention_camp.camp.dataset.reading.catalogue import Catalogue
from attention_camp.camp.ui import faults
from attention_camp.camp.ui.operator.live_session import LiveSession
from attention_camp.camp.ui.sentences import PROGRAM_FAULT, translated
from attention_camp.camp.ui.widgets.background import Background
from attention_camp.camp.ui.widgets.session_rows import INDEX_IN_USE, read_rows
from attention_camp.resources.texts import Sentence

LIBRARY = ValueError("operands could not be broadcast together")


def test_only_errors_for_people_are_worded_for_people() -> None:
    assert translated(LIBRARY) == PROGRAM_FAULT
    assert translated(DatasetError(Sentence("No space."))) == "No space."
    assert translated(PermissionError(13, "Permission denied", "x")) == (
        "x: Permission denied"
    )


@pytest.mark.parametrize(
    ("error", "is_told"), [(DatasetError("The disk is full."), True), (LIBRARY, False)]
)
def test_a_start_that_fails_is_told_only_where_the_text_is_for_people(
    open_window, controller, qtbot, error, is_told
) -> None:
    window = open_window()
    page = window.pages.new_session
    live = LiveSession(controller, window)
    page.check_signal(live)

    def fail(*_: object) -> None:
        raise error

    controller.start = fail
    page.primary.setEnabled(True)
    window.show_page("new_session")
    page.show_step(2)
    page.primary.setEnabled(True)
    with qtbot.captureExceptions() as unhandled:
        qtbot.mouseClick(page.primary, Qt.MouseButton.LeftButton)
    assert [caught[1] for caught in unhandled] == ([] if is_told else [error])
    assert page.banner.text == ("The disk is full." if is_told else "")
    live.close()


def test_a_fault_is_logged_whole_and_shown_once_in_plain_words(
    open_window, qtbot, caplog
) -> None:
    open_window()
    for _ in range(3):
        faults.report_fault(ValueError, LIBRARY, None)
    box = faults.fault_box()
    assert box is not None
    assert box.text() == PROGRAM_FAULT
    assert caplog.text.count(str(LIBRARY)) == 3
    box.close()
    assert faults.fault_box() is None


def test_work_that_fails_in_the_background_is_shown_in_plain_words(
    open_window, recorded, qtbot
) -> None:
    window = open_window(recorded)
    page = window.pages.viewer
    window.show_page("viewer")

    def fail() -> None:
        raise LIBRARY

    work = Background(fail, page)
    work.failed.connect(page._on_failed)
    with qtbot.waitSignal(page.opened, timeout=5000):
        work.start()
    assert page.banner.text == PROGRAM_FAULT


def test_an_index_in_use_is_said_in_words(recorded, monkeypatch) -> None:
    def locked(*_: object, **__: object) -> None:
        raise sqlite3.OperationalError("database is locked")

    monkeypatch.setattr(Catalogue, "sessions", locked)
    assert read_rows(recorded) == ([], INDEX_IN_USE)


def test_the_hook_leaves_a_keyboard_interrupt_alone(qapp, monkeypatch) -> None:
    passed = []
    monkeypatch.setattr(sys, "__excepthook__", lambda *given: passed.append(given))
    faults.report_fault(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert len(passed) == 1
    assert faults.fault_box() is None
