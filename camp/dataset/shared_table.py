"""Tables that others edit too: only our own cells change, byte for byte the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from attention_camp.camp.dataset.durable import make_folder, write_whole
from attention_camp.camp.dataset.guards.locks import HeldError, Lock
from attention_camp.camp.dataset.layout import DatasetError
from attention_camp.camp.dataset.storage.disk import disk
from attention_camp.camp.dataset.tables import MISSING, cell
from attention_camp.resources.bounded import UnreadableError
from attention_camp.resources.text_table import TextTable, cells_of
from attention_camp.resources.texts import Sentence

LOCK_SECONDS = 5.0
"""How long another program may hold a table, s; own choice: a row takes
milliseconds."""


@dataclass(frozen=True, slots=True)
class SharedTable(TextTable):
    """A table that others edit too: only our own cells change."""

    path: Path = Path()

    @classmethod
    def read(cls, path: Path) -> SharedTable:
        """Read a table in any encoding; an absent one has no lines.

        Raises
        ------
        DatasetError
            If the file cannot be read.
        """
        try:
            table = TextTable.read(path)
        except FileNotFoundError:
            return cls((), path=path)
        except UnreadableError as error:
            raise DatasetError(str(error)) from error
        return cls(table.lines, table.encoding, table.mark, path)

    def place(self, name: str) -> int | None:
        """Return where a column is, in capitals or small letters; None: nowhere."""
        names = [one.strip() for one in self.header]
        if name in names:
            return names.index(name)
        small = [one.lower() for one in names]
        return small.index(name.lower()) if name.lower() in small else None

    def column(self, name: str) -> tuple[str, ...]:
        """Return the cells of a column; empty where a row has none."""
        place = self.place(name)
        if place is None:
            return ()
        return tuple(
            cells[place] if place < len(cells) else "" for _, cells in self.rows()
        )

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
            if len(cells_of(line)) != n_columns:
                raise DatasetError(
                    Sentence(
                        "{file}, line {line}: {found:cell|cells} where the header has "
                        "{expected}. Correct the line, then begin again.",
                        file=self.path,
                        line=number,
                        found=len(cells_of(line)),
                        expected=n_columns,
                    )
                )
            new = list(names) if number == 1 else [MISSING] * len(names)
            lines.append("\t".join([body, *new]) + line[len(body) :])
        return replace(self, lines=tuple(lines))

    def with_row(self, values: Mapping[str, object]) -> SharedTable:
        """Return the table with a row at its end; columns without a value get n/a."""
        places = {self.place(name): value for name, value in values.items()}
        row = "\t".join(cell(places.get(k)) for k in range(len(self.header)))
        lines = list(self.lines)
        if not lines[-1].endswith(("\r", "\n")):
            lines[-1] += self.line_end
        return replace(self, lines=(*lines, row + self.line_end))

    def without(self, name: str, value: str) -> SharedTable:
        """Return the table without the rows that have ``value`` in a column."""
        place = self.place(name)
        if place is None:
            return self
        kept = [
            line
            for line in self.lines[1:]
            if cells_of(line)[place : place + 1] != (value,)
        ]
        return replace(self, lines=(*self.lines[:1], *kept))

    def holds(self, row: Mapping[str, object], keys: Sequence[str]) -> bool:
        """Return whether there is a row with the same cells in some columns."""
        named = {name.lower(): cell(value) for name, value in row.items()}
        columns = [self.column(name) for name in keys]
        mine = tuple(named.get(name.lower(), MISSING) for name in keys)
        return mine in zip(*columns, strict=False) if all(columns) else False

    def write(self) -> None:
        """Write the table, whole or not at all.

        Raises
        ------
        DatasetError
            If a cell cannot be written in the table's encoding.
        """
        try:
            data = self.to_bytes()
        except UnicodeEncodeError as error:
            raise DatasetError(
                Sentence(
                    "{file} is no text in UTF-8 and cannot hold {text!r}. Save it as "
                    "UTF-8, then begin again.",
                    file=self.path,
                    text=error.object[error.start : error.end],
                )
            ) from error
        write_whole(self.path, data)


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
            disk().remove_folder(folder)
        raise
    try:
        yield
    finally:
        lock.release()
        if is_new:
            with suppress(OSError):  # somebody put something there
                disk().remove_folder(folder)


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
            disk().unlink(path)
