"""Records made of the rows of our tables, cell by cell."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar, get_type_hints

from attention_camp.camp.dataset.layout import DatasetError
from attention_camp.camp.dataset.reading.cells import kind_of_cell
from attention_camp.camp.dataset.tables import ScoreRow
from attention_camp.camp.session.records import EventRow, TrialRecord
from attention_camp.resources.texts import Sentence

Row = TypeVar("Row", EventRow, TrialRecord, ScoreRow)


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table, as it stands there."""

    path: Path
    number: int
    """Number of its line, from 1."""
    names: tuple[str, ...]
    """Names of the table's columns."""
    texts: tuple[str, ...]
    """Texts of the row's cells."""
    is_ended: bool = True
    """Whether the line has its end; only the last one of a file may lack it."""

    @property
    def cells(self) -> dict[str, str]:
        """The texts by the names of their columns."""
        return dict(zip(self.names, self.texts, strict=False))

    @property
    def problem(self) -> Sentence | None:
        """Why the row cannot be used: it has too few or too many cells."""
        n_cells, n_names = len(self.texts), len(self.names)
        # a spreadsheet fills up rows with empty cells
        if n_cells >= n_names and not any(self.texts[n_names:]):
            return None
        return Sentence(
            "{path}, line {number}: {n_cells:cell|cells} where the header has "
            "{n_names}. Correct the line, or restore the file from a backup.",
            path=self.path,
            number=self.number,
            n_cells=n_cells,
            n_names=n_names,
        )


class _Values(dict[str, Any]):
    """What the texts of a column mean: one that comes again is not read again.

    Most cells of a table are: n/a, a stage, a level.
    """

    def __init__(self, kind: Callable[[str], Any]) -> None:
        super().__init__()
        self._kind = kind

    def __missing__(self, text: str) -> Any:
        value = self._kind(text)
        if not isinstance(value, dict):  # each row has a mapping of its own
            self[text] = value
        return value


class RecordParser(Generic[Row]):
    """Makes records of the rows of one table, whose columns it looks up once."""

    def __init__(self, cls: type[Row]) -> None:
        self._cls: type[Row] = cls
        self._names: tuple[str, ...] | None = None
        self._places: dict[str, int] = {}
        self._columns: list[tuple[str, int, _Values]] = []
        self._missing = ""

    def text(self, row: TableRow, name: str) -> str | None:
        """Return the text of a row in a column; None where there is none."""
        if row.names is not self._names:
            self._look_up(row.names)
        place = self._places.get(name, len(row.texts))
        return row.texts[place] if place < len(row.texts) else None

    def record(self, row: TableRow) -> Row:
        """Return the record of a row.

        Raises
        ------
        DatasetError
            If it is none; the text names file, line and cell.
        """
        if row.names is not self._names:
            self._look_up(row.names)
        if row.problem is not None:
            raise DatasetError(row.problem)
        if self._missing:
            raise _located(row, Sentence("{name} is missing", name=self._missing))
        texts, values = row.texts, {}
        for name, place, known in self._columns:
            try:
                values[name] = known[texts[place]]
            except (ValueError, OverflowError) as error:
                got = repr(texts[place][:99])
                problem = Sentence("{name} cannot be {got}", name=name, got=got)
                raise _located(row, problem) from error
        return self._cls(**values)

    def _look_up(self, names: tuple[str, ...]) -> None:
        kinds, optional = kinds_of(self._cls), _optional(self._cls)
        self._names = names
        self._places = {name: place for place, name in enumerate(names)}
        lacking = [name for name in kinds if name not in self._places]
        # a column that earlier versions did not write keeps its default
        self._missing = next((name for name in lacking if name not in optional), "")
        self._columns = [
            (name, self._places[name], _Values(kind))
            for name, kind in kinds.items()
            if name in self._places
        ]


def _located(row: TableRow, problem: Sentence) -> DatasetError:
    return DatasetError(
        Sentence(
            "{path}, line {number}: {error}. Correct the line, or restore the "
            "file from a backup.",
            path=row.path,
            number=row.number,
            error=problem,
        )
    )


def _optional(cls: type) -> frozenset[str]:
    """Return the columns without which a row can be read."""
    if cls not in _OPTIONAL:
        _OPTIONAL[cls] = frozenset(
            field.name
            for field in dataclasses.fields(cls)
            if field.default is not dataclasses.MISSING
        )
    return _OPTIONAL[cls]


def kinds_of(cls: type) -> dict[str, Any]:
    """Return for each field what makes its value from a cell."""
    if cls not in _KINDS:
        hints = get_type_hints(cls)
        _KINDS[cls] = {name: kind_of_cell(hint) for name, hint in hints.items()}
    return _KINDS[cls]


_KINDS: dict[type, dict[str, Any]] = {}
_OPTIONAL: dict[type, frozenset[str]] = {}
