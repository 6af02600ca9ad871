"""Where a label stands in files: in paths, in JSON, in tables, in logs."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from attention_camp.camp.dataset.layout import DatasetError
from attention_camp.camp.dataset.shared_table import SharedTable

COLUMNS = ("participant_id", "participant", "subject")
"""Columns of tables, ours and others', that hold whom a row is about."""
_PIECE = 1 << 20


def is_of(place: Path, label: str) -> bool:
    """Return whether a path in a dataset, of any program, is a person's."""
    subject = f"sub-{label}"
    return any(
        part == subject or part.startswith((f"{subject}_", f"{subject}."))
        for part in place.parts
    )


def pattern_of(label: str) -> re.Pattern[bytes]:
    """Return what finds ``sub-LABEL``, or the label as a JSON value, in bytes."""
    text = re.escape(label.encode())
    return re.compile(rb'sub-%b(?![0-9A-Za-z])|"%b"' % (text, text))


def names(path: Path, label: str) -> bool:
    """Return whether a file holds a person's label."""
    wanted, before = pattern_of(label), b""
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                if wanted.search(before + piece):
                    return True
                before = piece[-len(label) - 8 :]
    except OSError:
        return False
    return False


def relabelled(line: bytes, label: str, new: str) -> bytes:
    """Return a line with another label where the pattern of `pattern_of` is.

    Parameters
    ----------
    line : bytes
        The line.
    label, new : str
        The label that goes, and what takes its place.
    """

    def put(found: re.Match[bytes]) -> bytes:
        is_path = found[0].startswith(b"sub-")
        return f"sub-{new}".encode() if is_path else f'"{new}"'.encode()

    return pattern_of(label).sub(put, line)


def has_rows(path: Path, label: str) -> bool:
    """Return whether a table has rows about a person."""
    if path.suffix == ".csv":
        return any(_is_row(row, label) for row in _csv_rows(path))
    if path.suffix != ".tsv" or not names(path, label):
        return False
    try:
        return bool(_columns_with(SharedTable.read(path), label))
    except (OSError, DatasetError):
        return False


def remove_rows(path: Path, label: str) -> None:
    """Remove the rows about a person from a table; the others stay as they are."""
    if path.suffix == ".csv":
        _remove_csv_rows(path, label)
        return
    table = SharedTable.read(path)
    for column in _columns_with(table, label):
        for value in (label, f"sub-{label}"):
            table = table.without(column, value)
    table.write()


def _columns_with(table: SharedTable, label: str) -> list[str]:
    wanted = {label, f"sub-{label}"}
    return [name for name in COLUMNS if wanted & set(table.column(name))]


def _csv_rows(path: Path) -> Iterator[dict[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)
    except (OSError, UnicodeDecodeError, csv.Error):
        return


def _is_row(row: dict[str, str], label: str) -> bool:
    return any(row.get(name) in {label, f"sub-{label}"} for name in COLUMNS)


def _remove_csv_rows(path: Path, label: str) -> None:
    from attention_camp.camp.dataset.durable import write_whole

    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows = [row for row in reader if not _is_row(row, label)]
        text = io.StringIO()
        writer = csv.DictWriter(text, reader.fieldnames or [], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    write_whole(path, text.getvalue())
