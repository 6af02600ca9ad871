"""Stamps of samples: pauses, clocks that were set, and when events were."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from attention_camp.resources.texts import Sentence
from attention_camp.signal.sources.stretches import (
    UNKNOWN_SECONDS,
    Stretch,
    cut_at,
)

STEP_SECONDS = 0.1
"""A lasting step of the stamps against the samples that is no jitter, s; as live."""
LOOK_SECONDS = 5.0
"""How far before and after a step its height is measured, s; own choice: a burst that
was held up has caught up by then."""
LONGEST_PAUSE = 6 * 3600.0
"""A longer step is a clock that was set, not a pause, s; own choice."""
LARGEST_STAMP = 1e12
"""Stamps beyond are damaged bytes, s; own choice: 30,000 years."""
MOST_JUMPS = 20.0
"""Jumps a second; own choice: streams that come in bursts have ten."""
RATE_TOLERANCE = 0.02
"""How far the rate by the stamps may be from the stated one without a word."""


class Stamps:
    """The time axis that a stream's stamps tell of.

    A lasting step forward is a pause of that length; a step back, or one of many hours,
    is a clock that was set, and how long nothing was recorded is unknown.

    Parameters
    ----------
    stamps : ndarray, shape (n_times,)
        When each sample was taken, with jitter, s.
    sfreq : float
        Stated sampling rate, Hz.
    """

    def __init__(self, stamps: NDArray[np.float64], sfreq: float) -> None:
        self._stamps = stamps
        self._sfreq = sfreq
        self._period = _period(stamps, sfreq)
        self.n_set = 0
        """How often the clock was set."""
        cuts = []
        late = stamps - np.arange(len(stamps)) * self._period
        for sample, seconds in lasting_steps(late, sfreq):
            if 0 < seconds <= LONGEST_PAUSE:
                cuts.append((sample, max(round(seconds * sfreq), 1)))
            else:
                self.n_set += 1
                cuts.append((sample, max(round(UNKNOWN_SECONDS * sfreq), 1)))
        self.stretches: tuple[Stretch, ...] = cut_at(len(stamps), cuts)
        self._lines = [self._line(part) for part in self.stretches]

    def samples_at(self, times: NDArray[np.float64]) -> list[int]:
        """Return the samples on the axis at some times, in the order they came."""
        samples, current, before = [], 0, -np.inf
        for time in times.tolist():
            if not abs(time) < LARGEST_STAMP:
                samples.append(-1)  # outside: it makes no sense
                continue
            if time < before - STEP_SECONDS and current + 1 < len(self.stretches):
                # the clock was set back: what comes now belongs to a later stretch
                current += 1
            before = time
            current = self._stretch_of(time, current)
            begin, period = self._lines[current]
            part = self.stretches[current]
            samples.append(part.start + round((time - begin) / period))
        return samples

    def notes(self, name: str) -> list[str]:
        """Return what is odd about the stamps, for people.

        Parameters
        ----------
        name : str
            The stream's name.
        """
        notes: list[str] = []
        if self.n_set:
            notes.append(
                Sentence(
                    "The clock of the stream {name} was set {n:time|times}: how long "
                    "it paused there is not known.",
                    name=name,
                    n=self.n_set,
                )
            )
        if abs(self._period * self._sfreq - 1) > RATE_TOLERANCE:
            notes.append(
                Sentence(
                    "The stream {name} says {said:g} Hz; by its stamps it is "
                    "{found:.1f} Hz.",
                    name=name,
                    said=self._sfreq,
                    found=1 / self._period,
                )
            )
        return notes

    def _line(self, part: Stretch) -> tuple[float, float]:
        """Return when a stretch begins, and its period, s."""
        stamps = self._stamps[part.first : part.first + part.n]
        if len(stamps) < 2 * self._sfreq:
            return float(np.median(stamps - np.arange(len(stamps)) * self._period)), (
                self._period
            )
        period, begin = np.polyfit(np.arange(len(stamps)), stamps - stamps[0], 1)
        return float(begin + stamps[0]), float(period)

    def _stretch_of(self, time: float, current: int) -> int:
        """Return the first stretch from the current one on that lasts until a time."""
        for number in range(current, len(self.stretches)):
            begin, period = self._lines[number]
            if begin - period <= time <= begin + self.stretches[number].n * period:
                return number
        # between two of them, or outside of all
        earlier = [
            k for k in range(current, len(self._lines)) if self._lines[k][0] <= time
        ]
        return earlier[-1] if earlier else current


def made_sense(stamps: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return stamps of which those that make no sense lie between their neighbours.

    Raises
    ------
    ValueError
        Where more than one in a hundred makes none.
    """
    good = np.abs(stamps) < LARGEST_STAMP
    n_bad = int(np.count_nonzero(~good))
    if not n_bad:
        return stamps
    if n_bad > len(stamps) / 100:
        raise ValueError(f"{n_bad} of its {len(stamps)} time stamps make no sense")
    numbers = np.arange(len(stamps))
    return np.interp(numbers, numbers[good], stamps[good])


def lasting_steps(late: NDArray[np.float64], sfreq: float) -> list[tuple[int, float]]:
    """Return where lateness steps for good, and by how much, s.

    Parameters
    ----------
    late : ndarray, shape (n_times,)
        How much later than its number says each sample was, s, with jitter.
    sfreq : float
        Sampling rate, Hz.

    Raises
    ------
    ValueError
        Where they jump so often that they tell nothing.
    """
    jumps = np.diff(late)
    candidates = np.flatnonzero(~(np.abs(jumps) <= STEP_SECONDS)) + 1
    if len(candidates) > 100 + MOST_JUMPS * len(late) / sfreq:
        raise ValueError(f"its time stamps jump {len(candidates)} times")
    n_look = max(round(LOOK_SECONDS * sfreq), 1)
    steps: list[tuple[int, float]] = []
    begin = 0
    for sample in candidates.tolist():
        stop = min(sample + n_look, len(late))
        later = candidates[(candidates > sample) & (candidates < stop)]
        back = later[jumps[later - 1] < -STEP_SECONDS]
        # what was held up comes back, a clock that was set does not
        lowest = float(np.min(late[sample:stop]))
        before = float(np.min(late[max(begin, sample - n_look) : sample]))
        if back.size and lowest < before - STEP_SECONDS:
            lowest = float(np.min(late[sample : int(back[0])]))
        if abs(lowest - before) > STEP_SECONDS:
            steps.append((sample, lowest - before))
            begin = sample
    return steps


def _period(stamps: NDArray[np.float64], sfreq: float) -> float:
    """Return the period by the stamps, s; the stated one where they are too few."""
    n_second = max(round(sfreq), 1)
    if len(stamps) < 4 * n_second:
        return 1 / sfreq
    # the median forgets pauses and steps
    period = float(np.median(stamps[n_second:] - stamps[:-n_second])) / n_second
    return period if np.isfinite(period) and 0.5 < period * sfreq < 2 else 1 / sfreq
