"""The network learns, survives a round trip, and is one and the same everywhere."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pytest
import torch

from attention_camp.models.adapter import NONE
from attention_camp.models.attention import Attention
from attention_camp.models.patches import N_POWERS, cut, rest_of
from attention_camp.models.training.crossvalidation import network_logits
from attention_camp.models.training.examples import Lesson, examples_of, first_stretch
from attention_camp.models.training.export import (
    from_safetensors,
    to_onnx,
    to_safetensors,
)
from attention_camp.models.training.fitting import Options, train_network
from attention_camp.models.training.network import EncoderNetwork, Shape
from attention_camp.models.training.pretraining import PretrainingOptions, pretrain
from attention_camp.models.weights import (
    CARD,
    DIRECTIONS,
    ONNX,
    TORCH,
    WeightsError,
    read_weights,
    write_weights,
)
from attention_camp.models.windows import prepare

WHOLE = Path(__file__).parents[1] / "full_weights"
"""The shipped weights before the encoder that adds nothing was cut away."""
CYTON = ["Fp1", "Fp2", "C3", "C4", "P7", "P8", "O1", "O2"]
CALIBRATION = {"slope": 1.0, "shift": 0.0, "shift_few": 0.0}


def windows(n, *, seed=0, n_chans=8, sfreq=128.0):
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((n, n_chans, round(4 * sfreq))) * 1e-5
    return prepare(X, sfreq=sfreq, ch_names=CYTON[:n_chans])


@pytest.fixture(scope="module")
def network():
    torch.manual_seed(0)
    network = EncoderNetwork(Shape(width=16, n_layers=1, n_hidden=16))
    for parameter in network.parameters():
        torch.nn.init.normal_(parameter, std=0.2)
    return network.eval()


@pytest.fixture
def folder(network, tmp_path):
    support = {
        "mean": [0.0] * N_POWERS,
        "inverse_covariance": np.eye(N_POWERS).tolist(),
        "usual_distance": 10.0,
    }
    card = {
        "shape": asdict(network.shape),
        "calibration": {"with_rest": CALIBRATION, "without_rest": CALIBRATION},
        "support": support,
    }
    contents = {ONNX: to_onnx(network), TORCH: to_safetensors(network)}
    contents[DIRECTIONS] = NONE.to_bytes()
    write_weights(tmp_path, contents, card)
    return tmp_path


def test_a_network_overfits_eight_windows_without_a_signal():
    torch.manual_seed(0)
    shape = Shape(width=32, n_layers=1, n_hidden=32, dropout=0, noise=0, waveform=True)
    network = EncoderNetwork(shape)
    patches = cut(windows(8))
    y = torch.tensor([0, 1] * 4, dtype=torch.float32)
    rest, known = rest_of(patches)
    optimiser = torch.optim.Adam(network.parameters(), lr=3e-3)
    for _ in range(150):
        inputs = [torch.from_numpy(v) for v in (patches.values, patches.places)]
        inputs += [torch.from_numpy(v) for v in (patches.fields, patches.mask)]
        inputs += [
            torch.from_numpy(np.repeat(v[None], 8, axis=0)) for v in (rest, known)
        ]
        loss = torch.nn.functional.binary_cross_entropy_with_logits(network(*inputs), y)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    assert loss.item() < 0.05


def test_weights_survive_the_round_trip(network, folder):
    stored = read_weights(folder, TORCH)
    again = from_safetensors(stored.contents[TORCH], stored.card)
    patches = cut(windows(4))
    rest, known = rest_of(patches)
    np.testing.assert_array_equal(
        network_logits(again, patches, rest, known),
        network_logits(network, patches, rest, known),
    )


@pytest.mark.parametrize(("n_chans", "n"), [(8, 5), (4, 1)])
def test_torch_and_onnx_agree(network, folder, n_chans, n):
    own = windows(n, seed=3, n_chans=n_chans)
    patches = cut(own)
    rest, known = rest_of(patches)
    wanted = network_logits(network, patches, rest, known)
    X, names = own.data, list(own.ch_names)
    scored = Attention(folder).personalise(X, sfreq=own.sfreq, ch_names=names)
    np.testing.assert_allclose(scored.logits(own), wanted, atol=1e-4)


def test_shipped_torch_onnx_and_int8_agree():
    own = windows(12, seed=5)
    stored = read_weights(WHOLE, TORCH)
    network = from_safetensors(stored.contents[TORCH], stored.card)
    patches = cut(own)
    unknown = np.zeros(8, np.float32)
    torch_logits = network_logits(network, patches, rest_of(patches)[0], unknown)
    onnx = Attention().logits(own)
    int8 = Attention(precision="int8").logits(own)
    np.testing.assert_allclose(onnx, torch_logits, atol=1e-4)
    np.testing.assert_allclose(int8, torch_logits, atol=0.2)


@pytest.fixture(scope="module")
def lessons():
    """Three people whose alpha goes when they are engaged."""
    lessons = []
    for person in range(3):
        rng = np.random.default_rng(person)
        t = np.arange(512) / 128
        alpha = np.sin(2 * np.pi * (10 * t + rng.random((24, 8, 1))))
        y = np.repeat([0, 1], 12)
        X = rng.standard_normal((24, 8, 512)) + alpha * (1 - y)[:, None, None]
        ready = prepare(X * 1e-5, sfreq=128.0, ch_names=CYTON)
        lessons.append(Lesson(ready, y, y == 0))
    return lessons


def test_pretraining_tells_hidden_spectra_and_leaves_a_network_to_go_on_from(lessons):
    shape = Shape(width=16, n_layers=1, n_hidden=16, dropout=0, noise=0)
    options = PretrainingOptions(n_epochs=30, learning_rate=5e-3, batch_size=16)
    start, errors = pretrain(lessons, seed=0, shape=shape, options=options)
    assert np.mean(errors[-3:]) < 0.8 * errors[0]
    before = start.layers[0].widen.weight.clone()
    network = train_network(lessons, seed=0, options=Options(n_epochs=1), start=start)
    assert network is start
    assert not torch.equal(network.layers[0].widen.weight, before)


def test_training_is_the_same_for_the_same_seed_and_learns(lessons):
    shape = Shape(width=16, n_layers=1, n_hidden=16)
    one, other = (
        train_network(lessons, seed=1, shape=shape, options=Options(n_epochs=2))
        for _ in range(2)
    )
    for name, value in one.state_dict().items():
        assert torch.equal(value, other.state_dict()[name]), name
    shown = examples_of(lessons[0], first_stretch(lessons[0]))
    logit = network_logits(one, shown.patches, shown.rest, shown.known)
    assert logit[shown.y == 1].min() > logit[shown.y == 0].max()


def test_a_changed_weight_file_is_refused_before_it_is_opened(folder):
    content = bytearray((folder / ONNX).read_bytes())
    content[100] ^= 1
    (folder / ONNX).write_bytes(content)
    with pytest.raises(WeightsError, match="is not the file that"):
        Attention(folder)


def test_a_pickle_in_place_of_weights_is_never_run(folder, tmp_path):
    ran = tmp_path / "ran"
    (folder / TORCH).write_bytes(b"cos\nsystem\n(S'touch " + bytes(ran) + b"'\ntR.")
    with pytest.raises(WeightsError):
        read_weights(folder, TORCH)
    assert not ran.exists()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"format": 99}, "is of format 99; this version reads format 4"),
        ({"files": None}, "is not a card of attention weights"),
        ({"calibration": {}}, "is not a card of attention weights"),
    ],
)
def test_weights_of_another_version_are_refused(folder, change, message):
    card = json.loads((folder / CARD).read_text("utf-8")) | change
    (folder / CARD).write_text(json.dumps(card), encoding="utf-8")
    with pytest.raises(WeightsError, match=message):
        Attention(folder)


def test_weights_of_another_shape_are_refused(folder):
    stored = read_weights(folder, TORCH)
    card = json.loads((folder / CARD).read_text("utf-8"))
    card["shape"]["width"] = 32
    (folder / CARD).write_text(json.dumps(card), encoding="utf-8")
    with pytest.raises(WeightsError, match="not those of a network of shape"):
        from_safetensors(stored.contents[TORCH], read_weights(folder).card)


def test_a_missing_folder_says_what_belongs_in_it(tmp_path):
    with pytest.raises(WeightsError, match=r"attention\.safetensors"):
        Attention(tmp_path / "nowhere")
