"""From a source to the ring, the file and clean windows, without losing samples."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from attention_camp.signal.cleaning import Cleaner
from attention_camp.signal.clock import SampleClock
from attention_camp.signal.counting import SampleOrder
from attention_camp.signal.history import MIN_QUALITY, History
from attention_camp.signal.reconnecting import ReconnectingSource
from attention_camp.signal.ring import Ring
from attention_camp.signal.stream import Packet, Source
from attention_camp.signal.window import CleanWindow

# own choices: a stall is said after half a second, so that it is on screen within
# one; a fit over 10 s is good to 0.1 %, so that 0.5 % is safely told
_STALL_S = 0.5
_RATE_SPAN_S = 10.0
_RATE_TOLERANCE = 0.005
_JUMP_S = 1.0
_LATE_S = 0.1
_FILL_SAMPLES = 65_536


class Sink(Protocol):
    """Where samples are stored; the dataset's writer is one."""

    def append(self, samples_uv: NDArray[np.float32]) -> None:
        """Store samples, shape (n_chans, n_times), µV; NaN where they were lost."""

    def gap(self, first: int, n: int, reason: str) -> None:
        """Note that ``n`` samples from index ``first`` are lost, before their NaN."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Samples that never came."""

    first: int
    """Absolute index of the first one."""
    n_lost: int
    reason: str
    """``lost packets``, ``stall``, ``clock jump`` or ``restart``."""


@dataclass(frozen=True, slots=True)
class StepReport:
    """What one step of the acquisition did."""

    first_sample: int
    """Absolute index of the first new sample."""
    n_new: int
    """Number of new samples, lost ones counted."""
    gaps: tuple[Gap, ...] = ()
    faults: tuple[str, ...] = ()
    """What holds now: ``disconnected``, ``stall``, ``wrong rate``, ``clock jump``."""
    stalled_for: float = 0.0
    """How long nothing has arrived, s."""
    markers: tuple[tuple[int, int], ...] = field(default=())
    """(sample, value) of what came in the board's marker channel."""
    message: str = ""
    """Why there is no connection, for people; empty where there is one."""


