"""A score earns the right to act, or is told why not."""

from __future__ import annotations

import json

import numpy as np
import pytest

from attention_camp.models.calibration import Stretch, calibrate
from attention_camp.models.figures import share_interval
from attention_camp.models.indices import eye_ratio
from attention_camp.models.judging.chance import auc_interval, effective_windows
from attention_camp.models.scorer import Scorer
from attention_camp.models.windows import prepare

CYTON = ["Fp1", "Fp2", "C3", "C4", "P7", "P8", "O1", "O2"]


def eeg(n_windows, *, alpha, seed, gain=1.0, n_chans=8, n_times=1000, sfreq=250.0):
    """Coloured noise, volts; what alpha loses, theta gains."""
    rng = np.random.default_rng(seed)
    freqs = np.fft.rfftfreq(n_times, 1 / sfreq)
    white = rng.standard_normal((2, n_windows, n_chans, n_times))
    behind = np.linspace(0.2, 1.0, n_chans)[:, None]
    pink = np.fft.irfft(np.fft.rfft(white[0]) / np.maximum(freqs, 1) ** 0.5, n_times)
    bumps = alpha * np.exp(-0.5 * ((freqs - 10) / 1) ** 2)
    bumps += (4 - alpha) * np.exp(-0.5 * ((freqs - 6) / 1) ** 2)
    rhythm = np.fft.irfft(np.fft.rfft(white[1]) * bumps, n_times)
    return gain * 20e-6 * (pink + behind * rhythm)


def stretches(order, *, rest_alpha, task_alpha, task_gain=1.0):
    made = []
    for i, label in enumerate(order):
        engaged = label == "engaged"
        alpha = task_alpha if engaged else rest_alpha
        gain = task_gain if engaged else 1.0
        made.append(Stretch(label, eeg(9, alpha=alpha, seed=i, gain=gain)))
    return made


ALTERNATING = ("rest", "engaged") * 3


@pytest.fixture
def scorer():
    return Scorer("theta-alpha", sfreq=250.0, ch_names=CYTON)


def test_a_score_that_tells_rest_from_task_earns_the_right(scorer):
    blocks = stretches(ALTERNATING, rest_alpha=3.0, task_alpha=1.0)
    report, personal = calibrate(scorer, blocks)
    assert report.permission, report
    assert report.why == "calibrated"
    assert report.auc > 0.9
    assert report.model_hash == personal.model_hash != scorer.model_hash
    engaged, _ = personal.score(eeg(1, alpha=1.0, seed=99)[0])
    resting, _ = personal.score(eeg(1, alpha=3.0, seed=98)[0])
    assert engaged.value > resting.value


def test_a_score_at_chance_does_not_and_says_what_did_as_well(scorer):
    blocks = stretches(ALTERNATING, rest_alpha=2.0, task_alpha=2.0)
    report, _ = calibrate(scorer, blocks)
    assert not report.permission
    assert report.why == "below-nulls"
    assert "chance" in report.beaten_by


def test_a_score_no_better_than_amplitude_does_not_earn_it(scorer):
    blocks = stretches(ALTERNATING, rest_alpha=2.0, task_alpha=1.9, task_gain=3.0)
    report, _ = calibrate(scorer, blocks)
    assert not report.permission
    assert "amplitude" in report.beaten_by


def test_a_score_that_blinks_make_does_not_earn_it(scorer):
    blocks = stretches(ALTERNATING, rest_alpha=2.0, task_alpha=2.0)
    times = np.arange(1000) / 250
    blink = 150e-6 * np.exp(-0.5 * ((times - 2) / 0.08) ** 2)
    for block in blocks[1::2]:
        block.windows[:, :2] += blink  # Fp1 and Fp2
        block.windows[:, 2:] += 0.2 * blink
    report, _ = calibrate(scorer, blocks)
    assert not report.permission
    assert "eyes" in report.beaten_by


def test_eyes_are_nothing_to_look_at_without_electrodes_in_front():
    X = eeg(2, alpha=2.0, seed=0)[:, 2:]
    windows = prepare(X, sfreq=250.0, ch_names=CYTON[2:])
    assert eye_ratio(windows).tolist() == [0.0, 0.0]


def test_all_rest_before_all_task_is_refused_since_the_clock_would_do(scorer):
    blocks = stretches(
        ("rest", "rest", "engaged", "engaged"), rest_alpha=3, task_alpha=1
    )
    report, _ = calibrate(scorer, blocks)
    assert (report.permission, report.why) == (False, "no-alternation")


def test_two_blocks_of_either_have_too_few_orders_for_a_verdict(scorer):
    blocks = stretches(ALTERNATING[:4], rest_alpha=3.0, task_alpha=1.0)
    report, _ = calibrate(scorer, blocks)
    assert (report.permission, report.why) == (False, "too-few-blocks")
    assert report.n_orders == 6
    earlier, _ = calibrate(scorer, blocks, rule=1)  # as a ledger of then says
    assert (earlier.permission, earlier.rule) == (True, 1)


