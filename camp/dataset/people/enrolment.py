"""Enrolment: a label, what is asked once, consent, and a place in the study."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from attention_camp.camp.dataset.dataset_files import write_dataset_files
from attention_camp.camp.dataset.durable import make_folder, write_whole
from attention_camp.camp.dataset.guards.dataset_folder import check_dataset_folder
from attention_camp.camp.dataset.layout import (
    DatasetError,
    LabelError,
    check_label,
    names_in,
)
from attention_camp.camp.dataset.people.audit import note_people
from attention_camp.camp.dataset.people.consent_forms import current_form
from attention_camp.camp.dataset.people.label_journal import require_no_correction
from attention_camp.camp.dataset.shared_table import SharedTable, locked
from attention_camp.camp.dataset.studies.enrolment import code_of
from attention_camp.camp.dataset.studies.enrolment import enrol as take_place
from attention_camp.camp.dataset.studies.locking import StudyLock, read_lock
from attention_camp.camp.dataset.tables import as_json
from attention_camp.camp.people.consent import Consent, agree, consent_problem
from attention_camp.camp.people.demographics import Demographics
from attention_camp.camp.people.labels import new_record, proposed_label
from attention_camp.camp.people.signed_in import who_is_here
from attention_camp.camp.session.studies.study_file import StudyError
from attention_camp.resources.bounded import read_json_table
from attention_camp.resources.reasons import UNREADABLE
from attention_camp.resources.texts import Sentence
from attention_camp.signal.clock import wall_time


class EnrolmentError(DatasetError):
    """An enrolment that cannot be made or read; the text is for people."""


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What a dataset keeps of a person before their first session."""

    label: str
    record: str
    """Random number that stands for the person in the vault and in the audit trail."""
    at: str
    """When they were enrolled, ISO 8601."""
    about: Demographics
    consents: tuple[Consent, ...] = ()
    """Oldest first."""

    @property
    def consent(self) -> Consent | None:
        """The last consent; None: there is none."""
        return self.consents[-1] if self.consents else None

    def to_json(self) -> dict[str, Any]:
        """Return it as plain JSON values."""
        return {
            "record": self.record,
            "at": self.at,
            "about": self.about.columns(),
            "consents": [one.to_json() for one in self.consents],
        }

    @classmethod
    def from_json(cls, label: str, given: Mapping[str, Any]) -> Enrolment:
        """Return what was kept."""
        consents = tuple(Consent.from_json(one) for one in given["consents"])
        about = Demographics.from_json(given["about"])
        return cls(label, str(given["record"]), str(given["at"]), about, consents)


def enrolment_path(dataset: Path, label: str) -> Path:
    """Return the file of a person's enrolment, among what is theirs alone."""
    folder = dataset / "sourcedata" / f"sub-{label}"
    return folder / f"sub-{label}_enrolment.json"


def read_enrolment(dataset: Path, label: str) -> Enrolment | None:
    """Return a person's enrolment; None: they are not enrolled.

    Raises
    ------
    EnrolmentError
        If it cannot be read.
    """
    path = enrolment_path(dataset, label)
    if not path.exists():
        return None
    try:
        return Enrolment.from_json(label, read_json_table(path))
    except (*UNREADABLE, KeyError, TypeError) as error:
        raise EnrolmentError(
            Sentence(
                "The enrolment in {path} cannot be read. Restore it from a backup; "
                "until then no session of this person begins.",
                path=path,
            )
        ) from error


def enrolled(dataset: Path) -> list[Enrolment]:
    """Return everybody who is enrolled in a dataset, by label.

    Raises
    ------
    EnrolmentError
        If one cannot be read.
    """
    names = names_in(str(dataset / "sourcedata"), "sub-")
    labels = sorted(name.removeprefix("sub-") for name in names)
    found = (read_enrolment(dataset, label) for label in labels)
    return [one for one in found if one is not None]


def labels_taken(dataset: Path) -> set[str]:
    """Return every label of a dataset: recorded, listed or enrolled."""
    places = (dataset, dataset / "sourcedata")
    names = [name for place in places for name in names_in(str(place), "sub-")]
    names += SharedTable.read(dataset / "participants.tsv").column("participant_id")
    return {name.removeprefix("sub-") for name in names}


def propose_label(dataset: Path) -> str:
    """Return a random label that nobody in a dataset has."""
    return proposed_label(labels_taken(dataset))