class Acquisition:
    """Read a source, find what was lost, store, and keep clean windows at hand.

    Parameters
    ----------
    source : Source
        Started by the caller; wrap it in ``ReconnectingSource`` to outlive a loss.
    ring : Ring
        Gets every sample, for other processes.
    cleaner : Cleaner
        Applied to every sample once.
    sink : Sink | None
        Gets every sample before anyone else.
    history_seconds : float
        How long windows can be asked for.
    min_quality : float
        Share of good channels a window needs.
    speed : float
        How many seconds of the source pass in one of the host; 1 for a headset.
    """

    def __init__(
        self,
        source: Source,
        *,
        ring: Ring,
        cleaner: Cleaner,
        sink: Sink | None = None,
        history_seconds: float = 60.0,
        min_quality: float = MIN_QUALITY,
        speed: float = 1.0,
    ) -> None:
        self.source = source
        self.info = source.info
        self._rate = self.info.sfreq * speed
        self.clock = SampleClock(self._rate)
        self._ring = ring
        self._sink = sink
        self._history = History(
            cleaner,
            int(np.ceil(history_seconds * self.info.sfreq)),
            min_quality=min_quality,
        )
        modulus = self.info.counter_modulus
        self._order = SampleOrder(modulus) if modulus is not None else None
        self._n_restarts = 0
        self._last_now: float | None = None
        self._last_arrival: float | None = None

    @property
    def n_samples(self) -> int:
        """Number of samples so far, lost ones counted."""
        return self._history.n_samples

    @property
    def history(self) -> History:
        """Raw and cleaned samples of the last minutes."""
        return self._history

    @property
    def stalled_for(self) -> float:
        """How long nothing had arrived at the last step, s."""
        if self._last_now is None or self._last_arrival is None:
            return 0.0
        return max(self._last_now - self._last_arrival, 0.0)

    def step(self, now: float) -> StepReport:
        """Take in what arrived until ``now``, the host's monotonic clock in s.

        Raises
        ------
        SourceError
            Where the source went away.
        """
        packet = self.source.read(now)
        jump = self._clock_jump(now, packet)
        first_sample = self.n_samples
        if jump:
            self.clock.shift(jump)
        previous, self._last_now = self._last_now, now
        if self._last_arrival is None:
            self._last_arrival = now
        elif jump or (previous is not None and now < previous):
            self._last_arrival += jump
        gaps: tuple[Gap, ...] = ()
        markers: tuple[tuple[int, int], ...] = ()
        if packet is not None and packet.samples_uv.shape[1]:
            gaps, markers = self._take(packet, has_jumped=bool(jump))
            self._last_arrival = packet.arrival
        return StepReport(
            first_sample,
            self.n_samples - first_sample,
            gaps,
            self._faults(has_jumped=bool(jump)),
            self.stalled_for,
            markers,
            self._message,
        )

    def take_up(
        self, past: Iterable[NDArray[np.float32]], clock: SampleClock, now: float
    ) -> Gap | None:
        """Go on with a recording whose acquisition was killed.

        Parameters
        ----------
        past : iterable of ndarray, shape (n_chans, n_times)
            What was stored, in µV; it is cleaned again, not stored again.
        clock : SampleClock
            The last known fit: it tells how many samples are missing until ``now``.
        now : float
            The host's monotonic clock, s.

        Returns
        -------
        gap : Gap or None
            The samples nobody took in; stored as lost.
        """
        for samples_uv in past:
            self._ring.write(samples_uv)
            self._history.append(samples_uv)
        self.clock = clock
        self._last_arrival = now
        first = self.n_samples
        n_lost = max(round(clock.sample_at(now)) - first, 0)
        if n_lost:
            if self._sink is not None:
                self._sink.gap(first, n_lost, "restart")
            self._fill(n_lost)
        if self._order is not None:
            self._order.restart(self.n_samples)
        return Gap(first, n_lost, "restart") if n_lost else None

    def window(self, start: float, stop: float) -> CleanWindow:
        """Return the clean window between two host times, s."""
        first = round(self.clock.sample_at(start))
        n_times = max(round((stop - start) * self._rate), 1)
        return self.window_at(first, first + n_times)

    def window_at(self, first: int, stop: int) -> CleanWindow:
        """Return the clean window between two absolute samples."""
        return self._history.window_at(first, stop)

    def _clock_jump(self, now: float, packet: Packet | None) -> float:
        """Return by how much the host's clock jumped since the last step, s.

        The clock jumped where much more time passed between two steps than samples
        came, without the board stalling before; a suspended computer looks the same.
        """
        if self._last_now is None or not self.clock.is_started:
            return 0.0
        elapsed = now - self._last_now
        n_new = 0 if packet is None else packet.samples_uv.shape[1]
        covered = n_new / self._rate
        if elapsed < 0:
            return elapsed - covered
        if elapsed > _JUMP_S and covered < 0.5 * elapsed and self.source.is_real_time:
            return elapsed - covered
        return 0.0

    def _take(
        self, packet: Packet, *, has_jumped: bool
    ) -> tuple[tuple[Gap, ...], tuple[tuple[int, int], ...]]:
        n_new = packet.samples_uv.shape[1]
        due = self._due(packet.arrival)
        reason = "clock jump" if has_jumped else "lost packets"
        if self._was_stalled(packet.arrival) and not has_jumped:
            reason = "stall"
        if self._has_restarted():
            # where it went on is known from the clock alone
            n_missing = max(round((due or 0.0) - self.n_samples - n_new), 0)
            if self._order is not None:
                self._order.restart(self.n_samples + n_missing)
                due = None
            reason = "disconnected"
        if self._order is None or packet.counter is None:
            keep = np.arange(n_new)
            n_missing = 0
            if has_jumped:
                n_missing = 1
            elif due is not None and self._was_stalled(packet.arrival):
                n_missing = self._n_missing(due - self.n_samples - n_new)
            indices = self.n_samples + n_missing + keep
        else:
            keep, indices = self._order.place(packet.counter, due)
        if indices.size == 0:
            return (), ()
        gaps = self._store(packet.samples_uv[:, keep], indices, reason)
        self.clock.update(self.n_samples, packet.arrival)
        return gaps, _markers(packet, keep, indices)

    def _store(
        self, samples_uv: NDArray[np.float32], indices: NDArray[np.int64], reason: str
    ) -> tuple[Gap, ...]:
        """Write runs of samples with holes between them."""
        gaps = []
        edges = np.flatnonzero(np.diff(indices) != 1) + 1
        for run in np.split(np.arange(indices.size), edges):
            n_lost = int(indices[run[0]]) - self.n_samples
            if n_lost > 0:
                gap = Gap(self.n_samples, n_lost, reason)
                gaps.append(gap)
                if self._sink is not None:
                    self._sink.gap(gap.first, gap.n_lost, gap.reason)
                self._fill(n_lost)
            self._write(np.ascontiguousarray(samples_uv[:, run], np.float32))
        return tuple(gaps)

    def _fill(self, n_lost: int) -> None:
        for start in range(0, n_lost, _FILL_SAMPLES):
            n_times = min(_FILL_SAMPLES, n_lost - start)
            self._write(np.full((self.info.n_chans, n_times), np.nan, np.float32))

    def _write(self, samples_uv: NDArray[np.float32]) -> None:
        # stored before shown
        if self._sink is not None:
            self._sink.append(samples_uv)
        self._ring.write(samples_uv)
        self._history.append(samples_uv)

    def _due(self, arrival: float) -> float | None:
        """Return how many samples should be there by the clock, None at first."""
        if not self.clock.is_started:
            return None
        return self.clock.sample_at(arrival) + 1

    def _has_restarted(self) -> bool:
        """Return whether the source came back since the last packet."""
        if not isinstance(self.source, ReconnectingSource):
            return False
        n_before, self._n_restarts = self._n_restarts, self.source.n_restarts
        return self._n_restarts != n_before

    @property
    def _message(self) -> str:
        is_reconnecting = isinstance(self.source, ReconnectingSource)
        return self.source.message if is_reconnecting else ""

    def _n_missing(self, deficit: float) -> int:
        # a packet that is just late is no loss
        return round(deficit) if deficit > _LATE_S * self.info.sfreq else 0

    def _was_stalled(self, arrival: float) -> bool:
        return (
            self._last_arrival is not None and arrival - self._last_arrival > _STALL_S
        )

    def _faults(self, *, has_jumped: bool) -> tuple[str, ...]:
        faults = []
        if self._message:
            faults.append("disconnected")
        if self.stalled_for > _STALL_S:
            faults.append("stall")
        error = abs(self.clock.rate / self._rate - 1)
        if self.clock.span >= _RATE_SPAN_S and error > _RATE_TOLERANCE:
            faults.append("wrong rate")
        if has_jumped:
            faults.append("clock jump")
        return tuple(faults)


def _markers(
    packet: Packet, keep: NDArray[np.intp], indices: NDArray[np.int64]
) -> tuple[tuple[int, int], ...]:
    if packet.markers is None or not packet.markers.any():
        return ()
    values = packet.markers[keep]
    return tuple((int(indices[k]), int(values[k])) for k in np.flatnonzero(values))
