"""Keys pressed in the last frame before a limit, or while it is being drawn.

Each is posted at a step of the trial, not at a time: how busy the computer is makes no
difference.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent

from attention_camp.camp.ui.participant import keys
from attention_camp.camp.ui.participant.presentation import Presentation
from attention_camp.camp.ui.participant.surface import Frame
from attention_camp.signal.clock import host_time
from attention_camp.tasks.answers import LATE
from attention_camp.tasks.trial import Glyph, Phase, Trial

ASKED = Phase(
    "search",
    (Glyph("T", 2, 2),),
    duration=0.2,
    ends_on_response=True,
    collects=True,
    onset=True,
    expected="left",
)
SEARCH = Trial("test", 1, (ASKED,), ("left",))
WITH_LATE = Trial("test", 1, (ASKED, LATE), ("left",))


@pytest.fixture(autouse=True)
def keys_may_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """Trust the time stamp of a key however long the computer let it wait."""
    monkeypatch.setattr(keys, "_TRUSTED", math.inf)


def post_key(window: Any) -> None:
    """Let a key wait in the queue that was pressed a moment ago."""
    no_modifier = Qt.KeyboardModifier.NoModifier
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Left, no_modifier)
    key.setTimestamp(int(host_time() * 1000) - 1)
    QCoreApplication.postEvent(window, key)


def note_empty_frames(
    opened: Any, monkeypatch: pytest.MonkeyPatch, *, press_at_first: bool
) -> list[Frame]:
    """Return a list that fills with the empty frames of a trial.

    Parameters
    ----------
    opened : Opened
        The window; it has shown a trial, so that whatever a window is told first has
        been.
    monkeypatch : pytest.MonkeyPatch
        Takes the note away again.
    press_at_first : bool
        Whether a key is pressed while the first of them is drawn.
    """
    opened.screen.present(SEARCH)
    show = opened.window.show_frame
    empty: list[Frame] = []

    def show_frame(frame: Frame, due: float) -> float:
        if not frame.layers:
            empty.append(frame)
            if press_at_first and len(empty) == 1:
                post_key(opened.window)
        swapped: float = show(frame, due)
        return swapped

    monkeypatch.setattr(opened.window, "show_frame", show_frame)
    return empty


def test_a_key_that_waits_while_the_last_frame_is_drawn_counts(
    open_window: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = open_window()
    note_empty_frames(opened, monkeypatch, press_at_first=True)
    response = opened.screen.present(SEARCH)
    assert [press.key for press in response.keypresses] == ["left"]
    assert response.onsets[-1] <= response.keypresses[0].time <= response.end


def test_a_key_in_the_last_frame_before_the_limit_needs_no_late_display(
    open_window: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = open_window()
    empty = note_empty_frames(opened, monkeypatch, press_at_first=False)
    hold = Presentation._hold

    def hold_and_press(self: Presentation, index: int, start: float) -> float:
        due = hold(self, index, start)
        if index == 0:
            post_key(opened.window)
        return due

    monkeypatch.setattr(Presentation, "_hold", hold_and_press)
    response = opened.screen.present(WITH_LATE)
    assert [press.phase for press in response.keypresses] == [0]
    assert math.isnan(response.onsets[1])
    assert len(empty) == 1  # the one that ends the trial


def test_a_late_display_ends_at_once_where_a_key_came_while_it_was_drawn(
    open_window: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = open_window()
    empty = note_empty_frames(opened, monkeypatch, press_at_first=True)
    response = opened.screen.present(WITH_LATE)
    assert [press.phase for press in response.keypresses] == [0]
    assert response.keypresses[0].time < response.onsets[1] < response.end
    assert len(empty) == 2  # its first frame, and the one that ends the trial
