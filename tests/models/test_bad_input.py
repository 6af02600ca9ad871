"""Bad input is refused in words, or costs what it is said to cost."""

from __future__ import annotations

import numpy as np
import pytest

from attention_camp.models import load_estimator
from attention_camp.models.catalogue import PEERS
from attention_camp.models.scorer import Scorer
from attention_camp.models.summaries import from_bytes
from attention_camp.models.training.convolutional import Peer
from attention_camp.models.weights import (
    LARGEST_BYTES,
    ONNX,
    WeightsError,
    read_weights,
    write_weights,
)

CYTON = ("Fp1", "Fp2", "C3", "C4", "P7", "P8", "O1", "O2")
CALL = {"sfreq": 250.0, "ch_names": CYTON}
NAMES = ("attention", "pope", "band-power", "brainflow")


def eeg(n=4, seed=0):
    rng = np.random.default_rng(seed)
    shape = 1 / np.maximum(np.fft.rfftfreq(1000, 1 / 250), 1) ** 0.5
    return 1e-5 * np.fft.irfft(np.fft.rfft(rng.standard_normal((n, 8, 1000))) * shape)


def flat(channel):
    channel[:] = 3e-5


def clipped(channel):
    np.clip(channel, -2e-6, 2e-6, out=channel)


def nan(channel):
    channel[400] = np.nan


def infinite(channel):
    channel[10] = np.inf


def wild(channel):
    channel *= 200


@pytest.fixture(scope="module", params=NAMES)
def estimator(request):
    return load_estimator(request.param).personalise(eeg(12, seed=1), **CALL)


@pytest.mark.parametrize("spoil", [flat, clipped, nan, infinite, wild])
def test_a_spoiled_channel_is_dropped_as_if_the_signal_check_had_said_so(
    estimator, spoil
):
    X = eeg()
    spoiled = X.copy()
    for window in spoiled:
        spoil(window[2])
    told = estimator.predict_proba(X, **CALL, bads=["C3"])
    np.testing.assert_allclose(estimator.predict_proba(spoiled, **CALL), told)


def test_a_reference_that_was_recorded_too_is_a_flat_channel_and_no_more(estimator):
    X = eeg()
    X -= X[:, 7:]  # referred to O2
    said = estimator.predict_windows(X, **CALL)
    assert np.isfinite(said.engaged).all()
    assert said.reasons == ("",) * 4


def test_the_callers_windows_stay_as_they_were(estimator):
    X = eeg()
    X[0, 0] = np.nan
    before = X.copy()
    estimator.predict_proba(X, **CALL)
    np.testing.assert_array_equal(X, before)


def test_a_window_too_short_for_a_spectrum_is_declined(estimator):
    said = estimator.predict_windows(eeg()[..., :400], **CALL)
    assert np.isnan(said.engaged).all()
    assert set(said.reasons) == {"window too short"}


def test_no_window_at_all_is_no_score_and_no_error(estimator):
    assert estimator.predict_proba(eeg()[:0], **CALL).shape == (0, 2)


def test_channels_beside_the_scalp_are_left_out_by_name(estimator):
    X = eeg()
    names = (*CYTON, "ECG", "EOG1")
    more = np.concatenate([X, 1e-3 * np.ones((4, 2, 1000))], axis=1)
    p = estimator.predict_proba(more, sfreq=250.0, ch_names=names)
    np.testing.assert_allclose(p, estimator.predict_proba(X, **CALL))


@pytest.mark.parametrize("name", PEERS)
def test_a_network_is_aligned_only_to_rest_on_its_own_electrodes(name):
    peer = Peer(name)
    y = np.repeat([0, 1], 4)
    peer.fit(eeg(8), y, groups=["one"] * 8, **CALL)
    others = ("Fz", *CYTON[1:])
    aligned = peer.personalise(eeg(4), sfreq=250.0, ch_names=others)
    np.testing.assert_array_equal(
        aligned.predict_proba(eeg(), **CALL), peer.predict_proba(eeg(), **CALL)
    )
    own = peer.personalise(eeg(4), **CALL)
    assert own.fingerprint != peer.fingerprint
    assert np.isfinite(own.predict_proba(eeg(), **CALL)).all()


@pytest.mark.parametrize(
    "content", [b"", b"\x80\x04cos\nsystem\n(S'exit 1'\ntR.", b"\x00" * 64]
)
def test_a_file_of_baselines_that_is_none_is_refused(content):
    with pytest.raises(WeightsError, match="file of the baselines cannot be read"):
        from_bytes(content)


def test_a_hostile_network_with_a_matching_hash_is_refused_in_words(tmp_path):
    card = _card()
    write_weights(tmp_path, {ONNX: b"\x80\x04cos\nsystem\n(S'exit 1'\ntR."}, card)
    with pytest.raises(WeightsError, match="network"):
        Scorer("attention", sfreq=250.0, ch_names=CYTON, weights=tmp_path)


def test_a_file_beyond_the_largest_size_is_not_even_read(tmp_path):
    write_weights(tmp_path, {ONNX: b""}, _card())
    with (tmp_path / ONNX).open("wb") as file:
        file.truncate(LARGEST_BYTES + 1)
    with pytest.raises(WeightsError, match="more than the"):
        read_weights(tmp_path, ONNX)


def _card():
    import json

    values = json.loads(read_weights(None).card.text)
    return {key: v for key, v in values.items() if key not in ("format", "files")}
