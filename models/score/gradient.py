"""How much the score changes with each sample of a window: its gradient, exactly.

The logit is linear in log powers, whose derivative is known; so no automatic
differentiation, and no package for it, is needed.
"""

from __future__ import annotations

import numpy as np

from attention_camp.models.electrodes import N_HARMONICS
from attention_camp.models.patches import (
    BANDS,
    N_POWERS,
    PATCH_TIMES,
    amplitude_of,
    pieces,
    starts_of,
)
from attention_camp.models.score.estimator import Score
from attention_camp.models.score.spectra import (
    MEANS,
    N_TAPERS,
    TAPERS,
    TINY,
    Values,
    patch_powers,
)
from attention_camp.models.score.views import Views, slowed
from attention_camp.models.windows import Windows


def gradient(score: Score, windows: Windows) -> Values:
    """Return the gradient of the used line, per volt, as a window was recorded.

    Which channels are good, what stands in for a lost one and the bend of the
    probabilities are taken as given.

    Parameters
    ----------
    score : Score
        Aligned to own rest.
    windows : Windows
        All of which may be scored.

    Returns
    -------
    ndarray, shape (n_windows, n_chans, n_times)
    """
    views = score.views(slowed(windows))
    data, usable = views.windows.data, views.windows.usable
    values = pieces(data, usable).astype(np.float64)
    by_patch = _by_values(_by_logs(score, views), values, usable.astype(np.float64))
    slow = np.zeros(data.shape)
    for number, start in enumerate(starts_of(data.shape[-1])):
        slow[..., start : start + PATCH_TIMES] += by_patch[:, :, number]
    slow /= amplitude_of(data, usable)[:, None, None]
    return _at_rate(slow, windows.data.shape[-1]) * windows.usable[..., None]


def _by_logs(score: Score, views: Views) -> Values:
    """Return the gradient by the mean log powers, (n_windows, n_chans, N_POWERS)."""
    paths = score.weights.own_rest
    over_head = paths.over_head.weights.reshape(N_HARMONICS, N_POWERS)
    weight = views.mask[..., None]
    found = views.weighed(paths.pooled.weights, over_head) * views.scale * weight
    # a change of all powers together is taken out of either half
    n_good = np.maximum(weight.sum(axis=1), 1.0) * len(BANDS)
    halves = found.reshape(*found.shape[:2], 2, len(BANDS))
    level = np.repeat(halves.sum(axis=(1, 3)) / n_good, len(BANDS), axis=1)
    return np.asarray((found - level[:, None]) * weight)


def _by_values(by_logs: Values, values: Values, mask: Values) -> Values:
    """Return the gradient by the samples of patches, (B, C, P, T).

    Parameters
    ----------
    by_logs : ndarray, shape (B, C, N_POWERS)
        Gradient by the mean log powers over patches.
    values : ndarray, shape (B, C, P, T)
        The patches.
    mask : ndarray, shape (B, C)
        1 for good channels.
    """
    powers = patch_powers(values.astype(np.float32), mask)
    by_power = by_logs[:, :, None] / (powers + TINY) / values.shape[2]
    by_bin = np.stack(np.split(by_power, 2, axis=-1)) @ (MEANS.T / N_TAPERS)
    n_good = np.maximum(mask.sum(axis=1), 1.0)[:, None, None, None]
    both = np.stack([values - values.sum(axis=1, keepdims=True) / n_good, values])
    both -= both.mean(axis=-1, keepdims=True)
    found = np.zeros_like(both)
    for taper in TAPERS:  # no band reaches the first and the last bin, which count once
        spectrum = by_bin * np.fft.rfft(both * taper, axis=-1)
        found += taper * PATCH_TIMES * np.fft.irfft(spectrum, PATCH_TIMES, axis=-1)
    found -= found.mean(axis=-1, keepdims=True)
    found[0] -= found[0].sum(axis=1, keepdims=True) / n_good
    return np.asarray(found.sum(axis=0) * mask[..., None, None])


def _at_rate(slow: Values, n_times: int) -> Values:
    """Return a gradient by samples at 64 Hz as one by those they were made from.

    The transpose of ``patches.resampled``, whose parts are all orthogonal projections.
    """
    spectrum = np.fft.rfft(slow, axis=-1)
    kept = np.zeros((*slow.shape[:-1], n_times // 2 + 1), dtype=complex)
    n_kept = min(spectrum.shape[-1] - 1, kept.shape[-1])
    kept[..., :n_kept] = spectrum[..., :n_kept]
    fast = np.fft.irfft(kept, n_times, axis=-1)
    ramp = np.linspace(-1.0, 1.0, n_times)
    fast -= fast.mean(axis=-1, keepdims=True)
    return np.asarray(fast - (fast @ ramp)[..., None] / (ramp @ ramp) * ramp)
