"""Explanations add up, point at what was changed, and depend on the weights."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from attention_camp.models import load_estimator
from attention_camp.models.adapter import Directions
from attention_camp.models.explain import (
    MOST_ALIKE,
    _likeness,
    _personal_judge,
    explain,
    rollout,
)
from attention_camp.models.patches import cut, rest_of
from attention_camp.models.personal import Personal, PersonalWeights, logit
from attention_camp.models.training.examples import inputs_of
from attention_camp.models.training.export import from_safetensors
from attention_camp.models.weights import DIRECTIONS, TORCH, read_weights
from attention_camp.models.windows import prepare

CYTON = ["Fp1", "Fp2", "C3", "C4", "P7", "P8", "O1", "O2"]
CALL = {"sfreq": 128.0, "ch_names": CYTON}


def eeg(n, *, alpha, seed):
    rng = np.random.default_rng(seed)
    t = np.arange(512) / 128
    rhythm = np.sin(2 * np.pi * (10.5 * t + rng.random((n, 8, 1))))
    behind = np.array([0, 0, 0.3, 0.3, 1, 1, 1, 1])[:, None]
    return 1e-5 * (rng.standard_normal((n, 8, 512)) + alpha * behind * rhythm)


@pytest.fixture(scope="module")
def explanation():
    return explain(eeg(4, alpha=0.3, seed=1), eeg(12, alpha=2, seed=2), **CALL)


def test_an_explanation_has_channels_times_and_bands(explanation):
    assert explanation.attribution.shape == (4, 8, 3, 17)
    assert explanation.over_channels().shape == (4, 8)
    assert explanation.over_bands().shape == (4, 17)
    np.testing.assert_allclose(explanation.times, [-3, -2, -1])


def shipped_and_inputs():
    stored = read_weights(None, TORCH)
    network = from_safetensors(stored.contents[TORCH], stored.card)
    rest = cut(prepare(eeg(12, alpha=2, seed=2), **CALL))
    windows = cut(prepare(eeg(4, alpha=0.3, seed=1), **CALL))
    return network, inputs_of(windows, *rest_of(rest))


def test_contributions_add_up_to_the_way_from_rest(explanation):
    network, inputs = shipped_and_inputs()
    patches, places, _, mask, power, known = inputs
    with torch.no_grad():
        relative, typical = network.spectra(patches, places, mask, power, known)
        at_rest = network.judged(relative * 0, typical - relative, inputs)
        way = (network(*inputs) - at_rest).numpy()
    total = explanation.attribution.sum(axis=(1, 2, 3))
    np.testing.assert_allclose(total, way, atol=0.02)


def test_with_a_persons_own_directions_they_add_up_to_the_way_of_the_personal_logit():
    own = PersonalWeights(1.3, -0.2, (0.5, -0.4, 0.3, 0.2, -0.6, 0.1, 0.4, -0.2))
    X, rest = eeg(4, alpha=0.3, seed=1), eeg(12, alpha=2, seed=2)
    found = explain(X, rest, **CALL, personal=own)
    personal = Personal(load_estimator("attention"), own).aligned(prepare(rest, **CALL))
    network, inputs = shipped_and_inputs()
    patches, places, _, mask, power, known = inputs
    stored = read_weights(None, TORCH, DIRECTIONS)
    judge = _personal_judge(
        stored.card, Directions.from_bytes(stored.contents[DIRECTIONS]), own
    )
    with torch.no_grad():
        relative, typical = network.spectra(patches, places, mask, power, known)
        at_rest = judge(network, relative * 0, typical - relative, inputs).numpy()
    logits = logit(personal.predict_proba(X, **CALL)[:, 1])
    total = found.attribution.sum(axis=(1, 2, 3))
    np.testing.assert_allclose(total, logits - at_rest, atol=0.05)
    assert found.is_sound


def test_what_was_changed_is_what_is_named(explanation):
    bands = np.abs(explanation.over_bands()).mean(axis=0)
    lows = [low for low, _ in explanation.bands]
    assert lows[int(bands.argmax())] in (9, 10, 11)


def test_random_weights_explain_differently(explanation):
    assert explanation.is_sound


def test_windows_that_cannot_be_scored_are_refused():
    with pytest.raises(ValueError, match="X: windows that can be scored"):
        explain(np.zeros((1, 8, 512)), eeg(4, alpha=1, seed=1), **CALL)


def test_rollout_shares_out_the_whole_summary(explanation):
    assert explanation.attention.shape == (4, 8, 3)
    np.testing.assert_allclose(explanation.attention.sum(axis=(1, 2)), 1, atol=1e-5)


def test_rollout_of_uniform_attention_is_uniform():
    network, inputs = shipped_and_inputs()
    for layer in network.layers:
        torch.nn.init.zeros_(layer.query_key_value.weight)
        torch.nn.init.zeros_(layer.query_key_value.bias)
    np.testing.assert_allclose(rollout(network, inputs), 1 / 24, atol=1e-6)


def test_what_does_not_depend_on_the_weights_is_rejected():
    network, inputs = shipped_and_inputs()

    def edges(_, given):
        return np.asarray(given[0].numpy()[..., 0], dtype=float)

    found = edges(network, inputs)
    assert _likeness(network, edges, inputs, found) == pytest.approx(1.0)
    assert MOST_ALIKE < 1.0


def test_a_channel_that_is_left_out_explains_nothing():
    X = eeg(2, alpha=0.3, seed=1)
    X[0, 3] = np.nan
    found = explain(X, eeg(12, alpha=2, seed=2), **CALL)
    assert not found.attention[0, 3].any()
    assert found.attention[1, 3].all()
    assert not found.attribution[0, 3].any()
