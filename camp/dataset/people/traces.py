"""Where a label stands in files: in paths, in JSON, in tables, in logs."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from attention_camp.camp.dataset.layout import DatasetError
from attention_camp.camp.dataset.shared_table import SharedTable

COLUMNS = ("participant_id", "participant", "subject")
"""Columns of tables, ours and others', that hold whom a row is about."""
TEXTS = frozenset(
    {".tsv", ".json", ".jsonl", ".vhdr", ".vmrk", ".txt", ".md", ".csv", ".html"}
    | {".py", ".yaml"}
)
"""Files of text, in which a label can be read, and changed; samples and weights are
not."""
NOBODY = "withdrawn"
"""What stands where a label was."""
PERSON_KEYS = ("participant", "participant_id", "subject", "subject_id", "of")
"""Entries of JSON that hold a bare label."""
OTHER_KEYS = frozenset(
    {"at", "what", "kind", "who", "why", "by", "version", "consent", "code", "session"}
    | {"run", "task"}
)
"""Entries of a trail that may be the same as somebody's label, and are none."""
KEPT_KEYS = frozenset({"to", "key", "was", "now"})
"""Entries of a trail that say what was at the time."""
_PIECE = 1 << 20
_FEWEST_DIGITS = 4
"""A number of fewer digits may be anything in a path; labels that the program draws
have as many."""


def is_of(place: Path, label: str) -> bool:
    """Return whether a path in a dataset, of any program, is a person's."""
    subject = f"sub-{label}"
    return any(
        part == subject or part.startswith((f"{subject}_", f"{subject}."))
        for part in place.parts
    )


def pattern_of(label: str) -> re.Pattern[bytes]:
    """Return what finds ``sub-LABEL``, or the label as what an entry of JSON is about.

    A session, a run or a version may be called as somebody is: ``"session": "01"``.
    """
    text = re.escape(label.encode())
    return re.compile(
        rb'(?P<before>sub-)%b(?![0-9A-Za-z])|(?P<entry>"(?:%b)"\s*:\s*)"%b"'
        % (text, "|".join(PERSON_KEYS).encode(), text)
    )


def names(path: Path, label: str) -> bool:
    """Return whether a file holds a person's label."""
    wanted, before = pattern_of(label), b""
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                if wanted.search(before + piece):
                    return True
                before = piece[-len(label) - 40 :]
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
        if found["before"]:
            return found["before"] + new.encode()
        return found["entry"] + f'"{new}"'.encode()

    return pattern_of(label).sub(put, line)


def value_with(value: Any, label: str, new: str, *, key: str = "") -> Any:
    """Return a value of a trail with another label for a person.

    Parameters
    ----------
    value : bool, int, float, str, list or dict
        The value, as JSON has it.
    label, new : str
        The label that goes, and what takes its place.
    key : str
        The entry that holds it: some never say whom a line is about.
    """
    if key in KEPT_KEYS:
        return value
    if isinstance(value, dict):
        return {k: value_with(v, label, new, key=k) for k, v in value.items()}
    if isinstance(value, list):
        return [value_with(one, label, new) for one in value]
    if not isinstance(value, str):
        return value
    if value == label and key not in OTHER_KEYS:
        return new
    return relabelled(value.encode(), label, new).decode()


def in_text(data: bytes, label: str) -> bool:
    """Return whether a label stands in a text: by itself; a number, where it is marked.

    A bare number may be anything: one counts after ``sub-``, as what an entry of JSON
    is about, as a cell of HTML, and as a step of a path.

    Parameters
    ----------
    data : bytes
        The text.
    label : str
        The label.
    """
    text = re.escape(label.encode())
    if not label.isdigit():
        return bool(re.search(_alone(text), data))
    marked = rb"(?<=>)%b(?=<)|(?<=[/\\])%b(?=[/\\.])" % (text, text)
    return bool(pattern_of(label).search(data) or re.search(marked, data))


def in_path(path: str, label: str) -> bool:
    """Return whether a path names a person; a short number does as a whole step of it.

    Parameters
    ----------
    path : str
        The path.
    label : str
        The label.
    """
    return renamed_in(path, label) != path


