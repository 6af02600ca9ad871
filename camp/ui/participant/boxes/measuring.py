"""What a response box adds to the times of its buttons, as far as a PC can tell."""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np

from attention_camp.camp.ui.participant.boxes.opening import open_boxes
from attention_camp.signal.clock import host_time


@dataclass(frozen=True, slots=True)
class BoxDelays:
    """How the reports of a box came."""

    n_presses: int
    spread_ms: float
    """SD of what reports took longer than the quickest; NaN: the box has no clock."""
    longest_ms: float
    """The longest of them."""


def measure_box(spec: str, *, n_presses: int, seconds: float) -> BoxDelays:
    """Wait for presses of a box and return what its reports took.

    What the quickest report takes is in all times alike, and only a robot tells it.

    Parameters
    ----------
    spec : str
        ``xid:PORT``, ``lsl:NAME`` or ``gamepad:PATH``.
    n_presses : int
        How many presses are enough.
    seconds : float
        How long to wait for them.

    Raises
    ------
    BoxError
        If the box cannot be opened.
    """
    heard: list[str] = []
    (box,) = open_boxes((spec,), lambda name, _when, _kind: heard.append(name))
    end = host_time() + seconds
    try:
        while len(heard) < n_presses and host_time() < end:
            time.sleep(0.02)
    finally:
        box.close()
    delays = 1e3 * np.array(box.clock.delays)
    if not len(delays):
        return BoxDelays(len(heard), float("nan"), float("nan"))
    return BoxDelays(len(heard), float(np.std(delays)), float(np.max(delays)))
