"""Starts, watches and ends the acquisition and participant processes; no Qt."""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import Callable
from dataclasses import replace

from attention_camp.camp.dataset.guards.locks import Lock
from attention_camp.camp.processes.acquisition import StartRecording, run_acquisition
from attention_camp.camp.processes.child import Child
from attention_camp.camp.processes.endings import Endings
from attention_camp.camp.processes.link_place import address_in, link_folder
from attention_camp.camp.processes.operator_marks import OperatorMarks
from attention_camp.camp.processes.outbox import TrialsStored
from attention_camp.camp.processes.session import Prepared, check_request, prepare
from attention_camp.camp.processes.stored_news import (
    not_closed,
    settle,
    store_ending,
    stored_ending,
    trials_after,
)
from attention_camp.camp.processes.watching import CLOSED, Watch
from attention_camp.camp.session.messages import (
    Abort,
    Ending,
    GiveKeyboard,
    MeasureImpedance,
    Pause,
    Resume,
    SessionEnded,
    StopStream,
    StreamFailed,
    StreamOpened,
    ToOperator,
    TrialFinished,
)
from attention_camp.camp.session.request import SessionRequest
from attention_camp.camp.session.signal_check import SignalCheck
from attention_camp.resources.texts import Sentence
from attention_camp.signal.clock import host_time
from attention_camp.signal.owned import OwnedFolder, collect_leftovers
from attention_camp.signal.ring import Ring
from attention_camp.signal.stream import StreamInfo

logger = logging.getLogger(__name__)

_News = list[ToOperator]

CLOSE_SECONDS = 45.0
"""How long the end of a session is waited for at most, s: both processes may be
stopped, and are killed after ``child.GOODBYE_SECONDS`` each."""
ABORT_SECONDS = 2.0
"""How long a participant's window that does not answer may take to end the session."""


