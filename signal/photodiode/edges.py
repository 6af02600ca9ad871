"""When a photodiode saw the patch change, against when the program says it did."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

EARLIEST, LATEST = -0.03, 0.2
"""Seconds after an onset between which its edge is looked for. Own choice: no monitor
shows a picture before it was swapped, but the clocks may differ; the slowest
televisions take 0.15 s."""
SETTLED = 0.3
"""Seconds after an onset until which the level that follows is measured; onsets must
lie farther apart than this and the level before."""
_BEFORE = (-0.15, -0.03)
"""Seconds around an onset in which the level before it is measured."""
_CLEAR = 8.0
"""A step counts from so many standard deviations of the noise on. Own choice: of a
million samples of Gaussian noise none goes beyond half of it by chance."""
_LIKE_OTHERS = 0.5
"""And from this share of the median step on, so that a hand in front of the diode or
a flicker of the room is no edge."""


@dataclass(frozen=True, slots=True, eq=False)
class Delays:
    """How long after each onset the light changed."""

    seconds: NDArray[np.float64]
    """Shape (n_onsets,), s; NaN where no edge was found."""
    sfreq: float
    """Sampling rate of the sensor, Hz."""

    @property
    def n_missed(self) -> int:
        """Onsets without an edge."""
        return int(np.isnan(self.seconds).sum())

    @property
    def offset(self) -> float:
        """Mean delay, s; NaN where no edge was found."""
        found = self._found()
        return float(found.mean()) if found.size else math.nan

    @property
    def spread(self) -> float:
        """Standard deviation of the delays, s; NaN below two edges."""
        found = self._found()
        return float(found.std(ddof=1)) if found.size > 1 else math.nan

    @property
    def resolution(self) -> float:
        """Standard deviation that sampling alone can add, s.

        An edge sharper than a sample lies anywhere between two of them.
        """
        return 1.0 / self.sfreq / math.sqrt(12.0)

    def _found(self) -> NDArray[np.float64]:
        return self.seconds[~np.isnan(self.seconds)]


def find_delays(
    light: NDArray[np.float64],
    onsets: NDArray[np.float64],
    sfreq: float,
    *,
    is_ac_coupled: bool = False,
) -> Delays:
    """Find the edge of each onset: where the light crosses half of its step.

    The level before and the level after are measured for each onset anew, so that
    drift does not matter, nor whether the diode's voltage rises or falls with light.
    Between two samples the crossing is interpolated.

    Parameters
    ----------
    light : ndarray, shape (n_times,)
        The sensor's signal, any unit; NaN where samples were lost.
    onsets : ndarray, shape (n_onsets,)
        Recorded onsets, in samples with fractions.
    sfreq : float
        Sampling rate, Hz.
    is_ac_coupled : bool
        Whether levels decay, as in sound cards; the step is its peak then.
    """
    steps = [_step(light, onset, sfreq, is_ac_coupled) for onset in onsets]
    sizes = [abs(step.size) for step in steps if step.is_clear]
    least = _LIKE_OTHERS * float(np.median(sizes)) if sizes else math.inf
    seconds = [
        step.crossing(light, onset, sfreq)
        if step.is_clear and abs(step.size) >= least
        else math.nan
        for step, onset in zip(steps, onsets, strict=True)
    ]
    return Delays(np.array(seconds, dtype=float), sfreq)


@dataclass(frozen=True, slots=True)
class _Step:
    before: float
    size: float
    is_clear: bool

    def crossing(self, light: NDArray[np.float64], onset: float, sfreq: float) -> float:
        """Return when the light crosses half of the step, s after the onset; NaN."""
        first = _index(onset, EARLIEST, sfreq)
        rising = (light[first : _index(onset, LATEST, sfreq)] - self.before) / self.size
        # two samples in a row: a single one may be a spike
        over = (rising[:-1] >= 0.5) & (rising[1:] >= 0.5)
        if not over.any() or over[0]:
            return math.nan
        after = int(np.argmax(over))
        low, high = rising[after - 1], rising[after]
        place = first + after - (high - 0.5) / (high - low)
        return float((place - onset) / sfreq)


def _step(
    light: NDArray[np.float64], onset: float, sfreq: float, is_ac_coupled: bool
) -> _Step:
    unknown = _Step(0.0, 0.0, is_clear=False)
    start, stop = (_index(onset, second, sfreq) for second in _BEFORE)
    end = _index(onset, SETTLED, sfreq)
    if start < 0 or end > light.size or np.isnan(light[start:end]).any():
        return unknown
    rest = light[start:stop]
    before = float(np.median(rest))
    # 1.4826 makes the median absolute deviation a standard deviation
    noise = 1.4826 * float(np.median(np.abs(rest - before)))
    if is_ac_coupled:
        around = light[_index(onset, EARLIEST, sfreq) : end] - before
        size = float(around[np.argmax(np.abs(around))])
    else:
        size = float(np.median(light[_index(onset, LATEST, sfreq) : end])) - before
    return _Step(before, size, is_clear=size != 0 and abs(size) >= _CLEAR * noise)


def _index(onset: float, seconds: float, sfreq: float) -> int:
    return round(onset + seconds * sfreq)
