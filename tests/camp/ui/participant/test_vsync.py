"""Trials on a monitor whose swaps wait for its refresh, in a time of its own."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QKeyEvent

from attention_camp.camp.session import clock as clock_module
from attention_camp.camp.session.clock import HostClock
from attention_camp.camp.ui.participant import stage as stage_module
from attention_camp.camp.ui.participant.presentation import Presentation
from attention_camp.camp.ui.participant.sound import Silence
from attention_camp.camp.ui.participant.stage import FrameStage
from attention_camp.camp.ui.participant.surface import Frame, Layer
from attention_camp.signal import clock as host_clock
from attention_camp.tasks.trial import Answer, Phase, Response, Trial

DRAWING = 0.001


class Time:
    """A clock that moves when somebody waits, and once stands still for a while."""

    def __init__(self) -> None:
        self.now = 100.0
        self.stall_at = math.inf
        self.stall = 0.0

    def perf_counter(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += max(seconds, 1e-5)
        if self.now >= self.stall_at:
            self.now += self.stall
            self.stall_at = math.inf


class Monitor:
    """A surface whose swaps return shortly after the screen's refresh."""

    def __init__(self, clock: Time, rate: float) -> None:
        self.closed = False
        self.waits = False
        self.drawing = DRAWING
        self.patch = QRect()
        self.inputs = None
        self.writes = False
        self._clock = clock
        self._period = 1 / rate
        self._rng = np.random.default_rng(0)

    def prepare(self, layers: list[Layer]) -> None:
        """Need nothing."""

    def setCursor(self, shape: object) -> None:
        """Need no cursor."""

    def isActive(self) -> bool:
        return True

    def requestActivate(self) -> None:
        """Have the keys already."""

    def show_frame(self, frame: Frame, due: float) -> float:
        ready = self._clock.now + DRAWING
        refresh = math.ceil(ready / self._period) * self._period
        self._clock.now = refresh + self._rng.uniform(0.0, 0.0005)
        return self._clock.now


class Virtual(Monitor):
    """A surface whose swaps return at once, so that the program paces frames."""

    def show_frame(self, frame: Frame, due: float) -> float:
        self._clock.now = max(self._clock.now + DRAWING, due)
        self._clock.now += self._rng.uniform(0.0003, 0.0012)
        return self._clock.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Time:
    made = Time()
    for module in (stage_module, clock_module, host_clock):
        monkeypatch.setattr(module, "time", made)
    monkeypatch.setattr(FrameStage, "_hear", lambda self, seconds: made.sleep(seconds))
    return made


def stage_on(clock: Time, rate: float, kind: type[Monitor] = Monitor) -> FrameStage:
    stage = FrameStage(
        kind(clock, rate),
        HostClock(),
        interrupted=lambda: False,
        ask_help=lambda: None,
    )
    stage.measure_refresh(rate)
    return stage


@pytest.mark.parametrize("ms", range(20, 201, 6))
def test_stalls_are_flagged_where_the_program_paces_frames(
    qapp: object, clock: Time, ms: int
) -> None:
    stage = stage_on(clock, 60.0, Virtual)
    assert not stage.pacer.waits
    rng = np.random.default_rng(ms)
    for _ in range(7):
        clock.stall = ms / 1000
        clock.stall_at = clock.now + float(rng.uniform(0.02, 0.42))
        assert present(stage, trial(60.0)).frames.n_dropped >= 1
        assert present(stage, trial(60.0)).frames.n_dropped == 0


def trial(rate: float) -> Trial:
    return Trial(
        "test",
        1,
        (
            Phase("fixation", (), 8 / rate),
            Phase("item", (), 15 / rate, onset=True),
            Phase("mask", (), 3 / rate),
        ),
        (),
    )


def present(stage: FrameStage, shown: Trial, *answers: Answer) -> Response:
    layers = [None for _ in shown.phases]
    return Presentation(stage, shown, layers, answers, Silence()).run()


@pytest.mark.parametrize("rate", [60.0, 59.94, 75.0, 144.0, 240.0])
def test_phases_last_whole_refreshes(qapp: object, clock: Time, rate: float) -> None:
    stage = stage_on(clock, rate)
    assert stage.pacer.waits
    assert stage.refresh_rate == pytest.approx(rate, rel=0.005)
    for _ in range(20):
        response = present(stage, trial(rate))
        times = [*response.onsets, response.end]
        lengths = [(b - a) * rate for a, b in pairwise(times)]
        assert lengths == pytest.approx([8, 15, 3], abs=0.2)
        assert response.frames.n_frames == 27
        assert response.frames.n_dropped == 0
        assert not response.frames.onset_dropped


@pytest.mark.parametrize("kind", [Monitor, Virtual])
def test_ten_thousand_clean_frames_are_not_flagged(
    qapp: object, clock: Time, kind: type[Monitor]
) -> None:
    stage = stage_on(clock, 60.0, kind)
    long = Trial("test", 1, (Phase("item", (), 10_000 / 60, onset=True),), ())
    facts = present(stage, long).frames
    assert facts.n_frames == 10_001
    assert facts.n_dropped == 0


def test_two_hundred_stalls_are_flagged_on_their_trial(
    qapp: object, clock: Time
) -> None:
    """Stalls of 20 to 200 ms at any time within the trial; the onset keeps its word."""
    rng = np.random.default_rng(1)
    stage = stage_on(clock, 60.0)
    for _ in range(200):
        clock.stall = float(rng.uniform(0.02, 0.2))
        begin = float(rng.uniform(0.02, 0.42))
        clock.stall_at = clock.now + begin
        response = present(stage, trial(60.0))
        facts = response.frames
        whole = math.floor(clock.stall * 60)
        assert whole <= facts.n_dropped <= whole + 1
        late = response.onsets[1] - response.onsets[0] > 8.5 / 60
        assert facts.onset_dropped == late
        assert present(stage, trial(60.0)).frames.n_dropped == 0


def test_an_answer_ends_its_phase_at_once(qapp: object, clock: Time) -> None:
    stage = stage_on(clock, 60.0)
    asked = Trial(
        "test",
        1,
        (Phase("go", (), 2.0, ends_on_response=True, collects=True, onset=True),),
        ("f",),
    )

    def press(event: QKeyEvent) -> None:
        stage.inputs.on_key(event, clock.now)

    send = stage_module.QCoreApplication.sendEvent
    stage_module.QCoreApplication.sendEvent = lambda _, event: press(event)
    try:
        response = present(stage, asked, Answer("f", 0, 0.3333))
    finally:
        stage_module.QCoreApplication.sendEvent = send
    (key,) = response.keypresses
    assert key.time - response.onsets[0] == pytest.approx(0.3333, abs=1e-9)
    assert 0 < response.end - key.time < 2.1 / 60
