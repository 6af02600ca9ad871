"""Scores of go/no-go streams: counts, d′, variability, lapses.

References
----------
Esterman, M., Noonan, S. K., Rosenberg, M., & DeGutis, J. (2013). In the zone or zoning
out? Tracking behavioral and neural fluctuations during sustained attention. Cerebral
Cortex, 23, 2712-2723. https://doi.org/10.1093/cercor/bhs261
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from attention_camp.tasks.figures import d_prime, median, share
from attention_camp.tasks.timed_answers import of_one_level
from attention_camp.tasks.trial import Outcome, Scalar, Trial

CRITERION = 0.6
"""Share pressed minus share pressed wrongly that makes a run right; our own choice."""


def score_stream(
    go: Sequence[bool], times: Sequence[float | None], *, criterion: float = CRITERION
) -> Outcome:
    """Score a run of items.

    Parameters
    ----------
    go : sequence of bool
        Whether each item asks for a key.
    times : sequence of float | None
        Seconds from each item to its key; None where none was pressed.
    criterion : float
        What the performance of a right run reaches at least.

    Returns
    -------
    Outcome
        Its performance is the share of go items pressed minus the share of others
        pressed (0 for guessing and for pressing always or never).
    """
    n_go = sum(go)
    hits = sum(g and t is not None for g, t in zip(go, times, strict=True))
    wrong = sum(not g and t is not None for g, t in zip(go, times, strict=True))
    right_times = [t for g, t in zip(go, times, strict=True) if g and t is not None]
    performance = max(share(hits, n_go) - share(wrong, len(go) - n_go), 0.0)
    measures: dict[str, Scalar] = {
        "go": n_go,
        "hits": hits,
        "no_go": len(go) - n_go,
        "false_alarms": wrong,
        "kinds": "".join("g" if g else "n" for g in go),
        "times": " ".join("-" if t is None else f"{t:.4f}" for t in times),
    }
    return Outcome(
        correct=performance >= criterion,
        performance=performance,
        reaction_time=median(right_times) if right_times else None,
        responded=any(t is not None for t in times),
        measures=measures,
    )


def summarise(trials: Sequence[tuple[Trial, Outcome]]) -> dict[str, float]:
    """Return d′, error rates, reaction times and their variability over the runs.

    All are NaN where levels are mixed.
    """
    trials = of_one_level(trials)
    total = {
        what: sum(int(o.measures[what]) for _, o in trials)
        for what in ("go", "hits", "no_go", "false_alarms")
    }
    runs = [_read(outcome) for _, outcome in trials]
    times = [t for go, run in runs for t in run[go] if not math.isnan(t)]
    spread = float(np.std(times)) if times else math.nan
    return {
        "d_prime": d_prime(
            total["hits"], total["go"], total["false_alarms"], total["no_go"]
        ),
        "omission_rate": 1 - share(total["hits"], total["go"]),
        "commission_rate": share(total["false_alarms"], total["no_go"]),
        "reaction_time_ms": 1000 * float(np.mean(times)) if times else math.nan,
        "reaction_time_cv": spread / float(np.mean(times)) if times else math.nan,
    }


def error_rates_by_zone(
    trials: Sequence[tuple[Trial, Outcome]],
) -> dict[str, float]:
    """Return the error rates in steady and in erratic periods of runs of one level."""
    return _zones([_read(outcome) for _, outcome in of_one_level(trials)])


def _read(outcome: Outcome) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    go = np.array([kind == "g" for kind in str(outcome.measures["kinds"])])
    words = str(outcome.measures["times"]).split()
    return go, np.array([math.nan if w == "-" else float(w) for w in words])


def variance_time_course(
    times: NDArray[np.float64], *, width: float = 9.0
) -> NDArray[np.float64]:
    """Return the smoothed deviation of reaction times from their mean, in SDs.

    Parameters
    ----------
    times : ndarray, shape (n_items,)
        Seconds; NaN where no key was pressed (interpolated).
    width : float
        Full width at half maximum of the Gaussian, items; 9 as in Esterman et al.
    """
    there = np.flatnonzero(~np.isnan(times))
    if len(there) < 2:
        return np.full(len(times), math.nan)
    spread = np.std(times[there]) or 1.0
    deviation = np.abs(times[there] - times[there].mean()) / spread
    course = np.interp(np.arange(len(times)), there, deviation)
    reach = math.ceil(width)
    kernel = np.exp(-4 * math.log(2) * (np.arange(-reach, reach + 1) / width) ** 2)
    weight = np.convolve(np.ones(len(times)), kernel)[reach:-reach]
    smooth: NDArray[np.float64] = np.convolve(course, kernel)[reach:-reach] / weight
    return smooth


def _zones(
    runs: Sequence[tuple[NDArray[np.bool_], NDArray[np.float64]]],
) -> dict[str, float]:
    """Return error rates in steady and in erratic periods: a median split."""
    courses, errors = [], []
    for go, times in runs:
        pressed = ~np.isnan(times)
        courses.append(variance_time_course(np.where(go, times, math.nan)))
        errors.append(pressed != go)
    course = np.concatenate(courses) if courses else np.empty(0)
    error = np.concatenate(errors) if errors else np.empty(0, bool)
    known = ~np.isnan(course)
    if not known.any():
        return {"error_rate_in_zone": math.nan, "error_rate_out_of_zone": math.nan}
    out = course > np.median(course[known])
    return {
        "error_rate_in_zone": _mean(error[known & ~out]),
        "error_rate_out_of_zone": _mean(error[known & out]),
    }


def _mean(values: NDArray[np.bool_]) -> float:
    return float(values.mean()) if len(values) else math.nan
