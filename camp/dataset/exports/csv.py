"""Tidy tables for statistics: one per level, with a data dictionary."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from attention_camp.camp.dataset.exports.folder import (
    check_export_folder,
    whole_folder,
)
from attention_camp.camp.dataset.exports.task_scores import ScoreLine, task_scores
from attention_camp.camp.dataset.layout import RunPaths, existing_runs
from attention_camp.camp.dataset.reading.summary import (
    BlockRow,
    RunSummary,
    summarise_blocks,
    summarise_run,
)
from attention_camp.camp.dataset.rows import read_scores, read_trials
from attention_camp.camp.dataset.tables import (
    NESTED,
    ScoreRow,
    columns,
    field_texts,
    wide,
)
from attention_camp.camp.session.records import TrialRecord


@dataclass(frozen=True, slots=True)
class RunColumns:
    """The columns with which every table begins."""

    participant: str
    """Label of the participant."""
    session: str
    """Label of the session."""
    run: int
    """Number of the run in the session, from 1."""
    protocol: str
    """BIDS task label: the protocol's name, letters and digits."""


_TABLES: dict[str, tuple[type, ...]] = {
    "trials": (RunColumns, TrialRecord),
    "blocks": (RunColumns, BlockRow),
    "scores": (RunColumns, ScoreLine),
    "sessions": (RunSummary,),
    "engagement": (RunColumns, ScoreRow),
}


def export_csv(
    dataset: Path, out: Path, *, progress: Callable[[int, int], None] | None = None
) -> None:
    """Write trials, blocks, scores, sessions and engagement, and their dictionary.

    ``scores.csv`` has the tasks' published scores, one per row: d′, slopes, spans. Each
    row says which run it belongs to. What a task varied or measured becomes a column
    of its own in ``trials.csv``, ``parameter_…`` and ``measure_…``. A missing value is
    an empty cell; true and false are written so.

    Parameters
    ----------
    dataset : Path
        Folder of the dataset.
    out : Path
        New or empty folder outside the dataset.
    progress : callable | None
        Told how many of how many runs are written.

    Raises
    ------
    ExportError
        If ``out`` holds something, or cannot be written.
    DatasetError
        If a table of the dataset cannot be read.
    """
    check_export_folder(dataset, out)
    runs = existing_runs(dataset)
    extra = _task_columns(runs)
    with whole_folder(out) as folder:
        with ExitStack() as stack:
            tables = {name: _Table(folder, name, extra, stack) for name in _TABLES}
            for done, run in enumerate(runs, start=1):
                for name, rows in _rows_of(run).items():
                    tables[name].write(rows)
                if progress:
                    progress(done, len(runs))
        _write_dictionary(folder, extra)


class _Table:
    """A CSV file that is being written."""

    def __init__(
        self, folder: Path, name: str, extra: Sequence[str], stack: ExitStack
    ) -> None:
        path = folder / f"{name}.csv"
        file = stack.enter_context(path.open("w", encoding="utf-8", newline=""))
        names = [entry["column"] for entry in _entries(name, extra)]
        self._writer = csv.DictWriter(file, names, restval="", lineterminator="\n")
        self._writer.writeheader()

    def write(self, rows: Iterator[Mapping[str, Any]]) -> None:
        for row in rows:
            self._writer.writerow({name: _cell(row[name]) for name in row})


def _cell(value: object) -> object:
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value


def _rows_of(run: RunPaths) -> dict[str, Iterator[Mapping[str, Any]]]:
    """Return the rows of a run for each table."""
    trials = read_trials(run)
    summary, _ = summarise_run(run)
    labels = asdict(RunColumns(run.participant, run.session, run.run, run.task))
    return {
        "trials": (labels | wide(trial) for trial in trials),
        "blocks": (labels | asdict(block) for block in summarise_blocks(trials)),
        "scores": (labels | asdict(line) for line in task_scores(run)),
        "sessions": iter([asdict(summary)]),
        "engagement": (labels | asdict(row) for row in read_scores(run)),
    }


def _task_columns(runs: Sequence[RunPaths]) -> list[str]:
    """Return the columns that tasks add, over all runs, in order of appearance."""
    found: dict[str, dict[str, None]] = {name: {} for name in NESTED}
    for run in runs:
        for trial in read_trials(run):
            found["parameters"] |= dict.fromkeys(trial.parameters)
            found["measures"] |= dict.fromkeys(trial.measures)
    return [f"{name.removesuffix('s')}_{key}" for name in NESTED for key in found[name]]


def _entries(table: str, extra: Sequence[str]) -> list[dict[str, str]]:
    """Return the entries of the data dictionary for the columns of a table."""
    entries = []
    for cls in _TABLES[table]:
        texts = field_texts(cls)
        names = [name for name in columns(cls) if name not in NESTED]
        entries += [_entry(table, name, texts[name]) for name in names]
    if table == "trials":
        texts = field_texts(TrialRecord)
        for name in extra:
            kind, key = name.split("_", 1)
            text = texts[f"{kind}s"].split(";")[0].split(", named")[0]
            entries.append(_entry(table, name, f"{key}, as the task names it. {text}."))
    return entries


def _entry(table: str, column: str, text: str) -> dict[str, str]:
    unit = "s" if text.startswith("Seconds") else ""
    return {"table": table, "column": column, "unit": unit, "description": text}


def _write_dictionary(folder: Path, extra: Sequence[str]) -> None:
    entries = [entry for name in _TABLES for entry in _entries(name, extra)]
    with (folder / "data_dictionary.csv").open(
        "w", encoding="utf-8", newline=""
    ) as file:
        writer = csv.DictWriter(file, list(entries[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(entries)
    nested: dict[str, dict[str, dict[str, str]]] = {name: {} for name in _TABLES}
    for entry in entries:
        described = {"Description": entry["description"]}
        if entry["unit"]:
            described["Units"] = entry["unit"]
        nested[entry["table"]][entry["column"]] = described
    text = json.dumps(nested, ensure_ascii=False, indent=2)
    (folder / "data_dictionary.json").write_text(text + "\n", encoding="utf-8")
