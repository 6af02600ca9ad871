from __future__ import annotations

import numpy as np
import pytest

from attention_camp.signal.clock import SampleClock, _median, _tenth


def arrivals(rate, seconds, *, seed, burst=1, late_ms=0.0, hiccup=0.0):
    """Yield (samples so far, arrival): late by a random time, now and then much."""
    rng = np.random.default_rng(seed)
    last = 0.0
    for n in range(burst, int(rate * seconds), burst):
        late = rng.exponential(late_ms / 1000)
        if rng.uniform() < 0.02:
            late += hiccup * rng.uniform()
        last = max(last, 100 + (n - 1) / rate + late)
        yield n, last


@pytest.mark.parametrize("burst", [1, 12])
@pytest.mark.parametrize("rate", [250.0, 249.9, 252.5])
def test_late_and_bunched_packets_do_not_bend_the_line(rate, burst):
    """With 5 ms jitter and 300 ms hiccups an onset is on its sample, within 2 ms."""
    clock = SampleClock(250.0)
    for n, arrival in arrivals(rate, 40, seed=1, burst=burst, late_ms=5.0, hiccup=0.3):
        clock.update(n, arrival)
    for sample in (7000, 8000, 9000):
        assert clock.time_of(sample) == pytest.approx(100 + sample / rate, abs=0.002)
        assert clock.sample_at(100 + sample / rate) == pytest.approx(sample, abs=0.5)
    assert clock.rate == pytest.approx(rate, rel=1e-4)
    assert 0 <= clock.residual < 0.005


def test_a_wrong_rate_shows():
    clock = SampleClock(250.0)
    for n, arrival in arrivals(250 * 1.01, 15, seed=2, late_ms=5.0):
        clock.update(n, arrival)
    assert clock.rate / 250 - 1 == pytest.approx(0.01, abs=0.002)


def test_the_state_maps_as_the_clock_did():
    clock = SampleClock(500.0)
    for n, arrival in arrivals(500, 10, seed=3, late_ms=2.0):
        clock.update(n, arrival)
    again = SampleClock.from_state(clock.state())
    assert again.sample_at(107.0) == clock.sample_at(107.0)
    assert again.time_of(1234.5) == clock.time_of(1234.5)


def test_a_jump_of_the_host_clock_moves_the_line():
    clock = SampleClock(250.0)
    for n, arrival in arrivals(250, 10, seed=4):
        clock.update(n, arrival)
    before = clock.time_of(1000)
    clock.shift(3600.0)
    assert clock.time_of(1000) == pytest.approx(before + 3600)


def test_a_rate_that_is_none_is_refused():
    with pytest.raises(ValueError, match="sfreq must be positive, got 0"):
        SampleClock(0)


def test_quantiles_of_few_numbers_are_numpys_own_to_the_bit() -> None:
    rng = np.random.default_rng(3)
    for n in range(2, 121):
        values = rng.normal(size=n) * 10 ** rng.uniform(-6, 3)
        assert _tenth(values) == np.percentile(values, 10)
        assert _median(values) == np.median(values)
