"""A signal in the wrong unit is asked about; an offset and a rail are named as such."""

from __future__ import annotations

import numpy as np
import pytest

from attention_camp.signal.plausibility import PlausibilityWatch
from attention_camp.signal.quality import judge
from attention_camp.signal.ring import Ring
from attention_camp.signal.stream import StreamInfo

NAMES = ("Fp1", "Cz", "Oz")
INFO = StreamInfo("some board", 250.0, NAMES)


def eeg(seconds: float = 10.0, seed: int = 0) -> np.ndarray:
    """Return something as large as EEG, µV: noise of 10 µV whose power falls."""
    n = round(250 * seconds)
    noise = np.random.default_rng(seed).standard_normal((3, n))
    slope = 1 / np.maximum(np.fft.rfftfreq(n, 1 / 250), 0.5) ** 0.5
    shaped = np.fft.irfft(np.fft.rfft(noise) * slope, n)
    return 10 * shaped / shaped.std()


def watched(samples: np.ndarray) -> PlausibilityWatch:
    watch = PlausibilityWatch(INFO)
    for first in range(0, samples.shape[1], 33):
        watch.take(samples[:, first : first + 33])
    return watch


@pytest.mark.parametrize(
    ("samples", "unit"),
    [
        (eeg() * 1e-6, "volts that were read as µV"),
        (eeg() * 1e-3, "millivolts that were read as µV"),
        (eeg() * 1e6, "µV that were read as volts"),
        (eeg() * 2e3, "µV that were read as millivolts"),
        (np.round(eeg() / 0.0003) + 1e6, "counts of the converter"),
        (eeg() * 1e-13, "of another unit"),
    ],
    ids=["V", "mV", "µV as V", "µV as mV", "counts", "pV"],
)
def test_an_impossible_amplitude_is_asked_about_with_its_likely_unit(samples, unit):
    """Whatever offset lies under it."""
    for offset in (0.0, float(np.round(3 * samples.std()))):
        question = watched(samples + offset).question()
        assert question is not None
        assert unit in question


@pytest.mark.parametrize(
    "samples",
    [
        eeg(),
        eeg() * 0.1,
        eeg() + 35_000.0,
        eeg() - 300_000.0,
        eeg() + 300 * np.sin(2 * np.pi * 50 * np.arange(2500) / 250),
        np.round(eeg()),
        np.where(np.arange(2500) < 1000, eeg() * 1e6, eeg()),
        np.zeros((3, 2500)),
        np.full((3, 2500), np.nan),
        eeg(2.0) * 1e-6,
    ],
    ids=[
        "plain", "small", "offset", "large offset", "hum", "whole", "artefact",
        "nothing", "lost", "short",
    ],
)  # fmt: skip
def test_what_can_be_eeg_is_not_asked_about(samples):
    """Offsets, hum, artefacts for less than half of the time, and silence."""
    assert watched(samples).question() is None


def test_an_offset_is_named_as_such():
    """Only where there is one, with the channels and the size in mV."""
    assert watched(eeg()).offset_note() is None
    offsets = np.array([[0.0], [35_000.0], [-80_000.0]])
    note = watched(eeg() + offsets).offset_note()
    assert note is not None
    assert "80 mV at Cz, Oz" in note
    assert "ordinary" in note


@pytest.mark.parametrize("range_uv", [np.inf, 750_000.0])
def test_a_channel_stuck_far_from_zero_is_railed(range_uv):
    """Whatever range the board is said to have; one at 0 has no signal."""
    raw = eeg(4.0) + 20_000.0
    raw[0] = 187_500.0
    raw[1] = 0.0
    info = StreamInfo("some board", 250.0, NAMES, range_uv=range_uv)
    verdicts = judge(raw, 1e-6 * (raw - raw.mean(1, keepdims=True)), info, line_freq=50)
    assert [verdict.fault for verdict in verdicts[:2]] == ["railed", "flat"]
    assert verdicts[2].quality != "bad"


def test_a_ring_is_looked_at_from_its_newest_seconds_on():
    """The watch reads each sample once, however often it looks."""
    ring = Ring.create(3, 250.0, 20.0)
    watch = PlausibilityWatch(INFO)
    try:
        watch.look(ring)
        for _ in range(10):
            ring.write((eeg(1.0) * 1e-6).astype(np.float32))
            watch.look(ring)
            watch.look(ring)
        assert watch.n_seconds == 10
        assert watch.question() is not None
    finally:
        ring.close()
        ring.unlink()
