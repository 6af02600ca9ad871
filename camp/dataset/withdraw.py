"""Withdraw a person: files, rows, keys and copies go; what is out of reach is said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

from attention_camp.camp.dataset.durable import make_folder, remove_empty
from attention_camp.camp.dataset.guards.leftovers import is_left
from attention_camp.camp.dataset.guards.links import dataset_files
from attention_camp.camp.dataset.guards.run_lock import is_alive
from attention_camp.camp.dataset.layout import DatasetError, RunPaths, existing_runs
from attention_camp.camp.dataset.people.audit import (
    COMMENTS,
    TRAILS,
    audit_path,
    note_people,
    require_readable_trails,
)
from attention_camp.camp.dataset.people.elsewhere import (
    forget_elsewhere,
    in_the_bin,
    study_cache,
)
from attention_camp.camp.dataset.people.enrolment import (
    enrolment_path,
    read_enrolment,
)
from attention_camp.camp.dataset.people.exports_made import (
    AGAIN,
    COPIES,
    MadeOf,
    is_named_after,
    made_with,
    n_forgotten,
)
from attention_camp.camp.dataset.people.exports_without import (
    move_from_label,
    remove_from,
    remove_whole,
    unreadable_in,
)
from attention_camp.camp.dataset.people.former_labels import merged_records
from attention_camp.camp.dataset.people.label_journal import require_no_correction
from attention_camp.camp.dataset.people.traces import (
    TEXTS,
    has_rows,
    in_path,
    in_text,
    is_of,
    names,
    remove_rows,
)
from attention_camp.camp.dataset.people.unnamed import take_out
from attention_camp.camp.dataset.people.withdrawal import (
    OUT_OF_REACH,
    Withdrawal,
    lines_of,
    still_to_do,
)
from attention_camp.camp.dataset.person_versions import key_numbers
from attention_camp.camp.dataset.proof.rewriting import whole_sessions
from attention_camp.camp.dataset.proof.trail import add_to_trail, read_trail
from attention_camp.camp.dataset.shared_table import locked
from attention_camp.camp.dataset.storage.disk import disk
from attention_camp.camp.dataset.studies.resealing import (
    lock_with_key,
    require_closed,
    sealed_runs,
)
from attention_camp.camp.dataset.studies.study_folder import StudyFolder
from attention_camp.camp.people.person_keys import forget_person_key
from attention_camp.camp.people.vault.vault import Vault
from attention_camp.resources.texts import Sentence

__all__ = [
    "OUT_OF_REACH",
    "Withdrawal",
    "lines_of",
    "plan_withdrawal",
    "still_to_do",
    "study_cache",
    "withdraw",
]

TRAIL = Path("sourcedata") / "withdrawals.jsonl"
"""Who withdrew somebody when and why, without saying whom."""


def plan_withdrawal(dataset: Path, participant: str) -> Withdrawal:
    """Return what a withdrawal would remove; nothing is changed.

    Raises
    ------
    DatasetError, StudyError
        If nothing in the dataset is the person's, a session of theirs goes on, or
        one whose ledger names them; a label is half corrected, or a line of a trail
        cannot be read.
    """
    require_no_correction(dataset)
    require_readable_trails(dataset)
    mine, others = _files_of(dataset, participant)
    tables = [path for path in others if has_rows(path, participant)]
    if not mine and not tables:
        raise DatasetError(
            Sentence(
                "{dataset} has nothing of participant {participant}. Check the label.",
                dataset=dataset,
                participant=participant,
            )
        )
    runs = existing_runs(dataset)
    _require_over(runs, participant)
    sealed = sealed_runs(dataset, but={participant})
    made = [one for one in made_with(dataset, participant) if one.is_there]
    again = [one for one in made if one.kind in AGAIN and one.holds_person()]
    gone = {one.path for one in again}  # a crate takes the copy in it along
    copies = [
        one
        for one in made
        if one.kind in COPIES and not gone & {one.path, *one.path.parents}
    ]
    pages = [one for one in made if one.of and one.of in {participant, *one.whose}]
    naming = naming_files(others, participant)
    ledgers = [run for run in runs if run.decisions in naming]
    for run in (*sealed, *whole_sessions(runs, ledgers)):
        require_closed(run)
    naming -= {*tables, *(run.decisions for run in ledgers)}
    enrolment = read_enrolment(dataset, participant)
    record = enrolment.record if enrolment else ""
    return Withdrawal(
        files=tuple(mine),
        tables=tuple(tables),
        ledgers=tuple(ledgers),
        copies=tuple(one for one in copies if one.own_labels),
        again=tuple(again),
        pages=tuple(pages),
        models=tuple(one for one in made if one.kind == "model"),
        remaining=tuple(_left(dataset, participant, naming, made)),
        n_forgotten=n_forgotten(dataset),
        n_sealed=len(sealed),
        is_shut=bool(sealed) and lock_with_key(dataset) is None,
        record=record,
        merged=merged_records(read_trail(audit_path(dataset)), record),
        keys=tuple(key_numbers(p for p in mine if p.suffix == ".safetensors")),
    )


def _files_of(dataset: Path, participant: str) -> tuple[list[Path], list[Path]]:
    """Return the files of a person, and all others of a dataset."""
    mine: list[Path] = []
    others: list[Path] = []
    for path in dataset_files(dataset):
        place = path.relative_to(dataset)
        is_theirs = is_of(place, participant) or (
            is_left(place) and _is_named_in(path, participant)
        )
        (mine if is_theirs else others).append(path)
    return mine, others


def _is_named_in(path: Path, label: str) -> bool:
    """Return whether what a kill left names a person, inside or in its own name."""
    try:
        return in_text(path.name.encode() + b"\n" + path.read_bytes(), label)
    except FileNotFoundError:  # a draft that was finished meanwhile
        return False


def _left(
    dataset: Path, participant: str, naming: set[Path], made: list[MadeOf]
) -> Iterator[Path]:
    """Yield what will name a person all the same, or cannot be reached."""
    apart = {dataset / trail for trail in (*TRAILS, COMMENTS)}
    apart.add(StudyFolder(dataset).arms)
    models = [one for one in made if one.kind == "model"]
    copies = [one for one in made if one.kind in COPIES]
    cards = [path for one in models for path in one.parts()]
    left = {*naming, *naming_files(cards, participant)} - apart
    left |= {one.path for one in (*copies, *models) if is_named_after(one)}
    if in_path(str(dataset.resolve()), participant):
        left.add(dataset.resolve())
    yield from sorted(left)
    yield from (one.path for one in copies if not one.own_labels)
    yield from (path for one in copies for path in unreadable_in(one))
    yield from in_the_bin(participant)


def naming_files(paths: Iterable[Path], label: str) -> set[Path]:
    """Return the files that name a person."""
    return {
        path
        for path in paths
        if names(path, label)
        or (path.suffix in TEXTS and in_text(path.read_bytes(), label))
    }


def _require_over(runs: list[RunPaths], participant: str) -> None:
    for run in runs:
        if run.participant == participant and is_alive(run):
            raise DatasetError(
                Sentence(
                    "Session {session} of participant {participant} is being recorded. "
                    "End it first.",
                    session=run.session,
                    participant=participant,
                )
            )


def withdraw(
    dataset: Path, participant: str, *, who: str, why: str, vault: Vault | None = None
) -> Withdrawal:
    """Remove a person from a dataset, the vault, exports and this user's caches.

    Broken off it can be done again. Other people's data stay; where their ledgers name
    the person as the donor of scores, the name goes and the ledger is closed again.

    Parameters
    ----------
    dataset : Path
        Root of the dataset.
    participant : str
        Label, without ``sub-``.
    who, why : str
        Who withdraws, and the reason; kept in the dataset, the label is not.
    vault : Vault or None
        The open vault; None: it is left as it is.

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
    for number in found.keys:  # first: with it goes what backups hold of their EEG
        forget_person_key(number)
    if vault is not None:
        for record in (found.record, *found.merged):
            if record:
                vault.remove(record)
    _remove_made(dataset, found)
    for path in found.tables:
        with locked(path):
            remove_rows(path, participant)
    moved: dict[str, str] = {}
    for made in found.copies:  # late: until now the trail knows where they are
        moved |= move_from_label(made)
    take_out(dataset, participant, moved)
    last = enrolment_path(dataset, participant)
    _remove_files([*(path for path in found.files if path != last)], dataset)
    forget_elsewhere(participant)
    _note(dataset, len(found.files), who=who, why=why)
    if last in found.files:  # until now it told the number in the vault
        _remove_files([last], dataset)
    return found


def _remove_made(dataset: Path, found: Withdrawal) -> None:
    """Remove the person from what was made of the dataset; say what to make again."""
    for made in found.again:
        remove_whole(made)
        again = "with who withdrew; make it again"
        note_people(dataset, "removed", kind=made.kind, to=str(made.path), why=again)
    for made in found.copies:
        labels = made.own_labels  # the key forgets them
        remove_from(made)
        if made.kind == "bids":  # it has the trails, too
            for label in labels:
                take_out(made.path, label, {})
    for page in found.pages:
        disk().unlink(page.path)


def _remove_files(files: list[Path], dataset: Path) -> None:
    folders = set()
    for path in files:
        with suppress(FileNotFoundError):  # a draft that was finished meanwhile
            disk().unlink(path)
        folders.add(path.parent)
    for folder in sorted(folders, key=lambda path: -len(path.parts)):
        remove_empty(folder, dataset)


def _note(dataset: Path, n_files: int, *, who: str, why: str) -> None:
    path = dataset / TRAIL
    make_folder(path.parent)
    facts = {"what": "withdrawn", "files": n_files, "who": who, "why": why}
    add_to_trail(path, facts | {"version": version("attention-camp")})
