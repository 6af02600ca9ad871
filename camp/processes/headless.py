"""A whole session in one process, without windows: for scripts, tests, simulation."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from attention_camp.camp.dataset.layout import DatasetError
from attention_camp.camp.dataset.prepare import discard_run
from attention_camp.camp.dataset.trial_store import TrialStore
from attention_camp.camp.eeg.engine import EegEngine
from attention_camp.camp.eeg.scoring import WindowScore, score_windows
from attention_camp.camp.processes.acquisition import (
    begin_recording,
    open_engine,
)
from attention_camp.camp.processes.gate import SignalGate
from attention_camp.camp.processes.score_log import Made, ScoreLog
from attention_camp.camp.processes.session import (
    Prepared,
    RequestError,
    check_request,
    prepare,
)
from attention_camp.camp.processes.stored_news import close_chain
from attention_camp.camp.processes.trial_markers import MarkedScreen, sends_markers
from attention_camp.camp.processes.trials import run_trials
from attention_camp.camp.session.arms.blinding import ForOperator
from attention_camp.camp.session.clock import Clock, HostClock, VirtualClock
from attention_camp.camp.session.control import Control, NoControl, Tell
from attention_camp.camp.session.loop_parts import Parts
from attention_camp.camp.session.messages import SessionEnded, SignalState
from attention_camp.camp.session.request import SessionRequest
from attention_camp.camp.session.signal_check import SignalCheck
from attention_camp.camp.session.simulated import SimulatedScreen
from attention_camp.camp.session.simulated_participant import SimulatedParticipant
from attention_camp.resources.texts import Sentence
from attention_camp.signal.owned import collect_leftovers
from attention_camp.signal.window import CleanWindow
from attention_camp.tasks.task import Observer

if TYPE_CHECKING:
    from attention_camp.models.scorer import Scorer

SETTLE_SECONDS = 2.0
"""Recorded before the first trial, so that the filters have settled, s."""
STEP_SECONDS = 0.02
AT_ONCE = 8
"""Windows scored together where time is virtual, to the same bits; own choice."""
VIRTUAL_STEP_SECONDS = 0.25
"""The same where time is virtual: nobody waits, and nothing depends on how the stream
is cut. As long as from one published score to the next, since each is kept."""


class PumpedClock:
    """A clock that takes in EEG while it waits, for one thread that does both."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._step = STEP_SECONDS if clock.is_host else VIRTUAL_STEP_SECONDS
        self._pumps: list[PumpedEngine] = []
        self.live: Callable[[], None] = lambda: None
        """Called at every step: time passes for a simulated participant, too."""

    def attach(self, engine: PumpedEngine) -> None:
        """Pump this engine from now on."""
        self._pumps.append(engine)

    @property
    def is_host(self) -> bool:
        """Whether a session second is one of the host's."""
        return self._clock.is_host

    def now(self) -> float:
        """Return the session's time, s."""
        return self._clock.now()

    def sleep_until(self, when: float) -> None:
        """Wait in small steps; take in what arrives."""
        while (now := self._clock.now()) < when:
            self._clock.sleep_until(min(when, now + self._step))
            self.live()
            for engine in self._pumps:
                engine.pump()


@dataclass(frozen=True, slots=True, eq=False)
class _Waiting:
    """A publication whose window is still to be scored."""

    state: SignalState
    made: Made
    scorer: Scorer
    window: CleanWindow


class PumpedEngine:
    """An engine whose publications are kept as they fall due.

    Parameters
    ----------
    engine : EegEngine
        Pumped by the clock of the session.
    log : ScoreLog
        Takes each score as it is published.
    tell : callable
        Given what an operator would be told.
    at_once : int
        Publications scored together; 1 where a person or program waits for each.
    """

    def __init__(
        self, engine: EegEngine, log: ScoreLog, tell: Tell, *, at_once: int = 1
    ) -> None:
        self.engine = engine
        self._log = log
        self._tell = tell
        self._at_once = at_once
        self._waiting: list[_Waiting] = []

    def pump(self) -> None:
        """Take in samples, publish."""
        self.engine.step()
        if self._at_once > 1:
            self._gather()
        while (state := self.engine.publication()) is not None:
            self._log.keep(state)
            self._tell(state)
        if (state := self.engine.silence()) is not None:
            self.flush()
            self._tell(state)

    def _gather(self) -> None:
        """Publish without scores, which come some at a time."""
        seen: list[tuple[Scorer, CleanWindow]] = []

        def later(scorer: Scorer, window: CleanWindow) -> WindowScore:
            seen.append((scorer, window))
            return None, ""

        while (state := self.engine.publication(later)) is not None:
            self._waiting.append(_Waiting(state, self._log.now(), *seen.pop()))
            if len(self._waiting) >= self._at_once:
                self.flush()

    def flush(self) -> None:
        """Score, keep and tell what waits."""
        waiting, self._waiting = self._waiting, []
        for scorer, group in groupby(waiting, key=lambda one: one.scorer):
            alike = list(group)
            found = score_windows(scorer, [one.window for one in alike])
            for one, (scored, reason) in zip(alike, found, strict=True):
                value, certainty = scored or (None, None)
                state = replace(
                    one.state, engagement=value, certainty=certainty, reason=reason
                )
                self._log.keep(state, one.made)
                self._tell(state)


