"""The judgement of held-out scores: controls, orders, intervals, seen displays."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.figures import auc, calibration_error
from attention_camp.models.indices import Index, Level, eye_ratio
from attention_camp.models.judging.chance import (
    N_DRAWN,
    Orders,
    auc_interval,
    effective_windows,
    other_orders,
)
from attention_camp.models.nested import LabelledWindows
from attention_camp.models.scorer import Scorer
from attention_camp.models.verdict import (
    MIN_CHUNKS,
    RULE,
    CalibrationReport,
    Why,
    reliability,
)
from attention_camp.models.windows import prepare

ALPHA = 0.05
"""Largest share of other orders that may do as well as the score."""
ARTEFACTS = ("time-on-task", "amplitude", "muscle", "eyes")
"""What tells rest from task without the brain: the score must do better."""
BESIDE = ("movement", "rotation", "pulse")
"""The same, measured by other channels than the EEG's, where a headset has them: a
score that moves with the head or the pulse is none of the brain."""
PEERS = ("pope",)
"""What tells them apart by one formula: the score must not do worse."""


def null_scores_of(
    scorer: Scorer, data: LabelledWindows, tests: Sequence[NDArray[np.bool_]]
) -> dict[str, NDArray[np.float64]]:
    """Return for each null its held-out score of every window.

    What was measured beside the EEG is a null where at least half of the windows of
    either label show it.

    Parameters
    ----------
    scorer : Scorer
        For its channels and sampling rate.
    data : LabelledWindows
        The windows of the calibration.
    tests : sequence of ndarray, shape (n_windows,)
        Which windows are left out in turn.
    """
    windows = prepare(data.X, sfreq=scorer.sfreq, ch_names=scorer.ch_names)
    values = {
        "time-on-task": data.time,
        "amplitude": Level("amplitude").ratio(windows),
        "muscle": Level("muscle").ratio(windows),
        "eyes": eye_ratio(windows),
        "pope": Index("pope").ratio(windows),
    }
    # last: the draws of the others' intervals are those of a headset without
    values |= {
        name: _filled(data.beside[name])
        for name in BESIDE
        if name in data.beside and _is_shown(data.beside[name], data.y)
    }
    return {name: _null_score(value, data.y, tests) for name, value in values.items()}


def _is_shown(value: NDArray[np.float64], y: NDArray[np.int64]) -> bool:
    known = np.isfinite(value)
    is_often = all(known[y == label].mean() >= 0.5 for label in (0, 1))
    return is_often and len(np.unique(value[known])) > 1


def _filled(value: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return values of which those not known speak for neither label."""
    known = np.isfinite(value)
    return np.where(known, value, np.median(value[known]))


def _null_score(
    value: NDArray[np.float64],
    y: NDArray[np.int64],
    tests: Sequence[NDArray[np.bool_]],
) -> NDArray[np.float64]:
    """Return the held-out scores of a number whose sign and scale other parts tell."""
    held_out = np.zeros(len(value))
    for test in tests:
        # sign and scale come from the other part: chosen on the tested windows, a null
        # could only win
        mean, spread = value[~test].mean(), value[~test].std() + 1e-12
        z = (value - mean) / spread
        engaged, rest = y[~test] == 1, y[~test] == 0
        direction = z[~test][engaged].mean() - z[~test][rest].mean()
        held_out[test] = direction * z[test]
    return held_out


def judged(
    z: NDArray[np.float64],
    null_scores: Mapping[str, NDArray[np.float64]],
    data: LabelledWindows,
    rng: np.random.Generator,
    rule: int,
) -> CalibrationReport:
    """Return whether held-out scores beat chance and their controls, and all figures.

    Parameters
    ----------
    z : ndarray, shape (n_windows,)
        Held-out logits.
    null_scores : mapping of str to ndarray
        The same of each null.
    data : LabelledWindows
        The windows of the calibration.
    rng : Generator
        For orders and bootstrap.
    rule : int
        How the verdict is reached.
    """
    found = auc(data.y, z)
    nulls = {name: auc(data.y, scores) for name, scores in null_scores.items()}
    low, high = _interval(z, data, rng, rule)
    others = _others(z, data, rng, rule)
    p_value = others.p_value(found)
    # an artefact that does as well may be all there is to the score; an index that
    # does as well is a measure of engagement, too, and no reason against it
    artefacts = (n for n in (*ARTEFACTS, *BESIDE) if n in nulls)
    beaten_by = [n for n in artefacts if nulls[n] >= found]
    beaten_by += [n for n in PEERS if nulls[n] > found]
    # other orders ask whether any score could do as well, the interval whether this one
    # would again: a score that acts needs both
    if p_value > ALPHA or low <= 0.5:
        beaten_by.insert(0, "chance")
    engaged = 1 / (1 + np.exp(-z))
    intervals = {n: _interval(v, data, rng, rule) for n, v in null_scores.items()}
    smallest = others.smallest(ALPHA)
    if rule == 1:
        smallest = float(np.quantile(others.aucs, 1 - ALPHA))
    return CalibrationReport(
        permission=not beaten_by,
        why=(Why.BELOW_NULLS if beaten_by else Why.CALIBRATED).value,
        beaten_by=tuple(beaten_by),
        auc=found,
        auc_low=low,
        auc_high=high,
        p_value=p_value,
        nulls=nulls,
        null_intervals=intervals,
        smallest_effect=smallest,
        calibration_error=calibration_error(data.y, engaged, n_bins=5),
        reliability=reliability(data.y, engaged),
        n_rest=int((data.y == 0).sum()),
        n_engaged=int((data.y == 1).sum()),
        n_effective=math.nan if rule == 1 else _effective(z, data),
        n_orders=0 if rule == 1 else others.n_distinct,
        rule=rule,
    )


