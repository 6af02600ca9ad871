"""What the vault keeps of an enrolled person: name, contact, and which dataset."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from attention_camp.camp.dataset.people.audit import note_people
from attention_camp.camp.dataset.people.enrolment import Enrolment
from attention_camp.camp.people.vault.refusals import VaultError
from attention_camp.camp.people.vault.vault import Vault
from attention_camp.resources.reasons import reason_of
from attention_camp.resources.texts import Sentence


@dataclass(frozen=True, slots=True)
class Identity:
    """What names a person; nowhere but in the vault."""

    name: str = ""
    contact: str = ""
    note: str = ""


def keep_identity(
    vault: Vault, dataset: Path, enrolment: Enrolment, identity: Identity
) -> None:
    """Keep who a person is, in place of what was kept.

    Parameters
    ----------
    vault : Vault
        The open vault.
    dataset : Path
        Where they are enrolled.
    enrolment : Enrolment
        Theirs.
    identity : Identity
        Name and contact.

    Raises
    ------
    VaultError
        If the file cannot be written; the text says how to keep them later.
    """
    facts = {
        "name": identity.name,
        "contact": identity.contact,
        "note": identity.note,
        "label": enrolment.label,
        "dataset": str(dataset.resolve()),
    }
    try:
        vault.put(enrolment.record, facts)
    except VaultError as error:
        raise VaultError(
            Sentence(
                "Participant {participant} is enrolled, but name and contact are not "
                "kept yet. {problem} Or keep them later: attention-camp people who "
                "{dataset} {participant} --name NAME --contact CONTACT",
                participant=enrolment.label,
                problem=reason_of(error),
                dataset=dataset,
            )
        ) from error
    note_people(dataset, "identity kept", person=enrolment.record)


def identity_of(vault: Vault, dataset: Path, enrolment: Enrolment) -> Identity | None:
    """Return who a person is, and leave a line that it was looked at; None: unknown.

    Parameters
    ----------
    vault : Vault
        The open vault.
    dataset : Path
        Where they are enrolled.
    enrolment : Enrolment
        Theirs.
    """
    kept = vault.get(enrolment.record)
    note_people(dataset, "identity looked at", person=enrolment.record)
    if kept is None:
        return None
    return Identity(*(str(kept.get(k, "")) for k in ("name", "contact", "note")))
