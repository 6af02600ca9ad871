"""Answers to questionnaires in phenotype tables, made from the trials that asked them.

The trial's own record holds the answers too, and is stored first: what is missing here,
after a crash or while another program held the table, `recover` adds.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from attention_camp.camp.dataset.durable import make_folder, write_whole
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.ledger_file import read_what_is_whole
from attention_camp.camp.dataset.proof.corrected import with_corrections
from attention_camp.camp.dataset.shared_table import SharedTable, locked
from attention_camp.camp.dataset.tables import as_json
from attention_camp.camp.session.ledger_lines import HeaderLine, TrialLine
from attention_camp.camp.session.records import TrialRecord
from attention_camp.resources.text_table import cells_of
from attention_camp.tasks.questionnaires.instruments import GUESS
from attention_camp.tasks.questionnaires.items import Instrument, Item
from attention_camp.tasks.questionnaires.questionnaire import (
    NAME,
    Questionnaire,
    answers_of,
)

FOLDER = "phenotype"
ANSWER_KEYS: Mapping[str, str] = {
    "participant_id": "Unique label of the participant",
    "session_id": "Label of the session in which it was answered",
    "recording": "The recording's task and run in that session",
    "trial": "Number of the trial in that recording that asked",
}
"""Columns that every table has, and what they mean."""


@dataclass(frozen=True, slots=True)
class Answers:
    """One questionnaire as one person answered it once."""

    paths: RunPaths
    instrument: Instrument
    record: TrialRecord

    @property
    def table(self) -> Path:
        """The table that it belongs to."""
        return self.paths.dataset / FOLDER / f"{self.instrument.name}.tsv"

    @property
    def row(self) -> dict[str, object]:
        """The row: whose, when, and each answer; None where there is none."""
        measures = self.record.measures
        return {
            **_run_keys(self.paths),
            "trial": self.record.trial,
            **{
                item.name: answers_of(measures, item.name)
                for item in self.instrument.items
            },
        }


def answers_in(
    paths: RunPaths, record: TrialRecord, protocol: Mapping[str, Any]
) -> Answers | None:
    """Return the answers that a trial holds; None: it asked nothing.

    Parameters
    ----------
    paths : RunPaths
        The run.
    record : TrialRecord
        The trial.
    protocol : mapping
        The protocol as the ledger's first line holds it: the lab's own items are there.
    """
    if record.task != NAME:
        return None
    blocks = protocol.get("blocks") or ()
    options = blocks[record.block - 1].get("options") or {}
    return Answers(paths, Questionnaire(**options).instrument(), record)


def store_answers(answers: Answers) -> None:
    """Add a row to the questionnaire's table, unless it is there.

    Raises
    ------
    DatasetError
        If another program holds the table, or it cannot be read.
    OSError
        If the disk is full or gone.
    """
    path, row = answers.table, answers.row
    make_folder(path.parent)
    with locked(path):
        table = SharedTable.read(path)
        if not table.lines:
            table = replace(table, lines=("\t".join(row) + "\n",))
        if table.holds(row, tuple(ANSWER_KEYS)):
            return
        new = [name for name in row if table.place(name) is None]
        if new:
            table = table.with_columns(new)
        table.with_row(row).write()
        _explain(path.with_suffix(".json"), answers.instrument)


def _explain(path: Path, instrument: Instrument) -> None:
    """Say what the columns of a table mean; what its sidecar says already stays.

    A lab's own items may change from one session to the next: columns come to the table
    then, and their meaning comes to the sidecar.
    """
    try:
        said = json.loads(path.read_bytes()) if path.exists() else {}
    except ValueError:
        return  # somebody's own, and no business of an answer
    if isinstance(said, dict) and (whole := _sidecar(instrument) | said) != said:
        write_whole(path, as_json(whole))


def missing_answers(paths: RunPaths) -> list[Answers]:
    """Return the answers of a run that its tables lack."""
    lines = read_what_is_whole(paths.decisions).lines
    protocol: Mapping[str, Any] = {}
    for line in lines:
        if isinstance(line, HeaderLine):
            protocol = line.protocol
    return [
        answers
        for line in with_corrections(lines)
        if (answers := _of(paths, line, protocol)) is not None
        and not SharedTable.read(answers.table).holds(answers.row, tuple(ANSWER_KEYS))
    ]


def answers_of_run(
    paths: RunPaths,
) -> list[tuple[Path, SharedTable, list[tuple[str, ...]]]]:
    """Return the tables that hold answers of a run, each with its rows of the run."""
    found = []
    for path in sorted((paths.dataset / FOLDER).glob("*.tsv")):
        table = SharedTable.read(path)
        mine = [cells for _, cells in table.rows() if _is_of(table, cells, paths)]
        if mine:
            found.append((path, table, mine))
    return found


def forget_answers(paths: RunPaths) -> None:
    """Remove the answers of a run that leaves the dataset from its tables.

    They would pass for those of a run that is recorded in its place.

    Raises
    ------
    DatasetError
        If another program holds a table, or it cannot be read.
    """
    for path, _, _ in answers_of_run(paths):
        with locked(path):
            table = SharedTable.read(path)
            kept = [
                line
                for line in table.lines[1:]
                if not _is_of(table, cells_of(line), paths)
            ]
            replace(table, lines=(*table.lines[:1], *kept)).write()


def _is_of(table: SharedTable, cells: Sequence[str], paths: RunPaths) -> bool:
    places = [table.place(name) for name in _run_keys(paths)]
    return [
        cells[place] if place is not None and place < len(cells) else None
        for place in places
    ] == list(_run_keys(paths).values())


def _run_keys(paths: RunPaths) -> dict[str, str]:
    """Return what the rows of a run have in common."""
    return {
        "participant_id": paths.subject,
        "session_id": f"ses-{paths.session}",
        "recording": f"task-{paths.task}_run-{paths.run:02d}",
    }


def store_all(answers: Iterable[Answers]) -> None:
    """Add rows to the tables that lack them."""
    for one in answers:
        store_answers(one)


def _of(
    paths: RunPaths, line: TrialLine, protocol: Mapping[str, Any]
) -> Answers | None:
    try:
        return answers_in(paths, line.record, protocol)
    except (ValueError, TypeError, AttributeError, LookupError):
        return None  # a protocol of another version, whose items are not known here


def _sidecar(instrument: Instrument) -> dict[str, Any]:
    """Return what a table holds: where it is from, and what its columns mean."""
    about = {
        "MeasurementToolMetadata": {
            "Description": f"{instrument.title} {instrument.source}"
        }
    }
    keys = {name: {"Description": text} for name, text in ANSWER_KEYS.items()}
    return about | keys | {item.name: _column(item) for item in instrument.items}


def _column(item: Item) -> dict[str, Any]:
    described: dict[str, Any] = {
        "Description": f"{item.text} {item.hint}".strip(),
    }
    if levels := item.levels():
        described["Levels"] = dict(levels)
    elif item.kind == "scale":
        low, high = item.labels
        described["Description"] += f" {item.low:g}: {low}; {item.high:g}: {high}"
        described["Minimum"], described["Maximum"] = item.low, item.high
    return described


def arm_guess_of(record: TrialRecord) -> tuple[str, int] | None:
    """Return the arm that a trial's answers name, and how sure, 1 to 5; None: none."""
    if record.parameters.get("questionnaire") != GUESS:
        return None
    guess = answers_of(record.measures, "guess")
    sure = answers_of(record.measures, "sure")
    return None if guess is None else (str(guess), int(sure or 1))
