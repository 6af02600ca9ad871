"""Repeated tags: passed over for events without onset, an error for all others."""

from __future__ import annotations

import json

import pytest

from attention_camp.camp.dataset.bids.without_onset import (
    REPEATED,
    is_of_missing_onsets,
)
from attention_camp.camp.dataset.proof.problem import Problem

HEADER = "onset\tduration\ttrial_type\tsample\tvalue\ttrial"
ONCE = "1.5\t0.5\tstimulus\t375\tfixation\tn/a"
AGAIN = "1.5\t0.2\tstimulus\t375\tfixation\tn/a"
AWAY = "n/a\t0.5\tstimulus\t-1\tfixation\tn/a"
LATER = "n/a\t0.5\tstimulus\t-1\tfixation\t7"
"""The number of the trial has no tag."""
SIDECAR = {"trial_type": {"HED": {}}, "value": {"HED": {}}, "trial": {}}


@pytest.mark.parametrize(
    ("rows", "code", "is_passed_over"),
    [
        ((ONCE, AWAY, AWAY), REPEATED, True),
        ((ONCE, AWAY, LATER), REPEATED, True),
        ((ONCE, AGAIN, AWAY, AWAY), REPEATED, False),
        ((ONCE, AGAIN), REPEATED, False),
        ((ONCE, AWAY), REPEATED, False),
        ((ONCE, AWAY, AWAY), "HED_ERROR.TAG_INVALID", False),
    ],
)
def test_only_repetitions_among_events_without_onset_are_passed_over(
    tmp_path, rows, code, is_passed_over
):
    """One repetition at a time that is known, or another error, and it is told."""
    (tmp_path / "events.tsv").write_text("\n".join((HEADER, *rows, "")))
    (tmp_path / "events.json").write_text(json.dumps(SIDECAR))
    problem = Problem("error", "events.tsv", "said", code)
    assert is_of_missing_onsets(problem, tmp_path) == is_passed_over
