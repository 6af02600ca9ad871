"""How many independent values a course of autocorrelated scores is worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd


def effective_n(values: np.ndarray) -> float:
    """Return the effective number of a stationary course's values.

    ``n / (1 + 2 Σ ρ_k)``, the autocorrelations summed by Geyer's initial positive
    sequence (1992, doi:10.1214/ss/1177011137): in pairs ``ρ_2k + ρ_2k+1``, the first
    with ``ρ_0 = 1``, until one is not above zero; at most ``n``.

    Parameters
    ----------
    values : ndarray, shape (n,)
        The course, its condition means taken out.

    Returns
    -------
    n : float
        Not a number where the course is constant or has fewer than four values.
    """
    n = len(values)
    centred = np.asarray(values, float) - np.mean(values)
    power = float(centred @ centred)
    if n < 4 or power <= 0:
        return float("nan")
    rho = np.correlate(centred, centred, "full")[n - 1 :] / power
    pairs = rho[: n - n % 2].reshape(-1, 2).sum(axis=1)
    positive = len(pairs) if (pairs > 0).all() else int(np.argmax(pairs <= 0))
    return min(n / max(2 * float(pairs[:positive].sum()) - 1, 1e-9), float(n))


def effective_scores(trials: pd.DataFrame) -> pd.Series:
    """Return, by participant, what their scored main trials are worth together.

    The mean of each run, block and condition is taken out first: it is what is studied.

    Parameters
    ----------
    trials : DataFrame
        A row per trial: ``participant``, ``session``, ``protocol``, ``run``, ``block``,
        ``stage``, ``condition``, ``engagement``.
    """
    import pandas as pd

    rows = trials[(trials["stage"] == "main") & trials["engagement"].notna()].copy()
    if rows.empty:
        return pd.Series(dtype=float)
    rows["engagement"] = rows["engagement"].astype(float)
    course = ["participant", "session", "protocol", "run", "block"]
    means = rows.groupby([*course, "condition"], dropna=False)["engagement"]
    rows["rest"] = rows["engagement"] - means.transform("mean")
    worth = rows.groupby(course)["rest"].apply(lambda c: effective_n(c.to_numpy()))
    return worth.groupby("participant").sum(min_count=1)
