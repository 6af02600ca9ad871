"""Scales of engagement scores: means are taken within one, never over two."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean

from attention_camp.camp.session.proof.provenance import SCALES
from attention_camp.camp.session.records import TrialRecord

MIXED = "mixed"
RUN_SCALES: Mapping[str, str] = SCALES | {
    MIXED: "Scores of several scales, of which no mean is taken"
}
"""What the scale of several trials may be."""


def scale_in(trials: Iterable[TrialRecord]) -> str:
    """Return the one scale of trials' scores, ``mixed``, or empty where none.

    Trials whose score was refused count only where all were.
    """
    found = {trial.score_scale for trial in trials} - {""}
    kept = found - {"refused"} or found
    return MIXED if len(kept) > 1 else "".join(kept)


def one_of(values: Iterable[str]) -> str:
    """Return the one text that trials share, or all of them, joined by spaces."""
    return " ".join(dict.fromkeys(value for value in values if value))


def mean_engagement(trials: Sequence[TrialRecord]) -> float | None:
    """Return the mean score; None where there is none or there are several scales."""
    scores = [trial.engagement for trial in trials if trial.engagement is not None]
    return fmean(scores) if scores and scale_in(trials) != MIXED else None


def mean_quality(trials: Iterable[TrialRecord]) -> float:
    """Return the mean quality of the trials in which it was measured, or NaN."""
    known = [trial.quality for trial in trials if math.isfinite(trial.quality)]
    return fmean(known) if known else math.nan
