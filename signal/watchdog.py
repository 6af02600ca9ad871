"""Monitor the arrival of samples: stalls, wrong rates and clock jumps."""

from __future__ import annotations

from attention_camp.signal.clock import SampleClock
from attention_camp.signal.rate_watch import RATE_TOLERANCE, RateWatch

# own choices: a stall is reported after half a second, so that it is on screen within
# one; a fit over 10 s is good to 0.1 %, so that 0.5 % is detected reliably
STALL_S = 0.5
RATE_SPAN_S = 10.0
# a process may wait this long for the processor without any jump of the clock
_JUMP_S = 3.0


class Watchdog:
    """Detects from arrivals alone whether a source delivers as it should.

    Parameters
    ----------
    rate : float
        Samples expected per second of the host's clock.
    is_real_time : bool
        False where time may pass in steps of any length, as in a simulation.
    """

    def __init__(self, rate: float, *, is_real_time: bool) -> None:
        self._rate = rate
        self._is_real_time = is_real_time
        self._last_now: float | None = None
        self._last_arrival: float | None = None
        self._rate_watch = RateWatch(rate)

    @property
    def stalled_for(self) -> float:
        """Time since the last arrival, as of the last poll, s."""
        if self._last_now is None or self._last_arrival is None:
            return 0.0
        return max(self._last_now - self._last_arrival, 0.0)

    def look(self, now: float, n_new: int) -> float:
        """Record a poll of the source; return by how much the clock jumped, s.

        The clock jumped if much more time passed between two polls than the samples
        cover: had the board stalled, polls without samples would lie in between. A
        computer that was suspended looks the same.
        """
        jump = 0.0
        if self._last_now is not None:
            elapsed = now - self._last_now
            covered = n_new / self._rate
            is_forward = elapsed > _JUMP_S and covered < 0.5 * elapsed
            if elapsed < 0 or (is_forward and self._is_real_time):
                jump = elapsed - covered
        self._last_now = now
        if self._last_arrival is None:
            self._last_arrival = now
        # moved along, so that a jump does not count as a stall as well
        self._last_arrival += jump
        return jump

    def was_stalled(self, arrival: float) -> bool:
        """Return whether samples that came at ``arrival`` ended a stall."""
        return self._last_arrival is not None and arrival - self._last_arrival > STALL_S

    def saw(self, arrival: float) -> None:
        """Record an arrival of samples."""
        self._last_arrival = arrival

    def counted(self, n_samples_total: int, arrival: float, *, is_new: bool) -> None:
        """Record the number of samples, to watch their rate.

        Parameters
        ----------
        n_samples_total : int
            Number of samples so far, including lost ones.
        arrival : float
            Arrival of the newest, host monotonic clock, s.
        is_new : bool
            Whether the rate is measured anew from here: after a stall, a jump or a
            restart.
        """
        if is_new:
            self._rate_watch.restart()
        self._rate_watch.update(n_samples_total, arrival)

    def faults(self, clock: SampleClock) -> tuple[str, ...]:
        """Return the current faults: ``stall``, ``wrong rate``."""
        faults = []
        if self.stalled_for > STALL_S:
            faults.append("stall")
        error = abs(clock.rate / self._rate - 1)
        is_slowly_seen = clock.span >= RATE_SPAN_S and error > RATE_TOLERANCE
        if is_slowly_seen or self._rate_watch.error:
            faults.append("wrong rate")
        return tuple(faults)
