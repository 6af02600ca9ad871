"""The signal check against injected faults; the long form is a benchmark."""

from __future__ import annotations

import numpy as np
import pytest

from attention_camp.signal.cleaning import Cleaner
from attention_camp.signal.history import clean_recording
from attention_camp.signal.quality import LIMITS, REMEDIES
from attention_camp.signal.simulated.brain import SimulatedBrain
from attention_camp.signal.simulated.faulty_electrode import Fault
from attention_camp.signal.symptoms import measure


@pytest.fixture(scope="module")
def quality_table(benchmark_called):
    return benchmark_called("quality_table")


@pytest.fixture(scope="module")
def recordings(quality_table):
    sets = [list(quality_table.simulated(5, 22.0))]
    if quality_table.SHARED.is_dir():
        sets.append(list(quality_table.recorded(5, 22.0)))
    return sets


def test_clean_channels_are_not_accused(quality_table, recordings):
    for each in recordings:
        bad, doubtful, _ = quality_table.false_alarms(each)
        assert bad <= 0.02
        assert doubtful <= 0.05


@pytest.mark.parametrize(
    "kind",
    ["flat", "frozen", "railed", "mains", "drift", "muscle", "pops", "bridged", "nan"],
)
def test_a_strong_fault_is_found_and_named(quality_table, recordings, kind):
    strongest = quality_table.STRENGTHS[kind][-1]
    for each in recordings:
        row = quality_table.sensitivity(each, kind, strongest)
        assert row.sensitivity >= 0.95, row


def test_a_verdict_carries_its_number_and_its_threshold():
    brain = SimulatedBrain(seed=1, faults={"Oz": Fault("mains", 50.0)})
    history = clean_recording(brain.make(2000), Cleaner(brain.info))
    verdicts = {v.ch_name: v for v in history.window_at(1000, 2000).verdicts}
    assert verdicts["Oz"].fault == "mains"
    assert verdicts["Oz"].value == pytest.approx(50, rel=0.1)
    assert (verdicts["Oz"].unit, verdicts["Oz"].threshold) == ("µV", 30.0)
    assert verdicts["Pz"].quality == "good"


def test_either_mains_frequency_is_found_where_it_is_not_known():
    brain = SimulatedBrain(seed=1)
    samples = brain.make(2000)
    times = np.arange(2000) / 250.0
    samples[3] += (60 * np.sin(2 * np.pi * 60 * times)).astype(np.float32)
    history = clean_recording(samples, Cleaner(brain.info, line_freq=None))
    assert history.window_at(1000, 2000).verdicts[3].fault == "mains"


def test_both_of_two_bridged_electrodes_are_named():
    brain = SimulatedBrain(seed=1, faults={"C3": Fault("bridged")})
    history = clean_recording(brain.make(2000), Cleaner(brain.info))
    named = [v.ch_name for v in history.window_at(1000, 2000).verdicts if v.fault]
    assert len(named) == 2
    assert "C3" in named


def test_too_few_good_channels_give_no_score():
    faults = {name: Fault("flat") for name in ("Fz", "Cz", "Pz")}
    brain = SimulatedBrain(("Fz", "Cz", "Pz", "Oz"), seed=1, faults=faults)
    history = clean_recording(brain.make(2000), Cleaner(brain.info))
    window = history.window_at(1000, 2000)
    assert window.quality == 0.25
    assert window.reason == "too few good channels"


def test_an_infinite_value_is_a_lost_one():
    brain = SimulatedBrain(seed=1)
    samples = brain.make(2000)
    samples[4, 1500] = np.inf
    history = clean_recording(samples, Cleaner(brain.info))
    window = history.window_at(1000, 2000)
    assert window.verdicts[4].fault == "gap"
    assert np.isfinite(window.data).all()


def test_every_fault_has_a_remedy():
    assert set(REMEDIES) == {*LIMITS, "impedance"}
    assert all(text.endswith(".") for text in REMEDIES.values())


def test_pops_that_count_are_measured_alike_where_small_ones_are_left_out():
    faults = {"Pz": Fault("pops", 90), "Cz": Fault("pops", 30)}
    brain = SimulatedBrain(seed=2, faults=faults)
    raw = brain.make(4000).astype(np.float64)
    limit = LIMITS["pops"].doubtful
    is_popping = np.zeros(brain.info.n_chans, bool)
    for first in range(0, 3000, 250):
        window = raw[:, first : first + 1000]
        given = window, 1e-6 * window, brain.info
        all_, some = (
            measure(*given, line_freq=50.0, least_pop=least)["pops"]
            for least in (0.0, limit)
        )
        counts = all_ > limit
        assert np.array_equal(some[counts], all_[counts])
        assert (some[~counts] <= limit).all()
        is_popping |= counts
    assert is_popping[brain.info.ch_names.index("Pz")]
    assert not is_popping.all()
