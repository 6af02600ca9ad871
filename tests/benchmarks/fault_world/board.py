"""A headset, clocks and messages that go wrong where a seed says so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from attention_camp.camp.eeg.recording_sink import RecordingSink
from attention_camp.camp.session.clock import VirtualClock
from attention_camp.camp.session.link import (
    NO_ANSWER,
    NO_EEG,
    NO_GAZE,
    NOWHERE,
    EegDescription,
    EegLink,
    Gaze,
    Permission,
    Place,
    Score,
)
from attention_camp.signal.clock import HostTimes
from attention_camp.signal.simulated.evoked import EvokedEvent
from attention_camp.signal.stream import Packet, Source, SourceError, StreamInfo

T = TypeVar("T")
BEGAN = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


class JumpingClock(VirtualClock):
    """Virtual time that jumps: the computer was suspended.

    Parameters
    ----------
    jumps : sequence of (float, float)
        When, s, and by how much, s.
    """

    def __init__(self, jumps: Sequence[tuple[float, float]] = ()) -> None:
        super().__init__()
        self._jumps = list(jumps)
        self.asleep: list[tuple[float, float]] = []
        """From when to when nothing ran, s."""

    def sleep_until(self, when: float) -> None:
        super().sleep_until(when)
        while self._jumps and self._now >= self._jumps[0][0]:
            _, seconds = self._jumps.pop(0)
            self.asleep.append((self._now, self._now + seconds))
            self._now += seconds


class SimulatedTimes(HostTimes):
    """The computer's clocks: the session's time, and a date that is set at times.

    Parameters
    ----------
    clock : JumpingClock
        The session's clock.
    steps : sequence of (float, float)
        When the date is set, s, and by how much, s.
    """

    def __init__(
        self, clock: JumpingClock, steps: Sequence[tuple[float, float]] = ()
    ) -> None:
        self._clock = clock
        self._steps = steps

    def host(self) -> float:
        return self._clock.now()

    def wall(self) -> datetime:
        now = self._clock.now()
        step = sum(seconds for when, seconds in self._steps if now >= when)
        return BEGAN + timedelta(seconds=now + step)


class FaultyBoard:
    """A simulated brain whose packets get lost, whose electrodes come off.

    Parameters
    ----------
    source : Source
        The brain.
    clock : JumpingClock
        While it sleeps, samples are lost.
    rng : Generator
        Of the faults.
    rate : float
        Share of packets that something happens to.
    away : tuple of float
        From when to when it is not there at all, s.
    """

    def __init__(
        self,
        source: Source,
        clock: JumpingClock,
        *,
        rng: np.random.Generator,
        rate: float,
        away: tuple[float, float],
    ) -> None:
        self._source, self._clock, self._rng = source, clock, rng
        self._rate, self._away = rate, away
        self._n_asleep = 0

    @property
    def info(self) -> StreamInfo:
        return self._source.info

    @property
    def is_real_time(self) -> bool:
        return bool(self._clock.asleep)

    def read(self, now: float) -> Packet | None:
        packet = self._source.read(now)
        if len(self._clock.asleep) > self._n_asleep:
            self._n_asleep = len(self._clock.asleep)
            return None
        if self._away[0] <= now < self._away[1]:
            raise SourceError("The simulated headset is away.")
        if packet is None or self._rng.random() >= self._rate:
            return packet
        if self._rng.random() < 0.5:
            return None
        samples = packet.samples_uv.copy()
        samples[int(self._rng.integers(0, len(samples)))] = np.nan
        return replace(packet, samples_uv=samples)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._source, name)


class LossyLink:
    """The engine as the trial loop hears it: at times nobody answers.

    Parameters
    ----------
    rng : Generator
        Of what is lost.
    rate : float
        Share of questions that nobody answers.
    dies : callable
        Lets a kill end the process of the headset while it answers.
    """

    def __init__(
        self,
        rng: np.random.Generator,
        rate: float,
        dies: Callable[[], AbstractContextManager[None]],
    ) -> None:
        self._dies = dies
        self.engine: EegLink | None = None
        """None: the process of the headset was killed."""
        self._rng, self._rate = rng, rate
        self._known: EegDescription | None = None

    def _ask(self, fallback: T, ask: Callable[[EegLink], T], *, lost: bool) -> T:
        if self.engine is not None and not lost:
            with self._dies():
                return ask(self.engine)
        return fallback

    @property
    def _is_lost(self) -> bool:
        return bool(self._rng.random() < self._rate)

    def describe(self) -> EegDescription | None:
        self._known = self._ask(self._known, lambda e: e.describe(), lost=False)
        return self._known

    def places(self, times: Sequence[float]) -> tuple[Place, ...]:
        nowhere = (NOWHERE,) * len(times)
        return self._ask(nowhere, lambda e: e.places(times), lost=self._is_lost)

    def score(self, start: float, stop: float) -> Score:
        return self._ask(NO_EEG, lambda e: e.score(start, stop), lost=self._is_lost)

    def keep(self, label: str, start: float, stop: float) -> tuple[int, int]:
        return self._ask((0, 0), lambda e: e.keep(label, start, stop), lost=False)

    def calibrate(self) -> Permission:
        return self._ask(NO_ANSWER, lambda e: e.calibrate(), lost=False)

    def check(self) -> Permission:
        return self._ask(NO_ANSWER, lambda e: e.check(), lost=False)

    def gaze(self, within: float, seconds: float) -> Gaze:
        return self._ask(NO_GAZE, lambda e: e.gaze(within, seconds), lost=False)

    def mark(self, value: int) -> None:
        if self.engine is not None:
            self.engine.mark(value)

    def set_engagement(self, value: float) -> None:
        if self.engine is not None:
            self.engine.set_engagement(value)

    def evoke(self, events: tuple[EvokedEvent, ...]) -> None:
        if self.engine is not None:
            self.engine.evoke(events)


class Witness:
    """A recording that is looked at: what was handed to it is the truth.

    Parameters
    ----------
    sink : RecordingSink
        The recording.
    told : list of ndarray
        Gets the samples, each of shape (n_recorded, n_times).
    """

    def __init__(self, sink: RecordingSink, told: list[NDArray[np.float32]]) -> None:
        self._sink, self._told = sink, told

    def append(self, samples: NDArray[np.float32]) -> None:
        self._told.append(samples.copy())
        self._sink.append(samples)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sink, name)
