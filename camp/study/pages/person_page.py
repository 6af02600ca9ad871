"""A page about one person: for them, or for whoever accompanies them."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, get_args

from attention_camp.camp.dataset.layout import DatasetError
from attention_camp.camp.study.figures import learning_curve
from attention_camp.camp.study.flow import in_order
from attention_camp.camp.study.gather import StudyData
from attention_camp.camp.study.outcomes import outcomes_in, person_values, wide
from attention_camp.camp.study.pages.cells import cell, number
from attention_camp.camp.study.pages.language import Language
from attention_camp.camp.study.pages.study_page import provenance_of, render
from attention_camp.camp.study.person_tests import forms_of, unlike
from attention_camp.camp.study.reliability import reach_of
from attention_camp.resources.texts import Sentence

if TYPE_CHECKING:
    import pandas as pd

Audience = Literal["person", "caregiver", "therapist", "teacher", "researcher"]
AUDIENCES: tuple[Audience, ...] = get_args(Audience)
TIMES = ("pre", "post")
_FOR: dict[Audience, Sentence] = {
    "person": Sentence("For the person who trained."),
    "caregiver": Sentence(
        "For those who accompany them at home: attendance and course, no measurements."
    ),
    "therapist": Sentence("For their therapist."),
    "teacher": Sentence("For their teacher: attendance and course, no measurements."),
    "researcher": Sentence("For the researcher."),
}
_WITHOUT_MEASUREMENTS = frozenset({"caregiver", "teacher"})
_HELP: dict[Audience, tuple[Sentence, tuple[Sentence, ...]]] = {
    "caregiver": (
        Sentence("How you can help"),
        (
            Sentence("Keep the day and the hour, and let them come rested and fed."),
            Sentence(
                "Ask how it was, not which level it was: levels go up and down by "
                "chance from day to day."
            ),
            Sentence("Be glad that they came and kept at it, whatever came of it."),
            Sentence(
                "A missed session is not made up for: the next one goes on where the "
                "last one ended."
            ),
            Sentence(
                "They may stop whenever they like. Tell the researcher of headaches, "
                "of seizures ever, and of new medicine."
            ),
        ),
    ),
    "therapist": (
        Sentence("Beside a therapy"),
        (
            Sentence(
                "The rehabilitation form is answered with one hand: arrow keys, the "
                "space bar or digits, never two keys at once."
            ),
            Sentence(
                "Length of blocks, breaks and time limits are lines of the protocol; a "
                "larger text size enlarges stimuli too."
            ),
            Sentence(
                "A break says so where times have become less regular than before; end "
                "the session then rather than push on."
            ),
            Sentence(
                "Levels show practice at these tasks. Decide about a therapy from "
                "measurements that were not trained."
            ),
        ),
    ),
}
"""What accompanies a page, by reader."""


@dataclass(frozen=True, slots=True)
class Change:
    """A measured score before and after."""

    outcome: str
    text: str
    before: str
    after: str
    verdict: Sentence
    """Whether the change is beyond what measuring twice gives, or why nothing is said
    of it."""


def person_page(
    data: StudyData,
    participant: str,
    *,
    audience: Audience = "person",
    language: Language | None = None,
) -> str:
    """Return a page about one person, as HTML that needs no other file.

    Nothing of others is on it but the error of measurement, which all of them give
    together. In a blinded study it holds what is open; the arm is on no such page.

    Parameters
    ----------
    data : StudyData
        The study.
    participant : str
        Label of the person.
    audience : str
        Who reads it, of `AUDIENCES`: it decides what is on the page.
    language : Language or None
        Language of the page; None: English.

    Raises
    ------
    DatasetError
        If the person has no session that can be read.
    """
    spoken = language or Language()
    mine = _only(data, participant)
    if mine.runs.empty:
        raise DatasetError(
            Sentence(
                "Participant {participant} has no session that can be read in "
                "{dataset}. Check the label.",
                participant=participant,
                dataset=data.dataset,
            )
        )
    return render(
        "person.html",
        spoken,
        title=Sentence("Progress of {person}", person=participant),
        provenance=[_FOR[audience], _cut_off(mine), *provenance_of(mine)[1:]],
        audience=audience,
        sessions=_sessions(mine.runs),
        curves=_curves(mine, spoken),
        measured=audience not in _WITHOUT_MEASUREMENTS,
        changes=[]
        if audience in _WITHOUT_MEASUREMENTS
        else _changes(data, participant),
        help=_HELP.get(audience),
        is_sealed=data.is_sealed,
        n_camp=mine.runs.query("time == 'camp' and state == 'finished'")[
            "session"
        ].nunique(),
    )


def _only(data: StudyData, participant: str) -> StudyData:
    """Return the frames of one person, their arm left out."""
    frames = {
        name: frame[frame["participant"] == participant].assign(arm=participant)
        for name in ("runs", "blocks", "scores", "trials")
        if (frame := getattr(data, name)) is not None
    }
    facts = {
        stem: one
        for stem, one in data.facts.items()
        if stem.startswith(f"sub-{participant}_")
    }
    return replace(data, **frames, facts=facts)


def _cut_off(data: StudyData) -> Sentence:
    dates = sorted(str(date)[:10] for date in data.runs["date"] if date)
    return Sentence(
        "{n:session|sessions} from {first} to {last}; later ones are not in it.",
        n=data.runs["session"].nunique(),
        first=dates[0] if dates else "–",
        last=dates[-1] if dates else "–",
    )


_TYPES = {
    "pre": Sentence("Measurement before"),
    "camp": Sentence("Training"),
    "post": Sentence("Measurement after"),
}


def _sessions(runs: pd.DataFrame) -> list[dict[str, object]]:
    return [
        {
            "date": str(row.date)[:10],
            "session": row.session,
            "type": _TYPES.get(str(row.time), row.time),
            "minutes": cell(row.minutes if row.minutes is not None else float("nan")),
            "trials": row.n_main,
            "scored": row.n_scored,
            "steered": row.n_steered,
            "finished": row.state == "finished",
        }
        for row in in_order(runs).itertuples()
    ]


def _curves(mine: StudyData, language: Language) -> list[tuple[str, str]]:
    tasks = dict.fromkeys(mine.blocks[mine.blocks["time"] == "camp"]["task"])
    drawn = ((task, learning_curve(mine, task, language)) for task in tasks)
    return [(task, drawing) for task, drawing in drawn if drawing]


def _changes(data: StudyData, participant: str) -> list[Change]:
    """Return the scores that were measured before and after, each with its verdict."""
    scores = data.scores[data.scores["stage"] == "main"]
    found = []
    for outcome in outcomes_in(scores, TIMES):
        table = wide(person_values(scores, outcome)).droplevel("arm")
        if participant not in table.index or not set(TIMES) <= set(table.columns):
            continue
        values = table.loc[participant, list(TIMES)].to_numpy(float)
        before, after = map(float, values)
        if not (math.isfinite(before) and math.isfinite(after)):
            continue
        if reason := unlike(forms_of(data, outcome.task), TIMES):
            verdict = Sentence("Not compared: {reason}.", reason=reason)
        else:
            reach = reach_of(
                table.assign(arm="").set_index("arm", append=True), str(outcome), TIMES
            )
            error = reach.detectable_change if reach else None
            verdict = _verdict(after - before, error, better=outcome.better)
        unit = f" {outcome.unit}" if outcome.unit else ""
        found.append(
            Change(
                str(outcome),
                outcome.text,
                f"{number(before)}{unit}",
                f"{number(after)}{unit}",
                verdict,
            )
        )
    return found


def _verdict(change: float, error: float | None, *, better: str) -> Sentence:
    if error is None:
        return Sentence("Too few people were measured twice to say what is error.")
    if abs(change) <= error:
        return Sentence(
            "Within the error of measuring twice ({error}).", error=number(error)
        )
    if not better:
        return Sentence("Changed beyond error ({error}).", error=number(error))
    if (change > 0) == (better == "higher"):
        return Sentence("Better, beyond error ({error}).", error=number(error))
    return Sentence("Worse, beyond error ({error}).", error=number(error))