def run_headless(
    request: SessionRequest,
    *,
    tell: Tell,
    observer: Observer | None = None,
    control: Control | None = None,
) -> SessionEnded:
    """Run a session with a simulated participant, without a window.

    Where nothing real is attached the session's time is virtual: it takes as long as
    the computing does.

    Parameters
    ----------
    request : SessionRequest
        The session; its observer answers.
    tell : callable
        Given what an operator would be told.
    observer : Observer or None
        Answers in place of the one that the request names; None: that one.
    control : Control or None
        What is asked of the session while it runs; None: nothing.

    Raises
    ------
    RequestError, ProtocolError, DatasetError, SourceError
        Before anything is written.
    """
    from attention_camp.tasks.observers.observer import make_observer

    if request.observer is None:
        raise RequestError(
            Sentence(
                "--headless has no window, so nobody can answer. Name a "
                "simulated participant, such as --observer default.",
            )
        )
    collect_leftovers()
    prepared = check_request(request)
    answering = observer or make_observer(request.observer)
    clock = PumpedClock(HostClock())
    engine = open_engine(request, clock)
    if not engine.source.is_real_time:
        engine.close()
        clock = PumpedClock(VirtualClock())
        engine = open_engine(request, clock)
    try:
        check = pass_gate(SignalGate(prepared), engine, clock)
        prepared = replace(prepared, signal_check=check)
        return run_prepared(
            prepared,
            engine,
            clock=clock,
            tell=tell,
            observer=answering,
            control=control,
        )
    finally:
        engine.close()
        close_chain(prepared.paths)


def pass_gate(gate: SignalGate, engine: EegEngine, clock: Clock) -> SignalCheck | None:
    """Look at the stream until the gate is decided.

    Parameters
    ----------
    gate : SignalGate
        Of the run's protocol.
    engine : EegEngine
        Streaming.
    clock : Clock
        Of the session.

    Raises
    ------
    RequestError
        If it stays shut.
    """
    while not gate.is_decided(clock.now()):
        clock.sleep_until(clock.now() + STEP_SECONDS)
        engine.step()
        gate.look(engine.ring, engine.info)
        state = engine.publication()
        if state is not None:
            gate.take(state.verdicts)
    return gate.decide()


def begin(prepared: Prepared, engine: EegEngine) -> None:
    """Prepare a run and let the engine record it; what fails leaves nothing behind.

    Raises
    ------
    DatasetError
        Before the first sample is written.
    """
    lock = prepare(prepared)
    try:
        begin_recording(prepared.paths, engine, lock)
    except BaseException:
        lock.release()
        with suppress(DatasetError, OSError):  # why it failed is said; recover mends it
            discard_run(prepared.paths)
        raise


def run_prepared(
    prepared: Prepared,
    engine: EegEngine,
    *,
    clock: PumpedClock,
    tell: Tell,
    observer: Observer,
    control: Control | None = None,
) -> SessionEnded:
    """Run a checked request on an engine that streams; the caller closes that.

    Parameters
    ----------
    prepared : Prepared
        The checked request, its plan and its place in the dataset.
    engine : EegEngine
        Already streaming.
    clock : PumpedClock
        Time of the session; advancing it pumps the engine.
    tell : callable
        Given what an operator would be told.
    observer : Observer
        Answers instead of a person.
    control : Control or None
        What is asked of the session while it runs; None: nothing.

    Raises
    ------
    DatasetError
        Before the first sample is written.
    """
    from attention_camp.signal.sources.outlets import LslMarkers

    request = prepared.request
    control = control or NoControl()
    begin(prepared, engine)
    store = TrialStore(prepared.paths)
    log = ScoreLog(prepared.paths, engine)
    blinded: Tell = ForOperator(tell) if request.is_blinded else tell
    waits = clock.is_host or request.lsl_outlets
    pumped = PumpedEngine(engine, log, blinded, at_once=1 if waits else AT_ONCE)
    clock.attach(pumped)
    participant = SimulatedParticipant(observer, clock, engine, seed=request.seed)
    clock.live = participant.live
    clock.sleep_until(clock.now() + SETTLE_SECONDS)
    markers = LslMarkers() if sends_markers(request, clock) else None
    screen = _screen(observer, clock, participant, control, seed=request.seed)
    shown = screen if markers is None else MarkedScreen(screen, markers)
    parts = Parts(shown, engine, store, tell, control, clock, attend=participant.attend)
    try:
        ended = run_trials(prepared, parts, store)
        pumped.flush()
    finally:
        log.close()
        store.close()
        if markers is not None:
            markers.close()
    tell(ended)
    return ended


def _screen(
    observer: Observer,
    clock: PumpedClock,
    participant: SimulatedParticipant,
    control: Control,
    *,
    seed: int,
) -> SimulatedScreen:
    """Return the screen that the observer looks at."""
    return SimulatedScreen(
        observer,
        clock,
        seed=seed,
        engagement=participant.engagement,
        perceive=participant.perceive,
        paused=lambda: control.paused,
    )
