"""A person's calibration: alignment to their rest, and the right of a score to act."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.figures import auc, calibration_error
from attention_camp.models.indices import Index, Level, eye_ratio, logistic
from attention_camp.models.nested import LabelledWindows, procedure_for
from attention_camp.models.personal import Personal
from attention_camp.models.replay_buffer import ReplayBuffer
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
ARTEFACTS = ("time-on-task", "amplitude", "muscle", "eyes")
"""What tells rest from task without the brain: the score must do better."""
PEERS = ("pope",)
"""What tells them apart by one formula: the score must not do worse."""


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """Usable windows of one calibration block, in order of time."""

    label: Label
    windows: NDArray[np.floating]
    """Shape (n_windows, n_chans, n_times), volts."""


def calibrate(
    scorer: Scorer,
    stretches: Sequence[Stretch],
    *,
    earlier: Sequence[ReplayBuffer] = (),
    may_adapt: bool = True,
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
    earlier : sequence of ReplayBuffer
        Earlier sessions of the same person, oldest first: the personal numbers are
        fitted to their windows as well, so that they are not forgotten. The verdict is
        about today's windows alone.
    may_adapt : bool
        Whether own directions are looked at, where there are blocks enough.
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
    scorer = _before_calibration(scorer)
    data = _collected(scorer, stretches)
    rest = data.X[data.y == 0]
    if not len(rest):
        return _refused(scorer, data, Why.NOT_CALIBRATED), scorer
    aligned = copy.copy(scorer)
    aligned.personalise(rest)
    if why := _too_little(data):
        return _refused(aligned, data, why), aligned
    procedure = procedure_for(scorer, data, earlier, may_adapt=may_adapt)
    held_out = procedure.held_out(data)
    aligned, weights, choice = procedure.fit(data)
    personal = copy.copy(aligned)
    personal.estimator = Personal(aligned.estimator, weights)
    nulls = _nulls(scorer, data, procedure.folds(data))
    report = _judged(held_out, nulls, data, np.random.default_rng(seed))
    return replace(
        report,
        slope=weights.slope,
        shift=weights.shift,
        adapter=weights.adapter,
        adapter_gain=choice.gain,
        model_hash=personal.model_hash,
    ), personal


def _before_calibration(scorer: Scorer) -> Scorer:
    """Return a scorer without an earlier calibration: the next one starts over."""
    if not isinstance(scorer.estimator, Personal):
        return scorer
    shared = copy.copy(scorer)
    shared.estimator = scorer.estimator.shared
    return shared


def _too_little(data: LabelledWindows) -> Why | None:
    """Return what the windows lack for a verdict; None: nothing."""
    if data.fewest(data.chunk) < MIN_CHUNKS:
        return Why.NOT_CALIBRATED
    return Why.NO_ALTERNATION if (np.diff(data.y) != 0).sum() < 2 else None


def _refused(scorer: Scorer, data: LabelledWindows, why: Why) -> CalibrationReport:
    return CalibrationReport(
        permission=False,
        why=why.value,
        n_rest=int((data.y == 0).sum()),
        n_engaged=int((data.y == 1).sum()),
        model_hash=scorer.model_hash,
    )


def _collected(scorer: Scorer, stretches: Sequence[Stretch]) -> LabelledWindows:
    X, y, chunk = [], [], []
    block: list[NDArray[np.int64]] = []
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
        block.append(np.full(len(kept), len(block), np.int64))
        n_chunks += -(-len(kept) // CHUNK)
    if not X:
        nothing = np.zeros(0, np.int64)
        empty = np.zeros((0, len(scorer.ch_names), 1))
        return LabelledWindows(empty, nothing, nothing.astype(float), nothing, nothing)
    n = sum(len(part) for part in y)
    return LabelledWindows(
        np.concatenate(X),
        np.concatenate(y),
        np.arange(n, dtype=float),
        np.concatenate(chunk),
        np.concatenate(block),
    )


def _nulls(
    scorer: Scorer, data: LabelledWindows, tests: Sequence[NDArray[np.bool_]]
) -> dict[str, NDArray[np.float64]]:
    """Return for each null its held-out score of every window."""
    windows = prepare(data.X, sfreq=scorer.sfreq, ch_names=scorer.ch_names)
    values = {
        "time-on-task": data.time,
        "amplitude": Level("amplitude").ratio(windows),
        "muscle": Level("muscle").ratio(windows),
        "eyes": eye_ratio(windows),
        "pope": Index("pope").ratio(windows),
    }
    return {
        name: _null_score(values[name], data.y, tests) for name in (*ARTEFACTS, *PEERS)
    }


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


def _judged(
    z: NDArray[np.float64],
    null_scores: Mapping[str, NDArray[np.float64]],
    data: LabelledWindows,
    rng: np.random.Generator,
) -> CalibrationReport:
    found = auc(data.y, z)
    nulls = {name: auc(data.y, scores) for name, scores in null_scores.items()}
    low, high = _chunk_interval(z, data, rng)
    shuffled = _shuffled(z, data, rng)
    p_value = float((1 + (shuffled >= found).sum()) / (1 + len(shuffled)))
    # an artefact that does as well may be all there is to the score; an index that
    # does as well is a measure of engagement, too, and no reason against it
    beaten_by = [n for n in ARTEFACTS if nulls[n] >= found]
    beaten_by += [n for n in PEERS if nulls[n] > found]
    # shuffles ask whether any score could do as well, the bootstrap whether this one
    # would again: a score that acts needs both
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
    z: NDArray[np.float64], data: LabelledWindows, rng: np.random.Generator
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
    z: NDArray[np.float64], data: LabelledWindows, rng: np.random.Generator
) -> NDArray[np.float64]:
    """Return the AUC under shuffled labels of whole chunks."""
    # single windows overlap in time: shuffled one by one, chance would look too weak
    chunks, place = np.unique(data.chunk, return_inverse=True)
    label = np.array([data.y[data.chunk == c][0] for c in chunks])
    return np.array([auc(rng.permutation(label)[place], z) for _ in range(N_SHUFFLES)])


def held_out_of(
    scorer: Scorer, stretches: Sequence[Stretch]
) -> tuple[NDArray[np.int64], NDArray[np.float64]] | None:
    """Return labels and held-out probabilities of a person; None: too few windows."""
    data = _collected(scorer, stretches)
    if data.fewest(data.chunk) < 2:
        return None
    return data.y, logistic(procedure_for(scorer, data).held_out(data))
