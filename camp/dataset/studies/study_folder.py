"""The files of a locked study in its dataset, and the audit trail among them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from attention_camp.camp.dataset.proof.trail import (
    add_to_trail,
    broken_line,
    whole_lines,
)
from attention_camp.camp.session.studies.study_file import StudyError
from attention_camp.resources.texts import Sentence


@dataclass(frozen=True, slots=True)
class StudyFolder:
    """Where the files of a study are: ``sourcedata/study`` of the dataset."""

    dataset: Path

    @property
    def path(self) -> Path:
        """The folder."""
        return self.dataset / "sourcedata" / "study"

    @property
    def study(self) -> Path:
        """The study file, byte for byte as it was locked."""
        return self.path / "study.yaml"

    @property
    def lock(self) -> Path:
        """Hashes and public keys; its own hash names the study."""
        return self.path / "lock.json"

    @property
    def allocation(self) -> Path:
        """The whole list, sealed to the statistician."""
        return self.path / "allocation.sealed"

    @property
    def codes(self) -> Path:
        """The codes in their order, each with its arm sealed to this computer."""
        return self.path / "codes.json"

    @property
    def arms(self) -> Path:
        """The arms of who is unblinded; there is none before."""
        return self.path / "arms.json"

    @property
    def audit(self) -> Path:
        """Who did what and when: lock, enrolments, openings, deviations, unblinding."""
        return self.path / "audit.jsonl"


def note(folder: StudyFolder, what: str, **facts: Any) -> None:
    """Add a line to the audit trail, synced, which holds the hash of the line before.

    Parameters
    ----------
    folder : StudyFolder
        The study.
    what : str
        ``locked``, ``enrolled``, ``opened``, ``guessed``, ``deviation``, ``interim``,
        ``unblinded``.
    **facts
        What else the line holds.
    """
    # a session may begin while somebody is enrolled
    add_to_trail(folder.audit, {"what": what, **facts})


def notes(folder: StudyFolder, what: str = "") -> list[dict[str, Any]]:
    """Return the lines of the audit trail, all or those of one kind.

    Raises
    ------
    StudyError
        If a line was changed, added or taken away within the trail.
    """
    if (number := broken_line(folder.audit)) is not None:
        raise StudyError(
            Sentence(
                "{path}, line {number}: the audit trail was changed here or in the "
                "line before. Restore it from a backup.",
                path=folder.audit,
                number=number,
            )
        )
    found = [dict(json.loads(text)) for text in whole_lines(folder.audit)]
    return [line for line in found if what in {"", line["what"]}]
