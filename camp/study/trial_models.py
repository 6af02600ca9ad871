"""Models of single trials: reaction times (mixed model), accuracy (GEE).

They use more of the data than one number per person, and ask more of it: their z is
anti-conservative below some 30 people, so they stand beside the person-level tests and
never in their place.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from attention_camp.camp.study.comparisons import LEAST_PEOPLE
from attention_camp.camp.study.result import (
    ALPHA,
    Assumption,
    Effect,
    Found,
    Result,
    TooFewError,
    or_refused,
)
from attention_camp.resources.texts import Sentence

if TYPE_CHECKING:
    import pandas as pd

_ENOUGH_PEOPLE = 30
"""Below, z tests of mixed models reject too often (Luke, 2017,
doi:10.3758/s13428-016-0809-y)."""


_METHODS = ("bfgs", "lbfgs", "cg", "powell")
"""Optimisers, tried in turn until one converges: statsmodels' own three, and one
without a gradient, where they stop on the way."""
_TRIED = ("Retrying MixedLM", "Maximum Likelihood optimization failed")
"""Beginnings of warnings about one of them, of no concern where another converged."""


@or_refused(Sentence("Linear mixed model of log reaction time"))
def reaction_times(
    trials: pd.DataFrame, outcome: str, times: tuple[str, str]
) -> Result:
    """Model the log reaction times of right answers, with each person's own change.

    ``log(RT) ~ later + (1 + later | participant)``, by REML; difficulty levels enter as
    a covariate where they vary.

    Parameters
    ----------
    trials : DataFrame
        A row per trial of one task: ``participant``, ``time``, ``correct``,
        ``reaction_time``, ``level``.
    outcome : str
        The task's name.
    times : tuple of str
        Earlier and later time.
    """
    rows = trials[trials["correct"] & trials["reaction_time"].notna()]
    rows = _at(rows, times)
    rows = rows.assign(log_rt=np.log(rows["reaction_time"].to_numpy(float)))
    formula = "log_rt ~ later" + (" + level" if rows["level"].nunique() > 1 else "")
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        model = fit_mixed(formula, rows)
    low, high = model.conf_int(ALPHA).loc["later"]
    estimate = float(model.params["later"])
    n = rows["participant"].nunique()
    spread = float(np.sqrt(model.cov_re.iloc[0, 0] + model.scale))
    return Result(
        family="trial models",
        outcome=outcome,
        test=Sentence("Linear mixed model of log reaction time"),
        question=Sentence(
            "Did log reaction time in {outcome} change from {earlier} to {later}?",
            outcome=outcome,
            earlier=times[0],
            later=times[1],
        ),
        n=n,
        statistic=_z(model.tvalues["later"], len(rows)),
        p=float(model.pvalues["later"]),
        estimate=estimate,
        interval=(float(low), float(high)),
        unit="log s",
        effect=Effect(Sentence("SDs of a trial"), estimate / spread),
        assumptions=_checks(model, caught),
        shows_not=_caution(n),
        code=f"""\
