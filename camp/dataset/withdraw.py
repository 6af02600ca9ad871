"""Withdraw a person: files, rows and caches go; what is out of reach is said."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import platformdirs

from attention_camp.camp.dataset.derivatives.pyramid import forget_pyramids
from attention_camp.camp.dataset.guards.links import dataset_files
from attention_camp.camp.dataset.guards.run_lock import is_alive
from attention_camp.camp.dataset.layout import DatasetError, existing_runs
from attention_camp.camp.dataset.proof.trail import add_to_trail
from attention_camp.camp.dataset.reading.catalogue import forget_index
from attention_camp.camp.dataset.shared_table import SharedTable, locked
from attention_camp.camp.dataset.storage.disk import disk
from attention_camp.resources.texts import Sentence

LABEL_COLUMN = "participant_id"
TRAIL = Path("sourcedata") / "withdrawals.jsonl"
"""Who withdrew somebody when and why, without saying whom."""
OUT_OF_REACH = (
    Sentence("backups and copies of this folder"),
    Sentence("exports that were made before, and whoever has them"),
    Sentence("models that were trained with these data, in other folders"),
)
"""What no command can remove; whoever withdraws a person has to."""
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What a withdrawal removes, and what it cannot."""

    files: tuple[Path, ...]
    """Files that go, those of other programs too."""
    tables: tuple[Path, ...]
    """Tables that lose the person's rows."""
    remaining: tuple[Path, ...]
    """Files of the dataset that name the person all the same."""


def plan_withdrawal(dataset: Path, participant: str) -> Withdrawal:
    """Return what a withdrawal would remove; nothing is changed.

    Raises
    ------
    DatasetError
        If nothing in the dataset is the person's, or a session of theirs goes on.
    """
    mine: list[Path] = []
    others: list[Path] = []
    for path in dataset_files(dataset):
        is_theirs = _is_of(path.relative_to(dataset), participant)
        (mine if is_theirs else others).append(path)
    tables = [path for path in others if _has_row(path, participant)]
    if not mine and not tables:
        raise DatasetError(
            Sentence(
                "{dataset} has nothing of participant {participant}. Check the label.",
                dataset=dataset,
                participant=participant,
            )
        )
    for run in existing_runs(dataset):
        if run.participant == participant and is_alive(run):
            raise DatasetError(
                Sentence(
                    "Session {session} of participant {participant} is being recorded. "
                    "End it first.",
                    session=run.session,
                    participant=participant,
                )
            )
    rest = [path for path in others if path not in tables and _names(path, participant)]
    return Withdrawal(tuple(mine), tuple(tables), tuple(rest))


def withdraw(dataset: Path, participant: str, *, who: str, why: str) -> Withdrawal:
    """Remove a person from a dataset and from the caches of this computer's user.

    Broken off it can be done again. What is left of other people is not changed: where
    their files name the person, as a donor of scores, those are returned.

    Parameters
    ----------
    dataset : Path
        Root of the dataset.
    participant : str
        Label, without ``sub-``.
    who, why : str
        Who withdraws, and the reason; kept in the dataset, the label is not.

    Raises
    ------
    DatasetError
        If nobody or no reason is named, nothing is the person's, or a session goes on.
    """
    if not who.strip() or not why.strip():
        raise DatasetError(
            Sentence("A withdrawal names who does it and why. Give both.")
        )
    if participant in f"{who} {why}":
        raise DatasetError(
            Sentence("Leave the label out of the reason: it stays, the label does not.")
        )
    found = plan_withdrawal(dataset, participant)
    folders = set()
    for path in found.files:
        disk().unlink(path)
        folders.add(path.parent)
    for folder in sorted(folders, key=lambda path: -len(path.parts)):
        _remove_empty(folder, dataset)
    for path in found.tables:
        with locked(path):
            SharedTable.read(path).without(LABEL_COLUMN, f"sub-{participant}").write()
    forget_index()
    shutil.rmtree(study_cache(), ignore_errors=True)
    forget_pyramids()
    _note(dataset, len(found.files), who=who, why=why)
    return found


def study_cache() -> Path:
    """Return the folder of what statistics keep of each run, for this user."""
    return platformdirs.user_cache_path("attention-camp") / "study"


def _is_of(place: Path, participant: str) -> bool:
    """Return whether a path in a dataset, of any program, is a person's."""
    label = f"sub-{participant}"
    return any(part == label or part.startswith(f"{label}_") for part in place.parts)


def _has_row(path: Path, participant: str) -> bool:
    if path.suffix != ".tsv" or not _names(path, participant):
        return False
    try:
        labels = SharedTable.read(path).column(LABEL_COLUMN)
    except (OSError, DatasetError):
        return False
    return f"sub-{participant}" in labels


def _names(path: Path, participant: str) -> bool:
    """Return whether a file holds ``sub-LABEL``, or the label as a JSON value."""
    label = re.escape(participant.encode())
    wanted = re.compile(rb'sub-%b(?![0-9A-Za-z])|"%b"' % (label, label))
    before = b""
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                if wanted.search(before + piece):
                    return True
                before = piece[-len(participant) - 8 :]
    except OSError:
        return False
    return False


def _remove_empty(folder: Path, dataset: Path) -> None:
    while folder != dataset and folder.is_dir() and not any(folder.iterdir()):
        disk().remove_folder(folder)
        folder = folder.parent
        disk().sync_folder(folder)


def _note(dataset: Path, n_files: int, *, who: str, why: str) -> None:
    path = dataset / TRAIL
    path.parent.mkdir(exist_ok=True)
    facts = {"what": "withdrawn", "files": n_files, "who": who, "why": why}
    add_to_trail(path, facts | {"version": version("attention-camp")})


def lines_of(found: Withdrawal, dataset: Path) -> Iterator[Sentence]:
    """Yield what people are to read before and after a withdrawal.

    Parameters
    ----------
    found : Withdrawal
        What is or was removed.
    dataset : Path
        Root of the dataset.
    """
    yield Sentence("Files of this person: {n}", n=len(found.files))
    for path in found.tables:
        yield Sentence("Their rows in {file}", file=path.relative_to(dataset))
    for path in found.remaining:
        yield Sentence(
            "Still named in {file}: other people's data; look at it.",
            file=path.relative_to(dataset),
        )
    for place in OUT_OF_REACH:
        yield Sentence("Out of reach: {place}", place=place)
