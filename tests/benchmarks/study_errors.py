"""How often a study's tests find what is planted, and what is not there.

1,000 made-up studies for tests of one number per person, 100 for models of trials.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd
from scipy import stats
from statsmodels.stats.power import TTestIndPower, TTestPower

sys.path.append(str(Path(__file__).resolve().parents[1] / "camp" / "study"))
from made_up import ERROR, made_up_study

from attention_camp.camp.study.analysis import Questions, analyse_persons
from attention_camp.camp.study.gather import StudyData
from attention_camp.camp.study.result import ALPHA, Result
from attention_camp.camp.study.trial_models import trial_tests

IS_LONG = True
N_PEOPLE = 40
GAIN = 0.5
"""Planted in one arm, SDs between people."""
TRIAL_GAIN = 0.25
"""Planted in both arms, for the models of trials."""
N_TRIALS = 40
TASKS = ("sart", "flanker", "stroop")
"""Outcomes of a study in which nothing is planted: families hold a test of each."""

Row = tuple[str, float, str]


def run() -> Iterator[Row]:
    """Yield the share of studies in which each test is below 0.05."""
    n = int(os.environ.get("ATTENTION_CAMP_STUDIES", "1000"))
    yield from null_rows(nothing_planted(range(n)), n)
    yield from planted_rows(gain_planted(range(n)), n)
    n = max(n // 10, 20)
    yield from trial_rows(trial_models(range(n)), n)


def nothing_planted(seeds: Iterable[int]) -> Counter[str]:
    """Count tests below 0.05, and families with any after Holm, over null studies."""
    counts: Counter[str] = Counter()
    for seed in seeds:
        families = set()
        for one in _person_tests(_null_study(seed)):
            if one.family == "equivalence":
                continue  # with nothing planted it ought to find that
            kind = ", descriptive" if one.is_descriptive else ""
            counts[f"{one.test}{kind}"] += one.p < ALPHA
            if one.p_holm < ALPHA:
                families.add(one.family)
        counts.update(f"family “{name}”" for name in families)
    return counts


def null_rows(counts: Counter[str], n: int) -> Iterator[Row]:
    """Yield what was counted over ``n`` studies of `nothing_planted`."""
    for what, count in counts.items():
        if what.startswith("family"):
            yield _row(f"{what}, any below 0.05 after Holm", count, n, ALPHA)
        else:
            yield _row(
                f"{what}: nothing planted, p < 0.05", count, n * len(TASKS), ALPHA
            )


def gain_planted(seeds: Iterable[int]) -> Counter[str]:
    """Count tests below 0.05 over studies in which one arm gains."""
    counts: Counter[str] = Counter()
    for seed in seeds:
        data = made_up_study(N_PEOPLE, gains=(GAIN, 0.0), n_trials=1, seed=10**6 + seed)
        for one in _person_tests(data):
            counts[one.test] += one.p < ALPHA
    return counts


def planted_rows(counts: Counter[str], n: int) -> Iterator[Row]:
    """Yield what was counted over ``n`` studies of `gain_planted`."""
    d = GAIN / (ERROR * 2**0.5)  # in SDs of the change
    power = float(TTestIndPower().power(d, N_PEOPLE // 2, ALPHA))
    for test in ("Welch t-test of the changes", "Mixed ANOVA, arm × time"):
        yield _row(f"{test}: {GAIN} SD planted", counts[test], n, power)


def trial_models(seeds: Iterable[int]) -> Counter[str]:
    """Count models of trials below 0.05, with nothing and with a gain planted."""
    counts: Counter[str] = Counter()
    for seed in seeds:
        for gain in (0.0, TRIAL_GAIN):
            data = made_up_study(
                N_PEOPLE, gains=(gain, gain), n_trials=N_TRIALS, seed=seed
            )
            for one in trial_tests(data.trials, "sart", ("pre", "post")):
                if isinstance(one, Result):
                    counts[f"{one.test}, {gain}"] += one.p < ALPHA
    return counts


def trial_rows(counts: Counter[str], n: int) -> Iterator[Row]:
    """Yield what was counted over ``n`` studies of `trial_models`.

    Accuracy is planted in none; a reaction time of 400 ms varies by 20 % between
    trials, nine in ten of which are right.
    """
    for test in ("Linear mixed model of log reaction time", "Logistic GEE of accuracy"):
        count = counts[f"{test}, 0.0"]
        yield _row(f"{test}: nothing planted, p < 0.05", count, n, ALPHA)
    of_trials = 0.2 * 400 / 50 / (0.9 * N_TRIALS) ** 0.5
    d = TRIAL_GAIN / ((ERROR**2 + of_trials**2) * 2) ** 0.5
    power = float(TTestPower().power(d, N_PEOPLE, ALPHA))
    test = "Linear mixed model of log reaction time"
    yield _row(
        f"{test}: {TRIAL_GAIN} SD planted", counts[f"{test}, {TRIAL_GAIN}"], n, power
    )


def _null_study(seed: int) -> StudyData:
    """Return a study with an outcome of each task, independent of each other."""
    data = made_up_study(N_PEOPLE, n_trials=1, seed=len(TASKS) * seed)
    scores = [
        made_up_study(N_PEOPLE, n_trials=1, seed=len(TASKS) * seed + k).scores.assign(
            task=task
        )
        for k, task in enumerate(TASKS)
    ]
    return replace(data, scores=pd.concat(scores, ignore_index=True))


def _person_tests(data: StudyData) -> list[Result]:
    found = analyse_persons(data, Questions()).found
    return [one for one in found if isinstance(one, Result)]


def _row(what: str, count: int, n: int, expected: float) -> Row:
    low, high = stats.binom.interval(0.95, n, expected)
    goal = f"of {n}, {low / n:.3f} to {high / n:.3f}"
    return what, count / n, goal


if __name__ == "__main__":
    for what, share, goal in run():
        print(f"{what}: {share:.3f} ({goal})", flush=True)
