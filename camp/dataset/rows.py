"""Read our tables back as what they were written from."""

from __future__ import annotations

import dataclasses
import logging
import math
import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from attention_camp.camp.dataset.layout import DatasetError, RunPaths
from attention_camp.camp.dataset.tables import MISSING, TRIAL, ScoreRow
from attention_camp.camp.session.records import EventRow, TrialRecord
from attention_camp.resources.bounded import UnreadableError, parse_json
from attention_camp.resources.reasons import reason_of
from attention_camp.resources.text_table import TextTable
from attention_camp.resources.texts import Sentence

logger = logging.getLogger(__name__)

Row = TypeVar("Row", EventRow, TrialRecord, ScoreRow)


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table, as it stands there."""

    path: Path
    number: int
    """Number of its line, from 1."""
    cells: Mapping[str, str]
    """By the names of the columns."""
    n_cells: int
    n_names: int
    """Number of columns in the header."""
    is_ended: bool = True
    """Whether the line has its end; only the last one of a file may lack it."""

    @property
    def problem(self) -> Sentence | None:
        """Why the row cannot be used: it has too few or too many cells."""
        if self.n_cells == self.n_names:
            return None
        return Sentence(
            "{path}, line {number}: {n_cells} cells where the header has "
            "{n_names}. Correct the line, or restore the file from a backup.",
            path=self.path,
            number=self.number,
            n_cells=self.n_cells,
            n_names=self.n_names,
        )


def table_rows(path: Path) -> Iterator[TableRow]:
    """Yield the rows of a TSV, however a program or a person saved it.

    Raises
    ------
    DatasetError
        If the file cannot be read.
    """
    try:
        table = TextTable.read(path)
    except (OSError, UnreadableError) as error:
        raise DatasetError(
            Sentence(
                "{path} cannot be read: {error}. Restore it from a backup.",
                path=path,
                error=reason_of(error),
            )
        ) from error
    names = [name.strip() for name in table.header]
    for number, cells in table.rows():
        is_ended = number < len(table.lines) or not table.tail
        # a spreadsheet fills up rows with empty cells
        n_cells = len(names) if not any(cells[len(names) :]) else len(cells)
        n_cells = min(n_cells, len(cells))
        values = dict(zip(names, cells, strict=False))
        yield TableRow(path, number, values, n_cells, len(names), is_ended)


def read_table(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a TSV that grows; a half-written last row is left out.

    Raises
    ------
    DatasetError
        If the file cannot be read, or a row has too few or too many cells.
    """
    for row in table_rows(path):
        if row.is_ended:
            if row.problem is not None:
                raise DatasetError(row.problem)
            yield dict(row.cells)


@dataclass(frozen=True, slots=True)
class EventTable:
    """What a run's events.tsv holds."""

    trials: tuple[TrialRecord, ...]
    """In the order they were done; of two rows of one trial the first."""
    events: tuple[EventRow, ...]
    """What is no trial, ordered by onset; those whose onset is unknown come last."""
    problems: tuple[Sentence, ...]
    """A sentence for each row that is left out: file, line, remedy."""


def read_event_table(paths: RunPaths) -> EventTable:
    """Return what a run's events.tsv holds; a bad row costs only itself.

    Raises
    ------
    DatasetError
        If the file cannot be read.
    """
    trials: dict[int, TrialRecord] = {}
    events: list[EventRow] = []
    problems: list[Sentence] = []
    rows = table_rows(paths.events) if paths.events.exists() else iter(())
    for row in rows:
        try:
            if row.cells.get("trial_type") != TRIAL:
                events.append(_parsed(EventRow, row))
                continue
            trial = _parsed(TrialRecord, row)
        except DatasetError as error:
            if row.is_ended:  # else it is being written, or a crash cut it
                problems.append(_sentence(error))
            continue
        if trial.trial in trials:
            problems.append(
                Sentence(
                    "{path}, line {number}: trial {trial} is there already; its first "
                    "row counts. Remove the row that is wrong.",
                    path=paths.events,
                    number=row.number,
                    trial=trial.trial,
                )
            )
        trials.setdefault(trial.trial, trial)
    events.sort(key=lambda event: (math.isnan(event.onset), event.onset))
    return EventTable(
        tuple(trials[number] for number in sorted(trials)),
        tuple(events),
        tuple(problems),
    )


def read_trials(paths: RunPaths) -> list[TrialRecord]:
    """Return the trials of a run, in the order they were done.

    A row that cannot be read is left out, and said in the log.

    Raises
    ------
    DatasetError
        If the file, or every row of it, cannot be read.
    """
    table = read_event_table(paths)
    _tell(table, bool(table.trials))
    return list(table.trials)


def read_events(paths: RunPaths) -> list[EventRow]:
    """Return the events of a run that are no trials, ordered by onset.

    Those whose onset is unknown come last. A row that cannot be read is left out.

    Raises
    ------
    DatasetError
        If the file cannot be read.
    """
    return list(read_event_table(paths).events)


