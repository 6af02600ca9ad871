"""Export tidy tables for statistics, with a data dictionary."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field, replace
from inspect import getdoc
from pathlib import Path
from typing import Annotated, Any

from attention_camp.camp.dataset.exports.cells import cell
from attention_camp.camp.dataset.exports.checked import check_links, said_of
from attention_camp.camp.dataset.exports.column_kinds import (
    Kind,
    common_kind,
    kinds_of,
)
from attention_camp.camp.dataset.exports.dictionaries import write_dictionaries
from attention_camp.camp.dataset.exports.folder import (
    check_export_folder,
    whole_folder,
)
from attention_camp.camp.dataset.exports.parquet import ParquetTable, require_parquet
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
from attention_camp.camp.dataset.studies.opening import is_blinded
from attention_camp.camp.dataset.tables import (
    NESTED,
    ScoreRow,
    described,
    wide,
)
from attention_camp.camp.session.records import TrialRecord
from attention_camp.resources.reasons import UNREADABLE, reason_of
from attention_camp.resources.texts import Sentence
from attention_camp.tasks import TASKS, class_of
from attention_camp.tasks.columns import MEASURES, PARAMETERS, Column, describe
from attention_camp.tasks.score_columns import SCORES

OnStep = Callable[[int, int], None]


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
    dataset: Path,
    out: Path,
    *,
    parquet: bool = False,
    runs: Sequence[RunPaths] | None = None,
    progress: OnStep | None = None,
) -> list[Sentence]:
    """Write trials, blocks, scores, sessions and engagement, and their dictionary.

    ``scores.csv`` has the tasks' published scores, one per row: d′, slopes, spans. Each
    row says which run it belongs to. What a task varied or measured becomes a column
    of its own in ``trials.csv``, ``parameter_…`` and ``measure_…``. A missing value is
    an empty cell; true and false are written so. ``datapackage.json`` has the type,
    unit, levels, formula and source of every column.

    Parameters
    ----------
    dataset : Path
        Folder of the dataset.
    out : Path
        New or empty folder outside the dataset.
    parquet : bool
        Whether to write each table as Parquet, too, with types.
    runs : sequence of RunPaths | None
        Which runs; None: all of the dataset.
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
    if parquet:
        require_parquet()
    runs = recorded_runs(dataset) if runs is None else list(runs)
    check_links(runs)
    with whole_folder(out) as folder:
        told = _write_tables(folder, runs, parquet=parquet, progress=progress)
    mixed = [_not_comparable(*found) for found in mixed_scales(told.summaries).items()]
    return told.said + said_of(dataset, runs) + mixed


def _write_tables(
    folder: Path, runs: Sequence[RunPaths], *, parquet: bool, progress: OnStep | None
) -> _Told:
    """Write the tables of some runs, and what explains them."""
    extra, extra_kinds = _task_columns(runs)
    columns = {name: _described(name, extra) for name in _TABLES}
    kinds = {name: _kinds(name, columns[name], extra_kinds) for name in _TABLES}
    told = _Told()
    with ExitStack() as stack:
        tables = {
            name: _Table(folder / name, kinds[name], stack, parquet=parquet)
            for name in _TABLES
        }
        for done, run in enumerate(runs, start=1):
            _write_run(run, tables, told)
            if progress:
                progress(done, len(runs))
    score = columns["scores"]["score"]
    columns["scores"]["score"] = replace(score, levels=_score_levels(told.scores))
    task = columns["scores"]["task"]
    columns["scores"]["task"] = replace(task, levels=_task_levels(told.tasks))
    suffixes = (".csv", ".parquet") if parquet else (".csv",)
    write_dictionaries(folder, columns, kinds, suffixes=suffixes)
    return told


@dataclass(slots=True)
class _Told:
    """What is known once the tables are written."""

    said: list[Sentence] = field(default_factory=list)
    summaries: list[RunSummary] = field(default_factory=list)
    scores: dict[str, None] = field(default_factory=dict)
    """Names of scores, in order of appearance."""
    tasks: dict[str, None] = field(default_factory=dict)
    """Names of the tasks that have scores."""


def _write_run(run: RunPaths, tables: Mapping[str, _Table], told: _Told) -> None:
    for name, rows in _rows_of(run, told.said).items():
        try:
            made = list(rows())
        except UNREADABLE as error:  # costs its own rows, no other's
            told.said.append(_left_out(run, name, error))
            continue
        tables[name].write(made)
        if name == "sessions":
            told.summaries += [RunSummary(**row) for row in made]
        if name == "scores":
            told.scores |= dict.fromkeys(row["score"] for row in made)
            told.tasks |= dict.fromkeys(row["task"] for row in made)


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
    """A table that is being written, as CSV and where it is asked for as Parquet."""

    def __init__(
        self, stem: Path, kinds: Mapping[str, Kind], stack: ExitStack, *, parquet: bool
    ) -> None:
        path = stem.with_suffix(".csv")
        file = stack.enter_context(path.open("w", encoding="utf-8", newline=""))
        self._writer = csv.DictWriter(file, kinds, restval="", lineterminator="\n")
        self._writer.writerow({name: cell(name) for name in kinds})
        self._parquet: ParquetTable | None = None
        if parquet:
            self._parquet = ParquetTable(stem.with_suffix(".parquet"), kinds)
            stack.callback(self._parquet.close)

    def write(self, rows: Sequence[Mapping[str, Any]]) -> None:
        for row in rows:
            self._writer.writerow({name: cell(row[name]) for name in row})
        if self._parquet is not None:
            self._parquet.write(rows)


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
        if is_blinded(run):
            text = Sentence(
                "{run} belongs to a blinded study: its trials and scores are in no "
                "table until unblinding.",
                run=run.stem,
            )
            said.append(text)
            return []
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


def _task_columns(
    runs: Sequence[RunPaths],
) -> tuple[dict[str, Column], dict[str, Kind]]:
    """Return the columns that tasks add, in order of appearance, and their kinds."""
    tasks: dict[str, dict[str, set[str]]] = {name: {} for name in NESTED}
    kinds: dict[str, Kind | None] = {}
    for run in runs:
        try:
            trials = read_event_table(run).trials
        except UNREADABLE:
            continue  # said where its rows are left out
        for trial in trials:
            for name in NESTED:
                for key, value in getattr(trial, name).items():
                    tasks[name].setdefault(key, set()).add(trial.task)
                    column = f"{name.removesuffix('s')}_{key}"
                    kinds[column] = common_kind(kinds.get(column), value)
    found = {
        f"{name.removesuffix('s')}_{key}": _task_column(name, key, by)
        for name in NESTED
        for key, by in tasks[name].items()
    }
    return found, {name: kinds[name] or "string" for name in found}


def _kinds(
    table: str, columns: Iterable[str], extra: Mapping[str, Kind]
) -> dict[str, Kind]:
    """Return the kind of each column of a table."""
    known = dict(extra)
    for cls in _TABLES[table]:
        known |= kinds_of(cls)
    return {name: known[name] for name in columns}


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


def _task_levels(names: Iterable[str]) -> dict[str, str]:
    """Return how each task computes its scores, as it says itself."""
    return {name: getdoc(class_of(name).summary) or "" for name in names}
