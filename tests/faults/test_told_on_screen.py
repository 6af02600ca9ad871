"""What the researcher's window says when a process is killed."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from attention_camp.camp.processes.controller import SessionController
from attention_camp.camp.session.request import Display, SessionRequest
from attention_camp.camp.ui.app import build_main_window
from attention_camp.camp.ui.operator.live_session import LiveSession
from attention_camp.camp.ui.participant.process import run_participant

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(180),
    pytest.mark.skipif(
        not os.environ.get("DISPLAY"),
        reason="the windows need a display: run under xvfb-run",
    ),
]

PROTOCOL = """\
name: kill
title: Kill
description: For tests.
scoring: {estimator: pope}
blocks:
  - {task: visual-search, trials: 10, cards: false}
"""


@pytest.fixture
def live(tmp_path: Path, qtbot):
    protocol = tmp_path / "kill.yaml"
    protocol.write_text(PROTOCOL)
    request = SessionRequest(
        tmp_path / "data",
        "01",
        "01",
        protocol=str(protocol),
        board="simulated",
        observer="default",
        display=Display(fullscreen=False),
    )
    window = build_main_window(request.dataset, settings=tmp_path / "settings.json")
    session = LiveSession(
        SessionController(request, participant=run_participant), window
    )
    window.show()
    session.connect_headset()
    qtbot.waitUntil(lambda: session.controller.info is not None, timeout=60_000)
    session.start()
    window.watch(session)
    yield window, session
    session.close()
    window.close()


@pytest.mark.parametrize("name", ["participant", "acquisition"])
def test_the_monitor_says_what_happened_and_offers_to_restart(
    live, qtbot, name
) -> None:
    window, session = live
    page = window.pages.monitor
    qtbot.waitUntil(lambda: len(session.course.records) >= 2, timeout=60_000)
    assert not page.banner.isVisible()
    child = getattr(session.controller, f"_{name}")
    os.kill(child.process.pid, signal.SIGKILL)
    # on a busy machine it may be said first that nothing answers
    qtbot.waitUntil(lambda: "unexpectedly" in page.banner.text, timeout=10_000)
    assert page.banner.isVisible()
    button = page.banner.findChild(QPushButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: session.controller.ended is not None, timeout=90_000)
    assert session.controller.ended.text == ""
