"""Ways a session ends, and keys that must not end it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QImage
from PySide6.QtTest import QTest

from attention_camp.camp.processes.link import LinkServer, PipeLink
from attention_camp.camp.session.screen import (
    Break,
    EmergencyStopError,
    InterruptedSessionError,
)
from attention_camp.signal.clock import host_time
from attention_camp.tasks.trial import Card, Glyph, Phase, Trial

FRAME = 1 / 60
LONG = Trial(
    "test",
    1,
    (Phase("item", (Glyph("X", height=5),), duration=3.0, collects=True, onset=True),),
    ("left", "right"),
)


def is_blank(image: QImage) -> bool:
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(-1, 4)
    return bool(np.all(rows == rows[0]))


def test_the_emergency_key_blanks_the_screen_within_a_frame(
    open_window: Callable[..., Any],
) -> None:
    opened = open_window()

    def press() -> None:
        assert opened.screen.take_frames()
        QTest.keyClick(opened.window, Qt.Key.Key_Escape)

    opened.later(0.2, press)
    with pytest.raises(EmergencyStopError):
        opened.screen.present(LONG)
    assert len(opened.screen.take_frames()) <= 1
    assert is_blank(opened.window.grabFramebuffer())


@pytest.mark.parametrize(
    "wait",
    [
        lambda screen: screen.show_cards([Card("Title", "Text")]),
        lambda screen: screen.countdown(5),
        lambda screen: screen.present(LONG),
        lambda screen: screen.rest(Break(5.0, 1, 3)),
        lambda screen: screen.pause(),
    ],
    ids=["cards", "countdown", "trial", "break", "pause"],
)
def test_every_wait_asks_the_operator_often_and_ends_when_told(
    open_window: Callable[..., Any], wait: Callable[[Any], None]
) -> None:
    opened = open_window()
    opened.operator.paused = True
    opened.operator.asked.clear()
    opened.operator.patience = 6
    with pytest.raises(InterruptedSessionError, match="operator"):
        wait(opened.screen)
    gaps = [b - a for a, b in pairwise(opened.operator.asked)]
    assert np.median(gaps) < 0.1  # a busy machine may stretch a single one
    assert len(gaps) == 6


def test_the_emergency_key_works_on_cards(open_window: Callable[..., Any]) -> None:
    opened = open_window()
    opened.press_later(0.1, Qt.Key.Key_Escape)
    with pytest.raises(EmergencyStopError):
        opened.screen.show_cards([Card("Title", "Text")])


@pytest.mark.parametrize(
    "ask", [lambda link: link.score(0.0, 1.0), lambda link: link.calibrate()]
)
def test_the_emergency_key_works_while_the_headsets_process_does_not_answer(
    open_window: Callable[..., Any], ask: Callable[[PipeLink], Any]
) -> None:
    opened = open_window()
    with TemporaryDirectory(prefix="link-") as folder:
        address = str(Path(folder) / "eeg")
        server = LinkServer(address, b"secret")  # lets everybody in, answers nobody
        link = PipeLink(address, b"secret", hear=opened.screen.hear)
        pressed = []

        def press() -> None:
            pressed.append(host_time())
            QTest.keyClick(opened.window, Qt.Key.Key_Escape)

        opened.later(0.2, press)
        with pytest.raises(EmergencyStopError):
            ask(link)
        assert host_time() - pressed[0] < 1  # an answer is waited for longer
        assert is_blank(opened.window.grabFramebuffer())
        link.close()
        server.close()


def test_closing_the_window_ends_the_session(open_window: Callable[..., Any]) -> None:
    opened = open_window()
    opened.later(0.1, lambda: opened.window.closeEvent(QCloseEvent()))
    with pytest.raises(InterruptedSessionError, match="closed"):
        opened.screen.present(LONG)


def test_random_keys_change_nothing_but_the_answers(
    open_window: Callable[..., Any],
) -> None:
    """All keys of a keyboard but the emergency key, over and over for a whole trial."""
    opened = open_window()
    keys = [
        key
        for key in Qt.Key
        if 0x20 <= key.value <= 0x7E or 0x01000001 <= key.value <= 0x0100003B
    ]
    rng = np.random.default_rng(3)
    order = rng.permutation(len(keys)).tolist()
    for i, index in enumerate(order):
        opened.press_later(0.05 + 2.8 * i / len(order), keys[index])
    response = opened.screen.present(LONG)
    assert sorted(press.key for press in response.keypresses) == ["left", "right"]
    assert response.end - response.onsets[0] == pytest.approx(
        3.0, abs=(2 + response.frames.n_dropped) * FRAME
    )
    assert not opened.window.closed
