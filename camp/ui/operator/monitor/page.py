"""The monitor of the running session."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSplitter, QVBoxLayout, QWidget

from attention_camp.camp.session.messages import (
    OperatorKey,
    SessionEnded,
    SignalState,
    StageChanged,
    StreamOpened,
    TargetsShown,
    ToOperator,
    TrialFinished,
)
from attention_camp.camp.ui import formats
from attention_camp.camp.ui.actions import Phase
from attention_camp.camp.ui.operator.live_session import LiveSession
from attention_camp.camp.ui.operator.monitor.incidents import Incidents
from attention_camp.camp.ui.operator.monitor.mirror import Mirror, why_no_mirror
from attention_camp.camp.ui.operator.monitor.note_row import NoteRow
from attention_camp.camp.ui.operator.monitor.session_line import SessionLine
from attention_camp.camp.ui.operator.monitor.status_strip import StatusStrip
from attention_camp.camp.ui.operator.monitor.trial_log import (
    COLUMNS,
    trial_log_view,
)
from attention_camp.camp.ui.operator.trace_panel import TracePanel
from attention_camp.camp.ui.sentences import translated
from attention_camp.camp.ui.theme import SPACE, theme_of
from attention_camp.camp.ui.widgets.action_button import ActionButton
from attention_camp.camp.ui.widgets.codes import mark_text
from attention_camp.camp.ui.widgets.confirm import confirm
from attention_camp.camp.ui.widgets.page import Page, set_role
from attention_camp.camp.ui.widgets.trial_table import TrialTable
from attention_camp.resources.texts import UserError, fill
from attention_camp.signal.clock import host_time

LEAST_LINES = 6
"""Least height between banners and buttons, in heights of a line; below it what is
there scrolls."""
SHORTCUT_LINES = 40
"""Width from which the buttons show their shortcuts, in heights of a line."""
NOTE_LENGTH = 28
"""Characters of the last note that are shown beside the field."""
ACTIONS = ("note", "pause", "resume", "end")


class MonitorPage(Page):
    """Live traces, score, difficulty, answers and the log of one running session."""

    ended = Signal()
    """The session is over and the researcher has seen it."""
    calibration_wanted = Signal()

    def __init__(self, actions: Mapping[str, QAction], own_mark: str = "") -> None:
        super().__init__("")
        self.title.hide()
        self._actions = actions
        self.live: LiveSession | None = None
        self.line = SessionLine()
        self.line.keyboard_given.connect(self._give_keyboard)
        self.line.mirror_wanted.connect(self._show_mirror)
        self.strip = StatusStrip()
        self.incidents = Incidents(self)
        self.incidents.restart_wanted.connect(self._restart)
        self.incidents.helped.connect(self._on_helped)
        self.banner, self.faults = self.incidents.banner, self.incidents.faults
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(SPACE)
        self.body.addWidget(self.banner)
        self.body.addWidget(self.faults)
        middle = QScrollArea()
        middle.setWidgetResizable(True)
        middle.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        middle.setMinimumHeight(LEAST_LINES * self.fontMetrics().height())
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(self.line)
        column.addWidget(self.strip)
        column.addWidget(self._middle(), 1)
        middle.setWidget(inside)
        self.body.addWidget(middle, 1)
        self.note_row = NoteRow(own_mark)
        self.note_row.stored.connect(self._store_note)
        self.note_row.left.connect(self._give_keyboard)
        self.body.addWidget(self.note_row)
        self._fill_foot()
        self._say_empty()

    def _middle(self) -> QSplitter:
        from attention_camp.camp.ui.operator.monitor.course_panel import CoursePanel
        from attention_camp.camp.ui.operator.monitor.evoked_panel import EvokedPanel

        self.panel = TracePanel()
        self.evoked = EvokedPanel()
        self.with_evoked = self.panel.add_below(
            self.evoked, self.tr("Evoked response to targets")
        )
        self.course = CoursePanel()
        self.course.report_wanted.connect(self.calibration_wanted)
        above = QSplitter(Qt.Orientation.Horizontal)
        above.addWidget(self.panel)
        above.addWidget(self.course)
        above.setSizes([620, 440])
        above.setChildrenCollapsible(False)
        self.log = TrialTable(theme_of(self), COLUMNS)
        self.log_view = trial_log_view(self.log)
        whole = QSplitter(Qt.Orientation.Vertical)
        self.mirror = Mirror()
        below = QSplitter(Qt.Orientation.Horizontal)
        below.addWidget(self.log_view)
        below.addWidget(self.mirror)
        below.setStretchFactor(0, 1)
        below.setChildrenCollapsible(False)
        whole.addWidget(above)
        whole.addWidget(below)
        whole.setSizes([430, 150])
        whole.setStretchFactor(0, 3)
        whole.setStretchFactor(1, 1)
        whole.setChildrenCollapsible(False)
        return whole

    def _fill_foot(self) -> None:
        self.buttons: dict[str, ActionButton] = {}
        for key in ACTIONS:
            action = self._actions[key]
            button = ActionButton(action)
            self.buttons[key] = button
            self.foot.addWidget(button)
        self.summary = self.add_primary(self.tr("Summary"))
        self.summary.clicked.connect(self.ended)
        self.summary.hide()
        self.start = self.add_secondary(self.tr("New session"))
        set_role(self.start, "primary")  # until a session runs there is no other
        self.start.clicked.connect(lambda: self.left.emit("new_session"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the buttons' shortcuts where there is room."""
        super().resizeEvent(event)
        narrow = self.width() < SHORTCUT_LINES * self.fontMetrics().height()
        for button in self.buttons.values():
            button.set_short(narrow)

    # what arrives

    def watch(self, live: LiveSession) -> None:
        """Show a session and follow its messages."""
        self.live = live
        self.log.set_records(())
        self.incidents.clear()
        self.line.show_request(live.request)
        self.line.show_mirror(why_no_mirror(live.request, self.screen()))
        self.note_row.forget()
        self.note_row.show()
        self.summary.hide()
        self.start.hide()
        self.course.report.show()
        for button in self.buttons.values():
            button.show()
        live.controller.marks.before_end = self.note_row.store_pending
        live.told.connect(self._on_told)
        live.polled.connect(self._on_polled)
        live.closing.connect(self._close_stream)
        self.evoked.forget()
        # a blinded session does not tell when its trials were
        may_show = not live.request.is_blinded
        self.with_evoked.setVisible(may_show)
        self.evoked.setVisible(may_show and self.with_evoked.isChecked())
        if live.course.opened is not None:
            self._open_stream(live.course.opened, live)
        self.evoked.add_targets(live.course.targets)
        for record in live.course.records:
            self.log.insert_first(record)
        self.course.show_steering(live.course)

    def shown(self) -> None:
        """Refresh the page when it is shown."""
        if self.live is not None:
            self.strip.show_course(self.live.course)
            self.show_keyboard()

    def show_keyboard(self) -> None:
        """Show whether this window or the task has the keyboard."""
        live = self.live
        runs = (
            live is not None
            and live.phase is Phase.RUNNING
            and live.request.observer is None
        )
        self.line.show_keyboard(runs=runs, here=self.isActiveWindow())

    def _give_keyboard(self) -> None:
        if self.live is not None and self.live.phase in {Phase.RUNNING, Phase.PAUSED}:
            self.live.controller.give_keyboard()

    def _on_operator_key(self, action: str) -> None:
        """Do what a shortcut says that was pressed while the task had the keyboard."""
        if not self._actions[action].isEnabled():
            return
        if action in {"note", "end"}:  # these need this window
            self.window().raise_()
            self.window().activateWindow()
        self._actions[action].trigger()

    def _show_mirror(self, on: bool) -> None:
        if on and self.live is not None:
            self.mirror.begin(self.live.request.display.screen)
        else:
            self.mirror.end()

    def _on_helped(self) -> None:
        if self.live is not None:
            self.incidents.restore(self.live.course)
            if self.live.class_link is not None:
                self.live.class_link.helped()

    def _on_told(self, message: ToOperator) -> None:
        live = self.live
        if live is None:
            return
        match message:
            case SignalState():
                self.panel.take(message)
                self.course.engagement.show_course(live.course)
            case TrialFinished(record=record):
                self.log.insert_first(record)
                self.course.show_trials(live.course)
            case TargetsShown():
                self.evoked.add_targets(message.samples)
            case StreamOpened():
                self._open_stream(message, live)
                self.incidents.clear_death("acquisition")
            case SessionEnded():
                self._show_end(message, live)
            case OperatorKey():
                self._on_operator_key(message.action)
            case StageChanged():
                self.show_keyboard()
        self.incidents.take(message)
        self.course.show_steering(live.course)
        self.strip.show_course(live.course)
        self.line.show_class_page(live.class_link)

    def _open_stream(self, opened: StreamOpened, live: LiveSession) -> None:
        self.panel.open(opened, live.ring)
        self.evoked.open(opened, live.ring)

    def _close_stream(self) -> None:
        self.panel.close_stream()
        self.evoked.close_stream()

    def _on_polled(self) -> None:
        self.evoked.refresh()
        if self.isVisible():
            self.panel.traces.refresh()

    # banners

    def _say_empty(self) -> None:
        self.banner.say(
            "info",
            self.tr(
                "No session is running. Start one, and its EEG, engagement, difficulty "
                "and trials are shown here."
            ),
        )
        for button in self.buttons.values():
            button.hide()

    def _restart(self, process: str) -> None:
        if self.live is None:
            return
        if process == "participant":
            self.live.controller.restart_participant()
            self.incidents.clear_death(process)
        else:
            self._close_stream()
            self.live.controller.restart_acquisition()
            self.banner.say("info", self.tr("The headset is being opened again…"))

    def _show_end(self, message: SessionEnded, live: LiveSession) -> None:
        writing = self.note_row.text.hasFocus()
        self.incidents.show_end(message, live.course)
        for button in self.buttons.values():
            button.hide()
        self.note_row.hide()
        self.line.mirrored.setChecked(False)
        self.summary.show()
        if not writing:  # a key meant for a note presses no button
            self.summary.setFocus()
        self.show_keyboard()

    # actions

    def act(self, key: str) -> None:
        """Perform one of the session's actions."""
        if self.live is None:
            return
        if key == "pause":
            self.live.controller.pause()
        elif key == "resume":
            self.live.controller.resume()
            self._give_keyboard()
        elif key == "note":
            self.note_row.ask()
        elif key == "end":
            self._end()

    def _store_note(self, text: str, when: float) -> None:
        """Store a note; only what is on disk is shown as stored."""
        if self.live is None:
            return
        try:
            self.live.controller.note(text, when=when)
        except (UserError, OSError) as error:
            self.note_row.keep_text(text, when)
            said = self.tr("✕ Not stored: {why}").format(why=translated(error))
            self.note_row.say(said, bad=True)
            return
        elapsed = self.live.course.elapsed - (host_time() - when)
        shown = self.tr("✓ {time} {note}").format(
            time=formats.clock(max(elapsed, 0.0)), note=mark_text(text)
        )
        self.note_row.say(formats.shortened(shown, NOTE_LENGTH))
        so_far = self.note_row.last.toolTip()
        self.note_row.last.setToolTip(f"{shown}\n{so_far}".strip())

    def _end(self) -> None:
        live = self.live
        if live is None:
            return
        stage, done = live.course.stage, live.course.n_done
        planned = stage.n_trials_session - live.course.n_left_out if stage else 0
        question = self.tr("End this session now?")
        text = self.tr(
            "Done and stored: {done} of {planned:trial|trials}, with all EEG so "
            "far. The session can be resumed later, from the list of sessions, "
            "with the next trial."
        )
        loss = fill(text, done=done, planned=planned)
        if confirm(self, question, loss, self.tr("End session"), self.tr("Go on")):
            live.controller.abort()
