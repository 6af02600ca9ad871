"""A session started from the command line, in the real windows."""

from __future__ import annotations

import logging
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from attention_camp.camp.processes.controller import SessionController
from attention_camp.camp.processes.gate import SignalGate
from attention_camp.camp.processes.session import RequestError
from attention_camp.camp.session.messages import (
    Ending,
    ProcessDied,
    SessionEnded,
    SignalState,
    StreamFailed,
    StreamOpened,
    ToOperator,
)
from attention_camp.camp.session.request import SessionRequest
from attention_camp.camp.ui.actions import Phase
from attention_camp.camp.ui.app import dress, make_app, make_workspace
from attention_camp.camp.ui.faults import install_fault_hook
from attention_camp.camp.ui.hearing import why_not_heard
from attention_camp.camp.ui.operator.live_session import LiveSession
from attention_camp.camp.ui.participant.process import run_participant
from attention_camp.camp.ui.screens import placed
from attention_camp.camp.ui.sentences import PROGRAM_FAULT
from attention_camp.camp.ui.widgets.workspace import Workspace
from attention_camp.camp.ui.window import MainWindow
from attention_camp.resources.texts import UserError
from attention_camp.signal.clock import host_time

if TYPE_CHECKING:
    from attention_camp.camp.processes.announce.pairing import Pairing

logger = logging.getLogger(__name__)

LINGER_MS = 700
"""How long the last pages of a simulated session stay in view; own choice."""


def run_windowed(request: SessionRequest, pairing: Pairing | None = None) -> int:
    """Run a session in the researcher's and the participant's windows.

    With a person the researcher sees the signal check first and closes the windows at
    the end; with a simulated participant both happen by themselves. The participant's
    monitor is the one of the settings, unless the request wants a smaller window.

    Parameters
    ----------
    request : SessionRequest
        The session.
    pairing : Pairing or None
        The class page; None: as the settings say.

    Returns
    -------
    status : int
        0 where the session finished, 1 where it ended early, 2 where it failed or its
        end could not be written.

    Raises
    ------
    RequestError, ProtocolError, DatasetError, SourceError
        If the session cannot be run as asked; nothing is written then.
    """
    workspace = make_workspace(request.dataset)
    app = make_app()
    request = _with_settings(request, workspace, app)
    controller = SessionController(request, participant=run_participant)
    workspace.settings.language = request.language
    dress(app, workspace)
    silence = why_not_heard(controller.prepared.plan)
    if silence and request.observer is None:
        controller.close()
        raise RequestError(silence)
    install_fault_hook()
    window = MainWindow(workspace)
    live = LiveSession(controller, window, pairing=pairing or workspace.class_page)
    gate = SignalGate(controller.prepared)
    run = _Run(app, window, live, gate=gate)
    if request.observer is None:
        window.pages.new_session.check_signal(live)
        window.show_page("new_session")
    window.show()
    live.connect_headset()
    app.exec()
    live.close()
    for failure in dict.fromkeys((run.failure, controller.failure)):
        if failure:
            sys.stderr.write(f"attention-camp: {failure}\n")
    if run.has_failed or controller.failure:
        return 2
    return 0 if run.has_finished else 1


def _with_settings(
    request: SessionRequest, workspace: Workspace, app: QApplication
) -> SessionRequest:
    """Return a request with what the settings say of monitor and keys."""
    whole = workspace.display.fullscreen and request.display.fullscreen
    display = placed(
        replace(workspace.display, fullscreen=whole),
        app.primaryScreen(),
        simulated=request.observer is not None,
    )
    return replace(
        request,
        display=display,
        answer_keys=dict(workspace.settings.answer_keys),
        shortcuts=dict(workspace.settings.shortcuts),
    )


class _Run(QObject):
    """Starts the session when the headset streams, and ends the application."""

    def __init__(
        self,
        app: QApplication,
        window: MainWindow,
        live: LiveSession,
        *,
        gate: SignalGate,
    ) -> None:
        super().__init__(window)
        self.has_finished = False
        self.has_failed = False
        self.failure = ""
        self._app = app
        self._window = window
        self._live = live
        self._is_started = False
        self._gate = gate
        live.told.connect(self._on_told)

    def _on_told(self, message: ToOperator) -> None:
        if self._live.request.observer is not None and not self._is_started:
            self._begin(message)
        if isinstance(message, StreamFailed) and not self._is_watched:
            self._give_up(message.text)
        elif isinstance(message, SessionEnded):
            self._end(message)

    @property
    def _is_watched(self) -> bool:
        """Whether a researcher is watching the monitor and decides what to do."""
        is_running = self._live.phase in {Phase.RUNNING, Phase.PAUSED}
        return is_running and self._live.request.observer is None

    def _begin(self, message: ToOperator) -> None:
        """Start for a simulated participant once the signal passes the gate."""
        if isinstance(message, SignalState):
            self._gate.take(message.verdicts)
            self._gate.look(self._live.ring, self._live.controller.info)
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
        except (UserError, OSError) as error:
            self._give_up(str(error))
            return
        except Exception:  # nobody is there to close the windows
            logger.exception("the session could not be started")
            self._give_up(PROGRAM_FAULT)
            return
        self._window.watch(self._live)

    def _give_up(self, why: str) -> None:
        self.has_failed = True
        self.failure = why
        # not quit, which asks whether the session may end: nobody reads that
        self._app.exit()

    def _end(self, message: SessionEnded) -> None:
        self.has_finished = message.ending is Ending.FINISHED
        self.has_failed = message.ending is Ending.FAILED
        self.failure = message.text
        if self._live.request.observer is None:
            return
        if self.has_failed:  # there may be no files to make a summary of
            QTimer.singleShot(LINGER_MS, self, self._app.quit)
        else:
            QTimer.singleShot(LINGER_MS, self, self._show_summary)

    def _show_summary(self) -> None:
        self._window.pages.summary.told.connect(
            lambda: QTimer.singleShot(LINGER_MS, self._app.quit)
        )
        self._window.pages.monitor.summary.click()
