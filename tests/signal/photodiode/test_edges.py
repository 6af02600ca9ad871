"""Offset, jitter and misses of a photodiode, against a simulated one."""

from __future__ import annotations

import math

import numpy as np
import pytest

from attention_camp.signal.photodiode.edges import Delays, find_delays
from attention_camp.signal.photodiode.opening import open_sensor
from attention_camp.signal.photodiode.recording import LightRecording
from attention_camp.signal.photodiode.simulated import SimulatedDiode, diode_of
from attention_camp.signal.stream import Channel, Packet, SourceError, StreamInfo


def _watch(diode: SimulatedDiode, n_onsets: int = 100, seed: int = 0) -> Delays:
    """Draw onsets in made-up time, read at uneven moments as a busy program does."""
    rng = np.random.default_rng(seed)
    recording = LightRecording(diode)
    now = 1000.0
    onsets: list[float] = []
    swap = now + 2.0
    while len(onsets) < n_onsets or now < swap:
        recording.poll(now)
        now += float(rng.uniform(0.002, 0.03))
        if now >= swap and len(onsets) < n_onsets:
            onsets.append(swap)
            diode.lit(swap, is_white=len(onsets) % 2 == 1)
            swap += float(rng.uniform(0.45, 0.6))
    recording.poll(now + 0.5)
    return recording.delays(onsets)


@pytest.mark.parametrize("sfreq", [250.0, 500.0, 1000.0, 2048.0, 44_100.0])
@pytest.mark.parametrize(
    ("offset", "jitter"), [(0.0, 0.0), (0.0123, 0.0005), (0.0371, 0.002), (0.11, 0.0)]
)
def test_the_offset_is_found(sfreq: float, offset: float, jitter: float) -> None:
    """Within 0.1 ms at 1 kHz and more, half a sample below; the jitter as well."""
    n_onsets = 100 if sfreq < 10_000 else 8
    diode = SimulatedDiode(offset=offset, jitter=jitter, sfreq=sfreq, seed=3)
    found = _watch(diode, n_onsets)
    allowed = 1e-4 if sfreq >= 1000 else 0.5 / sfreq
    assert found.n_missed == 0
    assert abs(found.offset - np.mean(diode.delays)) < allowed
    true_spread = float(np.std(diode.delays, ddof=1))
    assert abs(found.spread - true_spread) < max(found.resolution, 1e-4)


def test_a_hundred_onsets_give_the_set_offset() -> None:
    """The mean over them differs from what was set by their own error of the mean."""
    diode = SimulatedDiode(offset=0.02, jitter=0.0003, sfreq=1000, seed=8)
    assert abs(_watch(diode).offset - 0.02) < 1e-4


def test_a_sharp_edge_is_placed_between_two_samples_on_average() -> None:
    """Without a rise the error of one edge is a sample's, that of the mean is not."""
    diode = SimulatedDiode(offset=0.02, jitter=0.004, rise=0.0, sfreq=1000, seed=4)
    found = _watch(diode)
    assert abs(found.offset - np.mean(diode.delays)) < 1e-4


def test_changes_that_were_not_seen_are_missed_and_not_made_up() -> None:
    diode = SimulatedDiode(offset=0.015, missed=0.3, seed=5)
    n_onsets = 60
    found = _watch(diode, n_onsets)
    n_lost = n_onsets - len(diode.delays)
    # after a miss the next change to the same colour is none either
    assert n_lost <= found.n_missed <= 3 * n_lost
    assert abs(found.offset - 0.015) < 1e-3


def test_a_diode_that_is_not_connected_shows_no_edge() -> None:
    rng = np.random.default_rng(6)
    light = rng.normal(0.0, 1.0, 60_000)
    onsets = np.arange(2000.0, 55_000.0, 520.0)
    found = find_delays(light, onsets, 1000.0)
    assert found.n_missed == len(onsets)
    assert math.isnan(found.offset)
    assert math.isnan(found.spread)


