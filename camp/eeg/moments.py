"""From times of the session to samples of the recording."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from attention_camp.camp.session.clock import Clock
from attention_camp.camp.session.link import Place
from attention_camp.signal.acquisition import Acquisition

TURN_SECONDS = 0.01
"""From one look for samples to the next while something else is going on, s."""
HISTORY_SECONDS = 90.0
"""How far back a trial may begin and still be scored, s; own choice."""
KEPT_SECONDS = 80.0
"""Longest stretch of one calibration block that is used, s; less than the history."""
ORDER_SAMPLES = 1.0
"""Samples by which a later moment may be moved to keep its order; own choice: the fit
of the clock is not known better."""
PATIENCE_SECONDS = 0.5
"""How long a score waits for the last samples of its trial, s; own choice."""


class Moments:
    """Finds the samples of session times.

    Parameters
    ----------
    acquisition : Acquisition
        Where samples are counted.
    clock : Clock
        The session's clock.
    step : callable
        Takes in what arrived.
    """

    def __init__(
        self, acquisition: Acquisition, clock: Clock, step: Callable[[], None]
    ) -> None:
        self._acquisition = acquisition
        self._clock = clock
        self._step = step
        self._last = (-math.inf, -math.inf)

    def places(self, times: Sequence[float]) -> tuple[Place, ...]:
        """Return where each session time lies in the recording.

        What came later never lies before what was asked for last because the clock's
        line moved by a few microseconds in between.
        """
        sfreq = self._acquisition.info.sfreq
        return tuple(Place.of_sample(self._in_order(time), sfreq) for time in times)

    def _in_order(self, time: float) -> float:
        sample = self._sample_at(time)
        last_time, last = self._last
        # a line that was set right by more than that is better than the one before
        if time >= last_time and last - ORDER_SAMPLES <= sample < last:
            sample = last
        if time >= last_time and not math.isnan(sample):
            self._last = (time, sample)
        return sample

    def span(self, start: float, stop: float) -> tuple[int, int]:
        """Return the samples of two times, once they are there or patience ends."""
        self._step()
        deadline = self._clock.now() + PATIENCE_SECONDS
        while True:
            found = self._sample_at(start), self._sample_at(stop)
            is_known = not any(math.isnan(sample) for sample in found)
            first, last = (math.floor(s) for s in found) if is_known else (0, 0)
            is_there = last <= self._acquisition.n_samples
            if is_there or self._clock.now() >= deadline:
                return max(first, 0), max(last, 0)
            self._clock.sleep_until(self._clock.now() + TURN_SECONDS)
            self._step()

    def stretch(self, start: float, stop: float) -> tuple[int, int]:
        """Return the samples of a calibration block: its end, where it is too long."""
        first, last = self.span(start, stop)
        longest = round(KEPT_SECONDS * self._acquisition.info.sfreq)
        return max(first, last - longest), last

    def _sample_at(self, time: float) -> float:
        """Return the (fractional) sample index at a session time; NaN: unknown."""
        clock = self._acquisition.clock
        return clock.sample_at(time) if clock.is_started else math.nan
