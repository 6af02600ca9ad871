"""Signs of tiredness in a trial's EEG: blinks, and the power of alpha.

Both rise with time on task: blinks (Stern, J. A., Boyer, D., & Schroeder, D. (1994).
Blink rate: a possible measure of fatigue. Human Factors, 36, 285-297,
https://doi.org/10.1177/001872089403600209) and alpha (Wascher, E., et al. (2014).
Frontal theta activity reflects distinct aspects of mental fatigue. Biological
Psychology, 96, 57-65, https://doi.org/10.1016/j.biopsycho.2013.11.010). Neither proves
it: they are kept with each trial, and decide nothing about its difficulty.
"""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from attention_camp.camp.eeg.fitting.blinks import (
    FRONT,
    MOST,
    REFRACTORY_S,
    THRESHOLD_UV,
)
from attention_camp.camp.session.link import Score
from attention_camp.signal.history import History

ALPHA = (8.0, 12.0)
"""Hz."""
LEAST_SECONDS = 2.0
"""Shortest stretch that is looked at, s; own choice."""


def with_signs(score: Score, history: History) -> Score:
    """Return a score with the blinks and the alpha of its stretch.

    Parameters
    ----------
    score : Score
        Of a stretch; what is not kept of it any more is left out.
    history : History
        The recording.
    """
    first = max(score.first_sample, history.oldest)
    stop = min(score.stop_sample, history.n_samples)
    if stop - first < LEAST_SECONDS * history.info.sfreq:
        return score
    bads = {bad.partition(":")[0] for bad in score.bads}
    names = zip(history.info.ch_names, history.raw(first, stop), strict=True)
    whole = {n: k for k, (n, uv) in enumerate(names) if np.isfinite(uv).all()}
    rows = {name: row for name, row in whole.items() if name not in bads}
    filtered = 1e6 * history.filtered(first, stop)
    near = {name.lower(): row for name, row in rows.items()}
    front = [near[name.lower()] for name in FRONT if name.lower() in near][:MOST]
    seen = filtered[front].mean(axis=0) if front else np.empty(0)
    return replace(
        score,
        blinks=blinks_per_minute(seen, history.info.sfreq) if front else None,
        alpha=alpha_db(filtered[[*rows.values()]], history.info.sfreq),
    )


def blinks_per_minute(front_uv: NDArray[np.float64], sfreq: float) -> float:
    """Return how often the electrodes near the eyes go far from their median.

    Parameters
    ----------
    front_uv : ndarray, shape (n_times,)
        Their mean, filtered, µV.
    sfreq : float
        Sampling rate, Hz.

    Returns
    -------
    rate : float
    """
    away = np.abs(front_uv - np.median(front_uv)) >= THRESHOLD_UV
    begins = np.flatnonzero(np.diff(away.astype(np.int8), prepend=0) == 1)
    # a blink goes up, and the filter makes it come down below the median
    apart = REFRACTORY_S * sfreq
    n = bool(len(begins)) + sum(b - a > apart for a, b in itertools.pairwise(begins))
    return 60.0 * n * sfreq / len(front_uv)


def alpha_db(filtered_uv: NDArray[np.float64], sfreq: float) -> float | None:
    """Return the median over channels of the power of alpha, dB relative to 1 µV².

    Parameters
    ----------
    filtered_uv : ndarray, shape (n_chans, n_times)
        Good channels without a gap, µV.
    sfreq : float
        Sampling rate, Hz.

    Returns
    -------
    power : float or None
        None where there is none.
    """
    if not len(filtered_uv):
        return None
    n_times = filtered_uv.shape[1]
    apart = filtered_uv - filtered_uv.mean(axis=1, keepdims=True)
    tapered = apart * np.hanning(n_times)
    freqs = np.fft.rfftfreq(n_times, 1 / sfreq)
    inside = (freqs >= ALPHA[0]) & (freqs <= ALPHA[1])
    # 3/8 is the mean square of the taper
    scale = 2 / (n_times**2 * 3 / 8)
    power = scale * (np.abs(np.fft.rfft(tapered)[:, inside]) ** 2).sum(axis=1)
    found = float(np.median(power))
    return 10 * float(np.log10(found)) if found > 0 else None
