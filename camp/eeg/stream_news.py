"""Status of a stream beside its scores: faults, losses, delays, silence."""

from __future__ import annotations

import math

from attention_camp.camp.eeg.loop_delay import PUBLICATION_SECONDS, LoopDelay
from attention_camp.camp.session.clock import Clock
from attention_camp.camp.session.messages import (
    AWAY,
    DISCONNECTED,
    EyeState,
    SignalState,
)
from attention_camp.signal.acquisition import Acquisition
from attention_camp.signal.step_report import StepReport


class News:
    """Collects the events of a stream until they are published.

    Parameters
    ----------
    clock : Clock
        The session's clock.
    n_lost : int
        Samples lost before, in a recording that is resumed; 0 by default.
    """

    def __init__(self, clock: Clock, *, n_lost: int = 0) -> None:
        self.n_lost = n_lost
        """Number of lost samples so far."""
        self._clock = clock
        self._faults: frozenset[str] = frozenset()
        self._message = ""
        self._last_word = -math.inf
        self._delay = LoopDelay()

    def went_away(self, why: str) -> None:
        """Record that the source is gone, and its message."""
        self._faults |= {DISCONNECTED}
        self._message = why

    def take(self, report: StepReport) -> None:
        """Record the report of a step of the acquisition."""
        # kept until published: a clock jump lasts one step only, a state is published
        # four times a second
        self._faults |= frozenset(report.faults)
        self._message = report.message
        self.n_lost += sum(gap.n_lost for gap in report.gaps)
        if report.n_new:
            self._delay.arrived(report.first_sample + report.n_new, report.arrival)

    def delays(self, stop: int) -> tuple[float, float]:
        """Return latency and wait of a score published now, s, as in ``SignalState``.

        NaN if the session's clock is not the host's.
        """
        delays = self._delay.published(stop, self._clock.now())
        return delays if self._clock.is_host else (math.nan, math.nan)

    @property
    def is_silence_due(self) -> bool:
        """Whether nothing arrives and the last state is a quarter second old."""
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
        eyes: EyeState | None = None,
    ) -> SignalState:
        """Return the state to publish, without a score, and clear the faults.

        Parameters
        ----------
        acquisition : Acquisition
            The acquisition, for its clock and stall.
        now : float
            The session's clock, s.
        stop : int
            Number of samples so far, including lost ones.
        is_recording : bool
            Whether samples are written to a file.
        n_bytes : int
            Size of that file, bytes.
        eyes : EyeState or None
            How the eye tracker is; None: the session has none.
        """
        # cleared: published again only if the acquisition reports them again
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
            # the caller adds verdicts and scores, if there is a window to score
            engagement=None,
            certainty=None,
            reason="no headset",
            latency=math.nan,
            wait=math.nan,
            message=self._message,
            eyes=eyes,
        )
