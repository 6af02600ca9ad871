"""Export tidy tables for statistics, with a data dictionary."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Annotated, Any

from attention_camp.camp.dataset.exports.checked import check_links, said_of
from attention_camp.camp.dataset.exports.folder import (
    check_export_folder,
    whole_folder,
)
from attention_camp.camp.dataset.exports.task_scores import ScoreLine, task_scores
from attention_camp.camp.dataset.guards.ours import recorded_runs
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.reading.compare_scales import mixed_scales
from attention_camp.camp.dataset.reading.summary import (
    BlockRow,
    RunSummary,
    summarise_blocks,
    summarise_run,
)
from attention_camp.camp.dataset.rows import read_event_table, read_score_table
from attention_camp.camp.dataset.tables import (
    NESTED,
    ScoreRow,
    described,
    entry,
    wide,
)
from attention_camp.camp.session.records import TrialRecord
from attention_camp.resources.reasons import UNREADABLE, reason_of
from attention_camp.resources.texts import Sentence
from attention_camp.tasks import TASKS
from attention_camp.tasks.columns import (
    MEASURES,
    PARAMETERS,
    SCORES,
    Column,
    describe,
)


@dataclass(frozen=True, slots=True)
class RunColumns:
    """The first columns of every table."""

    participant: Annotated[str, Column("Label of the participant.")]
    session: Annotated[str, Column("Label of the session.")]
    run: Annotated[int, Column("Number of the run in the session, from 1.")]
    protocol: Annotated[
        str, Column("BIDS task label: the protocol's name, letters and digits.")
    ]


_TABLES: dict[str, tuple[type, ...]] = {
    "trials": (RunColumns, TrialRecord),
    "blocks": (RunColumns, BlockRow),
    "scores": (RunColumns, ScoreLine),
    "sessions": (RunSummary,),
    "engagement": (RunColumns, ScoreRow),
}


def export_csv(
    dataset: Path, out: Path, *, progress: Callable[[int, int], None] | None = None
) -> list[Sentence]:
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
        Called with the number of runs written and the number of all runs.

    Returns
    -------
    said : list of Sentence
        What to tell whoever takes the tables: rows that are not as the decision ledger
        has them, or cannot be read; recordings of other programs; people whose
        engagement is of several scales, so that their sessions cannot be compared.

    Raises
    ------
    ExportError
        If ``out`` holds something, or cannot be written.
    DatasetError
        If a table of the dataset cannot be read, or lies outside it.
    """
    check_export_folder(dataset, out)
    runs = recorded_runs(dataset)
    check_links(runs)
    extra = _task_columns(runs)
    told: dict[str, None] = {}
    said: list[Sentence] = []
    summaries: list[RunSummary] = []
    with whole_folder(out) as folder:
        with ExitStack() as stack:
            tables = {name: _Table(folder, name, extra, stack) for name in _TABLES}
            for done, run in enumerate(runs, start=1):
                for name, rows in _rows_of(run, said).items():
                    try:
                        made = list(rows())
                    except UNREADABLE as error:  # costs its own rows, no other's
                        said.append(_left_out(run, name, error))
                        continue
                    tables[name].write(made)
                    if name == "sessions":
                        summaries += [RunSummary(**row) for row in made]
                    if name == "scores":
                        told |= dict.fromkeys(row["score"] for row in made)
                if progress:
                    progress(done, len(runs))
        _write_dictionary(folder, extra, told)
    mixed = [_not_comparable(*found) for found in mixed_scales(summaries).items()]
    return said + said_of(dataset, runs) + mixed


def _not_comparable(person: str, scales: Mapping[str, Sequence[str]]) -> Sentence:
    return Sentence(
        "Participant {person}: engagement is of several scales ({scales}). Do not "
        "compare these sessions by it; the column score_scale tells them apart.",
        person=person,
        scales="; ".join(
            f"{scale}: {', '.join(sessions)}" for scale, sessions in scales.items()
        ),
    )


class _Table:
    """A CSV file that is being written."""

    def __init__(
        self, folder: Path, name: str, extra: Mapping[str, Column], stack: ExitStack
    ) -> None:
        path = folder / f"{name}.csv"
        file = stack.enter_context(path.open("w", encoding="utf-8", newline=""))
        names = list(_described(name, extra))
        self._writer = csv.DictWriter(file, names, restval="", lineterminator="\n")
        self._writer.writerow({name: _cell(name) for name in names})

    def write(self, rows: Iterable[Mapping[str, Any]]) -> None:
        for row in rows:
            self._writer.writerow({name: _cell(row[name]) for name in row})


