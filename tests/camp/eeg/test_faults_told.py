"""What is wrong with the stream reaches the operator, also while nothing arrives."""

from __future__ import annotations

from dataclasses import replace

import pytest

from attention_camp.camp.dataset.storage.recording_error import RecordingError
from attention_camp.camp.eeg.engine import EegEngine
from attention_camp.camp.session.clock import VirtualClock
from attention_camp.models.scorer import Scorer
from attention_camp.signal.simulated.brain import SimulatedBrain
from attention_camp.signal.stream import SourceError


class Headset(SimulatedBrain):
    """A simulated brain that can be silent, or say that it went away."""

    is_silent = False
    is_gone = False

    def read(self, now):
        if self.is_gone:
            raise SourceError("The headset went away.")
        packet = super().read(now)
        return None if self.is_silent else packet


@pytest.fixture
def clock():
    return VirtualClock()


def made(clock, **facts):
    source = Headset(seed=1)
    source.info = replace(source.info, **facts)
    source.is_real_time = True
    scorer = Scorer("pope", sfreq=source.info.sfreq, ch_names=source.info.ch_names)
    return EegEngine(source, scorer=scorer, clock=clock)


@pytest.fixture
def engine(clock):
    engine = made(clock)
    yield engine
    engine.close()


def told(engine, clock, seconds):
    """Step as the acquisition process does; return all states it would send."""
    states = []
    for _ in range(round(seconds / 0.02)):
        clock.sleep_until(clock.now() + 0.02)
        engine.step()
        states += [s for s in (engine.publication(), engine.silence()) if s is not None]
    return states


@pytest.mark.parametrize(
    ("how", "fault"), [("is_silent", "stall"), ("is_gone", "disconnected")]
)
def test_a_headset_that_went_away_is_told_while_it_is_away(engine, clock, how, fault):
    assert not any(state.faults for state in told(engine, clock, 6.0))
    setattr(engine.source, how, True)
    went = clock.now()
    away = [state for state in told(engine, clock, 3.0) if fault in state.faults]
    assert away[0].time - went < 1.0
    assert len(away) >= 8
    assert {state.engagement for state in away} == {None}
    assert not any(state.verdicts for state in away)
    assert away[-1].n_samples == away[0].n_samples
    setattr(engine.source, how, False)
    assert told(engine, clock, 1.0)[-1].faults == ()


def test_what_the_headset_said_when_it_went_away_is_told_until_it_is_back(
    engine, clock
):
    told(engine, clock, 1.0)
    engine.source.is_gone = True
    assert told(engine, clock, 1.0)[-1].message == "The headset went away."
    engine.source.is_gone = False
    assert told(engine, clock, 5.0)[-1].message == ""


class FullSink:
    """A recording on a full disk."""

    n_synced = 0
    is_closed = False

    def sync_if_due(self):
        raise RecordingError("The disk is full.")

    def close(self):
        self.is_closed = True


def test_a_recording_that_cannot_go_on_is_closed_all_the_same(clock):
    """Whoever waits for its lock, and the headset's own threads, would wait on."""
    engine, sink = made(clock), FullSink()
    engine.record(sink)
    for act in (engine.step, engine.close):
        with pytest.raises(RecordingError, match="disk is full"):
            act()
    assert sink.is_closed


class KeepingSink:
    """A recording that keeps how much there is of what."""

    n_synced = 0

    def __init__(self):
        self.n_samples = 0
        self.gaps = []

    def append(self, samples):
        self.n_samples += samples.shape[1]

    def gap(self, first, n, reason):
        self.gaps.append((first, n, reason))

    def marker(self, sample, value): ...

    def sync_if_due(self): ...

    def close(self): ...


def test_the_end_of_a_recording_holds_what_came_after_a_stall(clock):
    """It may wait a moment for what the link held back; an end ends the wait."""
    engine, sink = made(clock, counter_modulus=None), KeepingSink()
    engine.record(sink)
    told(engine, clock, 6.0)
    n_before = sink.n_samples
    engine.source.is_silent = True
    told(engine, clock, 0.8)
    engine.source.is_silent = False
    told(engine, clock, 0.02)
    assert sink.n_samples == n_before
    engine.close()
    assert sink.gaps == [(n_before, 200, "stall")]
    assert sink.n_samples == n_before + 205


def test_a_jump_of_the_clock_is_told_though_it_is_over_in_a_step(engine, clock):
    told(engine, clock, 6.01)
    engine.source._origin += 3600.0
    clock.sleep_until(clock.now() + 3600.0)
    faults = [state.faults for state in told(engine, clock, 2.0)]
    assert faults.count(("clock jump",)) == 1
