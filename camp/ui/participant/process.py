"""The participant process: the stimulus window and the trial loop."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from multiprocessing.connection import Connection
from typing import Any

from attention_camp.camp.dataset.guards.run_lock import (
    HANDOVER_SECONDS,
    RunAliveError,
    taken,
)
from attention_camp.camp.dataset.trial_store import (
    StoreError,
    TrialStore,
    update_session,
)
from attention_camp.camp.processes.link import PipeLink
from attention_camp.camp.processes.outbox import Outbox
from attention_camp.camp.processes.session import Prepared
from attention_camp.camp.processes.trial_markers import MarkedScreen, sends_markers
from attention_camp.camp.processes.trials import run_trials
from attention_camp.camp.session.clock import HostClock
from attention_camp.camp.session.loop_parts import Parts
from attention_camp.camp.session.messages import (
    Abort,
    Asked,
    Ending,
    GiveKeyboard,
    HelpWanted,
    Note,
    OperatorKey,
    Pause,
    Resume,
    SessionEnded,
)
from attention_camp.camp.session.simulated_participant import SimulatedParticipant
from attention_camp.tasks.observers.observer import make_observer

logger = logging.getLogger(__name__)

TURN_SECONDS = 1.5
"""Within which the window asks whether the session goes on, s: at least every 0.1 s
while something is shown."""


class OperatorPipe:
    """What the operator wishes, and where news goes; the real ``Control``.

    An operator whose window is gone counts as one who ends the session: the trial in
    progress is finished and stored.
    """

    def __init__(self, pipe: Connection[Any, Any]) -> None:
        self._pipe: Connection[Any, Any] | None = pipe
        self._outbox = Outbox(pipe, beats=True)
        self._paused = False
        self._aborted = False
        self._notes: list[Note] = []
        self._asked: list[Asked] = []
        self._keyboard = False

    @property
    def is_left(self) -> bool:
        """Whether the operator's process is gone."""
        return self._pipe is None

    @property
    def aborted(self) -> bool:
        """Whether the session is to end after this trial."""
        self._hear()
        return self._aborted

    @property
    def paused(self) -> bool:
        """Whether the session is to pause before the next trial."""
        self._hear()
        return self._paused

    def take_notes(self) -> tuple[Note, ...]:
        """Return the notes written since the last call."""
        self._hear()
        notes, self._notes = tuple(self._notes), []
        return notes

    def take_asked(self) -> tuple[Asked, ...]:
        """Return what the class page asked for since the last call."""
        self._hear()
        asked, self._asked = tuple(self._asked), []
        return asked

    def take_keyboard(self) -> bool:
        """Return whether the keyboard was given to the task since the last call."""
        self._hear()
        given, self._keyboard = self._keyboard, False
        return given

    def tell(self, message: object) -> None:
        """Have a message sent, while there is somebody; never blocks."""
        self._outbox.send(message)

    def close(self) -> None:
        """Send what waits, within a limit; what is missed then is on disk."""
        self._outbox.close()

    def _hear(self) -> None:
        self._outbox.turn(TURN_SECONDS)
        try:
            while self._pipe is not None and self._pipe.poll():
                self._take(self._pipe.recv())
        except (OSError, EOFError):
            self._lost()

    def _take(self, message: object) -> None:
        if isinstance(message, Pause | Resume):
            self._paused = isinstance(message, Pause)
        elif isinstance(message, Asked):
            self._asked.append(message)
            if message.what in {"pause", "resume"}:
                self._paused = message.what == "pause"
        elif isinstance(message, Abort):
            self._aborted = True
        elif isinstance(message, Note):
            self._notes.append(message)
        elif isinstance(message, GiveKeyboard):
            self._keyboard = True

    def _lost(self) -> None:
        logger.warning("the operator's window is gone; the session ends")
        self._pipe = None
        self._aborted = True


def run_participant(
    operator: Connection[Any, Any], prepared: Prepared, address: str, key: bytes
) -> None:
    """Run the participant process to the end; one started again goes on.

    Parameters
    ----------
    operator : Connection
        Pipe to the operator: commands come, news goes.
    prepared : Prepared
        The checked request, its plan and its place in the dataset.
    address : str
        Of the acquisition process's socket.
    key : bytes
        Proves to that process who is calling.
    """
    control = OperatorPipe(operator)
    try:
        # after a restart the system has released the lock of the process before
        with taken(prepared.paths, "participant", seconds=HANDOVER_SECONDS):
            _run(control, prepared, address, key)
    except RunAliveError as error:
        control.tell(SessionEnded(Ending.FAILED, str(error)))
    finally:
        control.close()


def _go_on(rest: bool) -> None:
    """Leave resting and working to a real participant."""


def _run(control: OperatorPipe, prepared: Prepared, address: str, key: bytes) -> None:
    """Open the window and run the trials."""
    from attention_camp.camp.ui.participant.keys import CHOSEN
    from attention_camp.camp.ui.participant.window import open_screen
    from attention_camp.signal.sources.outlets import LslMarkers

    request = prepared.request
    CHOSEN.take(request.answer_keys, request.shortcuts)
    clock = HostClock(request.speed, epoch=request.clock_epoch)
    link = PipeLink(address, key)
    simulated = None
    if request.observer is not None:
        observer = make_observer(request.observer)
        simulated = SimulatedParticipant(observer, clock, link, seed=request.seed)
    store = TrialStore(prepared.paths)
    markers = None
    try:
        screen = open_screen(
            request,
            clock,
            interrupted=lambda: control.aborted,
            paused=lambda: control.paused,
            ask_help=lambda: control.tell(HelpWanted()),
            act=lambda action: control.tell(OperatorKey(action)),
            keyboard=control.take_keyboard,
            simulated=simulated,
            audience=prepared.plan.protocol.audience,
        )
        _keep(prepared, screen.shown)
        link.hear = screen.hear
        markers = LslMarkers() if sends_markers(request, clock) else None
        parts = Parts(
            screen=MarkedScreen(screen, markers) if markers else screen,
            link=link,
            store=store,
            tell=control.tell,
            control=control,
            clock=clock,
            attend=simulated.attend if simulated else _go_on,
        )
        ended = run_trials(prepared, parts, store, is_left=lambda: control.is_left)
        control.tell(ended)
        if ended.ending is Ending.FINISHED:
            screen.close()
        else:
            screen.dispose()
    finally:
        store.close()
        link.close()
        if markers is not None:
            markers.close()


def _keep(prepared: Prepared, shown: Mapping[str, float]) -> None:
    """Keep with the session how large stimuli are; trials matter more than that."""
    try:
        update_session(prepared.paths, shown=dict(shown))
    except StoreError as error:
        logger.warning("the size of stimuli could not be kept: %s", error)
