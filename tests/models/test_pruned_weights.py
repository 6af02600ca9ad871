"""Pruned weights score as the whole ones do, to the last bit and under their name."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load

from attention_camp.models.attention import Attention, open_network
from attention_camp.models.electrodes import harmonics, layout, positions
from attention_camp.models.patches import N_POWERS, PATCH_TIMES
from attention_camp.models.training.prune import prune
from attention_camp.models.weights import (
    DIRECTIONS,
    INPUTS,
    INT8,
    ONNX,
    TORCH,
    WeightsError,
    holds_encoder,
    read_weights,
)
from attention_camp.models.windows import prepare

WHOLE = Path(__file__).parent / "full_weights"
"""The weights as they were trained, with the encoder that adds nothing."""
CH_NAMES = ("Fp1", "Fp2", "F7", "F3", "F4", "F8", "T7", "C3", "C4", "T8", "P7", "P8")
CALL = {"sfreq": 128.0, "ch_names": CH_NAMES}


def made_up(rng):
    """Return inputs of some windows on some channels, good and bad, at rest or not."""
    n_windows, n_chans = rng.integers(1, 9), rng.integers(4, len(CH_NAMES) + 1)
    names = rng.permutation(CH_NAMES)[:n_chans]
    mask = (rng.random((n_windows, n_chans)) > 0.2).astype(np.float32)
    mask[:, :3] = 1
    places = harmonics(positions(names.tolist()))
    shape = (n_windows, n_chans)
    size = 10.0 ** rng.uniform(-2, 2)
    values = (
        size * rng.standard_normal((*shape, rng.integers(1, 5), PATCH_TIMES)),
        np.repeat(places[None], n_windows, axis=0),
        layout(places, mask),
        mask,
        rng.standard_normal((*shape, N_POWERS)),
        rng.integers(0, 2, shape),
    )
    return {n: v.astype(np.float32) for n, v in zip(INPUTS, values, strict=True)}


@pytest.mark.parametrize("name", [ONNX, INT8])
def test_pruned_graphs_give_the_bits_of_the_whole_ones(name):
    whole, pruned = (
        open_network(read_weights(folder, name).contents[name])
        for folder in (WHOLE, None)
    )
    rng = np.random.default_rng(0)
    for _ in range(200):
        feed = made_up(rng)
        one, other = (graph.run(None, feed)[0] for graph in (whole, pruned))
        assert one.tobytes() == other.tobytes()


def test_pruned_weights_keep_the_name_and_the_numbers_of_the_whole():
    whole, pruned = Attention(WHOLE), Attention()
    assert whole.fingerprint == pruned.fingerprint
    assert Attention(WHOLE, precision="int8").fingerprint != whole.fingerprint
    rest, X = 1e-5 * np.random.default_rng(1).standard_normal((2, 8, 12, 512))
    X[0, 3] = np.nan
    whole, pruned = (one.aligned(prepare(rest, **CALL)) for one in (whole, pruned))
    assert whole.fingerprint == pruned.fingerprint
    np.testing.assert_array_equal(
        whole.predict_proba(X, **CALL), pruned.predict_proba(X, **CALL)
    )


def test_the_linear_path_is_that_of_the_whole_weights():
    whole, pruned = (
        load(read_weights(folder, TORCH).contents[TORCH]) for folder in (WHOLE, None)
    )
    for name, tensor in pruned.items():
        np.testing.assert_array_equal(tensor, whole[name])
    assert not holds_encoder(whole)
    assert not holds_encoder(pruned)


def test_pruning_makes_the_shipped_weights_again_and_changes_them_no_further(tmp_path):
    prune(WHOLE, tmp_path / "once")
    prune(tmp_path / "once", tmp_path / "twice")
    for folder in (tmp_path / "once", tmp_path / "twice"):
        made, shipped = (
            read_weights(path, TORCH, ONNX, INT8, DIRECTIONS) for path in (folder, None)
        )
        assert made.card.equals == shipped.card.equals
        assert made.contents == shipped.contents


def test_weights_whose_encoder_acts_are_not_pruned(tmp_path, acting_weights):
    with pytest.raises(WeightsError, match="takes part in the score"):
        prune(acting_weights, tmp_path / "pruned")