def test_every_order_of_the_blocks_is_looked_at_and_counted(scorer):
    blocks = stretches(ALTERNATING, rest_alpha=3.0, task_alpha=1.0)
    report, _ = calibrate(scorer, blocks)
    assert report.n_orders == 20
    assert report.p_value == pytest.approx(1 / 20)
    assert 0 < report.n_effective <= report.n_rest + report.n_engaged


@pytest.mark.parametrize(("alpha", "tells"), [(3.0, True), (1.0, False)])
def test_attending_is_told_from_seeing_and_pressing_or_said_not_to_be(
    scorer, alpha, tells
):
    blocks = stretches(ALTERNATING, rest_alpha=3.0, task_alpha=1.0)
    seen = Stretch("passive", eeg(12, alpha=alpha, seed=50))
    without, personal = calibrate(scorer, blocks)
    report, same = calibrate(scorer, [*blocks, seen])
    assert (report.n_passive, report.tells_attending) == (12, tells)
    assert without.tells_attending is None
    # the verdict and the fit know nothing of it
    assert (report.auc, report.permission) == (without.auc, without.permission)
    assert same.model_hash == personal.model_hash


def test_windows_that_follow_one_another_are_worth_fewer():
    rng = np.random.default_rng(0)
    y, block = np.repeat([0, 1, 0, 1], 200), np.repeat(np.arange(4), 200)
    white = rng.standard_normal(800)
    slow = np.convolve(white, np.ones(10) / 10, "same")
    assert effective_windows(white, y, block) > 700
    assert effective_windows(slow, y, block) < 120


def test_the_interval_of_an_auc_is_hanley_and_mcneils():
    # 1982, Radiology 143:29, table II: 51 diseased and 58 normal, AUC 0.893, SE 0.032
    low, high = auc_interval(0.893, 58, 51)
    assert (high - low) / 2 / 1.96 == pytest.approx(0.032, abs=0.0015)


def test_without_task_or_rest_there_is_no_verdict_but_rest_still_aligns(scorer):
    rest_only, aligned = calibrate(scorer, [Stretch("rest", eeg(12, alpha=2, seed=1))])
    nothing, same = calibrate(scorer, [])
    assert rest_only.why == nothing.why == "not-calibrated"
    assert aligned.model_hash != scorer.model_hash
    assert same is scorer


def test_unusable_windows_are_left_out_and_counted(scorer):
    blocks = stretches(ALTERNATING, rest_alpha=3.0, task_alpha=1.0)
    blocks[0].windows[:4] = np.nan
    report, _ = calibrate(scorer, blocks)
    assert (report.n_rest, report.n_engaged) == (23, 27)


def test_the_report_is_the_same_twice_and_goes_through_json(scorer):
    blocks = stretches(ALTERNATING, rest_alpha=3.0, task_alpha=2.0)
    one, _ = calibrate(scorer, blocks)
    other, _ = calibrate(scorer, blocks)
    assert one == other
    assert json.loads(json.dumps(one.to_json()))["nulls"].keys() >= {"time-on-task"}


def test_labels_without_signal_seldom_earn_the_right():
    scorer = Scorer("pope", sfreq=250.0, ch_names=CYTON)
    earned = 0
    for k in range(5):
        blocks = [
            Stretch(label, eeg(9, alpha=2.0, seed=1000 + 10 * k + i))
            for i, label in enumerate(ALTERNATING)
        ]
        earned += calibrate(scorer, blocks, seed=k)[0].permission
    assert earned <= 1


def test_each_null_has_an_interval_about_its_auc(scorer):
    blocks = stretches(ALTERNATING, rest_alpha=3.0, task_alpha=1.0)
    report, _ = calibrate(scorer, blocks)
    assert set(report.null_intervals) == set(report.nulls)
    for name, (low, high) in report.null_intervals.items():
        assert low <= report.nulls[name] <= high


def test_the_interval_of_a_share_is_wilsons() -> None:
    # Newcombe 1998, Stat. Med. 17:857, table I: 81 of 263 and 0 of 20
    assert share_interval(81 / 263, 263) == pytest.approx((0.2553, 0.3662), abs=1e-4)
    assert share_interval(0.0, 20) == pytest.approx((0.0, 0.1611), abs=1e-4)
    assert share_interval(float("nan"), 0) == (0.0, 1.0)


def test_windows_that_came_at_another_reference_are_not_judged():
    """A cable that was moved in the last block ends no calibration with an error."""
    scorer = Scorer("attention", sfreq=250.0, ch_names=CYTON)
    blocks = stretches(("rest", "engaged") * 4, rest_alpha=3.0, task_alpha=1.0)
    moved = blocks[-1].windows - blocks[-1].windows[:, 7:] * 3
    blocks[-1] = Stretch("engaged", moved)
    report, _ = calibrate(scorer, blocks)
    assert (report.n_rest, report.n_engaged) == (36, 27)
    assert np.isfinite(report.calibration_error)
    assert sum(n for *_, n in report.reliability) == 63
