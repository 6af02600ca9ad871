from __future__ import annotations

import json

import numpy as np
import pytest

from attention_camp.signal.cleaning import Cleaner
from attention_camp.signal.electrodes import positions_of, system_10_10
from attention_camp.signal.simulated.artefacts import Strengths
from attention_camp.signal.simulated.brain import SimulatedBrain
from attention_camp.signal.simulated.faulty_electrode import Fault
from attention_camp.signal.spatial import (
    NO_REPAIR,
    Repair,
    can_interpolate,
    eye_channels,
    eye_regression,
    fit_repair,
    interpolation,
)
from attention_camp.signal.stream import StreamInfo


def test_a_bad_channel_is_estimated_from_its_neighbours():
    brain = SimulatedBrain(system_10_10(32), seed=1)
    samples = brain.make(5000)
    row = brain.info.ch_names.index("C3")
    spoiled = samples.copy()
    spoiled[row] = 0.0
    cleaner = Cleaner(brain.info)
    truth = cleaner.step(samples)[row]
    cleaner.reset()
    repair = fit_repair(np.empty((32, 0)), brain.info, bads=["C3"])
    assert repair.interpolated == ("C3",)
    estimate = cleaner.refer(repair.applied(cleaner.filter(spoiled)))[row]
    assert np.corrcoef(truth[500:], estimate[500:])[0, 1] > 0.8


def test_interpolation_is_mnes():
    import mne

    info = StreamInfo(
        "x", 250.0, system_10_10(19), positions=positions_of(system_10_10(19))
    )
    data = np.random.default_rng(0).standard_normal((19, 100))
    raw = mne.io.RawArray(data, mne.create_info(list(info.ch_names), 250.0, "eeg"))
    raw.set_montage(
        mne.channels.make_dig_montage(
            {name: np.array(place) for name, place in info.positions.items()},
            coord_frame="head",
        )
    )
    raw.info["bads"] = ["Pz", "F3"]
    from attention_camp.signal.electrodes import head_sphere

    raw.interpolate_bads(origin=tuple(head_sphere()[0]), method="spline")
    ours = interpolation(info, ["Pz", "F3"]) @ data
    np.testing.assert_allclose(ours, raw.get_data(), atol=1e-10)


def test_too_few_neighbours_are_said():
    names = ("TP9", "AF7", "AF8", "TP10")
    info = StreamInfo("muse", 256.0, names, positions=positions_of(names))
    assert not can_interpolate(info, ["AF7"])
    with pytest.raises(ValueError, match="leave 8 good channels"):
        interpolation(info, ["AF7"])


def test_blinks_go_and_alpha_stays():
    seen = Strengths(clenches_per_minute=0.0, blinks_per_minute=30.0)
    none = Strengths(clenches_per_minute=0.0, blinks_per_minute=0.0)
    blinking = SimulatedBrain(seed=2, strengths=seen)
    still = SimulatedBrain(seed=2, strengths=none)
    cleaner = Cleaner(blinking.info, reference="as-recorded")
    calibration = cleaner.step(blinking.make(15_000))
    repair = fit_repair(calibration[:, 500:], blinking.info)
    plain = Cleaner(blinking.info, reference="as-recorded")
    plain.step(still.make(15_000))
    more, quiet = blinking.make(10_000), still.make(10_000)
    uncorrected, truth = cleaner.step(more), plain.step(quiet)
    corrected = repair.applied(uncorrected)
    names = blinking.info.ch_names
    for name in ("F7", "F3", "Fz"):
        row = names.index(name)
        left = (corrected[row] - truth[row])[2000:].std()
        there = (uncorrected[row] - truth[row])[2000:].std()
        assert left < 0.5 * there, name
    row = names.index("Oz")
    assert np.corrcoef(corrected[row, 2000:], truth[row, 2000:])[0, 1] > 0.98


