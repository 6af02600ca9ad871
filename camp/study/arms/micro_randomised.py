"""The effect of a decision on what follows, from decisions that were drawn by lot."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats

LEVEL = 0.95
"""Coverage of the intervals."""
LEAST_DECISIONS = 30
"""Available decisions before an anytime-valid interval is given: it rests on the
central limit theorem; own choice."""
PRIOR_DECISIONS = 100
"""Decisions at which an anytime-valid interval is narrowest relative to a fixed one."""


@dataclass(frozen=True, slots=True)
class ProximalEffect:
    """Mean difference in the next outcome between the loop's and the other level.

    It answers about what follows within the next minute, in the people and moments at
    which decisions were drawn; it says nothing of what training does.
    """

    n: int
    """Decisions that were available."""
    effect: float
    low: float
    high: float
    """Interval for a number of decisions that was fixed beforehand."""
    p: float
    """Two-sided, of no effect."""
    any_low: float
    any_high: float
    """Interval that holds at every number of decisions at once: one may look as often
    as one likes, and stop when one likes."""


def proximal_effect(
    outcome: ArrayLike,
    action: ArrayLike,
    *,
    probability: ArrayLike,
    available: ArrayLike,
    controls: ArrayLike | None = None,
) -> ProximalEffect:
    """Return the effect in one person, by weighted and centred least squares.

    Each decision is weighted by how likely it was, and the action is centred at the
    probability, so that wrong controls cost precision and never bias the effect. The
    variance is that of the estimating equation, whose terms do not foretell each other
    since each lot is drawn anew.

    Parameters
    ----------
    outcome : array-like, shape (n,)
        The proximal outcome of each decision, as declared beforehand: at a probe of a
        fixed level, or what is right beyond what the person's psychometric function
        foretells (`beyond_level`); never raw correctness, which the level moves itself.
    action : array-like, shape (n,)
        Whether the loop's level was taken.
    probability : array-like, shape (n,)
        Of taking it.
    available : array-like, shape (n,)
        Whether it could have been.
    controls : array-like, shape (n, k), optional
        What is known before each decision and foretells the outcome.

    References
    ----------
    Boruvka, A., Almirall, D., Witkiewitz, K., & Murphy, S. A. (2018). Assessing
    time-varying causal effect moderation in mobile health. JASA, 113, 1112-1121.
    https://doi.org/10.1080/01621459.2017.1305274
    """
    usable = np.asarray(available, dtype=bool) & np.isfinite(np.asarray(outcome, float))
    y = np.asarray(outcome, dtype=float)[usable]
    a = np.asarray(action, dtype=float)[usable]
    p = np.broadcast_to(np.asarray(probability, float), usable.shape)[usable]
    g = np.ones((usable.size, 1)) if controls is None else _with_one(controls)
    g = g[usable]
    n = y.size
    if n < g.shape[1] + 3:
        nan = math.nan
        return ProximalEffect(n, nan, nan, nan, nan, nan, nan)
    effect, error, df = _weighted(y, a, p, g)
    half = float(stats.t.ppf((1 + LEVEL) / 2, df)) * error
    p_value = 2 * float(stats.t.sf(abs(effect) / error, df)) if error else math.nan
    any_low, any_high = anytime_interval(y, a, p, g)
    return ProximalEffect(
        n, effect, effect - half, effect + half, p_value, any_low, any_high
    )


def _weighted(
    y: NDArray[np.float64],
    a: NDArray[np.float64],
    p: NDArray[np.float64],
    g: NDArray[np.float64],
) -> tuple[float, float, int]:
    """Return the effect, its standard error, and the degrees of freedom."""
    centre = p.mean()
    weight = np.where(a > 0, centre / p, (1 - centre) / (1 - p))
    x = np.column_stack([g, a - centre])
    beta, inverse = _solved(x, y, weight)
    # each decision's own residual is too small by its leverage
    leverage = weight * np.einsum("ij,jk,ik->i", x, inverse, x)
    residual = (y - x @ beta) / (1 - leverage)
    scores = x * (weight * residual)[:, None]
    variance = float((inverse @ (scores.T @ scores) @ inverse)[-1, -1])
    return float(beta[-1]), math.sqrt(variance), y.size - x.shape[1]


def anytime_interval(
    y: NDArray[np.float64],
    a: NDArray[np.float64],
    p: NDArray[np.float64],
    g: NDArray[np.float64],
) -> tuple[float, float]:
    """Return an interval that holds at all numbers of decisions at once.

    An asymptotic confidence sequence over the terms (action - p) / (p (1 - p)) times
    what the past did not foretell of the outcome; each term's mean is the effect.

    Parameters
    ----------
    y, a, p : ndarray, shape (n,)
        Outcome, action and its probability at the available decisions.
    g : ndarray, shape (n, k)
        Controls, the constant among them.

    References
    ----------
    Waudby-Smith, I., Arbour, D., Sinha, R., Kennedy, E. H., & Ramdas, A. (2024).
    Time-uniform central limit theory and asymptotic confidence sequences. Annals of
    Statistics, 52, 2613-2640. https://doi.org/10.1214/24-AOS2408
    """
    terms = lot_terms(y, a, p, g)
    n = terms.size
    if n < LEAST_DECISIONS:
        return -math.inf, math.inf
    mean, variance = float(terms.mean()), float(terms.var(ddof=1))
    half = half_width(n, variance)
    return mean - half, mean + half


def half_width(n: int, variance: float) -> float:
    """Return half the width of the interval after ``n`` terms of this variance."""
    alpha = 1 - LEVEL
    # the tuning of the reference's appendix: narrowest at `PRIOR_DECISIONS`
    log = -2 * math.log(alpha) + math.log(-2 * math.log(alpha)) + 1
    rho2 = log / PRIOR_DECISIONS
    scaled = n * rho2 + 1
    inner = 2 * scaled / (n**2 * rho2) * math.log(math.sqrt(scaled) / alpha)
    return math.sqrt(variance * inner)


def lot_terms(
    y: NDArray[np.float64],
    a: NDArray[np.float64],
    p: NDArray[np.float64],
    g: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Return one unbiased term of the effect a decision, from its past alone.

    Parameters
    ----------
    y, a, p : ndarray, shape (n,)
        Outcome, action and its probability at the available decisions.
    g : ndarray, shape (n, k)
        Controls, the constant among them.
    """
    # a ridge of one trial, so that the first terms have something to lean on
    gram, moment = np.eye(g.shape[1]), np.zeros(g.shape[1])
    terms = np.empty(y.size)
    for t in range(y.size):
        foretold = float(g[t] @ np.linalg.solve(gram, moment))
        terms[t] = (a[t] - p[t]) / (p[t] * (1 - p[t])) * (y[t] - foretold)
        gram += np.outer(g[t], g[t])
        moment += g[t] * y[t]
    return terms


