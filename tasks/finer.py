"""Finer levels: smaller steps on the same scale of difficulty.

A task with the option ``fineness`` puts ``fineness`` levels in the place of each one of
its scale, whose ends stay where they are: at 3, the levels 1, 4, 7, … are the levels 1,
2, 3, … of the plain scale. At 1 nothing changes, so that a level of an older recording
means what it meant.

Tasks whose trials are runs have ``easier`` beside it: so many levels of the plain scale
come before its first, for people who find that too hard. Their runs are those of the
first level, and forgive more slips. At 0 there are none.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from attention_camp.tasks.task import Task

USUAL_FIRST = 3
"""Where a block begins that says nothing else, on the plain scale."""
FINEST = 5
EASIEST = 4
"""Most levels before the first of the plain scale."""
_FORGIVEN = 0.1
"""How much less a run has to reach at each of them: our own choice, by simulation."""


def finer(n_levels: int, fineness: int) -> int:
    """Return the number of levels that a scale of ``n_levels`` has when finer."""
    return (n_levels - 1) * fineness + 1


def place_of(level: int, fineness: int) -> float:
    """Return where a level lies on the plain scale, from 1."""
    return 1 + (level - 1) / fineness


def fineness_of(task: Task) -> int:
    """Return how many levels of a task are one of its plain scale."""
    return int(getattr(task, "fineness", 1))


def easier_of(task: Task) -> int:
    """Return how many levels of the plain scale come before its first."""
    return int(getattr(task, "easier", 0))


def place_in(task: Task, level: float) -> float:
    """Return where a level of a task lies on its plain scale, below 1 if before it."""
    return 1 - easier_of(task) + (level - 1) / fineness_of(task)


def level_in(task: Task, place: float) -> float:
    """Return the level of a task at a place of its plain scale."""
    return 1 + (place - 1 + easier_of(task)) * fineness_of(task)


def forgiving(criterion: float, place: float) -> dict[str, float]:
    """Return the ``criterion`` of a run before the plain scale; on it, nothing.

    Parameters
    ----------
    criterion : float
        What a run of the plain scale has to reach to be right.
    place : float
        Where the run lies on that scale.
    """
    if place >= 1:  # as the parameters of older recordings are
        return {}
    return {"criterion": round(criterion - _FORGIVEN * (1 - place), 3)}


def whole(values: Sequence[int], place: float) -> tuple[int, float]:
    """Return the whole number at a place, and how often the next one comes instead.

    Between two places a number cannot lie between two numbers: trials then have one or
    the other, and the level says how many of them have the next.

    Parameters
    ----------
    values : sequence of int
        One for each level of the plain scale.
    place : float
        Where on that scale, from 1.
    """
    at = min(int(place), len(values))
    return values[at - 1], round(place - at, 3)


def drawn(values: Sequence[int], place: float, rng: np.random.Generator) -> int:
    """Return the number of one trial at a place, as `whole` says.

    Parameters
    ----------
    values : sequence of int
        One for each level of the plain scale.
    place : float
        Where on that scale, from 1.
    rng : Generator
        Asked only between two places, so that plain levels draw what they drew.
    """
    at = min(int(place), len(values))
    share = place - at
    if share and rng.random() < share:
        return values[at]
    return values[at - 1]
