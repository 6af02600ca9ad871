"""The stamps of an LSL stream on the host's clock, where they can be believed."""

from __future__ import annotations

import logging
import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from attention_camp.signal.clock import host_time

logger = logging.getLogger(__name__)

CORRECTION_SECONDS = 2.0
"""How long the first measurement of the sender's clock may take, s; own choice."""
RENEW_SECONDS = 1.0
"""From one question for the sender's clock to the next, s; LSL itself measures it every
few seconds in the background."""
JUMP_SECONDS = 0.1
"""A step of the stamps against the samples that is no jitter any more, s; own choice:
LSL's correction is good to a millisecond, and what a network delays is not in it."""
RATE_TOLERANCE = 0.02
"""How far the sender's rate may be off before its stamps count as stepping."""
AGE_LEAK = 0.01
"""How fast the least age of a sample on arrival is forgotten, s per s; own choice."""
AHEAD_SECONDS = 0.02
"""How far a stamp may lie after the moment its sample came, s; own choice."""
OLDEST_SECONDS = 30.0
"""How old a sample may be when it comes, s; own choice: half of what an inlet keeps."""


class StampReader:
    """Carries the stamps of one connection to the host's clock.

    LSL loses no sample while it is connected, so stamps go on with the samples' count.
    Where they step forward and the samples come later by as much, the sender paused.
    Any other step is a clock that was set: the samples go on where they were, and later
    stamps are shifted by the step. A stamp that is missing, lies in the future or in
    the distant past is not believed.

    Parameters
    ----------
    name : str
        Name of the stream, for the log.
    sfreq : float
        Nominal sampling rate, Hz; 0: irregular, when no step of the stamps can be told
        from a pause, and none is.
    inlet : StreamInlet
        The open inlet; asked for the offset of the sender's clock.
    """

    def __init__(self, name: str, sfreq: float, inlet: Any) -> None:
        self._name = name
        self._period = 1.0 / sfreq if sfreq else math.nan
        self._inlet = inlet
        self._last = math.nan
        self._shift = 0.0
        self._least_age = math.inf
        self._told = ""
        self.n_jumps = 0
        """How often the stamps jumped since the connection began."""
        self._offset = self._measured(CORRECTION_SECONDS)
        self._renew_at = host_time() + RENEW_SECONDS

    def newest(self, stamps: NDArray[np.float64], now: float) -> float | None:
        """Return when the newest sample was sent, host clock, s; None: not known.

        Parameters
        ----------
        stamps : ndarray, shape (n_times,)
            The sender's stamps of all new samples, as LSL delivers them, s.
        now : float
            When they came, host clock, s.
        """
        if now >= self._renew_at:
            self._renew_at = now + RENEW_SECONDS
            offset = self._measured(0.0)
            # a moment without an answer says nothing of the sender's clock
            self._offset = offset if math.isfinite(offset) else self._offset
        newest = float(stamps[-1])
        found = newest + self._offset + self._shift
        expected = self._last + len(stamps) * self._period
        tolerance = JUMP_SECONDS + RATE_TOLERANCE * len(stamps) * self._period
        self._least_age += AGE_LEAK * len(stamps) * self._period
        if self._has_jumped(found, expected, now, tolerance):
            self._shift += expected - found
            found = expected
            self.n_jumps += 1
            self._tell("its stamps jumped; later ones are shifted back")
        why = self._why_not(newest, found, now)
        if why:
            self._tell(f"{why}; what counts is when a sample came")
            self._last, self._shift, self._least_age = math.nan, 0.0, math.inf
            return None
        self._last = found
        self._least_age = min(self._least_age, now - found)
        return found

    def _has_jumped(
        self, found: float, expected: float, now: float, tolerance: float
    ) -> bool:
        """Return whether the stamps stepped and the samples did not."""
        # NaN, at first, is no step; what cannot have been sent yet goes on nowhere
        if not abs(found - expected) > tolerance or expected > now + AHEAD_SECONDS:
            return False
        paused = found > expected and now - found > self._least_age - JUMP_SECONDS
        return not paused

    def _why_not(self, newest: float, found: float, now: float) -> str:
        if not newest > 0:
            return "it sends no time stamps"
        if not math.isfinite(found):
            return "its clock could not be compared with this computer's"
        if found > now + AHEAD_SECONDS:
            return "its time stamps lie in the future"
        if found < now - OLDEST_SECONDS:
            return "its time stamps lie in the distant past"
        return ""

    def _measured(self, timeout: float) -> float:
        """Return what makes host time of the sender's stamps, s; NaN: unknown."""
        from mne_lsl.lsl import local_clock

        try:
            correction = float(self._inlet.time_correction(timeout=timeout))
        except (RuntimeError, TimeoutError, ValueError):
            return math.nan
        before = host_time()
        lsl = float(local_clock())
        return correction + (before + host_time()) / 2 - lsl

    def _tell(self, what: str) -> None:
        if what != self._told:
            logger.warning("the LSL stream %r: %s", self._name, what)
        self._told = what
