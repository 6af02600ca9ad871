"""The level of a person in a block: an estimate, not the last step of a rule."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from attention_camp.tasks.finer import fineness_of
from attention_camp.tasks.task import Task

_SLOPES = (0.5, 1.0, 2.0)
"""Logistic slopes per level of the plain scale that are thought of, as likely each:
those of the rule ``quest``; tasks and people differ in it."""
_LAPSE = 0.03
"""Share of errors at any level, however easy; between the two that ``quest`` thinks of.
Without it one slip at an easy level would tell of a low one."""
_FAR = 3.0
"""Standard deviation of the level around the last one, before anything is known, in
levels of the plain scale."""
_GRID = 0.1
_MOST = 0.99
"""Largest share of what is no lapse that a level can be asked for."""


def aim_in(options: Mapping[str, Any], task: Task) -> float:
    """Return the share right at which a rule with these options settles."""
    return float(options.get("target", task.target))


def settled_level(
    answers: Sequence[tuple[float, bool]],
    task: Task,
    weights: Sequence[float] | None = None,
    *,
    target: float | None = None,
) -> float:
    """Return the level at which a person reaches the task's target; NaN without trials.

    The mean of the posterior, for logistic functions of several slopes, around the last
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
        Share right that is reached there; by default the task's.
    """
    return settled_range(answers, task, weights, target=target)[0]


def settled_range(
    answers: Sequence[tuple[float, bool]],
    task: Task,
    weights: Sequence[float] | None = None,
    *,
    target: float | None = None,
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
        Share right that is reached there; by default the task's.
    """
    if not answers:
        return math.nan, math.nan
    levels, right = np.array(answers, float).T
    step = fineness_of(task)
    places = np.arange(1, task.n_levels + step * _GRID / 2, step * _GRID)
    counts = np.ones(len(levels)) if weights is None else np.asarray(weights, float)
    best = 1 - _LAPSE - task.chance
    aim = min(((target or task.target) - task.chance) / best, _MOST)
    likely = np.empty((len(_SLOPES), len(places)))
    for i, slope in enumerate(_SLOPES):
        above = slope / step * (places[:, None] - levels) + math.log(aim / (1 - aim))
        knows = task.chance + best / (1 + np.exp(-above))
        likely[i] = np.log(np.where(right > 0, knows, 1 - knows)) @ counts
    likely -= (places - levels[-1]) ** 2 / (2 * (step * _FAR) ** 2)
    weight = np.exp(likely - likely.max()).sum(axis=0)
    weight /= weight.sum()
    mean = float((weight * places).sum())
    return mean, math.sqrt(float((weight * (places - mean) ** 2).sum()))
