"""Work that takes seconds, beside a stream whose samples are taken in meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from typing import TypeVar

T = TypeVar("T")


def beside(step: Callable[[], None], work: Callable[[], T], *, turn: float | None) -> T:
    """Return what ``work`` makes in a thread of its own, stepping until it is there.

    Parameters
    ----------
    step : callable
        Takes in what arrived.
    work : callable
        Makes the result.
    turn : float or None
        Seconds from one step to the next; None: one step, then until it is made.
    """
    with ThreadPoolExecutor(1, "calibration") as pool:
        made = pool.submit(work)
        step()
        while not wait([made], turn).done:
            step()
        return made.result()