class SessionController:
    """A session seen from the operator's process.

    Parameters
    ----------
    request : SessionRequest
        What is to be run.
    participant : callable
        Main function of the participant process: it opens the window, which this
        floor does not know. Called with pipe, prepared session, address and key.

    Raises
    ------
    RequestError, ProtocolError, DatasetError, SourceError
        If the request cannot be run; nothing is written then.
    """

    def __init__(
        self, request: SessionRequest, *, participant: Callable[..., None]
    ) -> None:
        if not request.clock_epoch:
            request = replace(request, clock_epoch=host_time())
        self.prepared: Prepared = check_request(request)
        self.request = self.prepared.request  # with the code of a locked study
        self.info: StreamInfo | None = None
        self.ring: Ring | None = None
        self.ended: SessionEnded | None = None
        self.is_started = False
        self.failure = ""
        """What could not be closed at the end, for people; known after ``close``."""
        self._folder: OwnedFolder | None = None
        self._key = secrets.token_bytes(16)
        self._run_participant = participant
        self._acquisition: Child | None = None
        self._participant: Child | None = None
        self._told = 0
        """Highest number of a trial that was told."""
        self._watch = Watch()
        self.marks = OperatorMarks()
        self._abort_at: float | None = None
        self._endings: Endings[ToOperator] = Endings()
        self._leaving: threading.Thread | None = None
        self._lock: Lock | None = None

    def connect(self) -> None:
        """Start the acquisition process: samples stream, nothing is recorded."""
        # not before: a controller that was only to check leaves nothing behind
        collect_leftovers()
        self._folder = link_folder()
        self._start_acquisition(resume=False)

    def revise(self, request: SessionRequest) -> None:
        """Have another session begin with the headset that is connected.

        Raises
        ------
        ValueError
            If the session has begun, or the request names another headset.
        RequestError, ProtocolError, DatasetError, SourceError
            If the request cannot be run; the one before stays.
        """
        devices = self.request.devices
        if self.is_started or request.devices != devices:
            raise ValueError(
                f"request must come before the start and keep {devices}, got {request}"
            )
        request = replace(request, clock_epoch=self.request.clock_epoch)
        self.prepared = check_request(request)
        self.request = self.prepared.request

    def measure_impedance(self) -> None:
        """Measure the electrodes before the recording, where the headset can."""
        if self._acquisition is not None and not self.is_started:
            self._acquisition.send(MeasureImpedance())

    def start(self, check: SignalCheck | None = None) -> None:
        """Begin to record, and start the participant process.

        Parameters
        ----------
        check : SignalCheck or None
            What the researcher saw before; it is kept with the recording.

        Raises
        ------
        DatasetError
            If the run cannot be prepared; nothing half-written is left.
        """
        if self._acquisition is None or self.info is None:
            raise RuntimeError("start() comes after connect() and StreamOpened")
        self.prepared = replace(self.prepared, signal_check=check)
        self._lock = prepare(self.prepared)
        self.marks.open(self.prepared.paths, self.request)
        self.is_started = True
        self._acquisition.send(StartRecording(self.request, self.prepared.paths))
        self._start_participant()

    def poll(self) -> list[ToOperator]:
        """Return what happened since the last call; never blocks."""
        messages = self._endings.finish()
        for child in (self._acquisition, self._participant):
            if child is None:
                continue
            has_died = child.has_died  # asked first: what it said last still counts
            for message in child.receive():
                messages += self._take(message, child)
            if child.is_expected_to_end:
                continue
            messages += self._bury(child) if has_died else self._watch.look(child)
        self._close_if_deaf()
        return messages

    def pause(self) -> None:
        """Pause before the next trial."""
        self.tell_participant(Pause())

    def resume(self) -> None:
        """Go on after a pause."""
        self.tell_participant(Resume())

    def abort(self) -> None:
        """End the session after this trial; at once where the window is silent."""
        self.tell_participant(Abort())
        self._abort_at = host_time()

    def note(self, text: str, *, when: float | None = None) -> None:
        """Store a note, ``when`` on the host's clock; `OSError` where it cannot be."""
        self.tell_participant(self.marks.note(text, when=when))

    def give_keyboard(self) -> None:
        """Give the keyboard to the participant's window."""
        self.tell_participant(GiveKeyboard())

    def restart_participant(self) -> None:
        """Open the participant's window again; the session goes on where it was."""
        old, self._participant = self._participant, None
        # whoever still runs does not answer, or did not until just now
        self._endings.begin("participant", old, self._start_participant, patience=0.0)

    def restart_acquisition(self) -> None:
        """Open the headset again; the recording goes on after a marked gap."""
        old, self._acquisition = self._acquisition, None
        if old is not None:
            old.send(StopStream())

        def start_again() -> _News:
            if self.ring is not None and old is not None and old.process.exitcode:
                Ring.remove(self.ring.name)
            return self._start_acquisition(resume=self.is_started)

        patience = 0.0 if old is None else old.patience
        self._endings.begin("acquisition", old, start_again, patience=patience)

    def leave(self) -> None:
        """Begin to end both processes and return; nothing is told any more."""
        if self._folder is None or self._leaving is not None:
            return
        ring = None if self.ring is None else self.ring.name
        self._forget_ring()
        self._leaving = threading.Thread(
            target=self._leave, args=(ring,), name="end of session"
        )
        self._leaving.start()

    def close(self) -> None:
        """End both processes and leave a readable dataset; may be called twice."""
        self.leave()
        if self._leaving is not None:
            self._leaving.join(CLOSE_SECONDS)

    def _leave(self, ring: str | None) -> None:
        """End whoever runs, in a thread of its own, then put the files in order."""
        self._endings.join()
        participant, self._participant = self._participant, None
        if participant is not None:
            if self.ended is None:
                participant.send(Abort())
            participant.end(participant.patience)
        acquisition, self._acquisition = self._acquisition, None
        if acquisition is not None:
            patience = acquisition.patience
            if not acquisition.is_expected_to_end:
                acquisition.send(StopStream())
            acquisition.end(patience)
            if acquisition.process.exitcode and ring is not None:
                Ring.remove(ring)
            if acquisition.process.exitcode and self.is_started:
                self.failure = not_closed(self.prepared.paths)
        if self._lock is not None:
            self._lock.release()
        if self.is_started:
            self.failure = settle(self.prepared.paths, self.ended) or self.failure
        if self._folder is not None:
            self._folder.remove()

    def _start_acquisition(self, *, resume: bool) -> _News:
        self._acquisition = Child(
            "acquisition",
            run_acquisition,
            self.request,
            self.prepared.paths,
            address_in(self._folder),
            self._key,
            resume,
        )
        return []

    def _start_participant(self) -> _News:
        answers = address_in(self._folder), self._key
        self._participant = Child(
            "participant", self._run_participant, self.prepared, *answers
        )
        return []

    def tell_participant(self, message: object) -> None:
        """Send a message to the participant's process, where it runs."""
        if self._participant is not None:
            self._participant.send(message)

    def _take(self, message: object, child: Child | None) -> _News:
        """Take in what a process said; return what the operator is to be told."""
        for note in self.marks.take(message):
            self.tell_participant(note)
        match message:
            case TrialsStored():
                return self._stored_trials()
            case TrialFinished(record=record):
                if record.trial <= self._told:  # read from the disk before
                    return []
                self._told = record.trial
            case StreamOpened():
                self._open_ring(message)
            case StreamFailed() if child is not None:
                child.is_expected_to_end = True
            case SessionEnded():
                self.ended = message
                if child is not None:
                    child.is_expected_to_end = True
                if self._acquisition is not None:
                    self._acquisition.is_expected_to_end = True
                    self._acquisition.send(StopStream())
        return [message]  # type: ignore[list-item]  # its process says nothing else

    def _stored_trials(self) -> _News:
        """Return the trials that are on disk and were not told."""
        missed = trials_after(self.prepared.paths, self._told)
        self._told = max([self._told, *(news.record.trial for news in missed)])
        return list(missed)

    def _bury(self, child: Child) -> _News:
        """Say that a process died, after all that it stored and could not say."""
        child.is_expected_to_end = True
        news: _News = []
        if child is self._acquisition and self.ring is not None:
            Ring.remove(self.ring.name)  # we keep what is in it for the plots
        if child is self._participant:
            news = self._stored_trials()
            ended = stored_ending(self.prepared.paths)
            if ended is not None:
                return [*news, *self._take(ended, child)]
        return [*news, self._watch.died(child)]

    def _close_if_deaf(self) -> None:
        """Close a participant's window that does not hear that the session ends."""
        child = self._participant
        if self._abort_at is None or child is None or not child.silent_for:
            return
        if host_time() - self._abort_at >= ABORT_SECONDS:
            self._participant = None
            then = self._end_for_participant
            self._endings.begin("participant", child, then, patience=0.0)

    def _end_for_participant(self) -> _News:
        """Say, on disk first, that the session ended without its participant."""
        ended = SessionEnded(Ending.ABORTED, Sentence(CLOSED))
        store_ending(self.prepared.paths, ended)
        return [*self._stored_trials(), *self._take(ended, None)]

    def _open_ring(self, opened: StreamOpened) -> None:
        self._forget_ring()
        self.info = opened.info
        try:
            self.ring = Ring.attach(opened.ring_name)
        except FileNotFoundError:
            # we were stopped meanwhile: the ring that replaced it is told of next
            logger.info("the ring %s is gone already", opened.ring_name)

    def _forget_ring(self) -> None:
        if self.ring is not None:
            self.ring.close()
            self.ring = None
