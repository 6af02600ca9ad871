"""A score is carried over sessions to the bit, and only while a check holds."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from attention_camp.camp.eeg.person import MOST_REST, Version, version_content
from attention_camp.camp.eeg.personal_fit import calibrate_person
from attention_camp.camp.eeg.scale_check import NOT_CHECKED, check_scale
from attention_camp.models.calibration import Stretch
from attention_camp.models.replay_buffer import buffer_from_bytes, hash_of
from attention_camp.models.scorer import Scorer
from attention_camp.models.verdict import MIN_CHECKED, CalibrationReport

NAMES = ("Fp1", "Fp2", "C3", "C4", "P7", "P8", "O1", "O2")
SFREQ = 250.0


def eeg(n_windows, *, alpha, seed):
    """Return coloured noise, volts, with a rhythm behind."""
    rng = np.random.default_rng(seed)
    freqs = np.fft.rfftfreq(1000, 1 / SFREQ)
    white = rng.standard_normal((2, n_windows, 8, 1000))
    bumps = alpha * np.exp(-0.5 * ((freqs - 10) / 1) ** 2)
    bumps += (4 - alpha) * np.exp(-0.5 * ((freqs - 6) / 1) ** 2)
    pink = np.fft.irfft(np.fft.rfft(white[0]) / np.maximum(freqs, 1) ** 0.5, 1000)
    behind = np.linspace(0.2, 1.0, 8)[:, None]
    return 20e-6 * (pink + behind * np.fft.irfft(np.fft.rfft(white[1]) * bumps, 1000))


def blocks(labels, *, seed, n=9, rest=3.0, task=1.0):
    alphas = {"rest": rest, "engaged": task}
    return [
        Stretch(label, eeg(n, alpha=alphas[label], seed=seed + k))
        for k, label in enumerate(labels)
    ]


@pytest.fixture(scope="module", params=["theta-alpha", "attention"])
def first(request):
    """Return the session that calibrated: both scorers, and what it left."""
    shipped = Scorer(request.param, sfreq=SFREQ, ch_names=NAMES)
    given = blocks(("rest", "engaged") * 3, seed=0)
    permission, personal = calibrate_person(shipped, given)
    assert permission.steering
    rest = np.concatenate([s.windows for s in given if s.label == "rest"])
    content = version_content(shipped, given, permission, {}, own_rest=rest)
    memory = buffer_from_bytes(content, "here")
    return shipped, personal, Version(hash_of(content), memory)


def check(first, given, **changes):
    shipped, _, version = first
    if changes:
        about = {**version.memory.about, **changes}
        version = replace(version, memory=replace(version.memory, about=about))
    return check_scale(shipped, given, [version], exactly=True)


def test_a_score_that_still_holds_is_the_earlier_sessions_to_the_bit(first):
    permission, scorer = check(first, blocks(("rest", "engaged", "rest"), seed=20))
    _, personal, version = first
    assert (permission.steering, permission.why) == (True, "checked"), permission
    assert scorer.model_hash == personal.model_hash == permission.model
    assert permission.person.earlier == (version.hash,)
    window = eeg(1, alpha=1.5, seed=77)[0]
    assert scorer.score(window) == personal.score(window)
    assert permission.figures.loss < 1 < 2 * permission.figures.auc


@pytest.mark.parametrize(
    "given",
    [
        blocks(("rest", "engaged", "rest"), seed=20, rest=2.0, task=2.0),
        blocks(("engaged", "rest", "engaged"), seed=20, rest=1.0, task=3.0),
        blocks(("rest", "engaged", "rest"), seed=20, rest=3.9, task=3.7),
    ],
    ids=["no difference", "turned round", "zero moved"],
)
def test_a_score_that_does_not_hold_is_refused_and_leaves_the_shipped_one(first, given):
    permission, scorer = check(first, given)
    assert (permission.steering, permission.why) == (False, "check-failed")
    assert scorer is first[0]


def test_a_bound_that_is_not_reached_fails_however_well_the_rest_fits(first):
    permission, _ = check(
        first, blocks(("rest", "engaged", "rest"), seed=20), auc_low=1.01
    )
    assert permission.why == "check-failed"
    assert permission.figures.at_least == 1.01


def test_rest_unlike_that_sessions_is_named_as_what_the_check_failed_by(first):
    shipped, _, version = first
    gains = np.where(np.arange(8) % 2, 3, 1).astype(np.float32)[:, None]
    memory = replace(version.memory, X=version.memory.X * gains)
    given = blocks(("rest", "engaged", "rest"), seed=20)
    permission, scorer = check_scale(
        shipped, given, [replace(version, memory=memory)], exactly=True
    )
    assert (permission.why, scorer) == ("check-failed", shipped)
    assert permission.figures.auc >= permission.figures.at_least
    for text in (permission.detail, permission.figures.as_text()):
        assert "today's rest was not found near" in text


def test_too_little_of_either_fails_without_a_figure(first):
    few = MIN_CHECKED - 1
    permission, _ = check(first, blocks(("rest", "engaged", "rest"), seed=20, n=few))
    assert permission.why == "check-failed"
    assert math.isnan(permission.figures.auc)
    assert f"at least {MIN_CHECKED} of each" in permission.figures.as_text()
    values = permission.figures.to_json()
    assert CalibrationReport.from_json(values).at_least == permission.figures.at_least


@pytest.mark.parametrize(
    "changes", [{"steering": False}, {"model": "another"}, {"steering": "yes"}]
)
def test_what_may_not_steer_or_is_another_model_is_no_scale_to_go_on_with(
    first, changes
):
    given = blocks(("rest", "engaged", "rest"), seed=20)
    assert check(first, given, **changes) == (NOT_CHECKED, first[0])


def test_without_a_session_before_or_its_rest_there_is_nothing_to_check(first):
    shipped, _, version = first
    given = blocks(("rest", "engaged", "rest"), seed=20)
    bare = replace(version, memory=replace(version.memory, own_rest=None))
    for earlier in ([], [bare]):
        found = check_scale(shipped, given, earlier, exactly=True)
        assert found == (NOT_CHECKED, shipped)


def test_rest_that_would_make_the_file_too_large_is_left_out(first):
    shipped, _, _ = first
    given = blocks(("rest", "engaged") * 3, seed=0, n=3)
    permission, _ = calibrate_person(shipped, given)
    huge = np.zeros((1, 8, MOST_REST // 8 // 8 + 1))
    content = version_content(shipped, given, permission, {}, own_rest=huge)
    assert buffer_from_bytes(content, "here").own_rest is None
