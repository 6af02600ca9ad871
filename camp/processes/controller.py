"""Starts, watches and ends the acquisition and participant processes; no Qt."""

from __future__ import annotations

import logging
import multiprocessing as mp
import secrets
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from attention_camp.camp.dataset.layout import DatasetError
from attention_camp.camp.dataset.prepare import discard_run
from attention_camp.camp.dataset.trial_store import read_session, update_session
from attention_camp.camp.processes.acquisition import run_acquisition
from attention_camp.camp.processes.session import Prepared, check_request, prepare
from attention_camp.camp.processes.spawning import spawn
from attention_camp.camp.session.messages import (
    Abort,
    MeasureImpedance,
    Note,
    Pause,
    ProcessDied,
    Resume,
    SessionEnded,
    StartRecording,
    StopStream,
    StreamFailed,
    StreamOpened,
    ToOperator,
)
from attention_camp.camp.session.request import SessionRequest
from attention_camp.camp.session.signal_check import SignalCheck
from attention_camp.resources.texts import QT_TRANSLATE_NOOP, Sentence
from attention_camp.signal.clock import host_time
from attention_camp.signal.ring import Ring
from attention_camp.signal.stream import StreamInfo

logger = logging.getLogger(__name__)

GOODBYE_SECONDS = 5.0
"""How long a process may take to end by itself; own choice."""

DIED = {
    "participant": QT_TRANSLATE_NOOP(
        "sentences",
        "The participant's window closed unexpectedly ({code}). The EEG goes on being "
        "recorded and every trial in the log is stored. Restart the participant's "
        "window to go on with the next trial, or end the session.",
    ),
    "acquisition": QT_TRANSLATE_NOOP(
        "sentences",
        "The headset process ended unexpectedly ({code}). All but the last second of "
        "EEG is on disk, and the session goes on with performance alone. Restart the "
        "headset to go on recording; the gap is marked in the data.",
    ),
}


class _Child:
    """A process and the pipe to it."""

    def __init__(self, name: str, target: Callable[..., None], *args: Any) -> None:
        self.pipe, theirs = mp.Pipe()
        self.name = name
        self.process = spawn(target, theirs, *args, name=name)
        theirs.close()
        self.is_expected_to_end = False

    @property
    def has_died(self) -> bool:
        """Whether it ended though nobody asked it to."""
        return not self.is_expected_to_end and self.process.exitcode is not None

    def send(self, message: object) -> None:
        """Send, if it still listens."""
        try:
            self.pipe.send(message)
        except OSError:
            logger.warning("%s does not listen any more", self.name)

    def receive(self) -> list[Any]:
        """Return what it said since the last call."""
        messages = []
        try:
            while self.pipe.poll():
                messages.append(self.pipe.recv())
        except (OSError, EOFError):
            logger.info("%s hung up", self.name)
        return messages

    def close(self) -> None:
        """Wait for the end, then insist."""
        self.is_expected_to_end = True
        self.process.join(GOODBYE_SECONDS)
        if self.process.is_alive():
            logger.warning("%s did not end by itself", self.name)
            self.process.terminate()
            self.process.join(GOODBYE_SECONDS)
        self.pipe.close()


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
        self.request = request
        self.info: StreamInfo | None = None
        self.ring: Ring | None = None
        self.ended: SessionEnded | None = None
        self.is_started = False
        self._folder = Path(tempfile.mkdtemp(prefix="attention-camp-"))
        self._address = _address(self._folder)
        self._key = secrets.token_bytes(16)
        self._run_participant = participant
        self._acquisition: _Child | None = None
        self._participant: _Child | None = None

    def connect(self) -> None:
        """Start the acquisition process: samples stream, nothing is recorded."""
        self._start_acquisition(resume=False)

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
        prepare(self.prepared)
        self.is_started = True
        self._acquisition.send(StartRecording())
        self._start_participant()

    def poll(self) -> list[ToOperator]:
        """Return what happened since the last call; never blocks."""
        messages: list[ToOperator] = []
        for child in (self._acquisition, self._participant):
            if child is None:
                continue
            has_died = child.has_died  # asked first: what it said last still counts
            for message in child.receive():
                self._note_down(message, child)
                messages.append(message)
            if has_died and not child.is_expected_to_end:
                child.is_expected_to_end = True
                if child is self._acquisition and self.ring is not None:
                    Ring.remove(self.ring.name)  # we keep what is in it for the plots
                text = Sentence(DIED[child.name], code=_cause(child.process.exitcode))
                messages.append(ProcessDied(child.name, text))
        return messages

    def pause(self) -> None:
        """Pause before the next trial."""
        self._tell_participant(Pause())

    def resume(self) -> None:
        """Go on after a pause."""
        self._tell_participant(Resume())

    def abort(self) -> None:
        """End the session after this trial."""
        self._tell_participant(Abort())

    def note(self, text: str) -> None:
        """Store a note of the researcher as an event."""
        self._tell_participant(Note(text))

    def restart_participant(self) -> None:
        """Open the participant's window again; the session goes on where it was."""
        if self._participant is not None:
            self._participant.close()
        self._start_participant()

    def restart_acquisition(self) -> None:
        """Open the headset again; the recording goes on after a marked gap."""
        if self._acquisition is not None:
            self._acquisition.close()
        self._start_acquisition(resume=self.is_started)

    def close(self) -> None:
        """End both processes and leave a readable dataset; may be called twice."""
        if self._participant is not None:
            if self.ended is None:
                self._participant.send(Abort())
            self._participant.close()
        if self._acquisition is not None:
            if not self._acquisition.is_expected_to_end:
                self._acquisition.send(StopStream())
            self._acquisition.close()
        self._participant = self._acquisition = None
        self._forget_ring()
        if self.is_started:
            self._settle()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _settle(self) -> None:
        """Say on disk how a session ended whose participant process could not."""
        paths = self.prepared.paths
        try:
            if not paths.eeg.exists() and not paths.decisions.exists():
                discard_run(paths)
            elif read_session(paths).get("state") == "running":
                update_session(paths, state="interrupted")
        except DatasetError as error:
            logger.warning("the session's state could not be written: %s", error)

    def _start_acquisition(self, *, resume: bool) -> None:
        self._acquisition = _Child(
            "acquisition",
            run_acquisition,
            self.request,
            self.prepared.paths,
            self._address,
            self._key,
            resume,
        )

    def _start_participant(self) -> None:
        self._participant = _Child(
            "participant",
            self._run_participant,
            self.prepared,
            self._address,
            self._key,
        )

    def _tell_participant(self, message: object) -> None:
        if self._participant is not None:
            self._participant.send(message)

    def _note_down(self, message: object, child: _Child) -> None:
        if isinstance(message, StreamOpened):
            self._forget_ring()
            self.info = message.info
            self.ring = Ring.attach(message.ring_name)
        elif isinstance(message, StreamFailed):
            child.is_expected_to_end = True
        elif isinstance(message, SessionEnded):
            self.ended = message
            child.is_expected_to_end = True
            if self._acquisition is not None:
                self._acquisition.is_expected_to_end = True
                self._acquisition.send(StopStream())

    def _forget_ring(self) -> None:
        if self.ring is not None:
            self.ring.close()
            self.ring = None


def _address(folder: Path) -> str:
    if sys.platform == "win32":
        return rf"\\.\pipe\{folder.name}"
    return str(folder / "eeg")


def _cause(exitcode: int | None) -> Sentence:
    if exitcode is not None and exitcode < 0:
        return Sentence("killed by signal {number}", number=-exitcode)
    return Sentence("exit status {number}", number=exitcode)
