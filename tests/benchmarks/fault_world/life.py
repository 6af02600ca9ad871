"""The life of a session in one process, in virtual time, on what goes wrong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, cast

import numpy as np
from fault_world.board import (
    FaultyBoard,
    JumpingClock,
    LossyLink,
    SimulatedTimes,
    Witness,
)
from fault_world.disk import Fault, Killed, SimulatedDisk
from numpy.typing import NDArray

from attention_camp.camp.dataset.eeg_writer import EegWriter
from attention_camp.camp.dataset.guards.locks import Lock
from attention_camp.camp.dataset.guards.run_lock import take_run
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.prepare import discard_run
from attention_camp.camp.dataset.storage.disk import replaced_disk
from attention_camp.camp.dataset.trial_store import TrialStore
from attention_camp.camp.eeg.engine import EegEngine
from attention_camp.camp.eeg.eyes import EyeSink
from attention_camp.camp.eeg.recording_sink import RecordingSink
from attention_camp.camp.processes.acquisition import begin_recording
from attention_camp.camp.processes.headless import PumpedClock, PumpedEngine
from attention_camp.camp.processes.resuming import resume_recording
from attention_camp.camp.processes.score_log import ScoreLog
from attention_camp.camp.processes.session import (
    Prepared,
    check_request,
    prepare,
)
from attention_camp.camp.processes.stored_news import close_chain
from attention_camp.camp.processes.trials import run_trials
from attention_camp.camp.session.control import NoControl
from attention_camp.camp.session.loop_parts import Parts
from attention_camp.camp.session.messages import SessionEnded, TrialFinished
from attention_camp.camp.session.protocol import load_protocol
from attention_camp.camp.session.request import Arm, SessionRequest
from attention_camp.camp.session.simulated import SimulatedScreen
from attention_camp.camp.session.simulated_participant import (
    SimulatedParticipant,
    embody,
)
from attention_camp.models.scorer import Scorer
from attention_camp.resources.texts import UserError
from attention_camp.signal.clock import replaced_clocks
from attention_camp.signal.sources.open_source import open_source
from attention_camp.tasks.observers.observer import make_observer

BOARD = "simulated:sfreq=128,ch_names=Fp1+Fz+Cz+Pz+Oz"
SFREQ = 128
SETTLE_SECONDS = 1.0
RESTART_SECONDS = 2.0
"""After which a killed process is started again, s of the session."""
CLOSING_SECONDS = 0.05
"""From the end of the trials, or what broke them off, to that of the recording, s."""
PROTOCOLS = {
    "short": """\
  - {task: visual-search, trials: 2, cards: false}
""",
    "blocks": """\
  - {task: sternberg, trials: 2, cards: false, practice: 1}
  - {task: visual-search, trials: 2, cards: false}
""",
    "camp": """\
  - {task: rest, stage: calibration, label: rest, options: {duration: 9},
     rule: {name: fixed}}
  - {task: visual-search, stage: calibration, label: engaged, trials: 3,
     rule: {name: fixed}}
  - {task: visual-search, trials: 2, cards: false}
