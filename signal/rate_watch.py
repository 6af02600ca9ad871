"""Tells within seconds, from arrivals alone, that a board does not keep its rate."""

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


class RateWatch:
    """Looks at how arrivals fall behind, or run ahead of, the nominal rate.

    A packet can be late but never early. Each of the last 1, 2, 4 and 8 s is cut into
    ten parts, the earliest arrival of each part is kept, and a line is fitted through
    these ten. The rate is wrong where the line's slope is more than the tolerance and
    far more than its own standard error: on smooth arrivals that is so after a second,
    on bunched ones the longer spans have to say it.

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
        """Relative error of the rate, such as 0.01; 0 where it cannot be told."""
        return self._error

    def restart(self) -> None:
        """Forget the past: samples were lost, or the clock jumped."""
        self._bins.clear()
        self._bin = -1
        self._error = 0.0

    def update(self, n_samples_total: int, arrival: float) -> None:
        """Take in that ``n_samples_total`` samples were there at ``arrival``, s."""
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
            if times[0] > begin + 2 * _BIN_S:
                return
            is_in = times > begin
            slope, error = _slope(times[is_in] - begin, leads[is_in], span)
            if abs(slope) > max(RATE_TOLERANCE, _MIN_T * error):
                # fewer samples than expected make the leads grow
                self._error = -slope
                return


def _slope(times: np.ndarray, leads: np.ndarray, span: float) -> tuple[float, float]:
    """Return the slope through the earliest of each part, and its standard error."""
    part = np.minimum((times / span * _N_PARTS).astype(int), _N_PARTS - 1)
    firsts = np.flatnonzero(np.diff(part, prepend=-1))
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
    rest = earliest - earliest.mean() - slope * x
    variance = max(float(rest @ rest) / (x.size - 2), _RESOLUTION_S**2)
    return slope, float(np.sqrt(variance / spread))