def beyond_level(
    correct: ArrayLike, level: ArrayLike, *, chance: float
) -> NDArray[np.float64]:
    """Return what is right beyond what the level foretells, trial by trial.

    The psychometric function is a logistic over levels with this person's threshold
    and slope, fitted to the earlier trials of this person alone (a grid, a weak prior
    in the middle of the levels seen), so that it knows nothing of what it is held
    against.

    Parameters
    ----------
    correct, level : array-like, shape (n,)
        Whether each trial was right, and its level.
    chance : float
        Share right by guessing.
    """
    right, at = np.asarray(correct, dtype=float), np.asarray(level, dtype=float)
    thresholds = np.arange(at.min() - 3, at.max() + 3.01, 0.25)
    grid = [(t, s) for t in thresholds for s in (0.4, 0.8, 1.6)]
    middle = at.mean()
    log = np.array([-0.5 * ((t - middle) / 4) ** 2 for t, _ in grid])
    found = np.empty(right.size)
    t, s = np.array(grid).T
    for i, shown in enumerate(at):
        share = chance + (0.98 - chance) / (1 + np.exp(s * (shown - t)))
        weight = np.exp(log - log.max())
        found[i] = right[i] - float(weight @ share / weight.sum())
        log = log + np.log(share if right[i] else 1 - share)
    return found


def _with_one(controls: ArrayLike) -> NDArray[np.float64]:
    x = np.atleast_2d(np.asarray(controls, dtype=float))
    return np.column_stack([np.ones(x.shape[0]), x])


def _solved(
    x: NDArray[np.float64], y: NDArray[np.float64], weight: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    inverse = np.asarray(np.linalg.pinv(x.T @ (x * weight[:, None])), dtype=float)
    return inverse @ (x.T @ (weight * y)), inverse
