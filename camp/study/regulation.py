"""Regulation: the feedback signal within and between training sessions, by arm."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from attention_camp.camp.dataset.reading.scales import MIXED
from attention_camp.camp.study.comparisons import LEAST_PEOPLE, ROUNDING
from attention_camp.camp.study.flow import in_order
from attention_camp.camp.study.gather import SEVERAL, StudyData
from attention_camp.camp.study.result import (
    ALPHA,
    Effect,
    Found,
    Result,
    TooFewError,
    or_refused,
)
from attention_camp.resources.texts import Sentence

if TYPE_CHECKING:
    import pandas as pd

OUTCOME = "engagement"
LEAST_SESSIONS = 3
"""Fewer training sessions give no course; own choice."""
QUARTERS = 4
"""Parts of a session whose means are drawn."""
_SCALES = Sentence(
    "The training sessions' scores are on several scales, or there is none; use "
    "protocols that calibrate."
)
_READ = 'slopes = pd.read_csv(tables / "regulation.csv", **labels)\n'


@dataclass(frozen=True, slots=True, eq=False)
class Regulation:
    """How the feedback signal went over a study."""

    people: pd.DataFrame
    """A row per person: ``slope`` of the mean score over training sessions, ``n``."""
    parts: pd.DataFrame
    """A row per person, session and quarter of it: mean ``engagement``, ``number``."""
    found: tuple[Found, ...]
    said: str
    """Mean slope by arm; empty: there is none."""
    reason: str
    """Why there is none; empty: there is."""

    @property
    def drawing(self) -> bool:
        """Whether there is a course to draw."""
        return not self.parts.empty


def on_one_scale(data: StudyData) -> bool:
    """Whether all training sessions' scores are on one scale, so that they compare."""
    camp = data.runs[(data.runs["time"] == "camp") & (data.runs["n_scored"] > 0)]
    scales = set(camp["score_scale"])
    return len(scales) == 1 and MIXED not in scales


def regulation_of(data: StudyData) -> Regulation:
    """Return the course of the feedback signal, and its tests, person by person."""
    import pandas as pd

    if not on_one_scale(data):
        empty = pd.DataFrame(columns=["participant", "arm", "slope", "n"])
        return Regulation(empty, empty, (), "", _SCALES)
    parts = _parts(data)
    means = parts.groupby(["participant", "arm", "number"], as_index=False)[
        "engagement"
    ].mean()
    rows = [
        {
            "participant": participant,
            "arm": arm,
            "slope": float(np.polyfit(one["number"], one["engagement"], 1)[0]),
            "n": len(one),
        }
        for (participant, arm), one in means.groupby(["participant", "arm"])
        if len(one) >= LEAST_SESSIONS
    ]
    people = pd.DataFrame(rows, columns=["participant", "arm", "slope", "n"])
    found: list[Found] = [over_sessions(people, OUTCOME)]
    arms = sorted(set(people["arm"]) - {SEVERAL})
    found += [
        between_arms(people, OUTCOME, arms=pair) for pair in combinations(arms, 2)
    ]
    listed = "; ".join(
        f"{arm} {one['slope'].mean():+.4f} (n = {len(one)})"
        for arm, one in people.groupby("arm")
    )
    said = reason = ""
    if listed:
        said = Sentence(
            "Mean change of the score from one training session to the next, by arm: "
            "{listed}.",
            listed=listed,
        )
    else:
        reason = Sentence(
            "Nobody has scores in {n} training sessions or more.", n=LEAST_SESSIONS
        )
    return Regulation(people, parts, tuple(found), said, reason)