def _cell(value: object) -> object:
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value.startswith(_FORMULA) and not _is_number(value):
        return f"'{value}"
    return value


_FORMULA = ("=", "+", "@", "-", "\t", "\r")
"""Beginnings of a text that a spreadsheet would take for a formula and carry out; with
an apostrophe before it, it is a text (OWASP, CSV injection)."""


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _left_out(run: RunPaths, table: str, error: Exception) -> Sentence:
    return Sentence(
        "{run} is not in {table}.csv: {problem}",
        run=run.stem,
        table=table,
        problem=reason_of(error),
    )


def _rows_of(
    run: RunPaths, said: list[Sentence]
) -> dict[str, Callable[[], Iterable[Mapping[str, Any]]]]:
    """Return what makes the rows of a run for each table, and adds to what is said."""
    labels = asdict(RunColumns(run.participant, run.session, run.run, run.task))

    def trials() -> tuple[TrialRecord, ...]:
        return read_event_table(run).trials

    def scores() -> list[ScoreRow]:
        rows, problems = read_score_table(run)
        said.extend(problems)
        return rows

    return {
        "trials": lambda: [labels | wide(trial) for trial in trials()],
        "blocks": lambda: [labels | asdict(b) for b in summarise_blocks(trials())],
        "scores": lambda: [labels | asdict(line) for line in task_scores(run)],
        "sessions": lambda: [asdict(summarise_run(run)[0])],
        "engagement": lambda: [labels | asdict(row) for row in scores()],
    }


def _task_columns(runs: Sequence[RunPaths]) -> dict[str, Column]:
    """Return the columns that tasks add, over all runs, in order of appearance."""
    tasks: dict[str, dict[str, set[str]]] = {name: {} for name in NESTED}
    for run in runs:
        try:
            trials = read_event_table(run).trials
        except UNREADABLE:
            continue  # said where its rows are left out
        for trial in trials:
            for name in NESTED:
                for key in getattr(trial, name):
                    tasks[name].setdefault(key, set()).add(trial.task)
    return {
        f"{name.removesuffix('s')}_{key}": _task_column(name, key, by)
        for name in NESTED
        for key, by in tasks[name].items()
    }


def _task_column(field: str, key: str, tasks: Set[str]) -> Column:
    """Return what a parameter or measure means, as far as we know.

    Parameters
    ----------
    field : str
        ``parameters`` or ``measures``.
    key : str
        Its name.
    tasks : set of str
        The tasks that wrote it; one of another package may mean something else.
    """
    known = describe({"parameters": PARAMETERS, "measures": MEASURES}[field], key)
    if known is not None and tasks <= TASKS.keys():
        return replace(known, text=f"{known.text}.")
    text = described(TrialRecord)[field].text.split(";")[0].split(", named")[0]
    return Column(f"{key}, as the task names it. {text}.")


def _described(table: str, extra: Mapping[str, Column]) -> dict[str, Column]:
    """Return what each column of a table means."""
    found = {
        name: column
        for cls in _TABLES[table]
        for name, column in described(cls).items()
        if name not in NESTED
    }
    return {**found, **(extra if table == "trials" else {})}


def _score_levels(names: Iterable[str]) -> dict[str, str]:
    """Return what each published score means; those of other packages are left out."""
    known = {name: describe(SCORES, name) for name in names}
    return {
        name: f"{column.text}, {column.unit}" if column.unit else column.text
        for name, column in known.items()
        if column is not None
    }


def _write_dictionary(
    folder: Path, extra: Mapping[str, Column], scores: Iterable[str]
) -> None:
    found = {table: _described(table, extra) for table in _TABLES}
    score = found["scores"]["score"]
    found["scores"]["score"] = replace(score, levels=_score_levels(scores))
    with (folder / "data_dictionary.csv").open(
        "w", encoding="utf-8", newline=""
    ) as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("table", "column", "unit", "description"))
        writer.writerows(
            (table, _cell(name), column.unit, _cell(column.text))
            for table, texts in found.items()
            for name, column in texts.items()
        )
    nested = {
        table: {name: entry(column) for name, column in texts.items()}
        for table, texts in found.items()
    }
    text = json.dumps(nested, ensure_ascii=False, indent=2)
    (folder / "data_dictionary.json").write_text(text + "\n", encoding="utf-8")
