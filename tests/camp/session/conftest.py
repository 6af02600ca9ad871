"""A short protocol and the parts of a session without files or windows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from attention_camp.camp.session.clock import VirtualClock
from attention_camp.camp.session.control import NoControl
from attention_camp.camp.session.ledger_lines import LedgerLine, TrialLine
from attention_camp.camp.session.link import (
    NO_ANSWER,
    EegDescription,
    Permission,
    Place,
    Score,
)
from attention_camp.camp.session.loop import TrialLoop
from attention_camp.camp.session.loop_parts import Parts
from attention_camp.camp.session.plan import Plan, plan_session
from attention_camp.camp.session.protocol import Protocol
from attention_camp.camp.session.request import SessionRequest
from attention_camp.camp.session.simulated import SimulatedScreen
from attention_camp.signal.simulated.evoked import EvokedEvent
from attention_camp.tasks.observers.observer import make_observer

SHORT: dict[str, Any] = {
    "name": "short",
    "title": "Short",
    "description": "For tests.",
    "blocks": [
        {
            "task": "rest",
            "stage": "calibration",
            "label": "rest",
            "options": {"eyes": "open", "duration": 6},
            "rule": {"name": "fixed"},
        },
        {
            "task": "visual-search",
            "trials": 6,
            "practice": 1,
            "practice_until": "done",
            "rule": {"name": "engagement-aware"},
            "break_after": 1,
        },
        {"task": "n-back", "trials": 1, "start_level": 2},
    ],
}


@dataclass
class ConstantLink:
    """An EEG side that always gives one score and counts samples at 250 Hz."""

    value: float | None = 0.9
    permission: Permission = field(
        default_factory=lambda: Permission(steering=True, why="calibrated", model="m")
    )
    asked: list[tuple[float, float]] = field(default_factory=list)
    checked: Permission = NO_ANSWER
    n_checks: int = 0

    def describe(self) -> EegDescription:
        return EegDescription(
            "constant",
            250.0,
            ("Fz", "Cz"),
            50.0,
            0.5,
            45.0,
            "attention",
            model_hash="m",
        )

    def places(self, times: Sequence[float]) -> tuple[Place, ...]:
        return tuple(Place(round(250.0 * time), time) for time in times)

    def score(self, start: float, stop: float) -> Score:
        self.asked.append((start, stop))
        span = (round(250 * start), round(250 * stop))
        if self.value is None:
            return Score(None, None, "gap", 0.2, *span, "m")
        return Score(self.value, 0.9, "", 1.0, *span, "m")

    def keep(self, label: str, start: float, stop: float) -> tuple[int, int]:
        return round(250 * start), round(250 * stop)

    def calibrate(self) -> Permission:
        return self.permission

    def check(self) -> Permission:
        self.n_checks += 1
        return self.checked

    def mark(self, value: int) -> None:
        pass

    def set_engagement(self, value: float) -> None:
        pass

    def evoke(self, events: tuple[EvokedEvent, ...]) -> None:
        pass


class Diary:
    """A store and a listener that write down the order of things."""

    def __init__(self) -> None:
        self.lines: list[tuple[str, Any]] = []
        self.ledger: list[LedgerLine] = []

    def append(self, line: TrialLine) -> None:
        self.lines.append(("stored", line))
        self.ledger.append(line)

    def append_event(self, row: Any) -> None:
        self.lines.append(("event", row))

    def append_ledger(self, line: LedgerLine) -> None:
        self.ledger.append(line)

    def append_frames(self, times: tuple[float, ...]) -> None:
        pass

    def tell(self, message: Any) -> None:
        self.lines.append((type(message).__name__, message))

    def of(self, kind: str) -> list[Any]:
        return [item for name, item in self.lines if name == kind]


@dataclass
class Bench:
    """A session ready to run, and what it wrote."""

    plan: Plan
    diary: Diary
    link: ConstantLink
    parts: Parts
    request: SessionRequest

    def run(self, **options: Any) -> None:
        TrialLoop(self.plan, self.parts, request=self.request, **options).run()


@pytest.fixture
def make_bench(tmp_path: Path):
    def make(
        *, link=None, control=None, arm="closed-loop", protocol=None, observer="default"
    ):
        plan = plan_session(Protocol.model_validate(protocol or SHORT))
        diary, clock = Diary(), VirtualClock()
        link = link or ConstantLink()
        screen = SimulatedScreen(
            make_observer(observer), clock, seed=1, engagement=lambda: 0.8
        )
        control = control or NoControl()
        parts = Parts(screen, link, diary, diary.tell, control, clock)
        request = SessionRequest(tmp_path, "01", "01", arm=arm, seed=5)
        return Bench(plan, diary, link, parts, request)

    return make
