"""Exported tables as Parquet: the types are in the file, and labels stay texts."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from attention_camp.camp.dataset.exports.column_kinds import Kind
from attention_camp.camp.dataset.layout import DatasetError
from attention_camp.resources.texts import Sentence


class NoParquetError(DatasetError):
    """Parquet that cannot be written here; the text is for people."""


def require_parquet() -> None:
    """Refuse before anything is written where the package for Parquet is missing.

    Raises
    ------
    NoParquetError
        With how to install it.
    """
    _pyarrow()


def _pyarrow() -> tuple[Any, Any]:
    try:
        return import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError as error:
        raise NoParquetError(
            Sentence(
                "Parquet needs the package pyarrow, which is not installed. Install "
                "it: pip install “attention-camp[parquet]”; or export CSV alone."
            )
        ) from error


class ParquetTable:
    """A Parquet file that is being written.

    Parameters
    ----------
    path : Path
        The file.
    kinds : mapping
        The kind of each column.
    """

    def __init__(self, path: Path, kinds: Mapping[str, Kind]) -> None:
        self._arrow, parquet = _pyarrow()
        types = {
            "string": self._arrow.string(),
            "integer": self._arrow.int64(),
            "number": self._arrow.float64(),
            "boolean": self._arrow.bool_(),
        }
        self._kinds = kinds
        fields = [(name, types[kind]) for name, kind in kinds.items()]
        self._schema = self._arrow.schema(fields)
        self._writer = parquet.ParquetWriter(path, self._schema)

    def write(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Write some rows; what a row lacks is missing."""
        made = [
            {name: _value(row.get(name), kind) for name, kind in self._kinds.items()}
            for row in rows
        ]
        if made:
            self._writer.write_table(
                self._arrow.Table.from_pylist(made, schema=self._schema)
            )

    def close(self) -> None:
        """Write the end of the file."""
        self._writer.close()


def _value(value: Any, kind: Kind) -> Any:
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return None
    return str(value) if kind == "string" else value
