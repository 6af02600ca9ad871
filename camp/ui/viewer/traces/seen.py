"""How EEG is seen: filters and reference, for looking only, never stored."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

AVERAGE = "average"
"""The reference that is the mean of the good EEG channels."""
ORDER = 4
"""Order of the Butterworth filters, run forwards and backwards as MNE's ``iir``."""
NOTCH_HALF_HZ = 2.0
"""Half the width of the notch: mains wanders by a fraction of a hertz. Own choice."""
PAD_CYCLES = 6.0
"""Padding at both ends, in cycles of the high-pass: what is left of its start-up
transient, exp(−2π · 6 · sin(π/8)), is below one in a million."""
LEAST_PAD_S = 1.0


@dataclass(frozen=True, slots=True)
class Seen:
    """Filters and reference of what is looked at."""

    highpass: float | None = None
    """Hz; None: none."""
    lowpass: float | None = None
    """Hz; None: none."""
    notch: float | None = None
    """Mains frequency that is taken out, Hz; None: none."""
    reference: str = ""
    """Empty: as recorded; ``average``; or a channel's name."""

    @property
    def is_filtered(self) -> bool:
        """Whether any filter is on."""
        return any(f is not None for f in (self.highpass, self.lowpass, self.notch))

    @property
    def is_plain(self) -> bool:
        """Whether the EEG is seen as it was recorded."""
        return not self.is_filtered and not self.reference

    @property
    def pad_s(self) -> float:
        """Seconds to read beyond both ends, so that the filters have settled."""
        if not self.is_filtered:
            return 0.0
        lowest = self.highpass or NOTCH_HALF_HZ
        return max(LEAST_PAD_S, PAD_CYCLES / lowest)

    def apply(
        self, data: NDArray[np.float64], sfreq: float, good: Sequence[int],
        ch_names: Sequence[str],
    ) -> NDArray[np.float64]:  # fmt: skip
        """Return EEG as it is seen.

        Parameters
        ----------
        data : ndarray, shape (n_chans, n_times)
            EEG in µV as recorded; NaN where samples were lost.
        sfreq : float
            Hz.
        good : sequence of int
            Rows that are referenced, and make the average.
        ch_names : sequence of str
            Names of the rows.

        Returns
        -------
        seen : ndarray, shape (n_chans, n_times)
            In µV; NaN where samples were lost.
        """
        seen, rows = data, list(good)
        if self.reference and rows:
            # as MNE does it: bad channels keep the reference they were recorded with
            seen = data.copy()
            seen[rows] -= (
                data[rows].mean(axis=0)
                if self.reference == AVERAGE
                else data[ch_names.index(self.reference)]
            )
        if not self.is_filtered:
            return seen
        missing = ~np.isfinite(seen)
        # a filter would carry one missing value over all of its row
        filled = _filled(seen, missing) if missing.any() else seen
        for sections in self._sections(sfreq):
            filled = _both_ways(sections, filled)
        filled[missing] = np.nan
        return filled

    def _sections(self, sfreq: float) -> list[NDArray[np.float64]]:
        from scipy.signal import butter

        nyquist = sfreq / 2
        made = []
        if self.highpass is not None and self.highpass < nyquist:
            made.append(butter(ORDER, self.highpass, "high", fs=sfreq, output="sos"))
        if self.lowpass is not None and self.lowpass < nyquist:
            made.append(butter(ORDER, self.lowpass, "low", fs=sfreq, output="sos"))
        if self.notch is not None and self.notch + NOTCH_HALF_HZ < nyquist:
            edges = (self.notch - NOTCH_HALF_HZ, self.notch + NOTCH_HALF_HZ)
            made.append(butter(ORDER, edges, "bandstop", fs=sfreq, output="sos"))
        return made


def _both_ways(
    sections: NDArray[np.float64], data: NDArray[np.float64]
) -> NDArray[np.float64]:
    from scipy.signal import sosfiltfilt

    # scipy's own padding is longer than very short data
    pad = min(3 * (2 * len(sections) + 1), data.shape[-1] - 1)
    return np.array(sosfiltfilt(sections, data, axis=-1, padlen=max(pad, 0)))


def _filled(
    data: NDArray[np.float64], missing: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """Return data with straight lines over what is missing."""
    filled = data.copy()
    at = np.arange(data.shape[1])
    for row, lost in zip(filled, missing, strict=True):
        if lost.all():
            row[:] = 0.0
        elif lost.any():
            row[lost] = np.interp(at[lost], at[~lost], row[~lost])
    return filled


def python_lines(seen: Seen) -> list[str]:
    """Return the lines of MNE that make ``raw`` look as it is seen here."""
    iir = f'method="iir", iir_params=dict(order={ORDER}, ftype="butter", output="sos")'
    lines = []
    if seen.reference:
        what = f'"{AVERAGE}"' if seen.reference == AVERAGE else f'["{seen.reference}"]'
        lines.append(f"raw.set_eeg_reference({what})")
    if seen.highpass is not None:
        lines.append(f"raw.filter({seen.highpass:g}, None, {iir})")
    if seen.lowpass is not None:
        lines.append(f"raw.filter(None, {seen.lowpass:g}, {iir})")
    if seen.notch is not None:
        low, high = seen.notch - NOTCH_HALF_HZ, seen.notch + NOTCH_HALF_HZ
        lines.append(f"raw.filter({high:g}, {low:g}, {iir})")
    return lines


def padded(first: int, stop: int, pad: float, n_samples: int) -> tuple[int, int]:
    """Return a stretch with ``pad`` samples more at both ends, within the recording.

    Parameters
    ----------
    first, stop : int
        Absolute sample indices, as in a slice.
    pad : float
        Samples.
    n_samples : int
        Length of the recording.
    """
    more = math.ceil(pad)
    return max(0, first - more), min(n_samples, stop + more)
