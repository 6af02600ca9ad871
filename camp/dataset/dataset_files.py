"""The files of a dataset as a whole: its description, and who took part."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from attention_camp.camp.dataset.durable import cut_torn_line, make_folder, write_whole
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.tables import MISSING, as_json, tsv_line

BIDS_VERSION = "1.10.0"

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
    "age": {"Description": "Age at the first session", "Units": "year"},
    "sex": {"Description": "Sex as the participant gave it"},
    "handedness": {"Description": "Handedness as the participant gave it"},
    "group": {"Description": "Group of the study"},
}


def _dataset_files(name: str) -> dict[str, str]:
    """Return the files of a dataset that no run is in yet."""
    description = {
        "Name": name or "Attention Camp",
        "BIDSVersion": BIDS_VERSION,
        "DatasetType": "raw",
        "GeneratedBy": [
            {"Name": "Attention Camp", "Version": version("attention-camp")}
        ],
    }
    # the description first: it makes the folder a dataset, whatever happens then
    return {
        "dataset_description.json": as_json(description),
        ".bidsignore": _BIDSIGNORE,
        "README.md": _README.format(name=name),
    }


def write_dataset_files(dataset: Path, *, name: str = "") -> None:
    """Write the files every dataset has, where they are not there yet."""
    make_folder(dataset)
    has_readme = any(dataset.glob("README*"))
    for file, content in _dataset_files(name or dataset.name).items():
        if not (dataset / file).exists() and not (has_readme and file == "README.md"):
            write_whole(dataset / file, content)


def has_participant(paths: RunPaths) -> bool:
    """Return whether the participant has a row in participants.tsv."""
    table = paths.dataset / "participants.tsv"
    if not table.exists():
        return False
    lines = table.read_text(encoding="utf-8-sig").splitlines()
    return any(line.split("\t")[0] == paths.subject for line in lines)


def add_participant(paths: RunPaths, details: Mapping[str, Any]) -> None:
    """Add the participant's row to participants.tsv."""
    table = paths.dataset / "participants.tsv"
    lines = []
    if table.exists():
        cut_torn_line(table, keep=paths.torn_folder)
        lines = table.read_text(encoding="utf-8-sig").splitlines()
    header = lines[0].split("\t") if lines else ["participant_id"]
    rows = [dict(zip(header, line.split("\t"), strict=False)) for line in lines[1:]]
    known = {name: details[name] for name in _PARTICIPANTS if name in details}
    rows.append({"participant_id": paths.subject} | known)
    header += [name for name in known if name not in header]
    body = [tsv_line([row.get(name, MISSING) for name in header]) for row in rows]
    write_whole(table, tsv_line(header) + "".join(body))
    write_participants_sidecar(paths.dataset)


def write_participants_sidecar(dataset: Path) -> None:
    """Write what the columns of participants.tsv mean, where that is not there yet."""
    explained = dataset / "participants.json"
    if not explained.exists():
        write_whole(explained, as_json(_PARTICIPANTS))


def remove_participant(paths: RunPaths) -> None:
    """Take the participant's row out of participants.tsv."""
    table = paths.dataset / "participants.tsv"
    if table.exists():
        lines = table.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if line.split("\t")[0].strip() != paths.subject]
        if len(kept) > 1:
            write_whole(table, "".join(kept))
        else:
            table.unlink()
            explained = paths.dataset / "participants.json"
            if explained.exists() and explained.read_text("utf-8") == as_json(
                _PARTICIPANTS
            ):
                explained.unlink()


def remove_untouched_files(dataset: Path) -> None:
    """Empty a dataset that holds nothing but what we wrote for its first run."""
    ours = _dataset_files(dataset.name)
    present = list(dataset.iterdir()) if dataset.is_dir() else []
    if all(path.is_file() and path.name in ours for path in present) and all(
        path.read_text(encoding="utf-8") == ours[path.name] for path in present
    ):
        for path in present:
            path.unlink()
