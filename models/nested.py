"""Nested cross-validation of a person's calibration, blocks of time left out whole.

Inside, what was left out chooses between two personal numbers and an adapter as well;
outside, what was left out judges the whole procedure: alignment, choice and fit.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.personal import (
    PersonalWeights,
    Seen,
    Taught,
    balanced,
    fit_personal,
    losses,
    see,
)
from attention_camp.models.replay_buffer import ReplayBuffer, recalled
from attention_camp.models.scorer import Scorer
from attention_camp.models.verdict import MIN_BLOCKS
from attention_camp.models.windows import prepare


@dataclass(frozen=True, slots=True, eq=False)
class LabelledWindows:
    """Usable windows of a calibration, in order of time."""

    X: NDArray[np.float64]
    """Shape (n_windows, n_chans, n_times), volts."""
    y: NDArray[np.int64]
    """0 rest, 1 engaged."""
    time: NDArray[np.float64]
    chunk: NDArray[np.int64]
    """Neighbours that stay together, 12 s."""
    block: NDArray[np.int64]
    """Stretch of one label that they are from."""
    beside: Mapping[str, NDArray[np.float64]] = field(default_factory=dict)
    """Movement, pulse and pupil of each, by name; NaN: not known."""

    def __getitem__(self, rows: NDArray[np.bool_]) -> LabelledWindows:
        return LabelledWindows(
            self.X[rows],
            self.y[rows],
            self.time[rows],
            self.chunk[rows],
            self.block[rows],
            {name: values[rows] for name, values in self.beside.items()},
        )

    def fewest(self, part: NDArray[np.int64]) -> int:
        """Return the number of parts of the label that has fewer.

        Parameters
        ----------
        part : ndarray, shape (n_windows,)
            The part that each window belongs to.
        """
        return min(len(np.unique(part[self.y == label])) for label in (0, 1))


@dataclass(frozen=True, slots=True)
class Choice:
    """Whether a person's own directions are used, and what they changed."""

    adapts: bool = False
    gain: float = float("nan")
    """Log loss they saved on windows left out, bits; NaN: they were not looked at."""


def folds(y: NDArray[np.int64], chunk: NDArray[np.int64]) -> list[NDArray[np.bool_]]:
    """Return test masks: each holds one chunk of either label, as far as they go.

    Chunks are paired from opposite ends of time, so that neither the first nor the
    last half of the block is ever the whole test.

    Parameters
    ----------
    y : ndarray, shape (n_windows,)
        0 rest, 1 engaged.
    chunk : ndarray, shape (n_windows,)
        Number of the chunk of each window.
    """
    rest = np.unique(chunk[y == 0])
    engaged = np.unique(chunk[y == 1])[::-1]
    n_folds = min(len(rest), len(engaged))
    return [
        np.isin(chunk, [*rest[k::n_folds], *engaged[k::n_folds]])
        for k in range(n_folds)
    ]


def rounds(data: LabelledWindows) -> list[NDArray[np.bool_]]:
    """Return test masks: each holds a block of rest and the block of task after it."""
    rest, engaged = (np.unique(data.block[data.y == label]) for label in (0, 1))
    n_folds = data.fewest(data.block)
    return [
        np.isin(data.block, [*rest[k::n_folds], *engaged[k::n_folds]])
        for k in range(n_folds)
    ]


class Procedure:
    """From labelled windows to personal weights: align, choose, fit.

    Parameters
    ----------
    scorer : Scorer
        Before it is aligned to anybody.
    may_adapt : bool
        Whether an adapter may be chosen.
    before : Taught or None
        Windows of earlier sessions, which every fit sees as well.
    """

    def __init__(
        self, scorer: Scorer, *, may_adapt: bool, before: Taught | None
    ) -> None:
        self._scorer = scorer
        self._may_adapt = may_adapt
        self._before = before

    def fit(self, data: LabelledWindows) -> tuple[Scorer, PersonalWeights, Choice]:
        """Return the aligned scorer, the weights on top of it, and the choice."""
        choice = self._choose(data) if self._may_adapt else Choice()
        aligned, taught = self._taught(data)
        return aligned, fit_personal(taught, adapts=choice.adapts), choice

    def folds(self, data: LabelledWindows) -> list[NDArray[np.bool_]]:
        """Return which windows are left out in turn.

        An adapter could tell blocks from one another rather than task from rest, so
        that it is never judged on a block of which it has seen another part.
        """
        return rounds(data) if self._may_adapt else folds(data.y, data.chunk)

    def held_out(
        self, data: LabelledWindows, others: LabelledWindows | None = None
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return logits of windows that neither alignment, choice nor fit has seen.

        Parameters
        ----------
        data : LabelledWindows
            Rest and task, left out part by part.
        others : LabelledWindows, optional
            Windows that no fit sees at all.

        Returns
        -------
        logits : ndarray, shape (n_windows,)
            Of ``data``.
        theirs : ndarray, shape (n_others,)
            Of the others, the mean over the fits.
        """
        logits = np.full(len(data.y), np.nan)
        theirs = []
        for test in self.folds(data):
            aligned, weights, _ = self.fit(data[~test])
            logits[test] = weights.logits(_seen(aligned, data[test]))
            if others is not None and len(others.y):
                theirs.append(weights.logits(_seen(aligned, others)))
        return logits, np.mean(theirs, axis=0) if theirs else np.zeros(0)

    def _taught(self, data: LabelledWindows) -> tuple[Scorer, Taught]:
        """Return the scorer aligned to the rest in the data, and what it then sees."""
        aligned = copy.copy(self._scorer)
        aligned.personalise(data.X[data.y == 0])
        return aligned, Taught(_seen(aligned, data), data.y).after(self._before)

    def _choose(self, data: LabelledWindows) -> Choice:
        """Compare line and adapter on blocks that neither was fitted to."""
        saved = np.full(len(data.y), np.nan)
        for test in rounds(data):
            aligned, taught = self._taught(data[~test])
            seen = _seen(aligned, data[test])
            known = ~np.isnan(seen.z)  # elsewhere the reference is another
            rows = np.flatnonzero(test)[known]
            line, adapter = (
                losses(
                    fit_personal(taught, adapts=adapts).logits(seen)[known],
                    data.y[rows],
                )
                for adapts in (False, True)
            )
            saved[rows] = (line - adapter) / np.log(2)
        known = ~np.isnan(saved)
        if not known.any():
            return Choice()
        gain = float(np.average(saved[known], weights=balanced(data.y[known])))
        return Choice(gain > 0, gain)


def _seen(scorer: Scorer, data: LabelledWindows) -> Seen:
    windows = prepare(data.X, sfreq=scorer.sfreq, ch_names=scorer.ch_names)
    return see(scorer.estimator, windows)


def procedure_for(
    scorer: Scorer,
    data: LabelledWindows,
    earlier: Sequence[ReplayBuffer] = (),
    *,
    may_adapt: bool = True,
) -> Procedure:
    """Return how a scorer is to be fitted to these windows, after earlier sessions.

    Parameters
    ----------
    scorer : Scorer
        What is to be fitted to a person.
    data : LabelledWindows
        The windows of the calibration.
    earlier : sequence of ReplayBuffer
        Windows of the person's earlier sessions.
    may_adapt : bool
        Whether directions of their own may be tried.
    """
    has_directions = scorer.estimator.rank > 0
    has_blocks = data.fewest(data.block) >= MIN_BLOCKS
    return Procedure(
        scorer,
        may_adapt=may_adapt and has_directions and has_blocks,
        before=recalled(earlier, scorer.estimator, most=min(np.bincount(data.y))),
    )
