"""Everybody who is enrolled, at a glance: consent, sessions, retention."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from attention_camp.camp.dataset.layout import existing_runs
from attention_camp.camp.dataset.people.consent_forms import current_form
from attention_camp.camp.dataset.people.enrolment import Enrolment, enrolled
from attention_camp.camp.people.consent import consent_problem
from attention_camp.resources.texts import Day, Sentence
from attention_camp.signal.clock import wall_time


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person of the list."""

    label: str
    enrolment: Enrolment | None
    """None: recorded, and not enrolled."""
    n_sessions: int
    is_fine: bool
    """Whether a session may begin."""
    state: Sentence
    """What is to be said of the consent."""
    retention: str
    """Until when the data may be kept, a date; empty: nobody said."""
    is_due: bool
    """Whether that day is over."""


def overview(dataset: Path) -> list[PersonRow]:
    """Return everybody who is enrolled or was recorded, by label.

    Raises
    ------
    EnrolmentError, ConsentError
        If an enrolment or the consent form cannot be read.
    """
    form = current_form(dataset)
    sessions = {(run.participant, run.session) for run in existing_runs(dataset)}
    n_sessions = Counter(participant for participant, _ in sessions)
    people = {one.label: one for one in enrolled(dataset)}
    rows = []
    for label in sorted({*people, *n_sessions}):
        found = people.get(label)
        consent = found.consent if found else None
        problem = None if form is None else consent_problem(form, consent)
        keep_until = consent.keep_until if consent else ""
        rows.append(
            PersonRow(
                label,
                found,
                n_sessions[label],
                found is not None and problem is None,
                _state(found, problem, has_form=form is not None),
                keep_until[:10],
                bool(keep_until) and datetime.fromisoformat(keep_until) < wall_time(),
            )
        )
    return rows


def _state(
    found: Enrolment | None, problem: Sentence | None, *, has_form: bool
) -> Sentence:
    if found is None:
        return Sentence("not enrolled")
    if problem is not None:
        return problem
    if not has_form or found.consent is None:
        return Sentence("enrolled")
    consent = found.consent
    if consent.until:
        return Sentence(
            "consent {version} until {day}",
            version=consent.version,
            day=Day(consent.until[:10]),
        )
    return Sentence("consent {version}", version=consent.version)
