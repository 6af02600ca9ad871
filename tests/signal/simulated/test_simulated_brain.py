from __future__ import annotations

import numpy as np
import pytest

from attention_camp.signal.electrodes import system_10_10
from attention_camp.signal.features import band_powers, spectrum
from attention_camp.signal.simulated.artefacts import Strengths
from attention_camp.signal.simulated.brain import SimulatedBrain
from attention_camp.signal.simulated.faulty_electrode import Fault, FaultyElectrode
from attention_camp.signal.stream import SourceError, StreamInfo

QUIET = Strengths(blinks_per_minute=0, clenches_per_minute=0)


def powers(brain, seconds=60):
    return band_powers(brain.make(int(seconds * brain.info.sfreq)), brain.info.sfreq)


@pytest.mark.parametrize("n_chunk", [1, 7, 250])
def test_the_same_samples_however_they_are_read(n_chunk):
    faults = {"Fz": Fault("muscle", 20), "Pz": Fault("pops", 90)}
    whole = SimulatedBrain(seed=4, faults=faults)
    parts = SimulatedBrain(seed=4, faults=faults)
    expected = np.concatenate([whole.make(1000), whole.make(1000)], axis=1)
    samples = [parts.make(min(n_chunk, 2000 - k)) for k in range(0, 2000, n_chunk)]
    np.testing.assert_array_equal(np.concatenate(samples, axis=1), expected)


def test_what_is_set_holds_from_the_next_sample_on():
    one, other = SimulatedBrain(seed=4), SimulatedBrain(seed=4)
    before = [one.make(777), other.make(777)]
    other.set_engagement(1.0)
    after = [one.make(2000), other.make(2000)]
    np.testing.assert_array_equal(*before)
    assert np.abs(after[0] - after[1]).max() > 1


def test_read_gives_what_is_due_and_counts_it():
    brain = SimulatedBrain(seed=1, sfreq=500.0)
    assert brain.read(10.0) is None
    packet = brain.read(10.1)
    assert packet.samples_uv.shape == (16, 50)
    assert packet.samples_uv.dtype == np.float32
    brain.mark(7)
    packet = brain.read(10.2)
    np.testing.assert_array_equal(packet.counter, np.arange(50, 100))
    assert packet.markers.tolist() == [7] + [0] * 49
    assert brain.read(10.2) is None


def test_a_stopped_brain_says_so():
    brain = SimulatedBrain()
    brain.stop()
    with pytest.raises(SourceError, match="was stopped"):
        brain.read(0.0)


def test_engagement_lowers_alpha_at_the_back_and_theta_at_the_front_least():
    low = powers(SimulatedBrain(seed=2, engagement=0.0, strengths=QUIET))
    high = powers(SimulatedBrain(seed=2, engagement=1.0, strengths=QUIET))
    names = SimulatedBrain().info.ch_names
    theta, alpha, _ = (high / low).T
    assert theta[names.index("Fz")] > theta[names.index("Oz")]
    assert alpha[names.index("Oz")] < 0.6


def test_closing_the_eyes_raises_alpha_at_the_back_and_stops_blinks():
    brain = SimulatedBrain(seed=3)
    opened = powers(brain)
    brain.set_eyes_closed(True)
    brain.make(1000)
    samples = brain.make(15_000)
    closed = band_powers(samples, 250.0)
    names = brain.info.ch_names
    assert (closed / opened)[names.index("Oz"), 1] > 2.5
    assert np.abs(samples[names.index("Fp1")]).max() < 80


def test_topographies_are_plausible():
    """Alpha is largest at the back, blinks at Fp1 and Fp2."""
    brain = SimulatedBrain(seed=5, strengths=QUIET, engagement=0.0)
    power = powers(brain)
    names = np.array(brain.info.ch_names)
    assert names[np.argmax(power[:, 1])] in {"Oz", "Pz", "P3", "P4", "P7", "P8"}
    blinking = SimulatedBrain(seed=5).make(15_000)
    assert set(names[np.argsort(np.ptp(blinking, axis=1))[-2:]]) == {"Fp1", "Fp2"}


