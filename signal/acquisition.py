"""Acquisition: read a source, account for lost samples, store and clean."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from attention_camp.signal.burst import Burst
from attention_camp.signal.cleaning import Cleaner
from attention_camp.signal.clock import SampleClock
from attention_camp.signal.counting import SampleOrder
from attention_camp.signal.history import MIN_QUALITY, History
from attention_camp.signal.ring import Ring
from attention_camp.signal.sources.reconnecting import ReconnectingSource
from attention_camp.signal.step_report import StepReport
from attention_camp.signal.stream import LARGEST_UV, Gap, Packet, Source, SourceError
from attention_camp.signal.watchdog import Watchdog
from attention_camp.signal.window import CleanWindow

# own choice: a packet that comes this late is late, not lost
_LATE_S = 0.1
_FILL_SAMPLES = 65_536


class Sink(Protocol):
    """Where samples are stored; implemented by the dataset's writer."""

    def append(self, samples: NDArray[np.float32]) -> None:
        """Store samples, shape (n_recorded, n_times); NaN where they were lost.

        EEG in µV first, then the stream's other channels in their units.
        """

    def gap(self, first: int, n: int, reason: str) -> None:
        """Note a gap; its NaN samples are appended afterwards.

        Parameters
        ----------
        first : int
            Absolute index of the first lost sample.
        n : int
            Number of lost samples.
        reason : str
            As ``Gap.reason``.
        """


