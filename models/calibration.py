"""A person's calibration: alignment to their rest, and the right of a score to act."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.indices import logistic
from attention_camp.models.judging.chance import n_orders
from attention_camp.models.judging.judgement import null_scores_of
from attention_camp.models.nested import LabelledWindows, procedure_for
from attention_camp.models.personal import Personal, PersonalWeights
from attention_camp.models.pupil.judged import judged_with_pupil
from attention_camp.models.pupil.weights import PupilWeights
from attention_camp.models.replay_buffer import ReplayBuffer
from attention_camp.models.scorer import Scorer
from attention_camp.models.verdict import (
    CHUNK,
    MIN_CHUNKS,
    MIN_ORDERS,
    RULE,
    RULE_BADS,
    RULE_BESIDE,
    CalibrationReport,
    Why,
)
from attention_camp.models.windows import prepare

Label = Literal["rest", "engaged", "passive"]
"""``passive``: the displays of the task, and keys, without attending to them."""


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """Usable windows of one calibration block, in order of time."""

    label: Label
    windows: NDArray[np.floating]
    """Shape (n_windows, n_chans, n_times), volts; NaN where a channel is left out."""
    beside: Mapping[str, NDArray[np.float64]] = field(default_factory=dict)
    """What was measured beside the EEG in each window: a name of
    ``judgement.BESIDE``, and an array of shape (n_windows,), NaN where it is not known.
    """


def calibrate(
    scorer: Scorer,
    stretches: Sequence[Stretch],
    *,
    earlier: Sequence[ReplayBuffer] = (),
    may_adapt: bool = True,
    rule: int = RULE,
    seed: int = 0,
) -> tuple[CalibrationReport, Scorer]:
    """Fit a scorer to a person and tell whether its score may steer difficulty.

    Rest and task must alternate; else the clock tells them apart.

    Parameters
    ----------
    scorer : Scorer
        With shipped or trained weights; it stays as it is.
    stretches : sequence of Stretch
        The calibration blocks in the order they were recorded.
    earlier : sequence of ReplayBuffer
        Earlier sessions of the same person, oldest first, for the fit alone.
    may_adapt : bool
        Whether own directions are looked at.
    rule : int
        How the verdict is reached: ``RULE``, or that of an earlier version.
    seed : int
        For the orders and the bootstrap.

    Returns
    -------
    CalibrationReport
    Scorer
        Aligned to own rest, with personal probabilities where both labels were there.
    """
    scorer = by_rule(without_calibration(scorer), rule)
    data, passive = _collected_apart(scorer, stretches)
    rest = data.X[data.y == 0]
    if not len(rest):
        return _refused(scorer, data, Why.NOT_CALIBRATED, rule), scorer
    aligned = copy.copy(scorer)
    aligned.personalise(rest)
    if why := _too_little(data, rule):
        return _refused(aligned, data, why, rule), aligned
    procedure = procedure_for(scorer, data, earlier, may_adapt=may_adapt)
    z, seen = procedure.held_out(data, passive)
    aligned, weights, choice = procedure.fit(data)
    nulls = null_scores_of(scorer, _judged(data, rule), procedure.folds(data))
    z, seen, nulls, data, passive = _with_score(z, seen, nulls, data, passive)
    if why := _too_little(data, rule):
        return _refused(aligned, data, why, rule), aligned
    looked = judged_with_pupil(z, nulls, data, rule=rule, seed=seed)
    personal = personal_scorer(aligned, weights, looked.weights)
    return replace(
        looked.with_passive(seen, data, passive),
        slope=weights.slope,
        shift=weights.shift,
        adapter=weights.adapter,
        adapter_gain=choice.gain,
        model_hash=personal.model_hash,
    ), personal


def _with_score(
    z: NDArray[np.float64],
    seen: NDArray[np.float64],
    nulls: Mapping[str, NDArray[np.float64]],
    data: LabelledWindows,
    passive: LabelledWindows,
) -> tuple[
    NDArray[np.float64],
    NDArray[np.float64],
    dict[str, NDArray[np.float64]],
    LabelledWindows,
    LabelledWindows,
]:
    """Leave out what has no held-out score.

    That is a window whose reference is not that of the rest it was left out of.
    """
    scored, shown = ~np.isnan(z), ~np.isnan(seen)
    left = {name: values[scored] for name, values in nulls.items()}
    return z[scored], seen[shown], left, data[scored], passive[shown]


def _judged(data: LabelledWindows, rule: int) -> LabelledWindows:
    """Return what a rule looks at: earlier ones not at the channels beside the EEG."""
    return data if rule >= RULE_BESIDE else replace(data, beside={})


def personal_scorer(
    aligned: Scorer, weights: PersonalWeights, pupil: PupilWeights | None = None
) -> Scorer:
    """Return an aligned scorer with a person's own probabilities.

    Parameters
    ----------
    aligned : Scorer
        Aligned to the person's rest.
    weights : PersonalWeights
        From the logit to the person's own.
    pupil : PupilWeights or None
        How the pupil joins the score; None: it does not.
    """
    personal = copy.copy(aligned)
    personal.estimator = Personal(aligned.estimator, weights)
    personal.pupil = pupil
    return personal


def without_calibration(scorer: Scorer) -> Scorer:
    """Return a scorer without an earlier calibration: the next one starts over."""
    if not isinstance(scorer.estimator, Personal):
        return scorer
    shared = copy.copy(scorer)
    shared.estimator = scorer.estimator.shared
    shared.pupil = None
    return shared


def by_rule(scorer: Scorer, rule: int) -> Scorer:
    """Return a scorer that sees own rest as a rule does.

    Parameters
    ----------
    scorer : Scorer
        Without a calibration; it stays as it is.
    rule : int
        ``RULE``, or that of an earlier version.
    """
    knows_bads = rule >= RULE_BADS
    if scorer.estimator.knows_bads == knows_bads:
        return scorer
    ruled = copy.copy(scorer)
    ruled.estimator = copy.copy(scorer.estimator)
    ruled.estimator.knows_bads = knows_bads
    return ruled


def _too_little(data: LabelledWindows, rule: int) -> Why | None:
    """Return what the windows lack for a verdict; None: nothing."""
    if data.fewest(data.chunk) < MIN_CHUNKS:
        return Why.NOT_CALIBRATED
    if (np.diff(data.y) != 0).sum() < 2:
        return Why.NO_ALTERNATION
    too_few = rule > 1 and n_orders(data.y, data.block) < MIN_ORDERS
    return Why.TOO_FEW_BLOCKS if too_few else None


def _refused(
    scorer: Scorer, data: LabelledWindows, why: Why, rule: int
) -> CalibrationReport:
    return CalibrationReport(
        rule=rule,
        n_orders=n_orders(data.y, data.block) if rule > 1 and len(data.y) else 0,
        permission=False,
        why=why.value,
        n_rest=int((data.y == 0).sum()),
        n_engaged=int((data.y == 1).sum()),
        model_hash=scorer.model_hash,
    )


def _collected_apart(
    scorer: Scorer, stretches: Sequence[Stretch]
) -> tuple[LabelledWindows, LabelledWindows]:
    """Return the windows of rest and task, and those in which displays were seen."""
    blocks = [s for s in stretches if s.label != "passive"]
    seen = [s for s in stretches if s.label == "passive"]
    return collected(scorer, blocks), collected(scorer, seen)


def collected(scorer: Scorer, stretches: Sequence[Stretch]) -> LabelledWindows:
    """Return the windows of several stretches that a scorer takes, in their order."""
    X, y, chunk = [], [], []
    block: list[NDArray[np.int64]] = []
    beside: list[dict[str, NDArray[np.float64]]] = []
    n_chunks = 0
    for stretch in stretches:
        if stretch.label not in get_args(Label):
            msg = f"label: one of {get_args(Label)}, got {stretch.label!r}."
            raise ValueError(msg)
        if not len(stretch.windows):
            continue
        windows = np.asarray(stretch.windows, dtype=np.float64)
        ready = prepare(windows, sfreq=scorer.sfreq, ch_names=scorer.ch_names)
        taken = scorer.estimator.takes(ready)
        kept = windows[taken]
        X.append(kept)
        y.append(np.full(len(kept), int(stretch.label == "engaged")))
        beside.append(_rows(stretch.beside, taken))
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
        _joined(beside, [len(part) for part in y]),
    )


def _rows(
    beside: Mapping[str, NDArray[np.float64]], taken: NDArray[np.bool_]
) -> dict[str, NDArray[np.float64]]:
    return {name: np.asarray(values)[taken] for name, values in beside.items()}


def _joined(
    parts: Sequence[Mapping[str, NDArray[np.float64]]], lengths: Sequence[int]
) -> dict[str, NDArray[np.float64]]:
    """Return what was measured beside the EEG, NaN where a part has no such measure."""
    names = dict.fromkeys(name for part in parts for name in part)
    return {
        name: np.concatenate(
            [
                part.get(name, np.full(n, np.nan))
                for part, n in zip(parts, lengths, strict=True)
            ]
        )
        for name in names
    }


def held_out_of(
    scorer: Scorer, stretches: Sequence[Stretch]
) -> tuple[NDArray[np.int64], NDArray[np.float64]] | None:
    """Return labels and held-out probabilities of a person; None: too few windows."""
    data = collected(scorer, stretches)
    if data.fewest(data.chunk) < 2:
        return None
    return data.y, logistic(procedure_for(scorer, data).held_out(data)[0])
