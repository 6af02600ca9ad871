"""Numbers of people that go together; descriptive, since nothing was allocated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attention_camp.camp.study.comparisons import LEAST_PEOPLE
from attention_camp.camp.study.result import (
    ALPHA,
    Assumption,
    Result,
    TooFewError,
    or_refused,
)
from attention_camp.resources.texts import Sentence

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd


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
    if len(rows) < LEAST_PEOPLE or not x.std() or not y.std():
        raise TooFewError(
            Sentence("{n} people with both values that vary", n=len(rows))
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
        "Spearman's ρ beside it: {rho}, p = {p}",
        rho=f"{rank.statistic:.3f}",
        p=f"{rank.pvalue:.4f}",
    )
    return Assumption(text, True)


def _code(outcome: str, names: tuple[str, str]) -> str:
    return f"""\
rows = people[people.outcome == {outcome!r}][[{names[0]!r}, {names[1]!r}]].dropna()
p = stats.pearsonr(rows[{names[0]!r}], rows[{names[1]!r}]).pvalue"""
