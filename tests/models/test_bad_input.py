"""Bad input is refused in words, or costs what it is said to cost."""

from __future__ import annotations

import os

import numpy as np
import pytest

from attention_camp.models import load_estimator
from attention_camp.models.adapter import N_FIELDS, Adapter
from attention_camp.models.attention import Attention
from attention_camp.models.catalogue import PEERS
from attention_camp.models.scorer import Scorer
from attention_camp.models.summaries import from_bytes
from attention_camp.models.training.convolutional import Peer
from attention_camp.models.weights import (
    DIRECTIONS,
    INPUTS,
    INT8,
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


def _with(tmp_path, change=None, **contents):
    """Write a copy of the shipped weights, some of its files and its card changed."""
    names = (ONNX, INT8, DIRECTIONS)
    shipped = dict(read_weights(None, *names).contents)
    card = _card()
    if change is not None:
        change(card)
    write_weights(tmp_path, shipped | contents, card)
    return tmp_path


def _directions(array):
    from safetensors.numpy import save

    shipped = Adapter.from_bytes(read_weights(None, DIRECTIONS).contents[DIRECTIONS])
    return save({"weights": array, "centre": shipped.centre.astype(np.float32)})


def test_weights_like_the_shipped_ones_pass_the_trial(tmp_path):
    scorer = Scorer("attention", sfreq=250.0, ch_names=CYTON, weights=_with(tmp_path))
    assert scorer.score(eeg()[0])[0] is not None


@pytest.mark.parametrize(
    "contents",
    [
        {ONNX: b""},
        {DIRECTIONS: b""},
        {DIRECTIONS: _directions(np.full((N_FIELDS, 8), np.nan, np.float32))},
        {DIRECTIONS: _directions(np.ones((N_FIELDS, 8), np.int8))},
        {DIRECTIONS: _directions(np.ones((3, 8), np.float32))},
    ],
    ids=["empty network", "empty directions", "NaN", "int8", "shape"],
)
def test_weights_that_are_none_are_refused_in_words(tmp_path, contents):
    folder = _with(tmp_path, **contents)
    with pytest.raises(WeightsError, match=r"cannot be (read|used|run)"):
        Attention(folder)


@pytest.mark.parametrize(
    "change",
    [
        lambda card: card.update(support={}),
        lambda card: card["support"].update(mean=[[1.0]]),
        lambda card: card["support"].update(mean="x"),
        lambda card: card["calibration"]["with_rest"].update(slope="nan"),
        lambda card: card["calibration"].update(with_rest=[1]),
        lambda card: card["calibration"]["with_rest"].update(bend=1),
        lambda card: card.update(equals=[1]),
    ],
)
def test_a_card_with_wrong_values_is_refused_in_words(tmp_path, change):
    folder = _with(tmp_path, change)
    with pytest.raises(WeightsError):
        Attention(folder)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no named pipes in folders")
def test_a_named_pipe_in_place_of_weights_is_not_waited_for(tmp_path):
    folder = _with(tmp_path)
    (folder / ONNX).unlink()
    os.mkfifo(folder / ONNX)
    with pytest.raises(WeightsError, match="device or a pipe"):
        read_weights(folder, ONNX)


def _network(n_values):
    """Return a network of the right inputs that gives so many zeros, or crashes."""
    onnx = pytest.importorskip("onnx")
    helper, kinds = onnx.helper, onnx.TensorProto
    shape = helper.make_tensor("shape", kinds.INT64, [1], [n_values])
    inputs = [helper.make_tensor_value_info(n, kinds.FLOAT, None) for n in INPUTS]
    graph = helper.make_graph(
        [
            helper.make_node("Constant", [], ["shape"], value=shape),
            helper.make_node("ConstantOfShape", ["shape"], ["zeros"]),
            helper.make_node("Exp", ["zeros"], ["logit"]),
        ],
        "hostile",
        inputs,
        [helper.make_tensor_value_info("logit", kinds.FLOAT, None)],
    )
    opset = helper.make_opsetid("", 17)
    model = helper.make_model(graph, opset_imports=[opset], ir_version=8)
    return model.SerializeToString()


@pytest.mark.parametrize("n_values", [3, 10**11], ids=["another shape", "giant"])
def test_a_hostile_network_is_refused_before_it_scores_here(tmp_path, n_values):
    folder = _with(tmp_path, **{ONNX: _network(n_values)})
    with pytest.raises(WeightsError, match=r"network (gives|cannot be run)"):
        load_estimator("attention", weights=folder)
