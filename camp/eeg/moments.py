"""From times of the session to samples of the recording."""

from __future__ import annotations

import math
from collections import deque
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
MOMENTS_KEPT = 200
"""Placed moments that others are kept in order with; own choice: a trial or two."""
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
        self._placed: deque[tuple[float, float]] = deque(maxlen=MOMENTS_KEPT)

    def places(self, times: Sequence[float]) -> tuple[Place, ...]:
        """Return where each session time lies in the recording.

        The line of the clock moves by microseconds from one call to the next: moments
        that were asked for lately keep their samples, and others their order.
        """
        sfreq = self._acquisition.info.sfreq
        return tuple(Place.of_sample(self._in_order(time), sfreq) for time in times)

    def _in_order(self, time: float) -> float:
        sample = self._sample_at(time)
        before = [placed for moment, placed in self._placed if moment <= time]
        after = [placed for moment, placed in self._placed if moment >= time]
        ordered = min(max([sample, *before]), *after, math.inf)
        # a line that was set right by more than that is better than the one before
        if abs(ordered - sample) <= ORDER_SAMPLES:
            sample = ordered
        if not math.isnan(sample):
            self._placed.append((time, sample))
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
