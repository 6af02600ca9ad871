"""The audit trail of a dataset: who did what to people's data, and when."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from attention_camp.camp.dataset.durable import make_folder
from attention_camp.camp.dataset.proof.problem import Problem
from attention_camp.camp.dataset.proof.trail import (
    add_to_trail,
    broken_line,
    read_trail,
)
from attention_camp.camp.people.private import people_folder
from attention_camp.camp.people.signed_in import account_name
from attention_camp.resources.texts import Sentence

TRAILS = (
    "sourcedata/audit.jsonl",
    "sourcedata/withdrawals.jsonl",
    "sourcedata/study/audit.jsonl",
    "sourcedata/bin/log.jsonl",
)
"""The chained trails of a dataset."""
COMMENTS = "derivatives/attention-camp/comments.jsonl"
"""What people wrote about runs, chained too; a lab may edit it."""


def audit_path(dataset: Path) -> Path:
    """Return the audit trail of a dataset."""
    return dataset / TRAILS[0]


def note_people(dataset: Path, what: str, **facts: Any) -> None:
    """Add a line to the audit trail of a dataset, synced.

    Parameters
    ----------
    dataset : Path
        Folder of the dataset.
    what : str
        What was done, such as ``enrolled``.
    **facts
        What else the line holds: people by their ``record``, never by label or name.
    """
    path = audit_path(dataset)
    make_folder(path.parent)
    add_to_trail(path, {"what": what, "who": account_name(), **facts})


def note_here(what: str, **facts: Any) -> None:
    """Add a line to the trail of this computer: sign-ins, accounts, the vault.

    Parameters
    ----------
    what : str
        What was done.
    **facts
        What else the line holds.
    """
    path = computer_trail()
    make_folder(path.parent)
    add_to_trail(path, {"what": what, "who": account_name(), **facts})


def computer_trail() -> Path:
    """Return the audit trail of this computer's user."""
    return people_folder() / "audit.jsonl"


def require_readable_trails(dataset: Path) -> None:
    """Refuse to change the trails of a dataset where a line cannot be read.

    Raises
    ------
    DatasetError
        With the line.
    """
    for trail in (*TRAILS, COMMENTS):
        read_trail(dataset / trail)


def trail_problems(dataset: Path) -> list[Problem]:
    """Return where an audit trail of a dataset, or of this computer, was changed."""
    places = [(dataset / name, name) for name in TRAILS]
    places.append((computer_trail(), str(computer_trail())))
    found = []
    for path, name in places:
        if (line := broken_line(path)) is not None:
            text = Sentence(
                "line {line}: the audit trail was changed here or in the line before. "
                "Restore it from a backup.",
                line=line,
            )
            found.append(Problem("error", name, text, "AUDIT"))
    return found
