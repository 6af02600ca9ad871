"""The acquisition process: board, ring, EEG file, cleaning and score."""

from __future__ import annotations

import logging
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attention_camp.camp.dataset.bids.eeg_json import session_entries
from attention_camp.camp.dataset.eeg_writer import EegWriter
from attention_camp.camp.dataset.eyes.eye_writer import EyeWriter
from attention_camp.camp.dataset.guards.locks import Lock
from attention_camp.camp.dataset.guards.run_lock import take_run
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.person_versions import PersonVersions
from attention_camp.camp.dataset.storage.recording_error import or_recording_error
from attention_camp.camp.dataset.trial_store import read_session
from attention_camp.camp.eeg.engine import EegEngine
from attention_camp.camp.eeg.eyes import eyes_of
from attention_camp.camp.eeg.own_models import keep_model
from attention_camp.camp.processes.link import LinkServer
from attention_camp.camp.processes.outbox import Outbox
from attention_camp.camp.processes.resuming import resume_recording
from attention_camp.camp.processes.score_log import ScoreLog
from attention_camp.camp.processes.stored_news import close_chain
from attention_camp.camp.session.arms.blinding import without_score
from attention_camp.camp.session.clock import Clock, HostClock
from attention_camp.camp.session.messages import (
    ImpedanceMeasured,
    MeasureImpedance,
    StopStream,
    StreamFailed,
    StreamOpened,
)
from attention_camp.camp.session.protocol import Cleaning, load_protocol
from attention_camp.camp.session.request import SessionRequest
from attention_camp.camp.session.simulated_participant import embody
from attention_camp.resources.texts import UserError
from attention_camp.signal.impedance import ImpedanceReport
from attention_camp.signal.stream import SourceError, StreamInfo
from attention_camp.signal.window import ChannelVerdict

if TYPE_CHECKING:
    from attention_camp.models.scorer import Scorer

logger = logging.getLogger(__name__)

POLL_SECONDS = 0.01
EAGER_SECONDS = 0.001
EAGER_FOR_SECONDS = 0.03
"""How long the samples that complete a score are looked for eagerly, s; own choice:
packets of headsets hold up to some 30 ms."""
TURN_SECONDS = 1.5
"""Within which the loop turns, s: a score may wait half a second for its samples."""
LONG_SECONDS = 300.0
"""Within which it turns after a fit or an impedance measurement, s; own choice."""
FITTING = ("calibrate", "check")
"""Calls of the link that take long."""


@dataclass(frozen=True, slots=True)
class StartRecording:
    """Begin to write what streams; to the acquisition process."""

    request: SessionRequest
    """The session as it is to be run; its headset is the one that streams."""
    paths: RunPaths


def open_engine(request: SessionRequest, clock: Clock) -> EegEngine:
    """Open and start the headset of a session.

    Raises
    ------
    SourceError
        If it cannot be opened; the text is for people.
    """
    from attention_camp.signal.sources.open_source import open_source
    from attention_camp.signal.sources.outlets import LslOutlets
    from attention_camp.signal.sources.reconnecting import ReconnectingSource

    # the source hears the session's clock, which has the speed in it already
    source = open_source(request.board, fields=request.board_fields, seed=request.seed)
    embody(source, request.observer)
    info = source.info
    estimator, cleaning = _scoring(request)
    scorer = _scorer(estimator, info)
    if source.is_real_time:
        source = ReconnectingSource(source)
    source.start()
    outlets = LslOutlets(info) if request.lsl_outlets else None
    return EegEngine(
        source,
        scorer=scorer,
        clock=clock,
        cleaning=cleaning,
        outlets=outlets,
        eyes=eyes_of(request),
    )


def _scoring(request: SessionRequest) -> tuple[str | Path, Cleaning]:
    """Return the estimator, or its file, and the cleaning that a session asks for."""
    protocol = load_protocol(request.protocol)
    return request.estimator or protocol.scoring.estimator, protocol.cleaning


def _scorer(estimator: str | Path, info: StreamInfo) -> Scorer:
    from attention_camp.models.catalogue import OWN
    from attention_camp.models.scorer import Scorer

    if isinstance(estimator, Path):
        sfreq, ch_names = info.sfreq, info.ch_names
        return Scorer(OWN, sfreq=sfreq, ch_names=ch_names, weights=estimator)
    return Scorer(estimator, sfreq=info.sfreq, ch_names=info.ch_names)


def begin_recording(
    paths: RunPaths, engine: EegEngine, lock: Lock | None = None
) -> None:
    """Write the sidecars, then let the engine record.

    Parameters
    ----------
    paths : RunPaths
        The run.
    engine : EegEngine
        Already streaming.
    lock : Lock or None
        Held on the run; released when the recording is closed.
    """
    engine.look_for_mains()
    estimator = engine.calibration.scorer.estimator
    or_recording_error(lambda: keep_model(paths.dataset, estimator), paths.dataset)
    session = read_session(paths)
    writer = EegWriter.create(
        paths,
        engine.info,
        line_freq=engine.line_freq,
        task_name=paths.task,
        extra=session_entries(session)
        | {"OnlineCleaning": engine.describe().to_json()},
        check=_checked(session),
    )
    writer.lock = lock
    engine.remember(PersonVersions(paths))
    engine.record(writer, EyeWriter(paths) if engine.eyes else None)


def _checked(session: Mapping[str, Any]) -> list[ChannelVerdict]:
    """Return what the signal check found before the start; empty: there was none."""
    check = session.get("signal_check") or {}
    return [ChannelVerdict(**verdict) for verdict in check.get("verdicts", ())]


