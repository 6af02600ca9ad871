"""The monitor: a call for help stays until it is answered, a note keeps its time."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

from attention_camp.camp.session.messages import (
    HelpWanted,
    ProcessAnswers,
    ProcessSilent,
    StreamFailed,
)
from attention_camp.camp.ui.operator.monitor import note_row
from tests.camp.ui.test_monitor import window

__all__ = ["window"]


def _buttons(monitor) -> list[QPushButton]:
    found = monitor.banner.findChildren(QPushButton)
    return [button for button in found if button.isVisible()]


def test_a_call_while_the_headset_is_opened_again_stays(
    window, controller, qtbot
) -> None:
    monitor = window.pages.monitor
    controller.messages.append(StreamFailed("The disk is full."))
    qtbot.waitUntil(lambda: bool(_buttons(monitor)))
    qtbot.mouseClick(_buttons(monitor)[0], Qt.MouseButton.LeftButton)
    assert "being opened again" in monitor.banner.text
    controller.messages.append(HelpWanted())
    qtbot.waitUntil(lambda: "asks for you" in monitor.banner.text)
    controller.say_opened()
    controller.say_trial()  # is handled after it
    qtbot.waitUntil(lambda: bool(window.live.course.records))
    assert monitor.banner.isVisible()
    assert "asks for you" in monitor.banner.text
    qtbot.waitUntil(lambda: bool(_buttons(monitor)))
    qtbot.mouseClick(_buttons(monitor)[0], Qt.MouseButton.LeftButton)
    assert not monitor.banner.isVisible()


def test_a_call_that_a_silent_process_replaced_comes_back(
    window, controller, qtbot
) -> None:
    monitor = window.pages.monitor
    silence = ProcessSilent("acquisition", 3.0, "The headset process does not answer.")
    controller.messages += [HelpWanted(), silence]
    qtbot.waitUntil(lambda: "does not answer" in monitor.banner.text)
    controller.messages.append(ProcessAnswers("acquisition"))
    qtbot.waitUntil(lambda: "asks for you" in monitor.banner.text)
    assert monitor.banner.isVisible()


def test_a_composed_note_has_the_time_of_its_first_letter(qtbot, monkeypatch) -> None:
    now = [10.0]
    monkeypatch.setattr(note_row, "host_time", lambda: now[0])
    field = note_row.NoteField()
    qtbot.addWidget(field)
    QApplication.sendEvent(field, QInputMethodEvent("guan men", []))
    now[0] = 14.0
    done = QInputMethodEvent("", [])
    done.setCommitString("关门")
    QApplication.sendEvent(field, done)
    now[0] = 20.0
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert (field.text(), field.begun) == ("关门", 10.0)


@pytest.mark.parametrize("is_kept", [True, False])
def test_the_folder_chosen_in_the_settings_is_the_one_shown(
    open_window, qtbot, monkeypatch, tmp_path, is_kept
) -> None:
    """Also where another one was given for this start alone."""
    kept, given = tmp_path / "kept", tmp_path / "given"
    opened = open_window(given)
    opened.workspace.settings.dataset = str(kept)
    page = opened.pages.settings
    assert opened.workspace.dataset == given
    chosen = kept if is_kept else tmp_path / "another"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(chosen))
    with qtbot.waitSignal(page.dressing_changed):
        page._on_browse()
    assert opened.workspace.dataset == chosen
