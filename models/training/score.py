"""Learn the weights of the score: closed forms and one convex problem, no network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.data.recordings import DataError
from attention_camp.models.electrodes import N_HARMONICS, layout
from attention_camp.models.patches import N_POWERS, harmonics_at
from attention_camp.models.score.places import N_OVER_HEAD, N_POOLED
from attention_camp.models.score.spectra import Values, log_powers, relative
from attention_camp.models.score.views import at_rest, slowed, spread_of, views_of
from attention_camp.models.score.weights import Line
from attention_camp.models.windows import Windows, some

RIDGE = 1.5
"""Penalty on the squared weights over the head, features having spread 1."""
POOLED_SHARE = 0.2
"""How much of the pooled line is kept in the one over the head: the least with which
that gains on the pooled line, by an interval above 0, on every headset of the table
that is laid out, headset and people left out. Caps of 19 lose 0.01 AUC by it."""
ALPHA_SHARE = 1.0
"""How far spectra are moved with a person's own alpha: all of the way, though from 0.5
to 1.5 people left out are told apart as well within 0.01 AUC."""
WITHOUT_REST = 0.45
"""Most support of a window while the person's own rest is not known, below what may
act: of windows that would be certain, up to 0.45 were wrong on a headset left out."""
N_STEPS = 12
"""Of Newton's method; it is there after six."""


@dataclass(frozen=True, slots=True, eq=False)
class Sitting:
    """One person's windows through one headset."""

    person: str
    headset: str
    family: str
    """Kind of headset: those of one kind are never learned from to test one another."""
    windows: Windows
    """At the rate of the patches; all may be scored."""
    y: NDArray[np.int64]
    is_baseline: NDArray[np.bool_]
    """The person's own rest, never learned from."""
    rows: NDArray[np.intp]
    """Which of the person's windows these are."""


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """What is learned from one sitting, in one setting."""

    person: str
    family: str
    pooled: Values
    over_head: Values
    is_over_head: NDArray[np.bool_]
    n_chans: NDArray[np.int64]
    y: NDArray[np.int64]

    @property
    def weight(self) -> Values:
        """Of each window: both classes weigh a half."""
        share = np.array([max((self.y == label).sum(), 1) for label in (0, 1)])
        return np.asarray(0.5 / share[self.y])


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """The two lines of one setting, before probabilities."""

    pooled: Line
    over_head: Line

    def of(self, features: Features) -> tuple[Values, Values]:
        """Return the logits of the pooled line, and of the one over the head."""
        return self.pooled(features.pooled), self.over_head(features.over_head)


def sitting_of(
    windows: Windows,
    y: NDArray[np.int64],
    is_baseline: NDArray[np.bool_],
    *,
    person: str,
    headset: str,
    family: str,
) -> Sitting:
    """Return a person's windows without those that cannot be scored.

    Parameters
    ----------
    windows : Windows
        At any rate.
    y : ndarray, shape (n_windows,)
        0 rest, 1 engaged.
    is_baseline : ndarray, shape (n_windows,)
        Which windows are the person's own rest.
    person, headset, family : str
        Who, through what, and its kind.
    """
    slow = slowed(windows)
    kept = slow.scored
    rows = np.flatnonzero(kept)
    return Sitting(
        person, headset, family, some(slow, kept), y[kept], is_baseline[kept], rows
    )


def spectra_at_rest(
    sittings: Sequence[Sitting],
) -> tuple[Values, Values]:
    """Return a typical rest as harmonics over the head, and its usual spread.

    Returns
    -------
    typical : ndarray, shape (N_HARMONICS, N_POWERS)
    spread : ndarray, shape (N_POWERS,)
    """
    means, spreads = [], []
    for sitting in sittings:
        rest = some(sitting.windows, sitting.y == 0)
        if not len(rest.reasons):
            continue
        logs, mask = log_powers(rest), rest.usable.astype(np.float64)
        level = relative(logs, np.zeros_like(logs), mask)
        fields = layout(harmonics_at(rest.ch_names), mask.astype(np.float32))
        means.append((fields.transpose(0, 2, 1) @ level).mean(axis=0))
        spreads.append(spread_of(logs, mask))
    if not means:
        return np.zeros((N_HARMONICS, N_POWERS)), np.ones(N_POWERS)
    return np.mean(means, axis=0), np.sqrt(np.mean(np.square(spreads), axis=0))


