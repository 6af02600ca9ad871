"""Checks before a session: the mains frequency, and that the signal is EEG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from attention_camp.signal.features import band_powers, spectrum
from attention_camp.signal.stream import StreamInfo

# own choice: a mains line stands out of its neighbours by more than this, in power;
# white noise reaches 2 in 2 s segments over 10 s
_LINE_RATIO = 3.0
ALPHA_RATIO = 1.5
"""Alpha power, eyes closed over open, that shows that EEG is there. Own choice: of 600
pairs of unrelated 10 s stretches of simulated brains with open eyes 99 % stayed below
1.53, and the least with closed eyes was 2.8. That alpha falls when the eyes open, most
at the back of the head: Barry et al. 2007, doi:10.1016/j.clinph.2007.07.028."""
_BACK = ("O1", "O2", "Oz", "POz", "PO3", "PO4", "PO7", "PO8", "Pz", "P3", "P4")


def detect_line_freq(raw_uv: NDArray[np.floating], sfreq: float) -> float | None:
    """Detect the mains frequency in the data: 50 Hz, 60 Hz, or None.

    Parameters
    ----------
    raw_uv : ndarray, shape (n_chans, n_times)
        A few seconds as recorded; samples with NaN are left out.
    sfreq : float
        Sampling rate, Hz.

    Returns
    -------
    line_freq : float | None
        None where neither stands out, or the data are too short (under 4 s).
    """
    whole = raw_uv[:, ~np.isnan(raw_uv).any(axis=0)].astype(np.float64)
    if whole.shape[1] < 4 * sfreq:
        return None
    freqs, density = spectrum(whole, sfreq)
    ratios = {line: _prominence(freqs, density, line) for line in (50.0, 60.0)}
    line, ratio = max(ratios.items(), key=lambda item: item[1])
    return line if ratio > _LINE_RATIO else None


def _prominence(
    freqs: NDArray[np.float64], density: NDArray[np.float64], line: float
) -> float:
    """Return power at ``line`` over the power beside it, the median over channels."""
    # a Hann window spreads a line over the neighbouring bins of 0.5 Hz: those between
    # 0.5 and 1.5 Hz away are neither line nor floor
    at = np.abs(freqs - line) <= 0.5
    beside = (np.abs(freqs - line) > 1.5) & (np.abs(freqs - line) <= 4.0)
    if line + 0.5 > freqs[-1] or not at.any() or not beside.any():
        return 0.0
    floor = np.maximum(np.median(density[:, beside], axis=1), 1e-30)
    # the median over channels: one bad electrode must not decide for all
    return float(np.median(density[:, at].max(axis=1) / floor))


@dataclass(frozen=True, slots=True)
class AlphaCheck:
    """Whether alpha rises when the eyes close: a sign that it is EEG."""

    ratio: float
    """Alpha power, eyes closed over open, median over ``ch_names``."""
    ch_names: tuple[str, ...]
    """The channels compared: those at the back of the head, or all."""

    @property
    def is_seen(self) -> bool:
        """Whether the ratio is above ``ALPHA_RATIO``."""
        return self.ratio > ALPHA_RATIO


def alpha_ratio(
    opened: NDArray[np.float64],
    closed: NDArray[np.float64],
    info: StreamInfo,
    *,
    bads: Sequence[str] = (),
) -> AlphaCheck:
    """Compare alpha power with eyes open and closed (the Berger effect).

    Parameters
    ----------
    opened, closed : ndarray, shape (n_chans, n_times)
        Cleaned EEG with eyes open and closed, V; some ten seconds of each.
    info : StreamInfo
        The stream's channels and sampling rate.
    bads : sequence of str
        Channels to leave out; none by default.
    """
    good = [name for name in info.ch_names if name not in bads]
    names = tuple(name for name in good if name in _BACK) or tuple(good)
    if not names:
        return AlphaCheck(float("nan"), ())
    rows = [info.ch_names.index(name) for name in names]
    bands = {"alpha": (8.0, 13.0)}
    before = band_powers(opened[rows], info.sfreq, bands=bands)[:, 0]
    after = band_powers(closed[rows], info.sfreq, bands=bands)[:, 0]
    # a ratio per channel before the median: channels differ in amplitude
    return AlphaCheck(float(np.median(after / np.maximum(before, 1e-30))), names)
