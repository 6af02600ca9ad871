"""What a study can compare: scores, accuracy and reaction time of each task."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from attention_camp.camp.session.request import session_type_of
from attention_camp.resources.texts import Sentence, UserError
from attention_camp.tasks.columns import describe
from attention_camp.tasks.score_columns import SCORES

if TYPE_CHECKING:
    import pandas as pd

    from attention_camp.camp.study.gather import StudyData

BEFORE, AFTER = "pre", "post"
"""Session types that are compared where no others are named."""
Direction = Literal["higher", "lower", ""]

_HIGHER = frozenset(
    {
        "accuracy", "cowan_k", "d_prime", "digits_right", "hit_rate", "longest", "n",
        "partial_credit", "reciprocal_reaction_time_per_s", "span", "triplets_right",
    }
)  # fmt: skip
_LOWER = frozenset(
    {
        "commission_rate", "conflict_ms", "error_rate_in_zone",
        "error_rate_out_of_zone", "errors_absent", "errors_present",
        "false_alarm_rate", "intercept_absent_ms", "intercept_ms",
        "intercept_present_ms", "lapse_rate", "lapses", "lure_false_alarm_rate",
        "median_reaction_time_ms", "omission_rate", "reaction_time_absent_ms",
        "reaction_time_cv", "reaction_time_ms", "reaction_time_present_ms",
        "slope_absent_ms_per_item", "slope_ms_per_item", "slope_present_ms_per_item",
        "speech_threshold_db",
    }
)  # fmt: skip
NOT_OUTCOMES = frozenset({"anticipations", "false_starts", "rested"})
"""Scores that say how a block was run, not how well."""


class OutcomeError(UserError):
    """An outcome that the study does not have; the text is for people."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A score of a task, as one number per person and session."""

    task: str
    score: str

    def __str__(self) -> str:
        return f"{self.task}.{self.score}"

    @property
    def unit(self) -> str:
        """Unit of the score; empty where it has none."""
        column = describe(SCORES, self.score)
        return column.unit if column else ""

    @property
    def text(self) -> str:
        """What the score is, a `Sentence`; its name where it is not known."""
        column = describe(SCORES, self.score)
        return column.text if column else self.score

    @property
    def better(self) -> Direction:
        """Which direction is an improvement; empty where neither is."""
        name = self.score
        for stem in (name, name.partition("_")[2]):  # n-back names the stream first
            if stem in _HIGHER:
                return "higher"
            if stem in _LOWER:
                return "lower"
        return ""


def parse_outcome(text: str) -> Outcome:
    """Return the outcome that ``TASK.SCORE`` names.

    Raises
    ------
    OutcomeError
        If it is not written so.
    """
    task, dot, score = text.partition(".")
    if not dot or not task or not score:
        raise OutcomeError(
            Sentence(
                "An outcome is written TASK.SCORE, such as sart.commission_rate; got "
                "{got}.",
                got=repr(text),
            )
        )
    return Outcome(task, score)


def outcomes_in(scores: pd.DataFrame, times: Iterable[str]) -> list[Outcome]:
    """Return the outcomes that were measured at one of the times, in order of rows.

    Parameters
    ----------
    scores : DataFrame
        Columns ``time``, ``task``, ``score``, ``value``.
    times : iterable of str
        The times that are compared; a task that was only trained has none of them.
    """
    rows = scores[scores["value"].notna() & ~scores["score"].isin(NOT_OUTCOMES)]
    rows = rows[rows["time"].isin(list(times))]
    pairs = rows[["task", "score"]].drop_duplicates().itertuples(index=False)
    return [Outcome(task, score) for task, score in pairs]


def chosen(names: Iterable[str], found: Iterable[Outcome]) -> list[Outcome]:
    """Return the outcomes asked for; all that are found where none is asked for.

    Parameters
    ----------
    names : iterable of str
        ``TASK.SCORE`` each.
    found : iterable of Outcome
        What the study has.

    Raises
    ------
    OutcomeError
        If one is asked for that the study does not have.
    """
    known = {str(outcome): outcome for outcome in found}
    asked = [str(parse_outcome(name)) for name in names]
    for name in asked:
        if name not in known:
            have = ", ".join(known) or "none"
            raise OutcomeError(
                Sentence(
                    "No session of the study has the outcome {name}. It has: {have}.",
                    name=name,
                    have=have,
                )
            )
    return [known[name] for name in asked] if asked else list(known.values())


def times_of(data: StudyData, outcome: str, asked: tuple[str, str]) -> tuple[str, str]:
    """Return the session types at which an outcome is compared.

    Those that a locked study declares for it, unless others are asked for by name.

    Parameters
    ----------
    data : StudyData
        The study.
    outcome : str
        ``TASK.SCORE``.
    asked : tuple of str
        What is compared otherwise: earlier and later type.
    """
    if data.study is not None and asked == (BEFORE, AFTER):
        for one in (data.study.primary_outcome, *data.study.secondary_outcomes):
            if one.measure == outcome:
                return compared_in(data, one.sessions)
    return asked


def compared_in(data: StudyData, sessions: Sequence[str]) -> tuple[str, str]:
    """Return the session types of an outcome's first and last session, done or not.

    Parameters
    ----------
    data : StudyData
        The study.
    sessions : sequence of str
        Labels or types, as a study file names them. Where all are of one type, the
        measurement before the training is the earlier one.
    """
    first, last = (_time_of(data, named) for named in (sessions[0], sessions[-1]))
    if first == last:
        return BEFORE, AFTER if last == BEFORE else last
    return first, last


def _time_of(data: StudyData, named: str) -> str:
    times = data.runs["time"]
    for found in (times[times == named], times[data.runs["session"] == named]):
        if len(found):
            return str(found.iloc[0])
    return session_type_of(named) or f"ses-{named}"


def person_values(scores: pd.DataFrame, outcome: Outcome) -> pd.DataFrame:
    """Return one number per person and session type.

    A person's blocks of one type are averaged, weighted by nothing: each block is one
    administration of the task, also where it broke off and was gone on with.

    Parameters
    ----------
    scores : DataFrame
        Columns ``participant``, ``arm``, ``time``, ``task``, ``score``, ``value``.
    outcome : Outcome
        The score.

    Returns
    -------
    values : DataFrame
        Columns ``participant``, ``arm``, ``time``, ``value``; a row per person and
        time at which the score is defined.
    """
    rows = scores[(scores["task"] == outcome.task) & (scores["score"] == outcome.score)]
    rows = rows[rows["value"].notna()]
    keys = ["participant", "arm", "time"]
    return rows.groupby(keys, observed=True)["value"].mean().reset_index()


def wide(values: pd.DataFrame) -> pd.DataFrame:
    """Return a row per person, a column per time; index ``participant``, ``arm``."""
    return values.pivot_table(
        index=["participant", "arm"], columns="time", values="value", observed=True
    )
