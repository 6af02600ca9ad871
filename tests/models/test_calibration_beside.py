"""A score that moves with head or heart is refused, one that does not is not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from attention_camp.models.calibration import Stretch, calibrate
from attention_camp.models.judging.judgement import BESIDE
from attention_camp.models.scorer import Scorer
from tests.models.test_calibration import (
    ALTERNATING,
    CYTON,
    eeg,
    stretches,
)

N = 9
"""Windows of a block."""


def following(measure: str, *, moves: float) -> list[Stretch]:
    """Return blocks whose theta and alpha follow a measure that task raises.

    Parameters
    ----------
    measure : str
        A name of ``BESIDE``.
    moves : float
        How much more of it there is at the task, in spreads over windows.
    """
    rng = np.random.default_rng(7)
    made = []
    for k, label in enumerate(ALTERNATING):
        moved = rng.standard_normal(N) + moves * (label == "engaged")
        windows = np.concatenate(
            [
                eeg(1, alpha=float(np.clip(2.6 - 0.4 * m, 0.5, 3.5)), seed=100 * k + i)
                for i, m in enumerate(moved)
            ]
        )
        made.append(Stretch(label, windows, {measure: moved}))
    return made


@pytest.fixture
def scorer() -> Scorer:
    return Scorer("theta-alpha", sfreq=250.0, ch_names=CYTON)


@pytest.mark.parametrize("measure", BESIDE)
def test_a_score_that_follows_the_body_does_not_earn_the_right(scorer, measure) -> None:
    blocks = following(measure, moves=2.0)
    report, _ = calibrate(scorer, blocks)
    assert not report.permission
    assert report.beaten_by == (measure,)
    assert report.nulls[measure] >= report.auc > 0.8
    unseen, _ = calibrate(scorer, [replace(one, beside={}) for one in blocks])
    assert unseen.permission  # nothing else in these data says no


def test_one_that_does_not_follow_it_earns_it_and_nothing_else_changes(scorer) -> None:
    rng = np.random.default_rng(3)
    plain = stretches(ALTERNATING, rest_alpha=3.0, task_alpha=1.0)
    blocks = [
        replace(one, beside={name: rng.standard_normal(N) for name in BESIDE})
        for one in plain
    ]
    report, personal = calibrate(scorer, blocks)
    assert report.permission, report
    nulls, ends = dict(report.nulls), dict(report.null_intervals)
    assert max(nulls.pop(name) for name in BESIDE) < report.auc
    assert all(ends.pop(name) for name in BESIDE)
    without, same = calibrate(scorer, plain)
    assert replace(report, nulls=nulls, null_intervals=ends) == without
    assert same.model_hash == personal.model_hash


def test_a_ledger_of_rule_two_knows_of_no_body(scorer) -> None:
    report, _ = calibrate(scorer, following("pulse", moves=2.0), rule=2)
    assert (report.permission, report.rule) == (True, 2)
    assert not set(BESIDE) & set(report.nulls)


def test_windows_without_a_pulse_speak_for_neither_label(scorer) -> None:
    blocks = following("pulse", moves=2.0)
    for block in blocks:
        block.beside["pulse"][::4] = np.nan
    report, _ = calibrate(scorer, blocks)
    assert 0.5 < report.nulls["pulse"] < 1
    for block in blocks:
        block.beside["pulse"][:6] = np.nan
    report, _ = calibrate(scorer, blocks)
    assert "pulse" not in report.nulls


def test_unusable_windows_take_their_measure_with_them(scorer) -> None:
    blocks = following("movement", moves=2.0)
    whole, _ = calibrate(scorer, [_without_first(one) for one in blocks])
    for block in blocks:
        block.windows[0] = np.nan
        block.beside["movement"][0] = 1e6
    report, _ = calibrate(scorer, blocks)
    assert report.nulls["movement"] == whole.nulls["movement"]


def _without_first(one: Stretch) -> Stretch:
    beside = {name: values[1:] for name, values in one.beside.items()}
    return Stretch(one.label, one.windows[1:], beside)
