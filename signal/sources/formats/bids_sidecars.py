"""Types, units and events from the BIDS sidecars beside a recording."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from attention_camp.signal.sources.channel_types import named_type
from attention_camp.signal.sources.recorded import number
from attention_camp.signal.stream import ChannelType


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """A row of channels.tsv."""

    kind: ChannelType | None
    """None: the table does not say."""
    unit: str


def sibling(file: Path, suffix: str) -> Path:
    """Return the sidecar of a recording, such as ``_channels.tsv``."""
    return file.with_name(file.stem.removesuffix("_eeg") + suffix)


def read_bids_channels(file: Path) -> dict[str, ChannelRow]:
    """Return the rows of the recording's channels.tsv by name; empty: it has none."""
    return {
        name: ChannelRow(
            _kind(row.get("type") or "", row.get("description") or ""),
            row.get("units") or "",
        )
        for row in _rows(sibling(file, "_channels.tsv"))
        if (name := row.get("name") or "")
    }


def read_bids_events(file: Path) -> list[tuple[float, float, str]]:
    """Return onset, duration (s) and text of the rows of the recording's events.tsv."""
    return [
        (
            onset,
            number(row.get("duration")) or 0.0,
            str(row.get("trial_type") or row.get("value") or "event"),
        )
        for row in _rows(sibling(file, "_events.tsv"))
        if (onset := number(row.get("onset"))) is not None
    ]


def _kind(word: str, description: str) -> ChannelType | None:
    if word.strip().lower() in ("", "n/a"):
        return None
    kind = named_type(word) or "misc"
    # EEG-BIDS has no type for an accelerometer: our description says it
    return (named_type(description) or kind) if kind == "misc" else kind


def _rows(table: Path) -> list[dict[str, str]]:
    if not table.is_file():
        return []
    with table.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))
