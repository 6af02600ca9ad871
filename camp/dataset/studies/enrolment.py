"""Enrol participants: the next code of their stratum; and keep who guessed what."""

from __future__ import annotations

import json
from collections.abc import Mapping

from attention_camp.camp.dataset.layout import check_label
from attention_camp.camp.dataset.shared_table import locked
from attention_camp.camp.dataset.studies.locking import StudyLock
from attention_camp.camp.dataset.studies.study_folder import note, notes
from attention_camp.camp.session.studies.study_file import StudyError
from attention_camp.resources.texts import Sentence

ROLES = ("participant", "operator")
"""Who is asked for a guess."""
UNKNOWN = "unknown"
"""The guess of who does not know."""


def enrol(lock: StudyLock, participant: str, levels: Mapping[str, str]) -> str:
    """Give a participant the next place of their stratum.

    Parameters
    ----------
    lock : StudyLock
        The study.
    participant : str
        Their label.
    levels : mapping
        Their level of each factor of the study.

    Returns
    -------
    code : str
        What stands for the arm until unblinding.

    Raises
    ------
    StudyError, LabelError
        If they are enrolled already, a level is missing or unknown, or no place is
        left.
    """
    check_label(participant, "participant")
    stratum = _stratum(lock, levels)
    with locked(lock.folder.dataset / "dataset_description.json"):
        lines = notes(lock.folder, "enrolled")
        if any(line["participant"] == participant for line in lines):
            raise StudyError(
                Sentence(
                    "Participant {participant} is enrolled already, and nobody changes "
                    "arm. Choose another label for another person.",
                    participant=participant,
                )
            )
        taken = {line["code"] for line in lines}
        listed = [slot["code"] for slot in lock.codes[stratum]]
        left = [code for code in listed if code not in taken]
        if not left:
            raise StudyError(
                Sentence(
                    "The stratum “{stratum}” has {n:place|places}, all taken. The list "
                    "was locked; more participants need a study of their own.",
                    n=len(listed),
                    stratum=stratum,
                )
            )
        note(
            lock.folder,
            "enrolled",
            participant=participant,
            code=left[0],
            stratum=stratum,
        )
    return left[0]


def code_of(lock: StudyLock, participant: str) -> str:
    """Return the code of an enrolled participant.

    Raises
    ------
    StudyError
        If nobody of that label is enrolled.
    """
    for line in notes(lock.folder, "enrolled"):
        if line["participant"] == participant:
            return str(line["code"])
    raise StudyError(
        Sentence(
            "Participant {participant} is not enrolled in the study of {dataset}. "
            "Enrol them first: attention-camp enrol {participant} --dataset {dataset}.",
            participant=participant,
            dataset=lock.folder.dataset,
        )
    )


def take_guess(
    lock: StudyLock, participant: str, *, role: str, arm: str, sure: int
) -> None:
    """Keep what somebody believes the arm of a participant to be.

    Parameters
    ----------
    lock : StudyLock
        The study.
    participant : str
        Whose arm.
    role : str
        Who guesses, of `ROLES`.
    arm : str
        What the arm delivers, its name in the study file, or `UNKNOWN`.
    sure : int
        How sure, 1 to 5.

    Raises
    ------
    StudyError
        If nobody of that label is enrolled, their arm is open already, or there is no
        such role or arm.
    """
    code_of(lock, participant)
    if participant in _open_arms(lock):
        raise StudyError(
            Sentence(
                "The arm of participant {participant} is open already: a guess after "
                "that says nothing of the blinding.",
                participant=participant,
            )
        )
    arm = {one.name: one.evidence for one in lock.study.arms}.get(arm, arm)
    arms = (*lock.study.ratio, UNKNOWN)
    for name, got, allowed in (("role", role, ROLES), ("arm", arm, arms)):
        if got not in allowed:
            raise StudyError(
                Sentence(
                    "{name} must be one of {allowed}, got {got}.",
                    name=name,
                    allowed=", ".join(allowed),
                    got=got,
                )
            )
    note(
        lock.folder,
        "guessed",
        participant=participant,
        role=role,
        guess=arm,
        sure=sure,
    )


def guesses_of(lock: StudyLock, role: str) -> list[tuple[str, str]]:
    """Return (arm, last guess) of each participant who is unblinded.

    Parameters
    ----------
    lock : StudyLock
        The study.
    role : str
        Who guessed, of `ROLES`.
    """
    arms = _open_arms(lock)
    last = {
        line["participant"]: line["guess"]
        for line in notes(lock.folder, "guessed")
        if line["role"] == role
    }
    return [(arms[who], guess) for who, guess in last.items() if who in arms]


def _open_arms(lock: StudyLock) -> dict[str, str]:
    """Return the arm of each participant who is unblinded."""
    path = lock.folder.arms
    return json.loads(path.read_bytes()) if path.exists() else {}


def _stratum(lock: StudyLock, levels: Mapping[str, str]) -> str:
    factors = lock.study.strata
    for factor, allowed in factors.items():
        if levels.get(factor) not in allowed:
            raise StudyError(
                Sentence(
                    "The factor {factor} must be one of {allowed}, got {got}. Give it "
                    "as --stratum {factor}=LEVEL.",
                    factor=factor,
                    allowed=", ".join(allowed),
                    got=levels.get(factor, "–"),
                )
            )
    unknown = sorted(levels.keys() - factors.keys())
    if unknown:
        raise StudyError(
            Sentence(
                "The study has no factor {names}; its factors are {known}.",
                names=", ".join(unknown),
                known=", ".join(factors) or "–",
            )
        )
    return ", ".join(f"{factor}={levels[factor]}" for factor in factors)