rows = task_trials({outcome!r}, {times!r}, timed=True)
rows["log_rt"] = np.log(rows.reaction_time)
p = smf.mixedlm({formula!r}, rows, groups=rows.participant,
                re_formula="~later").fit(reml=True, method={list(_METHODS)}
                ).pvalues["later"]""",
    )


def fit_mixed(formula: str, rows: pd.DataFrame) -> Any:
    """Fit a linear mixed model with each person's own level and change, by REML.

    Parameters
    ----------
    formula : str
        The fixed effects.
    rows : DataFrame
        A row per trial: ``participant``, ``later``, and what the formula names.

    Returns
    -------
    model : MixedLMResults
    """
    import statsmodels.formula.api as smf

    groups = rows["participant"]
    model = smf.mixedlm(formula, rows, groups=groups, re_formula="~later")
    return model.fit(reml=True, method=list(_METHODS))


def _checks(
    model: Any, caught: Sequence[warnings.WarningMessage]
) -> tuple[Assumption, ...]:
    """Return what a fitted mixed model says of itself."""
    singular = float(np.linalg.eigvalsh(model.cov_re).min()) < 1e-6
    told = sorted({str(one.message).split("\n")[0] for one in caught})
    if model.converged:
        told = [text for text in told if not text.startswith(_TRIED)]
    skewness = _skewness(model.resid)
    return (
        Assumption(
            Sentence("Converged") if model.converged else Sentence("Did not converge"),
            model.converged,
        ),
        Assumption(
            Sentence("Random effects are singular")
            if singular
            else Sentence("Random effects are not singular"),
            not singular,
        ),
        Assumption(
            Sentence("Skewness of the residuals: {value}", value=f"{skewness:.2f}"),
            abs(skewness) < 1,
        ),
        *(Assumption(text, False) for text in told),
    )


def _caution(n: int) -> str:
    if n < _ENOUGH_PEOPLE:
        return Sentence(
            "The z test treats the number of people as large: below {n} it rejects too "
            "often. The person-level test is the one to report.",
            n=_ENOUGH_PEOPLE,
        )
    return Sentence("A change over time is also practice.")


def _z(z: float, n_trials: int) -> Sentence:
    return Sentence("z = {z}, {n:trial|trials}", z=f"{z:.3f}", n=n_trials)


@or_refused(Sentence("Logistic GEE of accuracy"))
def accuracy(trials: pd.DataFrame, outcome: str, times: tuple[str, str]) -> Result:
    """Model right and wrong by generalised estimating equations over people.

    Exchangeable within people, with the bias-reduced sandwich of Mancl & DeRouen (2001,
    doi:10.1111/j.0006-341X.2001.00126.x).

    Parameters
    ----------
    trials : DataFrame
        A row per trial of one task: ``participant``, ``time``, ``correct``, ``level``.
    outcome : str
        The task's name.
    times : tuple of str
        Earlier and later time.
    """
    rows = _at(trials, times)
    rows = rows.assign(right=rows["correct"].astype(float))
    if rows["right"].nunique() < 2:
        raise TooFewError(Sentence("all answers are alike"))
    formula = "right ~ later" + (" + level" if rows["level"].nunique() > 1 else "")
    model = fit_gee(formula, rows)
    low, high = model.conf_int(ALPHA).loc["later"]
    estimate = float(model.params["later"])
    n = rows["participant"].nunique()
    return Result(
        family="trial models",
        outcome=outcome,
        test=Sentence("Logistic GEE of accuracy"),
        question=Sentence(
            "Did the odds of a correct answer in {outcome} change from {earlier} to "
            "{later}?",
            outcome=outcome,
            earlier=times[0],
            later=times[1],
        ),
        n=n,
        statistic=_z(model.tvalues["later"], len(rows)),
        p=float(model.pvalues["later"]),
        estimate=estimate,
        interval=(float(low), float(high)),
        unit="log odds",
        effect=Effect(
            Sentence("odds ratio"),
            float(np.exp(estimate)),
            (float(np.exp(low)), float(np.exp(high))),
        ),
        shows_not=_caution(n),
        code=_accuracy_code(outcome, times, formula),
    )


def fit_gee(formula: str, rows: pd.DataFrame) -> Any:
    """Fit a logistic model by GEE, exchangeable within people.

    Parameters
    ----------
    formula : str
        The model.
    rows : DataFrame
        A row per trial: ``participant``, and what the formula names.

    Returns
    -------
    model : GEEResults
        With the bias-reduced sandwich.
    """
    import statsmodels.api as sm
    import statsmodels.formula.api as smf

    return smf.gee(
        formula,
        "participant",
        rows,
        family=sm.families.Binomial(),
        cov_struct=sm.cov_struct.Exchangeable(),
    ).fit(cov_type="bias_reduced")


def _accuracy_code(outcome: str, times: tuple[str, str], formula: str) -> str:
    return f"""\
rows = task_trials({outcome!r}, {times!r})
rows["right"] = rows.correct.astype(float)
p = smf.gee({formula!r}, "participant", rows, family=sm.families.Binomial(),
            cov_struct=sm.cov_struct.Exchangeable()
            ).fit(cov_type="bias_reduced").pvalues["later"]"""


def trial_tests(trials: pd.DataFrame, task: str, times: tuple[str, str]) -> list[Found]:
    """Return the models of a task's single trials.

    Parameters
    ----------
    trials : DataFrame
        A row per trial of the study.
    task : str
        The task's name.
    times : tuple of str
        Earlier and later session type.
    """
    rows = trials[(trials["task"] == task) & (trials["stage"] == "main")].assign(
        correct=lambda frame: frame["correct"].astype(bool)
    )
    if rows.empty:
        return []
    models = [accuracy(rows, task, times)]
    if rows["reaction_time"].notna().sum() > len(rows) / 2:
        models.insert(0, reaction_times(rows, task, times))
    return models


def _at(trials: pd.DataFrame, times: tuple[str, str]) -> pd.DataFrame:
    """Return the trials of people who have both times, with ``later``, 0 or 1.

    Raises
    ------
    TooFewError
        If they are too few.
    """
    rows = trials[trials["time"].isin(times)]
    n_times = rows.groupby("participant")["time"].nunique()
    both = n_times.index[n_times == 2]
    if len(both) < LEAST_PEOPLE:
        raise TooFewError(
            Sentence(
                "{n:person has|people have} trials at both times; at least {least} are "
                "needed",
                n=len(both),
                least=LEAST_PEOPLE,
            )
        )
    rows = rows[rows["participant"].isin(both)]
    return rows.assign(later=(rows["time"] == times[1]).astype(float))


def _skewness(values: pd.Series) -> float:
    from scipy import stats

    return float(stats.skew(values.to_numpy(float)))
