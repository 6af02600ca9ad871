"""Two times or two groups: t-tests, equivalence, correlation.

scipy and pingouin do the mathematics; one number per person and time goes in.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from attention_camp.camp.study.result import (
    ALPHA,
    Assumption,
    Effect,
    Interval,
    Result,
    TooFewError,
    or_refused,
    p_value,
)
from attention_camp.resources.texts import Sentence

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

LEAST_PEOPLE = 5
"""Fewer people give no interval worth printing; own choice."""
_EQUIVALENCE = 0.5
"""Bound of equivalence in SDs of the change, where a study declares none: half of one,
which Cohen (1988) called a medium effect. A study should declare its own."""
ROUNDING = 1e-12
"""SD below which values are equal, but for the last digits of their differences."""


@or_refused(Sentence("Paired t-test"))
def before_after(wide: pd.DataFrame, outcome: str, times: tuple[str, str]) -> Result:
    """Test whether people changed, over all arms, by a paired t-test.

    Parameters
    ----------
    wide : DataFrame
        A row per person, a column per time.
    outcome : str
        ``TASK.SCORE``.
    times : tuple of str
        Earlier and later time.
    """
    import pingouin as pg
    from scipy import stats

    pairs = _pairs(wide, times)
    change = (pairs[times[1]] - pairs[times[0]]).to_numpy(float)
    found = stats.ttest_1samp(change, 0.0)
    low, high = found.confidence_interval(1 - ALPHA)
    wilcoxon = stats.wilcoxon(change).pvalue if change.any() else 1.0
    dz = float(change.mean() / change.std(ddof=1))
    n = len(change)
    return Result(
        family="before–after",
        outcome=outcome,
        test=Sentence("Paired t-test"),
        question=Sentence(
            "Did {outcome} change from {earlier} to {later}?",
            outcome=outcome,
            earlier=times[0],
            later=times[1],
        ),
        n=n,
        statistic=f"t({found.df:g}) = {found.statistic:.3f}",
        p=float(found.pvalue),
        estimate=float(change.mean()),
        interval=(float(low), float(high)),
        effect=Effect(Sentence("Cohen's d_z"), dz, _interval_of(pg, dz, n)),
        bf10=float(pg.bayesfactor_ttest(found.statistic, n, paired=True)),
        assumptions=(
            _normal(change, Sentence("changes")),
            Assumption(
                Sentence(
                    "Wilcoxon signed-rank test beside it: {p}", p=p_value(wilcoxon)
                ),
                True,
            ),
        ),
        shows_not=Sentence(
            "A change over time also comes from practice, expectation and regression "
            "to the mean; only a comparison of arms speaks of the training."
        ),
        code=_paired_code(outcome, times),
    )


def _interval_of(pg: object, dz: float, n: int) -> Interval:
    low, high = pg.compute_esci(dz, n, paired=True, eftype="cohen", decimals=6)  # type: ignore[attr-defined]
    return float(low), float(high)


@or_refused(Sentence("Welch t-test of the changes"))
def change_between_arms(
    wide: pd.DataFrame, outcome: str, times: tuple[str, str], arms: tuple[str, str]
) -> Result:
    """Test whether two arms changed differently, by Welch's t-test of the changes.

    Parameters
    ----------
    wide : DataFrame
        A row per person, a column per time; index levels ``participant`` and ``arm``.
    outcome : str
        ``TASK.SCORE``.
    times : tuple of str
        Earlier and later time.
    arms : tuple of str
        The arms, the one that the estimate is a gain of first.
    """
    import pingouin as pg
    from scipy import stats

    pairs = _pairs(wide, times)
    change = pairs[times[1]] - pairs[times[0]]
    one, other = (
        change[change.index.get_level_values("arm") == arm].to_numpy(float)
        for arm in arms
    )
    _require_both(len(one), len(other))
    if max(one.std(), other.std()) < ROUNDING:
        raise TooFewError(Sentence("all people of an arm changed by the same amount"))
    found = stats.ttest_ind(one, other, equal_var=False)
    low, high = found.confidence_interval(1 - ALPHA)
    g = float(pg.compute_effsize(one, other, eftype="hedges"))
    esci = pg.compute_esci(g, len(one), len(other), eftype="hedges", decimals=6)
    return Result(
        family="arms, changes",
        outcome=outcome,
        test=Sentence("Welch t-test of the changes"),
        question=Sentence(
            "Did {outcome} change more in {one} than in {other}?",
            outcome=outcome,
            one=arms[0],
            other=arms[1],
        ),
        n=len(one) + len(other),
        statistic=f"t({found.df:.2f}) = {found.statistic:.3f}",
        p=float(found.pvalue),
        estimate=float(one.mean() - other.mean()),
        interval=(float(low), float(high)),
        effect=Effect(Sentence("Hedges' g"), g, (float(esci[0]), float(esci[1]))),
        bf10=float(pg.bayesfactor_ttest(found.statistic, len(one), len(other))),
        assumptions=(
            _normal(one, Sentence("changes in {arm}", arm=arms[0])),
            _normal(other, Sentence("changes in {arm}", arm=arms[1])),
        ),
        shows_not=Sentence(
            "Nothing about people who left before the later session, nor about a "
            "mechanism."
        ),
        code=_welch_code(outcome, times, arms),
    )


def _require_both(one: int, other: int) -> None:
    if min(one, other) < LEAST_PEOPLE:
        raise TooFewError(
            Sentence(
                "{one} and {other:person|people} with both times; at least {least} are "
                "needed in each arm",
                one=one,
                other=other,
                least=LEAST_PEOPLE,
            )
        )


def _welch_code(outcome: str, times: tuple[str, str], arms: tuple[str, str]) -> str:
    return f"""\
