"""Movement and pulse, from the channels beside the EEG."""

from __future__ import annotations

import math

import numpy as np
import pytest

from attention_camp.signal.beside import measures_of, pulse_rate
from attention_camp.signal.cleaning import Cleaner
from attention_camp.signal.history import History
from attention_camp.signal.stream import Channel, StreamInfo

ACCEL = tuple(Channel(f"Accel{axis}", "accel", "g") for axis in "XYZ")


def beats(rate: float, sfreq: float, *, seconds: float = 4.0) -> np.ndarray:
    """Return the moments of beats, s, that begin anywhere."""
    period = 60 / rate
    return np.arange(-0.37 * period, seconds + period, period)


def light(rate: float, sfreq: float, *, noise: float, seed: int = 0) -> np.ndarray:
    """Return a photoplethysmogram: a wave, its dicrotic notch, breathing and drift."""
    times = np.arange(round(4 * sfreq)) / sfreq
    phase = rate / 60 * times + 0.3
    wave = np.cos(2 * np.pi * phase) + 0.4 * np.cos(4 * np.pi * phase + 1)
    wave += 0.5 * np.sin(2 * np.pi * 0.25 * times) + 0.3 * times
    rng = np.random.default_rng(seed)
    return 30_000 + 200 * (wave + noise * rng.standard_normal(times.size))


def heart(rate: float, sfreq: float, *, noise: float) -> np.ndarray:
    """Return an electrocardiogram in µV: QRS complexes, T waves and a slow drift."""
    times = np.arange(round(4 * sfreq)) / sfreq
    wave = 200 * np.sin(2 * np.pi * 0.2 * times)
    for beat in beats(rate, sfreq):
        wave += 900 * np.exp(-0.5 * ((times - beat) / 0.012) ** 2)
        wave += 250 * np.exp(-0.5 * ((times - beat - 0.25) / 0.05) ** 2)
    return wave + noise * np.random.default_rng(0).standard_normal(times.size)


@pytest.mark.parametrize("sfreq", [125.0, 250.0, 1000.0])
@pytest.mark.parametrize("rate", [48, 72, 110, 160])
def test_the_rate_of_a_pulse_is_found(rate: float, sfreq: float) -> None:
    found = pulse_rate(light(rate, sfreq, noise=0.2), sfreq=sfreq)
    assert found == pytest.approx(rate, rel=0.03)
    found = pulse_rate(heart(rate, sfreq, noise=20), sfreq=sfreq, is_ecg=True)
    assert found == pytest.approx(rate, rel=0.03)


def test_noise_a_dead_sensor_and_lost_samples_have_no_pulse() -> None:
    rng = np.random.default_rng(1)
    found = [pulse_rate(rng.standard_normal(1000), sfreq=250.0) for _ in range(50)]
    assert sum(map(math.isfinite, found)) <= 5
    assert math.isnan(pulse_rate(np.full(1000, 30_000.0), sfreq=250.0))
    wave = light(72, 250.0, noise=0.2)
    wave[500] = np.nan
    assert math.isnan(pulse_rate(wave, sfreq=250.0))


def test_movement_is_that_of_all_axes_without_gravity() -> None:
    times = np.arange(1000) / 250
    samples = np.zeros((3, 1000))
    samples[2] = 1  # upright
    samples[0] = 0.1 * np.sin(2 * np.pi * times)
    samples[1] = 0.1 * np.cos(2 * np.pi * times)
    found = measures_of(samples, ACCEL, sfreq=250.0)
    assert found == {"movement": pytest.approx(-1)}  # 0.1 g, root mean square
    turned = measures_of(samples[[2, 0, 1]], ACCEL, sfreq=250.0)
    assert turned["movement"] == pytest.approx(found["movement"])
    still = measures_of(np.ones((3, 1000)), ACCEL, sfreq=250.0)
    assert still == {"movement": -6}
    samples[0, 3] = np.nan
    assert math.isnan(measures_of(samples, ACCEL, sfreq=250.0)["movement"])


def test_only_what_a_headset_has_is_measured() -> None:
    channels = (Channel("Temp", "temp", "°C"), Channel("GyroX", "gyro", "deg/s"))
    assert measures_of(np.ones((2, 500)), channels, sfreq=250.0) == {"rotation": -6}
    assert measures_of(np.ones((1, 500)), channels[:1], sfreq=250.0) == {}


def test_the_history_keeps_them_with_the_eeg() -> None:
    channels = (Channel("Temp", "temp", "°C"), *ACCEL)
    info = StreamInfo("made up", 250.0, ("Fz", "Cz"), others=channels)
    history = History(Cleaner(info, reference="as-recorded"), 500)
    samples = np.arange(4 * 1300, dtype=np.float32).reshape(4, 1300)
    eeg = np.zeros((2, 1300), np.float32)
    for first in range(0, 1300, 130):
        part = slice(first, first + 130)
        history.append(eeg[:, part], samples[:, part])
    assert history.channels_beside == ACCEL
    np.testing.assert_array_equal(history.beside(900, 1200), samples[1:, 900:1200])
    history.append(eeg[:, :100])
    assert np.isnan(history.beside(1300, 1400)).all()
