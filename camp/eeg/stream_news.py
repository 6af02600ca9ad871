"""What is told of a stream beside its scores: faults, losses, delays, silence."""

from __future__ import annotations

import math

from attention_camp.camp.eeg.loop_delay import PUBLICATION_SECONDS, LoopDelay
from attention_camp.camp.session.clock import Clock
from attention_camp.camp.session.messages import AWAY, DISCONNECTED, SignalState
from attention_camp.signal.acquisition import Acquisition, StepReport


class News:
    """Gathers what happened to a stream until it is told.

    Parameters
    ----------
    clock : Clock
        The session's clock.
    n_lost : int
        Samples that were lost before.
    """

    def __init__(self, clock: Clock, *, n_lost: int = 0) -> None:
        self.n_lost = n_lost
        """Samples that never came."""
        self._clock = clock
        self._faults: frozenset[str] = frozenset()
        self._message = ""
        self._last_word = -math.inf
        self._delay = LoopDelay()

    def went_away(self, why: str) -> None:
        """Take note that the source said that it is gone, and in which words."""
        self._faults |= {DISCONNECTED}
        self._message = why

    def take(self, report: StepReport) -> None:
        """Take note of what a step of the acquisition did."""
        # kept until they are told: a jump of the clock lasts one step only
        self._faults |= frozenset(report.faults)
        self._message = report.message
        self.n_lost += sum(gap.n_lost for gap in report.gaps)
        if report.n_new:
            self._delay.arrived(report.first_sample + report.n_new, report.arrival)

    def delays(self, stop: int) -> tuple[float, float]:
        """Return latency and wait of a score made now, s, as ``SignalState`` has them.

        NaN where the session's time is not the host's.
        """
        delays = self._delay.published(stop, self._clock.now())
        return delays if self._clock.is_host else (math.nan, math.nan)

    @property
    def is_silence_due(self) -> bool:
        """Whether nothing arrives, and a quarter second passed since the last word."""
        next_word = self._last_word + PUBLICATION_SECONDS
        return bool(self._faults & AWAY) and self._clock.now() >= next_word

    def state(
        self,
        acquisition: Acquisition,
        *,
        now: float,
        stop: int,
        is_recording: bool,
        n_bytes: int,
    ) -> SignalState:
        """Return what is to be told, without a score; the faults are forgotten then."""
        faults, self._faults = tuple(sorted(self._faults)), frozenset()
        self._last_word = now
        return SignalState(
            time=now,
            n_samples=stop,
            n_lost=self.n_lost,
            recording=is_recording,
            n_bytes=n_bytes,
            clock_residual=acquisition.clock.residual,
            stalled_for=acquisition.stalled_for,
            faults=faults,
            verdicts=(),
            engagement=None,
            certainty=None,
            reason="no headset",
            latency=math.nan,
            wait=math.nan,
            message=self._message,
        )
