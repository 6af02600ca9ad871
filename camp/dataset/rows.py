"""Read our tables back as what they were written from."""

from __future__ import annotations

import logging
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from attention_camp.camp.dataset.layout import DatasetError, RunPaths
from attention_camp.camp.dataset.reading.earlier_provenance import with_provenance
from attention_camp.camp.dataset.reading.row_records import (
    RecordParser,
    Row,
    TableRow,
    kinds_of,
)
from attention_camp.camp.dataset.tables import TRIAL, ScoreRow
from attention_camp.camp.session.records import EventRow, TrialRecord
from attention_camp.resources.bounded import UnreadableError
from attention_camp.resources.reasons import reason_of
from attention_camp.resources.text_table import TextTable
from attention_camp.resources.texts import Sentence

logger = logging.getLogger(__name__)


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
    names = tuple(name.strip() for name in table.header)
    n_ended = len(table.lines) - bool(table.tail)
    for number, texts in table.rows():
        yield TableRow(path, number, names, texts, number <= n_ended)


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
            yield row.cells


@dataclass(frozen=True, slots=True)
class EventTable:
    """What a run's events.tsv holds."""

    trials: tuple[TrialRecord, ...]
    """In the order they were done; of two rows of one trial the first."""
    events: tuple[EventRow, ...]
    """What is no trial, ordered by onset; those whose onset is unknown come last."""
    problems: tuple[Sentence, ...]
    """A sentence for each row that is left out: file, line, remedy."""


def read_event_table(paths: RunPaths, *, completed: bool = True) -> EventTable:
    """Return what a run's events.tsv holds; a bad row costs only itself.

    Parameters
    ----------
    paths : RunPaths
        The run.
    completed : bool
        Whether trials of a table without provenance, of an earlier version, get it from
        the ledger.

    Raises
    ------
    DatasetError
        If the file cannot be read.
    """
    trials: dict[int, TrialRecord] = {}
    events: list[EventRow] = []
    problems: list[Sentence] = []
    rows = table_rows(paths.events) if paths.events.exists() else iter(())
    is_early = False
    as_event, as_trial = RecordParser(EventRow), RecordParser(TrialRecord)
    for row in rows:
        is_early = is_early or "score_scale" not in row.names
        try:
            if as_event.text(row, "trial_type") != TRIAL:
                events.append(as_event.record(row))
                continue
            trial = as_trial.record(row)
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
    done = [trials[number] for number in sorted(trials)]
    if is_early and completed:
        done = with_provenance(paths, done)
    return EventTable(
        tuple(done),
        tuple(events),
        tuple(problems),
    )


def read_told_table(paths: RunPaths) -> EventTable:
    """Return what a run's events.tsv holds; what is left out is said in the log.

    Raises
    ------
    DatasetError
        If the file, or every row of it, cannot be read.
    """
    table = read_event_table(paths)
    if table.problems and not (table.trials or table.events):
        raise DatasetError(table.problems[0])
    for problem in table.problems:
        logger.warning("%s", problem)
    return table


def read_trials(paths: RunPaths) -> list[TrialRecord]:
    """Return the trials of a run, in the order they were done.

    A row that cannot be read is left out, and said in the log.

    Raises
    ------
    DatasetError
        If the file, or every row of it, cannot be read.
    """
    return list(read_told_table(paths).trials)


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
    as_score = RecordParser(ScoreRow)
    for row in rows:
        try:
            if row.is_ended:
                scores.append(as_score.record(row))
        except DatasetError as error:
            problems.append(_sentence(error))
    return scores, problems


def _sentence(error: DatasetError) -> Sentence:
    text = str(error)
    return text if isinstance(text, Sentence) else Sentence("{text}", text=text)


def read_cell(cls: type[Row], name: str, text: str) -> Any:
    """Return the value of one cell of a row.

    Parameters
    ----------
    cls : type
        The kind of row.
    name : str
        Name of the column.
    text : str
        Text of the cell.

    Raises
    ------
    ValueError
        If the text is no such value.
    """
    return kinds_of(cls)[name](text)
