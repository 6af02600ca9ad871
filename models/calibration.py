"""A person's calibration: alignment to their rest, and the right of a score to act."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.data import Person
from attention_camp.models.figures import auc, calibration_error
from attention_camp.models.indices import Index, Level, logistic
from attention_camp.models.memory import Memory, recalled
from attention_camp.models.personal import Line, Personal, fit_personal, logit
from attention_camp.models.scorer import Scorer
from attention_camp.models.verdict import (
    CHUNK,
    MIN_CHUNKS,
    CalibrationReport,
    Why,
    reliability,
)
from attention_camp.models.windows import prepare

Label = Literal["rest", "engaged"]

N_SHUFFLES = 500
ALPHA = 0.05
"""Largest share of label shuffles that may do as well as the score."""
ARTEFACTS = ("time-on-task", "amplitude", "muscle")
"""What tells rest from task without the brain: the score must do better."""
PEERS = ("pope",)
"""What tells them apart by one formula: the score must not do worse."""


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """Usable windows of one calibration block, in order of time."""

    label: Label
    windows: NDArray[np.floating]
    """Shape (n_windows, n_chans, n_times), volts."""


@dataclass(frozen=True, slots=True, eq=False)
class _Data:
    """Windows of all stretches, and the chunk each belongs to."""

    X: NDArray[np.float64]
    y: NDArray[np.int64]
    time: NDArray[np.float64]
    chunk: NDArray[np.int64]


def calibrate(
    scorer: Scorer,
    stretches: Sequence[Stretch],
    *,
    earlier: Sequence[Memory] = (),
    seed: int = 0,
) -> tuple[CalibrationReport, Scorer]:
    """Fit a scorer to a person and tell whether its score may steer difficulty.

    Rest and task must alternate (rest, task, rest, task): with all rest before all
    task, the clock alone tells them apart, and no score could beat it.

    Parameters
    ----------
    scorer : Scorer
        With shipped or trained weights; it stays as it is.
    stretches : sequence of Stretch
        The calibration blocks in the order they were recorded.
    earlier : sequence of Memory
        Earlier sessions of the same person, oldest first: the personal numbers are
        fitted to their windows as well, so that they are not forgotten. The verdict is
        about today's windows alone.
    seed : int
        For the shuffles and the bootstrap.

    Returns
    -------
    CalibrationReport
        The verdict and its figures.
    Scorer
        Aligned to the person's rest where there was one, with personal probabilities
        where both labels were there.
    """
    if isinstance(scorer.estimator, Personal):  # an earlier calibration starts over
        shared = scorer.estimator.shared
        scorer = copy.copy(scorer)
        scorer.estimator = shared
    data = _collected(scorer, stretches)
    rest = data.X[data.y == 0]
    if not len(rest):
        return _refused(scorer, data, Why.NOT_CALIBRATED), scorer
    aligned = copy.copy(scorer)
    aligned.personalise(rest)
    counts = [len(np.unique(data.chunk[data.y == label])) for label in (0, 1)]
    if min(counts) < MIN_CHUNKS:
        return _refused(aligned, data, Why.NOT_CALIBRATED), aligned
    if (np.diff(data.y) != 0).sum() < 2:
        return _refused(aligned, data, Why.NO_ALTERNATION), aligned
    before = recalled(earlier, scorer.estimator, most=min(np.bincount(data.y)))
    held_out = _held_out(scorer, data, before)
    line = _fitted(_logits(aligned, data.X), data.y, before)
    personal = copy.copy(aligned)
    personal.estimator = Personal(aligned.estimator, line)
    report = _judged(held_out, _nulls(scorer, data), data, np.random.default_rng(seed))
    return replace(
        report, slope=line.slope, shift=line.shift, model_hash=personal.model_hash
    ), personal


def _refused(scorer: Scorer, data: _Data, why: Why) -> CalibrationReport:
    return CalibrationReport(
        permission=False,
        why=why.value,
        n_rest=int((data.y == 0).sum()),
        n_engaged=int((data.y == 1).sum()),
        model_hash=scorer.model_hash,
    )


def _collected(scorer: Scorer, stretches: Sequence[Stretch]) -> _Data:
    X, y, chunk = [], [], []
    n_chunks = 0
    for stretch in stretches:
        if stretch.label not in ("rest", "engaged"):
            msg = f"label: 'rest' or 'engaged', got {stretch.label!r}."
            raise ValueError(msg)
        if not len(stretch.windows):
            continue
        windows = np.asarray(stretch.windows, dtype=np.float64)
        ready = prepare(windows, sfreq=scorer.sfreq, ch_names=scorer.ch_names)
        kept = windows[ready.scored]
        X.append(kept)
        y.append(np.full(len(kept), int(stretch.label == "engaged")))
        chunk.append(n_chunks + np.arange(len(kept)) // CHUNK)
        n_chunks += -(-len(kept) // CHUNK)
    if not X:
        nothing = np.zeros(0, np.int64)
        empty = np.zeros((0, len(scorer.ch_names), 1))
        return _Data(empty, nothing, nothing.astype(float), nothing)
    n = sum(len(part) for part in y)
    return _Data(
        np.concatenate(X),
        np.concatenate(y),
        np.arange(n, dtype=float),
        np.concatenate(chunk),
    )


def folds(y: NDArray[np.int64], chunk: NDArray[np.int64]) -> list[NDArray[np.bool_]]:
    """Return test masks: each holds one chunk of either label, as far as they go.

    Chunks are paired from opposite ends of time, so that neither the first nor the
    last half of the block is ever the whole test.
    """
    rest = np.unique(chunk[y == 0])
    engaged = np.unique(chunk[y == 1])[::-1]
    n_folds = min(len(rest), len(engaged))
    return [
        np.isin(chunk, [*rest[k::n_folds], *engaged[k::n_folds]])
        for k in range(n_folds)
    ]


Before = tuple[NDArray[np.float64], NDArray[np.int64]]
"""Logits and labels of earlier sessions' windows."""