class Acquisition:
    """Read a source, detect losses, store samples and serve clean windows.

    Parameters
    ----------
    source : Source
        Started by the caller; wrap it in ``ReconnectingSource`` to outlive a loss.
    ring : Ring
        Receives every sample, for other processes.
    cleaner : Cleaner
        Applied to every sample once.
    sink : Sink | None
        Receives every sample first, so that nothing is shown that is not stored.
    history_seconds : float
        How far back windows can be cut, s.
    min_quality : float
        Share of good channels a window needs, 0 to 1.
    speed : float
        Source seconds per host second; 1 for a headset.
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
        self._watchdog = Watchdog(self._rate, is_real_time=source.is_real_time)
        self._burst: Burst | None = None

    @property
    def n_samples(self) -> int:
        """Number of samples so far, including lost ones."""
        return self._history.n_samples

    @property
    def history(self) -> History:
        """Raw and cleaned samples of the last minutes."""
        return self._history

    @property
    def stalled_for(self) -> float:
        """Time since the last arrival, as of the last step, s."""
        return self._watchdog.stalled_for

    def step(self, now: float, *, is_last: bool = False) -> StepReport:
        """Process what arrived until ``now``, host monotonic clock, s.

        Parameters
        ----------
        now : float
            The host's monotonic clock, s.
        is_last : bool
            Whether no step follows, so that nothing may wait for what comes after it.

        Raises
        ------
        SourceError
            If the source is gone and does not reconnect by itself.
        """
        packet = self._read(now)
        n_new = 0 if packet is None else packet.samples_uv.shape[1]
        jump = self._watchdog.look(now, n_new)
        if jump:
            self.clock.shift(jump)
        first_sample = self.n_samples
        gaps: tuple[Gap, ...] = ()
        markers: tuple[tuple[int, int], ...] = ()
        if packet is not None and n_new:
            self._add(packet)
        burst = self._burst
        if burst is not None and not (is_last or jump) and self._may_wait(burst, now):
            burst = None
        if burst is not None:
            self._burst = None
            gaps, markers = self._take(burst, has_jumped=bool(jump))
        has_jumped = bool(jump) or (packet is not None and packet.has_jumped)
        message = self._message
        faults = self._watchdog.faults(self.clock)
        return StepReport(
            first_sample,
            self.n_samples - first_sample,
            gaps,
            ("disconnected",) * bool(message) + faults + ("clock jump",) * has_jumped,
            self.stalled_for,
            markers,
            message,
            float("nan") if burst is None else burst.packet.arrival,
            burst is not None and burst.packet.has_triggers,
        )

    def take_up(
        self, past: Iterable[NDArray[np.float32]], clock: SampleClock, now: float
    ) -> Gap | None:
        """Resume a recording whose acquisition process died.

        Parameters
        ----------
        past : iterable of ndarray, shape (n_recorded, n_times)
            What was stored, EEG first; it is cleaned again, not stored again.
        clock : SampleClock
            The last known fit, from which the number of missing samples follows.
        now : float
            The host's monotonic clock, s.

        Returns
        -------
        gap : Gap or None
            The samples that nobody received; stored as lost.
        """
        for samples in past:
            self._show(samples)
        self.clock = clock
        self._watchdog.saw(now)
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

    def _read(self, now: float) -> Packet | None:
        try:
            return self.source.read(now)
        except SourceError:
            if self._burst is None:
                raise
            return None  # what had arrived is stored first; the next read says it again

    def _add(self, packet: Packet) -> None:
        """Take what arrived into the current burst."""
        if self._burst is None:
            is_end = self._watchdog.was_stalled(packet.arrival)
            self._burst = Burst(packet, packet.arrival, is_end)
        else:
            self._burst = self._burst.and_then(packet)
        self._watchdog.saw(packet.arrival)

    def _may_wait(self, burst: Burst, now: float) -> bool:
        """Return whether samples may be missing that are merely held up.

        Where only the clock tells a loss, they look lost until they are in: a gap
        stored before them would count them twice.
        """
        return (
            burst.may_grow(now)
            and self.source.is_real_time
            and (self._order is None or burst.packet.counter is None)
            and self._restarts == self._n_restarts
            and self._n_missing(burst.packet) > 0
        )

    def _take(
        self, burst: Burst, *, has_jumped: bool
    ) -> tuple[tuple[Gap, ...], tuple[tuple[int, int], ...]]:
        """Assign absolute indices to the samples of a burst and store them."""
        packet, was_stalled = burst.packet, burst.ends_stall
        has_restarted = self._restarts != self._n_restarts
        self._n_restarts = self._restarts
        if self._order is None or packet.counter is None:
            keep = np.arange(packet.samples_uv.shape[1])
            # how many samples a jump of the clock cost is unknown: one lost sample
            # marks the place in the file
            n_missing = int(has_jumped)
            if (was_stalled or has_restarted) and not has_jumped:
                n_missing = self._n_missing(packet)
            indices = self.n_samples + n_missing + keep
        elif has_restarted:
            # the counter restarted from an arbitrary value: only the clock can tell how
            # many samples were lost
            self._order.restart(self.n_samples + self._n_missing(packet))
            keep, indices = self._order.place(packet.counter, None)
        else:
            keep, indices = self._order.place(packet.counter, self._due(packet))
        if indices.size == 0:
            return (), ()
        reason = "lost packets"
        if has_jumped:
            reason = "clock jump"
        elif has_restarted:
            reason = "disconnected"
        elif was_stalled:
            reason = "stall"
        gaps = self._store(burst.all_channels(self.info)[:, keep], indices, reason)
        self.clock.update(self.n_samples, packet.time)
        self._watchdog.counted(
            self.n_samples, packet.time, is_new=reason != "lost packets"
        )
        return gaps, burst.markers(keep, indices)

    def _store(
        self, samples: NDArray[np.float32], indices: NDArray[np.int64], reason: str
    ) -> tuple[Gap, ...]:
        """Write runs of consecutive samples, and a gap where an index is skipped."""
        gaps = []
        edges = np.flatnonzero(np.diff(indices) != 1) + 1
        for begin, end in itertools.pairwise((0, *edges.tolist(), indices.size)):
            n_lost = int(indices[begin]) - self.n_samples
            if n_lost > 0:
                gap = Gap(self.n_samples, n_lost, reason)
                gaps.append(gap)
                if self._sink is not None:
                    self._sink.gap(gap.first, gap.n_lost, gap.reason)
                self._fill(n_lost)
            self._write(samples[:, begin:end].astype(np.float32, copy=True))
        return tuple(gaps)

    def _fill(self, n_lost: int) -> None:
        # in pieces: a long outage at once could take hundreds of MB of memory
        for start in range(0, n_lost, _FILL_SAMPLES):
            n_times = min(_FILL_SAMPLES, n_lost - start)
            self._write(np.full((self.info.n_recorded, n_times), np.nan, np.float32))

    def _write(self, samples: NDArray[np.float32]) -> None:
        # what no converter gives is not a measurement: treated as lost
        samples[np.isinf(samples)] = np.nan
        eeg = samples[: self.info.n_chans]
        eeg[np.abs(eeg) > LARGEST_UV] = np.nan
        # stored before anything is shown or scored
        if self._sink is not None:
            self._sink.append(samples)
        self._show(samples)

    def _show(self, samples: NDArray[np.float32]) -> None:
        """Hand samples on, shape (n_recorded, n_times): shown, cleaned, scored."""
        eeg, others = np.split(samples, [self.info.n_chans])
        self._ring.write(eeg)
        self._history.append(eeg, others)

    def _due(self, packet: Packet) -> float | None:
        """Return the number of samples expected by the clock; None before the first."""
        if not self.clock.is_started:
            return None
        return self.clock.sample_at(packet.time) + 1

    def _n_missing(self, packet: Packet) -> int:
        """Return the number of samples lost before this packet, by the clock."""
        due = self._due(packet)
        n_there = self.n_samples + packet.samples_uv.shape[1]
        # a packet that is merely late looks like a small loss; see _LATE_S
        missing = 0.0 if due is None else due - n_there
        return round(missing) if missing > _LATE_S * self._rate else 0

    @property
    def _restarts(self) -> int:
        """How often the source has reconnected."""
        source = self.source
        return source.n_restarts if isinstance(source, ReconnectingSource) else 0

    @property
    def _message(self) -> str:
        source = self.source
        return source.message if isinstance(source, ReconnectingSource) else ""
