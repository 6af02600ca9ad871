"""Signal faults are reported, and no score is computed from them."""

from __future__ import annotations

import numpy as np
import pytest

from attention_camp.signal.acquisition import Acquisition
from attention_camp.signal.cleaning import Cleaner
from attention_camp.signal.history import clean_recording
from attention_camp.signal.simulated.brain import SimulatedBrain
from attention_camp.signal.simulated.faulty_electrode import Fault
from attention_camp.signal.stream import StreamInfo


@pytest.fixture
def build(make_ring):
    def make(brain):
        ring = make_ring(brain.info.n_chans, brain.info.sfreq)
        return Acquisition(brain, ring=ring, cleaner=Cleaner(brain.info))

    return make


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    "fault",
    [
        Fault("flat"),
        Fault("frozen"),
        Fault("railed", 0.2),
        Fault("nan", 0.1),
        Fault("mains", 200.0),
    ],
    ids=lambda fault: fault.kind,
)
def test_a_fault_of_the_whole_head_gives_no_score_until_it_is_over(build, fault, seed):
    brain = SimulatedBrain(seed=seed)
    acquisition = build(brain)
    reasons = {}
    for k in range(120):
        now = 100 + 0.25 * k
        if k in {40, 64}:
            for name in brain.info.ch_names:
                brain.set_fault(name, fault if k == 40 else None)
        acquisition.step(now)
        window = acquisition.window(now - 2.0, now - 0.02)
        reasons[k] = window.reason
        assert np.isfinite(window.data).all()
    # before, during and well after
    assert not any(reasons[k] for k in range(20, 40))
    assert all(reasons[k] for k in range(42, 65))
    assert not any(reasons[k] for k in range(90, 120))


@pytest.mark.parametrize("n_times", [1, 2, 3, 10, 60])
@pytest.mark.parametrize("sfreq", [125.0, 250.0, 2048.0])
def test_the_shortest_windows_are_judged_without_an_error(sfreq, n_times):
    brain = SimulatedBrain(sfreq=sfreq, seed=1)
    history = clean_recording(brain.make(int(4 * sfreq)), Cleaner(brain.info))
    window = history.window_at(int(3 * sfreq), int(3 * sfreq) + n_times)
    assert len(window.verdicts) == brain.info.n_chans


def test_a_single_channel_is_cleaned_and_judged():
    brain = SimulatedBrain(("Cz",), seed=1)
    history = clean_recording(brain.make(2000), Cleaner(brain.info))
    window = history.window_at(1000, 2000)
    assert (window.reason, window.quality) == ("", 1.0)


def test_a_recording_of_nothing_but_holes_is_a_gap():
    info = StreamInfo("empty", 250.0, ("Cz", "Pz"))
    samples = np.full((2, 2000), np.nan, np.float32)
    window = clean_recording(samples, Cleaner(info)).window_at(1000, 2000)
    assert window.reason == "gap"
    assert {verdict.fault for verdict in window.verdicts} == {"gap"}
    assert np.isfinite(window.data).all()


def test_a_window_that_ends_before_it_begins_is_refused():
    brain = SimulatedBrain(seed=1)
    history = clean_recording(brain.make(2000), Cleaner(brain.info))
    with pytest.raises(ValueError, match="stop must be after first, got 5 and 5"):
        history.window_at(5, 5)
