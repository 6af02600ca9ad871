"""A participant's window for the tests, on a real (or virtual) display."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from attention_camp.camp.session.clock import HostClock
from attention_camp.camp.session.request import Display, SessionRequest
from attention_camp.camp.ui.participant.keys import CHOSEN
from attention_camp.camp.ui.participant.window import WindowScreen, open_screen


@dataclass
class Operator:
    """Stands in for the operator's process."""

    interrupted: bool = False
    paused: bool = False
    n_helps: int = 0
    asked: list[float] = field(default_factory=list)
    patience: float = math.inf
    """How often they are asked before they end the session."""

    def is_interrupted(self) -> bool:
        self.asked.append(time.monotonic())
        return self.interrupted or len(self.asked) > self.patience

    def help(self) -> None:
        self.n_helps += 1


@dataclass
class Opened:
    """A window with what a test needs to drive it as a person would."""

    screen: WindowScreen
    operator: Operator
    clock: HostClock

    @property
    def window(self) -> Any:
        return self.screen._surface

    @property
    def stage(self) -> Any:
        return self.screen._stage

    def later(self, seconds: float, act: Callable[[], None]) -> None:
        """Do something after ``seconds``, while a call blocks."""
        QTimer.singleShot(round(seconds * 1000), self.window, act)

    def press_later(self, seconds: float, key: Qt.Key) -> None:
        """Press and release a key after ``seconds``."""
        self.later(seconds, lambda: QTest.keyClick(self.window, key))


@pytest.fixture
def open_window(qapp: QCoreApplication) -> Iterator[Callable[..., Opened]]:
    """Open participant's windows; they are closed after the test."""
    platform = QGuiApplication.platformName()
    if platform in ("offscreen", "minimal"):
        pytest.skip(f"needs a display with frames; this is {platform!r}")
    opened: list[Opened] = []

    def open_one(
        *,
        speed: float = 1.0,
        observer: str | None = None,
        language: str = "en",
        **display: Any,
    ) -> Opened:
        epoch = time.monotonic()
        clock = HostClock(speed, epoch=epoch)
        operator = Operator()
        request = SessionRequest(
            Path("none"),
            "01",
            "01",
            observer=observer,
            speed=speed,
            language=language,
            clock_epoch=epoch,
            display=Display(**{"fullscreen": False, **display}),
        )
        screen = open_screen(
            request,
            clock,
            interrupted=operator.is_interrupted,
            paused=lambda: operator.paused,
            ask_help=operator.help,
        )
        opened.append(Opened(screen, operator, clock))
        return opened[-1]

    yield open_one
    for one in opened:
        one.screen.dispose()


@pytest.fixture
def chosen_keys() -> Iterator[Callable[[Mapping[str, str]], None]]:
    """Let keys count as others, as the settings do; afterwards each is itself again."""
    yield lambda answers: CHOSEN.take(answers, {})
    CHOSEN.take({}, {})
