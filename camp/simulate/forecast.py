"""What a study could see, from a simulated cohort of it: power and what limits it.

Whole people are drawn from the cohort, and each drawn study is tested as the study's
own analysis does. The cohort is itself a draw: its error is found by leaving out a
fifth of the people at a time, and is added to that of the draws.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
from scipy import stats

from attention_camp.camp.session.studies.study_file import Study
from attention_camp.camp.study.comparisons import change_between_arms
from attention_camp.camp.study.gather import SEVERAL, StudyData
from attention_camp.camp.study.outcomes import (
    compared_in,
    parse_outcome,
    person_values,
    wide,
)
from attention_camp.camp.study.reliability import POWER
from attention_camp.camp.study.result import ALPHA, Found, Refused
from attention_camp.camp.study.variance import adjusted
from attention_camp.resources.texts import how_many

if TYPE_CHECKING:
    import pandas as pd

N_STUDIES = 300
"""Studies drawn for each share."""
N_PARTS = 5
"""Parts of the cohort that are left out in turn."""
PLANTED = (0.2, 0.4, 0.6, 0.8, 1.0, 1.2)
"""Effects that are planted to find the smallest that is seen, SDs of the change."""

Interval = tuple[float, float]
Test = Callable[..., Found]
TESTS: Mapping[str, Test] = {"ancova": adjusted, "t-test": change_between_arms}
"""Tests of two arms by the word of a study file; any other word means ``ancova``."""


@dataclass(frozen=True, slots=True)
class Share:
    """A share of drawn studies, or of people."""

    value: float
    interval: Interval
    """95 %; for studies: of the draws, and of the cohort that they are drawn from."""


@dataclass(frozen=True, slots=True)
class PairForecast:
    """What a study would say of two arms."""

    arms: tuple[str, str]
    n: tuple[int, int]
    """People of each in a drawn study."""
    in_cohort: tuple[int, int]
    """People of each in the cohort with both measurements."""
    found: Share
    """Studies with p below 0.05: power, or false positives where nothing is planted."""
    false: Share
    """The same with the arms dealt anew, so that they differ in nothing."""
    curve: tuple[tuple[float, float], ...]
    """Planted effect in SDs of the change, and the share of studies that find it."""
    smallest: float
    """The smallest effect found in four of five studies, SDs of the change; NaN: none
    of those planted."""


def forecast(
    data: StudyData,
    study: Study,
    *,
    n_studies: int = N_STUDIES,
    seed: int = 0,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[list[PairForecast], list[Refused]]:
    """Return what the study's primary test would say of each two arms.

    Parameters
    ----------
    data : StudyData
        The simulated cohort.
    study : Study
        The study that it rehearses: outcome, test, ratio and places.
    n_studies : int
        Studies drawn for each share.
    seed : int
        Of the draws.
    progress : callable or None
        Called with the number of pairs done and of all.
    """
    outcome = parse_outcome(study.primary_outcome.measure)
    scores = data.scores[data.scores["stage"] == "main"]
    table = wide(person_values(scores, outcome))
    times = compared_in(data, study.primary_outcome.sessions)
    test = TESTS.get(study.primary_outcome.test.lower(), adjusted)
    arms = [arm.evidence for arm in study.arms]
    pairs = list(combinations(arms, 2))
    made: list[PairForecast] = []
    refused: list[Refused] = []
    for done, pair in enumerate(pairs):
        if progress:
            progress(done, len(pairs))
        rows = _pair(table, times, pair)
        if isinstance(rows, Refused):
            refused.append(rows)
            continue
        places = _places(study, pair)
        drawn = Draws(rows, pair, places, times, test, str(outcome), seed)
        one = _of(drawn, n_studies)
        if math.isnan(one.found.value):
            name = f"{pair[0]} against {pair[1]}"
            refused.append(Refused(name, "Power", drawn.refused))
        else:
            made.append(one)
    return made, refused


def _pair(
    table: pd.DataFrame, times: tuple[str, str], pair: tuple[str, str]
) -> pd.DataFrame | Refused:
    """Return the people of two arms with both measurements, or why there are few."""
    name = f"{pair[0]} against {pair[1]}"
    if not set(times) <= set(table.columns):
        reason = f"no session of type {times[-1]} has this score"
        return Refused(name, "Power", reason)
    rows = table[list(times)].dropna()
    counts = rows.index.get_level_values("arm").value_counts()
    few = min(int(counts.get(arm, 0)) for arm in pair)
    if few < N_PARTS:
        return Refused(
            name, "Power",
            f"{how_many(few, 'person|people')} of an arm with both measurements; at "
            f"least {N_PARTS} are needed, and thirty or more for figures worth reading",
        )  # fmt: skip
    return rows[rows.index.get_level_values("arm").isin(pair)]


def _places(study: Study, pair: tuple[str, str]) -> tuple[int, int]:
    """Return how many places the study has in two arms."""
    strata = math.prod(len(levels) for levels in study.strata.values())
    unit = sum(study.ratio.values())
    first, second = (strata * study.places * study.ratio[a] // unit for a in pair)
    return first, second


class Draws:
    """Studies drawn from a cohort, and their p values.

    Parameters
    ----------
    rows : DataFrame
        The people of two arms: index ``participant`` and ``arm``, a column per time.
    pair : tuple of str
        The arms.
    places : tuple of int
        People of each in a study.
    times : tuple of str
        Earlier and later time.
    test : callable
        The study's test of two arms.
    outcome : str
        ``TASK.SCORE``.
    seed : int
        Of the draws.
    """

    def __init__(
        self,
        rows: pd.DataFrame,
        pair: tuple[str, str],
        places: tuple[int, int],
        times: tuple[str, str],
        test: Test,
        outcome: str,
        seed: int,
    ) -> None:
        labels = rows.index.get_level_values("arm").to_numpy()
        values = rows[list(times)].to_numpy(float)
        self.people = tuple(values[labels == arm] for arm in pair)
        self.pair, self.places, self.times = pair, places, times
        self._test, self._outcome, self._seed = test, outcome, seed
        self.spread = float(np.diff(values, axis=1).std(ddof=1))
        self.refused = ""
        """Why the last study that could not be tested could not; empty: all could."""

    def share(
        self,
        n_studies: int,
        *,
        dealt: bool = False,
        planted: float = 0.0,
        without: int | None = None,
    ) -> float:
        """Return the share of studies with p below 0.05; NaN where none can be tested.

        Parameters
        ----------
        n_studies : int
            Studies to draw.
        dealt : bool
            Whether people come from both arms alike, so that nothing differs.
        planted : float
            Effect added to the later measurement of the first arm, SDs of the change.
        without : int or None
            Part of the cohort that is left out; None: none.
        """
        # draws of its own for each part: their error is known where they share none
        part = () if without is None else (without + 1,)
        rng = np.random.default_rng((self._seed, n_studies, int(dealt), *part))
        pool = [_without(x, without) for x in self.people]
        if dealt:
            pool = [np.concatenate(pool)] * 2
        hits = tested = 0
        for _ in range(n_studies):
            study = [
                x[rng.integers(len(x), size=n)]
                for x, n in zip(pool, self.places, strict=True)
            ]
            study[0] = study[0] + np.array([0.0, planted * self.spread])
            result = self._tested(study)
            if isinstance(result, Refused):
                self.refused = result.reason
                continue
            tested += 1
            hits += result.p < ALPHA
        return hits / tested if tested else math.nan

    def _tested(self, study: Sequence[np.ndarray]) -> Found:
        import pandas as pd

        labels = np.repeat(self.pair, [len(x) for x in study])
        index = pd.MultiIndex.from_arrays(
            [[f"{k:05d}" for k in range(len(labels))], labels],
            names=["participant", "arm"],
        )
        frame = pd.DataFrame(np.concatenate(study), index, columns=list(self.times))
        return self._test(frame, self._outcome, self.times, self.pair)


def _without(people: np.ndarray, part: int | None) -> np.ndarray:
    return people if part is None else people[np.arange(len(people)) % N_PARTS != part]


def _of(drawn: Draws, n_studies: int) -> PairForecast:
    few = max(n_studies // 3, 20)
    curve = [
        (planted, drawn.share(few, dealt=True, planted=planted)) for planted in PLANTED
    ]
    first, second = (len(x) for x in drawn.people)
    return PairForecast(
        drawn.pair,
        drawn.places,
        (first, second),
        share_of(drawn, n_studies, few, dealt=False),
        share_of(drawn, n_studies, few, dealt=True),
        tuple(curve),
        _crossing(curve),
    )


def share_of(drawn: Draws, n_studies: int, few: int, *, dealt: bool) -> Share:
    """Return a share with the error of the draws and of the cohort (jackknife).

    NaN where no study can be tested; anything is possible where none can be without a
    part of the cohort.

    Parameters
    ----------
    drawn : Draws
        The cohort, and how studies are drawn from it.
    n_studies : int
        Studies drawn for the share.
    few : int
        Studies drawn without each part of the cohort.
    dealt : bool
        Whether people come from both arms alike.
    """
    value = drawn.share(n_studies, dealt=dealt)
    if math.isnan(value):
        return Share(math.nan, (math.nan, math.nan))
    parts = [drawn.share(few, dealt=dealt, without=k) for k in range(N_PARTS)]
    if any(map(math.isnan, parts)):  # the cohort's own error is not known
        return Share(value, (0.0, 1.0))
    # the parts differ by their own draws too: what those explain is not the cohort's
    by_draws = (N_PARTS - 1) / N_PARTS * value * (1 - value) / few
    own = (N_PARTS - 1) * max(float(np.var(parts)) - by_draws, 0.0)
    low, high = stats.binomtest(round(value * n_studies), n_studies).proportion_ci()
    # a spread that a few parts tell is itself not well known
    half = float(stats.t.ppf(0.975, N_PARTS - 1)) * math.sqrt(own)
    return Share(
        value,
        (
            max(value - math.hypot(value - low, half), 0.0),
            min(value + math.hypot(high - value, half), 1.0),
        ),
    )


def _crossing(curve: Sequence[tuple[float, float]]) -> float:
    """Return where a rising curve reaches a power of 80 %, between its points."""
    before = (0.0, ALPHA)
    for point in curve:
        if point[1] >= POWER:
            rise = point[1] - before[1]
            part = (POWER - before[1]) / rise if rise > 0 else 1.0
            return before[0] + part * (point[0] - before[0])
        before = point
    return math.nan


@dataclass(frozen=True, slots=True)
class Steering:
    """In how many people of an arm the score steered."""

    arm: str
    n_people: int
    n_steered: int
    """In at least one session."""
    never: tuple[str, ...]
    """People whose score steered in none."""
    share: float
    """Mean share of main trials after which it changed the level."""


def steering(data: StudyData) -> Iterator[Steering]:
    """Yield, for each arm whose rules are told a score, where it steered."""
    runs = data.runs[~data.runs["arm"].isin([SEVERAL, "performance-only"])]
    for arm, rows in runs.groupby("arm"):
        totals = rows.groupby("participant")[["n_steered", "n_main"]].sum()
        never = totals[totals["n_steered"] == 0].index
        share = totals["n_steered"] / totals["n_main"].clip(lower=1)
        yield Steering(
            str(arm), len(totals), len(totals) - len(never), tuple(map(str, never)),
            float(share.mean()),
        )  # fmt: skip
