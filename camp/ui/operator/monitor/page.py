"""The monitor of the running session."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QSplitter,
)

from attention_camp.camp.session.messages import (
    AWAY,
    HelpWanted,
    ProcessAnswers,
    ProcessDied,
    ProcessSilent,
    SessionEnded,
    SignalState,
    StreamFailed,
    StreamOpened,
    ToOperator,
    TrialFinished,
)
from attention_camp.camp.ui.operator.live_session import LiveSession
from attention_camp.camp.ui.operator.monitor.note_row import NoteRow
from attention_camp.camp.ui.operator.monitor.status_strip import StatusStrip
from attention_camp.camp.ui.operator.monitor.trial_log import (
    COLUMNS,
    trial_log_view,
)
from attention_camp.camp.ui.operator.trace_panel import TracePanel
from attention_camp.camp.ui.sentences import translated
from attention_camp.camp.ui.theme import SPACE, theme_of
from attention_camp.camp.ui.widgets.action_button import ActionButton
from attention_camp.camp.ui.widgets.codes import STREAM_FAULTS, translate
from attention_camp.camp.ui.widgets.confirm import confirm
from attention_camp.camp.ui.widgets.page import Banner, Page, set_role
from attention_camp.camp.ui.widgets.trial_table import TrialTable

ACTIONS = ("note", "pause", "resume", "end")


class MonitorPage(Page):
    """Live traces, score, difficulty, answers and the log of one running session."""

    ended = Signal()
    """The session is over and the researcher has seen it."""
    calibration_wanted = Signal()

    def __init__(self, actions: Mapping[str, QAction]) -> None:
        super().__init__("")
        self.title.hide()
        self._actions = actions
        self.live: LiveSession | None = None
        self._silence = ""
        """What the banner said last of a process that does not answer."""
        self.strip = StatusStrip()
        self.banner = Banner()
        self.faults = Banner()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(SPACE)
        self.body.addWidget(self.strip)
        self.body.addWidget(self.banner)
        self.body.addWidget(self.faults)
        self.body.addWidget(self._middle(), 1)
        self.note_row = NoteRow()
        self.note_row.stored.connect(self._store_note)
        self.body.addWidget(self.note_row)
        self._fill_foot()
        self._say_empty()

    def _middle(self) -> QSplitter:
        from attention_camp.camp.ui.operator.monitor.course_panel import CoursePanel

        self.panel = TracePanel()
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
        whole.addWidget(above)
        whole.addWidget(self.log_view)
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

    # what arrives

    def watch(self, live: LiveSession) -> None:
        """Show a session and follow its messages."""
        self.live = live
        self.log.set_records(())
        self.banner.hide()
        self.faults.hide()
        self.summary.hide()
        self.start.hide()
        self.course.report.show()
        for button in self.buttons.values():
            button.show()
        live.told.connect(self._on_told)
        live.polled.connect(self._on_polled)
        live.closing.connect(self._on_closing)
        if live.course.opened is not None:
            self.panel.open(live.course.opened, live.ring)
        for record in live.course.records:
            self.log.insert_first(record)
        self.course.show_steering(live.course)

    def shown(self) -> None:
        """Refresh the page when it is shown."""
        if self.live is not None:
            self.strip.show_course(self.live.course)

    def _on_told(self, message: ToOperator) -> None:
        live = self.live
        if live is None:
            return
        match message:
            case SignalState():
                self._on_signal(message, live)
            case TrialFinished(record=record):
                self.log.insert_first(record)
                self.course.show_trials(live.course)
            case StreamOpened():
                self.panel.open(message, live.ring)
                self._clear_death("acquisition")
            case ProcessDied():
                self._show_death(message)
            case ProcessSilent() | ProcessAnswers():
                self._on_silence(message)
            case StreamFailed():
                self._show_failure(message)
            case SessionEnded():
                self._show_end(message)
            case HelpWanted():
                self.banner.say(
                    "warn", self.tr("The participant asks for you. Please go to them.")
                )
                done = self.banner.add_button(self.tr("Done"))
                done.clicked.connect(self._on_helped)
        self.course.show_steering(live.course)
        self.strip.show_course(live.course)

    def _on_signal(self, state: SignalState, live: LiveSession) -> None:
        self.panel.take(state)
        self.course.engagement.show_course(live.course)
        if not state.faults:
            self.faults.hide()
            return
        names = [
            translate("StreamFaults", STREAM_FAULTS.get(f, f)) for f in state.faults
        ]
        if AWAY & set(state.faults):
            text = self.tr(
                "{what} (for {seconds} s now). The session goes on with performance "
                "alone; the gap is marked in the data."
            )
        else:
            text = self.tr(
                "{what}. The recording goes on, and what is missing is marked. If this "
                "stays, restart the headset and check its settings."
            )
        text = text.format(what=", ".join(names), seconds=round(state.stalled_for))
        if state.message:
            text += f"\n{translated(state.message)}"
        if self.faults.text != text or self.faults.isHidden():
            self.faults.say("warn", text)

    def _on_polled(self) -> None:
        if self.isVisible():
            self.panel.traces.refresh()

    def _on_closing(self) -> None:
        self.panel.close_stream()

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

    def _show_death(self, message: ProcessDied) -> None:
        if message.process == "participant":
            text = self.tr(
                "The participant's window closed unexpectedly. Every trial in the log "
                "is stored and the EEG goes on being recorded. Restart the window to "
                "go on with the next trial, or end the session."
            )
            button_text = self.tr("Restart participant window")
        else:
            text = self.tr(
                "The headset process ended unexpectedly. All but the last second of "
                "EEG is on disk, and the session goes on with performance alone. "
                "Restart the headset to record on; the gap is marked in the data."
            )
            button_text = self.tr("Restart headset")
        self._offer_restart(message.process, text, button_text)
        self.banner.setToolTip(translated(message.text))

    def _on_silence(self, message: ProcessSilent | ProcessAnswers) -> None:
        if isinstance(message, ProcessSilent):
            self._show_silence(message)
            return
        if self._silence and self.banner.text == self._silence:
            self.banner.hide()
        self._silence = ""

    def _show_silence(self, message: ProcessSilent) -> None:
        """Say that a process lives but does not answer; what can be done stays."""
        text = translated(message.text)
        if self._silence and self.banner.text == self._silence:
            self.banner.change_text(text)
        elif message.process == "participant":
            self._offer_restart(
                "participant", text, self.tr("Restart participant window")
            )
        else:
            self._offer_restart("acquisition", text, self.tr("Restart headset"))
        self._silence = text

    def _show_failure(self, message: StreamFailed) -> None:
        """Report that the headset or its file failed, and why."""
        text = self.tr(
            "No EEG is recorded any more: {why} The session goes on with performance "
            "alone; what was recorded is on disk."
        ).format(why=translated(message.text))
        self._offer_restart("acquisition", text, self.tr("Restart headset"))

    def _offer_restart(self, process: str, text: str, button_text: str) -> None:
        self.banner.say("bad", text)
        self.banner.setProperty("process", process)
        button = self.banner.add_button(button_text)
        button.clicked.connect(lambda: self._restart(process))

    def _on_helped(self) -> None:
        """Restore the message that the call for help replaced."""
        self.banner.hide()
        course = self.live.course if self.live is not None else None
        if course is None or course.ended is not None:
            return
        if course.failed is not None:
            self._show_failure(course.failed)
        for death in course.deaths.values():
            self._show_death(death)
        for silence in course.silent.values():
            self._show_silence(silence)

    def _restart(self, process: str) -> None:
        if self.live is None:
            return
        if process == "participant":
            self.live.controller.restart_participant()
            self.banner.hide()
        else:
            self.panel.close_stream()
            self.live.controller.restart_acquisition()
            self.banner.say("info", self.tr("The headset is being opened again…"))

    def _clear_death(self, process: str) -> None:
        if self.banner.property("process") == process:
            self.banner.hide()

    def _show_end(self, message: SessionEnded) -> None:
        from attention_camp.camp.session.messages import Ending
        from attention_camp.camp.ui.widgets.codes import ENDINGS

        kind = "good" if message.ending is Ending.FINISHED else "warn"
        if message.ending is Ending.FAILED:
            kind = "bad"
        text = translate("Endings", ENDINGS[message.ending])
        if message.ending is Ending.FAILED:
            text = f"{text} {translated(message.text)}"
        self.banner.say(kind, text)  # type: ignore[arg-type]  # one of the four
        self.faults.hide()
        for button in self.buttons.values():
            button.hide()
        self.note_row.hide()
        self.summary.show()
        self.summary.setFocus()

    # actions

    def act(self, key: str) -> None:
        """Perform one of the session's actions."""
        if self.live is None:
            return
        if key == "pause":
            self.live.controller.pause()
        elif key == "resume":
            self.live.controller.resume()
        elif key == "note":
            self.note_row.ask()
        elif key == "end":
            self._end()

    def _store_note(self, text: str) -> None:
        if self.live is not None:
            self.live.controller.note(text)

    def _end(self) -> None:
        live = self.live
        if live is None:
            return
        planned = live.course.stage.n_trials_session if live.course.stage else 0
        question = self.tr("End this session now?")
        loss = self.tr(
            "{done} of {planned} trials are done and stored, with all EEG so far. The "
            "remaining trials will not be shown. The session can be resumed later as "
            "a second run."
        ).format(done=len(live.course.main_records), planned=planned)
        if confirm(self, question, loss, self.tr("End session"), self.tr("Go on")):
            live.controller.abort()
