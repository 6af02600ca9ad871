"""Free text for an anonymous copy: listed, read by a person, kept where they say so."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from attention_camp.camp.dataset.durable import write_new
from attention_camp.camp.dataset.exports.folder import ExportError
from attention_camp.camp.dataset.guards.ours import recorded_runs
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.ledger_file import read_what_is_whole
from attention_camp.camp.dataset.rows import read_events
from attention_camp.camp.dataset.tables import tsv_line
from attention_camp.resources.reasons import UNREADABLE
from attention_camp.resources.text_table import TextTable
from attention_camp.resources.texts import Sentence

logger = logging.getLogger(__name__)

NOTE = "note"
PROTOCOL_TEXTS = ("title", "description", "welcome")
"""Entries of a protocol in the lab's own words that a review may keep."""
COLUMNS = ("text", "place", "times", "keep", "instead")
YES = "yes"


@dataclass(frozen=True, slots=True)
class FreeText:
    """One text, and where it stands."""

    text: str
    place: str
    """``note``, ``protocol`` or ``block``."""
    n: int
    """How often."""


@dataclass(frozen=True, slots=True)
class Review:
    """What a person decided of each text: what is in the copy in its place."""

    kept: Mapping[str, str]
    """By text as it was recorded; a text that is not here is left out."""

    def of(self, text: object) -> str:
        """Return what stands for a text in the copy; empty: nothing."""
        return self.kept.get(str(text), "")


NOTHING = Review({})
"""Nothing was reviewed: no free text is in the copy."""


def free_texts(dataset: Path) -> list[FreeText]:
    """Return every free text that a copy could hold, each once, by place and text.

    What people wrote of themselves in questionnaires is not among them: it never is in
    an anonymous copy.
    """
    found: Counter[tuple[str, str]] = Counter()
    for run in recorded_runs(dataset):
        try:
            found.update(_of_run(run))
        except UNREADABLE as error:  # it is not in the copy either
            logger.warning("%s: its texts are not listed: %s", run.stem, error)
    return [FreeText(text, place, n) for (place, text), n in sorted(found.items())]


def _of_run(run: RunPaths) -> Iterator[tuple[str, str]]:
    for row in read_events(run):
        if row.trial_type == NOTE and row.value:
            yield "note", row.value
    header = read_what_is_whole(run.decisions).header
    protocol: Mapping[str, Any] = header.protocol if header else {}
    for name in PROTOCOL_TEXTS:
        if text := protocol.get(name):
            yield "protocol", str(text)
    blocks = protocol.get("blocks")
    for block in blocks if isinstance(blocks, list) else ():
        if isinstance(block, Mapping) and block.get("title"):
            yield "block", str(block["title"])


def write_review(path: Path, texts: Iterable[FreeText]) -> None:
    """Write the texts as a table to be filled in: ``keep`` is yes, or stays empty.

    Raises
    ------
    ExportError
        If there is a file already: it may be filled in.
    """
    rows = [
        (_flat(one.text), one.place, str(one.n), "", "") for one in texts if one.text
    ]
    text = "".join(map(tsv_line, (COLUMNS, *rows)))
    try:
        write_new(path, text)
    except FileExistsError as error:
        raise ExportError(
            Sentence("{path} is there already. Choose another name.", path=path)
        ) from error


def read_review(path: Path, texts: Iterable[FreeText]) -> tuple[Review, list[Sentence]]:
    """Return what a person decided, and what is to be said of it.

    Parameters
    ----------
    path : Path
        The table of `write_review`, filled in.
    texts : iterable of FreeText
        The texts of the dataset now.

    Raises
    ------
    ExportError
        If it is no such table, or a cell says neither yes nor nothing.
    """
    try:
        table = TextTable.read(path)
    except UNREADABLE as error:
        raise ExportError(
            Sentence("{path} cannot be read. Give the review's table.", path=path)
        ) from error
    if tuple(table.header[: len(COLUMNS)]) != COLUMNS:
        raise ExportError(
            Sentence(
                "{path} is no review: its columns are {found}, and not {wanted}.",
                path=path,
                found=", ".join(table.header),
                wanted=", ".join(COLUMNS),
            )
        )
    known = {_flat(one.text): one.text for one in texts}
    kept: dict[str, str] = {}
    seen = set()
    for number, cells in table.rows():
        text, _, _, keep, instead = (*cells, *[""] * len(COLUMNS))[: len(COLUMNS)]
        seen.add(text)
        if keep.strip().lower() not in {YES, "", "n/a", "no"}:
            raise ExportError(
                Sentence(
                    "{path}, line {line}: keep is {got}. It is yes, or empty.",
                    path=path,
                    line=number,
                    got=keep,
                )
            )
        if keep.strip().lower() == YES and text in known:
            is_changed = instead not in {"", "n/a"}
            kept[known[text]] = instead if is_changed else known[text]
    said = []
    if n := len(known.keys() - seen):
        said.append(
            Sentence(
                "{n:free text is|free texts are} not in the review, and left out.", n=n
            )
        )
    return Review(kept), said


def _flat(text: str) -> str:
    """Return a text as it stands in a cell of a table."""
    return " ".join(text.split())