def _parts(data: StudyData) -> pd.DataFrame:
    """Return the mean score of each quarter of each training session."""
    keys = ["participant", "arm", "session"]
    rows = data.trials[
        (data.trials["time"] == "camp") & (data.trials["stage"] == "main")
    ]
    rows = rows[rows["engagement"].notna()]
    began = data.runs.groupby(["participant", "session"])[["date"]].min()
    sessions = in_order(began.reset_index())
    sessions["place"] = sessions.groupby("participant").cumcount()
    place = rows.groupby(keys).cumcount()
    size = rows.groupby(keys)["engagement"].transform("size")
    rows = rows.assign(
        quarter=(place * QUARTERS // size).astype(int),
        engagement=rows["engagement"].astype(float),
    )
    parts = rows.groupby([*keys, "quarter"], as_index=False)["engagement"].mean()
    parts = parts.merge(sessions, on=["participant", "session"])
    parts["number"] = (
        parts.groupby("participant")["place"].rank(method="dense").astype(int)
    )
    made: pd.DataFrame = parts.drop(columns=["date", "place"])
    return made


@or_refused(Sentence("t-test of the slopes over sessions"))
def over_sessions(people: pd.DataFrame, outcome: str) -> Result:
    """Test whether the score changes over training sessions, all arms together.

    Parameters
    ----------
    people : DataFrame
        A row per person: ``slope``.
    outcome : str
        How the score is called.
    """
    from scipy import stats

    slopes = people["slope"].to_numpy(float)
    _require([slopes])
    found = stats.ttest_1samp(slopes, 0.0)
    low, high = found.confidence_interval(1 - ALPHA)
    return Result(
        family="regulation",
        outcome=outcome,
        test=Sentence("t-test of the slopes over sessions"),
        question=Sentence(
            "Does the score change from one training session to the next?"
        ),
        n=len(slopes),
        statistic=f"t({found.df:g}) = {found.statistic:.3f}",
        p=float(found.pvalue),
        estimate=float(slopes.mean()),
        interval=(float(low), float(high)),
        effect=Effect(Sentence("Cohen's d"), float(slopes.mean() / slopes.std(ddof=1))),
        shows_not=Sentence(
            "That people learned to regulate: a score also moves with time, fatigue "
            "and "
            "the difficulty of the task."
        ),
        code=f"{_READ}p = stats.ttest_1samp(slopes.slope, 0.0).pvalue",
    )


@or_refused(Sentence("Welch t-test of the slopes"))
def between_arms(
    people: pd.DataFrame, outcome: str, *, arms: tuple[str, str]
) -> Result:
    """Test whether the score changes differently in two arms.

    Parameters
    ----------
    people : DataFrame
        A row per person: ``arm``, ``slope``.
    outcome : str
        How the score is called.
    arms : tuple of str
        The arms.
    """
    from scipy import stats

    one, other = (people.loc[people["arm"] == a, "slope"].to_numpy(float) for a in arms)
    _require([one, other])
    found = stats.ttest_ind(one, other, equal_var=False)
    low, high = found.confidence_interval(1 - ALPHA)
    return Result(
        family="regulation, arms",
        outcome=outcome,
        test=Sentence("Welch t-test of the slopes"),
        question=Sentence(
            "Does the score rise more over sessions in {one} than in {other}?",
            one=arms[0],
            other=arms[1],
        ),
        n=len(one) + len(other),
        statistic=f"t({found.df:.2f}) = {found.statistic:.3f}",
        p=float(found.pvalue),
        estimate=float(one.mean() - other.mean()),
        interval=(float(low), float(high)),
        shows_not=Sentence(
            "A benefit: a score that was regulated has yet to matter for behaviour."
        ),
        code=f"{_READ}one, other = (slopes[slopes.arm == arm].slope "
        f"for arm in {arms!r})\n"
        "p = stats.ttest_ind(one, other, equal_var=False).pvalue",
    )


def _require(groups: list[np.ndarray]) -> None:
    n = min(map(len, groups))
    if n < LEAST_PEOPLE:
        raise TooFewError(
            Sentence(
                "{n:person has|people have} scores in {sessions} training sessions or "
                "more; at least {least} are needed",
                n=n,
                sessions=LEAST_SESSIONS,
                least=LEAST_PEOPLE,
            )
        )
    if any(group.std() < ROUNDING for group in groups):
        raise TooFewError(Sentence("all people have the same value"))
