"""The shapes of the simulated EEG's spectrum: filters that colour white noise."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

COMPONENTS = ("aperiodic", "slow", "theta", "alpha", "beta", "muscle")
"""Parts of the spectrum of each source: 1/f, what exceeds it below 4 Hz (slow waves and
the eyes), three rhythms, and muscle tone."""

REFERENCE_HZ = {
    "aperiodic": 10.0,
    "slow": 2.0,
    "theta": 6.0,
    "beta": 20.0,
    "muscle": 37.0,
}
"""Where a component's density is told, Hz; alpha's at its own peak."""

_EDGES = {
    "slow": (0.5, 3.0), "theta": (4.5, 7.5), "beta": (14.0, 26.0),
    "muscle": (28.0, 100.0),
}  # fmt: skip
_ORDER = {"slow": 1, "theta": 2, "beta": 2, "muscle": 1}
_ALPHA_HALF_WIDTH = 1.0
_LOWEST_POLE_HZ = 0.3


@dataclass(frozen=True, slots=True, eq=False)
class Colour:
    """A filter that gives white noise the spectrum of one component."""

    sos: NDArray[np.float64]
    """Second-order sections."""
    scale: float
    """Factor by which filtered white noise of unit variance has a density of 1 µV²/Hz
    at the component's reference frequency."""


def colour(component: str, sfreq: float, *, slope: float, alpha_hz: float) -> Colour:
    """Return the filter of a component.

    Parameters
    ----------
    component : str
        One of ``COMPONENTS``.
    sfreq : float
        Sampling rate, Hz.
    slope : float
        Exponent of the 1/f part: density falls as frequency to this power.
    alpha_hz : float
        Peak of alpha, Hz.
    """
    if component == "aperiodic":
        sos = _falling(slope, sfreq)
    elif component == "alpha":
        edges = (alpha_hz - _ALPHA_HALF_WIDTH, alpha_hz + _ALPHA_HALF_WIDTH)
        sos = band_pass(edges, sfreq, order=2)
    else:
        sos = band_pass(_EDGES[component], sfreq, order=_ORDER[component])
    at = REFERENCE_HZ.get(component, alpha_hz)
    # what is told at 37 Hz is told lower on a board that does not reach that far
    gain = abs(_response(sos, np.array([min(at, 0.4 * sfreq)]), sfreq)[0])
    # white noise of unit variance has a one-sided density of 2 / sfreq
    return Colour(sos, math.sqrt(sfreq / 2) / gain)


def density(
    component: str, freqs: NDArray[np.float64], *, slope: float, alpha_hz: float
) -> NDArray[np.float64]:
    """Return a component's power density, 1 at its reference frequency.

    Parameters
    ----------
    component : str
        One of ``COMPONENTS``.
    freqs : ndarray, shape (n_freqs,)
        Frequencies, Hz.
    slope, alpha_hz : float
        As in ``colour``.
    """
    sfreq = 250.0
    made = colour(component, sfreq, slope=slope, alpha_hz=alpha_hz)
    power = np.abs(_response(made.sos, freqs, sfreq) * made.scale) ** 2
    return np.asarray(power * 2 / sfreq)


def band_pass(
    edges: tuple[float, float], sfreq: float, *, order: int
) -> NDArray[np.float64]:
    """Return a Butterworth band-pass as second-order sections.

    Parameters
    ----------
    edges : tuple of float
        Edges, Hz.
    sfreq : float
        Sampling rate, Hz.
    order : int
        Order of the low-pass it is made from.
    """
    from scipy.signal import butter

    # slow boards: the band must end below Nyquist, and must not become empty
    low, high = edges[0], min(edges[1], 0.45 * sfreq)
    sos = butter(
        order, (min(low, 0.8 * high), high), "bandpass", fs=sfreq, output="sos"
    )
    return np.asarray(sos)


def _falling(slope: float, sfreq: float) -> NDArray[np.float64]:
    """Return a filter whose power falls by ``slope`` decades a decade above 0.3 Hz.

    Pairs of a pole and a zero, evenly spaced in log frequency (Corsini & Saletti
    1988, doi:10.1109/19.9825); below the first pole the spectrum is flat.
    """
    from scipy.signal import zpk2sos

    n_pairs = max(int(np.log2(0.5 * sfreq / _LOWEST_POLE_HZ)), 1)
    poles_hz = _LOWEST_POLE_HZ * 2.0 ** np.arange(n_pairs)
    poles = np.exp(-2 * np.pi * poles_hz / sfreq)
    zeros = np.exp(-2 * np.pi * poles_hz * 2.0 ** (slope / 2) / sfreq)
    return np.asarray(zpk2sos(zeros, poles, 1.0))


def _response(
    sos: NDArray[np.float64], freqs: NDArray[np.float64], sfreq: float
) -> NDArray[np.complex128]:
    # the same as scipy.signal's sosfreqz, without its import
    z = np.exp(-2j * np.pi * freqs / sfreq)[:, None]
    powers = z ** np.arange(3)
    response = (powers @ sos[:, :3].T) / (powers @ sos[:, 3:].T)
    return np.asarray(response.prod(axis=1))
