"""The files of a dataset as a whole: its description, and who took part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from attention_camp.camp.dataset.bids.hed import HED_VERSION
from attention_camp.camp.dataset.durable import make_folder, write_whole
from attention_camp.camp.dataset.layout import DatasetError, RunPaths
from attention_camp.camp.dataset.shared_table import SharedTable, locked
from attention_camp.camp.dataset.storage.disk import disk
from attention_camp.camp.dataset.tables import as_json
from attention_camp.resources.bounded import read_json, read_json_table
from attention_camp.resources.own_version import own_version
from attention_camp.resources.reasons import UNREADABLE
from attention_camp.resources.texts import Sentence

BIDS_VERSION = "1.11.1"

_README = """# {name}

Recorded by Attention Camp: people did tasks while their EEG was recorded; between two
trials the next difficulty was chosen from their performance and, where it had earned
the right, from an attention score of the EEG.

This is an EEG-BIDS dataset (https://bids.neuroimaging.io). The recordings are
BrainVision files; every trial is a row of `*_events.tsv` whose columns are explained in
`*_events.json`. What BIDS has no place for lies under `sourcedata/`: the decision
ledger, the journal of checksums, the score four times a second, the display's frame
times, what a person's next session replays, and what each session was asked to be.
"""

_BIDSIGNORE = "*.tmp\n"

_PARTICIPANTS = {
    "participant_id": {"Description": "Label of the participant"},
    "age": {"Description": "Age at enrolment", "Units": "year"},
    "sex": {"Description": "Sex as the participant gave it"},
    "handedness": {"Description": "Handedness as the participant gave it"},
    "group": {"Description": "Group of the study"},
    "language": {"Description": "First language as the participant gave it"},
    "vision": {"Description": "Vision: normal, corrected to normal, or impaired"},
}


def _dataset_files(name: str, about: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the files of a dataset that no run is in yet."""
    description = {
        "Name": name or "Attention Camp",
        "BIDSVersion": BIDS_VERSION,
        "HEDVersion": HED_VERSION,
        "DatasetType": "raw",
        "SourceDatasets": [],
        **credits_of(about or {}),
        "GeneratedBy": [{"Name": "Attention Camp", "Version": own_version()}],
    }
    # the description first: it makes the folder a dataset, whatever happens then
    return {
        "dataset_description.json": as_json(description),
        ".bidsignore": _BIDSIGNORE,
        "README.md": _README.format(name=name),
    }


def credits_of(about: Mapping[str, str]) -> dict[str, Any]:
    """Return the authors, an empty list where nobody named them, and the licence."""
    authors = [name for name in about.get("authors", "").split("; ") if name]
    licence = about.get("license", "")
    return {"Authors": authors} | ({"License": licence} if licence else {})


def has_our_hed(dataset: Path) -> bool:
    """Return whether a dataset's HED tags are of the schema that ours are of."""
    try:
        described = read_json_table(dataset / "dataset_description.json")
    except UNREADABLE:
        return False
    return bool(described.get("HEDVersion") == HED_VERSION)


def complete_description(dataset: Path, about: Mapping[str, str]) -> None:
    """Add what the description of a dataset of ours lacks: authors, licence, HED.

    Parameters
    ----------
    dataset : Path
        Folder of the dataset.
    about : mapping
        What the lab says; what the description says already stays.
    """
    path = dataset / "dataset_description.json"
    try:
        described = read_json_table(path)
    except UNREADABLE:
        return
    said = {"HEDVersion": HED_VERSION} | credits_of(about)
    new = {
        name: value for name, value in said.items() if value and not described.get(name)
    }
    if new and _is_ours(described):
        write_whole(path, as_json(described | new))


def _is_ours(described: Any) -> bool:
    made_by = described.get("GeneratedBy", [])
    return any(maker.get("Name") == "Attention Camp" for maker in made_by)


def missing_dataset_files(dataset: Path) -> list[str]:
    """Return which files of a dataset of ours are not there.

    A dataset that another program described is complete as it is: only the description
    of one that has none is missing.
    """
    try:
        is_ours = _is_ours(read_json(dataset / "dataset_description.json"))
    except FileNotFoundError:
        is_ours = True
    except UNREADABLE:
        is_ours = False
    has_readme = any(dataset.glob("README*"))
    return [
        name
        for name in _dataset_files(dataset.name)
        if is_ours
        and not (dataset / name).exists()
        and not (has_readme and name == "README.md")
    ]


def write_dataset_files(
    dataset: Path, *, name: str = "", about: Mapping[str, str] | None = None
) -> None:
    """Write the files every dataset has, where they are not there yet.

    Parameters
    ----------
    dataset : Path
        Folder of the dataset.
    name : str
        Its name; empty: the folder's.
    about : mapping or None
        What the lab says: its ``authors`` and ``license`` go into the description.
    """
    make_folder(dataset)
    contents = _dataset_files(name or dataset.name, about)
    for file in missing_dataset_files(dataset):
        write_whole(dataset / file, contents[file])
    complete_description(dataset, about or {})


def has_participant(paths: RunPaths) -> bool:
    """Return whether the participant has a row in participants.tsv."""
    table = SharedTable.read(paths.dataset / "participants.tsv")
    return paths.subject in table.column("participant_id")


def add_participant(paths: RunPaths, details: Mapping[str, Any]) -> None:
    """Add the participant's row to participants.tsv; the other rows stay as they are.

    Parameters
    ----------
    paths : RunPaths
        A run of the participant.
    details : Mapping
        Columns of participants.tsv and their values; what `participants.json` does not
        explain is left out.

    Raises
    ------
    DatasetError
        If the table has no column participant_id, or is held by another program.
    """
    path = paths.dataset / "participants.tsv"
    known = {name: details[name] for name in _PARTICIPANTS if name in details}
    with locked(path):
        table = SharedTable.read(path)  # again: another program may have added a row
        if not table.lines:
            table = replace(table, lines=("participant_id\n",))
        if table.place("participant_id") is None:
            raise DatasetError(
                Sentence(
                    "{file} has no column participant_id, so no participant can be "
                    "added. Correct its first line.",
                    file=path,
                )
            )
        if paths.subject in table.column("participant_id"):
            return
        new = [name for name in known if table.place(name) is None]
        if new:
            table = table.with_columns(new)
        table.with_row({"participant_id": paths.subject} | known).write()
    write_participants_sidecar(paths.dataset)


def write_participants_sidecar(dataset: Path) -> None:
    """Write what the columns of participants.tsv mean, where that is not there yet."""
    explained = dataset / "participants.json"
    if not explained.exists():
        write_whole(explained, as_json(_PARTICIPANTS))


def remove_participant(paths: RunPaths) -> None:
    """Remove the participant's row from participants.tsv."""
    path = paths.dataset / "participants.tsv"
    if not path.exists():
        return
    with locked(path):
        table = SharedTable.read(path).without("participant_id", paths.subject)
        if len(table.lines) > 1:
            table.write()
            return
        disk().unlink(path)
    explained = paths.dataset / "participants.json"
    if (
        explained.is_file()
        and explained.read_bytes() == as_json(_PARTICIPANTS).encode()
    ):
        disk().unlink(explained)


def remove_untouched_files(dataset: Path) -> None:
    """Empty a dataset that holds nothing but what we wrote for its first run."""
    ours = _dataset_files(dataset.name, _credited(dataset))
    present = list(dataset.iterdir()) if dataset.is_dir() else []
    if all(path.is_file() and path.name in ours for path in present) and all(
        path.read_bytes() == ours[path.name].encode() for path in present
    ):
        for path in present:
            disk().unlink(path)


def _credited(dataset: Path) -> dict[str, str]:
    """Return the authors and the licence that a description names."""
    try:
        described = read_json_table(dataset / "dataset_description.json")
        authors = "; ".join(described.get("Authors") or ())
        return {"authors": authors, "license": described.get("License") or ""}
    except UNREADABLE:
        return {}