def read_scores(paths: RunPaths) -> list[ScoreRow]:
    """Return the engagement series of a run.

    Rows that cannot be read are left out, and said in the log.
    """
    scores, problems = read_score_table(paths)
    for problem in problems:
        logger.warning("%s", problem)
    return scores


def read_score_table(paths: RunPaths) -> tuple[list[ScoreRow], list[Sentence]]:
    """Return the engagement series of a run, and a sentence for each bad row."""
    scores: list[ScoreRow] = []
    problems: list[Sentence] = []
    rows = table_rows(paths.engagement) if paths.engagement.exists() else iter(())
    for row in rows:
        try:
            if row.is_ended:
                scores.append(_parsed(ScoreRow, row))
        except DatasetError as error:
            problems.append(_sentence(error))
    return scores, problems


def _tell(table: EventTable, is_readable: bool) -> None:
    if table.problems and not (is_readable or table.events):
        raise DatasetError(table.problems[0])
    for problem in table.problems:
        logger.warning("%s", problem)


def _sentence(error: DatasetError) -> Sentence:
    text = str(error)
    return text if isinstance(text, Sentence) else Sentence("{text}", text=text)


def _parsed(cls: type[Row], row: TableRow) -> Row:
    if row.problem is not None:
        raise DatasetError(row.problem)
    cells, kinds, optional = row.cells, _kinds(cls), _optional(cls)
    # a column that earlier versions did not write keeps its default
    there = {n: k for n, k in kinds.items() if n in cells or n not in optional}
    values = {}
    for name, kind in there.items():
        try:
            values[name] = kind(cells[name])
        except (KeyError, ValueError, OverflowError) as error:
            raise DatasetError(
                Sentence(
                    "{path}, line {number}: {error}. Correct the line, or restore the "
                    "file from a backup.",
                    path=row.path,
                    number=row.number,
                    error=_problem(name, cells),
                )
            ) from error
    return cls(**values)


def _problem(name: str, cells: Mapping[str, str]) -> Sentence:
    if name not in cells:
        return Sentence("{name} is missing", name=name)
    return Sentence("{name} cannot be {got}", name=name, got=repr(cells[name][:99]))


def _optional(cls: type) -> frozenset[str]:
    """Return the columns without which a row can be read."""
    if cls not in _OPTIONAL:
        _OPTIONAL[cls] = frozenset(
            field.name
            for field in dataclasses.fields(cls)
            if field.default is not dataclasses.MISSING
        )
    return _OPTIONAL[cls]


def _kinds(cls: type) -> dict[str, Any]:
    """Return for each field what makes its value from a cell."""
    if cls not in _KINDS:
        hints = get_type_hints(cls)
        _KINDS[cls] = {name: _kind(hint) for name, hint in hints.items()}
    return _KINDS[cls]


_KINDS: dict[type, dict[str, Any]] = {}
_OPTIONAL: dict[type, frozenset[str]] = {}


_MISSING = {MISSING, "", "nan", "na", "<na>", "#n/a", "null", "none"}
"""Words for a missing value that programs write instead of BIDS's own; lower case."""

_TRUE = {"true", "1", "1.0", "yes", "wahr", "vrai"}
_FALSE = {"false", "0", "0.0", "no", "falsch", "faux"}
"""Words for true and false, as pandas and spreadsheets write them; lower case."""


def is_missing(cell: str) -> bool:
    """Return whether a cell says that there is no value."""
    return cell.strip().lower() in _MISSING


def _kind(hint: Any) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        inner = _kind(next(part for part in get_args(hint) if part is not type(None)))
        return lambda cell: None if is_missing(cell) else inner(cell)
    if hint is float:
        return lambda cell: math.nan if is_missing(cell) else finite(cell)
    if hint is bool:
        return _truth
    if hint is int:
        return _whole
    if hint is str:
        # only what a missing text becomes: a key may be called "none"
        return lambda cell: "" if cell in {MISSING, "", "nan", "NaN"} else cell
    return lambda cell: {} if is_missing(cell) else _mapping(cell)


def finite(cell: str) -> float:
    """Return the number in a cell, with a decimal comma too.

    Raises
    ------
    ValueError
        If it is none, or not finite.
    """
    try:
        value = float(cell)
    except ValueError:
        value = float(cell.replace(",", ".", 1))
    if not math.isfinite(value):
        raise ValueError(f"cell must be a finite number, got {cell}")
    return value


def _whole(cell: str) -> int:
    try:
        return int(cell)
    except ValueError:
        value = finite(cell)  # pandas writes 7.0 where another row has no value
        if not value.is_integer():
            raise
        return int(value)


def _truth(cell: str) -> bool:
    word = cell.strip().lower()
    if word not in _TRUE | _FALSE:
        raise ValueError(f"cell must be true or false, got {cell}")
    return word in _TRUE


def _mapping(cell: str) -> dict[str, Any]:
    value = parse_json(cell, "")
    if not isinstance(value, dict):
        raise ValueError(f"cell must hold names and values, got {cell}")  # noqa: TRY004
    return value
