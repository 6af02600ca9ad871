"""A session with a person, asked for on the command line: signal check first."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from attention_camp.camp.processes.controller import SessionController
from attention_camp.camp.session.request import Display, SessionRequest
from attention_camp.camp.ui.app import build_main_window
from attention_camp.camp.ui.operator.live_session import LiveSession
from attention_camp.camp.ui.participant.process import run_participant

pytestmark = [
    pytest.mark.timeout(120),
    pytest.mark.skipif(
        not os.environ.get("DISPLAY"),
        reason="the participant's window needs a display: run under xvfb-run",
    ),
]


def test_nothing_is_recorded_before_the_researcher_has_seen_the_signal(
    qtbot, tmp_path: Path
) -> None:
    request = SessionRequest(
        tmp_path / "data",
        "07",
        "01",
        board="simulated",
        display=Display(fullscreen=False),
    )
    window = build_main_window(request.dataset, settings=tmp_path / "settings.json")
    live = LiveSession(SessionController(request, participant=run_participant), window)
    page = window.pages.new_session
    page.check_signal(live)
    window.show_page("new_session")
    window.show()
    try:
        live.connect_headset()
        qtbot.waitUntil(lambda: page.primary.isEnabled(), timeout=60_000)
        assert window.current == "new_session"
        assert not request.dataset.exists()
        qtbot.mouseClick(page.primary, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: window.current == "monitor", timeout=30_000)
        assert (request.dataset / "sub-07").exists()
    finally:
        live.close()
        window.live = None
        window.close()
