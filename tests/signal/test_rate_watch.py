from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import pytest

from attention_camp.signal.rate_watch import (
    _STEEPEST,
    RATE_TOLERANCE,
    RateWatch,
    _is_level,
    _slope,
)


def smooth(rate: float, seconds: float) -> Iterator[tuple[int, float]]:
    """Yield (samples so far, arrival), each late by a millisecond or so."""
    rng = np.random.default_rng(1)
    times = np.arange(1, int(rate * seconds)) / rate
    late = times + rng.exponential(0.001, times.size)
    yield from zip(
        range(1, times.size + 1), np.maximum.accumulate(late).tolist(), strict=True
    )


def bunched(rate: float, seconds: float) -> Iterator[tuple[int, float]]:
    """Yield bunches of 50 to 150 ms, and now and then one of up to half a second."""
    rng = np.random.default_rng(2)
    waits = rng.uniform(0.05, 0.15, int(20 * seconds))
    waits += (rng.random(waits.size) < 0.01) * rng.uniform(0.1, 0.4, waits.size)
    for arrival in np.cumsum(waits):
        if arrival < seconds:
            yield int((arrival - rng.exponential(0.005)) * rate), float(arrival)


def told_after(arrivals: Iterator[tuple[int, float]]) -> float:
    """Return when the rate is reported as wrong; infinity: never."""
    watch = RateWatch(250.0)
    for n_samples, arrival in arrivals:
        watch.update(n_samples, arrival)
        if watch.error:
            return arrival
    return math.inf


@pytest.mark.parametrize("error", [0.01, -0.01, 0.02, 0.05])
def test_a_wrong_rate_is_told_after_a_second_of_smooth_arrivals(error):
    assert told_after(smooth(250 * (1 + error), 5)) < 1.2


def test_half_a_percent_is_told_within_two_seconds_of_smooth_arrivals():
    assert told_after(smooth(250 * 1.0052, 5)) < 2.1


def test_bunched_arrivals_take_longer_and_are_told_all_the_same():
    assert told_after(bunched(250 * 1.02, 20)) < 10


@pytest.mark.parametrize("arrivals", [smooth, bunched])
def test_a_board_as_good_as_its_crystal_is_never_called_wrong(arrivals):
    assert told_after(arrivals(250 * 1.0001, 80)) == math.inf


def test_the_error_has_its_sign_and_size():
    watch = RateWatch(250.0)
    for n_samples, arrival in smooth(245.0, 4):
        watch.update(n_samples, arrival)
    assert watch.error == pytest.approx(-0.02, abs=0.002)


def test_after_a_stall_it_begins_anew():
    watch = RateWatch(250.0)
    for n_samples, arrival in smooth(245.0, 4):
        watch.update(n_samples, arrival)
    watch.restart()
    watch.update(1500, 9.0)
    assert watch.error == 0.0


def test_leads_that_hardly_differ_have_no_slope_beyond_the_tolerance() -> None:
    """What is passed over is what the line through it could never show."""
    rng = np.random.default_rng(5)
    steepest = 0.0
    for _ in range(2000):
        parts = np.sort(rng.choice(10, size=int(rng.integers(7, 11)), replace=False))
        # two points close to an edge between parts are what makes a line steepest
        within = rng.choice([0.001, 0.999, rng.random()], size=parts.size)
        times = (parts + within) / 10
        leads = rng.choice([0.0, 0.001], size=parts.size)
        slope, _ = _slope(times, leads, 1.0)
        steepest = max(steepest, abs(slope))
    assert 0.002 < steepest <= _STEEPEST * 0.001
    assert _is_level(np.array([0.0, RATE_TOLERANCE / _STEEPEST] * 5), 1.0)
    assert not _is_level(np.array([0.0, 1.1 * RATE_TOLERANCE / _STEEPEST] * 5), 1.0)