def _fitted(z: NDArray[np.float64], y: NDArray[np.int64], before: Before) -> Line:
    """Fit the personal numbers to today's windows and to those of earlier sessions."""
    return fit_personal(np.concatenate([before[0], z]), np.concatenate([before[1], y]))


def _held_out(
    scorer: Scorer, data: _Data, before: Before | None = None
) -> NDArray[np.float64]:
    """Return logits of chunks that neither alignment nor calibration has seen."""
    before = before or (np.empty(0), np.empty(0, np.int64))
    held_out = np.full(len(data.y), np.nan)
    for test in folds(data.y, data.chunk):
        aligned = copy.copy(scorer)
        aligned.personalise(data.X[~test & (data.y == 0)])
        z = _logits(aligned, data.X)
        line = _fitted(z[~test], data.y[~test], before)
        held_out[test] = line.slope * z[test] + line.shift
    return held_out


def _logits(scorer: Scorer, X: NDArray[np.float64]) -> NDArray[np.float64]:
    p = scorer.estimator.predict_proba(X, sfreq=scorer.sfreq, ch_names=scorer.ch_names)[
        :, 1
    ]
    return logit(p)


def _nulls(scorer: Scorer, data: _Data) -> dict[str, NDArray[np.float64]]:
    """Return for each null its held-out score of every window."""
    windows = prepare(data.X, sfreq=scorer.sfreq, ch_names=scorer.ch_names)
    values = {
        "time-on-task": data.time,
        "amplitude": Level("amplitude").ratio(windows),
        "muscle": Level("muscle").ratio(windows),
        "pope": Index("pope").ratio(windows),
    }
    return {name: _null_score(values[name], data) for name in (*ARTEFACTS, *PEERS)}


def _null_score(value: NDArray[np.float64], data: _Data) -> NDArray[np.float64]:
    """Return the held-out scores of a number whose sign and scale other chunks tell."""
    held_out = np.zeros(len(value))
    for test in folds(data.y, data.chunk):
        mean, spread = value[~test].mean(), value[~test].std() + 1e-12
        z = (value - mean) / spread
        engaged, rest = data.y[~test] == 1, data.y[~test] == 0
        direction = z[~test][engaged].mean() - z[~test][rest].mean()
        held_out[test] = direction * z[test]
    return held_out


def _judged(
    z: NDArray[np.float64],
    null_scores: Mapping[str, NDArray[np.float64]],
    data: _Data,
    rng: np.random.Generator,
) -> CalibrationReport:
    found = auc(data.y, z)
    nulls = {name: auc(data.y, scores) for name, scores in null_scores.items()}
    low, high = _chunk_interval(z, data, rng)
    shuffled = _shuffled(z, data, rng)
    p_value = float((1 + (shuffled >= found).sum()) / (1 + len(shuffled)))
    beaten_by = [n for n in ARTEFACTS if nulls[n] >= found]
    beaten_by += [n for n in PEERS if nulls[n] > found]
    if p_value > ALPHA or low <= 0.5:
        beaten_by.insert(0, "chance")
    engaged = 1 / (1 + np.exp(-z))
    intervals = {n: _chunk_interval(v, data, rng) for n, v in null_scores.items()}
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
        smallest_effect=float(np.quantile(shuffled, 1 - ALPHA)),
        calibration_error=calibration_error(data.y, engaged, n_bins=5),
        reliability=reliability(data.y, engaged),
        n_rest=int((data.y == 0).sum()),
        n_engaged=int((data.y == 1).sum()),
    )


def _chunk_interval(
    z: NDArray[np.float64], data: _Data, rng: np.random.Generator
) -> tuple[float, float]:
    chunks = np.unique(data.chunk)
    label = np.array([data.y[data.chunk == c][0] for c in chunks])
    values = []
    for _ in range(N_SHUFFLES):
        drawn = np.concatenate(
            [rng.choice(chunks[label == k], (label == k).sum()) for k in (0, 1)]
        )
        rows = np.concatenate([np.flatnonzero(data.chunk == c) for c in drawn])
        values.append(auc(data.y[rows], z[rows]))
    low, high = np.quantile(values, (0.025, 0.975))
    return float(low), float(high)


def _shuffled(
    z: NDArray[np.float64], data: _Data, rng: np.random.Generator
) -> NDArray[np.float64]:
    """Return the AUC under shuffled labels of whole chunks."""
    chunks, place = np.unique(data.chunk, return_inverse=True)
    label = np.array([data.y[data.chunk == c][0] for c in chunks])
    return np.array([auc(rng.permutation(label)[place], z) for _ in range(N_SHUFFLES)])


def held_out_of(
    scorer: Scorer, stretches: Sequence[Stretch]
) -> tuple[NDArray[np.int64], NDArray[np.float64]] | None:
    """Return labels and held-out probabilities of a person; None: too few windows."""
    data = _collected(scorer, stretches)
    counts = [len(np.unique(data.chunk[data.y == label])) for label in (0, 1)]
    if min(counts) < 2:
        return None
    return data.y, logistic(_held_out(scorer, data))


def stretches_of(person: Person) -> list[Stretch]:
    """Return a person's labelled windows as stretches, in order of time."""
    edges = np.flatnonzero(np.diff(person.y) | np.diff(person.run)) + 1
    return [
        Stretch("engaged" if person.y[rows[0]] else "rest", person.X[rows])
        for rows in np.split(np.arange(len(person.y)), edges)
    ]
