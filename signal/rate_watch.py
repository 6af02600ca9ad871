"""Detect within seconds, from arrivals alone, that a board's rate is wrong."""

from __future__ import annotations

from collections import deque

import numpy as np

# own choices, from `attention-camp bench wrong_rate`
_BIN_S = 0.05
_SPANS_S = (1.0, 2.0, 4.0, 8.0)
_N_PARTS = 10
_MIN_PARTS = 7
RATE_TOLERANCE = 0.005
# how many times its standard error a slope has to be; twenty looks a second at four
# spans, with delays that are not independent, ask for far more than the usual two
_MIN_T = 20.0
# the clocks and polls behind an arrival are no finer than this
_RESOLUTION_S = 0.0002
# a line through the earliest leads of at least seven of ten parts of a span cannot be
# steeper than six times their range over the span: points two parts apart are at least
# a tenth of the span apart, so that the sum of squares about their mean is at least
# 5.4 tenths squared, and the slope at most (range / 2) * sqrt(7 / 5.4) / (span / 10)
_STEEPEST = 6.0


class RateWatch:
    """Test whether arrivals drift against the nominal rate.

    A packet can be late but never early. The last 1, 2, 4 and 8 s are each cut into
    ten parts, and a line is fitted through the earliest arrival of each part. The rate
    is wrong where the slope exceeds the tolerance and is many times its standard error:
    with smooth arrivals that shows within a second, with bunched ones it takes the
    longer spans.

    Parameters
    ----------
    rate : float
        Samples expected per second of the host's clock.
    """

    def __init__(self, rate: float) -> None:
        self._rate = rate
        n_kept = round(_SPANS_S[-1] / _BIN_S) + 2
        self._bins: deque[tuple[float, float]] = deque(maxlen=n_kept)
        self._bin = -1
        self._error = 0.0

    @property
    def error(self) -> float:
        """Relative error of the rate, such as 0.01; 0 where none is established."""
        return self._error

    def restart(self) -> None:
        """Forget earlier arrivals, after a loss of samples or a jump of the clock."""
        self._bins.clear()
        self._bin = -1
        self._error = 0.0

    def update(self, n_samples_total: int, arrival: float) -> None:
        """Add an observation: ``n_samples_total`` samples arrived by ``arrival``, s."""
        # bins of 50 ms keep the earliest arrival only: the size of the fit does not
        # depend on the packet rate
        lead = arrival - n_samples_total / self._rate
        number = int(arrival // _BIN_S)
        if number == self._bin:
            if lead < self._bins[-1][1]:
                self._bins[-1] = (arrival, lead)
            return
        if self._bins:
            self._look()
        self._bin = number
        self._bins.append((arrival, lead))

    def _look(self) -> None:
        times, leads = np.array(self._bins).T
        self._error = 0.0
        for span in _SPANS_S:
            begin = times[-1] - span
            # this span, and every longer one, is not covered by arrivals yet
            if times[0] > begin + 2 * _BIN_S:
                return
            is_in = times > begin
            covered = leads[is_in]
            if _is_level(covered, span):
                continue
            slope, error = _slope(times[is_in] - begin, covered, span)
            if abs(slope) > max(RATE_TOLERANCE, _MIN_T * error):
                # fewer samples than expected make the leads grow
                self._error = -slope
                return


def _is_level(leads: np.ndarray, span: float) -> bool:
    """Return whether no line through leads of a span can exceed the tolerance."""
    if leads.size < _MIN_PARTS:
        return True
    return bool(_STEEPEST * (leads.max() - leads.min()) <= RATE_TOLERANCE * span)


def _slope(times: np.ndarray, leads: np.ndarray, span: float) -> tuple[float, float]:
    """Return the slope through the earliest of each part, and its standard error."""
    part = np.minimum((times / span * _N_PARTS).astype(int), _N_PARTS - 1)
    changes = np.flatnonzero(part[1:] != part[:-1]) + 1
    firsts = np.concatenate(([0], changes))
    # with several parts empty a few late packets would decide the slope
    if firsts.size < _MIN_PARTS:
        return 0.0, np.inf
    earliest = np.minimum.reduceat(leads, firsts)
    stops = [*firsts[1:].tolist(), part.size]
    at = [
        first + int(np.argmin(leads[first:stop]))
        for first, stop in zip(firsts.tolist(), stops, strict=True)
    ]
    x = times[at] - times[at].mean()
    spread = float(x @ x)
    slope = float(x @ earliest) / spread
    residuals = earliest - earliest.mean() - slope * x
    # two degrees of freedom go into the line; a floor at the clock's resolution, or a
    # perfect line would make any slope significant
    variance = max(float(residuals @ residuals) / (x.size - 2), _RESOLUTION_S**2)
    return slope, float(np.sqrt(variance / spread))