def renamed_in(path: str, label: str) -> str:
    """Return a path, or a text, with a neutral word where it names a person.

    Parameters
    ----------
    path : str
        The path, or the text.
    label : str
        The label.
    """
    text = re.escape(label.encode())
    pattern = _alone(text)
    if label.isdigit() and len(label) < _FEWEST_DIGITS:
        pattern = rb"(?<=sub-)%b(?![0-9A-Za-z])|(?<![^/\\])%b(?![^/\\])" % (text, text)
    return re.sub(pattern, NOBODY.encode(), path.encode()).decode()


def _alone(text: bytes) -> bytes:
    return rb"(?<![0-9A-Za-z])%b(?![0-9A-Za-z])" % text


def has_rows(path: Path, label: str) -> bool:
    """Return whether a table has rows about a person."""
    if path.suffix == ".csv":
        return len(_csv_without(rows := _csv_rows(path), label)) < len(rows)
    if path.suffix != ".tsv":
        return False
    try:
        data = path.read_bytes()
        if label.encode() not in data and b"\0" not in data:  # UTF-16 has zeros
            return False
        return bool(_columns_with(SharedTable.read(path), label))
    except (OSError, DatasetError):
        return False


def remove_rows(path: Path, label: str) -> None:
    """Remove the rows about a person from a table; the others stay as they are."""
    if path.suffix == ".csv":
        _write_csv_rows(path, _csv_without(_csv_rows(path), label))
        return
    table = SharedTable.read(path)
    for column in _columns_with(table, label):
        for value in (label, f"sub-{label}"):
            table = table.without(column, value)
    table.write()


def relabel_rows(path: Path, label: str, new: str) -> None:
    """Give the rows about a person another label, where it stands without ``sub-``.

    Parameters
    ----------
    path : Path
        A table that other programs or people may have written.
    label, new : str
        The label that goes, and what takes its place.
    """
    if path.suffix == ".csv":
        rows = _csv_rows(path)
        for row, place in _csv_places(rows):
            row[place] = new if row[place] == label else row[place]
        _write_csv_rows(path, rows)
        return
    table = SharedTable.read(path)
    places = {table.place(name) for name in COLUMNS} - {None}
    lines = [list(line.split("\t")) for line in table.lines]
    for cells in lines[1:]:
        for place, text in enumerate(cells):
            if place in places and text.strip('"\r\n ') == label:
                cells[place] = text.replace(label, new)
    replace(table, lines=tuple("\t".join(cells) for cells in lines)).write()


def _columns_with(table: SharedTable, label: str) -> list[str]:
    wanted = {label, f"sub-{label}"}
    return [name for name in COLUMNS if wanted & set(table.column(name))]


def _csv_rows(path: Path) -> list[list[str]]:
    """Return the rows of a CSV table, its header first; none: it cannot be read."""
    try:
        table = SharedTable.read(path)
        text = io.StringIO("".join(table.lines), newline="")
        return list(csv.reader(text, delimiter=_delimiter(table)))
    except (OSError, DatasetError, csv.Error):
        return []


def _delimiter(table: SharedTable) -> str:
    """Return what is between the cells: in many countries it is no comma."""
    header = table.lines[0] if table.lines else ""
    for sign in ";\t":
        if {*COLUMNS} & {*next(csv.reader([header], delimiter=sign))}:
            return sign
    return ","


def _csv_places(rows: list[list[str]]) -> Iterator[tuple[list[str], int]]:
    """Yield each row below the header with the places that say whom it is about."""
    header = rows[0] if rows else []
    places = [place for place, name in enumerate(header) if name in COLUMNS]
    for row in rows[1:]:
        yield from ((row, place) for place in places if place < len(row))


def _csv_without(rows: list[list[str]], label: str) -> list[list[str]]:
    wanted = {label, f"sub-{label}"}
    gone = {id(row) for row, place in _csv_places(rows) if row[place] in wanted}
    return [row for row in rows if id(row) not in gone]


def _write_csv_rows(path: Path, rows: list[list[str]]) -> None:
    """Write a CSV table anew with these rows, encoded and separated as it was."""
    table, text = SharedTable.read(path), io.StringIO()
    sign, end = _delimiter(table), table.line_end
    csv.writer(text, delimiter=sign, lineterminator=end).writerows(rows)
    replace(table, lines=(text.getvalue(),)).write()
