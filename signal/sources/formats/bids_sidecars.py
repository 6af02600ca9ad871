"""Types, units and events from the BIDS sidecars beside a recording.

A bad sidecar or row costs only itself, and is said. Sidecars are inherited as BIDS has
it: one in a folder above counts where none below says more.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from attention_camp.resources.bounded import UnreadableError
from attention_camp.resources.text_table import TextTable
from attention_camp.resources.texts import Sentence
from attention_camp.signal.sources.channel_types import named_type
from attention_camp.signal.stream import ChannelType

_MISSING = {"", "n/a", "nan", "na"}


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """A row of channels.tsv."""

    kind: ChannelType | None
    """None: the table does not say."""
    unit: str


@dataclass(frozen=True, slots=True)
class BidsSidecars:
    """What the tables beside a recording say."""

    channels: Mapping[str, ChannelRow]
    """By name; empty where there is no table."""
    events: tuple[tuple[float, float, str], ...]
    """Onset and duration, s, and text."""
    notes: tuple[Sentence, ...]
    """Tables and rows that could not be read: file, line, remedy."""


def read_bids_sidecars(file: Path) -> BidsSidecars:
    """Return what the tables of channels and events of a recording say.

    Parameters
    ----------
    file : Path
        The recording.
    """
    notes: list[Sentence] = []
    channels: dict[str, ChannelRow] = {}
    for _, row in _rows(inherited(file, "channels.tsv"), notes):
        if name := row.get("name", ""):
            kind = _kind(row.get("type", ""), row.get("description", ""))
            channels[name] = ChannelRow(kind, row.get("units", ""))
    events = []
    table = inherited(file, "events.tsv")
    for number, row in _rows(table, notes):
        onset = _number(row.get("onset", ""))
        if onset is None:
            notes.append(
                Sentence(
                    "{file}, line {line}: the onset {text!r} is no time, so this event "
                    "is left out. Correct the line.",
                    file=table,
                    line=number,
                    text=row.get("onset", "")[:40],
                )
            )
            continue
        words = (row.get("trial_type", ""), row.get("value", ""))
        text = next((word for word in words if not _is_missing(word)), "event")
        events.append((onset, _number(row.get("duration", "")) or 0.0, text))
    return BidsSidecars(channels, tuple(events), tuple(notes))


def inherited(file: Path, suffix: str) -> Path | None:
    """Return the sidecar that applies to a recording; None: there is none.

    Parameters
    ----------
    file : Path
        The recording.
    suffix : str
        End of the sidecar's name, such as ``channels.tsv``.
    """
    stem = file.stem.removesuffix("_eeg")
    own = file.with_name(f"{stem}_{suffix}")
    if own.is_file():
        return own
    entities = set(stem.split("_"))
    for folder in _folders(file):
        fitting = [
            (len(parts), path)
            for path in folder.glob(f"*{suffix}")
            if path.is_file() and not path.name.startswith(".")
            for parts in [path.name.removesuffix(suffix).strip("_").split("_")]
            if set(parts) - {""} <= entities
        ]
        if fitting:
            return max(fitting)[1]
    return None


def _folders(file: Path) -> Iterator[Path]:
    """Yield the folders of a recording up to the dataset's own."""
    yield file.parent
    if any(folder.name.startswith("sub-") for folder in file.absolute().parents):
        for folder in file.absolute().parents[1:]:
            yield folder
            if not folder.name.startswith(("sub-", "ses-")):
                return


def _kind(word: str, description: str) -> ChannelType | None:
    if _is_missing(word):
        return None
    kind = named_type(word) or "misc"
    # EEG-BIDS has no type for an accelerometer: our description says it
    return (named_type(description) or kind) if kind == "misc" else kind


def _is_missing(word: str) -> bool:
    return word.strip().lower() in _MISSING


def _number(text: str) -> float | None:
    """Return the number in a cell, with a decimal comma too; None: it is none."""
    try:
        value = float(text.replace(",", ".") if text.count(",") == 1 else text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _rows(
    table: Path | None, notes: list[Sentence]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield number and cells of a table's rows; one that cannot be read is noted."""
    if table is None:
        return
    try:
        found = TextTable.read(table)
    except (UnreadableError, OSError) as error:
        notes.append(Sentence("{problem}", problem=str(error)))
        return
    names = [name.strip() for name in found.header]
    for number, cells in found.rows():
        yield number, dict(zip(names, cells, strict=False))
