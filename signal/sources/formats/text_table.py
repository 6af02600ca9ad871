"""Tables of numbers in text files, as headsets' programs write them."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from attention_camp.resources.texts import Sentence
from attention_camp.signal.stream import SourceError

_N_TOLD_BY = 200  # own choice: as many first lines tell how a file is written
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MILLISECONDS = 1e11
"""An epoch time above it is in ms; in seconds it would be the year 5138."""

_COMMA_DECIMAL = re.compile(r"[-+]?\d+,\d+(?:[eE][-+]?\d+)?")
_POINT_DECIMAL = re.compile(r"[-+]?\d+\.\d+(?:[eE][-+]?\d+)?")
_NAME = re.compile("[A-Za-z]")


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    """From 1, in the file."""
    text: str
    is_cut: bool
    """Whether its end, or beginning, may be missing."""


@dataclass(frozen=True, slots=True, eq=False)
class TextTable:
    """A table whose cells can be told apart; numbers are read when asked for."""

    file: Path
    comments: tuple[str, ...]
    """Lines that began with ``%``, without it."""
    names: tuple[str, ...]
    """Names of the columns; empty where the file has no header line."""
    n_columns: int
    rows: tuple[str, ...]
    """Whole rows, their cells parted by tabs, decimal points in their numbers."""
    left_out: tuple[int, ...]
    """Numbers of the lines that were left out: cut, or with other cells."""
    has_decimal_commas: bool

    def numbers(self, columns: Sequence[int]) -> NDArray[np.float64]:
        """Return columns as numbers, shape (n_columns, n_rows).

        What is no number, or not finite, is NaN.
        """
        import pandas as pd

        if not self.rows or not columns:
            return np.full((len(columns), len(self.rows)), np.nan)
        frame = pd.read_csv(
            io.StringIO("\n".join(self.rows)),
            sep="\t",
            header=None,
            usecols=sorted(set(columns)),
            quoting=csv.QUOTE_NONE,
            skipinitialspace=True,
            low_memory=False,
            skip_blank_lines=False,
        )
        values = np.stack(
            [
                pd.to_numeric(frame[column], errors="coerce").to_numpy(np.float64)
                for column in columns
            ]
        )
        values[~np.isfinite(values)] = np.nan
        return values

    def times(self, column: int) -> NDArray[np.float64] | None:
        """Return a column of times, s: seconds or milliseconds of the epoch, or dates.

        None where there are none.
        """
        times = self.numbers([column])[0]
        if not np.isfinite(times).any():
            import pandas as pd

            texts = [text.replace(",", ".") for text in self.texts(column)]
            read = pd.to_datetime(
                pd.Series(texts), format="mixed", errors="coerce", utc=True
            )
            times = np.asarray((read - read.min()).dt.total_seconds(), np.float64)
        elif float(np.nanmedian(times)) > _MILLISECONDS:
            times = times / 1e3
        return times if np.isfinite(times).any() else None

    def texts(self, column: int) -> list[str]:
        """Return the cells of a column as they are."""
        return [row.split("\t", column + 1)[column].strip() for row in self.rows]

    def notes(self) -> list[Sentence]:
        """Return what a person should know of how the file was read."""
        notes = []
        if self.has_decimal_commas:
            notes.append(Sentence("The numbers have decimal commas."))
        return [*notes, *left_out_notes(self.left_out)]


def left_out_notes(lines: Sequence[int]) -> list[Sentence]:
    """Return what is said of the lines of a text that were left out."""
    if not lines:
        return []
    return [
        Sentence(
            "Lines that are not whole were left out: {n}, the first is line {line}.",
            n=len(lines),
            line=lines[0],
        )
    ]


def read_text_table(file: Path) -> TextTable:
    """Read a table of numbers.

    Understood are a byte order mark, UTF-16, zero bytes that a power cut left, a last
    line that is cut, commas, semicolons or tabs between the cells, and decimal commas.

    Raises
    ------
    SourceError
        Where the cells cannot be told apart.
    """
    comments: list[str] = []
    body: list[_Line] = []
    for line in _lines(file):
        if line.text.lstrip('" ').startswith("%"):
            comments.append(line.text.lstrip('"% ').rstrip('";,\t '))
        else:
            body.append(line)
    header = body.pop(0).text if body and _is_header(body[0].text) else ""
    # a recording that was begun again in the same file has it again
    body = [line for line in body if not header or line.text != header]
    delimiter, has_commas = _dialect([line.text for line in body[:_N_TOLD_BY]], header)
    texts = [_parted(line.text, delimiter, has_commas) for line in body]
    counts = [text.count("\t") + 1 for text in texts]
    n_columns = Counter(counts[:_N_TOLD_BY]).most_common(1)[0][0] if counts else 0
    names = _names_of(header, delimiter, n_columns, file)
    rows: list[str] = []
    left_out: list[int] = []
    for line, text, count in zip(body, texts, counts, strict=True):
        if count == n_columns and (not line.is_cut or _seems_whole(text, rows)):
            rows.append(text)
        else:
            left_out.append(line.number)
    return TextTable(
        file=file,
        comments=tuple(comments),
        names=names,
        n_columns=n_columns or len(names),
        rows=tuple(rows),
        left_out=tuple(left_out),
        has_decimal_commas=has_commas,
    )


def _lines(file: Path) -> list[_Line]:
    """Return the lines that hold something."""
    data = file.read_bytes()
    mark, encoding = next(
        ((mark, name) for mark, name in _MARKS if data.startswith(mark)),
        (b"", "utf-8"),
    )
    text = data[len(mark) :].decode(encoding, "replace")
    found: list[_Line] = []
    number = 1
    # zero bytes stand where a file grew and its content never reached the disk: what
    # is before them has lost its end, what follows its beginning
    for place, piece in enumerate(re.split("\0+", text)):
        parts = re.split("\r\n|\r|\n", piece)
        for k, part in enumerate(parts):
            is_cut = k == len(parts) - 1 or (place > 0 and k == 0)
            if part.strip():
                found.append(_Line(number, part, is_cut))
            number += k < len(parts) - 1
    return found


def _is_header(line: str) -> bool:
    """Return whether a line names columns: its first cell is a word."""
    first = re.split("[,;\t]", line.lstrip('" '))[0]
    return bool(_NAME.search(first)) and not first.lower().startswith(("nan", "inf"))


def _dialect(lines: Sequence[str], header: str) -> tuple[str, bool]:
    """Return what parts the cells, a regular expression, and whether by decimal commas.

    A comma that parts cells in a file with decimal commas is followed by a space, as
    the OpenBCI GUI writes it.
    """
    first = next(iter(lines), "")
    delimiter = ";" if ";" in first else "\t" if "\t" in first else ","
    if delimiter == "," and header and header.count(",") == first.count(","):
        return delimiter, False
    candidate = r",\s+" if delimiter == "," else delimiter
    n_commas = n_points = 0
    for line in lines:
        cells = [cell.strip() for cell in re.split(candidate, line)]
        n_commas += sum(bool(_COMMA_DECIMAL.fullmatch(cell)) for cell in cells)
        n_points += sum(bool(_POINT_DECIMAL.fullmatch(cell)) for cell in cells)
    # integers without a space between ("0,0") look like decimal commas, but then
    # other numbers of the file have points
    return (candidate, True) if n_commas > 0 and n_points == 0 else (delimiter, False)


def _parted(line: str, delimiter: str, has_commas: bool) -> str:
    """Return a line with tabs between its cells and points in its numbers."""
    line = line.strip(" ")
    if has_commas:
        return re.sub(delimiter, "\t", line).replace(",", ".")
    return line.replace(delimiter, "\t")


def _names_of(
    header: str, delimiter: str, n_columns: int, file: Path
) -> tuple[str, ...]:
    """Return the names of the columns; refuse those that do not fit the rows."""
    if not header:
        return ()
    plain = "," if delimiter.startswith(",") else delimiter
    names = [name.strip(' "') for name in header.split(plain)]
    while names and not names[-1]:
        names.pop()
    n_extra = n_columns - len(names)
    if n_columns and n_extra not in (0, 1):
        raise SourceError(
            Sentence(
                "The columns of {file} cannot be told apart: its header has "
                "{names:name|names}, its lines have {cells:cell|cells}. Save it again "
                "with a semicolon or a tab between the cells.",
                file=file,
                names=len(names),
                cells=n_columns,
            )
        )
    # a comma at the end of each line makes an empty cell
    return (*names, *[""] * max(n_extra, 0))


def _seems_whole(text: str, rows: Sequence[str]) -> bool:
    """Return whether the last cell of a cut line is as long as those before it."""
    shapes = {re.sub(r"\d", "9", row.rpartition("\t")[2]) for row in rows[-50:]}
    return re.sub(r"\d", "9", text.rpartition("\t")[2]) in shapes
