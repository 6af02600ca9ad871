"""The score: which path counts, what it leaves out, and when it is unsure."""

from __future__ import annotations

import json

import numpy as np
import pytest

from attention_camp.models.patches import cut, pieces
from attention_camp.models.score.channels import without_white_noise
from attention_camp.models.score.estimator import PATHS_DISAGREE, Score
from attention_camp.models.score.spectra import log_powers, patch_powers, rest_powers
from attention_camp.models.score.views import slowed
from attention_camp.models.score.weights import read_score, write_score
from attention_camp.models.weights import WeightsError
from attention_camp.models.windows import prepare

CYTON = ("Fp1", "Fp2", "C3", "C4", "P7", "P8", "O1", "O2")
MUSE = ("TP9", "AF7", "AF8", "TP10")
SFREQ = 128.0


def eeg(n, *, alpha, seed, names=CYTON):
    """Return coloured noise with alpha behind, volts."""
    rng = np.random.default_rng(seed)
    freqs = np.fft.rfftfreq(512, 1 / SFREQ)
    shape = 1 / np.maximum(freqs, 1.0)
    white = rng.standard_normal((n, len(names), 512))
    noise = np.fft.irfft(np.fft.rfft(white) * shape, 512)
    t = np.arange(512) / SFREQ
    rhythm = np.sin(2 * np.pi * (10 * t + rng.random((n, len(names), 1))))
    behind = np.linspace(0.3, 1, len(names))[:, None]
    return 1e-5 * (noise / noise.std() + alpha * behind * rhythm)


def said(score, X, names=CYTON):
    return score.predict_windows(X, sfreq=SFREQ, ch_names=names)


@pytest.fixture(scope="module")
def score():
    return Score()


@pytest.fixture(scope="module")
def own(score):
    rest = eeg(15, alpha=1.5, seed=1)
    return score.personalise(rest, sfreq=SFREQ, ch_names=CYTON)


REST, TASK = eeg(8, alpha=1.5, seed=2), eeg(8, alpha=0.3, seed=3)


def test_power_is_taken_by_tapers_whose_energy_is_one():
    white = np.random.default_rng(0).standard_normal((40, 8, 256))
    power = patch_powers(pieces(white, np.ones((40, 8), bool)), np.ones((40, 8)))
    assert power.mean() == pytest.approx(1.0, rel=0.1)
    once = np.log(power).std()
    assert once < 0.7  # one taper: 0.9 in bands of two bins


def test_rest_is_the_log_of_the_mean_power():
    windows = slowed(prepare(REST, sfreq=SFREQ, ch_names=CYTON))
    powers, known = rest_powers(cut(windows))
    assert known.all()
    assert (powers > log_powers(windows).mean(axis=0)).all()  # Jensen's inequality


def test_the_pooled_path_knows_neither_places_nor_order(score):
    places = ("TP9", "AF7", "AF8", "TP10", "F9", "F10", "T9", "T10")
    turned = said(score, TASK[:, ::-1], places).engaged
    np.testing.assert_allclose(said(score, TASK, places).engaged, turned, atol=1e-9)


def test_a_muse_is_scored_by_the_pooled_path_and_a_cap_over_the_head(score):
    for names, laid in ((MUSE, False), (CYTON, True), (CYTON[:2] + CYTON[-2:], True)):
        windows = slowed(prepare(TASK[:, : len(names)], sfreq=SFREQ, ch_names=names))
        assert (score.views(windows).is_over_head == laid).all()


def test_the_reference_does_not_change_the_pooled_path(score):
    other = TASK[:, :4] - TASK[:, 1:2] * 0.5
    np.testing.assert_allclose(
        said(score, other, MUSE).engaged,
        said(score, TASK[:, :4], MUSE).engaged,
        atol=1e-9,
    )


def test_electrodes_outside_the_cap_lower_the_certainty(score):
    near = said(score, TASK[:, :4], ("T7", "AF7", "AF8", "T8")).support
    assert (said(score, TASK[:, :4], MUSE).support <= near).any()


def test_paths_that_disagree_cannot_act(score):
    windows = prepare(np.concatenate([REST, TASK]), sfreq=SFREQ, ch_names=CYTON)
    slow = slowed(windows)
    logits = score.logits(score.views(slow))
    disagree = np.sign(logits.pooled) != np.sign(logits.used)
    support = score.predicted(windows).support
    assert (support[disagree] <= PATHS_DISAGREE).all()


def test_a_channel_of_white_noise_is_left_out(own):
    spoiled = TASK.copy()
    spoiled[:, 3] += 1e-4 * np.random.default_rng(0).standard_normal((8, 512))
    ready = slowed(prepare(spoiled, sfreq=SFREQ, ch_names=CYTON))
    assert not ready.usable[:, 3].any()
    assert np.delete(ready.usable, 3, axis=1).all()
    moved = np.abs(said(own, spoiled).engaged - said(own, TASK).engaged)
    assert moved.mean() < 0.15


def test_muscle_and_eeg_are_no_white_noise():
    windows = prepare(REST, sfreq=SFREQ, ch_names=CYTON)
    assert without_white_noise(windows) is windows


def test_another_reference_than_at_rest_is_said(score, own):
    average = TASK - TASK.mean(axis=1, keepdims=True)
    told = said(own, average)
    assert set(told.reasons) == {"reference differs from own rest"}
    assert np.isnan(told.engaged).all()
    rest = REST - REST.mean(axis=1, keepdims=True)
    at_average = score.personalise(rest, sfreq=SFREQ, ch_names=CYTON)
    assert said(at_average, average).reasons == ("",) * 8
    assert set(said(at_average, TASK).reasons) == {"reference differs from own rest"}


def test_a_lost_channel_is_no_other_reference(score):
    rest, task = (X - X.mean(axis=1, keepdims=True) for X in (REST, TASK))
    at_average = score.personalise(rest, sfreq=SFREQ, ch_names=CYTON)
    lost = task.copy()
    lost[:, 2] = 0.0
    assert said(at_average, lost).reasons == ("",) * 8


def test_a_window_has_the_same_bits_alone_and_among_others(own):
    together = said(own, TASK).engaged
    alone = [said(own, TASK[i : i + 1]).engaged[0] for i in range(len(TASK))]
    np.testing.assert_array_equal(together, alone)


def test_weights_come_back_from_their_folder_and_are_checked(tmp_path):
    shipped = read_score(None)
    card = json.loads(shipped.text)
    write_score(tmp_path, shipped, card)
    again = read_score(tmp_path)
    np.testing.assert_array_equal(
        again.own_rest.over_head.weights, shipped.own_rest.over_head.weights
    )
    numbers = tmp_path / "attention.safetensors"
    numbers.write_bytes(numbers.read_bytes()[:-4] + b"\0\0\0\1")
    with pytest.raises(WeightsError, match="is not the file"):
        read_score(tmp_path)
    (tmp_path / "attention.json").write_text(json.dumps(card | {"format": 9}))
    with pytest.raises(WeightsError, match="of format 9"):
        read_score(tmp_path)
