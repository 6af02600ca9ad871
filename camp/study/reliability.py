"""How much an outcome can show: its reliability, and the smallest effect to be seen."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from attention_camp.camp.study.comparisons import LEAST_PEOPLE, ROUNDING
from attention_camp.camp.study.result import ALPHA

if TYPE_CHECKING:
    import pandas as pd

POWER = 0.8


@dataclass(frozen=True, slots=True)
class Reach:
    """What an outcome could show in this study."""

    outcome: str
    n: int
    """People with both times."""
    retest: float
    """Correlation of the two times over people; the change between people lowers it,
    so it bounds the test–retest reliability from below."""
    error: float
    """Standard error of one measurement, in the outcome's unit."""
    detectable_change: float
    """Smallest change of one person beyond error, with 95 %."""
    smallest_change: float
    """Smallest mean change over people found with 80 % power, in the unit."""
    smallest_difference: float
    """Smallest difference between two arms' changes found with 80 % power, in SDs of
    the change; not a number where there are not two arms."""


def reach_of(wide: pd.DataFrame, outcome: str, times: tuple[str, str]) -> Reach | None:
    """Return what an outcome can show; None where too few people have both times.

    Parameters
    ----------
    wide : DataFrame
        A row per person, a column per time; index levels ``participant`` and ``arm``.
    outcome : str
        ``TASK/SCORE``.
    times : tuple of str
        Earlier and later time.
    """
    from statsmodels.stats.power import TTestIndPower, TTestPower

    if not set(times) <= set(wide.columns):
        return None
    pairs = wide[list(times)].dropna()
    n = len(pairs)
    change = (pairs[times[1]] - pairs[times[0]]).to_numpy(float)
    if n < LEAST_PEOPLE or min(change.std(), *pairs.std()) < ROUNDING:
        return None
    spread = float(change.std(ddof=1))
    # two measurements each have the error; the spread of real change is in it too
    error = spread / math.sqrt(2)
    retest = float(np.corrcoef(pairs.to_numpy(float).T)[0, 1])
    found = TTestPower().solve_power(nobs=n, alpha=ALPHA, power=POWER)
    arms = pairs.index.get_level_values("arm").value_counts()
    difference = math.nan
    if len(arms) > 1 and arms.iloc[1] >= LEAST_PEOPLE:
        difference = TTestIndPower().solve_power(
            nobs1=int(arms.iloc[0]),
            ratio=float(arms.iloc[1] / arms.iloc[0]),
            alpha=ALPHA,
            power=POWER,
        )
    return Reach(
        outcome,
        n,
        retest,
        error,
        1.96 * math.sqrt(2) * error,
        float(found) * spread,
        float(difference),
    )


def split_half(trials: pd.DataFrame) -> float:
    """Return the odd–even reliability of people's log reaction times, or of accuracy.

    By Spearman and Brown for one whole block: of each person's blocks the longest
    counts, the first of equals. Halves over several would hold more trials than a block
    has. Not a number where it is not defined.

    Parameters
    ----------
    trials : DataFrame
        Trials of one block of a protocol, however often it was done: ``participant``,
        ``session``, ``run``, ``trial``, ``correct``, ``reaction_time``.
    """
    one = ["participant", "session", "run"]
    sizes = trials.groupby(one, sort=False).size().reset_index(name="n")
    longest = sizes.loc[sizes.groupby("participant")["n"].idxmax(), one]
    trials = trials.merge(longest, on=one)
    right = trials[trials["correct"] & trials["reaction_time"].notna()]
    if len(right) >= 0.5 * len(trials):
        rows = right.assign(value=np.log(right["reaction_time"].to_numpy(float)))
    else:
        rows = trials.assign(value=trials["correct"].astype(float))
    halves = (
        rows.assign(half=rows["trial"] % 2)
        .groupby(["participant", "half"])["value"]
        .mean()
        .unstack()
        .dropna()
    )
    if len(halves) < LEAST_PEOPLE or halves.shape[1] < 2 or (halves.std() == 0).any():
        return math.nan
    r = float(np.corrcoef(halves.to_numpy(float).T)[0, 1])
    return 2 * r / (1 + r) if r > -1 else math.nan
