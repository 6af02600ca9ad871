"""What a time limit does to answers: it cuts some off and makes people guess."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

_AT_LIMIT = 0.85
"""Share of the limit from which an answer counts as given at it; own choice."""


def forced(trials: pd.DataFrame, limit: float, chance: float) -> pd.Series:
    """Return which answers came at the limit and are hardly better than guesses.

    Parameters
    ----------
    trials : DataFrame
        Trials of one block.
    limit : float
        Its time limit, s.
    chance : float
        Share right of a guess.
    """
    at_limit = trials["reaction_time"].astype(float) >= _AT_LIMIT * limit
    right = trials["correct"].astype(bool)
    if not at_limit.any() or at_limit.all():
        return at_limit
    halfway = (chance + float(right[~at_limit].mean())) / 2
    if float(right[at_limit].mean()) >= halfway:
        return at_limit & False  # slow, and right all the same
    return at_limit


def limit_for(times: np.ndarray, limit: float, cut: float) -> float:
    """Return the limit that would cut 1 % of the answers, by a log-normal.

    Parameters
    ----------
    times : ndarray, shape (n_times,)
        Reaction times of the answers that came, s.
    limit : float
        The limit they came within, s.
    cut : float
        Share of trials that it cut.
    """
    from scipy import stats

    quartiles = np.array([0.25, 0.75])
    low, high = np.quantile(np.log(np.maximum(times, 1e-3)), quartiles)
    # a quartile of the answers that came lies lower among all answers
    z_low, z_high = stats.norm.ppf(quartiles * (1.0 - cut))
    slope = (high - low) / (z_high - z_low)
    return max(float(np.exp(low + slope * (stats.norm.ppf(0.99) - z_low))), limit)