def test_polarity_drift_and_mains_do_not_matter() -> None:
    """An inverted diode on a drifting amplifier in a room with lamps."""
    diode = SimulatedDiode(offset=0.02, jitter=0.0, rise=0.004, noise=0.0, sfreq=2000)
    recording = LightRecording(diode)
    onsets = 5.0 + 0.53 * np.arange(40)
    diode.read(0.0)
    for number, onset in enumerate(onsets):
        diode.lit(float(onset), is_white=number % 2 == 0)
    recording.poll(40.0)
    light = recording.light()
    time = np.arange(light.size) / 2000
    seen = 5e4 - 3000 * light + 40 * time + 60 * np.sin(2 * np.pi * 100 * time)
    found = find_delays(seen, onsets * 2000 - 1, 2000.0)
    assert found.n_missed == 0
    assert abs(found.offset - 0.02) < 1e-4


def test_a_sound_card_lets_levels_decay() -> None:
    """Behind a high-pass of 10 Hz the step is a pulse; its edge is where it was."""
    sfreq = 48_000.0
    onsets = np.arange(20_000.0, 480_000.0, 25_000.0)
    delay = 0.0185 * sfreq
    light = np.zeros(500_000)
    decay = np.exp(-2 * np.pi * 10 / sfreq * np.arange(24_000))
    for number, onset in enumerate(onsets):
        place = round(onset + delay)
        light[place : place + 24_000] += (1 - 2 * (number % 2)) * decay
    light += np.random.default_rng(7).normal(0, 0.02, light.size)
    found = find_delays(light, onsets, sfreq, is_ac_coupled=True)
    assert found.n_missed == 0
    assert abs(found.offset - 0.0185) < 1e-4


class _Lossy:
    """The simulated diode behind a link that loses packets, and counts them."""

    is_real_time = True

    def __init__(self, diode: SimulatedDiode, lost: set[int]) -> None:
        self._diode = diode
        self._lost = lost
        self._n_read = 0
        self._n_packets = 0
        self.info = StreamInfo(
            "lossy", 1000.0, ("Cz",), counter_modulus=65_536,
            others=(Channel("AUX1", "misc"), Channel("AccelX", "accel")),
        )  # fmt: skip

    def start(self) -> None: ...

    def stop(self) -> None: ...

    def mark(self, value: int) -> None: ...

    def read(self, now: float) -> Packet | None:
        packet = self._diode.read(now)
        if packet is None:
            return None
        assert packet.others is not None
        n_times = packet.others.shape[1]
        counter = np.arange(self._n_read, self._n_read + n_times) % 65_536
        self._n_read += n_times
        self._n_packets += 1
        if self._n_packets in self._lost:
            return None
        others = np.concatenate([packet.others, np.zeros_like(packet.others)])
        eeg = np.zeros((1, n_times), np.float32)
        return Packet(eeg, now, counter=counter, others=others)


def test_lost_packets_shift_nothing() -> None:
    """The channel is found by itself; onsets in a gap are missed, others are right."""
    diode = SimulatedDiode(offset=0.02, jitter=0.0, noise=0.01)
    recording = LightRecording(_Lossy(diode, {400, 401, 900}))
    assert recording.channel == "AUX1"
    onsets = [5.0 + 0.53 * number for number in range(40)]
    changes = list(enumerate(onsets))
    for step in range(3000):
        now = 0.01 * step
        while changes and changes[0][1] <= now:
            number, onset = changes.pop(0)
            diode.lit(onset, is_white=number % 2 == 0)
        recording.poll(now)
    found = recording.delays(onsets)
    assert np.isnan(recording.light()).sum() == 30
    assert found.n_missed <= 3
    assert abs(found.offset - 0.02) < 1e-4


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("offset=x", "needs a number, got 'offset=x'"),
        ("brightness=3", "no option 'brightness=3'"),
        ("sfreq=10", "sfreq must be at least 100"),
    ],
)
def test_a_wrong_diode_is_refused_in_words(text: str, said: str) -> None:
    with pytest.raises(SourceError, match=said):
        diode_of(text)


def test_a_channel_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(SourceError, match=r"no channel 'AUX9'.*Fz.*Battery"):
        open_sensor("synthetic", "AUX9", {})


def test_without_a_sound_card_it_is_said_what_to_do(monkeypatch) -> None:
    """The library answers as on a PC without any device."""
    import sounddevice

    def none(*_: object, **__: object) -> None:
        raise sounddevice.PortAudioError("Error querying device -1")

    monkeypatch.setattr(sounddevice, "query_devices", none)
    with pytest.raises(SourceError, match=r"no sound input.*auxiliary channel"):
        open_sensor("sound-card", "", {})
