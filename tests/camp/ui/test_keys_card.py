"""Keys that can be changed: answers of a response box, shortcuts of the researcher."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from attention_camp.camp.ui.actions import ACTIONS
from attention_camp.camp.ui.key_choice import answer_problem, shortcut_problem
from attention_camp.camp.ui.participant.keys import ChosenKeys

CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


def key(code: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, code, modifiers)


def test_a_key_of_a_box_counts_as_the_answer_chosen(open_window, qtbot) -> None:
    window = open_window()
    window.show_page("settings")
    card = window.pages.settings.keys
    qtbot.keyClick(card.fields["answer-f"], Qt.Key.Key_A)
    qtbot.keyClick(card.fields["answer-space"], Qt.Key.Key_F7)
    assert window.workspace.settings.answer_keys == {"a": "f", "f7": "space"}
    chosen = ChosenKeys()
    chosen.take(window.workspace.settings.answer_keys, {})
    assert chosen.answer("a") == "f"
    assert chosen.answer("f") == "f"
    qtbot.keyClick(card.fields["answer-f"], Qt.Key.Key_Delete)
    assert window.workspace.settings.answer_keys == {"f7": "space"}


@pytest.mark.parametrize(
    "name", ["escape", "f1", "f", "left", "3", "k", "s", "l", "return", ""]
)
def test_a_key_that_means_something_else_is_refused_with_a_reason(name) -> None:
    assert answer_problem(name, "j", {}) != ""


def test_a_key_counts_as_one_answer(open_window, qtbot) -> None:
    window = open_window()
    window.show_page("settings")
    card = window.pages.settings.keys
    qtbot.keyClick(card.fields["answer-f"], Qt.Key.Key_A)
    qtbot.keyClick(card.fields["answer-j"], Qt.Key.Key_A)
    assert card.banner.text == "A counts as F already."
    assert window.workspace.settings.answer_keys == {"a": "f"}


def test_a_new_shortcut_works_in_the_menus_and_from_the_task(
    open_window, qtbot
) -> None:
    window = open_window()
    window.show_page("settings")
    card = window.pages.settings.keys
    qtbot.keyClick(card.fields["shortcut-note"], Qt.Key.Key_M, CTRL)
    assert window.workspace.settings.shortcuts == {"note": "Ctrl+M"}
    again = open_window(shortcuts={"note": "Ctrl+M"})
    assert again.actions_["note"].shortcut().toString() == "Ctrl+M"
    chosen = ChosenKeys()
    chosen.take({}, {"note": "Ctrl+M"})
    assert chosen.action(key(Qt.Key.Key_M, CTRL)) == "note"
    assert chosen.action(key(Qt.Key.Key_T, CTRL)) == ""
    assert chosen.action(key(Qt.Key.Key_P, CTRL)) == "pause"


def test_a_taken_shortcut_is_refused_by_name(open_window, qtbot) -> None:
    window = open_window()
    window.show_page("settings")
    card = window.pages.settings.keys
    qtbot.keyClick(card.fields["shortcut-note"], Qt.Key.Key_P, CTRL)
    assert card.banner.text == "Ctrl+P is “Pause” already."
    assert window.workspace.settings.shortcuts == {}
    assert card.fields["shortcut-note"].text() == "Ctrl+T"


def test_no_shortcut_is_a_key_that_is_typed() -> None:
    assert shortcut_problem("N", "note", {}) != ""
    assert shortcut_problem("Shift+N", "note", {}) != ""
    assert shortcut_problem("F9", "note", {}) == ""


def test_the_usual_shortcuts_do_not_conflict() -> None:
    for info in ACTIONS:
        if info.shortcut:
            assert shortcut_problem(info.shortcut, info.key, {}) == ""