wide = values[values.outcome == {outcome!r}].pivot_table(
    index=["participant", "arm"], columns="time", values="value")
change = (wide[{times[1]!r}] - wide[{times[0]!r}]).dropna()
arm = change.index.get_level_values("arm")
p = stats.ttest_ind(
    change[arm == {arms[0]!r}], change[arm == {arms[1]!r}], equal_var=False).pvalue"""


@or_refused(Sentence("Equivalence (two one-sided t-tests)"))
def equivalence(
    wide: pd.DataFrame,
    outcome: str,
    times: tuple[str, str],
    *,
    bound: float | None = None,
) -> Result:
    """Test whether a change is too small to matter (TOST; Schuirmann, 1987).

    Parameters
    ----------
    wide : DataFrame
        A row per person, a column per time.
    outcome : str
        ``TASK.SCORE``.
    times : tuple of str
        Earlier and later time.
    bound : float or None
        Largest change that does not matter, in the outcome's unit; None takes half an
        SD of the changes.
    """
    from scipy import stats

    pairs = _pairs(wide, times)
    change = (pairs[times[1]] - pairs[times[0]]).to_numpy(float)
    if bound is not None:
        limit, kind = bound, Sentence("declared")
    else:
        limit = _EQUIVALENCE * float(change.std(ddof=1))
        kind = Sentence("half an SD of the changes, not declared before")
    above = stats.ttest_1samp(change, -limit, alternative="greater")
    below = stats.ttest_1samp(change, limit, alternative="less")
    mean = stats.ttest_1samp(change, 0.0)
    low, high = mean.confidence_interval(1 - ALPHA)
    inner = mean.confidence_interval(1 - 2 * ALPHA)  # p < ALPHA: it is within the bound
    told = _tost_told(len(change) - 1, above.statistic, below.statistic, inner)
    return Result(
        family="equivalence",
        outcome=outcome,
        test=Sentence("Equivalence (two one-sided t-tests)"),
        question=Sentence(
            "Is the change of {outcome} from {earlier} to {later} smaller than {limit} "
            "({kind})?",
            outcome=outcome,
            earlier=times[0],
            later=times[1],
            limit=f"{limit:.4g}",
            kind=kind,
        ),
        n=len(change),
        statistic=told,
        p=max(float(above.pvalue), float(below.pvalue)),
        estimate=float(change.mean()),
        interval=(float(low), float(high)),
        assumptions=(_normal(change, Sentence("changes")),),
        shows_not=Sentence(
            "A large p does not show a change; it may be too few people."
        ),
        code=_tost_code(outcome, times, limit),
    )


def _paired_code(outcome: str, times: tuple[str, str]) -> str:
    return f"""\
wide = values[values.outcome == {outcome!r}].pivot_table(
    index="participant", columns="time", values="value")
wide = wide[[{times[0]!r}, {times[1]!r}]].dropna()
p = stats.ttest_rel(wide[{times[1]!r}], wide[{times[0]!r}]).pvalue"""


def _tost_told(df: int, above: float, below: float, bounds: Interval) -> Sentence:
    return Sentence(
        "t({df}) = {above}, {below}; 90 % interval {low} to {high}",
        df=df,
        above=f"{above:.3f}",
        below=f"{below:.3f}",
        low=f"{bounds[0]:.4g}",
        high=f"{bounds[1]:.4g}",
    )


def _tost_code(outcome: str, times: tuple[str, str], limit: float) -> str:
    return f"""\
wide = values[values.outcome == {outcome!r}].pivot_table(
    index="participant", columns="time", values="value")
change = (wide[{times[1]!r}] - wide[{times[0]!r}]).dropna()
p = max(stats.ttest_1samp(change, -{limit!r}, alternative="greater").pvalue,
        stats.ttest_1samp(change, {limit!r}, alternative="less").pvalue)"""


def _pairs(wide: pd.DataFrame, times: tuple[str, str]) -> pd.DataFrame:
    """Return the people who have both times.

    Raises
    ------
    TooFewError
        If they are too few, or do not differ in their change.
    """
    missing = [time for time in times if time not in wide]
    if missing:
        raise TooFewError(no_session(missing[0]))
    pairs = wide[list(times)].dropna()
    if len(pairs) < LEAST_PEOPLE:
        raise TooFewError(
            Sentence(
                "{n:person has|people have} it both {earlier} and {later}; at least "
                "{least} are needed",
                n=len(pairs),
                earlier=times[0],
                later=times[1],
                least=LEAST_PEOPLE,
            )
        )
    if math.isclose((pairs[times[1]] - pairs[times[0]]).std(), 0.0, abs_tol=ROUNDING):
        raise TooFewError(Sentence("all people changed by the same amount"))
    return pairs


def no_session(time: str) -> Sentence:
    """Return that a score was not measured at a time."""
    return Sentence("no session of type {time} has this score", time=time)


def _normal(values: np.ndarray, what: str) -> Assumption:
    from scipy import stats

    if values.std() < ROUNDING:
        return Assumption(
            Sentence("Normality of the {what}: they are all equal", what=what), False
        )
    found = stats.shapiro(values)
    return Assumption(
        Sentence(
            "Normality of the {what} (Shapiro–Wilk): W = {w}, {p}",
            what=what,
            w=f"{found.statistic:.3f}",
            p=p_value(found.pvalue),
        ),
        bool(found.pvalue >= ALPHA),
    )