def run_acquisition(
    operator: Connection[Any, Any],
    request: SessionRequest,
    paths: RunPaths,
    address: str,
    key: bytes,
    resume: bool,  # crosses to a process by position
) -> None:
    """Run the acquisition process until it is told to stop or nobody is left.

    Parameters
    ----------
    operator : Connection
        Pipe to the operator: commands come, news goes.
    request : SessionRequest
        What was asked for; board and fields are taken from it.
    paths : RunPaths
        Where the run is written.
    address : str
        Of the socket on which the participant process is heard.
    key : bytes
        What the participant process has to know before anything is read from it.
    resume : bool
        Whether the run has begun already and is gone on with.
    """
    outbox = Outbox(operator, beats=True)
    clock = HostClock(request.speed, epoch=request.clock_epoch)
    try:
        engine = open_engine(request, clock)
    except UserError as error:
        outbox.send(StreamFailed(str(error)))
        outbox.close()
        return
    server = LinkServer(address, key)
    host = _Host(engine, server, operator, outbox, _scoring(request))
    try:
        if resume:
            host.record(StartRecording(request, paths), resume=True)
        else:
            host.tell_opened()
        while host.step():
            wait(host.pipes, pause_before_next(engine))
    except UserError as error:
        logger.warning("the recording stopped: %s", error)
        outbox.send(StreamFailed(str(error)))
    finally:
        _close(host)


def _close(host: _Host) -> None:
    """Close everything; a failure is the process's exit status, read by its parent."""
    try:
        host.close()
    except UserError as error:
        logger.warning("the recording could not be closed: %s", error)
        sys.exit(1)


def pause_before_next(engine: EegEngine) -> float:
    """Return how long to wait for samples, s: not long when a score is due."""
    left = engine.until_due()
    if -EAGER_FOR_SECONDS < left <= EAGER_SECONDS:
        return EAGER_SECONDS
    return min(left, POLL_SECONDS) if left > 0 else POLL_SECONDS


class _Host:
    """One turn of the process after the other."""

    def __init__(
        self,
        engine: EegEngine,
        server: LinkServer,
        operator: Connection[Any, Any],
        outbox: Outbox,
        wanted: tuple[str | Path, Cleaning],
    ) -> None:
        self._engine = engine
        self._wanted = wanted
        self._answering: Any = _Announced(engine, outbox)
        self._server = server
        self._operator: Connection[Any, Any] | None = operator
        self._outbox = outbox
        self._stopped = False
        self._log: ScoreLog | None = None
        self._is_blinded = False
        """Whether the operator may not see scores."""

    @property
    def pipes(self) -> list[Connection[Any, Any]]:
        """The pipes on which somebody may speak: one at its end is always ready."""
        operator = [] if self._operator is None else [self._operator]
        return [*operator, *self._server.pipes]

    def record(self, start: StartRecording, *, resume: bool = False) -> None:
        """Begin to write, scored and cleaned as the session's protocol asks."""
        self._is_blinded = start.request.is_blinded
        wanted = _scoring(start.request)
        if wanted != self._wanted and not resume:
            estimator, cleaning = wanted
            self._engine.adopt(_scorer(estimator, self._engine.info), cleaning)
        # after a restart the system has released that of the process before
        lock = take_run(start.paths, "acquisition")
        begin = resume_recording if resume else begin_recording
        begin(start.paths, self._engine, lock)
        self._log = ScoreLog(start.paths, self._engine)
        self.tell_opened()

    def tell_opened(self) -> None:
        """Tell where the samples can be read."""
        engine = self._engine
        opened = StreamOpened(engine.info, engine.ring.name, engine.line_freq or 0.0)
        self._outbox.send(opened)

    def close(self) -> None:
        """Close the recording, the headset and the link."""
        try:
            self._engine.close()
        finally:
            try:
                self._server.close()
                if self._log is not None:
                    self._log.close()
                    close_chain(self._log.paths)
            finally:
                self._outbox.close()  # why it ended is still on its way

    def step(self) -> bool:
        """Take in samples, answer, publish; return False once it is over."""
        self._outbox.turn(TURN_SECONDS)
        self._engine.step()
        self._server.answer(self._answering)
        state = self._engine.publication()
        if state is not None:
            if self._log is not None:
                self._log.keep(state)
            self._outbox.send(without_score(state) if self._is_blinded else state)
        silence = self._engine.silence()
        if silence is not None:
            self._outbox.send(silence)
        self._hear()
        nobody = self._operator is None and not self._server.pipes
        return not (self._stopped or nobody)

    def _hear(self) -> None:
        while (message := self._received()) is not None:
            if isinstance(message, StartRecording):
                self.record(message)
            elif isinstance(message, MeasureImpedance):
                self._measure_impedance()
            elif isinstance(message, StopStream):
                self._stopped = True

    def _received(self) -> Any:
        """Return what the operator said next; None: nothing, or nobody is there."""
        try:
            if self._operator is not None and self._operator.poll():
                return self._operator.recv()
        except (OSError, EOFError):
            logger.warning("the operator's window is gone; the recording goes on")
            self._operator = None
        return None

    def _measure_impedance(self) -> None:
        """Measure; a source that fails says so in the report and goes on."""
        self._outbox.turn(LONG_SECONDS)
        try:
            report = self._engine.measure_impedance()
        except SourceError as error:
            report = ImpedanceReport(note=str(error))
        self.tell_opened()
        self._outbox.send(ImpedanceMeasured(report))


class _Announced:
    """The engine as the link asks it; what takes long is announced before."""

    def __init__(self, engine: EegEngine, outbox: Outbox) -> None:
        self._engine = engine
        self._outbox = outbox

    def __getattr__(self, name: str) -> Any:
        self._outbox.turn(LONG_SECONDS if name in FITTING else TURN_SECONDS)
        return getattr(self._engine, name)
