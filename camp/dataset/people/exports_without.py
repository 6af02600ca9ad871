"""Take a person out of what the program made: exports, reports, crates, pages."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from attention_camp.camp.dataset.durable import write_whole
from attention_camp.camp.dataset.people.exports_made import MadeOf
from attention_camp.camp.dataset.people.traces import (
    has_rows,
    is_of,
    remove_rows,
    renamed_in,
)
from attention_camp.camp.dataset.storage.disk import disk
from attention_camp.resources.reasons import UNREADABLE
from attention_camp.resources.text_table import cells_of


def files_with(made: MadeOf, label: str) -> tuple[list[Path], list[Path]]:
    """Return the files of a person in an export, and the tables with rows about them.

    Parameters
    ----------
    made : MadeOf
        An export that is there.
    label : str
        Their label in it.
    """
    files, tables = [], []
    for path in sorted(made.path.rglob("*")):
        if not path.is_file():
            continue
        if is_of(path.relative_to(made.path), label):
            files.append(path)
        elif has_rows(path, label) or _has_parquet_rows(path, label):
            tables.append(path)
    return files, tables


def remove_from(made: MadeOf) -> None:
    """Remove a person from an export: files, rows, and their line of its key.

    Parameters
    ----------
    made : MadeOf
        An export that is there.
    """
    for label in made.own_labels:
        files, tables = files_with(made, label)
        for path in files:
            disk().unlink(path)
        for path in tables:
            if path.suffix == ".parquet":
                _remove_parquet_rows(path, label)
            else:
                remove_rows(path, label)
    _remove_empty(made.path)
    if made.key is not None and made.key.is_file():
        lines = made.key.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if (*cells_of(line), "")[0] not in made.whose]
        if kept != lines:
            write_whole(made.key, "".join(kept))


def remove_whole(made: MadeOf) -> None:
    """Remove what was made of many people at once; other files beside it stay."""
    for path in list(made.parts()):
        disk().unlink(path)
    _remove_empty(made.path)
    if made.path.is_dir() and not any(made.path.iterdir()):
        disk().remove_folder(made.path)


def move_from_label(made: MadeOf) -> dict[str, str]:
    """Rename an export's own folder, and its key, where they are named after somebody.

    Folders above it are not the program's, and keep their names.

    Parameters
    ----------
    made : MadeOf
        An export that is there.

    Returns
    -------
    moved : dict
        The new place by the old one; empty: nothing was renamed.
    """
    moved = {}
    for path in (made.path, made.key):
        if path is None or not path.exists():
            continue
        name = path.name
        for label in made.whose:
            name = renamed_in(name, label)
        if name == path.name:
            continue
        target, number = path.with_name(name), 2
        while target.exists():
            target = path.with_name(f"{number}-{name}")
            number += 1
        disk().replace(path, target)
        moved[str(path)] = str(target)
    return moved


def _remove_empty(folder: Path) -> None:
    """Remove the empty folders below a folder."""
    for place in sorted(folder.rglob("*"), key=lambda path: -len(path.parts)):
        if place.is_dir() and not any(place.iterdir()):
            disk().remove_folder(place)


def unreadable_in(made: MadeOf) -> Iterator[Path]:
    """Yield the tables of an export that cannot be read: they stay as they are."""
    for path in sorted(made.path.rglob("*.parquet")):
        if _people_of(path) is None:
            yield path


def _people_of(path: Path) -> list[Any] | None:
    """Return whom each row of a Parquet table is about; none: it is no table of ours.

    None: it is damaged, or pyarrow, which whoever made it has, is not here.
    """
    try:
        table = import_module("pyarrow.parquet").read_table(path)
    except (ImportError, NotImplementedError, *UNREADABLE):
        return None
    if "participant" not in table.column_names:
        return []
    people: list[Any] = table.column("participant").to_pylist()
    return people


def _has_parquet_rows(path: Path, label: str) -> bool:
    return path.suffix == ".parquet" and label in (_people_of(path) or ())


def _remove_parquet_rows(path: Path, label: str) -> None:
    arrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    table = parquet.read_table(path)
    keep = [who != label for who in table.column("participant").to_pylist()]
    draft = path.with_name(f".{path.name}.tmp")
    parquet.write_table(table.filter(arrow.array(keep)), draft)
    disk().replace(draft, path)