@pytest.mark.parametrize(("n_chans", "sfreq"), [(1, 100.0), (4, 220.0), (64, 2048.0)])
def test_any_montage_and_rate(n_chans, sfreq):
    brain = SimulatedBrain(system_10_10(n_chans), sfreq, seed=7)
    samples = brain.make(int(4 * sfreq))
    assert samples.shape == (n_chans, int(4 * sfreq))
    assert 3 < samples.std() < 40


def test_unknown_electrodes_are_put_where_there_is_room():
    samples = SimulatedBrain(("A", "B", "C"), seed=8).make(2500)
    assert (samples.std(axis=1) > 3).all()


@pytest.mark.parametrize("kind", ["flat", "frozen"])
def test_a_dead_electrode_does_not_move(kind):
    brain = SimulatedBrain(seed=9, faults={"Cz": Fault(kind)})
    assert np.ptp(brain.make(1000)[brain.info.ch_names.index("Cz")]) == 0


def test_a_mended_electrode_is_as_if_nothing_was():
    brain, clean = SimulatedBrain(seed=9), SimulatedBrain(seed=9)
    brain.set_fault("Cz", Fault("mains", 50))
    assert np.abs(brain.make(100) - clean.make(100)).max() > 50
    brain.set_fault("Cz", None)
    np.testing.assert_array_equal(brain.make(100), clean.make(100))


@pytest.mark.parametrize(
    ("settings", "text"),
    [
        ({"engagement": 1.5}, "engagement must lie in 0 to 1, got 1.5"),
        ({"sfreq": 10}, "sfreq at least 50"),
        ({"faults": {"Xx": Fault("flat")}}, "got 'Xx'"),
    ],
)
def test_wrong_settings_are_refused(settings, text):
    with pytest.raises(ValueError, match=text):
        SimulatedBrain(**settings)


def muscle_power(sfreq):
    samples = np.zeros((1, round(20 * sfreq)))
    info = StreamInfo("still", sfreq, ("Cz",))
    FaultyElectrode(info, "Cz", Fault("muscle", 40.0)).apply(samples, 0)
    freqs, density = spectrum(samples, sfreq, segment=2.0)
    return density[0, (freqs >= 25) & (freqs < 45)].sum() * freqs[1]


@pytest.mark.parametrize("sfreq", [128.0, 500.0, 2048.0])
def test_a_muscle_is_the_same_however_fast_it_is_sampled(sfreq):
    assert muscle_power(sfreq) == pytest.approx(muscle_power(250.0), rel=0.02)


def test_clenched_jaws_are_as_strong_however_fast_they_are_sampled():
    still = {f"{part}_uv": 0.0 for part in ("noise", "drift", "line", "blink")}
    strengths = Strengths(**still, brain=0.0, clenches_per_minute=60.0)
    found = []
    for sfreq in (250.0, 1000.0):
        brain = SimulatedBrain(("T7",), sfreq, seed=1, strengths=strengths)
        freqs, density = spectrum(brain.make(round(60 * sfreq)), sfreq, segment=2.0)
        found.append(density[0, (freqs >= 25) & (freqs < 45)].sum())
    assert found[1] == pytest.approx(found[0], rel=0.25)


def test_an_unknown_fault_is_refused():
    with pytest.raises(ValueError, match="got 'loose'"):
        Fault("loose")


def test_what_a_driver_does_not_keep_is_lost_and_the_rest_stays_the_same() -> None:
    whole, forgetful = SimulatedBrain(), SimulatedBrain(buffer=1.0)
    for brain in (whole, forgetful):
        brain.read(0.0)
        brain.read(2.0)
    kept, late = whole.read(6.0), forgetful.read(6.0)
    assert late.samples_uv.shape[1] == 250
    np.testing.assert_array_equal(late.samples_uv, kept.samples_uv[:, -250:])
    np.testing.assert_array_equal(late.counter, kept.counter[-250:])