""",
}
_HEAD = """\
name: {name}
title: Faults
description: For the benchmark.
scoring: {{estimator: {estimator}}}
blocks:
"""


_NONE = np.empty((1, 0), np.float32)


@dataclass(frozen=True)
class Plan:
    """All that happens in one session; made from a seed."""

    seed: int
    protocol: str = "short"
    arm: str = "closed-loop"
    fault: Fault | None = None
    kills: Literal["all", "one"] = "all"
    """Whether a kill ends everything, or the process that it hits."""
    board_rate: float = 0.0
    link_rate: float = 0.0
    away: tuple[float, float] = (0.0, 0.0)
    steps: tuple[tuple[float, float], ...] = ()
    jumps: tuple[tuple[float, float], ...] = ()


@dataclass(eq=False)
class World:
    """A folder with a dataset, its disk and clocks, and what was said of it."""

    folder: Path
    plan: Plan
    run: int = 1
    announced: list[int] = field(default_factory=list)
    handed: list[NDArray[np.float32]] = field(default_factory=list)
    """The samples that the recording was given."""
    lost: list[int] = field(default_factory=list)
    """Measured samples that each kill of the headset's process cost."""
    n_named: int = 0
    """Errors that were named before any repair."""
    n_late: int = 0
    """Samples that should have been recorded at the end, by the time that passed."""
    ended: SessionEnded | None = None
    refused: str = ""
    """Why there was no session, in words for people."""
    is_over: bool = False
    """Whether the session came to its end, in whatever state."""

    def __post_init__(self) -> None:
        self.rng = np.random.default_rng([self.plan.seed, 11, self.run])
        self.clock = JumpingClock(self.plan.jumps)
        self.times = SimulatedTimes(self.clock, self.plan.steps)
        self.disk = SimulatedDisk(self.folder, self.clock.now)
        self.disk.fault = self.plan.fault

    @property
    def dataset(self) -> Path:
        return self.folder / "data"

    @property
    def paths(self) -> RunPaths:
        return RunPaths(self.dataset, "01", "pre", self.plan.protocol, self.run)

    @property
    def n_handed(self) -> int:
        """Samples that the recording was given."""
        return sum(part.shape[1] for part in self.handed)

    def n_measured_after(self, n: int) -> int:
        """Return how many samples after the first ``n`` were measured."""
        rest = np.concatenate(self.handed, axis=1)[:, n:] if self.handed else _NONE
        return int((~np.isnan(rest).all(axis=0)).sum())

    @contextmanager
    def entered(self) -> Iterator[None]:
        """Use the simulated disk and clocks."""
        with ExitStack() as stack:
            stack.enter_context(replaced_disk(self.disk))
            stack.enter_context(replaced_clocks(self.times))
            yield

    def request(self) -> SessionRequest:
        """Return what is asked for."""
        name = self.plan.protocol
        file = self.folder.parent / f"{name}.yaml"
        estimator = "theta-alpha" if name == "camp" else "pope"
        head = _HEAD.format(name=name, estimator=estimator)
        file.write_text(head + PROTOCOLS[name])
        return SessionRequest(
            self.dataset, "01", "pre", run=self.run, protocol=str(file),
            arm=cast("Arm", self.plan.arm), board=BOARD, observer="default",
            headless=True, seed=self.plan.seed,
        )  # fmt: skip

    def live(self) -> None:
        """Run the session, to its end or until it is killed."""
        with self.entered():
            life = _Life(self)
            try:
                life.run()
                self.is_over = True
            except Killed:
                pass
            except UserError as error:
                self.refused = str(error)
            finally:
                life.bury()


class _WatchedEngine(EegEngine):
    """An engine whose recording is handed a witness."""

    handed: list[NDArray[np.float32]]
    lost: list[int]

    def _renew(self, sink: RecordingSink | None, eyes: EyeSink | None = None) -> None:
        if sink is None:
            super()._renew(sink, eyes)
            return
        n_kept = cast("EegWriter", sink).n_samples
        if self.handed:
            handed = np.concatenate(self.handed, axis=1)
            rest = handed[:, n_kept:]
            self.lost.append(int((~np.isnan(rest).all(axis=0)).sum()))
            self.handed[:] = [handed[:, :n_kept]]
        super()._renew(Witness(sink, self.handed), eyes)  # type: ignore[arg-type]


