"""More than two times, and arm × time: analysis of variance, baseline-adjusted models.

pingouin and statsmodels do the mathematics; one number per person and time goes in.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from attention_camp.camp.study.comparisons import LEAST_PEOPLE, no_session
from attention_camp.camp.study.result import (
    ALPHA,
    Assumption,
    Effect,
    Result,
    TooFewError,
    or_refused,
    p_value,
)
from attention_camp.resources.texts import Sentence

if TYPE_CHECKING:
    import pandas as pd


@or_refused(Sentence("Repeated-measures ANOVA"))
def over_times(values: pd.DataFrame, outcome: str) -> Result:
    """Test whether people differ between three or more times.

    Greenhouse–Geisser's correction is always applied; the uncorrected p is said beside.

    Parameters
    ----------
    values : DataFrame
        Columns ``participant``, ``time``, ``value``, a row per person and time.
    outcome : str
        ``TASK.SCORE``.
    """
    import pingouin as pg

    whole = _complete(values)
    n_times = whole["time"].nunique()
    if n_times < 3:
        raise TooFewError(
            Sentence("{n:time|times}; a paired t-test compares two", n=n_times)
        )
    _require_differences(whole)
    table = pg.rm_anova(
        data=whole, dv="value", within="time", subject="participant",
        correction=True, detailed=True, effsize="np2",
    )  # fmt: skip
    row, error = table.iloc[0], table.iloc[1]
    return Result(
        family="times",
        outcome=outcome,
        test=Sentence("Repeated-measures ANOVA"),
        question=Sentence(
            "Does {outcome} differ between {times}?",
            outcome=outcome,
            times=_named(whole["time"]),
        ),
        n=whole["participant"].nunique(),
        statistic=f"F({row['DF']:g}, {error['DF']:g}) = {row['F']:.3f}, "
        f"ε = {row['eps']:.3f}",
        p=float(row["p_GG_corr"]),
        effect=Effect(Sentence("partial η²"), float(row["np2"])),
        assumptions=(
            Assumption(
                Sentence(
                    "Sphericity is not assumed: p is Greenhouse–Geisser's; "
                    "uncorrected {p}",
                    p=p_value(row["p_unc"]),
                ),
                True,
            ),
        ),
        shows_not=Sentence(
            "Which times differ, and why; a course over times is also practice."
        ),
        code=f"""\
rows = whole({outcome!r})
table = pg.rm_anova(data=rows, dv="value", within="time", subject="participant",
                    correction=True, detailed=True)
p = table["p_GG_corr"].iloc[0]""",
    )


@or_refused(Sentence("Mixed ANOVA, arm × time"))
def arm_by_time(values: pd.DataFrame, outcome: str) -> Result:
    """Test the interaction of arm and time.

    Parameters
    ----------
    values : DataFrame
        Columns ``participant``, ``arm``, ``time``, ``value``.
    outcome : str
        ``TASK.SCORE``.
    """
    import pingouin as pg

    whole = _complete(values)
    _require_arms(whole)
    if whole["time"].nunique() < 2:
        raise TooFewError(Sentence("one time only"))
    _require_differences(whole)
    table = pg.mixed_anova(
        data=whole, dv="value", within="time", between="arm", subject="participant",
        correction=True, effsize="np2",
    ).set_index("Source")  # fmt: skip
    row, time = table.loc["Interaction"], table.loc["time"]
    eps = float(time["eps"])
    p, told = float(row["p_unc"]), Sentence("two times: sphericity holds")
    if whole["time"].nunique() > 2:
        p = _corrected(row, eps)
        told = Sentence(
            "degrees of freedom times Greenhouse–Geisser's ε = {eps}", eps=f"{eps:.3f}"
        )
    return Result(
        family="arm × time (ANOVA)",
        outcome=outcome,
        test=Sentence("Mixed ANOVA, arm × time"),
        question=Sentence(
            "Does the course of {outcome} over {times} differ between {arms}?",
            outcome=outcome,
            times=_named(whole["time"]),
            arms=_named(whole["arm"]),
        ),
        n=whole["participant"].nunique(),
        statistic=f"F({row['DF1']:g}, {row['DF2']:g}) = {row['F']:.3f}",
        p=p,
        effect=Effect(Sentence("partial η²"), float(row["np2"])),
        assumptions=(
            Assumption(Sentence("Sphericity: {told}", told=told), True),
            _equal_variances(whole),
        ),
        shows_not=Sentence(
            "Which arm changed; look at the estimates with their intervals."
        ),
        code=f"""\
rows = whole({outcome!r}, {sorted(set(values["time"]))!r})
rows = rows[rows.arm.isin({sorted(set(values["arm"]))!r})]
table = pg.mixed_anova(data=rows, dv="value", within="time", between="arm",
                       subject="participant", correction=True).set_index("Source")
