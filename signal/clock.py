"""The host's clock, and which moment of it a sample belongs to."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

# own choices: half-second bins hold some 25 polls of 20 ms, so that the earliest of a
# bin came almost without waiting; a minute of bins gives a rate good to a few ppm
_BIN_S = 0.5
_N_BINS = 120
_MIN_FIT_S = 5.0
# a board set to half or twice its rate must show as a wrong rate, not as nonsense
_MAX_RATE_ERROR = 0.9


def host_time() -> float:
    """Return the host's clock, s: one for all processes, for every stamp and time-out.

    `time.perf_counter` is CLOCK_MONOTONIC on Linux and the performance counter on
    Windows, both of the whole system; before Python 3.13 `time.monotonic` on Windows
    moves in steps of 15.6 ms, which is coarser than a frame.
    """
    return _clocks[-1].host()


def wall_time() -> datetime:
    """Return the date and time in UTC, which may be set forward and back at any time.

    For what people read; no duration is ever taken from it.
    """
    return _clocks[-1].wall()


class HostTimes:
    """The clocks of this computer; a simulation puts its own in their place."""

    def host(self) -> float:
        """Return seconds that never go back."""
        return time.perf_counter()

    def wall(self) -> datetime:
        """Return the date and time in UTC."""
        return datetime.now(UTC)


_clocks = [HostTimes()]


@contextmanager
def replaced_clocks(simulated: HostTimes) -> Iterator[None]:
    """Read other clocks meanwhile: for simulations."""
    _clocks.append(simulated)
    try:
        yield
    finally:
        _clocks.pop()


class SampleClock:
    """A line from sample index to host time, robust against late packets.

    A packet can be late but never early, so the earliest arrival in each half second
    is kept, and a line is fitted through these with Huber weights (Huber 1964,
    doi:10.1214/aoms/1177703732); the line then goes through the lower edge of the
    points. LSL does the same job with recursive least squares, which bunched packets
    shift by half their delay.

    Times are those of earliest arrival: they include the constant delay of the
    headset's transport, which cannot be measured from here.
    """

    def __init__(self, sfreq: float) -> None:
        if not sfreq > 0:
            raise ValueError(f"sfreq must be positive, got {sfreq}")
        self.sfreq = sfreq
        self._samples: list[float] = []
        self._arrivals: list[float] = []
        self._bin = -1
        self._period = 1.0 / sfreq
        self._origin = (0.0, 0.0)
        self._residual = float("nan")
        self._is_started = False

    @property
    def is_started(self) -> bool:
        """Whether a sample has arrived."""
        return self._is_started

    @property
    def rate(self) -> float:
        """Sampling rate on the host's clock, Hz; the nominal one in the first 5 s."""
        return 1.0 / self._period

    @property
    def span(self) -> float:
        """Time spanned by the arrivals in the fit, s."""
        return self._arrivals[-1] - self._arrivals[0] if self._arrivals else 0.0

    @property
    def residual(self) -> float:
        """Median distance of the earliest arrivals from the line, s; NaN at first."""
        return self._residual

    def update(self, n_samples_total: int, arrival: float) -> None:
        """Add an observation: ``n_samples_total`` samples had arrived at ``arrival``.

        ``arrival`` is in seconds; the newest sample has index ``n_samples_total - 1``.
        """
        newest = float(n_samples_total - 1)
        if not self._is_started:
            self._is_started = True
            self._origin = (newest, arrival)
        number = int(arrival // _BIN_S)
        if number != self._bin:
            self._fit()
            self._bin = number
            self._samples.append(newest)
            self._arrivals.append(arrival)
            del self._samples[:-_N_BINS], self._arrivals[:-_N_BINS]
        elif self._lead(newest, arrival) < self._lead(
            self._samples[-1], self._arrivals[-1]
        ):
            self._samples[-1] = newest
            self._arrivals[-1] = arrival
        # before there is a fit, the earliest arrival alone sets the line
        if self.span < _MIN_FIT_S and arrival < self.time_of(newest):
            self._origin = (newest, arrival)

    def shift(self, seconds: float) -> None:
        """Shift the line after the host's clock jumped by ``seconds``."""
        self._arrivals = [arrival + seconds for arrival in self._arrivals]
        self._origin = (self._origin[0], self._origin[1] + seconds)
        self._bin = -1

    def sample_at(self, host_time: float) -> float:
        """Return the (fractional) sample index at a host time, s."""
        sample, time = self._origin
        return sample + (host_time - time) / self._period

    def time_of(self, sample: float) -> float:
        """Return the host time of a sample index, s."""
        origin_sample, time = self._origin
        return time + (sample - origin_sample) * self._period

    def state(self) -> dict[str, float]:
        """Return the fit as plain numbers, for the ledger."""
        return {
            "sfreq": self.sfreq,
            "rate": self.rate,
            "origin_sample": self._origin[0],
            "origin_time": self._origin[1],
            "residual": self._residual,
        }

    @classmethod
    def from_state(cls, state: Mapping[str, float]) -> SampleClock:
        """Return a clock with the mapping that ``state`` describes."""
        clock = cls(state["sfreq"])
        clock._period = 1.0 / state["rate"]
        clock._origin = (state["origin_sample"], state["origin_time"])
        clock._residual = state["residual"]
        clock._is_started = True
        return clock

    def _lead(self, sample: float, arrival: float) -> float:
        return arrival - sample * self._period

    def _fit(self) -> None:
        if len(self._samples) < 2:
            return
        samples = np.array(self._samples)
        arrivals = np.array(self._arrivals)
        if self.span >= _MIN_FIT_S:
            period = _robust_slope(samples, arrivals, 1.0 / self.sfreq)
            limit = _MAX_RATE_ERROR / self.sfreq
            if abs(period - 1.0 / self.sfreq) <= limit:
                self._period = period
        leads = arrivals - samples * self._period
        # the 10th percentile, not the minimum: one early outlier must not move it
        edge = _tenth(leads)
        self._residual = _median(np.abs(leads - _median(leads)))
        newest = self._samples[-1]
        self._origin = (newest, edge + newest * self._period)


def _robust_slope(
    samples: NDArray[np.float64], arrivals: NDArray[np.float64], period: float
) -> float:
    """Return the slope of arrivals over samples by Huber-weighted least squares, s."""
    x = samples - samples.mean()
    y = arrivals - arrivals[0] - samples * period
    weights = np.ones_like(x)
    slope = 0.0
    # iteratively reweighted: the weights depend on the errors, and those on the weights
    for _ in range(8):
        # twice a second for as long as a session lasts: written out, the same sums take
        # a third of the time that NumPy's average and median take for so few numbers
        total = weights.sum()
        dx = x - (x * weights).sum() / total
        dy = y - (y * weights).sum() / total
        spread = float((weights * dx**2).sum())
        if spread == 0:
            return period
        slope = float((weights * dx * dy).sum() / spread)
        sizes = np.abs(dy - slope * dx)
        # 1.345 gives 95 % efficiency for normal errors (Huber & Ronchetti 2009)
        # 1.4826 makes the median absolute deviation an SD; the microsecond keeps the
        # weights above zero where all arrivals lie on the line
        scale = 1.4826 * _median(sizes) + 1e-6
        weights = np.minimum(1.0, 1.345 * scale / np.maximum(sizes, 1e-12))
    return period + slope


def _tenth(values: NDArray[np.float64]) -> float:
    """Return the 10th percentile of two finite numbers or more, as NumPy has it."""
    # NumPy's own takes ten times as long, which is twice a second in every session
    place = (len(values) - 1) * 0.1
    low = int(place)
    part = np.partition(values, (low, low + 1))
    share, step = place - low, float(part[low + 1] - part[low])
    if share >= 0.5:
        return float(part[low + 1]) - step * (1 - share)
    return float(part[low]) + step * share


def _median(values: NDArray[np.float64]) -> float:
    """Return the median of finite numbers."""
    middle = len(values) // 2
    if len(values) % 2:
        return float(np.partition(values, middle)[middle])
    part = np.partition(values, (middle - 1, middle))
    return float((part[middle - 1] + part[middle]) / 2)
