"""The level of a person in a block: an estimate, not the last step of a rule."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from attention_camp.tasks.finer import fineness_of
from attention_camp.tasks.task import Task

_SLOPES = (1.0,)
"""Logistic slope per level of the plain scale; our own choice, near that of most
tasks."""
_FAR = 3.0
"""Standard deviation of the level around the last one, before anything is known, in
levels of the plain scale."""
_GRID = 0.1
_MARGIN = 0.01
"""Share of the way from chance to the best that a target keeps from both ends; own
choice, so that the logistic function has a level for it."""


def aim_in(options: Mapping[str, Any], task: Task) -> float:
    """Return the share right at which a rule with these options settles."""
    return float(options.get("target", task.target))


def settled_level(
    answers: Sequence[tuple[float, bool]],
    task: Task,
    weights: Sequence[float] | None = None,
    *,
    target: float | None = None,
    slopes: Sequence[float] = _SLOPES,
    lapse: float = 0.0,
) -> float:
    """Return the level at which a person reaches the task's target; NaN without trials.

    The mean of the posterior, for a logistic function of a fixed slope, around the last
    level. A rule that follows the answers never rests: its last level alone is as far
    off as one step is noisy.

    Parameters
    ----------
    answers : sequence of tuple
        The level of each trial, and whether it was right.
    task : Task
        Its levels, chance and target.
    weights : sequence of float
        How much each trial counts, 0 to 1; all of it by default.
    target : float
        Share right that is reached there; by default the task's. One at or below
        chance, or out of reach, counts as the nearest one that a level has.
    slopes : sequence of float
        Logistic slopes per level of the plain scale, as likely each.
    lapse : float
        Share of errors at any level, however easy.
    """
    return settled_range(
        answers, task, weights, target=target, slopes=slopes, lapse=lapse
    )[0]


def settled_range(
    answers: Sequence[tuple[float, bool]],
    task: Task,
    weights: Sequence[float] | None = None,
    *,
    target: float | None = None,
    slopes: Sequence[float] = _SLOPES,
    lapse: float = 0.0,
) -> tuple[float, float]:
    """Return mean and standard deviation of the posterior of `settled_level`.

    Parameters
    ----------
    answers : sequence of tuple
        The level of each trial, and whether it was right.
    task : Task
        Its levels, chance and target.
    weights : sequence of float
        How much each trial counts, 0 to 1; all of it by default.
    target : float
        Share right that is reached there; by default the task's. One at or below
        chance, or out of reach, counts as the nearest one that a level has.
    slopes : sequence of float
        Logistic slopes per level of the plain scale, as likely each.
    lapse : float
        Share of errors at any level, however easy.
    """
    if not answers:
        return math.nan, math.nan
    levels, right = np.array(answers, float).T
    step = fineness_of(task)
    places = np.arange(1, task.n_levels + step * _GRID / 2, step * _GRID)
    counts = np.ones(len(levels)) if weights is None else np.asarray(weights, float)
    best = 1 - lapse - task.chance
    # no level has a share right of chance, or of all: those nearest to it stand for it
    aim = min(max(((target or task.target) - task.chance) / best, _MARGIN), 1 - _MARGIN)
    likely = np.empty((len(slopes), len(places)))
    for i, slope in enumerate(slopes):
        above = slope / step * (places[:, None] - levels) + math.log(aim / (1 - aim))
        knows = task.chance + best / (1 + np.exp(-above))
        likely[i] = np.log(np.where(right > 0, knows, 1 - knows)) @ counts
    likely -= (places - levels[-1]) ** 2 / (2 * (step * _FAR) ** 2)
    weight = np.exp(likely - likely.max()).sum(axis=0)
    weight /= weight.sum()
    mean = float((weight * places).sum())
    return mean, math.sqrt(float((weight * (places - mean) ** 2).sum()))
