"""The exports that the program made of a dataset, so that a withdrawal reaches them."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Literal

from attention_camp.camp.dataset.durable import write_whole
from attention_camp.camp.dataset.guards.ours import recorded_runs
from attention_camp.camp.dataset.layout import DatasetError
from attention_camp.camp.dataset.people.audit import audit_path, note_people
from attention_camp.camp.dataset.people.traces import has_rows, is_of, remove_rows
from attention_camp.camp.dataset.proof.trail import whole_lines
from attention_camp.camp.dataset.storage.disk import disk
from attention_camp.resources.text_table import cells_of

logger = logging.getLogger(__name__)

Kind = Literal["bids", "csv", "fif", "report", "model", "page"]
COPIES = ("bids", "csv", "fif")
"""Kinds that hold people's data, and can lose one person's; a page is one person's."""
MADE = "made"


@dataclass(frozen=True, slots=True)
class MadeOf:
    """Something that the program made of a dataset."""

    kind: Kind
    path: Path
    key: Path | None = None
    """The key to the new labels of an anonymous copy; None: it has the old ones."""
    of: str = ""
    """Label of the one person whom a page is about."""

    @property
    def is_there(self) -> bool:
        """Whether it is where it was made."""
        return self.path.exists()

    def label(self, label: str) -> str:
        """Return a person's label in it; empty: nobody knows it any more."""
        if self.key is None:
            return label
        if not self.key.is_file():
            return ""
        for line in self.key.read_text(encoding="utf-8").splitlines():
            cells = cells_of(line)
            if len(cells) > 2 and cells[0] == label:
                return str(cells[2])
        return ""


def note_made(
    dataset: Path, kind: Kind, path: Path, *, key: Path | None = None, of: str = ""
) -> None:
    """Keep that something was made of a dataset, and where.

    Parameters
    ----------
    dataset : Path
        The dataset.
    kind : str
        What was made.
    path : Path
        Its folder, or a page's file.
    key : Path or None
        The key to its labels, where it is anonymous.
    of : str
        Label of the one person whom a page is about.
    """
    if not recorded_runs(dataset):
        return  # a dataset of another program is left as it is
    facts = {"kind": kind, "to": str(path.resolve())}
    if key is not None:
        facts["key"] = str(key.resolve())
    if of:
        facts["of"] = of
    try:
        note_people(dataset, MADE, **facts)
    except (OSError, DatasetError) as error:  # a read-only dataset, such as a copy
        logger.warning("not in the audit trail that %s was made: %s", path, error)


def made_of(dataset: Path) -> list[MadeOf]:
    """Return what was made of a dataset, oldest first, each once."""
    found: dict[MadeOf, None] = {}
    for text in whole_lines(audit_path(dataset)):
        line = json.loads(text)
        if line.get("what") == MADE and line["to"]:  # empty: it went with its person
            key = Path(line["key"]) if line.get("key") else None
            made = MadeOf(line["kind"], Path(line["to"]), key, line.get("of", ""))
            found[made] = None
    return list(found)


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


def remove_from(made: MadeOf, old: str) -> None:
    """Remove a person from an export: files, rows, and their line of its key.

    Parameters
    ----------
    made : MadeOf
        An export that is there.
    old : str
        Their label in the dataset.
    """
    label = made.label(old)
    if label:
        files, tables = files_with(made, label)
        for path in files:
            disk().unlink(path)
        for path in tables:
            if path.suffix == ".parquet":
                _remove_parquet_rows(path, label)
            else:
                remove_rows(path, label)
        for folder in sorted(made.path.rglob("*"), key=lambda path: -len(path.parts)):
            if folder.is_dir() and not any(folder.iterdir()):
                disk().remove_folder(folder)
    if made.key is not None and made.key.is_file():
        lines = made.key.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if cells_of(line)[:1] != (old,)]
        if kept != lines:
            write_whole(made.key, "".join(kept))


def _has_parquet_rows(path: Path, label: str) -> bool:
    if path.suffix != ".parquet":
        return False
    try:
        parquet = import_module("pyarrow.parquet")
    except ImportError:
        return False  # who made it has pyarrow
    table = parquet.read_table(path)
    is_ours = "participant" in table.column_names
    return is_ours and label in table.column("participant").to_pylist()


def _remove_parquet_rows(path: Path, label: str) -> None:
    arrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    table = parquet.read_table(path)
    keep = [who != label for who in table.column("participant").to_pylist()]
    draft = path.with_name(f".{path.name}.tmp")
    parquet.write_table(table.filter(arrow.array(keep)), draft)
    disk().replace(draft, path)