def test_a_calibration_block_gives_both_at_once():
    """A dead channel is restored, blinks are removed; the rest stays as it is."""
    brain = SimulatedBrain(
        system_10_10(19),
        seed=3,
        strengths=Strengths(clenches_per_minute=0.0, blinks_per_minute=30.0),
        faults={"Pz": Fault("flat")},
    )
    cleaner = Cleaner(brain.info, reference="as-recorded")
    block = cleaner.step(brain.make(15_000))[:, 500:]
    repair = fit_repair(block, brain.info, bads=["Pz"])
    assert (repair.interpolated, repair.eyes) == (("Pz",), ("Fp1", "Fp2"))
    repaired = repair.applied(block)
    names = brain.info.ch_names
    assert repaired[names.index("Pz")].std() > 2e-6
    front = names.index("Fp1")
    assert np.ptp(repaired[front]) < 0.6 * np.ptp(block[front])
    few = fit_repair(block[:4], StreamInfo("x", 250.0, names[:4]), bads=["Cz"])
    assert few.weights == {}


def test_a_bad_channel_without_a_place_does_not_keep_the_others_from_being_mended():
    names = (*system_10_10(19), "AUX")
    info = StreamInfo("x", 250.0, names, positions=positions_of(names))
    data = np.random.default_rng(0).standard_normal((20, 500))
    repair = fit_repair(data, info, bads=["C3", "AUX"], regresses_eyes=False)
    assert repair.interpolated == ("C3",)
    assert set(repair.weights) == {names.index("C3")}


def test_what_is_not_wanted_is_not_done():
    brain = SimulatedBrain(seed=3, strengths=Strengths(blinks_per_minute=30.0))
    block = Cleaner(brain.info).filter(brain.make(5000))[:, 500:]
    wanted = {"interpolates": False, "regresses_eyes": False}
    assert fit_repair(block, brain.info, bads=["Pz"], **wanted).weights == {}


def test_a_repair_keeps_its_bits_through_json():
    brain = SimulatedBrain(seed=3, strengths=Strengths(blinks_per_minute=30.0))
    names = brain.info.ch_names
    block = Cleaner(brain.info).filter(brain.make(5000))[:, 500:]
    repair = fit_repair(block, brain.info, bads=["Pz"])
    text = json.dumps(repair.to_json(names))
    again = Repair.from_json(json.loads(text), names)
    np.testing.assert_array_equal(again.applied(block), repair.applied(block))
    assert again.interpolated == ("Pz",)


def test_a_sample_is_repaired_alike_in_any_window():
    brain = SimulatedBrain(seed=3, strengths=Strengths(blinks_per_minute=30.0))
    block = Cleaner(brain.info).filter(brain.make(5000))
    repair = fit_repair(block[:, 500:], brain.info, bads=["Pz"])
    whole = repair.applied(block)
    np.testing.assert_array_equal(
        repair.applied(block[:, 1700:2713]), whole[:, 1700:2713]
    )
    assert NO_REPAIR.applied(block) is block


def test_without_blinks_nothing_is_taken_out():
    info = StreamInfo("x", 250.0, ("Cz", "Oz"))
    data = np.random.default_rng(0).standard_normal((2, 5000))
    np.testing.assert_array_equal(eye_regression(data, info), np.eye(2))


def test_eog_channels_come_before_frontal_ones():
    assert eye_channels(StreamInfo("x", 250.0, ("Fp1", "Cz", "VEOG"))) == ("VEOG",)
    assert eye_channels(StreamInfo("x", 250.0, ("Fp1", "Cz"))) == ("Fp1",)
    assert eye_channels(StreamInfo("x", 250.0, ("C3", "Cz"))) == ()


def test_each_eog_channel_takes_out_what_it_sees():
    """Blinks at one, glances at the other, with opposite signs in the EEG."""
    rng = np.random.default_rng(0)
    n_times = 10_000
    blinks, glances = (
        100e-6 * np.repeat(rng.random(n_times // 100) < share, 100)
        for share in (0.1, 0.2)
    )
    brain = 5e-6 * rng.standard_normal((3, n_times))
    data = np.stack(
        [blinks + glances, blinks - glances, brain[0] + 0.3 * blinks + 0.1 * glances]
    )
    info = StreamInfo("x", 250.0, ("VEOG", "HEOG", "Fz"))
    repaired = fit_repair(data, info).applied(data)
    assert repaired[2].std() < 1.05 * brain[0].std()
