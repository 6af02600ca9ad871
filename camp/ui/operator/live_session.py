"""The running session: polls its processes and tells the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from attention_camp.camp.session.messages import (
    SessionEnded,
    StreamFailed,
    StreamOpened,
)
from attention_camp.camp.session.request import SessionRequest
from attention_camp.camp.session.signal_check import SignalCheck
from attention_camp.camp.ui.actions import Phase
from attention_camp.camp.ui.widgets.session_model import SessionModel

if TYPE_CHECKING:
    from attention_camp.camp.processes.announce.class_link import ClassLink
    from attention_camp.camp.processes.announce.pairing import Pairing
    from attention_camp.camp.processes.controller import SessionController
    from attention_camp.signal.ring import Ring

POLLS_PER_SECOND = 30


class LiveSession(QObject):
    """A session and its processes, from connecting the headset to the end.

    Parameters
    ----------
    controller : SessionController
        The session's processes.
    parent : QObject or None
        Who owns it.
    pairing : Pairing or None
        The class page that it is announced to; None: to none.
    """

    told = Signal(object)
    """Each message, after the course took it in."""
    polled = Signal()
    """After each poll: time to draw what is new."""
    phase_changed = Signal(object)
    closing = Signal()
    """Before the processes end and the ring goes away."""

    def __init__(
        self,
        controller: SessionController,
        parent: QObject | None = None,
        *,
        pairing: Pairing | None = None,
    ) -> None:
        super().__init__(parent)
        self.controller = controller
        self.class_link: ClassLink | None = None
        """Tells the class page; None: the session is not announced."""
        self._pairing = pairing
        self.course = SessionModel()
        self.phase = Phase.IDLE
        self.check: SignalCheck | None = None
        """What the signal check said last; None: nobody looked."""
        self._is_closed = False
        self._timer = QTimer(self)
        self._timer.setInterval(1000 // POLLS_PER_SECOND)
        self._timer.timeout.connect(self.poll)

    @property
    def request(self) -> SessionRequest:
        """What the session was asked to be."""
        return self.controller.request

    @property
    def ring(self) -> Ring | None:
        """The samples, where the headset streams."""
        return self.controller.ring

    def connect_headset(self) -> None:
        """Open the headset for a preview."""
        self.course.failed = None
        self.controller.connect()
        self._timer.start()

    def start(self) -> None:
        """Begin to record and open the participant's window."""
        self.controller.start(self.check)
        blocks = self.controller.prepared.plan.blocks
        self.course.block_trials = tuple(planned.block.trials for planned in blocks)
        if self._pairing is not None:
            self._announce(self._pairing)
        if self.check is not None and self.check.override:
            self.controller.note(f"signal check overridden: {self.check.override}")
        self._set_phase(Phase.RUNNING)

    def poll(self) -> None:
        """Take in what the processes said."""
        if self.class_link is not None:
            self.class_link.poll()
        for message in self.controller.poll():
            self.course.take(message)
            if self.class_link is not None:
                self.class_link.take(message)
            if isinstance(message, StreamOpened) and self.phase is Phase.IDLE:
                self._set_phase(Phase.CONNECTED)
            elif (
                isinstance(message, StreamFailed) and self.phase is Phase.CONNECTED
            ) or isinstance(message, SessionEnded):
                self._set_phase(Phase.IDLE)
            self.told.emit(message)
        if self.phase in {Phase.RUNNING, Phase.PAUSED}:
            paused = self.course.paused
            self._set_phase(Phase.PAUSED if paused else Phase.RUNNING)
        self.polled.emit()

    def leave(self) -> None:
        """Stop polling, and let the processes end while the window goes on."""
        if self._is_closed:
            return
        self._is_closed = True
        self._timer.stop()
        self.closing.emit()
        self.controller.leave()
        if self.class_link is not None:
            self.class_link.close()
        self._set_phase(Phase.IDLE)

    def close(self) -> None:
        """Leave, and wait for the end of the processes: not while a window is shown."""
        self.leave()
        self.controller.close()

    def _announce(self, pairing: Pairing) -> None:
        from attention_camp.camp.processes.announce.class_link import link_for

        controller = self.controller
        self.class_link = link_for(
            controller.request,
            controller.prepared.plan,
            pairing=pairing,
            ask=controller.tell_participant,
        )

    def _set_phase(self, phase: Phase) -> None:
        if phase is not self.phase:
            self.phase = phase
            self.phase_changed.emit(phase)
