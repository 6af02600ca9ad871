"""What a period of the multitask console came to, part by part."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from attention_camp.tasks.complex.panels import (
    BAND,
    CALL,
    CALLED,
    FAULT,
    HIGH,
    LEFT,
    LOW,
    N_GAUGES,
    PUMPS,
    RIGHT,
    Console,
)
from attention_camp.tasks.trial import Scalar

Keys = Sequence[tuple[float, str]]
KEYS = (LEFT, RIGHT, *(str(i + 1) for i in range(N_GAUGES)), CALL, *PUMPS)
OF_PART = {
    "tracking": (LEFT, RIGHT),
    "gauges": tuple(str(i + 1) for i in range(N_GAUGES)),
    "calls": (CALL,),
    "resources": PUMPS,
}
"""Keys that serve each part."""


def figures_of(
    console: Console, keys: Keys
) -> tuple[dict[str, Scalar], dict[str, float]]:
    """Return the measures of a period, and the score of each part that it has, 0 to 1.

    Parameters
    ----------
    console : Console
        What happened.
    keys : sequence of (float, str)
        When which key was pressed, s from the onset, in order.
    """
    measures: dict[str, Scalar] = {}
    parts: dict[str, float] = {}
    if console.drift:
        places = np.abs(console.marker(keys))
        parts["tracking"] = float((places <= BAND).mean())
        measures["deviation"] = round(float(np.sqrt((places**2).mean())), 4)
    if console.has_gauges:
        parts["gauges"], times = _detected(console, keys)
        if times:
            measures["gauge_time"] = round(float(np.mean(times)), 4)
    if console.calls:
        parts["calls"], times = _answered(console, keys)
        if times:
            measures["call_time"] = round(float(np.mean(times)), 4)
    if console.leaks:
        parts["resources"] = _kept(console, keys)
    for part, score in parts.items():
        measures[f"{part}_score"] = round(score, 4)
        measures[f"{part}_keys"] = sum(key in OF_PART[part] for _, key in keys)
    return measures, parts


def _detected(console: Console, keys: Keys) -> tuple[float, list[float]]:
    """Return the share of faults that were cleared less that of needless keys."""
    times = []
    for start, gauge in console.faults:
        pressed = [t - start for t, key in keys if key == str(gauge + 1)]
        end = min(FAULT, console.duration - start)
        times += [t for t in pressed if 0 <= t < end][:1]
    n_keys = sum(key in OF_PART["gauges"] for _, key in keys)
    n = len(console.faults)
    return max(len(times) - (n_keys - len(times)), 0) / n, times


def _answered(console: Console, keys: Keys) -> tuple[float, list[float]]:
    """Return the share of calls dealt with rightly: own ones answered, others not."""
    right, times = 0, []
    for start, own in console.calls:
        pressed = [t - start for t, key in keys if key == CALL]
        given = [t for t in pressed if 0 <= t < CALLED][:1]
        right += bool(given) == own
        times += given if own else []
    return right / len(console.calls), times


def _kept(console: Console, keys: Keys) -> float:
    """Return the share of time for which a tank was between its lines."""
    nows = np.arange(0.25, console.duration, 0.5)
    inside = [
        LOW <= console.level(tank, keys, float(now)) <= HIGH
        for tank in range(2)
        for now in nows
    ]
    return float(np.mean(inside))
