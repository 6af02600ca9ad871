"""The files of an anonymous copy as a whole: its description, and who took part."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from attention_camp.camp.dataset.bids.session_tables import (
    type_of,
    write_anonymous_sessions,
)
from attention_camp.camp.dataset.dataset_files import (
    write_dataset_files,
    write_participants_sidecar,
)
from attention_camp.camp.dataset.durable import write_whole
from attention_camp.camp.dataset.exports.anonymise import NewLabels, or_missing
from attention_camp.camp.dataset.guards.ours import recorded_runs
from attention_camp.camp.dataset.layout import DatasetError, RunPaths
from attention_camp.camp.dataset.reading.cells import finite
from attention_camp.camp.dataset.rows import table_rows
from attention_camp.camp.dataset.tables import MISSING, tsv_line
from attention_camp.camp.dataset.trial_store import read_session
from attention_camp.resources.bounded import read_json_table
from attention_camp.resources.reasons import UNREADABLE
from attention_camp.resources.texts import Sentence

OLDEST = 89
"""Highest age written, years, as BIDS recommends."""


def write_anonymous_dataset(dataset: Path, folder: Path, labels: NewLabels) -> None:
    """Write the dataset's own files: its description and the participants.

    Parameters
    ----------
    dataset : Path
        Folder of the original dataset.
    folder : Path
        Folder of the anonymous one.
    labels : NewLabels
        The new labels.
    """
    write_dataset_files(
        folder, name="Attention Camp, anonymous", about=_credits(dataset)
    )
    rows = _people(dataset, folder, labels)
    names = list(dict.fromkeys(name for row in rows for name in row))
    body = [tsv_line([row.get(name) for name in names]) for row in rows]
    write_whole(folder / "participants.tsv", tsv_line(names) + "".join(body))
    write_participants_sidecar(folder)
    types: dict[str, dict[str, str]] = {}
    for run in recorded_runs(dataset):
        participant, session = labels.sessions[run.participant, run.session]
        if (folder / f"sub-{participant}" / f"ses-{session}").is_dir():
            kind = _type_of(run)
            types.setdefault(participant, {}).setdefault(session, kind)
    write_anonymous_sessions(folder, types)


def _type_of(run: RunPaths) -> str:
    try:
        return type_of(read_session(run), run.session)
    except DatasetError:
        return ""


def _credits(dataset: Path) -> dict[str, str]:
    """Return authors and licence, which a published dataset must name."""
    try:
        found = read_json_table(dataset / "dataset_description.json")
    except UNREADABLE:
        return {}
    authors = found.get("Authors")
    named = "; ".join(map(str, authors)) if isinstance(authors, list) else ""
    said = {"authors": named, "license": str(found.get("License") or "")}
    return {name: text for name, text in said.items() if text}


def _people(dataset: Path, folder: Path, labels: NewLabels) -> list[dict[str, Any]]:
    """Return the rows of participants.tsv under the new labels."""
    known = _known_people(dataset / "participants.tsv")
    rows = []
    for old, new in sorted(labels.participants.items(), key=lambda item: item[1]):
        if not (folder / f"sub-{new}").is_dir():
            continue  # nothing of theirs could be read
        cells = known.get(f"sub-{old}", {})
        row: dict[str, Any] = {"participant_id": f"sub-{new}"}
        for name in ("age", "sex", "handedness", "group"):
            if name in cells:
                cell = or_missing(cells[name])
                row[name] = _capped(cell) if name == "age" else cell
        rows.append(row)
    return rows


def _known_people(path: Path) -> dict[str, dict[str, str]]:
    """Return the rows of participants.tsv by participant, columns in lower case.

    Raises
    ------
    DatasetError
        If the table has no column of labels, however it is spelled.
    """
    if not path.exists():
        return {}
    known: dict[str, dict[str, str]] = {}
    for row in table_rows(path):
        cells = {name.strip().lower(): cell for name, cell in row.cells.items()}
        if "participant_id" not in cells:
            raise DatasetError(
                Sentence(
                    "{file} has no column participant_id, so nobody can be found in "
                    "it. Correct its first line.",
                    file=path,
                )
            )
        known.setdefault(cells["participant_id"].strip(), cells)
    return known


def _capped(age: str) -> str:
    """Return an age as BIDS recommends it: none above 89; a missing one stays so."""
    try:
        years = finite(age)
    except ValueError:
        return MISSING
    return age if years <= OLDEST else str(OLDEST)
