"""Names and times of keys, and the texts they write."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest

from attention_camp.camp.ui.participant.keys import (
    KeyClock,
    SimulatedKey,
    key_name,
    qt_key,
)
from attention_camp.tasks import load_task
from attention_camp.tasks.trial import Trial

NO_MODIFIER = Qt.KeyboardModifier.NoModifier


@pytest.mark.parametrize("name", ["left", "right", "space", "return", "f", "j", "1"])
def test_a_key_keeps_its_name(name: str, qapp: object) -> None:
    assert key_name(SimulatedKey(name, 0.0)) == name
    assert SimulatedKey(name, 1.5).session_time == 1.5


def test_an_unknown_key_is_refused_with_what_is_allowed() -> None:
    with pytest.raises(ValueError, match=r"letter, a digit or one of .*left.*'wheel'"):
        qt_key("wheel")


def test_the_time_of_a_key_does_not_depend_on_its_delay() -> None:
    """Stamps of the host's own clock, cut to milliseconds; delays of up to 50 ms."""
    rng = np.random.default_rng(0)
    clock = KeyClock()
    errors = []
    for pressed in 100 + np.sort(rng.uniform(0, 60, 500)):
        found = clock.host_time(int(pressed * 1000), pressed + rng.uniform(0, 0.05))
        errors.append(found - pressed)
    assert np.max(np.abs(errors)) <= 0.00051


def test_another_clock_is_carried_over_by_its_offset() -> None:
    rng = np.random.default_rng(1)
    clock = KeyClock()
    errors = []
    for pressed in 1e6 + np.sort(rng.uniform(0, 60, 500)):
        stamp = int((pressed - 1e6) * 1000) + 77_000
        found = clock.host_time(stamp, pressed + rng.choice([0.0002, 0.02]))
        errors.append(found - pressed)
    assert np.max(np.abs(errors[20:])) < 0.0015


def test_nonsense_stamps_fall_back_to_the_arrival() -> None:
    clock = KeyClock()
    assert clock.host_time(0, 5.0) == 5.0
    assert clock.host_time(90_000, 100.0) == 100.0
    assert clock.host_time(1_000, 101.0) == 101.0
    assert clock.host_time(2_000, 102.0) == 102.0


def test_a_key_is_never_later_than_its_arrival() -> None:
    clock = KeyClock()
    assert clock.host_time(5000, 5.0002) == 5.0002


def press(window: Any, key: Qt.Key, text: str = "", *, held: bool = False) -> None:
    """Press a key that writes ``text``; held: the keyboard repeats it."""
    event = QKeyEvent(QEvent.Type.KeyPress, key, NO_MODIFIER, text, held)
    QCoreApplication.sendEvent(window, event)


def write(window: Any, text: str) -> None:
    """Type a text as Qt tells of it: the key in capitals, and what it writes."""
    named = {" ": Qt.Key.Key_Space, "\r": Qt.Key.Key_Return}
    for letter in text:
        press(window, named.get(letter) or Qt.Key(ord(letter.upper())), letter)


def test_a_text_is_written_with_keys_and_with_an_input_method(
    open_window: Callable[..., Any],
) -> None:
    """Capitals, marks and whole words of Chinese; Enter ends it."""
    opened = open_window()
    task = load_task("questionnaire", ask="own", items="how: What did you do?")
    asked = task.next_trial(1, np.random.default_rng(0))

    def answer() -> None:
        write(opened.window, "I ran.")
        word = QInputMethodEvent()
        word.setCommitString("散步")
        QCoreApplication.sendEvent(opened.window, word)
        QTest.keyClick(opened.window, Qt.Key.Key_Return)

    opened.later(0.2, answer)
    outcome = task.score(asked, opened.screen.present(asked))
    assert outcome.measures == {"text_how": "I ran.散步"}


def test_a_letter_that_counts_as_an_answer_is_itself_in_a_text(
    open_window: Callable[..., Any], chosen_keys: Callable[..., None]
) -> None:
    """A key that writes nothing goes on counting as what was chosen."""
    opened = open_window()
    items = "how: What did you do?\nlong: How long? = 0..10: short; long"
    task = load_task("questionnaire", ask="own", items=items)
    asked = task.next_trial(1, np.random.default_rng(0))
    chosen_keys({"a": "space", "r": "left", "f2": "space"})

    def answer(trial: Trial, index: int, *_: Any) -> None:
        if index == 1:
            write(opened.window, "ra")
            return
        write(opened.window, "I ran")
        press(opened.window, Qt.Key.Key_F2)
        write(opened.window, "far\r")

    opened.screen.perceive = answer
    outcome = task.score(asked, opened.screen.present(asked))
    assert outcome.measures == {"text_how": "I ran far", "item_long": 5}


def test_a_held_key_repeats_only_what_writes_or_deletes(
    open_window: Callable[..., Any],
) -> None:
    """Enter held for long answers one text; F1 held calls the researcher once."""
    opened = open_window()
    task = load_task("questionnaire", ask="own", items="a: A?\nb: B?")
    asked = task.next_trial(1, np.random.default_rng(0))

    def answer(trial: Trial, index: int, *_: Any) -> None:
        if index == 0:
            write(opened.window, "x\r")
            return
        keys = Qt.Key
        for key, text in ((keys.Key_Y, "y"), (keys.Key_Backspace, "\b")):
            press(opened.window, key, text)
            press(opened.window, key, text, held=True)
        write(opened.window, "zz")
        for key, text in ((keys.Key_F1, ""), (keys.Key_Return, "\r")):
            press(opened.window, key, text, held=True)
        # an item that ended with what came so far would be gone by then
        opened.later(0.3, lambda: write(opened.window, "z\r"))

    opened.screen.perceive = answer
    outcome = task.score(asked, opened.screen.present(asked))
    assert outcome.measures == {"text_a": "x", "text_b": "zzz"}
    assert opened.operator.n_helps == 0
