"""The live evoked response is a mean of epochs, however the stream was cut."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from attention_camp.camp.eeg.growing_evoked import GrowingEvoked
from attention_camp.signal.ring import Ring

NAMES = ("Fz", "Cz", "Pz")
TARGETS = (600, 1100, 1700, 2300)


@pytest.fixture
def make_ring() -> Iterator:
    """Return a function that makes rings, which are removed afterwards."""
    made: list[Ring] = []

    def make(sfreq: float = 250.0, seconds: float = 20.0) -> Ring:
        made.append(Ring.create(len(NAMES), sfreq, seconds))
        return made[-1]

    yield make
    for ring in made:
        ring.close()
        ring.unlink()


def _signal(sfreq: float = 250.0, seconds: float = 12.0) -> np.ndarray:
    """Return noise with 20 µV at Pz, 0.3 s after each target, shape (3, n), µV."""
    rng = np.random.default_rng(1)
    data = rng.normal(0, 3, (len(NAMES), int(seconds * sfreq)))
    for target in TARGETS:
        at = (np.arange(data.shape[1]) - target * sfreq / 250) / sfreq
        data[2] += 20 * np.exp(-(((at - 0.3) / 0.05) ** 2))
    return data.astype(np.float32)


def _fed(evoked: GrowingEvoked, ring: Ring, data: np.ndarray, chunk: int) -> None:
    for first in range(0, data.shape[1], chunk):
        ring.write(data[:, first : first + chunk])
        evoked.pull()


@pytest.mark.parametrize("chunk", [1, 7, 250])
def test_the_mean_is_that_of_the_epochs_cut_from_the_whole(make_ring, chunk) -> None:
    ring, data = make_ring(), _signal()
    evoked = GrowingEvoked(250.0, NAMES)
    evoked.read_from(ring)
    evoked.add_targets(TARGETS)
    _fed(evoked, ring, data, chunk)
    found = evoked.of("Pz")
    smooth = np.array([np.convolve(row, np.ones(5) / 5, "same") for row in data])
    epochs = np.array([smooth[2, t - 50 : t + 201] for t in TARGETS])
    epochs -= epochs[:, :50].mean(axis=1, keepdims=True)
    assert (found.n_kept, found.n_rejected) == (4, 0)
    np.testing.assert_allclose(found.mean, epochs.mean(axis=0), atol=1e-4)
    spread = epochs.std(axis=0, ddof=1) / 2
    np.testing.assert_allclose(found.error, spread, atol=1e-4)
    assert found.times[0] == -0.2
    assert found.times[-1] == 0.8


def test_a_peak_is_where_it_was_at_a_thousand_hertz(make_ring) -> None:
    ring, data = make_ring(1000.0), _signal(1000.0)
    evoked = GrowingEvoked(1000.0, NAMES)
    evoked.read_from(ring)
    evoked.add_targets(4 * target for target in TARGETS)
    _fed(evoked, ring, data, 100)
    found = evoked.of("Pz")
    weight = np.clip(found.mean, 5, None) - 5
    assert (found.times * weight).sum() / weight.sum() == pytest.approx(0.3, abs=0.003)


def test_a_channel_is_rejected_for_itself_and_lost_samples_count(make_ring) -> None:
    ring, data = make_ring(), _signal()
    data[0, 1150:1160] += 500  # a movement of one electrode
    data[:, 1750:1760] = np.nan
    evoked = GrowingEvoked(250.0, NAMES)
    evoked.read_from(ring)
    evoked.add_targets(TARGETS)
    _fed(evoked, ring, data, 250)
    assert (evoked.of("Fz").n_kept, evoked.of("Fz").n_rejected) == (2, 2)
    assert (evoked.of("Pz").n_kept, evoked.of("Pz").n_rejected) == (3, 1)


def test_a_target_waits_for_its_eeg_and_one_too_old_is_counted(make_ring) -> None:
    ring, data = make_ring(seconds=4.0), _signal()
    ring.write(data[:, :2000])  # of which four seconds are left
    evoked = GrowingEvoked(250.0, NAMES)
    evoked.read_from(ring)
    evoked.add_targets(TARGETS)
    for _ in range(10):
        evoked.pull()
    assert evoked.n_missed == 1
    assert evoked.of("Pz").n_kept == 2
    _fed(evoked, ring, data[:, 2000:], 250)
    assert evoked.of("Pz").n_kept == 3


def test_a_headset_opened_again_goes_on_with_the_mean(make_ring) -> None:
    data, before, after = _signal(), make_ring(), make_ring()
    evoked = GrowingEvoked(250.0, NAMES)
    evoked.read_from(before)
    evoked.add_targets(TARGETS)
    _fed(evoked, before, data[:, :1500], 250)
    evoked.read_from(None)  # the process died
    assert not evoked.pull()
    after.write(data[:, :1500])  # what was recorded is there again, at its place
    evoked.read_from(after)
    _fed(evoked, after, data[:, 1500:], 250)
    assert evoked.of("Pz").n_kept == 4
    assert evoked.n_missed == 0
