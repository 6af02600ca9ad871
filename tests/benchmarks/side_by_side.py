"""Times two ways of doing the same work in one run, in turn, as a ratio."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable


def seconds(work: Callable[[], object]) -> float:
    """Return how long ``work`` takes, s."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def ratio(
    ours: Callable[[], object],
    other: Callable[[], object],
    *,
    rounds: int = 5,
    measure: Callable[[Callable[[], object]], float] = seconds,
) -> float:
    """Return median(ours) / median(other) over rounds of ours, other, other, ours.

    Parameters
    ----------
    ours, other : callable
        The same work done in two ways; each is called once before, unmeasured.
    rounds : int
        Rounds of four measurements.
    measure : callable
        What is measured of a piece of work; seconds by default.
    """
    mine, theirs = in_turn(ours, other, rounds=rounds, measure=measure)
    return statistics.median(mine) / statistics.median(theirs)


def in_turn(
    ours: Callable[[], object],
    other: Callable[[], object],
    *,
    rounds: int = 5,
    measure: Callable[[Callable[[], object]], float] = seconds,
) -> tuple[list[float], list[float]]:
    """Return what was measured of ours and of the other, as `ratio` does it.

    Parameters
    ----------
    ours, other : callable
        The same work done in two ways; each is called once before, unmeasured.
    rounds : int
        Rounds of four measurements.
    measure : callable
        What is measured of a piece of work; seconds by default.
    """
    ours()
    other()
    mine, theirs = [], []
    for _ in range(rounds):
        mine.append(measure(ours))
        theirs.append(measure(other))
        theirs.append(measure(other))
        mine.append(measure(ours))
    return mine, theirs
