"""The files of a review: tables of annotations and channels in BIDS derivatives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from attention_camp.camp.dataset.durable import write_whole
from attention_camp.camp.dataset.layout import DatasetError
from attention_camp.camp.dataset.rows import table_rows
from attention_camp.camp.dataset.tables import as_json, tsv_line
from attention_camp.resources.reasons import reason_of
from attention_camp.resources.texts import Sentence

FOLDER = Path("derivatives") / "attention-camp"
"""Where in a dataset reviews are kept."""
EVENT_COLUMNS: Mapping[str, str] = {
    "onset": "Seconds after the first sample of the recording",
    "duration": "Seconds; 0 marks a moment",
    "trial_type": "What was annotated; BAD_… marks data not to be used, as in MNE",
    "key": "Identifies the annotation in the log of changes",
    "who": "Who wrote it: their account, or the computer's user",
    "when": "When it was written, ISO 8601",
}
CHANNEL_COLUMNS: Mapping[str, str] = {
    "name": "Name of the channel, as in the recording",
    "status": "good or bad, as the review decided",
    "who": "Who decided",
    "when": "When it was decided, ISO 8601",
}


class ReviewError(DatasetError):
    """A review that cannot be read or kept; the text is for people."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """A stretch or a moment of the recording, described by a person."""

    onset: float
    """Seconds after the first sample."""
    duration: float
    """Seconds; 0: a moment."""
    text: str
    """Such as ``BAD_muscle``; ``BAD`` at its beginning: not to be used."""
    key: str = ""
    who: str = ""
    when: str = ""

    @property
    def stop(self) -> float:
        """Its end, s."""
        return self.onset + self.duration

    @property
    def is_bad(self) -> bool:
        """Whether it marks data not to be used."""
        return self.text.upper().startswith("BAD")


@dataclass(frozen=True, slots=True)
class ChannelMark:
    """What the review decided of a channel."""

    is_bad: bool
    who: str
    when: str


def write_annotations(path: Path, annotations: Iterable[Annotation]) -> None:
    """Write the table of annotations whole, with its sidecar."""
    rows = [
        (round(a.onset, 6), round(a.duration, 6), a.text, a.key, a.who, a.when)
        for a in annotations
    ]
    _write(path, EVENT_COLUMNS, rows)


def write_marks(path: Path, marks: Mapping[str, ChannelMark]) -> None:
    """Write the table of channels whole, with its sidecar."""
    rows = [
        (name, "bad" if mark.is_bad else "good", mark.who, mark.when)
        for name, mark in marks.items()
    ]
    _write(path, CHANNEL_COLUMNS, rows)


def _write(
    path: Path, columns: Mapping[str, str], rows: Iterable[tuple[object, ...]]
) -> None:
    write_whole(path, "".join([tsv_line(tuple(columns)), *map(tsv_line, rows)]))
    sidecar = path.with_suffix(".json")
    if not sidecar.exists():
        texts = {name: {"Description": text} for name, text in columns.items()}
        write_whole(sidecar, as_json(texts))


def describe(folder: Path) -> None:
    """Write what makes the folder a BIDS derivative dataset."""
    path = folder / "dataset_description.json"
    if path.exists():
        return
    made_by = {"Name": "Attention Camp", "Version": version("attention-camp")}
    content = {
        "Name": "Reviews made in Attention Camp",
        "BIDSVersion": "1.11.1",
        "DatasetType": "derivative",
        "GeneratedBy": [made_by],
        "SourceDatasets": [{"URL": "../.."}],
    }
    write_whole(path, as_json(content))


def read_annotations(path: Path) -> tuple[Annotation, ...]:
    """Return the annotations of a table, by their onset; none without a table.

    Raises
    ------
    ReviewError
        If a line of it cannot be read.
    """
    if not path.exists():
        return ()
    found = []
    for row in table_rows(path):
        cells = row.cells
        try:
            onset, duration = float(cells["onset"]), float(cells["duration"])
            text, key = cells["trial_type"], cells["key"]
        except (KeyError, ValueError) as error:
            raise ReviewError(
                Sentence(
                    "{path}, line {number} cannot be read: {error}. Correct the line, "
                    "or restore the file from a backup.",
                    path=path,
                    number=row.number,
                    error=reason_of(error),
                )
            ) from error
        made = Annotation(
            onset, duration, text, key, cells.get("who", ""), cells.get("when", "")
        )
        found.append(made)
    return tuple(sorted(found, key=lambda one: (one.onset, one.key)))


def read_marks(path: Path) -> dict[str, ChannelMark]:
    """Return what a table says of channels, by name; nothing without a table."""
    if not path.exists():
        return {}
    return {
        row.cells.get("name", ""): ChannelMark(
            row.cells.get("status") == "bad",
            row.cells.get("who", ""),
            row.cells.get("when", ""),
        )
        for row in table_rows(path)
    }
