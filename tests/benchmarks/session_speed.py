"""How fast simulated people run whole sessions.

    attention-camp bench session_speed

Without EEG: the real trial loop with a simulated person on a virtual clock: the tasks
alone (draw a trial, answer it, score it) as the floor; the loop with a store in memory;
the loop with the files of a session, written and synced; each on one process and two.
The session is the demonstration's, of some fifty trials. With EEG: the session of some
25 minutes that `adults` is, with sixteen channels, cleaning, score and all files: the
first of a process, which loads the libraries, and the next. The clock and the time of
the processor are both shown: on a computer that does other work the first says little,
and the second is up to two thirds more. Beside the written sessions stands how many
syncs a second the disk takes: a session waits for some 150.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from attention_camp.camp.dataset.layout import existing_runs
from attention_camp.camp.dataset.trial_store import TrialStore
from attention_camp.camp.processes.headless import run_headless
from attention_camp.camp.processes.session import check_request, prepare
from attention_camp.camp.session.clock import VirtualClock
from attention_camp.camp.session.control import NoControl
from attention_camp.camp.session.link import NO_ANSWER, NO_EEG, NOWHERE
from attention_camp.camp.session.loop import TrialLoop
from attention_camp.camp.session.loop_parts import Parts
from attention_camp.camp.session.plan import Plan
from attention_camp.camp.session.request import SessionRequest
from attention_camp.camp.session.simulated import SimulatedScreen
from attention_camp.camp.session.simulated_participant import SimulatedParticipant
from attention_camp.camp.simulate.person import Calendar
from attention_camp.signal.clock import replaced_clocks
from attention_camp.tasks.observers.observer import make_observer

IS_LONG = True
SECONDS = 6.0
"""How long each is repeated."""
LONG_SECONDS = 25 * 60.0
N_CHANS, SFREQ = 16, 250.0
"""Of the simulated headset."""

Row = tuple[str, float, str]


class NoHeadset:
    """The EEG side of a session without a headset."""

    def describe(self) -> None:
        return None

    def places(self, times: Sequence[float]) -> tuple[Any, ...]:
        return (NOWHERE,) * len(times)

    def score(self, start: float, stop: float) -> Any:
        return NO_EEG

    def keep(self, label: str, start: float, stop: float) -> tuple[int, int]:
        return 0, 0

    def calibrate(self) -> Any:
        return NO_ANSWER

    def check(self) -> Any:
        return NO_ANSWER

    def mark(self, value: int) -> None:
        pass

    def set_engagement(self, value: float) -> None:
        pass

    def evoke(self, events: tuple[Any, ...]) -> None:
        pass


class Memory:
    """A store that keeps the lines."""

    def __init__(self) -> None:
        self.lines: list[Any] = []

    def append(self, line: Any) -> None:
        self.lines.append(line)

    append_event = append_ledger = append

    def append_frames(self, times: tuple[float, ...]) -> None:
        pass


def run() -> Iterator[Row]:
    """Yield sessions a second on one process and two, and seconds with EEG."""
    goals = {"tasks": "the floor", "memory": "60 on two", "written": "15 on two"}
    for kind, goal in goals.items():
        one, two = _rate(kind, 1), _rate(kind, 2)
        yield f"{kind}: sessions/s, one process", one[0], goal
        yield f"{kind}: sessions per second of the processor", one[1], "for information"
        yield f"{kind}: sessions/s, two processes", two[0], goal
        yield f"{kind}: two processes over one", two[0] / one[0], "1.8"
        by_work = 2 * two[1] / one[1]
        yield f"{kind}: the same by processor time", by_work, "for information"
    yield "the disk: syncs/s, one process", _syncs(), "for information"
    for which in ("first of its process", "next"):
        yield from _with_eeg(which)


def _syncs() -> float:
    """Return how many small appends a second the disk keeps, each synced."""
    with tempfile.TemporaryFile() as file:
        number, began = 0, time.perf_counter()
        while time.perf_counter() - began < SECONDS / 3:
            file.write(b"a line of a ledger\n")
            file.flush()
            os.fsync(file.fileno())
            number += 1
        return number / (time.perf_counter() - began)


def _rate(kind: str, n: int) -> tuple[float, float]:
    """Return sessions a second of n processes, and per second of the processor."""
    command = [sys.executable, __file__, kind]
    env = {**os.environ, "OMP_NUM_THREADS": "1"}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    running = [subprocess.Popen(command, env=env, **pipes) for _ in range(n)]
    for one in running:
        one.stdout.readline()  # it is ready
    for one in running:
        one.stdin.close()  # all begin
    told = [json.loads(one.stdout.read()) for one in running]
    for one in running:
        one.wait()
    return sum(t["rate"] for t in told), sum(t["per_cpu"] for t in told) / n


def _be_one(kind: str) -> None:
    """Be a process that does sessions for some seconds."""
    with tempfile.TemporaryDirectory() as folder:
        once = kinds(Path(folder))[kind]
        once(99_999)
        print(flush=True)
        sys.stdin.read()
        number, began, work = 0, time.perf_counter(), time.process_time()
        while time.perf_counter() - began < SECONDS:
            once(number)
            number += 1
        rate = number / (time.perf_counter() - began)
        per_cpu = number / (time.process_time() - work)
    print(json.dumps({"rate": rate, "per_cpu": per_cpu}))


def kinds(folder: Path) -> dict[str, Callable[[int], None]]:
    """Return what runs session number n: the tasks alone, in memory, and written."""
    request = SessionRequest(
        folder, "01", "01", board="simulated", observer="person:seed=1", headless=True
    )
    prepared = check_request(request)
    plan = prepared.plan

    def in_memory(number: int) -> None:
        _session(plan, replace(request, seed=number), Memory())

    def written(number: int) -> None:
        asked = replace(request, seed=number, participant=f"{number:05d}")
        paths = replace(prepared.paths, participant=asked.participant)
        lock = prepare(replace(prepared, request=asked, paths=paths))
        store = TrialStore(paths)
        try:
            _session(plan, asked, store)
        finally:
            store.close()
            lock.release()

    return {
        "tasks": lambda number: _tasks(plan, number),
        "memory": in_memory,
        "written": written,
    }


def _with_eeg(which: str) -> Iterator[Row]:
    """Yield seconds of a session with EEG, scaled to 25 minutes."""
    with tempfile.TemporaryDirectory() as folder:
        request = SessionRequest(
            Path(folder), "01", "01", protocol="adults", board="simulated",
            observer="person:seed=1", headless=True, speed=100.0, seed=5,
        )  # fmt: skip
        began, work = time.perf_counter(), time.process_time()
        with replaced_clocks(Calendar(0)):
            run_headless(request, tell=lambda _: None)
        took, worked = time.perf_counter() - began, time.process_time() - work
        (run,) = existing_runs(Path(folder))
        n_samples = run.eeg.stat().st_size / (N_CHANS * 4)
    share = LONG_SECONDS / (n_samples / SFREQ)
    name = f"25 minutes with EEG, {which}"
    yield f"{name}: s by the clock", took * share, "10"
    yield f"{name}: s of the processor", worked * share, "10"


def _session(plan: Plan, request: SessionRequest, store: Any) -> None:
    clock, link = VirtualClock(), NoHeadset()
    observer = make_observer("person:seed=1")
    person = SimulatedParticipant(observer, clock, link, seed=request.seed)
    screen = SimulatedScreen(
        observer, clock, seed=request.seed, engagement=person.engagement,
        perceive=person.perceive,
    )  # fmt: skip
    parts = Parts(
        screen, link, store, lambda _: None, NoControl(), clock, attend=person.attend
    )
    TrialLoop(plan, parts, request=request).run()


def _tasks(plan: Plan, number: int) -> None:
    rng, clock = np.random.default_rng(number), VirtualClock()
    observer = make_observer("default")
    screen = SimulatedScreen(observer, clock, seed=number, engagement=lambda: 0.8)
    for planned in plan.blocks:
        for _ in range(planned.block.trials + planned.block.practice):
            trial = planned.task.next_trial(planned.start_level, rng)
            planned.task.score(trial, screen.present(trial))


if __name__ == "__main__":
    _be_one(sys.argv[1])
