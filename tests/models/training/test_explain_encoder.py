"""Encoders are explained by gradients and rollout, which agree on a linear path."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from attention_camp.models.adapter import Adapter
from attention_camp.models.attention import Attention
from attention_camp.models.explaining.explain import explain
from attention_camp.models.explaining.explanation import MOST_ALIKE
from attention_camp.models.patches import cut, rest_of
from attention_camp.models.personal import Personal, PersonalWeights, logit
from attention_camp.models.training.examples import inputs_of
from attention_camp.models.training.explain_encoder import (
    _likeness,
    _personal_judge,
    explain_encoder,
    rollout,
)
from attention_camp.models.training.export import from_safetensors
from attention_camp.models.weights import DIRECTIONS, TORCH, read_weights
from attention_camp.models.windows import prepare

WHOLE = Path(__file__).parents[1] / "full_weights"
"""The shipped weights before the encoder that adds nothing was cut away."""
CYTON = ["Fp1", "Fp2", "C3", "C4", "P7", "P8", "O1", "O2"]
CALL = {"sfreq": 128.0, "ch_names": CYTON}
OWN = PersonalWeights(1.3, -0.2, (0.5, -0.4, 0.3, 0.2, -0.6, 0.1, 0.4, -0.2))


def eeg(n, *, alpha, seed):
    rng = np.random.default_rng(seed)
    t = np.arange(512) / 128
    rhythm = np.sin(2 * np.pi * (10.5 * t + rng.random((n, 8, 1))))
    behind = np.array([0, 0, 0.3, 0.3, 1, 1, 1, 1])[:, None]
    return 1e-5 * (rng.standard_normal((n, 8, 512)) + alpha * behind * rhythm)


X, REST = eeg(4, alpha=0.3, seed=1), eeg(12, alpha=2, seed=2)


def network_and_inputs(folder):
    stored = read_weights(folder, TORCH)
    network = from_safetensors(stored.contents[TORCH], stored.card)
    rest = cut(prepare(REST, **CALL))
    return network, inputs_of(cut(prepare(X, **CALL)), *rest_of(rest))


@pytest.mark.parametrize("own", [PersonalWeights(), OWN], ids=["shared", "adapter"])
def test_gradients_of_the_linear_path_are_its_weights(own):
    spoiled, rest = X.copy(), REST.copy()
    spoiled[1, 3] = np.nan
    rest[:, 6] = np.nan  # a channel without a rest
    found = explain(spoiled, rest, **CALL, personal=own, model=Attention())
    power, known = rest_of(cut(prepare(rest, **CALL)))
    by_gradients = explain_encoder(
        read_weights(WHOLE, TORCH, DIRECTIONS),
        cut(prepare(spoiled, **CALL)),
        power,
        known,
        personal=own,
        progress=lambda *_: None,
    )
    # the bent logit of an adapter is followed in 32 steps there, exactly here
    tolerance = 5e-4 if own.adapter else 1e-6
    np.testing.assert_allclose(
        found.attribution, by_gradients.attribution, atol=tolerance
    )
    assert found.is_sound
    assert abs(by_gradients.likeness_to_random) < MOST_ALIKE


def test_with_a_persons_own_directions_they_add_up_to_the_way_of_the_personal_logit():
    found = explain(X, REST, **CALL, personal=OWN, model=Attention())
    personal = Personal(Attention(), OWN).aligned(prepare(REST, **CALL))
    network, inputs = network_and_inputs(WHOLE)
    patches, places, _, mask, power, known = inputs
    stored = read_weights(WHOLE, TORCH, DIRECTIONS)
    judge = _personal_judge(
        stored.card, Adapter.from_bytes(stored.contents[DIRECTIONS]), OWN
    )
    with torch.no_grad():
        relative, typical = network.spectra(patches, places, mask, power, known)
        at_rest = judge(network, relative * 0, typical - relative, inputs).numpy()
    logits = logit(personal.predict_proba(X, **CALL)[:, 1])
    total = found.attribution.sum(axis=(1, 2, 3))
    np.testing.assert_allclose(total, logits - at_rest, atol=1e-4)


def test_an_encoder_that_acts_is_explained_with_its_attention(acting_weights):
    found = explain(X, REST, **CALL, weights=acting_weights)
    network, inputs = network_and_inputs(acting_weights)
    patches, places, _, mask, power, known = inputs
    with torch.no_grad():
        relative, typical = network.spectra(patches, places, mask, power, known)
        at_rest = network.judged(relative * 0, typical - relative, inputs)
        way = (network(*inputs) - at_rest).numpy()
    np.testing.assert_allclose(found.attribution.sum(axis=(1, 2, 3)), way, atol=0.02)
    assert found.attention.shape == (4, 8, 3)
    np.testing.assert_allclose(found.attention.sum(axis=(1, 2)), 1, atol=1e-5)
    assert found.attention_likeness < 1


def test_rollout_of_uniform_attention_is_uniform():
    network, inputs = network_and_inputs(WHOLE)
    for layer in network.layers:
        torch.nn.init.zeros_(layer.query_key_value.weight)
        torch.nn.init.zeros_(layer.query_key_value.bias)
    np.testing.assert_allclose(rollout(network, inputs), 1 / 24, atol=1e-6)


def test_what_does_not_depend_on_the_weights_is_rejected():
    network, inputs = network_and_inputs(WHOLE)

    def edges(_, given):
        return np.asarray(given[0].numpy()[..., 0], dtype=float)

    found = edges(network, inputs)
    assert _likeness(network, edges, inputs, found) == pytest.approx(1.0)
    assert MOST_ALIKE < 1.0


def test_a_channel_that_is_left_out_gets_no_attention(acting_weights):
    spoiled = X[:2].copy()
    spoiled[0, 3] = np.nan
    found = explain(spoiled, REST, **CALL, weights=acting_weights)
    assert not found.attention[0, 3].any()
    assert found.attention[1, 3].all()
