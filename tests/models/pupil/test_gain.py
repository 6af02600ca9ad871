"""The pupil joins a score where it helps a person, and nowhere else."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from attention_camp.models.calibration import Stretch, calibrate
from attention_camp.models.nested import LabelledWindows
from attention_camp.models.pupil.gain import PUPIL, WhyPupil, look_at_pupil
from attention_camp.models.scorer import Scorer
from attention_camp.models.verdict import CalibrationReport
from tests.models.test_calibration import CYTON, eeg, stretches

N_BLOCKS, N = 8, 8


def windows_of(
    rng: np.random.Generator, *, eeg_effect: float, pupil: np.ndarray | None
) -> tuple[np.ndarray, LabelledWindows]:
    """Return held-out logits of a made-up EEG, and windows with a pupil beside it."""
    block = np.repeat(np.arange(N_BLOCKS), N)
    y = block % 2
    z = eeg_effect * (2 * y - 1) + rng.standard_normal(len(y))
    beside = {} if pupil is None else {PUPIL: pupil}
    n = len(y)
    data = LabelledWindows(
        np.zeros((n, 1, 1)), y, np.arange(n, dtype=float), np.arange(n) // 3, block,
        beside,
    )  # fmt: skip
    return z, data


def pupil_of(
    rng: np.random.Generator, *, dilation: float, blocks: float = 0.0
) -> np.ndarray:
    """Return sizes that task widens, with a level of their own for each block."""
    y = np.repeat(np.arange(N_BLOCKS) % 2, N)
    own = np.repeat(blocks * rng.standard_normal(N_BLOCKS), N)
    return 3.5 + 0.15 * rng.standard_normal(len(y)) + dilation * y + own


def share_used(n: int, **kinds: float) -> float:
    used = 0
    for seed in range(n):
        rng = np.random.default_rng(seed)
        size = pupil_of(rng, dilation=kinds["dilation"], blocks=kinds["blocks"])
        z, data = windows_of(rng, eeg_effect=kinds["eeg_effect"], pupil=size)
        looked = look_at_pupil(z, data, np.random.default_rng(0))
        used += looked is not None and looked.verdict.used
    return used / n


def test_a_pupil_that_follows_the_task_is_used_and_one_that_does_not_is_not() -> None:
    assert share_used(10, eeg_effect=0.5, dilation=0.3, blocks=0.0) >= 0.9
    assert share_used(20, eeg_effect=0.5, dilation=0.0, blocks=0.0) <= 0.1


def test_levels_of_whole_blocks_are_no_gain() -> None:
    # what differs from block to block without heed to the task, as a room's light may
    assert share_used(20, eeg_effect=0.5, dilation=0.0, blocks=0.3) <= 0.1


def test_beside_a_clear_score_it_is_not_used() -> None:
    assert share_used(10, eeg_effect=4.0, dilation=0.1, blocks=0.0) <= 0.1


def test_a_pupil_that_is_seldom_seen_is_said_to_be_so() -> None:
    rng = np.random.default_rng(1)
    size = pupil_of(rng, dilation=0.5)
    size[5:] = np.nan
    z, data = windows_of(rng, eeg_effect=0.5, pupil=size)
    looked = look_at_pupil(z, data, rng)
    assert looked.verdict.why == WhyPupil.NOT_SEEN
    assert looked.verdict.n_windows == 5
    np.testing.assert_array_equal(looked.z, z)
    no_tracker = replace(data, beside={})
    assert look_at_pupil(z, no_tracker, rng) is None


@pytest.fixture
def scorer() -> Scorer:
    return Scorer("theta-alpha", sfreq=250.0, ch_names=CYTON)


ORDER = ("rest", "engaged") * 4


def with_pupil(blocks: list[Stretch], *, dilation: float, seed: int) -> list[Stretch]:
    rng = np.random.default_rng(seed)
    return [
        replace(
            one,
            beside={
                PUPIL: 3.5
                + 0.1 * rng.standard_normal(len(one.windows))
                + dilation * (one.label == "engaged")
            },
        )
        for one in blocks
    ]


def test_a_score_with_the_pupil_is_another_model_and_eeg_alone_without_it(
    scorer,
) -> None:
    plain = stretches(ORDER, rest_alpha=2.12, task_alpha=1.9)
    without, alone = calibrate(scorer, plain)
    report, personal = calibrate(scorer, with_pupil(plain, dilation=0.4, seed=2))
    assert without.permission, without
    assert report.permission, report
    assert report.pupil.used, report.pupil
    assert report.auc == report.pupil.auc_both > report.pupil.auc_alone == without.auc
    assert personal.pupil is not None
    assert personal.model_hash == report.model_hash != alone.model_hash
    window = eeg(1, alpha=2.0, seed=99)[0]
    wide, narrow, unseen, eeg_alone = (
        one.score(window, pupil=size)[0].value
        for one, size in (
            (personal, 4.2),
            (personal, 3.2),
            (personal, np.nan),
            (alone, 4.2),
        )
    )
    assert wide > narrow
    assert unseen == eeg_alone
    # a second calibration begins without it
    _, again = calibrate(personal, plain)
    assert again.pupil is None
    read = CalibrationReport.from_json(json.loads(json.dumps(report.to_json())))
    assert read.pupil == report.pupil
    assert "The pupil is used (helps)" in report.as_text()


def test_the_pupil_gives_no_score_the_right_to_act(scorer) -> None:
    nothing = stretches(ORDER, rest_alpha=2.0, task_alpha=2.0)
    report, personal = calibrate(scorer, with_pupil(nothing, dilation=0.6, seed=3))
    assert not report.permission
    assert report.pupil.why == WhyPupil.SCORE_REFUSED
    assert personal.pupil is None
    plain, same = calibrate(scorer, nothing)
    assert replace(report, pupil=None) == plain
    assert personal.model_hash == same.model_hash
