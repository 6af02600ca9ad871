"""Explain the linear path of the attention model: its gradients are its weights.

Integrated gradients (Sundararajan, Taly & Yan 2017, "Axiomatic attribution for deep
networks", ICML) of a linear function are the weight times the way from rest, whatever
the number of steps; so they are exact here, and cost one product.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.adapter import Adapter
from attention_camp.models.electrodes import N_HARMONICS
from attention_camp.models.explaining.explanation import (
    AFTER_GRADIENTS,
    N_RANDOM,
    RANDOM,
    OnProgress,
    Parts,
    checked,
    rank_correlation,
)
from attention_camp.models.patches import (
    BANDS,
    N_POWERS,
    Patches,
    patch_log_powers,
)
from attention_camp.models.personal import PersonalWeights
from attention_camp.models.weights import ModelCard, bent

Values = NDArray[np.float64]
N_FIELDS = N_HARMONICS * N_POWERS


@dataclass(frozen=True, slots=True, eq=False)
class LinearPath:
    """The logit of a window whose person's rest is known, as far as it is linear."""

    card: ModelCard
    typical_rest: Values
    """Log powers at a typical rest, as harmonics, shape (N_HARMONICS, N_POWERS)."""
    weights: Values
    """Of spectra relative to own rest, shape (N_HARMONICS, N_POWERS)."""
    at_rest: float
    """The logit at rest."""


def linear_path_of(card: ModelCard, tensors: Mapping[str, Any]) -> LinearPath:
    """Return the linear path in the tensors of ``attention.safetensors``."""
    scaled = tensors["direct.weight"][0].astype(np.float64) / tensors["field_scale"]
    # the fields are: relative to own rest, relative to typical rest, own rest is known.
    # an explanation always knows own rest, so the second are 0 and the last is 1
    weights = scaled[:N_FIELDS].reshape(N_HARMONICS, N_POWERS)
    if not card.shape.get("positions", True):
        weights = weights * (np.arange(N_HARMONICS) == 0)[:, None]
    at_rest = float(tensors["direct.bias"][0]) + float(scaled[-1])
    return LinearPath(card, tensors["typical_rest"].astype(float), weights, at_rest)


def explain_linear(
    path: LinearPath,
    adapter: Adapter,
    patches: Patches,
    power: NDArray[np.float32],
    known: NDArray[np.float32],
    *,
    personal: PersonalWeights,
    progress: OnProgress,
) -> Parts:
    """Explain windows by the linear path, and by the person's adapter where there is.

    Parameters
    ----------
    path : LinearPath
        What is explained.
    adapter : Adapter
        The directions that the person's own weights lie along.
    patches : Patches
        Of the windows.
    power, known : ndarray, shapes (n_chans, N_POWERS) and (n_chans,)
        Log powers at own rest, and where they are known.
    personal : PersonalWeights
        With an adapter, the personal logit is explained instead of the shared one.
    progress : callable
        Told how far it is, 0 to 1, and what comes next.
    """
    relative = relative_powers(path, patches, power, known)
    found = _attribution(path, adapter, patches, relative, personal)
    picks = checked(patches.n_windows)
    few, few_relative = patches[picks], relative[picks]
    alike = []
    for seed in range(N_RANDOM):
        progress(AFTER_GRADIENTS + (1 - AFTER_GRADIENTS) * seed / N_RANDOM, RANDOM)
        chance = _at_random(path, personal, np.random.default_rng(seed))
        other = _attribution(chance[0], adapter, few, few_relative, chance[1])
        alike.append(rank_correlation(found[picks], other))
    # without an encoder there is no attention to show, and what is 0 is rejected
    return Parts(found, np.zeros(found.shape[:3]), float(np.mean(alike)), 1.0)


def relative_powers(
    path: LinearPath,
    patches: Patches,
    power: NDArray[np.float32],
    known: NDArray[np.float32],
) -> Values:
    """Return log powers relative to own rest, (n_windows, n_chans, n_patches, F).

    Parameters
    ----------
    path : LinearPath
        The linear model.
    patches : Patches
        Of the windows.
    power : ndarray, shape (n_windows, n_chans, n_powers)
        Log powers of the person's own rest.
    known : ndarray, shape (n_windows, n_chans)
        1 where a channel's own rest is known, else 0.
    """
    usual = patches.places.astype(np.float64) @ path.typical_rest  # (B, C, F)
    has = known[:, None]
    baseline = has * power + (1 - has) * usual  # (B, C, F)
    relative = patch_log_powers(patches) - baseline[:, :, None]
    # a change of all powers together is one of amplitude, which says nothing here
    weight = patches.mask[:, :, None, None]
    n_good = np.maximum(patches.mask.sum(axis=1), 1.0)[:, None] * len(BANDS)
    per_band = (relative.mean(axis=2) * weight[:, :, 0]).sum(axis=1)  # (B, F)
    level = per_band.reshape(len(per_band), 2, len(BANDS)).sum(axis=2) / n_good
    level = np.repeat(level, len(BANDS), axis=1)  # (B, F)
    return np.asarray((relative - level[:, None, None]) * weight, dtype=np.float64)


def _attribution(
    path: LinearPath,
    adapter: Adapter,
    patches: Patches,
    relative: Values,
    personal: PersonalWeights,
) -> Values:
    """Return contributions, (n_windows, n_chans, n_patches, n_bands)."""
    shared = _contributions(patches, relative, path.weights)
    if personal.adapter:
        here = path.at_rest + shared.sum(axis=(1, 2, 3))  # (B,)
        slope, _ = path.card.with_rest.line(patches.mask.sum(axis=1).astype(np.int64))
        factor = personal.slope * slope * chord(path.at_rest, here)
        along = adapter.weights[:, : len(personal.adapter)] @ personal.adapter
        own = along.reshape(N_HARMONICS, N_POWERS)
        shared = factor[:, None, None, None] * shared
        shared += _contributions(patches, relative, own)
    by_reference = shared.reshape(*shared.shape[:-1], 2, len(BANDS))
    return np.asarray(by_reference.sum(axis=-2))


def _contributions(patches: Patches, relative: Values, weights: Values) -> Values:
    """Return weight times way from rest, (n_windows, n_chans, n_patches, F)."""
    gradient = patches.fields.astype(np.float64) @ weights  # (B, C, F)
    return np.asarray(relative * gradient[:, :, None] / relative.shape[2])


def chord(start: float | Values, end: Values) -> Values:
    """Return the mean slope of ``bent`` on the way from one logit to another.

    Along a straight way, integrated gradients of a bent logit are those of the logit
    itself times this: the bend is the same for all inputs.

    Parameters
    ----------
    start, end : float or ndarray, shape (n_windows,)
        The logits.
    """
    way = end - start
    short = np.abs(way) < 1e-6
    over = np.where(short, 1.0, way)
    tangent = 3 / (1 + start**2) ** 1.5
    return np.asarray(np.where(short, tangent, (bent(end) - bent(start)) / over))


def _at_random(
    path: LinearPath, personal: PersonalWeights, rng: np.random.Generator
) -> tuple[LinearPath, PersonalWeights]:
    """Return weights that were never learned, of the same spread."""
    drawn = rng.normal(0.0, max(float(path.weights.std()), 1e-3), path.weights.shape)
    adapter = np.std(personal.adapter or (0.0,)) * rng.standard_normal(
        len(personal.adapter)
    )
    return (
        replace(path, weights=drawn),
        replace(personal, adapter=tuple(adapter.tolist())),
    )
