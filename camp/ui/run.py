"""A session asked for on the command line, in the real windows."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from attention_camp.camp.processes.controller import SessionController
from attention_camp.camp.processes.gate import SignalGate
from attention_camp.camp.processes.session import RequestError
from attention_camp.camp.session.messages import (
    Ending,
    ProcessDied,
    SessionEnded,
    SignalState,
    StageChanged,
    StreamFailed,
    StreamOpened,
    ToOperator,
    TrialFinished,
)
from attention_camp.camp.session.request import SessionRequest
from attention_camp.camp.ui.actions import Phase
from attention_camp.camp.ui.app import dress, make_app, make_desk
from attention_camp.camp.ui.hearing import why_not_heard
from attention_camp.camp.ui.operator.live_session import LiveSession
from attention_camp.camp.ui.operator.monitor.page import MonitorPage
from attention_camp.camp.ui.operator.setup.new_session import NewSessionPage
from attention_camp.camp.ui.operator.summary import SummaryPage
from attention_camp.camp.ui.participant.process import run_participant
from attention_camp.camp.ui.window import MainWindow
from attention_camp.signal.clock import host_time

SETTLE_MS = 700
"""From a change of stage to its picture, so that the window has drawn it."""
TRIALS_PICTURED = (4, 9, 14)


def run_windowed(request: SessionRequest, *, screenshots: Path | None = None) -> int:
    """Run a session in the researcher's and the participant's windows.

    With a person the researcher sees the signal check first and closes the windows at
    the end; with a simulated participant both happen by themselves. The participant's
    monitor is the one of the settings, unless the request wants a smaller window.

    Returns
    -------
    status : int
        0 where the session finished, 1 where it ended early.

    Raises
    ------
    RequestError, ProtocolError, DatasetError, SourceError
        If the session cannot be run as asked; nothing is written then.
    """
    desk = make_desk(request.dataset)
    whole = desk.display.fullscreen and request.display.fullscreen
    request = replace(request, display=replace(desk.display, fullscreen=whole))
    controller = SessionController(request, participant=run_participant)
    app = make_app()
    desk.settings.language = request.language
    dress(app, desk)
    silence = why_not_heard(controller.prepared.plan)
    if silence and request.observer is None:
        controller.close()
        raise RequestError(silence)
    window = MainWindow(desk)
    live = LiveSession(controller, window)
    gate = SignalGate(controller.prepared)
    run = _Run(app, window, live, gate=gate, screenshots=screenshots)
    if request.observer is None:
        page = window.page("new_session")
        if isinstance(page, NewSessionPage):
            page.check_signal(live)
        window.show_page("new_session")
    window.show()
    live.connect_headset()
    app.exec()
    live.close()
    if run.failure:
        sys.stderr.write(f"attention-camp: {run.failure}\n")
    return 0 if run.has_finished else 1


class _Run(QObject):
    """Starts the session when the headset streams; takes pictures; ends."""

    def __init__(
        self,
        app: QApplication,
        window: MainWindow,
        live: LiveSession,
        *,
        gate: SignalGate,
        screenshots: Path | None,
    ) -> None:
        super().__init__(window)
        self.has_finished = False
        self.failure = ""
        self._app = app
        self._window = window
        self._live = live
        self._folder = screenshots
        self._is_started = False
        self._gate = gate
        self._pictured: set[str] = set()
        if screenshots is not None:
            screenshots.mkdir(parents=True, exist_ok=True)
        live.told.connect(self._on_told)

    def _on_told(self, message: ToOperator) -> None:
        if self._live.request.observer is not None and not self._is_started:
            self._begin(message)
        if isinstance(message, StageChanged):
            self._picture_later(f"{message.block}-{message.task}-{message.stage.value}")
        elif isinstance(message, TrialFinished):
            number = message.record.trial
            if number in TRIALS_PICTURED:
                self._picture_later(f"trial-{number:02d}")
        elif isinstance(message, StreamFailed) and not self._is_watched:
            self._give_up(message.text)
        elif isinstance(message, SessionEnded):
            self._end(message)

    @property
    def _is_watched(self) -> bool:
        """Whether a researcher sees in the monitor what happens, and decides."""
        is_running = self._live.phase in {Phase.RUNNING, Phase.PAUSED}
        return is_running and self._live.request.observer is None

    def _begin(self, message: ToOperator) -> None:
        """Start for a simulated participant, once the signal passes the gate."""
        if isinstance(message, SignalState):
            self._gate.take(message.verdicts)
        elif isinstance(message, ProcessDied):
            self._give_up(message.text)
            return
        elif not isinstance(message, StreamOpened):
            return
        if not self._gate.is_decided(host_time()):
            return
        self._is_started = True
        try:
            self._live.check = self._gate.decide()
            self._live.start()
        except (ValueError, OSError) as error:
            self._give_up(str(error))
            return
        self._window.watch(self._live)

    def _give_up(self, why: str) -> None:
        self.failure = why
        self._app.quit()

    def _end(self, message: SessionEnded) -> None:
        self.has_finished = message.ending is Ending.FINISHED
        self.failure = message.text
        if self._live.request.observer is not None:
            QTimer.singleShot(SETTLE_MS, self, self._show_summary)

    def _show_summary(self) -> None:
        monitor, summary = self._window.page("monitor"), self._window.page("summary")
        if isinstance(monitor, MonitorPage) and isinstance(summary, SummaryPage):
            summary.told.connect(
                lambda: QTimer.singleShot(SETTLE_MS, self, self._leave)
            )
            monitor.summary.click()

    def _leave(self) -> None:
        self._picture("summary")
        self._app.quit()

    def _picture_later(self, name: str) -> None:
        if self._folder is not None and name not in self._pictured:
            self._pictured.add(name)
            QTimer.singleShot(SETTLE_MS, self, lambda: self._picture(name))

    def _picture(self, name: str) -> None:
        """Save the researcher's window, and the whole screen with the participant's."""
        if self._folder is None:
            return
        self._window.grab().save(str(self._folder / f"operator-{name}.png"))
        screen = QGuiApplication.primaryScreen().grabWindow(0)
        screen.save(str(self._folder / f"screen-{name}.png"))
