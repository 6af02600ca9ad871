"""The simulated brain's spectra, references and evoked responses are as specified."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.signal import sosfilt

from attention_camp.signal.electrodes import system_10_10
from attention_camp.signal.features import band_powers, spectrum
from attention_camp.signal.simulated.artefacts import Strengths
from attention_camp.signal.simulated.brain import SimulatedBrain
from attention_camp.signal.simulated.evoked import EvokedEvent
from attention_camp.signal.simulated.physiology import AGES, Physiology
from attention_camp.signal.simulated.waves import COMPONENTS, colour, density

SFREQ = 250.0
STILL = Strengths(
    blinks_per_minute=0, clenches_per_minute=0, noise_uv=0, drift_uv=0, line_uv=0
)
SILENT = Strengths(
    brain=0, blinks_per_minute=0, clenches_per_minute=0, noise_uv=0, drift_uv=0,
    line_uv=0,
)  # fmt: skip


def test_the_background_falls_as_the_slope_says():
    freqs = np.arange(2.0, 40.0)
    for slope in (1.0, 1.6, 2.2):
        power = density("aperiodic", freqs, slope=slope, alpha_hz=10.0)
        found = np.polyfit(np.log10(freqs), np.log10(power), 1)[0]
        assert found == pytest.approx(-slope, abs=0.12)


@pytest.mark.parametrize("component", COMPONENTS)
def test_a_component_is_as_strong_at_any_rate(component):
    """A density of 1 µV²/Hz at 10 Hz is one at 128 and at 1000 samples a second."""
    rng = np.random.default_rng(0)
    found = []
    for sfreq in (128.0, 1000.0):
        made = colour(component, sfreq, slope=1.6, alpha_hz=10.0)
        waves = made.scale * sosfilt(made.sos, rng.standard_normal(round(120 * sfreq)))
        freqs, power = spectrum(waves[None], sfreq, segment=2.0)
        found.append(power[0, (freqs >= 2) & (freqs <= 35)].sum() * freqs[1])
    assert found[0] == pytest.approx(found[1], rel=0.15)


def test_a_person_is_drawn_from_a_seed_and_people_differ():
    one, again, two = (Physiology.draw(seed) for seed in (1, 1, 2))
    np.testing.assert_array_equal(one.rest, again.rest)
    assert one.alpha_hz == again.alpha_hz != two.alpha_hz
    assert one.evoked == again.evoked != two.evoked


def test_alpha_is_where_the_physiology_says():
    for age in AGES:
        person = Physiology.mean(age)
        brain = SimulatedBrain(("Oz", "O1"), seed=1, strengths=STILL, physiology=person)
        brain.set_eyes_closed(True)
        freqs, power = spectrum(brain.make(40_000), SFREQ, segment=1.0)
        band = np.flatnonzero((freqs >= 7) & (freqs <= 13))
        peak = freqs[band[np.argmax(power[0, band])]]
        assert peak == pytest.approx(person.alpha_hz, abs=1.0), age


def test_an_age_that_is_not_known_is_refused():
    with pytest.raises(ValueError, match=r"age must be one of adults.*got 'aged'"):
        Physiology.draw(1, age="aged")


def test_ears_as_reference_take_their_mean_from_every_channel():
    names = ("Cz", "A1", "A2")
    plain, linked = (
        SimulatedBrain(names, seed=2, strengths=STILL, reference=reference).make(500)
        for reference in ("infinity", "ears")
    )
    expected = plain - plain[1:].mean(axis=0)
    np.testing.assert_allclose(linked, expected, atol=1e-3)
    with pytest.raises(ValueError, match="reference must be one of ears, infinity"):
        SimulatedBrain(names, reference="nose")


def evoked(kind, names, *, n_chunk=50, side=0, at=1.0):
    brain = SimulatedBrain(names, seed=3, strengths=SILENT, reference="infinity")
    assert brain.read(0.0) is None
    brain.evoke([EvokedEvent(kind, at, side=side)])
    parts = [brain.make(n_chunk) for _ in range(500 // n_chunk)]
    return np.concatenate(parts, axis=1)


@pytest.mark.parametrize(
    ("kind", "electrode", "sign", "latency"),
    [
        ("target", "Pz", 1, 0.409),
        ("error", "FCz", -1, 0.054),
        ("visual", "PO8", -1, 0.165),
        ("heard", "Cz", -1, 0.10),
    ],
)
def test_a_response_peaks_where_and_when_it_should(kind, electrode, sign, latency):
    names = system_10_10(64)
    samples = sign * evoked(kind, names)
    row, column = np.unravel_index(np.argmax(samples), samples.shape)
    near = {"Pz": "P", "FCz": "FC", "PO8": "PO", "Cz": "C"}[electrode]
    assert names[row].startswith((near, electrode)), names[row]
    assert column / SFREQ - 1.0 == pytest.approx(latency, abs=0.1)
    assert samples[names.index(electrode)].max() > 0.6


@pytest.mark.parametrize(("side", "sign"), [(1, -1), (-1, 1)])
def test_attention_to_one_side_makes_the_other_hemisphere_negative(side, sign):
    """N2pc: PO7 minus PO8 is negative for a target on the right."""
    samples = evoked("lateral", ("PO7", "PO8"), side=side)
    difference = samples[0] - samples[1]
    assert np.sign(difference[np.argmax(np.abs(difference))]) == sign


def test_responses_do_not_depend_on_how_the_stream_is_read():
    whole = evoked("target", ("Pz", "Cz"), n_chunk=500)
    for n_chunk in (1, 25):
        np.testing.assert_array_equal(
            evoked("target", ("Pz", "Cz"), n_chunk=n_chunk), whole
        )


def test_nothing_is_evoked_by_nothing_and_by_what_is_not_known():
    assert not evoked("target", ("Pz",), at=1e6).any()
    with pytest.raises(ValueError, match=r"kind must be one of visual.*got 'smell'"):
        EvokedEvent("smell", 0.0)


def test_movement_and_sweat_are_there_when_asked_for():
    moved = SimulatedBrain(
        seed=4, strengths=Strengths(movements_per_minute=20.0, sweat_uv=60.0)
    ).make(15_000)
    still = SimulatedBrain(seed=4).make(15_000)
    names = SimulatedBrain().info.ch_names
    assert np.ptp(moved[names.index("Pz")]) > 1.5 * np.ptp(still[names.index("Pz")])
    slow = np.convolve(moved[0] - still[0], np.ones(250) / 250, mode="valid")
    assert slow.std() > 15


def test_a_demonstration_keeps_its_amplitude_and_changes_its_rhythms():
    brain = SimulatedBrain(
        ("Fz", "Cz", "Pz", "Oz"), seed=1, strengths=STILL, engagement=0.12,
        physiology=Physiology.demonstration(),
    )  # fmt: skip
    rest = brain.make(30_000)
    brain.set_engagement(0.8)
    brain.make(1_000)
    work = brain.make(30_000)
    np.testing.assert_allclose(work.std(axis=1) / rest.std(axis=1), 1.0, atol=0.15)
    theta, alpha, _ = (band_powers(work, SFREQ) / band_powers(rest, SFREQ)).T
    assert (theta > 1.5).all()
    assert (alpha < 0.5).all()
