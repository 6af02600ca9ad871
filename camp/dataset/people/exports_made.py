"""The exports that the program made of a dataset, so that a withdrawal reaches them."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from attention_camp.camp.dataset.guards.ours import recorded_runs
from attention_camp.camp.dataset.layout import DatasetError
from attention_camp.camp.dataset.people.audit import audit_path, note_people
from attention_camp.camp.dataset.people.former_labels import labels_at
from attention_camp.camp.dataset.people.traces import (
    TEXTS,
    has_rows,
    in_path,
    in_text,
    is_of,
)
from attention_camp.camp.dataset.proof.trail import read_trail
from attention_camp.resources.text_table import cells_of

logger = logging.getLogger(__name__)

Kind = Literal["bids", "csv", "fif", "report", "texts", "model", "page"]
COPIES = ("bids", "csv", "fif")
"""Kinds that hold people's data, and can lose one person's; a page is one person's."""
AGAIN = ("report", "texts")
"""Kinds that were made of many people at once: a report, a reviewer's crate, a table of
free texts. They go whole with any of them, and are made again."""
REPORT_PARTS = (
    "report.html",
    "report.pdf",
    "analysis.py",
    "results.json",
    "questions.json",
    "cred-nf.json",
    "tables",
    "proposed",
)
"""What the program writes into the folder of a report."""
CRATE_PARTS = (
    "ro-crate-metadata.json",
    "bagit.txt",
    "bag-info.txt",
    "manifest-sha256.txt",
    "tagmanifest-sha256.txt",
    "data",
)
"""What it writes into the folder of a reviewer's crate."""
MADE = "made"
FORGOTTEN = "sha256:"
"""Begins what stands in the trail where a place was named after who withdrew."""


@dataclass(frozen=True, slots=True)
class MadeOf:
    """Something that the program made of a dataset."""

    kind: Kind
    path: Path
    key: Path | None = None
    """The key to the new labels of an anonymous copy; None: it has the old ones."""
    of: str = ""
    """Label of the one person whom a page is about."""
    whose: tuple[str, ...] = ()
    """Labels that the person who is looked for had in the dataset at the time."""

    @property
    def is_there(self) -> bool:
        """Whether it is where it was made."""
        return self.path.exists()

    @property
    def own_labels(self) -> tuple[str, ...]:
        """The person's labels in it: new ones where it is anonymous."""
        found = dict.fromkeys(map(self.label, self.whose))
        return tuple(label for label in found if label)

    def parts(self) -> Iterator[Path]:
        """Yield the files that the program made in it, of any person."""
        if self.path.is_file():
            yield self.path
            return
        names = (*REPORT_PARTS, *CRATE_PARTS) if self.kind in AGAIN else ("",)
        for name in names:
            place = self.path / name
            if place.is_file():
                yield place
            yield from (one for one in sorted(place.rglob("*")) if one.is_file())

    def holds_person(self) -> bool:
        """Return whether any of its files is the person's, or names them.

        A table of free texts may hold what was written about anybody.
        """
        return self.kind == "texts" or any(
            is_of(path.relative_to(self.path), label)
            or has_rows(path, label)
            or (path.suffix in TEXTS and in_text(path.read_bytes(), label))
            for path in self.parts()
            for label in self.whose
        )

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


def made_with(
    dataset: Path, label: str, *, seen: frozenset[Path] = frozenset()
) -> list[MadeOf]:
    """Return what was made of a dataset, and of copies of it, each once.

    Parameters
    ----------
    dataset : Path
        The dataset.
    label : str
        Label of the person who is looked for; what they were called before is followed.
    seen : frozenset of Path
        Datasets that were looked through already.
    """
    lines = read_trail(audit_path(dataset))
    found: dict[MadeOf, set[str]] = {}
    for line, labels in zip(lines, labels_at(lines, label), strict=True):
        if line.get("what") == MADE and (made := _made(line)) is not None:
            found.setdefault(made, set()).update(labels)
    shared = [
        replace(made, whose=tuple(sorted(labels))) for made, labels in found.items()
    ]
    looked = seen | {dataset.resolve()}
    known = {(one.kind, one.path) for one in shared}
    for copy in tuple(shared):
        if copy.kind != "bids" or copy.path in looked or not copy.is_there:
            continue
        for own in copy.own_labels:
            inner = made_with(copy.path, own, seen=looked)
            shared += [one for one in inner if (one.kind, one.path) not in known]
    return shared


def n_forgotten(dataset: Path) -> int:
    """Return how many things were made whose place was named after who withdrew."""
    lines = read_trail(audit_path(dataset))
    return sum(str(line.get("to", "")).startswith(FORGOTTEN) for line in lines)


def is_named_after(made: MadeOf) -> bool:
    """Return whether a folder above an export, or a model's own, names the person."""
    place = made.path.parent if made.kind in COPIES else made.path
    return any(in_path(str(place), label) for label in made.whose)


def _made(line: Mapping[str, Any]) -> MadeOf | None:
    """Return what a line of the trail tells of; None: it went, or is nowhere known."""
    if not line["to"] or str(line["to"]).startswith(FORGOTTEN):
        return None
    key = str(line.get("key") or "")
    is_known = bool(key) and not key.startswith(FORGOTTEN)
    of = str(line.get("of", ""))
    return MadeOf(line["kind"], Path(line["to"]), Path(key) if is_known else None, of)
