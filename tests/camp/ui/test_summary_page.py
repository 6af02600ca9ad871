"""The summary says what is on disk of a session, and how well and fast it was."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def summary(open_window, recorded, qtbot):
    """Return the summary of a recorded session, opened from the viewer."""
    window = open_window(recorded)
    window.open_session(recorded / "sub-07" / "ses-02")
    viewer, page = window.pages.viewer, window.pages.summary
    qtbot.waitUntil(lambda: viewer.recording is not None, timeout=30_000)
    with qtbot.waitSignal(page.told):
        qtbot.mouseClick(viewer.summary, LEFT)
    assert window.current == "summary"
    return page


def facts(page) -> dict[str, str]:
    return {key: value.text() for key, value in page._facts.items()}


def test_it_says_what_was_recorded_and_how_well(summary) -> None:
    said = facts(summary)
    assert summary.banner.text == "The session is finished."
    assert said["who"] == "07 · 02"
    assert said["trials"] == "6"
    assert said["scored"].endswith("of 6")
    assert said["lost"] == "0"
    assert said["size"].endswith("kB")


def test_it_says_the_timing_or_why_there_is_none(summary) -> None:
    said = facts(summary)
    assert said["latency"] == "not measured: not in real time"
    assert "Hz; residual" in said["clock"]
    assert said["delay"].endswith("ms at 10\N{NO-BREAK SPACE}Hz")


def test_it_says_whether_the_score_steered(summary) -> None:
    assert summary.steering.text() == "○ Not steering: not calibrated"


def test_it_leads_to_the_report_of_the_same_run_and_back(summary, qtbot) -> None:
    window = summary.window()
    report = window.pages.calibration
    with qtbot.waitSignal(report.told):
        qtbot.mouseClick(summary.calibration, LEFT)
    assert report.about.text() == "sub-07 · ses-02"
    qtbot.mouseClick(report.back, LEFT)
    assert window.current == "summary"
    qtbot.mouseClick(summary.back, LEFT)
    assert window.current == "viewer"
