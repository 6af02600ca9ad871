"""The files that explain exported tables, for people and for programs."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from pathlib import Path

from attention_camp.camp.dataset.exports.cells import cell
from attention_camp.camp.dataset.exports.column_kinds import Kind
from attention_camp.camp.dataset.exports.data_package import data_package
from attention_camp.camp.dataset.tables import as_json, entry
from attention_camp.tasks.columns import Column


def write_dictionaries(
    folder: Path,
    found: Mapping[str, Mapping[str, Column]],
    kinds: Mapping[str, Mapping[str, Kind]],
    *,
    suffixes: tuple[str, ...],
) -> None:
    """Write the data dictionary, as a table and as JSON, and ``datapackage.json``.

    Parameters
    ----------
    folder : Path
        Where the tables are.
    found : mapping
        By table, what each column means.
    kinds : mapping
        By table, the kind of each column.
    suffixes : tuple of str
        The formats that each table was written in.
    """
    with (folder / "data_dictionary.csv").open(
        "w", encoding="utf-8", newline=""
    ) as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("table", "column", "unit", "description"))
        writer.writerows(
            (table, cell(name), column.unit, cell(column.text))
            for table, texts in found.items()
            for name, column in texts.items()
        )
    nested = {
        table: {name: entry(column) for name, column in texts.items()}
        for table, texts in found.items()
    }
    text = json.dumps(nested, ensure_ascii=False, indent=2)
    (folder / "data_dictionary.json").write_text(text + "\n", encoding="utf-8")
    package = data_package(found, kinds, suffixes=suffixes)
    (folder / "datapackage.json").write_text(as_json(package), encoding="utf-8")
