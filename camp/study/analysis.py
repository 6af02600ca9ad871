"""All that a study's report says, computed from its frames."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from attention_camp.camp.session.studies.study_file import StudyError
from attention_camp.camp.study import trial_models
from attention_camp.camp.study.arm_checks import ArmChecks, check_arms
from attention_camp.camp.study.artefacts import artefact_tests
from attention_camp.camp.study.brain.clusters import cluster_tests
from attention_camp.camp.study.brain.study_changes import Changes, study_changes
from attention_camp.camp.study.flow import (
    Flow,
    data_quality,
    participant_flow,
    sessions_done,
)
from attention_camp.camp.study.gather import StudyData
from attention_camp.camp.study.outcomes import (
    AFTER,
    BEFORE,
    Outcome,
    chosen,
    outcomes_in,
    person_values,
    times_of,
    wide,
)
from attention_camp.camp.study.person_tests import forms_of, person_tests, unlike
from attention_camp.camp.study.proposals import Proposal, propose
from attention_camp.camp.study.regulation import (
    Regulation,
    on_one_scale,
    regulation_of,
)
from attention_camp.camp.study.reliability import Reach, reach_of
from attention_camp.camp.study.result import (
    Found,
    Refused,
    Result,
    corrected,
)
from attention_camp.camp.workers.pool import HERE, Workers
from attention_camp.resources.texts import Sentence

if TYPE_CHECKING:
    import pandas as pd

_NOT_YET = Sentence("declared by the study, and in no session that can be read so far")
_UNMEASURED = Sentence(
    "no task was measured in sessions of the types compared; label sessions pre1, "
    "camp1, post1 and so on, or name others to compare"
)
_COURSE = Sentence("Comparison over sessions")


@dataclass(frozen=True, slots=True)
class Questions:
    """What a study asks; a study declares it before it looks at the data."""

    outcomes: tuple[str, ...] = ()
    """Primary outcomes, ``TASK.SCORE``; empty: all scores, which is exploratory."""
    times: tuple[str, str] = (BEFORE, AFTER)
    """Session types that are compared; what a locked study declares for an outcome goes
    before the default."""
    n_planned: int | None = None
    """Training sessions planned for each person."""
    bound: float | None = None
    """Largest change of the first outcome that does not matter, in its unit."""
    is_blind: bool = False
    """Whether arms are pooled, since the study is not unblinded."""
    brain: bool = False
    """Whether spectra and evoked responses are compared, too."""
    interim: float | None = None
    """Alpha that the study declares for this interim analysis; None: it is none."""


@dataclass(frozen=True, slots=True, eq=False)
class Persons:
    """What is tested with one number per person and time, and the tests."""

    outcomes: tuple[Outcome, ...]
    values: pd.DataFrame
    """A row per person, time and outcome."""
    people: pd.DataFrame
    """A row per person and outcome: change, sessions, share steered, engagement."""
    found: tuple[Found, ...]
    """Results, and comparisons that were not made; in an analysis those of single
    trials too."""
    reach: tuple[Reach, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Analysis:
    """What a study shows."""

    data: StudyData
    questions: Questions
    flow: Flow
    quality: pd.DataFrame
    """A row per person."""
    persons: Persons
    proposals: tuple[Proposal, ...]
    regulation: Regulation
    arms: ArmChecks = field(default_factory=ArmChecks)
    """Empty while the study is blinded."""
    changes: tuple[Changes, ...] = ()
    """Changes of spectra and evoked responses, where they were asked for."""

    @property
    def results(self) -> list[Result]:
        """The tests that were made, in the order of their numbers."""
        return [one for one in self.persons.found if isinstance(one, Result)]

    @property
    def has_rest_spectra(self) -> bool:
        """Whether spectra of rest before and after were compared."""
        return any(
            (one.kind, one.task) == ("spectrum", "rest") and one.participants
            for one in self.changes
        )


def analyse(
    data: StudyData,
    questions: Questions | None = None,
    *,
    cache: Path | None = None,
    workers: Workers = HERE,
    progress: Callable[[int, int], None] | None = None,
) -> Analysis:
    """Analyse a study.

    Parameters
    ----------
    data : StudyData
        Its frames.
    questions : Questions or None
        What it asks; None: before and after, all scores.
    cache : Path or None
        Folder that keeps the features of EEG; None: the user's cache.
    workers : Workers
        Who reads them.
    progress : callable or None
        Called with the numbers of outcomes done and of all; it may raise, to cancel.

    Raises
    ------
    OutcomeError
        If an outcome is asked for that the study does not have.
    StudyError
        If it is to be an interim analysis that no locked study declares.
    MissingStudyPackagesError
        If packages are missing.
    """
    require_packages()
    asked = _declared(data, questions or Questions())
    shown = data.blind() if asked.is_blind else data
    persons = analyse_persons(shown, asked, progress=progress)
    found = list(persons.found)
    of_tasks: dict[str, tuple[str, str]] = {}
    for outcome in persons.outcomes:  # a task's first outcome says its times
        times = times_of(shown, str(outcome), asked.times)
        of_tasks.setdefault(outcome.task, times)
    for task, times in of_tasks.items():
        if unlike(forms_of(shown, task), times) is None:
            found += trial_models.trial_tests(shown.trials, task, times)
    if not persons.outcomes:
        found.append(Refused("scores", Sentence("Comparison of times"), _UNMEASURED))
    regulation, quality = regulation_of(shown), data_quality(shown)
    found += [*regulation.found, *artefact_tests(quality)]
    look = partial(study_changes, cache=cache, workers=workers, progress=progress)
    changes = tuple(look(shown, main_times(shown, asked))) if asked.brain else ()
    found += [test for one in changes for test in cluster_tests(one)]
    if regulation.reason:
        found.append(Refused("engagement", _COURSE, regulation.reason))
    return Analysis(
        shown,
        asked,
        participant_flow(shown, asked.n_planned),
        quality,
        replace(persons, found=tuple(corrected(found))),
        tuple(propose(shown)),
        regulation,
        ArmChecks() if asked.is_blind else check_arms(data.dataset, data.facts),
        changes,
    )


def _declared(data: StudyData, asked: Questions) -> Questions:
    """Return the questions as a locked study declares them, blinded until it is opened.

    Its primary outcome comes first; an outcome asked for in its place stays a question,
    after it.
    """
    declared = () if data.study is None else data.study.interims
    if asked.interim is not None and asked.interim not in {d.alpha for d in declared}:
        raise StudyError(
            Sentence(
                "An interim analysis at {alpha} is declared by no locked study here. "
                "It is declared in the study file, before the lock.",
                alpha=f"{asked.interim:g}",
            )
        )
    if data.study is None:
        return asked
    primary, *others = [data.study.primary_outcome, *data.study.secondary_outcomes]
    names = [primary.measure, *(one.measure for one in others), *asked.outcomes]
    return replace(
        asked,
        outcomes=tuple(dict.fromkeys(names)),
        is_blind=asked.is_blind or data.is_sealed,
    )


def main_times(data: StudyData, asked: Questions) -> tuple[str, str]:
    """Return the session types at which the first outcome is compared."""
    first = asked.outcomes[0] if asked.outcomes else ""
    return times_of(data, first, asked.times)


def analyse_persons(
    data: StudyData,
    asked: Questions,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> Persons:
    """Analyse what is one number per person and time.

    Parameters
    ----------
    data : StudyData
        The frames, arms pooled where the study is blinded.
    asked : Questions
        What the study asks.
    progress : callable or None
        Called with the number of outcomes done and the number of all.
    """
    scores = data.scores[data.scores["stage"] == "main"]
    names = asked.outcomes
    pairs = (times_of(data, name, asked.times) for name in names)
    measured = outcomes_in(scores, {*asked.times, *chain.from_iterable(pairs)})
    found: list[Found] = []
    if data.study is not None:  # what it declares may not be measured yet, or be sealed
        have = set(map(str, measured))
        found = [
            Refused(n, Sentence("All tests"), _NOT_YET) for n in names if n not in have
        ]
        names = tuple(name for name in names if name in have)
    outcomes = chosen(names, measured) if names or not found else []
    reach: list[Reach] = []
    tables: list[pd.DataFrame] = []
    people: list[pd.DataFrame] = []
    for done, outcome in enumerate(outcomes):
        if progress:
            progress(done, len(outcomes))
        values = _ordered(person_values(scores, outcome), data.times)
        times = times_of(data, str(outcome), asked.times)
        tables.append(values.assign(outcome=str(outcome), unit=outcome.unit))
        people.append(_people(data, values, outcome, times))
        forms = forms_of(data, outcome.task)
        is_first = asked.outcomes[:1] == (str(outcome),)
        found += person_tests(
            values, people[-1], outcome, times,
            bound=asked.bound if is_first else None, forms=forms,
        )  # fmt: skip
        if unlike(forms, times) is None:
            reached = reach_of(wide(values), str(outcome), times)
            reach += [reached] if reached else []
    return Persons(
        tuple(outcomes),
        _joined(tables, ("participant", "arm", "time", "value", "outcome", "unit")),
        _joined(people, ("participant", "arm", "change", "outcome", "n_sessions")),
        tuple(corrected(found)),
        tuple(reach),
    )


def require_packages() -> None:
    """Raise if the packages that do the mathematics are not installed.

    Raises
    ------
    MissingStudyPackagesError
        If one of them is missing.
    """
    from importlib.util import find_spec

    from attention_camp.camp.study.result import MissingStudyPackagesError

    if find_spec("pingouin") is None or find_spec("statsmodels") is None:
        raise MissingStudyPackagesError


def _ordered(values: pd.DataFrame, times: Sequence[str]) -> pd.DataFrame:
    """Return the rows in the order of the times."""
    place = {time: k for k, time in enumerate(times)}
    return values.sort_values(
        ["time", "participant"], key=lambda c: c.map(place) if c.name == "time" else c
    )


def _people(
    data: StudyData, values: pd.DataFrame, outcome: Outcome, times: tuple[str, str]
) -> pd.DataFrame:
    """Return a row per person: change of the outcome, and what may go with it."""
    table = wide(values).reset_index()
    if set(times) <= set(table.columns):
        table["change"] = table[times[1]] - table[times[0]]
    else:
        table["change"] = float("nan")
    people = table[["participant", "arm", "change"]].assign(outcome=str(outcome))
    done = sessions_done(data).set_index("participant")["n_sessions"]
    camp = data.runs[data.runs["time"] == "camp"].groupby("participant")
    steered = camp["n_steered"].sum() / camp["n_main"].sum().replace(0, float("nan"))
    people = people.assign(
        n_sessions=people["participant"].map(done),
        share_steered=people["participant"].map(steered),
    )
    if on_one_scale(data):
        people["engagement"] = people["participant"].map(
            camp["engagement"].mean().astype(float)
        )
    return people


def _joined(tables: Sequence[pd.DataFrame], columns: Sequence[str]) -> pd.DataFrame:
    """Return the tables below each other; the columns alone where there is none."""
    import pandas as pd

    if not tables:
        return pd.DataFrame(columns=list(columns))
    return pd.concat(tables, ignore_index=True)
