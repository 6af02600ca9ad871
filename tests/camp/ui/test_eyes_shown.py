"""The eye tracker in the windows: chosen, shown, missed, and what it came to."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QBoxLayout, QScrollArea

from attention_camp.camp.dataset.calibration_read import Calibrated, GazeCheck
from attention_camp.camp.session.messages import EyeState
from attention_camp.camp.ui.operator.calibration_text import facts_of
from attention_camp.camp.ui.operator.monitor.status_strip import (
    BESIDE_LINES,
    PHASE_LINES,
    StatusStrip,
)
from attention_camp.camp.ui.operator.setup.asked_session import asked_session
from attention_camp.camp.ui.operator.setup.eye_field import EyeField
from attention_camp.camp.ui.operator.setup.headset_step import CHOICE
from attention_camp.camp.ui.sentences import PROGRAM_FAULT
from attention_camp.camp.ui.widgets.session_model import SessionModel
from attention_camp.models.verdict import PupilVerdict
from tests.camp.ui.test_calibration_page import PASSED
from tests.camp.ui.test_monitor import window

__all__ = ["window"]


def test_a_stream_is_found_chosen_and_asked_for(open_window, qtbot) -> None:
    lsl = pytest.importorskip("mne_lsl.lsl")
    name = f"gaze {time.monotonic_ns()}"
    outlet = lsl.StreamOutlet(lsl.StreamInfo(name, "Gaze", 3, 60, "float32", name))
    wizard_window = open_window(eyes="simulated")
    wizard_window.show_page("new_session")
    wizard = wizard_window.pages.new_session
    field = wizard.headset.eyes
    assert field.spec == "simulated"  # the one used last
    QTest.mouseClick(field.look, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Found:" in field.note.text(), timeout=15_000)
    assert field.spec == "simulated"  # to look changes nothing
    assert name in field.note.text()
    with qtbot.waitSignal(wizard.headset.changed):
        field.box.setCurrentIndex(field.box.findData(f"lsl:{name}"))
    asked = asked_session(wizard._workspace, wizard.who.who, wizard.headset)
    assert asked.eyes == f"lsl:{name}"
    del outlet


def test_simulated_eyes_do_not_stay_from_a_demonstration(open_window, qtbot) -> None:
    window = open_window(eyes="simulated", board="simulated")
    window.show_page("new_session")
    headset = window.pages.new_session.headset
    headset.load()
    qtbot.waitUntil(lambda: headset.chosen_source != "", timeout=30_000)
    assert (headset.board, headset.eyes.spec) == ("simulated", "simulated")
    rows = range(headset.list.count())
    choices = [headset.list.item(row).data(CHOICE) for row in rows]
    real = next(n for n in rows if choices[n] and choices[n].group == "headset")
    headset.list.setCurrentRow(real)
    assert headset.eyes.spec == ""
    with qtbot.waitSignal(headset.changed):  # whoever wants them says so
        headset.eyes.box.setCurrentIndex(headset.eyes.box.findData("simulated"))
    assert headset.eyes.spec == "simulated"


def test_a_headset_is_not_cut_with_large_text_in_the_smallest_window(
    open_window, qtbot
) -> None:
    window = open_window(text_percent=150)
    window.resize(1010, 582)
    window.show_page("new_session")
    wizard = window.pages.new_session
    wizard.show_step(1)
    qtbot.waitUntil(lambda: wizard.headset.chosen_source != "", timeout=30_000)
    (area,) = wizard.headset.findChildren(QScrollArea)
    view = area.viewport()
    qtbot.waitUntil(lambda: area.isVisible() and view.width() > 300)
    # the list has just been read: its layout follows in the event loop
    qtbot.waitUntil(lambda: area.widget().minimumSizeHint().width() <= view.width())


def test_a_search_that_fails_says_why_in_words_for_people(qtbot, monkeypatch) -> None:
    def failed(**_: float) -> tuple[str, ...]:
        raise RuntimeError("liblsl: socket error 10022")

    monkeypatch.setattr("attention_camp.signal.eyes.lsl_eyes.list_eye_streams", failed)
    field = EyeField("")
    qtbot.addWidget(field)
    field.show()
    QTest.mouseClick(field.look, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: PROGRAM_FAULT in field.note.text(), timeout=10_000)
    assert "liblsl" not in field.note.text()
    assert field.look.isEnabled()


def test_the_monitor_shows_the_eyes_and_says_when_nothing_comes(
    window, controller, qtbot
) -> None:
    monitor = window.pages.monitor
    strip = monitor.strip
    assert strip.eyes.isHidden()
    controller.say_signal(eyes=EyeState(is_there=True, seen=0.93, pupil=3.456))
    qtbot.waitUntil(lambda: strip.eyes.text() == "93\xa0%")
    assert not strip.eyes.isHidden()
    assert "3.46" in strip.eyes.toolTip()
    gone = EyeState(is_there=False, message="Nothing arrived from the eye tracker.")
    controller.say_signal(eyes=gone)
    qtbot.waitUntil(lambda: strip.eyes.text() == "▲ away")
    banners = monitor.incidents.faults
    assert "Nothing arrived from the eye tracker." in banners.text
    assert "The session goes on" in banners.text
    controller.say_signal(eyes=EyeState(is_there=True, seen=0.5, has_pupil=False))
    qtbot.waitUntil(banners.isHidden)
    assert "no pupil" in strip.eyes.toolTip()


def test_the_strip_makes_room_for_the_eyes(controller, qtbot) -> None:
    strip, course = StatusStrip(), SessionModel()
    qtbot.addWidget(strip)
    strip.show()

    line = strip.fontMetrics().height()
    # long values, so that it is they who decide
    strip.recording.setMinimumWidth(BESIDE_LINES * line)

    def tell(**changes) -> None:
        controller.say_signal(**changes)
        for message in controller.poll():
            course.take(message)
        strip.show_course(course)
        QCoreApplication.sendPostedEvents()

    def is_beside() -> bool:
        return strip._row.direction() is QBoxLayout.Direction.LeftToRight

    tell()
    strip.resize(strip._facts.sizeHint().width() + PHASE_LINES * line, 120)
    assert is_beside()
    tell(eyes=EyeState(is_there=True, seen=0.93, pupil=3.456))
    assert not is_beside()


def facts(found: Calibrated) -> dict[str, str]:
    return {fact.name: fact.text for fact in facts_of(found)}


def test_the_calibration_says_what_came_of_pupil_and_gaze() -> None:
    plain = Calibrated(PASSED, "attention", n_stretches=6, n_turns=5)
    assert not {"Gaze", "Pupil as a second signal"} & facts(plain).keys()
    pupil = PupilVerdict(
        True, "helps", 0.71, 0.83, 0.8, gain=0.21, gain_low=0.06, p_value=0.03
    )
    gaze = GazeCheck(30, 24, offset=0.9, first=0.7, last=1.2)
    found = replace(plain, report=replace(PASSED, pupil=pupil), gaze=gaze)
    said = facts(found)
    assert said["Pupil as a second signal"].startswith("● used: it saved 0.21 bits")
    assert said["Gaze"] == (
        "● 0.9° from the cross (0.7° at first, 1.2° at last); 24 of 30 trials fixated"
    )
    drifted = facts(replace(found, gaze=replace(gaze, last=3.0)))["Gaze"]
    assert drifted.startswith("▲")
    assert drifted.endswith("calibrate the eye tracker again")
    nobody = GazeCheck(30, 0, *[np.nan] * 3)
    assert "no gaze in 30 trials" in facts(replace(found, gaze=nobody))["Gaze"]
    for why in ("no-gain", "not-seen", "score-refused", "below-nulls"):
        report = replace(PASSED, pupil=PupilVerdict(False, why))
        text = facts(replace(plain, report=report))["Pupil as a second signal"]
        assert text.startswith("not used"), why
