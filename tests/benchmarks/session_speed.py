"""How fast simulated people run whole sessions without EEG, on one core.

    attention-camp bench session_speed

The real trial loop with a simulated person on a virtual clock: the tasks alone (draw a
trial, answer it, score it) as the floor; the loop with a store in memory; the loop with
the files of a session, written and synced. The session is the demonstration's, of some
fifty trials.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from attention_camp.camp.dataset.trial_store import TrialStore
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
from attention_camp.tasks.observers.observer import make_observer

IS_LONG = True
SECONDS = 6.0
"""How long each is repeated."""


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


def run() -> list[tuple[str, float, str]]:
    """Return (what, sessions a second on one core, goal)."""
    with tempfile.TemporaryDirectory() as folder:
        request = SessionRequest(
            Path(folder), "01", "01", board="simulated", observer="person:seed=1",
            headless=True,
        )  # fmt: skip
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

        return [
            ("tasks alone, sessions/s", _rate(lambda n: _tasks(plan, n)), "the floor"),
            ("store in memory, sessions/s", _rate(in_memory), "30 (60 on two cores)"),
            ("written and synced, sessions/s", _rate(written), "7.5 (15 on two cores)"),
        ]


def _rate(once: Callable[[int], None]) -> float:
    once(99_999)
    number, began = 0, time.perf_counter()
    while time.perf_counter() - began < SECONDS:
        once(number)
        number += 1
    return number / (time.perf_counter() - began)


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
