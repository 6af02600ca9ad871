"""Explain the linear score: its gradients are its weights, so they are exact.

See ``explain_linear.py``, which explains networks without an encoder in the same way.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from attention_camp.models.electrodes import N_HARMONICS
from attention_camp.models.explaining.explain_linear import chord
from attention_camp.models.explaining.explanation import (
    AFTER_GRADIENTS,
    N_RANDOM,
    RANDOM,
    OnProgress,
    Parts,
    checked,
    rank_correlation,
)
from attention_camp.models.patches import BANDS, N_POWERS, pieces
from attention_camp.models.personal import PersonalWeights
from attention_camp.models.score.estimator import Score
from attention_camp.models.score.spectra import TINY, Values, patch_powers
from attention_camp.models.score.views import Views
from attention_camp.models.windows import Windows


@dataclass(frozen=True, slots=True, eq=False)
class _Weights:
    """The weights that are explained, learned or drawn."""

    pooled: Values
    over_head: Values
    """Shape (N_HARMONICS, N_POWERS)."""
    adapter: Values
    """Of the person's own directions, same shape."""


def explain_score(
    score: Score,
    windows: Windows,
    *,
    personal: PersonalWeights,
    progress: OnProgress,
) -> Parts:
    """Explain windows by the score that knows the person's rest.

    Parameters
    ----------
    score : Score
        Aligned to own rest.
    windows : Windows
        All of which may be scored.
    personal : PersonalWeights
        With an adapter, the personal logit is explained instead of the shared one.
    progress : callable
        Told how far it is, 0 to 1, and what comes next.
    """
    views = score.views(windows)
    relative = _by_patch(views)
    paths, n = score.weights.own_rest, len(personal.adapter)
    along = score.weights.adapter.weights[:, :n] @ np.array(personal.adapter)
    shape = (N_HARMONICS, N_POWERS)
    learned = _Weights(
        paths.pooled.weights,
        paths.over_head.weights.reshape(shape),
        along.reshape(shape),
    )
    found = _attribution(score, views, relative, learned, personal)
    picks = checked(len(relative))
    alike = []
    for seed in range(N_RANDOM):
        progress(AFTER_GRADIENTS + (1 - AFTER_GRADIENTS) * seed / N_RANDOM, RANDOM)
        drawn = _drawn(learned, np.random.default_rng(seed))
        other = _attribution(score, views, relative, drawn, personal)
        alike.append(rank_correlation(found[picks], other[picks]))
    # without an encoder there is no attention to show, and what is 0 is rejected
    return Parts(found, np.zeros(found.shape[:3]), float(np.mean(alike)), 1.0)


def _by_patch(views: Views) -> Values:
    """Return what is told apart from rest in each patch, (B, C, P, F)."""
    windows = views.windows
    values = pieces(windows.data, windows.usable)
    powers = patch_powers(values, windows.usable.astype(np.float64))
    logs = np.log(powers + TINY)
    apart = (logs - views.logs[:, :, None]) * views.scale * views.mask[:, :, None, None]
    return np.asarray(apart + views.apart[:, :, None])


def _attribution(
    score: Score,
    views: Views,
    relative: Values,
    weights: _Weights,
    personal: PersonalWeights,
) -> Values:
    """Return contributions, (n_windows, n_chans, n_patches, n_bands)."""
    gradient = views.weighed(weights.pooled, weights.over_head)
    shared = _contributions(relative, gradient)
    if personal.adapter:
        paths, laid = score.weights.own_rest, views.is_over_head
        start = np.where(laid, paths.over_head.bias, paths.pooled.bias)
        here = start + shared.sum(axis=(1, 2, 3))
        n_chans = views.mask.sum(axis=1).astype(np.int64)
        slope = np.where(
            laid,
            paths.over_head_scale.line(n_chans)[0],
            paths.pooled_scale.line(n_chans)[0],
        )
        factor = personal.slope * slope * chord(start, here)
        shared = factor[:, None, None, None] * shared
        along = views.fields @ weights.adapter @ views.bands.T
        shared += _contributions(relative, along)
    by_reference = shared.reshape(*shared.shape[:-1], 2, len(BANDS))
    return np.asarray(by_reference.sum(axis=-2))


def _contributions(relative: Values, gradient: Values) -> Values:
    return np.asarray(relative * gradient[:, :, None] / relative.shape[2])


def _drawn(weights: _Weights, rng: np.random.Generator) -> _Weights:
    """Return weights that were never learned, of the same spread."""
    parts = (weights.pooled, weights.over_head, weights.adapter)
    return _Weights(*(rng.normal(0.0, part.std(), part.shape) for part in parts))
