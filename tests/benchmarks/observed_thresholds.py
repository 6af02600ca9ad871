"""Simulated observers of known threshold, and how many trials a method needs.

Every method meets the same observers (Weibull, slope 3.5, lapse 0.02, two alternatives)
with the same luck: at trial k observer i answers right if the same random number lies
below its share right. It imports nothing but NumPy, so that PsychoPy's environment can
use it as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

GOAL = 0.05
"""Root mean square error over observers, log10 units."""
N_TRIALS = 240
"""Trials that are run at most."""
N_QUEST = 120
"""Trials of Bayesian methods, which need fewer and take some milliseconds for each."""
SLOPE, LAPSE, GUESS = 3.5, 0.02, 0.5
INTENSITIES = np.round(np.arange(-2.0, 0.001, 0.05), 4)
"""What can be shown, log10 units."""
START = -0.5
"""First intensity of staircases, log10 units."""
THREE_RIGHT = 0.5 ** (1 / 3)
"""Share right at which three right for one wrong settle (Levitt 1971)."""

Answer = Callable[[float], bool]
Method = Callable[[Answer], Iterator[float]]
"""Gives its estimate of the threshold after each trial."""


def share_right(intensity: float, threshold: float) -> float:
    """Return an observer's share right at an intensity."""
    rising = -np.expm1(-(10 ** (SLOPE * (intensity - threshold))))
    return float(GUESS + (1 - GUESS - LAPSE) * rising)


def beside_threshold(share: float) -> float:
    """Return how far from the threshold the given share is right, log10 units."""
    rising = -np.log1p(-(share - GUESS) / (1 - GUESS - LAPSE))
    return float(np.log10(rising)) / SLOPE


def errors(
    method: Method, n_observers: int, n_trials: int = N_TRIALS
) -> NDArray[np.float64]:
    """Return estimate minus truth, shape (n_observers, n_trials)."""
    rng = np.random.default_rng(2017)
    thresholds = rng.uniform(-1.6, -0.4, n_observers)
    luck = rng.random((n_observers, N_TRIALS))
    found = np.empty((n_observers, n_trials))
    for i, threshold in enumerate(thresholds):
        draws = iter(luck[i])

        def answer(
            intensity: float,
            *,
            draws: Iterator[float] = draws,
            threshold: float = float(threshold),
        ) -> bool:
            return bool(next(draws) < share_right(intensity, threshold))

        found[i] = np.fromiter(method(answer), float, count=n_trials) - threshold
    return found


def trials_needed(found: NDArray[np.float64]) -> float:
    """Return the first trial from which the error stays at the goal; infinite: none."""
    over = np.flatnonzero(np.sqrt(np.mean(found**2, axis=0)) > GOAL)
    first = 1 if not len(over) else int(over[-1]) + 2
    return float(first) if first <= found.shape[1] else float("inf")
