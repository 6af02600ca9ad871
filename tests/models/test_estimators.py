"""Every estimator keeps one contract."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from attention_camp.models import ESTIMATORS, load_estimator
from attention_camp.models.catalogue import PEERS
from attention_camp.models.scorer import Scorer
from attention_camp.models.spectra import band_powers
from attention_camp.models.windows import prepare

CYTON = ["Fp1", "Fp2", "C3", "C4", "P7", "P8", "O1", "O2"]
SFREQ = 250.0


def rhythms(n_windows, *, alpha, beta, seed=0, n_chans=8, seconds=4.0, sfreq=SFREQ):
    """Coloured noise with alpha and beta of a strength, volts."""
    rng = np.random.default_rng(seed)
    n_times = round(seconds * sfreq)
    freqs = np.fft.rfftfreq(n_times, 1 / sfreq)
    shape = 1 / np.maximum(freqs, 1.0) ** 0.5
    shape += alpha * np.exp(-0.5 * ((freqs - 10) / 1) ** 2)
    shape += beta * np.exp(-0.5 * ((freqs - 20) / 3) ** 2)
    white = rng.standard_normal((n_windows, n_chans, n_times))
    shared = rng.standard_normal((n_windows, 1, n_times))
    back = np.linspace(0, 1 + alpha, n_chans)[:, None]  # alpha is strongest behind
    noise = np.fft.irfft(np.fft.rfft(white + back * shared) * shape, n_times)
    return noise / noise.std() * 10e-6


REST = rhythms(12, alpha=1.5, beta=0.0, seed=1)
TASK = rhythms(12, alpha=0.5, beta=0.3, seed=2)


@pytest.fixture(params=ESTIMATORS)
def estimator(request):
    """Every estimator; those without shipped weights are fitted to rest and task."""
    return (
        fitted(request.param)
        if request.param in PEERS
        else load_estimator(request.param)
    )


@cache
def fitted(name):
    X, y = np.concatenate([REST, TASK]), np.repeat([0, 1], 12)
    return load_estimator(name).fit(X, y, sfreq=SFREQ, ch_names=CYTON)


def probabilities(estimator, X, **options):
    options = {"sfreq": SFREQ, "ch_names": CYTON} | options
    return estimator.predict_proba(X, **options)


def said(estimator, X, **options):
    options = {"sfreq": SFREQ, "ch_names": CYTON} | options
    return estimator.predict_windows(X, **options)


def test_every_estimator_gives_probabilities_of_two_classes(estimator):
    p = probabilities(estimator, TASK)
    assert p.shape == (12, 2)
    assert ((p >= 0) & (p <= 1)).all()
    np.testing.assert_allclose(p.sum(axis=1), 1)
    assert said(estimator, TASK).reasons == ("",) * 12


def test_personalise_returns_another_estimator_and_leaves_the_first(estimator):
    before = probabilities(estimator, TASK)
    other = estimator.personalise(REST, sfreq=SFREQ, ch_names=CYTON)
    after = probabilities(other, TASK)
    assert other is not estimator
    assert np.isfinite(after).all()
    np.testing.assert_array_equal(probabilities(estimator, TASK), before)


def test_a_window_without_enough_good_channels_is_declined(estimator):
    X = TASK.copy()
    X[0] = np.nan
    X[1, :6] = 0.0
    X[2, 0] = np.nan
    p = probabilities(estimator, X)
    assert np.isnan(p[:2]).all()
    assert np.isfinite(p[2:]).all()
    assert said(estimator, X).reasons[:3] == ("too few good channels",) * 2 + ("",)


def test_channel_order_and_rate_do_not_matter_to_the_score(estimator):
    order = [3, 1, 7, 0, 2, 6, 5, 4]
    p = probabilities(estimator, TASK)
    turned = probabilities(
        estimator, TASK[:, order], ch_names=[CYTON[i] for i in order]
    )
    np.testing.assert_allclose(turned, p, atol=1e-6)
    fast = np.fft.irfft(np.fft.rfft(TASK), 2000) * 2
    again = probabilities(estimator, fast, sfreq=2 * SFREQ)
    np.testing.assert_allclose(again, p, atol=0.03)


@pytest.mark.parametrize("name", ["attention", "pope", "riemann", "brainflow"])
@pytest.mark.parametrize("factor", [0.5, 2.0])
def test_amplitude_of_all_channels_does_not_change_the_score(name, factor):
    estimator = load_estimator(name)
    estimator = estimator.personalise(REST, sfreq=SFREQ, ch_names=CYTON)
    p = probabilities(estimator, TASK)
    scaled = probabilities(estimator, TASK * factor)
    np.testing.assert_allclose(scaled, p, atol=1e-6)


def test_a_noisy_reference_electrode_makes_the_score_unsure():
    estimator = load_estimator("attention")
    estimator = estimator.personalise(REST, sfreq=SFREQ, ch_names=CYTON)
    common = 5e-5 * np.random.default_rng(5).standard_normal((12, 1, 1000))
    usual = said(estimator, TASK).support
    assert (said(estimator, TASK + common).support < 0.5 * usual).all()


def test_a_window_unlike_training_is_scored_with_less_certainty():
    estimator = load_estimator("attention")
    usual = said(estimator, TASK).support
    t = np.arange(1000) / SFREQ
    hum = 5e-5 * np.sin(2 * np.pi * 24 * t + np.arange(8)[:, None])
    assert (said(estimator, TASK + hum).support < 0.5 * usual).all()


def test_unknown_electrodes_are_declined_not_guessed():
    estimator = load_estimator("attention")
    told = said(estimator, TASK, ch_names=[f"E{i}" for i in range(8)])
    assert np.isnan(told.engaged).all()
    assert set(told.reasons) == {"too few electrodes with a known position"}


def test_a_montage_outside_training_is_declined_by_the_covariances():
    estimator = load_estimator("riemann")
    names = ["AF7", "AF8", "TP9", "TP10", "FC5", "FC6", "PO7", "PO8"]
    told = said(estimator, TASK, ch_names=names)
    assert np.isnan(told.engaged).all()
    assert set(told.reasons) == {"trained on other electrodes"}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"X": TASK[0]}, "n_windows, n_chans, n_times"),
        ({"ch_names": CYTON[:7]}, "one name for each of the 8 channels"),
        ({"ch_names": ["Fp1"] * 8}, "each name once"),
        ({"sfreq": 32.0}, "at least 64 Hz, got 32"),
    ],
)
def test_wrong_use_says_parameter_allowed_and_got(change, message):
    call = {"X": TASK, "sfreq": SFREQ, "ch_names": CYTON} | change
    with pytest.raises(ValueError, match=message):
        load_estimator("pope").predict_proba(
            call["X"], sfreq=call["sfreq"], ch_names=call["ch_names"]
        )


@pytest.mark.parametrize("name", ["band-power", "riemann", "riemann-mdm", "pope"])
def test_fit_learns_labels_from_people(name):
    X = np.concatenate([REST, TASK])
    y = np.repeat([0, 1], 12)
    people = np.tile(["one", "two"], 12)
    estimator = load_estimator(name).fit(
        X, y, groups=people, sfreq=SFREQ, ch_names=CYTON
    )
    new = np.concatenate(
        [
            rhythms(6, alpha=1.5, beta=0.0, seed=3),
            rhythms(6, alpha=0.5, beta=0.3, seed=4),
        ]
    )
    wanted = np.repeat([0, 1], 6)
    assert estimator.score(new, wanted, sfreq=SFREQ, ch_names=CYTON) > 0.8


def test_fit_refuses_one_class_and_wrong_labels():
    estimator = load_estimator("band-power")
    with pytest.raises(ValueError, match="both 0"):
        estimator.fit(TASK, np.ones(12, int), sfreq=SFREQ, ch_names=CYTON)
    with pytest.raises(ValueError, match="labels, 0 or 1"):
        estimator.fit(TASK, np.full(12, 2), sfreq=SFREQ, ch_names=CYTON)


def test_rest_that_cannot_be_scored_is_refused(estimator):
    with pytest.raises(ValueError, match="rest: at least one window"):
        estimator.personalise(np.zeros((3, 8, 1000)), sfreq=SFREQ, ch_names=CYTON)


@pytest.mark.parametrize("name", PEERS)
def test_a_peer_declines_until_it_is_fitted_and_on_another_montage(name):
    peer = load_estimator(name)
    told = said(peer, TASK)
    assert np.isnan(told.engaged).all()
    assert set(told.reasons) == {"needs training on labelled recordings first"}
    peer = fitted(name)
    others = ["Fz", *CYTON[1:]]
    told = said(peer, TASK, ch_names=others)
    assert np.isnan(told.engaged).all()
    assert set(told.reasons) == {"trained on other electrodes"}


def test_an_unknown_name_gets_the_nearest_one():
    with pytest.raises(ValueError, match="Did you mean 'riemann'"):
        load_estimator("rieman")


@pytest.mark.parametrize("name", ["attention", "riemann", "pope"])
def test_the_scorer_gives_the_same_bits_twice(name):
    one = Scorer(name, sfreq=SFREQ, ch_names=CYTON)
    other = Scorer(name, sfreq=SFREQ, ch_names=CYTON)
    for scorer in (one, other):
        scorer.personalise(REST)
    assert one.model_hash == other.model_hash
    assert [one.score(w) for w in TASK[:4]] == [other.score(w) for w in TASK[:4]]


def test_the_scorer_says_why_there_is_no_score():
    scorer = Scorer("attention", sfreq=SFREQ, ch_names=CYTON)
    assert scorer.score(np.full((8, 1000), np.nan)) == (None, "too few good channels")
    assert scorer.score(TASK[0], bads=CYTON[:6]) == (None, "too few good channels")
    engagement, reason = scorer.score(TASK[0], bads=CYTON[:1])
    assert reason == ""
    assert 0 <= engagement.certainty <= abs(2 * engagement.value - 1)


@pytest.mark.parametrize("sfreq", [250.0, 250.5])
def test_a_spectrum_of_two_seconds_has_all_of_them_at_any_rate(sfreq):
    times = np.arange(round(2 * sfreq)) / sfreq
    rhythm = 1e-5 * np.sin(2 * np.pi * 10 * times)
    density = band_powers(rhythm, sfreq=sfreq, bands=[(8.0, 12.0), (20.0, 24.0)])
    assert density[0] * 4.0 == pytest.approx(0.5e-10, rel=0.1)
    assert density[1] < 1e-3 * density[0]


def test_own_rest_changes_the_models_hash():
    scorer = Scorer("attention", sfreq=SFREQ, ch_names=CYTON)
    before = scorer.model_hash
    scorer.personalise(REST)
    assert scorer.model_hash != before


def test_brainflows_row_is_brainflows_own_answer():
    from brainflow.data_filter import DataFilter
    from brainflow.ml_model import (
        BrainFlowClassifiers,
        BrainFlowMetrics,
        BrainFlowModelParams,
        MLModel,
    )

    told = probabilities(load_estimator("brainflow"), TASK[:3])[:, 1]
    metric = BrainFlowMetrics.MINDFULNESS.value
    kind = BrainFlowClassifiers.DEFAULT_CLASSIFIER.value
    model = MLModel(BrainFlowModelParams(metric, kind))
    model.prepare()
    channels = list(range(8))
    own = [
        model.predict(DataFilter.get_avg_band_powers(w * 1e6, channels, 250, True)[0])
        for w in TASK[:3]
    ]
    model.release()
    np.testing.assert_allclose(told, np.ravel(own), atol=1e-12)


def test_a_lost_channel_lowers_the_certainty_by_what_it_moves():
    estimator = load_estimator("attention")
    estimator = estimator.personalise(REST, sfreq=SFREQ, ch_names=CYTON)
    whole = said(estimator, TASK).support
    lost = TASK.copy()
    lost[:, 0] = 0.0
    assert (said(estimator, lost).support < whole).any()


def test_a_channel_that_own_rest_lacked_too_is_not_lost():
    lacking = REST.copy()
    lacking[:, 0] = 0.0
    estimator = load_estimator("attention")
    own = estimator.personalise(lacking, sfreq=SFREQ, ch_names=CYTON)
    lost = TASK.copy()
    lost[:, 0] = 0.0
    windows = prepare(lost, sfreq=SFREQ, ch_names=CYTON)
    np.testing.assert_array_equal(own.steadiness.of(windows), 1.0)