def features_of(
    sitting: Sitting, typical: Values, usual_spread: Values, *, with_rest: bool
) -> Features:
    """Return what is learned from a sitting.

    Parameters
    ----------
    sitting : Sitting
        One person's windows.
    typical : ndarray, shape (N_HARMONICS, N_POWERS)
        A typical rest.
    usual_spread : ndarray, shape (N_POWERS,)
        Of log powers at rest.
    with_rest : bool
        Whether the person's own rest is known.
    """
    rest = None
    if with_rest and sitting.is_baseline.any():
        own = some(sitting.windows, sitting.is_baseline)
        rest = at_rest(own, usual_spread, alpha_share=ALPHA_SHARE)
    tested = ~sitting.is_baseline
    views = views_of(some(sitting.windows, tested), rest, typical)
    return Features(
        sitting.person,
        sitting.family,
        views.pooled,
        views.over_head,
        views.is_over_head,
        views.mask.sum(axis=1).astype(np.int64),
        sitting.y[tested],
    )


def fit_lines(rows: Sequence[Features]) -> Lines:
    """Fit the pooled line, and the one over the head where windows are laid out.

    Every sitting weighs the same, whatever its length.

    Raises
    ------
    DataError
        If nobody has windows of both labels.
    """
    rows = [row for row in rows if set(np.unique(row.y)) == {0, 1}]
    if not rows:
        msg = (
            "Nobody who may be learned from has windows of both a task and rest, "
            "outside the own rest that is only compared with. Give recordings of more "
            "people, or longer ones."
        )
        raise DataError(msg)
    y = np.concatenate([row.y for row in rows])
    weight = np.concatenate([row.weight for row in rows])
    pooled = np.concatenate([row.pooled for row in rows])
    line = naive_line(pooled, y, weight)
    laid = np.concatenate([row.is_over_head for row in rows])
    if not laid.any():
        return Lines(line, Line(np.zeros(N_OVER_HEAD), 0.0))
    over_head = np.concatenate([row.over_head[row.is_over_head] for row in rows])
    found = ridge_line(over_head, y[laid], weight[laid], ridge=RIDGE)
    kept = np.zeros(N_OVER_HEAD)
    kept[:N_POOLED] = POOLED_SHARE * line.weights  # degree 0 is the pooled spectrum
    bias = found.bias + POOLED_SHARE * line.bias
    return Lines(line, Line(found.weights + kept, bias))


def naive_line(features: Values, y: NDArray[np.int64], weight: Values) -> Line:
    """Return the line of naive Bayes, its slope and bias by logistic regression.

    Bands are weighed one by one, by how far the classes are apart in spreads: fitted
    together, neighbouring bands get weights of opposite signs that hold for the
    headsets they were fitted to.

    Parameters
    ----------
    features : ndarray, shape (n_windows, n_features)
        Pooled spectra.
    y : ndarray, shape (n_windows,)
        0 rest, 1 engaged.
    weight : ndarray, shape (n_windows,)
        How much each window counts.
    """
    means = [
        np.average(features[y == k], axis=0, weights=weight[y == k]) for k in (0, 1)
    ]
    apart = features - np.stack(means)[y]
    variance = np.average(apart**2, axis=0, weights=weight) + 1e-12
    direction = (means[1] - means[0]) / variance
    line = ridge_line(
        (features @ direction)[:, None],
        y,
        weight,
        ridge=1e-6,
    )
    return Line(direction * line.weights[0], line.bias)


def ridge_line(
    features: Values,
    y: NDArray[np.int64],
    weight: Values,
    *,
    ridge: float,
) -> Line:
    """Return a line by regularised logistic regression: one minimum, no seed.

    Parameters
    ----------
    features : ndarray, shape (n_windows, n_features)
        What the line is a function of.
    y : ndarray, shape (n_windows,)
        0 rest, 1 engaged.
    weight : ndarray, shape (n_windows,)
        How much each window counts.
    ridge : float
        Penalty on the squared weights, features having spread 1.
    """
    weight = weight / weight.sum()
    scale = features.std(axis=0) + 1e-3
    design = np.column_stack([features / scale, np.ones(len(y))])
    penalty = np.r_[np.full(features.shape[1], ridge), 0.0]
    line = np.zeros(len(penalty))
    for _ in range(N_STEPS):
        z = design @ line
        p = 0.5 * (1 + np.tanh(z / 2))
        gradient = design.T @ (weight * (p - y)) + penalty * line
        root = design * np.sqrt(weight * p * (1 - p))[:, None]
        curvature = root.T @ root + np.diag(penalty) + 1e-12 * np.eye(len(line))
        step = np.linalg.solve(curvature, gradient)
        line -= step
        if np.abs(step).max() < 1e-9:
            break
    return Line(line[:-1] / scale, float(line[-1]))
