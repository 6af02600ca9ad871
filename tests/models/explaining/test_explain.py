"""Explanations add up, point at what was changed, and depend on the weights."""

from __future__ import annotations

import numpy as np
import pytest

from attention_camp.models.attention import Attention
from attention_camp.models.explaining.explain import explain
from attention_camp.models.explaining.explain_linear import linear_path_of
from attention_camp.models.score.estimator import Score
from attention_camp.models.score.views import slowed
from attention_camp.models.weights import TORCH, read_weights, tensors_of
from attention_camp.models.windows import prepare

CYTON = ["Fp1", "Fp2", "C3", "C4", "P7", "P8", "O1", "O2"]
CALL = {"sfreq": 128.0, "ch_names": CYTON}


def eeg(n, *, alpha, seed):
    rng = np.random.default_rng(seed)
    t = np.arange(512) / 128
    rhythm = np.sin(2 * np.pi * (10.5 * t + rng.random((n, 8, 1))))
    behind = np.array([0, 0, 0.3, 0.3, 1, 1, 1, 1])[:, None]
    return 1e-5 * (rng.standard_normal((n, 8, 512)) + alpha * behind * rhythm)


X, REST = eeg(4, alpha=0.3, seed=1), eeg(12, alpha=2, seed=2)


@pytest.fixture(scope="module", params=[Score, Attention])
def explanation(request):
    return explain(X, REST, **CALL, model=request.param())


def test_an_explanation_has_channels_times_and_bands(explanation):
    assert explanation.attribution.shape == (4, 8, 3, 17)
    assert explanation.over_channels().shape == (4, 8)
    assert explanation.over_bands().shape == (4, 17)
    np.testing.assert_allclose(explanation.times, [-3, -2, -1])


def test_contributions_of_the_score_add_up_to_the_way_from_rest():
    score = Score().personalise(REST, **CALL)
    line = score.weights.own_rest.over_head
    views = score.views(slowed(prepare(X, **CALL)))
    total = explain(X, REST, **CALL).attribution.sum(axis=(1, 2, 3))
    np.testing.assert_allclose(total, line(views.over_head) - line.bias, atol=1e-9)


def test_contributions_of_a_muse_add_up_by_the_pooled_path():
    names = ("TP9", "AF7", "AF8", "TP10")
    call = {"sfreq": 128.0, "ch_names": names}
    score = Score().personalise(REST[:, :4], **call)
    line = score.weights.own_rest.pooled
    views = score.views(slowed(prepare(X[:, :4], **call)))
    total = explain(X[:, :4], REST[:, :4], **call).attribution.sum(axis=(1, 2, 3))
    np.testing.assert_allclose(total, line(views.pooled) - line.bias, atol=1e-9)


def test_contributions_of_a_network_add_up_to_the_way_from_rest():
    stored = read_weights(None, TORCH)
    at_rest = linear_path_of(stored.card, tensors_of(stored)).at_rest
    scored = Attention().personalise(REST, **CALL).logits(prepare(X, **CALL))
    found = explain(X, REST, **CALL, model=Attention())
    total = found.attribution.sum(axis=(1, 2, 3))
    np.testing.assert_allclose(total, scored - at_rest, atol=1e-5)


def test_what_was_changed_is_what_is_named(explanation):
    bands = np.abs(explanation.over_bands()).mean(axis=0)
    lows = [low for low, _ in explanation.bands]
    assert lows[int(bands.argmax())] in (9, 10, 11)


def test_random_weights_explain_differently(explanation):
    assert explanation.is_sound


def test_without_an_encoder_there_is_no_attention_to_show(explanation):
    assert not explanation.attention.any()
    assert not explanation.attention_is_sound


def test_windows_that_cannot_be_scored_are_refused():
    with pytest.raises(ValueError, match="X: windows that can be scored"):
        explain(np.zeros((1, 8, 512)), eeg(4, alpha=1, seed=1), **CALL)


def test_a_channel_that_is_left_out_explains_nothing():
    spoiled = X[:2].copy()
    spoiled[0, 3] = np.nan
    found = explain(spoiled, REST, **CALL)
    assert not found.attribution[0, 3].any()
    assert found.attribution[1, 3].any()
