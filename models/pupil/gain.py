"""The pupil as a second signal of the score: used where it helps a person, only there.

What it adds to the EEG's held-out logits is judged on blocks left out, as an adapter
is; whether that could be chance, by whole blocks of pupil in other orders and by what
the windows are worth. It never gives a score the right to act: the EEG's own has to
have it, and the score of both has to beat the same controls.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.figures import auc
from attention_camp.models.judging.chance import effective_windows, n_orders
from attention_camp.models.nested import LabelledWindows, rounds
from attention_camp.models.personal import (
    Seen,
    Taught,
    balanced,
    fit_personal,
    losses,
)
from attention_camp.models.pupil.weights import PupilWeights
from attention_camp.models.verdict import PupilVerdict

PUPIL = "pupil"
"""Name of the measure beside the EEG."""
ALPHA = 0.05
"""Largest share of other orders of the pupil's blocks that may gain as much."""
MOST_ORDERS = 252
"""Most orders that are looked at, all those of five blocks of either; own choice."""
Z_LOW = 1.644854
"""Of the one-sided 95 % bound of the gain."""
LEAST_SEEN = 0.5
"""Share of the windows of either label that have to show the pupil; own choice."""

Values = NDArray[np.float64]


class WhyPupil(StrEnum):
    """Codes of what came of the pupil; stable, written to the ledger."""

    HELPS = "helps"
    NO_GAIN = "no-gain"
    NOT_SEEN = "not-seen"
    SCORE_REFUSED = "score-refused"
    BELOW_NULLS = "below-nulls"


@dataclass(frozen=True, slots=True, eq=False)
class Looked:
    """What was found of the pupil."""

    verdict: PupilVerdict
    z: Values
    """Held-out logits of both, shape (n_windows,); the EEG's own where the pupil is not
    known."""
    weights: PupilWeights | None
    """Fitted to all windows; None: nothing was fitted."""


def look_at_pupil(
    z: Values, data: LabelledWindows, rng: np.random.Generator
) -> Looked | None:
    """Return whether the pupil tells task from rest beyond the EEG; None: no tracker.

    Parameters
    ----------
    z : ndarray, shape (n_windows,)
        Held-out logits of the EEG.
    data : LabelledWindows
        The windows of the calibration.
    rng : Generator
        Draws orders of the blocks where there are many.
    """
    pupil = data.beside.get(PUPIL)
    if pupil is None:
        return None
    known = np.isfinite(pupil)
    n_seen = int(known.sum())
    is_often = all(known[data.y == k].mean() >= LEAST_SEEN for k in (0, 1))
    kept = data[known]
    has_rounds = is_often and kept.fewest(kept.block) >= 2
    if not has_rounds or not float(pupil[known].std()) > 0:
        return Looked(PupilVerdict(why=WhyPupil.NOT_SEEN, n_windows=n_seen), z, None)
    size, eeg = pupil[known], z[known]
    masks = rounds(kept)
    alone = _held_out(eeg, np.full(n_seen, np.nan), kept.y, masks)
    both = _held_out(eeg, size, kept.y, masks)
    saved = _saved(alone, both, kept.y)
    gain = _mean(saved, kept.y)
    others = [
        _mean(_saved(alone, _held_out(eeg, one, kept.y, masks), kept.y), kept.y)
        for one in _in_other_orders(size, kept, rng)
    ]
    p_value = (1 + sum(other >= gain for other in others)) / (1 + len(others))
    n_worth = effective_windows(saved, kept.y, kept.block)
    low = gain - Z_LOW * float(saved.std()) / math.sqrt(max(n_worth, 1.0))
    whole = z.copy()
    whole[known] = both
    helps = p_value <= ALPHA + 1e-9 and low > 0 and auc(data.y, whole) > auc(data.y, z)
    verdict = PupilVerdict(
        used=helps,
        why=WhyPupil.HELPS if helps else WhyPupil.NO_GAIN,
        auc_alone=auc(data.y, z),
        auc_both=auc(data.y, whole),
        auc_pupil=_alone(size, kept.y, masks),
        gain=gain,
        gain_low=low,
        p_value=p_value,
        n_orders=n_orders(kept.y, kept.block),
        n_windows=n_seen,
        n_effective=n_worth,
    )
    weights = _weights(eeg, size, kept.y)
    return Looked(replace(verdict, weight=weights.line.adapter[0]), whole, weights)


