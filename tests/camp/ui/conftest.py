"""The researcher's window for the tests, and a session recorded for it to show."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QThreadPool
from PySide6.QtWidgets import QApplication

from attention_camp.camp.processes.operator_marks import OperatorMarks
from attention_camp.camp.session.messages import (
    SignalState,
    Stage,
    StageChanged,
    StreamOpened,
    ToOperator,
    TrialFinished,
)
from attention_camp.camp.session.plan import Plan, plan_session
from attention_camp.camp.session.protocol import Protocol
from attention_camp.camp.session.records import TrialRecord
from attention_camp.camp.session.request import SessionRequest
from attention_camp.camp.ui.app import build_main_window
from attention_camp.camp.ui.window import MainWindow
from attention_camp.signal.ring import Ring
from attention_camp.signal.stream import StreamInfo
from attention_camp.signal.window import ChannelVerdict

CH_NAMES = ("Fp1", "Fp2", "F3", "F4", "C3", "C4", "P3", "P4",
            "O1", "O2", "F7", "F8", "Fz", "Cz", "Pz", "Oz")  # fmt: skip

RECORD = TrialRecord(
    onset=12.0, duration=1.0, sample=3000, trial=1, block=1, stage="main",
    task="visual-search", condition="present", level=3, correct=True, performance=1.0,
    reaction_time=0.612, response="f", engagement=0.71, certainty=0.6,
    score_reason="", quality=1.0, next_level=4, why="correct-up", frames_dropped=0,
    onset_dropped=False,
)  # fmt: skip


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    return QApplication


@pytest.fixture
def open_window(
    qapp: QApplication, tmp_path: Path
) -> Iterator[Callable[..., MainWindow]]:
    """Return a function that opens the window on a dataset, with own settings."""
    windows: list[MainWindow] = []

    def opened(dataset: Path | None = None, **settings: Any) -> MainWindow:
        import json

        path = tmp_path / "settings.json"
        values = {"language": "en", "appearance": "light", **settings}
        path.write_text(json.dumps(values))
        window = build_main_window(dataset or tmp_path / "data", settings=path)
        window.show()
        windows.append(window)
        return window

    yield opened
    QThreadPool.globalInstance().waitForDone(30_000)
    for window in windows:
        window.live = None
        window.close()
        window.deleteLater()
    qapp.processEvents()
    # else it waits for an event loop, which not every test has: windows would pile up
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@cache
def two_blocks() -> Plan:
    """Return the plan of the session that `FakeController` speaks of."""
    said = {
        "name": "fake", "title": "Fake", "description": "For tests.",
        "scoring": {"estimator": "pope"},
        "blocks": 2 * [{"task": "visual-search", "trials": 10}],
    }  # fmt: skip
    return plan_session(Protocol.model_validate(said))


class FakeController:
    """Says what a test wants to hear, and remembers what it was asked."""

    def __init__(self, tmp_path: Path) -> None:
        self.request = SessionRequest(tmp_path / "data", "01", "01")
        self.prepared = SimpleNamespace(plan=two_blocks())
        self.ring: Ring | None = Ring.create(len(CH_NAMES), 250.0, 20.0)
        self.info: StreamInfo | None = StreamInfo("fake", 250.0, CH_NAMES)
        self.asked: list[str] = []
        self.when: list[float] = []
        self.marks = OperatorMarks()
        self.messages: list[ToOperator] = []
        self._owned = self.ring

    def poll(self) -> list[ToOperator]:
        said, self.messages = self.messages, []
        return said

    def say_opened(self) -> None:
        assert self.info is not None
        self.messages.append(StreamOpened(self.info, self._owned.name, 50.0))

    def say_signal(self, verdicts: tuple[ChannelVerdict, ...] = (), **changes) -> None:
        good = tuple(ChannelVerdict(name, "good") for name in CH_NAMES)
        state = SignalState(
            time=20.0, n_samples=self._owned.n_written, n_lost=0, recording=True,
            n_bytes=1_200_000, clock_residual=0.001, stalled_for=0.0, faults=(),
            verdicts=verdicts or good, engagement=0.7, certainty=0.8, reason="",
            latency=0.02,
        )  # fmt: skip
        self.messages.append(replace(state, **changes))

    def say_stage(self, stage: Stage = Stage.TRIALS) -> None:
        self.messages.append(
            StageChanged(stage, 1, 2, "visual-search", 10, 0, 20, 125.0)
        )

    def say_trial(self, **changes: Any) -> None:
        self.messages.append(TrialFinished(replace(RECORD, **changes)))

    def write(self, seconds: float) -> None:
        shape = (len(CH_NAMES), int(seconds * 250))
        noise = np.random.default_rng(0).normal(0, 15, shape)
        self._owned.write(noise.astype(np.float32))

    def end(self) -> None:
        self._owned.close()
        self._owned.unlink()

    def __getattr__(self, name: str) -> Callable[..., None]:
        if name.startswith("_"):
            raise AttributeError(name)

        def remembered(*arguments: object, when: float = math.nan) -> None:
            self.when.append(when)
            self.asked.append(" ".join([name, *map(str, arguments)]))

        return remembered


@pytest.fixture
def controller(tmp_path: Path) -> Iterator[FakeController]:
    fake = FakeController(tmp_path)
    yield fake
    fake.end()