def with_passive(
    report: CalibrationReport,
    z: NDArray[np.float64],
    seen: NDArray[np.float64],
    data: LabelledWindows,
    passive: LabelledWindows,
) -> CalibrationReport:
    """Return the report with how well the score tells attending from seeing.

    Parameters
    ----------
    report : CalibrationReport
        The verdict.
    z : ndarray, shape (n_windows,)
        Held-out logits of the calibration.
    seen : ndarray, shape (n_passive,)
        Logits of windows in which displays were only seen.
    data, passive : LabelledWindows
        The windows themselves.
    """
    report = replace(report, n_passive=len(passive.y))
    if len(np.unique(passive.chunk)) < MIN_CHUNKS:
        return report
    task = data.y == 1
    both = LabelledWindows(
        np.zeros((0,)),
        np.repeat([1, 0], [int(task.sum()), len(seen)]),
        np.concatenate([data.time[task], passive.time]),
        np.concatenate([data.chunk[task], data.chunk.max() + 1 + passive.chunk]),
        np.concatenate([data.block[task], data.block.max() + 1 + passive.block]),
    )
    scores = np.concatenate([z[task], seen])
    low, high = _interval(scores, both, np.random.default_rng(0), RULE)
    return replace(
        report,
        attending_auc=auc(both.y, scores),
        attending_low=low,
        attending_high=high,
    )


def _effective(z: NDArray[np.float64], data: LabelledWindows) -> float:
    return effective_windows(z, data.y, data.block)


def _interval(
    z: NDArray[np.float64], data: LabelledWindows, rng: np.random.Generator, rule: int
) -> tuple[float, float]:
    """Return the wider of the bootstrap over chunks and what the windows are worth."""
    low, high = _chunk_interval(z, data, rng)
    if rule == 1:
        return low, high
    worth = _effective(z, data) / len(z)
    n_rest, n_engaged = (worth * float((data.y == k).sum()) for k in (0, 1))
    lower, higher = auc_interval(auc(data.y, z), n_rest, n_engaged)
    return min(low, lower), max(high, higher)


def _chunk_interval(
    z: NDArray[np.float64], data: LabelledWindows, rng: np.random.Generator
) -> tuple[float, float]:
    chunks = np.unique(data.chunk)
    label = np.array([data.y[data.chunk == c][0] for c in chunks])
    rows_of = {c: np.flatnonzero(data.chunk == c) for c in chunks.tolist()}
    of_label = [chunks[label == k] for k in (0, 1)]
    values = []
    for _ in range(N_DRAWN):
        drawn = [c for one in of_label for c in rng.choice(one, len(one)).tolist()]
        rows = np.concatenate([rows_of[c] for c in drawn])
        values.append(auc(data.y[rows], z[rows]))
    low, high = np.quantile(values, (0.025, 0.975))
    return float(low), float(high)


def _others(
    z: NDArray[np.float64], data: LabelledWindows, rng: np.random.Generator, rule: int
) -> Orders:
    """Return the AUC in other orders of blocks; by rule 1, under shuffles of chunks."""
    if rule > 1:
        return other_orders(z, data.y, data.block, rng)
    chunks, place = np.unique(data.chunk, return_inverse=True)
    label = np.array([data.y[data.chunk == c][0] for c in chunks])
    dealt = [auc(rng.permutation(label)[place], z) for _ in range(N_DRAWN)]
    return Orders(0, np.array(dealt), False)
