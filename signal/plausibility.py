"""Whether a signal can be EEG in the unit that it is said to be in.

A stream in volts that is read as microvolts has good contacts, no hum and no muscle: by
the measures of the signal check alone it is perfect.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from attention_camp.resources.texts import QT_TRANSLATE_NOOP, Sentence
from attention_camp.signal.ring import OverrunError, Ring
from attention_camp.signal.stream import StreamInfo

LEAST_UV = 0.1
MOST_UV = 10_000.0
"""Between these lies scalp EEG with its median removed, artefacts too, µV; own choice:
amplifiers add 0.2 µV of noise, and EEG in epileptic seizures reaches 1 mV."""
WATCHED_SECONDS = 60
"""How much of the signal counts, s: the last minute."""
ENOUGH_SECONDS = 3
"""From when on a question is asked, s; own choice."""
OFFSET_UV = 10_000.0
"""From here on a steady offset is named. Gel electrodes give 10 to 100 mV of offset in
pairs of unlike metal, which is why amplifiers take 300 mV (IEC 80601-2-26)."""
_TYPICAL_UV = 40.0
_PLAUSIBLE_UV = (2.0, 4000.0)
_TOO_SMALL = {
    1e6: QT_TRANSLATE_NOOP("sentences", "volts that were read as µV"),
    1e3: QT_TRANSLATE_NOOP("sentences", "millivolts that were read as µV"),
}
_TOO_LARGE = {
    1e-6: QT_TRANSLATE_NOOP("sentences", "µV that were read as volts"),
    1e-3: QT_TRANSLATE_NOOP(
        "sentences", "µV that were read as millivolts, or nV that were read as µV"
    ),
}
_COUNTS = QT_TRANSLATE_NOOP(
    "sentences", "counts of the converter (they are whole numbers)"
)
_UNKNOWN = QT_TRANSLATE_NOOP("sentences", "of another unit")


@dataclass(frozen=True, slots=True, eq=False)
class _Second:
    """A second of signal."""

    amplitude: float
    """Median over channels that move, µV; NaN where none does."""
    levels: NDArray[np.float64]
    """Median of each channel, µV."""
    is_whole: bool
    """Whether all values are whole numbers."""


class PlausibilityWatch:
    """Looks at the last minute of a stream.

    Parameters
    ----------
    info : StreamInfo
        The stream's EEG channels and sampling rate.
    """

    def __init__(self, info: StreamInfo) -> None:
        self._info = info
        self._n = max(round(info.sfreq), 2)
        self._waiting = np.empty((info.n_chans, 0))
        self._seconds: deque[_Second] = deque(maxlen=WATCHED_SECONDS)
        self._n_seen: int | None = None

    @property
    def n_seconds(self) -> int:
        """Seconds of signal that count."""
        return len(self._seconds)

    def look(self, ring: Ring) -> None:
        """Take in what is new in a ring."""
        n_written = ring.n_written
        first = n_written if self._n_seen is None else min(self._n_seen, n_written)
        first = max(first, n_written - 4 * self._n, ring.oldest)
        if self._n_seen is None:
            first = max(n_written - ENOUGH_SECONDS * self._n, ring.oldest)
        self._n_seen = n_written
        try:
            self.take(ring.read(first, n_written))
        except OverrunError:  # we were stopped meanwhile
            return

    def take(self, samples_uv: NDArray[np.floating]) -> None:
        """Take in samples as recorded, shape (n_chans, n_times), µV; NaN where lost."""
        rows = np.asarray(samples_uv, np.float64)
        waiting = np.concatenate([self._waiting, rows], axis=1)
        while waiting.shape[1] >= self._n:
            second, waiting = waiting[:, : self._n], waiting[:, self._n :]
            whole = second[:, np.isfinite(second).all(axis=0)]
            if whole.shape[1] >= self._n / 2:
                self._seconds.append(_second(whole))
        self._waiting = waiting

    def question(self) -> Sentence | None:
        """Return what is to be asked before a session; None: the signal can be EEG."""
        found = np.array([second.amplitude for second in self._seconds])
        if len(found) < ENOUGH_SECONDS:
            return None
        small, large = found < LEAST_UV, found > MOST_UV
        if (small | large).mean() <= 0.5:
            return None
        is_small = small.sum() >= large.sum()
        amplitude = float(np.median(found[small if is_small else large]))
        are_whole = all(second.is_whole for second in self._seconds)
        return Sentence(
            "The signal moves by {amplitude} µV, and EEG by {least} to {most} µV: the "
            "numbers are most likely {unit}. Correct the unit in the program that "
            "sends them or in the file; for a recording, name it with “--board-field "
            "units=”.",
            amplitude=f"{amplitude:.2g}",
            least=f"{LEAST_UV:g}",
            most=f"{MOST_UV:g}",
            unit=likely_unit(amplitude, are_whole=are_whole),
        )

    def offset_note(self) -> Sentence | None:
        """Return which channels have a large steady offset; None: no channel has."""
        if not self._seconds:
            return None
        levels = np.median([second.levels for second in self._seconds], axis=0)
        rows = np.flatnonzero(np.abs(levels) >= OFFSET_UV)
        # at its rail a channel has no offset but no signal: the check says so
        rows = rows[np.abs(levels[rows]) < 0.99 * self._info.range_uv]
        if not len(rows) or self.question() is not None:
            return None
        return Sentence(
            "Electrode offset of up to {most} mV at {names}: ordinary where an "
            "amplifier passes direct current (10 to 100 mV); it is filtered out.",
            most=f"{np.abs(levels[rows]).max() / 1000:.0f}",
            names=", ".join(self._info.ch_names[row] for row in rows),
        )


def _second(whole: NDArray[np.float64]) -> _Second:
    # twice the standard deviation, where there is no artefact
    low, level, high = np.percentile(whole, (2.3, 50, 97.7), axis=1)
    spread = (high - low) / 2
    moves = np.ptp(whole, axis=1) > 0
    amplitude = float(np.median(spread[moves])) if moves.any() else math.nan
    return _Second(amplitude, level, bool((whole == np.round(whole)).all()))


def likely_unit(amplitude_uv: float, *, are_whole: bool) -> Sentence:
    """Return what numbers of this amplitude most likely are.

    Parameters
    ----------
    amplitude_uv : float
        As it was read, µV.
    are_whole : bool
        Whether all of them are whole numbers.
    """
    is_small = amplitude_uv < LEAST_UV
    if are_whole and not is_small:
        return Sentence(_COUNTS)
    units = _TOO_SMALL if is_small else _TOO_LARGE
    low, high = _PLAUSIBLE_UV
    fitting = {
        abs(math.log(amplitude_uv * factor / _TYPICAL_UV)): unit
        for factor, unit in units.items()
        if low <= amplitude_uv * factor <= high
    }
    return Sentence(fitting[min(fitting)] if fitting else _UNKNOWN)