row, eps = table.loc["Interaction"], table.loc["time", "eps"]
n_times = rows.time.nunique()
eps = eps if n_times > 2 else 1.0
p = stats.f.sf(row["F"], row["DF1"] * eps, row["DF2"] * eps)""",
    )


def _equal_variances(whole: pd.DataFrame) -> Assumption:
    import pingouin as pg

    levene = pg.homoscedasticity(whole, dv="value", group="arm", method="levene")
    p = float(levene["pval" if "pval" in levene else "p_val"].iloc[0])
    return Assumption(
        Sentence("Equal variances between arms (Levene): {p}", p=p_value(p)),
        bool(levene["equal_var"].iloc[0]),
    )


def _corrected(row: pd.Series, eps: float) -> float:
    from scipy import stats

    return float(stats.f.sf(row["F"], row["DF1"] * eps, row["DF2"] * eps))


@or_refused(Sentence("Baseline-adjusted comparison (ANCOVA)"))
def adjusted(
    wide: pd.DataFrame, outcome: str, times: tuple[str, str], arms: tuple[str, str]
) -> Result:
    """Compare two arms afterwards, adjusted for each person's value before.

    By lot it has most power (Vickers & Altman, 2001, doi:10.1136/bmj.323.7321.1123).

    Parameters
    ----------
    wide : DataFrame
        A row per person, a column per time; index levels ``participant`` and ``arm``.
    outcome : str
        ``TASK.SCORE``.
    times : tuple of str
        Earlier and later time.
    arms : tuple of str
        The arm whose gain is estimated, and the one it is compared with.
    """
    import statsmodels.formula.api as smf

    rows = _of_two_arms(wide, times, arms)
    spread = _spread_before(rows, times[0])
    model = smf.ols("after ~ gets + before", rows).fit()
    slopes = smf.ols("after ~ gets * before", rows).fit().pvalues["gets:before"]
    low, high = model.conf_int(ALPHA).loc["gets"]
    estimate = float(model.params["gets"])
    return Result(
        family="arms, adjusted for the value before",
        outcome=outcome,
        test=Sentence("Baseline-adjusted comparison (ANCOVA)"),
        question=Sentence(
            "Is {outcome} {later} different in {one} and {other}, among people who "
            "were alike {earlier}?",
            outcome=outcome,
            later=times[1],
            one=arms[0],
            other=arms[1],
            earlier=times[0],
        ),
        n=len(rows),
        statistic=f"t({model.df_resid:g}) = {model.tvalues['gets']:.3f}",
        p=float(model.pvalues["gets"]),
        estimate=estimate,
        interval=(float(low), float(high)),
        effect=Effect(
            Sentence("SDs of the value before"),
            estimate / spread,
            (float(low) / spread, float(high) / spread),
        ),
        assumptions=(
            Assumption(
                Sentence("Equal slopes in both arms: {p}", p=p_value(slopes)),
                bool(slopes >= ALPHA),
            ),
        ),
        shows_not=Sentence(
            "The training's effect where people were not allocated by lot."
        ),
        code=_adjusted_code(outcome, times, arms),
    )


def _spread_before(rows: pd.DataFrame, earlier: str) -> float:
    """Return the SD of the values before; people must differ in them."""
    spread = float(rows["before"].std(ddof=1))
    if math.isclose(spread, 0.0, abs_tol=1e-12):
        raise TooFewError(
            Sentence("all people had the same value {earlier}", earlier=earlier)
        )
    return spread


def _of_two_arms(
    wide: pd.DataFrame, times: tuple[str, str], arms: tuple[str, str]
) -> pd.DataFrame:
    """Return ``before``, ``after`` and ``gets`` of the people of two arms."""
    missing = [time for time in times if time not in wide]
    if missing:
        raise TooFewError(no_session(missing[0]))
    rows = wide[list(times)].dropna().reset_index()
    rows = rows[rows["arm"].isin(arms)].rename(
        columns={times[0]: "before", times[1]: "after"}
    )
    _require_arms(rows)
    return rows.assign(gets=(rows["arm"] == arms[0]).astype(float))


def _adjusted_code(outcome: str, times: tuple[str, str], arms: tuple[str, str]) -> str:
    return f"""\
rows = values[values.outcome == {outcome!r}].pivot_table(
    index=["participant", "arm"], columns="time", values="value")
rows = rows[[{times[0]!r}, {times[1]!r}]].dropna().reset_index()
rows = rows[rows.arm.isin({arms!r})]
rows = rows.rename(columns={{{times[0]!r}: "before", {times[1]!r}: "after"}})
rows["gets"] = (rows.arm == {arms[0]!r}).astype(float)
p = smf.ols("after ~ gets + before", rows).fit().pvalues["gets"]"""


def _complete(values: pd.DataFrame) -> pd.DataFrame:
    """Return the people who have all times.

    Raises
    ------
    TooFewError
        If they are too few.
    """
    n_times = values["time"].nunique()
    counts = values.groupby("participant")["time"].nunique()
    whole = values[values["participant"].isin(counts.index[counts == n_times])]
    n = whole["participant"].nunique()
    if n < LEAST_PEOPLE:
        raise TooFewError(
            Sentence(
                "{n:person has|people have} all {times} times; at least {least} are "
                "needed",
                n=n,
                times=n_times,
                least=LEAST_PEOPLE,
            )
        )
    return whole


def _require_differences(whole: pd.DataFrame) -> None:
    """Raise `TooFewError` where people do not differ in their course: no error term."""
    table = whole.pivot_table(index="participant", columns="time", values="value")
    own = table.sub(table.mean(axis=1), axis=0)
    if own.std().max() < 1e-12:
        raise TooFewError(Sentence("all people changed by the same amount"))


def _require_arms(rows: pd.DataFrame) -> None:
    """Raise `TooFewError` unless two arms have enough people."""
    counts = rows.groupby("arm")["participant"].nunique()
    if len(counts) < 2 or counts.min() < LEAST_PEOPLE:
        have = ", ".join(f"{arm}: {n}" for arm, n in counts.items()) or "0"
        raise TooFewError(
            Sentence(
                "{have} with all times; at least {least} are needed in each of two "
                "arms",
                have=have,
                least=LEAST_PEOPLE,
            )
        )


def _named(column: pd.Series) -> str:
    names = sorted(set(column))
    return ", ".join(names)
