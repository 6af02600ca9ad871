"""The monitor shows what the processes say and passes on what the researcher wants."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from attention_camp.camp.session.messages import (
    Ending,
    HelpWanted,
    ProcessDied,
    SessionEnded,
    Stage,
    StageChanged,
    SteeringChanged,
    StreamFailed,
    TrialFinished,
)
from attention_camp.camp.session.request import SessionRequest
from attention_camp.camp.ui.actions import Phase
from attention_camp.camp.ui.operator.live_session import LiveSession
from attention_camp.camp.ui.operator.monitor.mirror import why_no_mirror
from attention_camp.camp.ui.operator.monitor.session_line import SessionLine
from attention_camp.camp.ui.operator.monitor.status_strip import StatusStrip
from attention_camp.camp.ui.widgets.confirm import ConfirmDialog
from attention_camp.camp.ui.widgets.course_plots import DifficultyPlot, ReactionPlot
from attention_camp.camp.ui.widgets.session_model import SessionModel

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(open_window, controller, qtbot):
    """Return the window with a session that runs."""
    window = open_window()
    live = LiveSession(controller, window)
    live.connect_headset()
    controller.write(5.0)
    controller.say_opened()
    qtbot.waitUntil(lambda: live.phase is Phase.CONNECTED)
    live.start()
    window.watch(live)
    controller.say_signal()
    controller.say_stage()
    qtbot.waitUntil(lambda: live.course.stage is not None)
    with qtbot.waitActive(window, timeout=5000):
        window.activateWindow()
    yield window
    live.close()


def test_a_trial_comes_on_top_of_the_log(window, controller, qtbot) -> None:
    monitor = window.pages.monitor
    controller.say_trial(trial=1)
    controller.say_trial(trial=2, correct=False, why="error-down", next_level=2)
    qtbot.waitUntil(lambda: monitor.log.rowCount() == 2)
    cells = [monitor.log.index(0, column).data() for column in range(10)]
    assert cells[0] == "2"
    assert cells[5] == "✕ wrong"
    assert cells[6] == "612\xa0ms"
    assert cells[9] == "2 (−1) · Wrong: easier."
    assert monitor.course.difficulty.value.text() == "3, next 2"
    assert "correct 50\xa0%" in monitor.course.reaction.value.text()


def test_the_strip_shows_phase_clocks_and_losses(window, controller, qtbot) -> None:
    strip = window.pages.monitor.strip
    controller.say_signal(time=85.0, n_lost=12, n_samples=65 * 250)
    qtbot.waitUntil(lambda: strip.elapsed.text() == "01:05")
    assert strip.phase.text() == "Training"
    assert strip.remaining.text() == "02:05"
    assert strip.recording.text() == "● 1.2\xa0MB"
    assert strip.lost.text() == "▲ 12"
    assert strip.channels.text() == "16 / 16"


def test_the_bar_passes_over_blocks_that_are_left_out(qtbot) -> None:
    strip, course = StatusStrip(), SessionModel(block_trials=(1, 2, 1, 6, 10))
    qtbot.addWidget(strip)

    def shown(stage: Stage, block: int, done: int) -> int:
        course.take(StageChanged(stage, block, 5, "search", 10, done, 20, 60.0))
        strip.show_course(course)
        return strip.bar.value()

    calibrated = [shown(Stage.CALIBRATION, block, block) for block in (1, 2, 3)]
    assert calibrated == [1, 2, 3]
    # the check held: the fourth block is of a calibration that is not needed
    assert shown(Stage.INSTRUCTIONS, 5, 4) == 10
    assert shown(Stage.TRIALS, 5, 14) == strip.bar.maximum() == 20


def test_the_bar_is_full_at_the_end_of_a_session_that_was_gone_on_with(qtbot) -> None:
    strip, course = StatusStrip(), SessionModel(block_trials=(10, 10))
    qtbot.addWidget(strip)
    # an earlier run has done the first block and half of the second
    for stage, done in ((Stage.TRIALS, 0), (Stage.TRIALS, 5), (Stage.ENDED, 5)):
        course.take(StageChanged(stage, 2, 2, "search", 10, done, 20, 60.0))
        strip.show_course(course)
        full = strip.bar.value() == strip.bar.maximum()
        assert full is (stage is Stage.ENDED)
    assert course.n_left_out == 10


def test_late_frames_alarm_only_where_they_hit_an_onset(
    window, controller, qtbot
) -> None:
    strip = window.pages.monitor.strip
    controller.say_trial(trial=1, frames_dropped=140)
    qtbot.waitUntil(lambda: "140 refreshes" in strip.late.toolTip())
    assert strip.late.text() == "0"
    controller.say_trial(trial=2, frames_dropped=3, onset_dropped=True)
    qtbot.waitUntil(lambda: strip.late.text() == "▲ 1 of 2")
    assert "143 refreshes" in strip.late.toolTip()


def test_sixteen_traces_are_drawn_as_samples_arrive(window, controller, qtbot) -> None:
    traces = window.pages.monitor.panel.traces
    before = traces.n_draws

    def fed() -> bool:
        controller.write(0.04)
        return traces.n_draws >= before + 30

    qtbot.waitUntil(fed, timeout=10_000)


def test_pause_and_resume_by_keys(window, controller, qtbot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_P, CTRL)
    assert controller.asked[-1] == "pause"
    controller.say_stage(Stage.PAUSED)
    qtbot.waitUntil(lambda: window.live.phase is Phase.PAUSED)
    assert not window.actions_["pause"].isEnabled()
    qtbot.keyClick(window, Qt.Key.Key_R, CTRL)
    assert controller.asked[-2:] == ["resume", "give_keyboard"]


def test_a_note_is_typed_and_stored_with_enter(window, controller, qtbot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_T, CTRL)
    monitor = window.pages.monitor
    assert monitor.note_row.text.isVisible()
    QTest.keyClicks(monitor.note_row.text, "door slammed")
    qtbot.keyClick(monitor.note_row.text, Qt.Key.Key_Return)
    assert controller.asked[-2:] == ["note door slammed", "give_keyboard"]
    assert monitor.note_row.last.text().endswith("door slammed")
    assert not monitor.note_row.text.text()


@pytest.mark.parametrize("ends", [True, False])
def test_ending_asks_first_and_says_what_stays(window, controller, ends) -> None:
    said = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ConfirmDialog)
        said.append(dialog.accessibleDescription())
        button = dialog.do if ends else dialog.keep
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    QTimer.singleShot(100, answer)
    window.pages.monitor.buttons["end"].click()
    assert said[0].startswith("Done and stored: 0 of 20 trials")
    assert window.live.course.block_trials == (10, 10)
    assert ("abort" in controller.asked) is ends


@pytest.mark.parametrize("process", ["participant", "acquisition"])
def test_a_dead_process_is_said_and_can_be_restarted(
    window, controller, qtbot, process
) -> None:
    monitor = window.pages.monitor
    controller.messages.append(ProcessDied(process, "killed by signal 9"))
    qtbot.waitUntil(lambda: monitor.banner.isVisible())
    assert "unexpectedly" in monitor.banner.text
    assert "is stored" in monitor.banner.text or "is on disk" in monitor.banner.text
    (button,) = monitor.banner.findChildren(QPushButton)
    assert button.text().startswith("Restart")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert controller.asked[-1] == f"restart_{process}"


def test_a_call_for_help_takes_no_restart_away(window, controller, qtbot) -> None:
    monitor = window.pages.monitor
    controller.messages.append(ProcessDied("acquisition", "killed by signal 9"))
    controller.messages.append(HelpWanted())
    qtbot.waitUntil(lambda: "asks for you" in monitor.banner.text)

    def buttons() -> list[QPushButton]:
        found = monitor.banner.findChildren(QPushButton)
        return [button for button in found if button.isVisible()]

    qtbot.waitUntil(lambda: bool(buttons()))
    qtbot.mouseClick(buttons()[0], Qt.MouseButton.LeftButton)
    assert "headset process ended" in monitor.banner.text
    assert monitor.banner.isVisible()


def test_a_recording_that_failed_is_said_with_its_reason_and_can_go_on(
    window, controller, qtbot
) -> None:
    monitor = window.pages.monitor
    qtbot.waitUntil(lambda: monitor.strip.recording.text().startswith("●"))
    controller.messages.append(StreamFailed("The disk is full."))
    qtbot.waitUntil(lambda: monitor.banner.isVisible())
    assert "No EEG is recorded any more: The disk is full." in monitor.banner.text
    assert monitor.strip.recording.text() == "○ not recording"
    (button,) = monitor.banner.findChildren(QPushButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert controller.asked[-1] == "restart_acquisition"
    controller.say_opened()
    controller.say_signal()
    qtbot.waitUntil(lambda: not monitor.banner.isVisible())
    assert monitor.strip.recording.text().startswith("●")


def test_a_stalled_headset_is_said_and_the_session_goes_on(
    window, controller, qtbot
) -> None:
    monitor = window.pages.monitor
    controller.say_signal(faults=("stall",), stalled_for=3.2)
    qtbot.waitUntil(lambda: monitor.faults.isVisible())
    assert "No samples arrive (for 3 s now)" in monitor.faults.text
    controller.say_signal(faults=("wrong rate",))
    qtbot.waitUntil(lambda: "The recording goes on" in monitor.faults.text)
    controller.say_signal(faults=("disconnected",), message="Plug it in again.")
    qtbot.waitUntil(lambda: "Plug it in again." in monitor.faults.text)
    controller.say_signal()
    qtbot.waitUntil(lambda: not monitor.faults.isVisible())


def test_a_call_for_help_stays_until_it_is_answered(window, controller, qtbot) -> None:
    monitor = window.pages.monitor
    controller.messages.append(HelpWanted())
    qtbot.waitUntil(lambda: "asks for you" in monitor.banner.text)
    (button,) = monitor.banner.findChildren(QPushButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not monitor.banner.isVisible()


def test_it_says_whether_the_score_steers_and_why(window, controller, qtbot) -> None:
    monitor = window.pages.monitor
    assert "Not steering" in monitor.course.steering.text()
    steering = SteeringChanged(True, "calibrated", "AUC 0.71, best null 0.55")
    controller.messages.append(steering)
    qtbot.waitUntil(lambda: "Steering" in monitor.course.steering.text())
    assert "AUC 0.71" in monitor.course.steering_why.text()


def test_no_score_comes_with_its_reason(window, controller, qtbot) -> None:
    value = window.pages.monitor.course.engagement.value
    controller.say_signal(engagement=None, certainty=None, reason="gap")
    qtbot.waitUntil(lambda: value.text() == "no score: gap")


@pytest.mark.parametrize("ending", list(Ending))
def test_the_end_is_said_and_leads_to_the_summary(
    window, controller, qtbot, ending
) -> None:
    monitor = window.pages.monitor
    controller.say_trial()
    controller.messages.append(SessionEnded(ending, "The disk is full."))
    qtbot.waitUntil(lambda: monitor.summary.isVisible())
    assert ("The disk is full." in monitor.banner.text) is (ending is Ending.FAILED)
    qtbot.mouseClick(monitor.summary, Qt.MouseButton.LeftButton)
    summary = window.pages.summary
    assert window.current == "summary"
    assert summary.banner.text == monitor.banner.text
    qtbot.waitUntil(lambda: "Nothing of this session" in summary.verdict.text)


def test_closing_the_window_asks_while_a_session_runs(window, controller) -> None:
    def keep() -> None:
        dialog = QApplication.activeModalWidget()
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    QTimer.singleShot(100, keep)
    window.close()
    assert window.isVisible()
    assert "close" not in controller.asked


@pytest.mark.parametrize("slowest", [0.4, 0.9, 1.4, 2.6])
def test_the_plot_of_reaction_times_shows_a_scale(qtbot, controller, slowest) -> None:
    controller.say_trial(reaction_time=slowest)
    records = [m.record for m in controller.poll() if isinstance(m, TrialFinished)]
    plot = ReactionPlot()
    qtbot.addWidget(plot)
    plot.resize(400, 110)
    plot.show_records(records, 1.0)
    with qtbot.waitExposed(plot):
        plot.show()
    picture = QPixmap(10, 10)
    painter = QPainter(picture)
    axis = plot.plot.getAxis("left")
    painter.setFont(axis.style["tickFont"])
    _, _, labels = axis.generateDrawSpecs(painter)
    painter.end()
    drawn = [text for *_, text in labels]
    assert drawn[0] == "0"
    assert len(drawn) == 2


@pytest.mark.parametrize("n_right", range(41))
def test_shares_right_and_wrong_make_a_hundred(qtbot, controller, n_right) -> None:
    controller.say_trial()
    records = [m.record for m in controller.poll() if isinstance(m, TrialFinished)]
    plot = ReactionPlot()
    qtbot.addWidget(plot)
    plot.show_records(records, n_right / 40)
    shown = [
        int(word)
        for word in plot.value.text().replace("\xa0", " ").split()
        if word.isdigit()
    ]
    assert sum(shown) == 100
    assert abs(shown[0] - 100 * n_right / 40) <= 0.5


def test_levels_stand_above_the_trials_that_had_them(qtbot, controller) -> None:
    for trial in (1, 2, 5):  # the third and fourth were practice of another block
        controller.say_trial(trial=trial, level=trial)
    records = [m.record for m in controller.poll() if isinstance(m, TrialFinished)]
    plot = DifficultyPlot()
    qtbot.addWidget(plot)
    plot.show_records(records)
    edges, levels = plot._line.getData()
    assert edges.tolist() == [0.5, 1.5, 4.5, 5.5]
    assert levels.tolist() == [1, 2, 5]


@pytest.mark.parametrize(
    "asked", [{"study": "0a1b"}, {"arm": "A7Q"}, {"arm": "sealed"}]
)
def test_a_blinded_session_is_never_mirrored(qtbot, tmp_path: Path, asked) -> None:
    request = SessionRequest(tmp_path, "01", "01", **asked)
    line = SessionLine()
    qtbot.addWidget(line)
    line.show_mirror(why_no_mirror(request, None))
    assert not line.mirrored.isEnabled()
    assert "blinded" in line.mirrored.toolTip()


def test_another_screen_may_be_mirrored(tmp_path: Path) -> None:
    assert why_no_mirror(SessionRequest(tmp_path, "01", "01"), None) == ""
