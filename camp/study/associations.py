"""What was measured after allocation against the change: descriptive, all of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from attention_camp.camp.study.comparisons import LEAST_PEOPLE, ROUNDING
from attention_camp.camp.study.result import (
    ALPHA,
    Assumption,
    Effect,
    Found,
    Result,
    TooFewError,
    or_refused,
    p_value,
)
from attention_camp.resources.texts import Sentence

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd


def descriptive_tests(
    people: pd.DataFrame, outcome: str, arms: Sequence[str], *, unit: str
) -> list[Found]:
    """Return what was measured after allocation against the change of an outcome.

    Parameters
    ----------
    people : DataFrame
        A row per person: ``arm``, ``change``, and any of ``n_sessions``,
        ``share_steered``, ``engagement``.
    outcome : str
        ``TASK.SCORE``.
    arms : sequence of str
        Arms that are compared; fewer than two: engagement is no moderator.
    unit : str
        Of the outcome.
    """
    made = [
        association(people, outcome, (column, "change"), what=what)
        for column, what in _MEASURED_AFTER.items()
        if column in people and people[column].nunique() > 2
    ]
    if "engagement" in people:
        made += [
            moderation(people, outcome, pair, unit=unit)
            for pair in combinations(arms, 2)
        ]
    return made


_MEASURED_AFTER = {
    "n_sessions": Sentence("training sessions"),
    "share_steered": Sentence("steered trials"),
    "engagement": Sentence("engagement"),
}


@or_refused(Sentence("Pearson correlation"))
def association(
    frame: pd.DataFrame, outcome: str, names: tuple[str, str], *, what: str
) -> Result:
    """Correlate two numbers of each person; descriptive, since nothing was allocated.

    Parameters
    ----------
    frame : DataFrame
        A row per person, with the columns ``names``.
    outcome : str
        ``TASK.SCORE``.
    names : tuple of str
        The columns.
    what : str
        What the first column is, for the question.
    """
    import pingouin as pg
    from scipy import stats

    rows = frame[list(names)].dropna()
    x, y = (rows[name].to_numpy(float) for name in names)
    if len(rows) < LEAST_PEOPLE or min(x.std(), y.std()) < ROUNDING:
        raise TooFewError(
            Sentence("{n:person|people} with both values that vary", n=len(rows))
        )
    found = stats.pearsonr(x, y)
    low, high = found.confidence_interval(1 - ALPHA)
    r = float(found.statistic)
    return Result(
        family="descriptive",
        outcome=outcome,
        test=Sentence("Pearson correlation with {what}", what=what),
        question=Sentence(
            "Do people with more {what} change more in {outcome}?",
            what=what,
            outcome=outcome,
        ),
        n=len(rows),
        statistic=f"r({len(rows) - 2}) = {r:.3f}",
        p=float(found.pvalue),
        estimate=r,
        interval=(float(low), float(high)),
        bf10=float(pg.bayesfactor_pearson(r, len(rows))),
        assumptions=(_ranks(x, y),),
        shows_not=Sentence(
            "Measured after allocation: people differ in much else, so it says nothing "
            "about what caused the change."
        ),
        is_descriptive=True,
        code=_code(outcome, names),
    )


def _ranks(x: np.ndarray, y: np.ndarray) -> Assumption:
    from scipy import stats

    rank = stats.spearmanr(x, y)
    text = Sentence(
        "Spearman's ρ beside it: {rho}, {p}",
        rho=f"{rank.statistic:.3f}",
        p=p_value(rank.pvalue),
    )
    return Assumption(text, True)


def _code(outcome: str, names: tuple[str, str]) -> str:
    return f"""\
rows = people[people.outcome == {outcome!r}][[{names[0]!r}, {names[1]!r}]].dropna()
p = stats.pearsonr(rows[{names[0]!r}], rows[{names[1]!r}]).pvalue"""


@or_refused(Sentence("Moderation by engagement"))
def moderation(
    people: pd.DataFrame, outcome: str, arms: tuple[str, str], *, unit: str = ""
) -> Result:
    """Ask whether two arms differ more among people with higher mean engagement.

    ``change ~ gets * engagement`` by least squares; the interaction is what is told.
    Engagement is measured after allocation and may itself follow from the arm, so the
    interaction is no moderator in the sense of a trial (Kraemer et al. 2002,
    doi:10.1001/archpsyc.59.10.877): descriptive.

    Parameters
    ----------
    people : DataFrame
        A row per person: ``arm``, ``change``, ``engagement``.
    outcome : str
        ``TASK.SCORE``.
    arms : tuple of str
        The arm whose gain is looked at, and the one it is compared with.
    unit : str
        Of the outcome.
    """
    import statsmodels.formula.api as smf

    rows = _with_engagement(people, arms)
    model = smf.ols("change ~ gets * engagement", rows).fit()
    name = "gets:engagement"
    low, high = (float(bound) for bound in model.conf_int(ALPHA).loc[name])
    estimate, spread = float(model.params[name]), float(rows["engagement"].std(ddof=1))
    return Result(
        family="descriptive, by arm",
        outcome=outcome,
        test=Sentence("Moderation by engagement"),
        question=Sentence(
            "Does the difference between {one} and {other} in the change of {outcome} "
            "go with mean engagement?",
            one=arms[0],
            other=arms[1],
            outcome=outcome,
        ),
        n=len(rows),
        statistic=f"t({model.df_resid:g}) = {model.tvalues[name]:.3f}",
        p=float(model.pvalues[name]),
        estimate=estimate,
        interval=(low, high),
        unit=unit,
        effect=Effect(
            Sentence("change per SD of engagement"),
            estimate * spread,
            (low * spread, high * spread),
        ),
        shows_not=Sentence(
            "Engagement was measured after allocation and may follow from the arm: it "
            "says nothing about for whom the training works."
        ),
        is_descriptive=True,
        code=_moderation_code(outcome, arms),
    )


def _with_engagement(people: pd.DataFrame, arms: tuple[str, str]) -> pd.DataFrame:
    """Return the people of two arms who have both numbers, with ``gets``, 0 or 1.

    Raises
    ------
    TooFewError
        If they are too few, or of one engagement.
    """
    rows = people[["arm", "change", "engagement"]].dropna()
    rows = rows[rows["arm"].isin(arms)]
    counts = [int((rows["arm"] == arm).sum()) for arm in arms]
    if (
        min(counts) < LEAST_PEOPLE
        or rows.groupby("arm")["engagement"].nunique().min() < 2
    ):
        raise TooFewError(
            Sentence(
                "{have} with a change and engagement that varies; at least {least} are "
                "needed in each of two arms",
                have=", ".join(f"{a}: {n}" for a, n in zip(arms, counts, strict=True)),
                least=LEAST_PEOPLE,
            )
        )
    return rows.assign(gets=(rows["arm"] == arms[0]).astype(float))


def _moderation_code(outcome: str, arms: tuple[str, str]) -> str:
    return f"""\
rows = people[people.outcome == {outcome!r}]
rows = rows[["arm", "change", "engagement"]].dropna()
rows = rows[rows.arm.isin({arms!r})]
rows["gets"] = (rows.arm == {arms[0]!r}).astype(float)
p = smf.ols("change ~ gets * engagement", rows).fit().pvalues["gets:engagement"]"""
