"""Tables of text with tabs between cells, as any program may have left them."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from attention_camp.resources.bounded import LARGEST_TABLE, read_bytes

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
# the longer marks first: that of UTF-16 begins that of UTF-32
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class TextTable:
    """The lines of a table with their line ends, and how they are written as bytes."""

    lines: tuple[str, ...]
    encoding: str = "utf-8"
    mark: bytes = b""
    """Byte order mark at the start of the file."""

    @classmethod
    def of_bytes(cls, data: bytes) -> TextTable:
        """Return the table in some bytes, in any encoding.

        Bytes that are no Unicode are read as Latin-1, which gives every byte back
        unchanged: tabs, line ends and labels are ASCII in all of its relatives.
        """
        for mark, encoding in _MARKS:
            if data.startswith(mark):
                text = _decoded(data[len(mark) :], encoding)
                if text is not None:
                    return cls(tuple(_LINE.findall(text)), encoding, mark)
        for encoding in (*_without_mark(data), "utf-8"):
            text = _decoded(data, encoding)
            if text is not None:
                return cls(tuple(_LINE.findall(text)), encoding)
        return cls(tuple(_LINE.findall(data.decode("latin-1"))), "latin-1")

    @classmethod
    def read(cls, path: Path) -> TextTable:
        """Read a table.

        Raises
        ------
        UnreadableError
            If the file cannot be read or is too large.
        FileNotFoundError
            If there is none.
        """
        return cls.of_bytes(read_bytes(path, most=LARGEST_TABLE))

    def to_bytes(self) -> bytes:
        """Return the bytes of the file.

        Raises
        ------
        UnicodeEncodeError
            If a character does not exist in the table's encoding.
        """
        return self.mark + "".join(self.lines).encode(self.encoding)

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns, without the quotes some programs write."""
        return cells_of(self.lines[0]) if self.lines else ()

    @property
    def line_end(self) -> str:
        """The line end of the table's first line; a line feed where it has none."""
        for line in self.lines:
            if end := line[len(line.rstrip("\r\n")) :]:
                return end
        return "\n"

    @property
    def tail(self) -> str:
        """The last line, where it has no line end; else empty."""
        last = self.lines[-1] if self.lines else ""
        return "" if last.endswith(("\r", "\n")) else last

    def rows(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Yield number, from 1, and cells of the lines below the header, blank not."""
        for number, line in enumerate(self.lines[1:], start=2):
            if line.strip():
                yield number, cells_of(line)


def cells_of(line: str) -> tuple[str, ...]:
    """Return the cells of a line, without the quotes around them.

    Line by line, and never over its end: a quotation mark that nobody closed costs its
    own cell and no other row.
    """
    text = line.rstrip("\r\n")
    cells = text.split("\t")
    around = f"\t{text}\t"
    # quotes and blanks within a cell, as in JSON, stay as they are
    if '\t"' in around or "\t " in around or " \t" in around:
        return tuple(_unquoted(cell.strip(" ")) for cell in cells)
    return tuple(cells)


def _unquoted(text: str) -> str:
    if len(text) > 1 and text[0] == text[-1] == '"':
        return text[1:-1].replace('""', '"')
    return text


def _decoded(data: bytes, encoding: str) -> str | None:
    """Return a text if its bytes are in this encoding, to the last one."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return text if text.encode(encoding) == data else None


def _without_mark(data: bytes) -> tuple[str, ...]:
    """Return the encodings of two bytes a character that a text may be in."""
    head = data[:4096]
    n_zeros = head.count(0)
    # a table's tabs, digits and line ends have a zero byte each; other texts have none
    if not n_zeros or len(data) % 2 or n_zeros * 4 < len(head):
        return ()
    odd = head[1::2].count(0)
    return ("utf-16-le",) if odd * 2 >= n_zeros else ("utf-16-be",)
