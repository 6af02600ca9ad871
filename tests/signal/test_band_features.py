from __future__ import annotations

import numpy as np
import pytest
from scipy.signal import welch

from attention_camp.signal.cleaning import Cleaner
from attention_camp.signal.features import BANDS, band_powers, spectrum
from attention_camp.signal.simulated.brain import SimulatedBrain


def test_the_spectrum_is_scipys():
    rng = np.random.default_rng(0)
    data = rng.standard_normal((3, 1000))
    freqs, density = spectrum(data, 250.0, segment=2.0)
    expected_freqs, expected = welch(data, 250.0, "hann", 500, 250)
    np.testing.assert_allclose(freqs, expected_freqs)
    np.testing.assert_allclose(density, expected, rtol=1e-9)


@pytest.mark.parametrize("seconds", [2.0, 3.7, 8.0])
@pytest.mark.parametrize("sfreq", [220.0, 250.0, 1000.0])
def test_a_sine_of_amplitude_a_has_the_power_half_a_squared(sfreq, seconds):
    times = np.arange(int(seconds * sfreq)) / sfreq
    powers = band_powers(3 * np.sin(2 * np.pi * 10 * times)[None], sfreq)
    assert powers[0] == pytest.approx([0, 4.5, 0], abs=0.05)


@pytest.mark.parametrize("sfreq", [250.0, 500.0, 1000.0, 2048.0])
def test_samples_that_tell_nothing_new_can_be_left_out(sfreq):
    brain = SimulatedBrain(sfreq=sfreq, seed=1)
    cleaner = Cleaner(brain.info)
    data = cleaner.step(brain.make(int(8 * sfreq)))[:, -int(4 * sfreq) :]
    every = band_powers(data, sfreq)
    some = band_powers(data, sfreq, highest=cleaner.lowpass)
    np.testing.assert_allclose(some, every, rtol=0.01)


def test_one_column_for_each_band():
    data = np.random.default_rng(1).standard_normal((5, 4, 500))
    assert band_powers(data, 250.0).shape == (5, 4, len(BANDS))
    assert band_powers(data, 250.0, bands={"gamma": (30, 45)}).shape == (5, 4, 1)


def test_too_short_data_are_refused():
    with pytest.raises(ValueError, match="at least 2 samples, got 1"):
        band_powers(np.zeros((2, 1)), 250.0)
