"""A new session in three steps that can be revisited: who, headset, signal."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from attention_camp.camp.session.request import SessionRequest
from attention_camp.camp.ui.actions import Phase
from attention_camp.camp.ui.icons import accent_icon
from attention_camp.camp.ui.operator.live_session import LiveSession
from attention_camp.camp.ui.operator.setup.asked_session import (
    asked_session,
    changes_between,
)
from attention_camp.camp.ui.operator.setup.check_beside import CheckBeside
from attention_camp.camp.ui.operator.setup.headset_step import HeadsetStep
from attention_camp.camp.ui.operator.setup.signal_step import SignalStep
from attention_camp.camp.ui.operator.setup.step_list import StepList
from attention_camp.camp.ui.operator.setup.who_step import WhoStep
from attention_camp.camp.ui.sentences import translated
from attention_camp.camp.ui.theme import SPACE, theme_of
from attention_camp.camp.ui.widgets.page import Banner, Page, focus_first_of
from attention_camp.camp.ui.widgets.workspace import Workspace
from attention_camp.resources.texts import UserError

if TYPE_CHECKING:
    from attention_camp.camp.processes.controller import SessionController
    from attention_camp.camp.ui.widgets.session_rows import SessionRow

WHO, HEADSET, SIGNAL = range(3)


class NewSessionPage(Page):
    """The three steps, and the session they lead to."""

    connecting = Signal(object)
    """A headset is being connected: the ``LiveSession``."""
    started = Signal()
    """The session has begun."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__("")
        self.title.setText(self.tr("New session"))
        self._workspace = workspace
        self.live: LiveSession | None = None
        self._checking = CheckBeside(self)
        self._checking.ended.connect(self._refresh)
        self._asked: SessionRequest | None = None
        """What the steps said when the headset was connected."""
        self.banner = Banner()
        self.body.addWidget(self.banner)
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE)
        self.side = StepList(
            (
                self.tr("1  Who and what"),
                self.tr("2  Headset"),
                self.tr("3  Signal"),
            )
        )
        self.side.chosen.connect(self.show_step)
        row.addWidget(self.side)
        self.who = WhoStep(workspace)
        self.headset = HeadsetStep(workspace)
        self.signal = SignalStep()
        self.steps = QStackedWidget()
        for step in (self.who, self.headset, self.signal):
            self.steps.addWidget(step)
        row.addWidget(self.steps, 1)
        self.body.addLayout(row, 1)
        self.add_back(self.tr("Back")).clicked.connect(self._on_back)
        self.add_primary("").clicked.connect(self._on_next)
        self.who.changed.connect(self._on_who_changed)
        self.headset.changed.connect(self._on_headset_changed)
        self.headset.connect_wanted.connect(self._on_connect)
        self.headset.cancel_wanted.connect(self._on_headset_changed)
        self.signal.changed.connect(self._refresh)
        self.show_step(WHO)

    # steps

    @property
    def step(self) -> int:
        """The step in front."""
        return self.steps.currentIndex()

    def show_step(self, number: int) -> None:
        """Bring a step to the front."""
        self.steps.setCurrentIndex(number)
        self.side.mark(number)
        self.banner.hide()
        if number == HEADSET:
            if not self.is_connected:
                simulated = self.who.answers.currentData()
                self.headset.prefer("simulated" if simulated else "")
            self.headset.load()
        self._refresh()
        if self.isVisible():
            self.focus_first()

    def focus_first(self) -> None:
        """Put the keyboard on the first field of the step, or on what goes on."""
        if not focus_first_of(self._step_in_front()):
            self.primary.setFocus(Qt.FocusReason.OtherFocusReason)

    def shown(self) -> None:
        """Refresh the page when it is shown; start over after a session that ended."""
        if self.live is not None and self.live.course.ended is not None:
            self.begin_anew()
        if self.live is None:
            self.who.read_dataset()
        self.who.show_screen()
        self._refresh()

    def propose(self, row: SessionRow) -> None:
        """Prepare the next run of an interrupted session."""
        self._disconnect()
        self.who.propose(row)
        self.show_step(WHO)
        text = self.tr(
            "Going on with session {session} of participant {participant}: the next "
            "trial, the difficulty and the arm follow from what was recorded. Where "
            "the protocol calibrates, it does so again first, since the headset was "
            "put on again."
        )
        self.banner.say(
            "info", text.format(session=row.session, participant=row.participant)
        )

    def _step_in_front(self) -> QWidget:
        return (self.who, self.headset, self.signal)[self.step]

    def check_signal(self, live: LiveSession) -> None:
        """Go to the signal check of a session asked for on the command line."""
        request = live.request
        self.who.participant.setText(request.participant)
        self.who.session.setText(request.session)
        self.who.plan.show_protocol(request.protocol)
        self.who.plan.show_participant(request.participant, request.session)
        self._asked = self._request()
        self._follow(live)
        self.show_step(SIGNAL)

    def begin_anew(self) -> None:
        """Reset the page for another session."""
        self._disconnect()
        self.who.read_dataset()
        # the next person is never recorded under the last one's label, nor answers so
        self.who.hand.forget()
        self.who.participant.clear()
        self.who.participant.textEdited.emit("")
        self.show_step(WHO)

    @property
    def is_connected(self) -> bool:
        """Whether the headset streams."""
        return self.live is not None and self.live.course.opened is not None

    def _refresh(self) -> None:
        running = self.live is not None and self.live.phase in {
            Phase.RUNNING,
            Phase.PAUSED,
        }
        ready = not self.who.problem
        self.side.buttons[HEADSET].setEnabled(ready)
        self.side.buttons[SIGNAL].setEnabled(ready and self.is_connected)
        self.back.setText(self.tr("Home") if self.step == WHO else self.tr("Back"))
        texts = (
            self.tr("Next: headset"),
            self.tr("Next: signal"),
            self.tr("Start session"),
        )
        self.primary.setText(texts[self.step])
        enabled = (ready, self.is_connected, self.signal.may_start)[self.step]
        self.primary.setEnabled(
            enabled and not running and not self._checking.is_running
        )
        self.primary.setToolTip(self._why_not(running=running))
        icon = accent_icon("resume", theme_of(self)) if self.step == SIGNAL else QIcon()
        self.primary.setIcon(icon)
        self._refresh_notes()

    def _why_not(self, *, running: bool) -> str:
        """Return why the step cannot be left; empty: it can."""
        if self.primary.isEnabled():
            return ""
        if running:
            return self.tr("A session is running: look at the monitor.")
        if self._checking.is_running:
            return self.tr("Checking…")
        missing = (
            self.who.problem,
            self.tr("Connect the headset first."),
            self.tr("Say why the session may start although channels are not good."),
        )
        return missing[self.step]

    def _refresh_notes(self) -> None:
        who = self.who.who
        self.side.notes[WHO].setText(
            self.tr("Participant {participant},\nsession {session}").format(
                participant=who.participant, session=who.session
            )
            if not self.who.problem
            else ""
        )
        self.side.notes[HEADSET].setText(
            self.headset.chosen_title if self.is_connected else self.tr("not connected")
        )

    # what people do

    def _on_back(self) -> None:
        if self.step == WHO:
            self.left.emit("home")
        else:
            self.show_step(self.step - 1)

    def _on_next(self) -> None:
        if self.step < SIGNAL:
            self.show_step(self.step + 1)
        else:
            self._start()

    def _on_who_changed(self) -> None:
        self._forget_check()  # it is not what is asked any more
        # a headset that streams goes on: the session is checked again at its start
        self.signal.need(self.who.plan.min_good_channels)
        self._refresh()

    def _on_headset_changed(self) -> None:
        self._disconnect()
        self._refresh()

    def _on_connect(self) -> None:
        from attention_camp.camp.processes.controller import SessionController
        from attention_camp.camp.ui.participant.process import run_participant

        self._disconnect()
        self._asked = request = self._request()
        self.headset.say_connecting()
        # the checks load BrainFlow or MNE: seconds, at the first time
        check = partial(SessionController, request, participant=run_participant)
        self._checking.start(check, self._on_checked, self.headset.say_failed)

    def _on_checked(self, controller: SessionController) -> None:
        live = LiveSession(controller, self, pairing=self._workspace.class_page)
        self._follow(live)
        live.connect_headset()

    def _follow(self, live: LiveSession) -> None:
        self.live = live
        live.told.connect(self._on_told)
        self.headset.say_connecting()
        self.connecting.emit(live)

    def _request(self) -> SessionRequest:
        return asked_session(self._workspace, self.who.who, self.headset)

    def _on_told(self, message: object) -> None:
        from attention_camp.camp.session.messages import (
            ProcessDied,
            StreamFailed,
            StreamOpened,
        )

        if self.live is None or self.live.phase in {Phase.RUNNING, Phase.PAUSED}:
            return
        if isinstance(message, StreamOpened):
            self.headset.say_connected(message)
            self.signal.watch(self.live, self.who.plan.min_good_channels)
            self._refresh()
        elif isinstance(message, StreamFailed | ProcessDied):
            text = translated(message.text)
            if isinstance(message, ProcessDied):
                text = self.tr(
                    "The headset process ended unexpectedly while it was connecting. "
                    "Nothing was recorded. Try again; if it happens again, choose "
                    "another headset and send the log to the developers."
                )
            self._disconnect()
            self.headset.say_failed(text)
            self.show_step(HEADSET)

    def _start(self) -> None:
        """Start the session, checked again where the steps say another one by now."""
        live, current = self.live, self._request()
        if live is None:
            return
        if current == self._asked:
            self._begin()
            return
        changes = changes_between(self._asked, current)

        def go_on(_: object) -> None:
            self._asked = current
            self._begin()

        revise = partial(live.controller.revise, replace(live.request, **changes))
        self._checking.start(revise, go_on, partial(self.banner.say, "bad"))
        self._refresh()

    def _begin(self) -> None:
        if self.live is None:
            return
        self.live.check = self.signal.check
        try:
            self.live.start()
        except (UserError, OSError) as error:
            self.banner.say("bad", translated(error))
            return
        self._remember_choices()
        self.started.emit()
        self._refresh()

    def _remember_choices(self) -> None:
        """Save the choices as defaults for the next session, if possible."""
        settings = self._workspace.settings
        who = self.who.who
        settings.participant, settings.protocol = who.participant, who.protocol
        settings.board = self.headset.board
        settings.board_title = self.headset.chosen_source
        settings.board_fields = dict(self.headset.values)
        settings.eyes = self.headset.eyes.spec
        self._workspace.save_if_possible()

    def _forget_check(self) -> None:
        if not self._checking.forget():
            return
        if self.live is None:
            self.headset.say_idle()

    def _disconnect(self) -> None:
        self._forget_check()
        live = self.live
        if live is None or live.phase in {Phase.RUNNING, Phase.PAUSED}:
            return
        self.live = None
        live.told.disconnect(self._on_told)
        live.leave()
        self.headset.say_idle()
