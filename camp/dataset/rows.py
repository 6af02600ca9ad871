"""Read our tables back as what they were written from."""

from __future__ import annotations

import dataclasses
import json
import math
import types
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from attention_camp.camp.dataset.layout import DatasetError, RunPaths
from attention_camp.camp.dataset.reading.earlier_provenance import with_provenance
from attention_camp.camp.dataset.tables import MISSING, TRIAL, ScoreRow
from attention_camp.camp.session.records import EventRow, TrialRecord
from attention_camp.resources.reasons import reason_of
from attention_camp.resources.texts import Sentence

Row = TypeVar("Row", EventRow, TrialRecord, ScoreRow)


def read_table(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a TSV; a half-written last row is left out.

    Raises
    ------
    DatasetError
        If the file cannot be read, or a row has too few or too many cells.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DatasetError(
            Sentence(
                "{path} cannot be read: {error}. Restore it from a backup.",
                path=path,
                error=reason_of(error),
            )
        ) from error
    header, *lines = text.split("\n")
    names = header.rstrip("\r").split("\t")
    for number, line in enumerate(lines[:-1], start=2):
        cells = line.rstrip("\r").split("\t")
        if len(cells) != len(names):
            raise DatasetError(
                Sentence(
                    "{path}, line {number}: {n_cells} cells where the header has "
                    "{n_names}. Correct the line, or restore the file from a backup.",
                    path=path,
                    number=number,
                    n_cells=len(cells),
                    n_names=len(names),
                )
            )
        yield dict(zip(names, cells, strict=True))


def read_trials(paths: RunPaths) -> list[TrialRecord]:
    """Return the trials of a run, in the order they were done.

    Those of a table without provenance, of an earlier version, get it from the ledger.
    """
    path = paths.events
    found = read_table(path) if path.exists() else iter(())
    rows = [row for row in found if row.get("trial_type") == TRIAL]
    trials = [_parsed(TrialRecord, row, path) for row in rows]
    if rows and "score_scale" not in rows[0]:
        trials = with_provenance(paths, trials)
    return sorted(trials, key=lambda trial: trial.trial)


def read_events(paths: RunPaths) -> list[EventRow]:
    """Return the events of a run that are no trials, ordered by onset.

    Those whose onset is unknown come last.
    """
    path = paths.events
    rows = read_table(path) if path.exists() else iter(())
    events = [
        _parsed(EventRow, row, path) for row in rows if row.get("trial_type") != TRIAL
    ]
    return sorted(events, key=lambda event: (math.isnan(event.onset), event.onset))


def read_scores(paths: RunPaths) -> list[ScoreRow]:
    """Return the engagement series of a run."""
    path = paths.engagement
    rows = read_table(path) if path.exists() else iter(())
    return [_parsed(ScoreRow, row, path) for row in rows]


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
    hint: Any = get_type_hints(cls)[name]
    if bool in (hint, *get_args(hint)) and text not in {"true", "false", MISSING}:
        raise ValueError(text)
    value = _kinds(cls)[name](text)
    if text == MISSING and hint is bool:
        raise ValueError(text)
    return value


def _parsed(cls: type[Row], cells: Mapping[str, str], path: Path) -> Row:
    kinds = _kinds(cls)
    optional = _optional(cls)
    # a column that earlier versions did not write keeps its default
    there = {n: k for n, k in kinds.items() if n in cells or n not in optional}
    values = {}
    for name, kind in there.items():
        try:
            values[name] = kind(cells[name])
        except (KeyError, ValueError) as error:
            raise DatasetError(
                Sentence(
                    "{path}: a row at {onset} s cannot be understood: {error}. "
                    "Correct it, or restore the file from a backup.",
                    path=path,
                    onset=cells.get("onset", "?"),
                    error=_problem(name, cells),
                )
            ) from error
    return cls(**values)


def _problem(name: str, cells: Mapping[str, str]) -> Sentence:
    if name not in cells:
        return Sentence("{name} is missing", name=name)
    return Sentence("{name} cannot be {got}", name=name, got=repr(cells[name]))


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


def _kind(hint: Any) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        inner = _kind(next(part for part in get_args(hint) if part is not type(None)))
        return lambda cell: None if cell == MISSING else inner(cell)
    if hint is float:
        return lambda cell: math.nan if cell == MISSING else float(cell)
    if hint is bool:
        return lambda cell: cell == "true"
    if hint is int:
        return int
    if hint is str:
        return lambda cell: "" if cell == MISSING else cell
    return lambda cell: {} if cell == MISSING else json.loads(cell)