def enrol(
    dataset: Path,
    label: str,
    about: Demographics,
    *,
    agreed: Iterable[str] = (),
    language: str = "en",
    strata: Mapping[str, str] | None = None,
) -> tuple[Enrolment, str]:
    """Enrol a person: keep what was asked, their consent, and draw their place.

    Parameters
    ----------
    dataset : Path
        Folder of the dataset; made where there is none.
    label : str
        Their BIDS label.
    about : Demographics
        What they answered.
    agreed : iterable of str
        Keys of the consent form's items that they agree to.
    language : str
        In which they read the form.
    strata : mapping or None
        Levels of the locked study's factors that `about` does not tell.

    Returns
    -------
    enrolment : Enrolment
        What was kept.
    code : str
        The code of their arm in a locked study; empty: there is none.

    Raises
    ------
    EnrolmentError, LabelError, ConsentError, StudyError, RelabelError
        If they are enrolled already, consent is missing, or no place can be drawn.
    """
    check_label(label, "participant")
    check_dataset_folder(dataset)
    require_no_correction(dataset, label)
    form = current_form(dataset)
    by = who_is_here()
    given = () if form is None else (agree(form, agreed, language=language, by=by),)
    at = wall_time().isoformat(timespec="seconds")
    made = Enrolment(label, new_record(), at, about, given)
    lock = read_lock(dataset)
    write_dataset_files(dataset)
    with locked(dataset / "participants.tsv"):
        _require_new(dataset, label)
        code = "" if lock is None else _place(lock, made, strata or {})
        _write(dataset, made)
    version = made.consent.version if made.consent else ""
    note_people(dataset, "enrolled", person=made.record, consent=version)
    return made, code


def _require_new(dataset: Path, label: str) -> None:
    if read_enrolment(dataset, label) is not None:
        raise EnrolmentError(
            Sentence(
                "Participant {participant} is enrolled already. Choose another label "
                "for another person.",
                participant=label,
            )
        )
    for other in labels_taken(dataset):
        if other != label and other.lower() == label.lower():
            raise LabelError(
                Sentence(
                    "The label {label} differs from {other} only by case; BIDS does "
                    "not allow that. Choose another label.",
                    label=label,
                    other=other,
                )
            )


def _place(lock: StudyLock, made: Enrolment, strata: Mapping[str, str]) -> str:
    """Draw the person's place; one that an enrolment broken off had drawn stays."""
    try:
        return code_of(lock, made.label)
    except StudyError:
        pass
    told = {name: str(value) for name, value in made.about.columns().items()}
    factors = lock.study.strata
    levels = {name: told[name] for name in factors if name in told} | dict(strata)
    return take_place(lock, made.label, levels)


def renew_consent(
    dataset: Path, label: str, agreed: Iterable[str], *, language: str
) -> Enrolment:
    """Keep a person's consent to the form that is asked for now.

    Parameters
    ----------
    dataset : Path
        Folder of the dataset.
    label : str
        Their label.
    agreed : iterable of str
        Keys of the form's items that they agree to.
    language : str
        In which they read it.

    Raises
    ------
    EnrolmentError, ConsentError
        If they are not enrolled, no form is asked for, or a required item is left out.
    """
    form = current_form(dataset)
    if form is None:
        raise EnrolmentError(
            Sentence(
                "{dataset} asks for no consent. Give it a form first: attention-camp "
                "people form {dataset} FILE.",
                dataset=dataset,
            )
        )
    given = agree(form, agreed, language=language, by=who_is_here())
    with locked(dataset / "participants.tsv"):
        before = require_enrolment(dataset, label)
        made = replace(before, consents=(*before.consents, given))
        _write(dataset, made)
    note_people(dataset, "consented", person=made.record, consent=given.version)
    return made


def require_enrolment(dataset: Path, label: str) -> Enrolment:
    """Return a person's enrolment.

    Raises
    ------
    EnrolmentError
        If they are not enrolled.
    """
    found = read_enrolment(dataset, label)
    if found is None:
        raise EnrolmentError(
            Sentence(
                "Participant {participant} is not enrolled in {dataset}. Enrol them "
                "first, on the page People or with attention-camp enrol {participant} "
                "--dataset {dataset}.",
                participant=label,
                dataset=dataset,
            )
        )
    return found


def check_enrolled(dataset: Path, label: str) -> Enrolment | None:
    """Refuse a session of somebody who is not enrolled or whose consent does not hold.

    A dataset that asks for no consent and has enrolled nobody asks nobody.

    Returns
    -------
    enrolment : Enrolment or None
        The person's; None: nobody is asked.

    Raises
    ------
    EnrolmentError, ConsentError, RelabelError
        With what is missing, or if their label is half corrected.
    """
    require_no_correction(dataset, label)
    form = current_form(dataset)
    found = read_enrolment(dataset, label)
    if found is None and form is None and not enrolled(dataset):
        return None
    found = require_enrolment(dataset, label)
    problem = None if form is None else consent_problem(form, found.consent)
    if problem is not None:
        raise EnrolmentError(
            Sentence(
                "No session of participant {participant} can begin: {problem}. Ask for "
                "their consent, on the page People or with attention-camp people "
                "consent {dataset} {participant} --agree ITEM.",
                participant=label,
                problem=problem,
                dataset=dataset,
            )
        )
    return found


def _write(dataset: Path, made: Enrolment) -> None:
    path = enrolment_path(dataset, made.label)
    make_folder(path.parent)
    write_whole(path, as_json(made.to_json()))