def _weights(z: Values, size: Values, y: NDArray[np.int64]) -> PupilWeights:
    """Return the weights fitted to windows; the pupil's is never negative.

    Effort widens a pupil (Beatty 1982, doi:10.1037/0033-2909.91.2.276): one that is
    narrower with a task tells of brighter displays, and not of engagement.
    """
    mean, spread = float(size.mean()), float(size.std()) + 1e-12
    taught = Taught(Seen(z, ((size - mean) / spread)[:, None]), y)
    line = fit_personal(taught, adapts=True)
    if line.adapter[0] < 0:
        line = replace(fit_personal(taught), adapter=(0.0,))
    return PupilWeights(line, mean, spread)


def _held_out(
    z: Values, size: Values, y: NDArray[np.int64], masks: Sequence[NDArray[np.bool_]]
) -> Values:
    """Return held-out logits of both; of the EEG alone where no size is known."""
    found = np.zeros(len(y))
    has_size = bool(np.isfinite(size).all())
    for test in masks:
        if has_size:
            weights = _weights(z[~test], size[~test], y[~test])
            found[test] = weights.logits(z[test], size[test])
        else:
            line = fit_personal(Taught(_seen(z[~test]), y[~test]))
            found[test] = line.logits(_seen(z[test]))
    return found


def _seen(z: Values) -> Seen:
    return Seen(z, np.zeros((len(z), 0)))


def _saved(alone: Values, both: Values, y: NDArray[np.int64]) -> Values:
    """Return the bits that the pupil saved in each window."""
    return np.asarray((losses(alone, y) - losses(both, y)) / math.log(2))


def _mean(saved: Values, y: NDArray[np.int64]) -> float:
    """Return the mean over windows, rest and task weighing the same."""
    return float(np.average(saved, weights=balanced(y)))


def _alone(
    size: Values, y: NDArray[np.int64], masks: Sequence[NDArray[np.bool_]]
) -> float:
    """Return the held-out AUC of the pupil alone."""
    score = np.zeros(len(y))
    for test in masks:
        mean = {k: float(size[~test][y[~test] == k].mean()) for k in (0, 1)}
        spread = float(size[~test].std()) + 1e-12
        middle = (mean[0] + mean[1]) / 2
        sign = 1.0 if mean[1] >= mean[0] else -1.0
        score[test] = sign * (size[test] - middle) / spread
    return auc(y, score)


def _in_other_orders(
    size: Values, data: LabelledWindows, rng: np.random.Generator
) -> list[Values]:
    """Return the pupil with its whole blocks in other orders, all where they are few.

    The blocks that stand for rest keep their order, and those that stand for task, so
    that each way to choose them counts once, as for the score.
    """
    names = np.unique(data.block)
    label = np.array([data.y[data.block == name][0] for name in names])
    n_task = int(label.sum())
    if math.comb(len(label), n_task) <= MOST_ORDERS:
        picks = itertools.combinations(range(len(label)), n_task)
        dealt = [np.isin(np.arange(len(label)), pick) for pick in picks]
        dealt = [one for one in dealt if (one != (label == 1)).any()]
    else:
        dealt = [rng.permutation(label) == 1 for _ in range(MOST_ORDERS)]
    courses = [size[data.block == name] for name in names]
    found = []
    for one in dealt:
        source = np.empty(len(names), int)
        source[label == 1] = np.flatnonzero(one)
        source[label == 0] = np.flatnonzero(~one)
        other = np.empty_like(size)
        for slot, name in enumerate(names):
            rows = data.block == name
            # blocks differ in length by a window or two: a short one goes on anew
            other[rows] = np.resize(courses[source[slot]], int(rows.sum()))
        found.append(other)
    return found
