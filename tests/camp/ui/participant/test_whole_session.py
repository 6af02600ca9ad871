"""A whole session of every task in the real window, with every key at random."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest

from attention_camp.camp.session.clock import VirtualClock
from attention_camp.camp.session.control import NoControl
from attention_camp.camp.session.ledger_lines import LedgerLine
from attention_camp.camp.session.link import Permission, Place, Score
from attention_camp.camp.session.loop import TrialLoop
from attention_camp.camp.session.loop_parts import Parts
from attention_camp.camp.session.messages import StageChanged, TrialFinished
from attention_camp.camp.session.plan import Plan, plan_session
from attention_camp.camp.session.protocol import Protocol
from attention_camp.camp.session.request import SessionRequest
from attention_camp.camp.session.simulated import SimulatedScreen
from attention_camp.signal.simulated.evoked import EvokedEvent
from attention_camp.tasks.observers.observer import make_observer

SHORT: dict[str, dict[str, Any]] = {
    "rest": {"options": {"duration": 1}},
    "pvt": {"trials": 2},
    "attention-network": {"trials": 4},
    "visual-search": {"trials": 4, "break_after": 1},
    "sternberg": {"trials": 2},
    "change-detection": {"trials": 3},
    "n-back": {"options": {"n_items": 6}},
    "corsi-span": {"trials": 1, "start_level": 1},
    "digit-span": {"trials": 1, "start_level": 1, "break_after": 1},
    "sart": {"options": {"repeats": 1}},
    "grad-cpt": {"options": {"n_items": 20}},
    "auditory-oddball": {"options": {"n_items": 10}},
    "digits-in-noise": {"trials": 1},
}
KINDS = {TrialFinished, StageChanged}
KEYS = [
    key
    for key in Qt.Key
    if (0x20 <= key.value <= 0x7E or 0x01000001 <= key.value <= 0x0100003B)
    and key is not Qt.Key.Key_Escape
]
"""All of a keyboard but the emergency key."""


@dataclass
class Notebook:
    """Store, listener and a headset that is not there."""

    trials: list[Any] = field(default_factory=list)
    told: list[Any] = field(default_factory=list)

    def append(self, stored: Any) -> None:
        self.trials.append(stored.record)

    def append_event(self, row: Any) -> None:
        raise AssertionError(f"an event that nobody asked for: {row}")

    def append_ledger(self, line: LedgerLine) -> None:
        pass

    def append_frames(self, times: tuple[float, ...]) -> None:
        pass

    def describe(self) -> None:
        return None

    def places(self, times: Sequence[float]) -> tuple[Place, ...]:
        return tuple(Place(round(250.0 * time), time) for time in times)

    def score(self, start: float, stop: float) -> Score:
        return Score(None, None, "gap", 0.0, round(start), round(stop))

    def keep(self, label: str, start: float, stop: float) -> tuple[int, int]:
        raise AssertionError(f"nothing here calibrates: {label}, {start}, {stop}")

    def calibrate(self) -> Permission:
        raise AssertionError("nothing here calibrates")

    def mark(self, value: int) -> None:
        pass

    def set_engagement(self, value: float) -> None:
        pass

    def evoke(self, events: tuple[EvokedEvent, ...]) -> None:
        pass


def plan() -> Plan:
    fixed = {"rule": {"name": "fixed"}}
    blocks = [{"task": name, **fixed, **rest} for name, rest in SHORT.items()]
    protocol = {"name": "all", "title": "All", "description": "", "blocks": blocks}
    return plan_session(Protocol.model_validate(protocol))


def run(screen: Any, clock: Any, tmp_path: Any) -> Notebook:
    book = Notebook()
    parts = Parts(screen, book, book, book.told.append, NoControl(), clock)
    TrialLoop(plan(), parts, request=SessionRequest(tmp_path, "01", "01")).run()
    return book


def shown(book: Notebook) -> list[tuple[Any, ...]]:
    """Return what was shown, which no answer may change."""
    return [
        (r.trial, r.block, r.task, r.level, r.condition, dict(r.parameters))
        for r in book.trials
    ]


def test_every_key_at_random_for_a_whole_session_changes_only_the_answers(
    open_window: Callable[..., Any], tmp_path: Any
) -> None:
    opened = open_window(speed=40.0)
    rng = np.random.default_rng(3)
    left: list[Qt.Key] = []
    pressed: set[Qt.Key] = set()

    def press() -> None:
        if not left:
            left.extend(KEYS[i] for i in rng.permutation(len(KEYS)).tolist())
        # the space bar oftener than others, so that cards do not take for ever
        key = Qt.Key.Key_Space if rng.random() < 0.1 else left.pop()
        pressed.add(key)
        QTest.keyClick(opened.window, key)

    hand = QTimer(interval=3)
    hand.timeout.connect(press)
    hand.start()
    mashed = run(opened.screen, opened.clock, tmp_path)
    hand.stop()
    clock = VirtualClock()
    observer = make_observer("default")
    calm = SimulatedScreen(observer, clock, seed=1, engagement=lambda: 1.0)
    quiet = run(calm, clock, tmp_path)
    assert shown(mashed) == shown(quiet)
    stages = [
        [type(m) is TrialFinished or m.stage for m in book.told if type(m) in KINDS]
        for book in (mashed, quiet)
    ]
    assert stages[0] == stages[1]
    assert pressed == set(KEYS)
    assert not opened.window.closed
    answers = [(r.response or "").split() for r in mashed.trials]
    assert any(answers)
    assert np.mean([r.correct for r in mashed.trials]) < 0.75
