"""A session in the real processes, seen in the window; a killed one is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from attention_camp.camp.dataset.trial_store import read_session
from attention_camp.camp.processes.controller import SessionController
from attention_camp.camp.session.messages import Ending
from attention_camp.camp.session.request import Display, SessionRequest
from attention_camp.camp.ui.actions import Phase
from attention_camp.camp.ui.operator.live_session import LiveSession
from attention_camp.camp.ui.participant.process import run_participant

PROTOCOL = """\
name: short
title: Short
description: For tests.
scoring: {estimator: pope}
blocks:
  - {task: visual-search, trials: 6, cards: false}
"""


@pytest.mark.slow
@pytest.mark.timeout(240)
def test_a_killed_participant_window_is_said_and_the_session_ends_well(
    open_window, tmp_path: Path, qtbot
) -> None:
    protocol = tmp_path / "short.yaml"
    protocol.write_text(PROTOCOL)
    request = SessionRequest(
        tmp_path / "data", "01", "01", protocol=str(protocol), board="simulated",
        observer="default", speed=4.0, seed=2,
        display=Display(fullscreen=False, own_stimulus_scale=1.25),
    )  # fmt: skip
    window = open_window(tmp_path / "data")
    live = LiveSession(SessionController(request, participant=run_participant), window)
    try:
        live.connect_headset()
        qtbot.waitUntil(lambda: live.phase is Phase.CONNECTED, timeout=60_000)
        live.start()
        window.watch(live)
        monitor = window.pages.monitor
        course = live.course
        qtbot.waitUntil(lambda: len(course.records) >= 2, timeout=60_000)
        assert course.signal.recording
        live.controller._participant.process.kill()
        # on a busy machine it may be said first that the window does not answer
        qtbot.waitUntil(
            lambda: "closed unexpectedly" in monitor.banner.text, timeout=20_000
        )
        n_before = len(course.records)
        button = monitor.banner.buttons.itemAt(0).widget()
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: course.ended is not None, timeout=90_000)
        assert course.ended.ending is Ending.FINISHED
        assert len(course.records) == 6 > n_before
        qtbot.mouseClick(monitor.summary, Qt.MouseButton.LeftButton)
        assert window.current == "summary"
        summary = window.pages.summary
        qtbot.waitUntil(lambda: summary.paths is not None, timeout=20_000)
        assert summary._facts["trials"].text() == "6"
        kept = read_session(summary.paths)
        assert kept["request"]["display"]["stimulus_scale"] == 1.25
        assert 1.0 < kept["shown"]["stimulus_scale"] <= 1.25
    finally:
        live.close()
