"""The journal of a label's correction: one that a kill broke off is finished by it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from attention_camp.camp.dataset.durable import (
    make_folder,
    remove_empty,
    sync_folder,
    write_whole,
)
from attention_camp.camp.dataset.layout import DatasetError
from attention_camp.camp.dataset.people.traces import is_of, relabelled
from attention_camp.camp.dataset.shared_table import locked
from attention_camp.camp.dataset.storage.disk import disk
from attention_camp.camp.dataset.tables import as_json
from attention_camp.resources.bounded import read_json_table
from attention_camp.resources.reasons import UNREADABLE, reason_of
from attention_camp.resources.texts import Sentence

FOLDER = Path("sourcedata") / "relabelling"
"""Where the journal lies while a label is corrected, and what is set aside."""
JOURNAL = FOLDER / "journal.json"
SESSIONS, SIDECAR, ENROLMENT = "sessions.tsv", "sessions.json", "enrolment.json"
"""Names of what is set aside there."""


class RelabelError(DatasetError):
    """A label that cannot be changed; the text is for people."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction of a label, as the journal holds it from before the first change.

    All of it can be done again: each step changes nothing where it was done.
    """

    what: str
    """``relabelled`` or ``merged``."""
    old: str
    """The label that goes."""
    new: str
    """The label that stays."""
    who: str
    why: str
    sessions: Mapping[str, str] = field(default_factory=dict)
    """New labels of sessions."""
    aside: Mapping[str, str] = field(default_factory=dict)
    """Files that go, by their names in the folder of the journal, where they stay
    until all is done."""
    record: str = ""
    """Number of the enrolment that goes."""
    ledgers: tuple[str, ...] = ()
    """Ledgers that named the label, of other people too, where they are afterwards."""
    n_files: int = 0
    """How many files are moved."""
    n_noted: int = 0
    """Lines that the audit trail had before."""

    def moved(self, place: Path) -> Path:
        """Return where a file is afterwards, both relative to the dataset."""
        if not is_of(place, self.old):
            return place
        text = re.sub(
            "(?<![0-9A-Za-z])ses-([0-9A-Za-z]+)",
            lambda found: f"ses-{self.sessions.get(found[1], found[1])}",
            place.as_posix(),
        )
        return Path(relabelled(text.encode(), self.old, self.new).decode())


def begin(dataset: Path, made: Correction) -> None:
    """Write the journal: from now on the correction is finished, whatever happens.

    Raises
    ------
    RelabelError
        If another correction was begun at the same instant.
    """
    with locked(dataset / JOURNAL):
        require_no_correction(dataset)
        make_folder(dataset / FOLDER)
        write_whole(dataset / JOURNAL, as_json(asdict(made)))


def end(dataset: Path, made: Correction) -> None:
    """Remove what was set aside, and the journal last; the caller holds its lock."""
    for name in made.aside:
        path = dataset / FOLDER / name
        if path.exists():
            disk().unlink(path)
    disk().unlink(dataset / JOURNAL)
    sync_folder(dataset / FOLDER)
    forget_drafts(dataset)


def forget_drafts(dataset: Path) -> None:
    """Remove what a kill left of a journal that was not begun; its lock is held."""
    for path in (dataset / FOLDER).glob(".*.tmp"):
        disk().unlink(path)
    remove_empty(dataset / FOLDER, dataset)


def read_correction(dataset: Path) -> Correction | None:
    """Return the correction that goes on or broke off; None: there is none.

    Raises
    ------
    RelabelError
        If its journal cannot be read.
    """
    path = dataset / JOURNAL
    if not path.exists():
        return None
    try:
        made = Correction(**read_json_table(path))
        return replace(made, ledgers=tuple(made.ledgers))
    except UNREADABLE as error:
        raise RelabelError(
            Sentence(
                "{path}, the journal of a corrected label, cannot be read: {error}. "
                "Restore it from a backup: with it the correction is finished.",
                path=path,
                error=reason_of(error),
            )
        ) from error


def require_no_correction(dataset: Path, label: str = "") -> None:
    """Refuse what may not be done while a label is half corrected.

    Parameters
    ----------
    dataset : Path
        Folder of the dataset.
    label : str
        Of whom it is asked; empty: of anybody.

    Raises
    ------
    RelabelError
        With how to finish it.
    """
    made = read_correction(dataset)
    if made is not None and label in {"", made.old, made.new}:
        raise RelabelError(
            Sentence(
                "The label {old} is being corrected to {new}, or that broke off half "
                "done. Finish it first: attention-camp recover {dataset}",
                old=made.old,
                new=made.new,
                dataset=dataset,
            )
        )


def broken_off(dataset: Path, what: str, old: str, new: str) -> Correction | None:
    """Return the correction of these labels that broke off; None: there is none.

    Parameters
    ----------
    dataset : Path
        Folder of the dataset.
    what : str
        ``relabelled`` or ``merged``.
    old, new : str
        The labels.

    Raises
    ------
    RelabelError
        If one of other labels did.
    """
    made = read_correction(dataset)
    if made is not None and (made.what, made.old, made.new) != (what, old, new):
        require_no_correction(dataset)
    return made
