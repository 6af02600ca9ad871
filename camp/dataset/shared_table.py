"""Tables that others edit too: only our own cells change, byte for byte the rest."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from attention_camp.camp.dataset.durable import make_folder, write_whole
from attention_camp.camp.dataset.guards.locks import HeldError, Lock
from attention_camp.camp.dataset.layout import DatasetError
from attention_camp.camp.dataset.tables import MISSING, cell
from attention_camp.resources.bounded import LARGEST_TABLE, read_bytes
from attention_camp.resources.texts import Sentence

LOCK_SECONDS = 5.0
"""How long another program may hold a table, s; own choice: a row takes
milliseconds."""

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class SharedTable:
    """The lines of a table with their line ends, and how they are written as bytes."""

    path: Path
    lines: tuple[str, ...]
    encoding: str = "utf-8"
    mark: bytes = b""
    """Byte order mark at the start of the file."""

    @classmethod
    def read(cls, path: Path) -> SharedTable:
        """Read a table in any encoding; an absent one has no lines.

        Bytes that are no Unicode are read as Latin-1, which gives every byte back
        unchanged: labels and our own cells are ASCII in all of its relatives.
        """
        data = read_bytes(path, most=LARGEST_TABLE) if path.exists() else b""
        for mark, encoding in _MARKS:
            if data.startswith(mark):
                text = data[len(mark) :].decode(encoding, "surrogatepass")
                return cls(path, tuple(_LINE.findall(text)), encoding, mark)
        try:
            return cls(path, tuple(_LINE.findall(data.decode("utf-8"))))
        except UnicodeDecodeError:
            text = data.decode("latin-1")
            return cls(path, tuple(_LINE.findall(text)), "latin-1")

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns, without the quotes some programs write."""
        return _cells(self.lines[0]) if self.lines else ()

    def column(self, name: str) -> tuple[str, ...]:
        """Return the cells of a column; empty where a row has none."""
        if name not in self.header:
            return ()
        place = self.header.index(name)
        rows = (_cells(line) for line in self.lines[1:] if line.strip())
        return tuple(row[place] if place < len(row) else "" for row in rows)

    def with_columns(self, names: Sequence[str]) -> SharedTable:
        """Return the table with new columns at the right, n/a in its rows.

        Raises
        ------
        DatasetError
            If a row has another number of cells than the header: where a new cell
            would belong cannot be told then.
        """
        n_columns = len(self.header)
        lines = []
        for number, line in enumerate(self.lines, start=1):
            body = line.rstrip("\r\n")
            if not body.strip():
                lines.append(line)
                continue
            if len(_cells(line)) != n_columns:
                raise DatasetError(
                    Sentence(
                        "{file}, line {line}: {found} cells where the header has "
                        "{expected}. Correct the line, then begin again.",
                        file=self.path,
                        line=number,
                        found=len(_cells(line)),
                        expected=n_columns,
                    )
                )
            new = list(names) if number == 1 else [MISSING] * len(names)
            lines.append("\t".join([body, *new]) + line[len(body) :])
        return replace(self, lines=tuple(lines))

    def with_row(self, values: Mapping[str, object]) -> SharedTable:
        """Return the table with a row at its end; columns without a value get n/a."""
        row = "\t".join(cell(values.get(name)) for name in self.header)
        lines = list(self.lines)
        if not lines[-1].endswith(("\r", "\n")):
            lines[-1] += self._line_end
        return replace(self, lines=(*lines, row + self._line_end))

    def without(self, name: str, value: str) -> SharedTable:
        """Return the table without the rows that have ``value`` in a column."""
        place = self.header.index(name) if name in self.header else 0
        kept = [
            line
            for line in self.lines[1:]
            if _cells(line)[place : place + 1] != (value,)
        ]
        return replace(self, lines=(*self.lines[:1], *kept))

    def write(self) -> None:
        """Write the table, whole or not at all."""
        text = "".join(self.lines)
        write_whole(self.path, self.mark + text.encode(self.encoding, "surrogatepass"))

    @property
    def _line_end(self) -> str:
        ends = re.findall(r"\r\n|\r|\n", "".join(self.lines))
        return ends[0] if ends else "\n"


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a table, so that two of our programs never write over each other.

    Raises
    ------
    DatasetError
        If another program holds it, or the folder's file system knows no locks.
    """
    folder = _dataset_of(path) / "sourcedata"
    is_new = not folder.exists()
    make_folder(folder)
    try:
        lock = Lock(folder / f".{path.name}.lock", seconds=LOCK_SECONDS)
    except HeldError as error:
        raise DatasetError(
            Sentence(
                "{file} is held by another Attention Camp. Wait until it is done, or "
                "end it, then try again.",
                file=path,
            )
        ) from error
    except DatasetError:
        if is_new:
            folder.rmdir()
        raise
    try:
        yield
    finally:
        lock.release()
        if is_new:
            with suppress(OSError):  # somebody put something there
                folder.rmdir()


def _dataset_of(path: Path) -> Path:
    """Return the dataset that a table belongs to."""
    for folder in path.parents:
        if (folder / "dataset_description.json").is_file():
            return folder
    return path.parent


def forget_locks(dataset: Path) -> None:
    """Remove the lock files of a dataset whose ``sourcedata`` holds nothing else."""
    folder = dataset / "sourcedata"
    present = list(folder.iterdir()) if folder.is_dir() else []
    if all(path.name.endswith(".lock") for path in present):
        for path in present:
            path.unlink()


def _cells(line: str) -> tuple[str, ...]:
    """Return the cells of a line, without quotes around them."""
    return tuple(
        text[1:-1].replace('""', '"')
        if len(text) > 1 and text[0] == text[-1] == '"'
        else text
        for text in (part.strip(" ") for part in line.rstrip("\r\n").split("\t"))
    )
