"""Withdraw a person: files, rows, keys and copies go; what is out of reach is said."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

from attention_camp.camp.dataset.durable import make_folder, write_whole
from attention_camp.camp.dataset.guards.links import dataset_files
from attention_camp.camp.dataset.guards.run_lock import is_alive
from attention_camp.camp.dataset.layout import DatasetError, RunPaths, existing_runs
from attention_camp.camp.dataset.people.audit import COMMENTS, TRAILS
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
    COPIES,
    MadeOf,
    made_of,
    remove_from,
)
from attention_camp.camp.dataset.people.traces import (
    has_rows,
    is_of,
    names,
    relabelled,
    remove_rows,
)
from attention_camp.camp.dataset.person_versions import key_numbers
from attention_camp.camp.dataset.proof.rewriting import rewrite_ledgers
from attention_camp.camp.dataset.proof.trail import add_to_trail, rewrite_trail
from attention_camp.camp.dataset.shared_table import locked
from attention_camp.camp.dataset.storage.disk import disk
from attention_camp.camp.dataset.studies.study_folder import StudyFolder
from attention_camp.camp.dataset.tables import as_json
from attention_camp.camp.people.person_keys import forget_person_key
from attention_camp.camp.people.vault.vault import Vault
from attention_camp.resources.bounded import read_json_table
from attention_camp.resources.texts import Sentence

__all__ = ["Withdrawal", "lines_of", "plan_withdrawal", "study_cache", "withdraw"]

TRAIL = Path("sourcedata") / "withdrawals.jsonl"
"""Who withdrew somebody when and why, without saying whom."""
NOBODY = "withdrawn"
"""What stands in other people's files where the label was."""
OUT_OF_REACH = (
    Sentence("backups and copies of this folder, and of this computer"),
    Sentence("what others hold of exports"),
)
"""What no command can remove; whoever withdraws a person has to."""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What a withdrawal removes, and what it cannot."""

    files: tuple[Path, ...]
    """Files that go, those of other programs too."""
    tables: tuple[Path, ...]
    """Tables that lose the person's rows."""
    ledgers: tuple[RunPaths, ...]
    """Runs of other people whose ledger names the person, as the donor of scores."""
    copies: tuple[MadeOf, ...]
    """Exports that the program made, and that lose the person."""
    pages: tuple[MadeOf, ...]
    """Pages and files that the program made of this person alone; they go."""
    models: tuple[MadeOf, ...]
    """Models and reports that were made with the data; they stay."""
    remaining: tuple[Path, ...]
    """Files that name the person all the same."""
    record: str = ""
    """Their number in the vault; empty: they were not enrolled."""
    keys: tuple[str, ...] = ()
    """Numbers of the keys of their person files."""


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
        is_theirs = is_of(path.relative_to(dataset), participant)
        (mine if is_theirs else others).append(path)
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
    naming = {path for path in others if names(path, participant)} - {*tables}
    naming -= {dataset / trail for trail in (*TRAILS, COMMENTS)}
    naming -= {StudyFolder(dataset).arms}
    ledgers = [run for run in runs if run.decisions in naming]
    made = [one for one in made_of(dataset) if one.is_there]
    copies = [one for one in made if one.kind in COPIES]
    lost = [one.path for one in copies if not one.label(participant)]
    enrolment = read_enrolment(dataset, participant)
    return Withdrawal(
        files=tuple(mine),
        tables=tuple(tables),
        ledgers=tuple(ledgers),
        copies=tuple(one for one in copies if one.path not in lost),
        pages=tuple(one for one in made if one.of == participant),
        models=tuple(one for one in made if one.kind not in {*COPIES, "page"}),
        remaining=(
            *sorted(naming - {run.decisions for run in ledgers}),
            *lost,
            *in_the_bin(participant),
        ),
        record=enrolment.record if enrolment else "",
        keys=tuple(key_numbers(p for p in mine if p.suffix == ".safetensors")),
    )


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
    if vault is not None and found.record:
        vault.remove(found.record)
    for made in found.copies:
        remove_from(made, participant)
        if made.kind == "bids" and made.key is None:  # it has the trails, too
            _rename_elsewhere(made.path, participant)
    for page in found.pages:
        disk().unlink(page.path)
    for path in found.tables:
        with locked(path):
            remove_rows(path, participant)
    _rename_elsewhere(dataset, participant)
    last = enrolment_path(dataset, participant)
    _remove_files([*(path for path in found.files if path != last)], dataset)
    forget_elsewhere(participant)
    _note(dataset, len(found.files), who=who, why=why)
    if last in found.files:  # until now it told the number in the vault
        _remove_files([last], dataset)
    return found


def _remove_files(files: list[Path], dataset: Path) -> None:
    folders = set()
    for path in files:
        disk().unlink(path)
        folders.add(path.parent)
    for folder in sorted(folders, key=lambda path: -len(path.parts)):
        _remove_empty(folder, dataset)


def _rename_elsewhere(dataset: Path, participant: str) -> None:
    """Take the label out of other people's ledgers, the trails and the list of arms."""
    others = [run for run in existing_runs(dataset) if run.participant != participant]
    sessions = {
        (run.participant, run.session)
        for run in others
        if names(run.decisions, participant)
    }
    runs = [run for run in others if (run.participant, run.session) in sessions]
    why = Sentence("The donor of scores was withdrawn.")
    change = partial(relabelled, label=participant, new=NOBODY)
    rewrite_ledgers(runs, change, by="withdraw", why=why)
    for trail in (*TRAILS, COMMENTS):
        if (dataset / trail).exists():
            rewrite_trail(dataset / trail, lambda line: _without(line, participant))
    arms = StudyFolder(dataset).arms
    if arms.exists():
        kept = {k: v for k, v in read_json_table(arms).items() if k != participant}
        write_whole(arms, as_json(kept))


def _without(line: dict[str, Any], participant: str) -> dict[str, Any] | None:
    """Return a line of a trail without a label; None: it does not hold it."""
    text = json.dumps(line, ensure_ascii=False).encode()
    new = relabelled(text, participant, NOBODY)
    if new == text:
        return None
    # what somebody wrote about a run of theirs goes, too, and the name of their page
    found = dict(json.loads(new))
    gone = ("text", "to") if found.get("of") == NOBODY else ("text",)
    return found | {key: "" for key in gone if key in found}


def _remove_empty(folder: Path, dataset: Path) -> None:
    while folder != dataset and folder.is_dir() and not any(folder.iterdir()):
        disk().remove_folder(folder)
        folder = folder.parent
        disk().sync_folder(folder)


def _note(dataset: Path, n_files: int, *, who: str, why: str) -> None:
    path = dataset / TRAIL
    make_folder(path.parent)
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
    for run in found.ledgers:
        yield Sentence(
            "Their label in the ledger of {run}, which is closed again", run=run.stem
        )
    for made in found.copies:
        yield Sentence("Their part of the export in {folder}", folder=made.path)
    for page in found.pages:
        yield Sentence("Made of them alone: {file}", file=page.path)
    if found.keys:
        yield Sentence("Keys of their encrypted files: {n}", n=len(found.keys))
    for made in found.models:
        yield Sentence(
            "Made with their data, and it stays: {folder}. Make it again.",
            folder=made.path,
        )
    for path in found.remaining:
        inside = path.is_relative_to(dataset)
        yield Sentence(
            "Still named in {file}: look at it.",
            file=path.relative_to(dataset) if inside else path,
        )
    for place in OUT_OF_REACH:
        yield Sentence("Out of reach: {place}", place=place)
