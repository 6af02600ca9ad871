"""Recordings of Muse headbands as tables: those of muselsl and Mind Monitor."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from attention_camp.resources.texts import Sentence
from attention_camp.signal.sources.formats.lost_rows import Placed, place_rows
from attention_camp.signal.sources.formats.muse_facts import (
    ELECTRODES,
    ELECTRODES_2014,
    REFERENCE,
    at_next_sample,
    muse_notes,
    muse_rate,
)
from attention_camp.signal.sources.formats.text_table import TextTable, read_text_table
from attention_camp.signal.sources.recorded import FileContent, RecordedEvent
from attention_camp.signal.stream import SourceError

_LABELS = {*ELECTRODES, *ELECTRODES_2014}
_MOST_EMPTY = 0.05
"""Own choice: where more rows have no EEG, they are no samples."""

# Mind Monitor's technical manual: raw EEG in µV from 0 to about 1682, acceleration in
# g, rotation in degrees a second
_MOTION = {"accelerometer": ("ACC", "accel", "g"), "gyro": ("GYRO", "gyro", "deg/s")}


def is_muse(head: str) -> bool:
    """Return whether a text begins as a table of one of these programs does."""
    first = head.lstrip('\ufeff" ').split("\n", 1)[0].lower()
    return "raw_tp9" in first or (first.startswith("timest") and "tp9" in first)


def read_muse(file: Path) -> FileContent:
    """Read a recording of muselsl or Mind Monitor.

    The rate is that of the device nearest to the time stamps.

    Raises
    ------
    SourceError
        Where it holds no raw EEG.
    """
    table = read_text_table(file)
    eeg = _eeg_columns(table)
    if not eeg:
        raise SourceError(
            Sentence(
                "The file {file} has no raw EEG of a Muse: no columns RAW_TP9 or TP9. "
                "In Mind Monitor, record all data at a constant rate.",
                file=file,
            )
        )
    times = _times(table)
    places = [place for place, _ in eeg]
    values = table.numbers(places)
    sample_rows = np.flatnonzero(_is_sample(table, values))
    sfreq, rate_note = muse_rate(times[sample_rows], file)
    is_empty: NDArray[np.bool_] = np.logical_and.reduce(
        np.isnan(values[:, sample_rows]), axis=0
    )
    placed = place_rows(None, times[sample_rows], sfreq).without(is_empty)
    others, other_values = _others(table, sample_rows)
    data = np.vstack([values[:, sample_rows], other_values])
    events = _written_events(table, sample_rows, placed)
    events += _marker_columns(table, sample_rows, placed)
    return FileContent(
        sfreq=sfreq,
        ch_names=(*(name for _, name in eeg), *(name for name, _, _ in others)),
        ch_types=(*("eeg" for _ in eeg), *(kind for _, kind, _ in others)),
        units=(*("µV" for _ in eeg), *(unit for _, _, unit in others)),
        data=placed.spread(data),
        gaps=placed.gaps(),
        events=tuple(sorted(events, key=lambda event: event.sample)),
        notes=(
            *table.notes(),
            rate_note,
            *placed.notes(),
            *muse_notes(values[:, sample_rows]),
        ),
        reference=REFERENCE,
        manufacturer="InteraXon",
        model="Muse",
    )


def _is_sample(table: TextTable, values: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return which rows are samples: those with EEG, and few that have lost theirs.

    Rows of Mind Monitor that say what happened have no EEG and are none; where many
    have none, they are of the other sensors.
    """
    has_eeg: NDArray[np.bool_] = ~np.logical_and.reduce(np.isnan(values), axis=0)
    says = np.zeros(has_eeg.size, bool)
    if (place := _elements(table)) is not None:
        says = np.array([bool(text) for text in table.texts(place)], bool)
    is_empty = ~has_eeg & ~says
    if float(np.mean(is_empty)) < _MOST_EMPTY:
        return has_eeg | is_empty
    return has_eeg


def _elements(table: TextTable) -> int | None:
    """Return the column in which Mind Monitor says what happened."""
    names = enumerate(table.names)
    return next((k for k, name in names if name.lower() == "elements"), None)


def _eeg_columns(table: TextTable) -> list[tuple[int, str]]:
    """Return place and label of the columns with raw EEG."""
    raw = [
        (place, name[4:])
        for place, name in enumerate(table.names)
        if name.upper().startswith("RAW_") and name[4:].upper() in _LABELS
    ]
    return raw or [
        (place, name)
        for place, name in enumerate(table.names)
        if name.upper() in _LABELS
    ]


def _times(table: TextTable) -> NDArray[np.float64]:
    """Return when each row was received, s."""
    place = next(
        (k for k, name in enumerate(table.names) if name.lower().startswith("timest")),
        None,
    )
    if place is None:
        raise SourceError(
            Sentence(
                "The file {file} has no column of time stamps, so its sampling rate "
                "is not known.",
                file=table.file,
            )
        )
    times = table.times(place)
    return np.full(len(table.rows), np.nan) if times is None else times


def _others(
    table: TextTable, rows: NDArray[np.intp]
) -> tuple[list[tuple[str, str, str]], NDArray[np.float64]]:
    """Return name, type and unit of the other channels, and their values."""
    found: list[tuple[str, str, str]] = []
    places = []
    for place, name in enumerate(table.names):
        kind, _, axis = name.partition("_")
        if (motion := _MOTION.get(kind.lower())) and axis.upper() in ("X", "Y", "Z"):
            found.append((f"{motion[0]}_{axis.upper()}", motion[1], motion[2]))
        elif "AUX" in name.upper():
            found.append((name.replace(" ", "_"), "misc", "µV"))
        else:
            continue
        places.append(place)
    values = table.numbers(places)[:, rows]
    is_there = [bool(np.isfinite(row).any()) for row in values]
    kept = [channel for channel, keep in zip(found, is_there, strict=True) if keep]
    return kept, values[is_there]


def _written_events(
    table: TextTable, rows: NDArray[np.intp], placed: Placed
) -> list[RecordedEvent]:
    """Return what Mind Monitor wrote among the rows: blinks, jaw clenches, markers."""
    place = _elements(table)
    if place is None:
        return []
    said = [(row, text) for row, text in enumerate(table.texts(place)) if text]
    return at_next_sample([row for row, _ in said], [t for _, t in said], rows, placed)


def _marker_columns(
    table: TextTable, rows: NDArray[np.intp], placed: Placed
) -> list[RecordedEvent]:
    """Return the events of muselsl's marker columns: each value but zero."""
    events: list[RecordedEvent] = []
    for place, name in enumerate(table.names):
        if not re.fullmatch(r"marker\s*\d*", name.lower()):
            continue
        cells = table.texts(place)
        said = [
            (row, text)
            for row, text in enumerate(cells)
            if text and text.lower() not in ("0", "0.0", "nan", "n/a")
        ]
        texts = [re.sub(r"\.0+$", "", text) for _, text in said]
        events += at_next_sample([row for row, _ in said], texts, rows, placed)
    return events
