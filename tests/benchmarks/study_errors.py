"""How often a study's tests find what is planted, and what is not there.

1,000 made-up studies for tests of one number per person, 100 for models of trials.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from scipy import stats

sys.path.append(str(Path(__file__).resolve().parents[1] / "camp" / "study"))
from made_up import ERROR, made_up_study

from attention_camp.camp.study.analysis import Questions, analyse_persons
from attention_camp.camp.study.result import Result
from attention_camp.camp.study.trial_models import trial_tests

IS_LONG = True
N_PEOPLE = 40
GAIN = 0.5
"""Planted in one arm, SDs between people."""

Row = tuple[str, float, str]


def run() -> Iterator[Row]:
    """Yield the share of studies in which each test is below 0.05."""
    n = int(os.environ.get("ATTENTION_CAMP_STUDIES", "1000"))
    yield from _persons(n)
    yield from _trials(max(n // 10, 20))


def _persons(n: int) -> Iterator[Row]:
    nothing, families = Counter(), Counter()
    for seed in range(n):
        for one in _person_tests(seed, (0.0, 0.0)):
            nothing[one.test, one.is_descriptive] += one.p < 0.05
            families[one.family] += one.p_holm < 0.05
    for (test, is_descriptive), count in nothing.items():
        if test.startswith("Equivalence"):
            continue  # with nothing planted it ought to find that
        kind = ", descriptive" if is_descriptive else ""
        yield _row(f"{test}{kind}: nothing planted, p < 0.05", count, n, 0.05)
    found = Counter()
    for seed in range(n):
        for one in _person_tests(n + seed, (GAIN, 0.0)):
            found[one.test] += one.p < 0.05
    d = GAIN / (ERROR * 2**0.5)  # in SDs of the change
    for test in ("Welch t-test of the changes", "Mixed ANOVA, arm × time"):
        yield _row(f"{test}: {GAIN} SD planted", found[test], n, _power(d))


def _person_tests(seed: int, gains: tuple[float, float]) -> list[Result]:
    data = made_up_study(N_PEOPLE, gains=gains, n_trials=1, seed=seed)
    found = analyse_persons(data, Questions()).found
    return [one for one in found if isinstance(one, Result)]


def _power(d: float) -> float:
    """Return the power of a t-test of two halves of the people, two-sided, 5 %."""
    from statsmodels.stats.power import TTestIndPower

    return float(TTestIndPower().power(d, N_PEOPLE // 2, 0.05))


def _trials(n: int) -> Iterator[Row]:
    counts = Counter()
    for seed in range(n):
        data = made_up_study(N_PEOPLE, n_trials=40, seed=seed)
        for one in trial_tests(data.trials, "sart", ("pre", "post")):
            if isinstance(one, Result):
                counts[one.test] += one.p < 0.05
    for test, count in counts.items():
        yield _row(f"{test}: nothing planted, p < 0.05", count, n, 0.05)


def _row(what: str, count: int, n: int, expected: float) -> Row:
    low, high = stats.binom.interval(0.95, n, expected)
    goal = f"of {n}, {low / n:.3f} to {high / n:.3f}"
    return what, count / n, goal


if __name__ == "__main__":
    for what, share, goal in run():
        print(f"{what}: {share:.3f} ({goal})", flush=True)
