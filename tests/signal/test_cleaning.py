from __future__ import annotations

import numpy as np
import pytest

from attention_camp.signal.cleaning import Cleaner
from attention_camp.signal.history import clean_recording
from attention_camp.signal.referencing import rereferenced
from attention_camp.signal.stream import StreamInfo

SFREQ = 250.0
INFO = StreamInfo("test", SFREQ, tuple(f"E{k}" for k in range(16)))


@pytest.fixture
def samples():
    """Offset, drift, gaps of one and of many samples, one channel that starts late."""
    rng = np.random.default_rng(5)
    samples = 20 * rng.standard_normal((16, 2000)) + 1e4 * rng.standard_normal((16, 1))
    samples[:, 500:501] = np.nan
    samples[:, 900:1100] = np.nan
    samples[3, 1300:1400] = np.nan
    samples[5, :40] = np.nan
    return samples.astype(np.float32)


def in_chunks(cleaner, samples, n_chunk):
    cleaner.reset()
    return np.concatenate(
        [
            cleaner.step(samples[:, first : first + n_chunk])
            for first in range(0, samples.shape[1], n_chunk)
        ],
        axis=1,
    )


@pytest.mark.parametrize("reference", ["average", "as-recorded", ("E0", "e1")])
@pytest.mark.parametrize("n_chunk", [1, 7, 250])
def test_the_same_bits_whatever_the_chunk(samples, n_chunk, reference):
    cleaner = Cleaner(INFO, reference=reference)
    whole = cleaner.step(samples)
    assert np.isfinite(whole).all()
    np.testing.assert_array_equal(in_chunks(cleaner, samples, n_chunk), whole)


def test_live_and_off_line_give_the_same_bits(samples):
    live = in_chunks(Cleaner(INFO), samples, 13)
    offline = clean_recording(samples, Cleaner(INFO))
    np.testing.assert_array_equal(offline.cleaned(0, 2000), live)


def test_the_filter_is_the_one_mne_designs():
    """Our cascade equals MNE's own IIR filters applied one after the other."""
    import mne

    rng = np.random.default_rng(6)
    samples = (20 * rng.standard_normal((1, 3000))).astype(np.float32)
    info = StreamInfo("test", SFREQ, ("Cz",))
    ours = Cleaner(info, line_freq=50.0, reference="as-recorded").step(samples)
    theirs = samples.astype(float) * 1e-6
    lower = np.arctan(np.tan(0.2 * np.pi) ** 2 / np.tan(0.208 * np.pi)) * 250 / np.pi
    for l_freq, h_freq, order in ((0.5, None, 2), (None, 45.0, 4), (52.0, lower, 1)):
        theirs = mne.filter.filter_data(
            theirs, SFREQ, l_freq, h_freq, method="iir", phase="forward",
            iir_params={"order": order, "ftype": "butter", "output": "sos"},
            verbose="error",
        )  # fmt: skip
    # theirs begins at zero, ours at the first sample: equal once that is forgotten
    np.testing.assert_allclose(ours[:, 1500:], theirs[:, 1500:], atol=1e-10)


@pytest.mark.parametrize("sfreq", [200.0, 250.0, 500.0, 1000.0, 2048.0])
def test_alpha_is_late_by_at_most_15_ms(sfreq):
    cleaner = Cleaner(StreamInfo("test", sfreq, ("Cz",)))
    assert 0 < cleaner.group_delay(10.0) <= 0.015


def test_the_group_delay_is_the_delay_of_an_envelope():
    info = StreamInfo("test", 1000.0, ("Cz",))
    cleaner = Cleaner(info, reference="as-recorded")
    times = np.arange(8000) / 1000
    envelope = np.exp(-((times - 4) ** 2) / 0.5)
    wave = (envelope * np.sin(2 * np.pi * 10 * times) * 50).astype(np.float32)
    power = cleaner.step(wave[None])[0] ** 2
    delay = np.sum(times * power) / np.sum(power) - 4
    assert delay == pytest.approx(cleaner.group_delay(10.0), abs=0.001)


