"""From a packet's arrival to the score that holds it: measured, stored, summarised."""

from __future__ import annotations

import math

import numpy as np
import pytest

from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.prepare import prepare_run
from attention_camp.camp.dataset.reading.loop_latency import loop_latency
from attention_camp.camp.dataset.tables import ScoreRow
from attention_camp.camp.dataset.trial_store import TrialStore
from attention_camp.camp.eeg.engine import EegEngine
from attention_camp.camp.eeg.loop_delay import PUBLICATION_SECONDS, LoopDelay
from attention_camp.camp.processes.acquisition import POLL_SECONDS, pause_before_next
from attention_camp.camp.session.clock import VirtualClock
from attention_camp.models.scorer import Scorer
from attention_camp.signal.simulated.brain import SimulatedBrain


class SteppedHostClock(VirtualClock):
    """Stands in for the host's clock: it moves only where the test says so."""

    is_host = True


def _delay(*arrivals: tuple[int, float]) -> LoopDelay:
    delay = LoopDelay()
    for stop, arrival in arrivals:
        delay.arrived(stop, arrival)
    return delay


def test_a_score_is_as_late_as_the_packet_that_completed_its_window():
    delay = _delay((50, 1.0), (100, 1.2), (150, 1.4))
    latency, _ = delay.published(100, 1.45)
    assert latency == pytest.approx(0.25)


def test_a_packet_that_is_partly_new_counts_from_its_own_arrival():
    delay = _delay((50, 1.0), (110, 1.2))
    delay.published(100, 1.25)
    delay.arrived(150, 1.4)
    latency, wait = delay.published(150, 1.5)
    assert (latency, wait) == pytest.approx((0.1, 0.3))


def test_the_first_score_has_no_hop_before_it():
    latency, wait = _delay((1000, 4.0)).published(1000, 4.01)
    assert latency == pytest.approx(0.01)
    assert math.isnan(wait)


def _states(clock: VirtualClock) -> list:
    source = SimulatedBrain(seed=1)
    source.start()
    scorer = Scorer("pope", sfreq=source.info.sfreq, ch_names=source.info.ch_names)
    engine = EegEngine(source, scorer=scorer, clock=clock)
    states = []
    try:
        for _ in range(350):
            clock.sleep_until(clock.now() + 0.02)
            engine.step()
            if (state := engine.publication()) is not None:
                states.append(state)
    finally:
        engine.close()
    return states


def test_the_oldest_packet_waits_a_hop_for_its_score():
    states = _states(SteppedHostClock())
    waits = [state.wait for state in states[1:]]
    assert len(waits) > 8
    assert all(
        PUBLICATION_SECONDS - 0.021 <= wait <= PUBLICATION_SECONDS + 0.021
        for wait in waits
    )
    assert all(state.latency == 0.0 for state in states)


def test_virtual_time_has_no_latency():
    assert all(math.isnan(state.wait) for state in _states(VirtualClock()))


def _stored(paths: RunPaths, waits: list[float]) -> None:
    prepare_run(paths, meta={})
    store = TrialStore(paths)
    store.append_scores(
        ScoreRow(0.25 * k, 62 * k, None, None, 1.0, wait=wait)
        for k, wait in enumerate(waits)
    )
    store.sync()
    store.close()


def test_a_runs_latency_is_summarised_from_its_series(tmp_path):
    paths = RunPaths(tmp_path / "data", "01", "01", "demo", 1)
    _stored(paths, [math.nan] + [0.25] * 95 + [0.26] * 4 + [0.5])
    found = loop_latency(paths)
    assert found is not None
    assert (found.n, found.median, found.p95, found.maximum) == (100, 0.25, 0.25, 0.5)
    assert found.is_met


def test_a_run_without_host_time_has_no_latency(tmp_path):
    paths = RunPaths(tmp_path / "data", "01", "01", "demo", 1)
    _stored(paths, [math.nan] * 3)
    assert loop_latency(paths) is None


def test_samples_that_complete_a_score_are_looked_for_eagerly():
    clock = SteppedHostClock()
    source = SimulatedBrain(seed=1)
    scorer = Scorer("pope", sfreq=source.info.sfreq, ch_names=source.info.ch_names)
    engine = EegEngine(source, scorer=scorer, clock=clock)
    looks, published = [], []
    try:
        while clock.now() < 8.0:
            clock.sleep_until(clock.now() + pause_before_next(engine))
            looks.append(clock.now())
            engine.step()
            if engine.publication() is not None:
                published.append(clock.now())
    finally:
        engine.close()
    # a sample lasts 4 ms, and it was looked for at its time, not 10 ms later
    assert np.diff(published) == pytest.approx(62 / 250, abs=0.006)
    assert len(looks) < 8.0 / POLL_SECONDS * 1.5


def test_samples_are_taken_in_between_the_windows_of_a_long_trial():
    clock = VirtualClock()
    n_taken = []

    class SlowScorer(Scorer):
        def score(self, data, bads=(), **beside):
            clock.sleep_until(clock.now() + 0.1)
            n_taken.append(engine.ring.n_written)
            return super().score(data, bads, **beside)

    source = SimulatedBrain()
    source.start()
    scorer = SlowScorer("pope", sfreq=250.0, ch_names=source.info.ch_names)
    engine = EegEngine(source, scorer=scorer, clock=clock)
    engine.step()
    clock.sleep_until(20.0)
    engine.score(5.0, 20.0)
    engine.close()
    assert len(n_taken) == 12
    assert np.diff(n_taken).tolist() == [25] * 11