class _Life:
    """The parts of a session that live and die."""

    def __init__(self, world: World) -> None:
        self.world = world
        plan = world.plan
        self.clock = PumpedClock(world.clock)
        self.link = LossyLink(
            world.rng, plan.link_rate, lambda: self.dies("acquisition")
        )
        self.request = world.request()
        self.engine: _WatchedEngine | None = None
        self.log: ScoreLog | None = None
        self.pumped: PumpedEngine | None = None
        self.starts_again = 0.0
        self.locks: list[Lock] = []
        self.rings: list[_WatchedEngine] = []
        self.began = 0.0

    def run(self) -> None:
        """Prepare, record, run the trials, close; as the processes do."""
        prepared = check_request(self.request)
        engine = self.open()
        self.locks.append(prepare(prepared))
        try:
            begin_recording(prepared.paths, engine, self.locks[0])
        except UserError:
            self.locks[0].release()
            with suppress(UserError, OSError):
                discard_run(prepared.paths)
            raise
        self.began = self.clock.now()
        self.follow(engine)
        self.clock.attach(self)  # type: ignore[arg-type]
        observer = make_observer(self.request.observer or "default")
        person = SimulatedParticipant(
            observer, self.clock, self.link, seed=self.request.seed
        )
        self.clock.live = person.live
        screen = SimulatedScreen(
            observer, self.clock, seed=self.request.seed,
            engagement=person.engagement, perceive=person.perceive,
        )  # fmt: skip
        self.clock.sleep_until(self.clock.now() + SETTLE_SECONDS)
        try:
            while self.world.ended is None:
                self.take_part(prepared, screen, person)
        finally:
            if not self.world.disk.is_dead:
                self.close(prepared)

    def open(self) -> _WatchedEngine:
        """Open the headset."""
        plan, request = self.world.plan, self.request
        source = open_source(request.board, seed=request.seed)
        embody(source, request.observer)
        board = FaultyBoard(
            source, self.world.clock, rng=self.world.rng,
            rate=plan.board_rate, away=plan.away,
        )  # fmt: skip
        board.start()
        protocol = load_protocol(request.protocol)
        info = source.info
        scorer = Scorer(
            protocol.scoring.estimator, sfreq=info.sfreq, ch_names=info.ch_names
        )
        engine = _WatchedEngine(
            board, scorer=scorer, clock=self.clock, cleaning=protocol.cleaning
        )
        engine.handed, engine.lost = self.world.handed, self.world.lost
        self.rings.append(engine)
        return engine

    def follow(self, engine: _WatchedEngine) -> None:
        """Take in what this engine delivers."""
        self.engine = self.link.engine = engine
        self.log = ScoreLog(self.world.paths, engine)
        self.pumped = PumpedEngine(engine, self.log, lambda _: None)

    def pump(self) -> None:
        """Let the headset's process work, or be started again."""
        with self.dies("acquisition"):
            if self.pumped is not None:
                self.pumped.pump()
            elif self.clock.now() >= self.starts_again:
                engine = self.open()
                lock = take_run(self.world.paths, "acquisition")
                self.locks.append(lock)
                self.starts_again = self.clock.now() + RESTART_SECONDS
                resume_recording(self.world.paths, engine, lock)
                if not self.world.n_handed:  # nothing is there that could have a gap
                    self.began = self.clock.now()
                self.follow(engine)

    def take_part(
        self, prepared: Prepared, screen: SimulatedScreen, person: SimulatedParticipant
    ) -> None:
        """Let the participant's process work until it ends or is killed."""
        store = TrialStore(prepared.paths)
        parts = Parts(
            screen=screen, link=self.link, store=store, tell=self.hear,
            control=NoControl(), clock=self.clock, attend=person.attend,
        )  # fmt: skip
        with self.dies("participant"):
            self.world.ended = run_trials(prepared, parts, store)
            store.close()

    def hear(self, message: object) -> None:
        """Note what the operator is told."""
        if isinstance(message, TrialFinished):
            self.world.announced.append(message.record.trial)

    @contextmanager
    def dies(self, process: str) -> Iterator[None]:
        """Let a kill end this process only, where the plan says so."""
        try:
            yield
        except Killed:
            if self.world.plan.kills == "all" or self.world.disk.fault is None:
                raise
            self.world.disk.revive()
            if process == "acquisition":
                self.engine = self.link.engine = self.pumped = self.log = None
                self.starts_again = self.clock.now() + RESTART_SECONDS
                for lock in self.locks[1:]:
                    lock.release()

    def close(self, prepared: Prepared) -> None:
        """End the headset's process, as its host does; samples go on coming."""
        self.world.clock.sleep_until(self.clock.now() + CLOSING_SECONDS)
        with self.dies("acquisition"):
            with suppress(UserError):
                try:
                    if self.engine is not None:
                        self.engine.close()
                finally:
                    if self.log is not None:
                        self.log.close()
            close_chain(prepared.paths)

    def bury(self) -> None:
        """Free what the system frees with a process."""
        world, now = self.world, self.clock.now()
        if self.engine is not None and not (world.plan.jumps or world.plan.away[1]):
            due = (now - self.began) * self.engine.info.sfreq
            world.n_late = round(due) - world.n_handed
        for engine in self.rings:
            engine.source.stop()
            engine.ring.close()
            with suppress(FileNotFoundError):
                engine.ring.unlink()
        for lock in self.locks:
            lock.release()
        self.world.disk.close_all()
