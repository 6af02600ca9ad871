"""How soon a wrong sampling rate is told, and how often a right one is called wrong.

Arrivals are drawn, not measured: smooth (1 ms late at random), through a USB chip that
waits 16 ms, over Bluetooth with packets sent again, in bursts of 50 to 150 ms with
hiccups, and through a congested link whose delay wanders by some 15 ms within half a
second. In one second a rate that is 0.5 % off moves the arrivals by 5 ms: where the
delay itself wanders by more, no method can tell the two apart in that time.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from attention_camp.signal.rate_watch import RateWatch

IS_LONG = True
SFREQ = 250.0
ERRORS = (0.0052, 0.01, 0.02, 0.05)
N_RUNS = 20
LONGEST_S = 30.0
RIGHT_S = 3600.0
CRYSTAL = 0.0002
"""A board that keeps its rate is this far off, relative; more than a crystal's."""

Arrivals = tuple[NDArray[np.int64], NDArray[np.float64]]


def run() -> list[tuple[str, float, str]]:
    """Return seconds to the verdict, and false alarms in an hour."""
    rows = []
    for name, make in KINDS.items():
        alarms = false_alarms(make(SFREQ * (1 + CRYSTAL), RIGHT_S, seed=1))
        rows.append((f"{name}: false alarms in an hour", float(alarms), "0"))
        for error in ERRORS:
            times = sorted(
                told_after(make(SFREQ * (1 + sign * error), LONGEST_S, seed=seed))
                for seed in range(N_RUNS // 2)
                for sign in (-1, 1)
            )
            last = times[math.ceil(0.95 * N_RUNS) - 1]
            what = f"{name}: {error:.1%} off, told after (median), s"
            goal = f"1; 95 % within {last:.1f} s"
            rows.append((what, times[N_RUNS // 2], goal))
    return rows


def told_after(arrivals: Arrivals) -> float:
    """Return when the rate is said to be wrong, s; infinity: not in time."""
    return next(_alarms(arrivals), math.inf)


def false_alarms(arrivals: Arrivals) -> int:
    """Return how often the rate is called wrong after it was not."""
    return sum(1 for _ in _alarms(arrivals))


def _alarms(arrivals: Arrivals) -> Iterator[float]:
    watch = RateWatch(SFREQ)
    was_wrong = False
    for n_samples, arrival in zip(*(a.tolist() for a in arrivals), strict=True):
        watch.update(n_samples, arrival)
        if watch.error and not was_wrong:
            yield arrival
        was_wrong = bool(watch.error)


def smooth(rate: float, seconds: float, *, seed: int) -> Arrivals:
    """Return arrivals one by one, stamped in the thread that reads them."""
    rng = np.random.default_rng(seed)
    numbers = np.arange(1, int(seconds * rate))
    late = numbers / rate + rng.exponential(0.001, numbers.size)
    return numbers, np.maximum.accumulate(late)


def usb(rate: float, seconds: float, *, seed: int) -> Arrivals:
    """Return what a serial chip hands over every 16 ms, polled every 10 ms."""
    rng = np.random.default_rng(seed)
    handed = np.arange(rng.uniform(0, 0.016), seconds, 0.016)
    handed = np.maximum.accumulate(handed + rng.exponential(0.001, handed.size))
    return _new(handed * rate, np.ceil(handed / 0.01) * 0.01)


def bluetooth(rate: float, seconds: float, *, seed: int) -> Arrivals:
    """Return packets of six samples every 30 ms, of which 15 % are sent again."""
    rng = np.random.default_rng(seed)
    events = np.arange(rng.uniform(0, 0.03), seconds, 0.03)
    events = events[rng.random(events.size) > 0.15]
    numbers = np.maximum((events - 0.005) * rate, 0) // 6 * 6
    late = np.maximum.accumulate(events + rng.exponential(0.003, events.size))
    return _new(numbers, late)


def bursts(rate: float, seconds: float, *, seed: int) -> Arrivals:
    """Return bursts of 50 to 150 ms, one in a hundred up to 400 ms later."""
    rng = np.random.default_rng(seed)
    waits = rng.uniform(0.05, 0.15, int(seconds / 0.05))
    waits += (rng.random(waits.size) < 0.01) * rng.uniform(0.1, 0.4, waits.size)
    events = np.cumsum(waits)
    events = events[events < seconds]
    return _new((events - rng.exponential(0.005, events.size)) * rate, events)


def congested(rate: float, seconds: float, *, seed: int) -> Arrivals:
    """Return polls of a link whose delay wanders."""
    from scipy.signal import lfilter

    rng = np.random.default_rng(seed)
    polls = np.arange(0, seconds, 0.01)
    pull = 0.01 / 0.5
    steps = rng.standard_normal(polls.size) * 0.015 * np.sqrt(2 * pull)
    delay = np.abs(lfilter([1.0], [1.0, pull - 1.0], steps)) + 0.002
    return _new((polls - delay) * rate, polls)


def _new(numbers: NDArray[np.float64], arrivals: NDArray[np.float64]) -> Arrivals:
    """Return the arrivals that bring something new."""
    counted = np.maximum.accumulate(np.maximum(numbers, 0).astype(np.int64))
    is_new = np.diff(counted, prepend=0) > 0
    return counted[is_new], arrivals[is_new]


KINDS: dict[str, Callable[..., Arrivals]] = {
    "smooth": smooth,
    "USB of 16 ms": usb,
    "Bluetooth": bluetooth,
    "bursts": bursts,
    "congested": congested,
}


if __name__ == "__main__":
    for name, value, remark in run():
        sys.stdout.write(f"{name:55} {value:6.2f}  {remark}\n")
