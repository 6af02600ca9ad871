"""Whether signal quality differs between arms, or between calibration and training."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attention_camp.camp.study.comparisons import LEAST_PEOPLE
from attention_camp.camp.study.gather import SEVERAL
from attention_camp.camp.study.result import Found, Result, TooFewError, or_refused
from attention_camp.resources.texts import Sentence

if TYPE_CHECKING:
    import pandas as pd

OUTCOME = "signal quality"
_READ = 'quality = pd.read_csv(tables / "quality.csv", **labels)\n'


def artefact_tests(quality: pd.DataFrame) -> list[Found]:
    """Return the tests of channel quality: by condition, and by arm where there are.

    Parameters
    ----------
    quality : DataFrame
        A row per person, as `data_quality` returns it.
    """
    made = [by_condition(quality, OUTCOME)]
    if len({*quality["arm"]} - {SEVERAL}) > 1:
        made.insert(0, by_arm(quality, OUTCOME))
    return made


@or_refused(Sentence("Kruskal–Wallis test of channel quality"))
def by_arm(quality: pd.DataFrame, outcome: str) -> Result:
    """Test whether the share of good channels differs between arms.

    Parameters
    ----------
    quality : DataFrame
        A row per person.
    outcome : str
        How it is called.
    """
    from scipy import stats

    rows = quality.loc[quality["arm"] != SEVERAL, ["arm", "channels_good"]]
    # of an arm without a headset nobody has it
    groups = [g["channels_good"].dropna() for _, g in rows.groupby("arm")]
    _require(min(map(len, groups), default=0), rows["channels_good"].nunique())
    found = stats.kruskal(*groups)
    return Result(
        family="artefacts",
        outcome=outcome,
        test=Sentence("Kruskal–Wallis test of channel quality"),
        question=Sentence("Does the share of good channels differ between the arms?"),
        n=sum(map(len, groups)),
        statistic=f"H({len(groups) - 1}) = {found.statistic:.3f}",
        p=float(found.pvalue),
        shows_not=_SHOWS_NOT,
        code=f"{_READ}"
        'rows = quality[["arm", "channels_good"]].dropna()\n'
        f"rows = rows[rows.arm != {SEVERAL!r}]\n"
        'p = stats.kruskal(*(g for _, g in rows.groupby("arm").channels_good)).pvalue',
    )


@or_refused(Sentence("Wilcoxon test of channel quality"))
def by_condition(quality: pd.DataFrame, outcome: str) -> Result:
    """Test whether the share of good channels differs between calibration and training.

    Parameters
    ----------
    quality : DataFrame
        A row per person.
    outcome : str
        How it is called.
    """
    from scipy import stats

    rows = quality[["good_calibration", "good_main"]].dropna()
    change = (rows["good_main"] - rows["good_calibration"]).to_numpy(float)
    _require(len(rows), int(change.any()) + 1)
    found = stats.wilcoxon(change)
    return Result(
        family="artefacts",
        outcome=outcome,
        test=Sentence("Wilcoxon test of channel quality"),
        question=Sentence(
            "Does the share of good channels differ between calibration and main "
            "blocks?"
        ),
        n=len(rows),
        statistic=f"W = {found.statistic:g}",
        p=float(found.pvalue),
        estimate=float(change.mean()),
        shows_not=_SHOWS_NOT,
        code=f"{_READ}"
        'rows = quality[["good_calibration", "good_main"]].dropna()\n'
        "p = stats.wilcoxon(rows.good_main - rows.good_calibration).pvalue",
    )


_SHOWS_NOT = Sentence(
    "That a score is free of artefacts: small ones leave a channel good, and eyes and "
    "muscles can go with the task."
)


def _require(n: int, n_values: int) -> None:
    if n < LEAST_PEOPLE:
        raise TooFewError(
            Sentence(
                "{n:person has|people have} it; at least {least} are needed",
                n=n,
                least=LEAST_PEOPLE,
            )
        )
    if n_values < 2:
        raise TooFewError(Sentence("all people have the same value"))