def test_mains_drift_and_offset_go_and_alpha_stays():
    times = np.arange(5000) / SFREQ
    alpha = 10 * np.sin(2 * np.pi * 10 * times)
    dirt = 50 * np.sin(2 * np.pi * 50 * times) + 20 * times + 5e4
    info = StreamInfo("test", SFREQ, ("Cz",))
    cleaner = Cleaner(info, line_freq=50.0, reference="as-recorded")
    cleaned = cleaner.step((alpha + dirt).astype(np.float32)[None])[0, 2000:]
    freqs = np.fft.rfftfreq(cleaned.size, 1 / SFREQ)
    spectrum = 2 * np.abs(np.fft.rfft(cleaned)) / cleaned.size * 1e6
    assert spectrum[np.argmin(abs(freqs - 10))] == pytest.approx(10, rel=0.05)
    assert spectrum[np.argmin(abs(freqs - 50))] < 0.1
    # a ramp of 20 µV/s leaves a constant of about 20 / (2 pi 0.5)² at most
    assert spectrum[freqs < 1].max() < 3


def test_the_average_reference_leaves_bad_channels_out():
    data = np.random.default_rng(7).standard_normal((16, 500))
    data[4] *= 1000
    referred = Cleaner(INFO).refer(data, ["E4"])
    good = np.delete(referred, 4, axis=0)
    np.testing.assert_allclose(good.mean(axis=0), 0, atol=1e-12)


@pytest.mark.parametrize("n_times", [1, 2, 3, 8, 62, 1000])
@pytest.mark.parametrize("order", ["C", "F"])
def test_a_sample_is_referred_alike_in_any_window(n_times, order):
    data = np.random.default_rng(2).standard_normal((33, 3000))
    rows = np.arange(33)
    part = np.array(data[:, 700 : 700 + n_times], order=order)
    expected = rereferenced(data, rows)[:, 700 : 700 + n_times]
    np.testing.assert_array_equal(rereferenced(part, rows), expected)


def test_a_reference_that_is_all_bad_is_taken_all_the_same():
    data = np.random.default_rng(7).standard_normal((16, 50))
    cleaner = Cleaner(INFO, reference=("E1",))
    np.testing.assert_array_equal(cleaner.refer(data, ["E1"])[1], np.zeros(50))


@pytest.mark.parametrize(
    ("names", "ears"),
    [(("Cz", "M1", "M2"), ("M1", "M2")), (("TP10", "AF7", "TP9"), ("TP9", "TP10"))],
)
def test_linked_ears_are_found_by_name(names, ears):
    data = np.random.default_rng(1).standard_normal((3, 100))
    info = StreamInfo("test", SFREQ, names)
    cleaner = Cleaner(info, reference="linked")
    assert cleaner.reference == ears
    rows = [names.index(name) for name in ears]
    expected = data - data[rows].mean(axis=0)
    np.testing.assert_allclose(cleaner.refer(data), expected, atol=1e-14)


def test_a_step_in_the_offset_during_a_long_hole_leaves_no_transient():
    rng = np.random.default_rng(8)
    samples = 10 * rng.standard_normal((1, 2000))
    samples[:, 1000:] += 1e5
    samples[:, 900:1000] = np.nan
    info = StreamInfo("test", SFREQ, ("Cz",))
    cleaner = Cleaner(info, reference="as-recorded")
    cleaned = cleaner.step(samples.astype(np.float32)) * 1e6
    assert np.abs(cleaned[:, 1000:]).max() < 100


@pytest.mark.parametrize(
    ("wrong", "text"),
    [
        ({"reference": "mean"}, "reference must be one of .*, got mean"),
        ({"reference": ("Xx",)}, "or name channels of .*, got Xx"),
        ({"reference": ()}, "got none"),
        ({"reference": "linked"}, "needs two channels at the ears"),
        ({"highpass": 50.0}, "highpass must lie between 0 and lowpass"),
    ],
)
def test_wrong_settings_are_refused(wrong, text):
    with pytest.raises(ValueError, match=text):
        Cleaner(INFO, **wrong)
