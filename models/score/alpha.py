"""A person's own alpha frequency at rest, and spectra moved to a common one.

People's alpha lies between about 8 and 12 Hz (Klimesch 1999,
doi:10.1016/S0165-0173(98)00056-3): the same narrow band is the peak of one person and
the flank of another. Spectra relative to own rest are therefore read at frequencies
that are moved with the person's own alpha, part of the way.
"""

from __future__ import annotations

import numpy as np

from attention_camp.models.patches import BANDS, N_POWERS
from attention_camp.models.score.spectra import Values

USUAL_ALPHA = 10.0
"""Hz; where a person has no alpha to be seen, nothing is moved."""
ALPHA_RANGE = (7.0, 13.0)
"""Hz; where the centre of gravity is taken (Klimesch 1999)."""
BACKGROUND = ((3.0, 6.5), (14.0, 27.0))
"""Hz, either side of alpha: what the line of 1/f is fitted to. Our own choice."""
FAINT = 0.2
"""Sum over bands of the power above the line, in powers of the line, below which alpha
is not looked for. Our own choice."""

_CENTRES = np.array([(low + high) / 2 for low, high in BANDS])
_LOG = np.log(_CENTRES)


def alpha_of(logs: Values, mask: Values) -> float:
    """Return a person's alpha frequency, Hz: the centre of gravity above 1/f.

    Parameters
    ----------
    logs : ndarray, shape (n_windows, n_chans, N_POWERS)
        Log powers at rest.
    mask : ndarray, shape (n_windows, n_chans)
        1 for good channels.
    """
    weight = mask[..., None]
    total = (logs[..., : len(BANDS)] * weight).sum(axis=(0, 1))
    spectrum = total / max(float(mask.sum()), 1.0)
    beside = np.zeros(len(BANDS), np.bool_)
    for low, high in BACKGROUND:
        beside |= (low < _CENTRES) & (high > _CENTRES)
    steep, start = np.polyfit(_LOG[beside], spectrum[beside], 1)
    above = np.maximum(np.exp(spectrum - (steep * _LOG + start)) - 1, 0.0)
    inside = (ALPHA_RANGE[0] <= _CENTRES) & (ALPHA_RANGE[1] >= _CENTRES)
    height = float(above[inside].sum())
    if height <= FAINT:
        return USUAL_ALPHA
    return float((above[inside] * _CENTRES[inside]).sum() / height)


def moved_bands(alpha: float, share: float) -> Values:
    """Return what reads spectra at frequencies moved with a person's alpha.

    Values between the centres of bands are interpolated along the logarithm of
    frequency; beyond either end the last is kept.

    Parameters
    ----------
    alpha : float
        The person's alpha frequency, Hz.
    share : float
        How far of the way to the person's own frequencies, 0 to 1.

    Returns
    -------
    ndarray, shape (N_POWERS, N_POWERS)
        To be multiplied from the right, the same for both halves of the powers.
    """
    n = len(BANDS)
    wanted = np.log(_CENTRES * (1 + share * (alpha / USUAL_ALPHA - 1)))
    below = np.clip(np.searchsorted(_LOG, wanted) - 1, 0, n - 2)
    part = np.clip((wanted - _LOG[below]) / (_LOG[below + 1] - _LOG[below]), 0.0, 1.0)
    half = np.zeros((n, n))
    half[below, np.arange(n)] = 1 - part
    half[below + 1, np.arange(n)] += part
    both = np.zeros((N_POWERS, N_POWERS))
    both[:n, :n] = both[n:, n:] = half
    return both
