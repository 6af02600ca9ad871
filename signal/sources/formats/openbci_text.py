"""Recordings of the OpenBCI GUI as text, versions 1 to 6."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from attention_camp.resources.texts import Sentence
from attention_camp.signal.sources.formats.lost_rows import Placed, place_rows
from attention_camp.signal.sources.formats.text_table import TextTable, read_text_table
from attention_camp.signal.sources.recorded import FileContent, RecordedEvent, code_text
from attention_camp.signal.stream import SourceError

_CHANNELS = ((8, 3), (4, 3), (16, 3), (8, 0), (4, 0), (16, 0), (8, 6), (16, 6))
"""EEG and auxiliary columns of early versions, which do not say how many they are."""

_CLOCK = re.compile(r"(?:\d{4}-\d\d-\d\d )?\d{1,2}:\d\d:\d\d[.,]?\d*")
# name of the column, name of the channel, type, unit: OpenBCI's documentation of the
# GUI's file formats; EXG is EEG unless the person wore something else
_KINDS: tuple[tuple[str, str, str, str], ...] = (
    (r"(?:EXG|EEG) Channel (\d+)", "EEG{}", "eeg", "µV"),
    (r"Accel Channel (\d+)", "ACC{}", "accel", "g"),
    (r"Gyro(?:scope)? Channel (\d+)", "GYRO{}", "gyro", "n/a"),
    (r"EMG Channel (\d+)", "EMG{}", "emg", "µV"),
    (r"EOG Channel (\d+)", "EOG{}", "eog", "µV"),
    (r"EDA Channel (\d+)", "EDA{}", "gsr", "n/a"),
    (r"PPG Channel (\d+)", "PPG{}", "ppg", "n/a"),
    (r"Temperature Channel (\d+)", "TEMP{}", "temp", "n/a"),
    (r"Digital Channel (\d+).*", "DIGITAL{}", "trig", "n/a"),
    (r"Analog Channel (\d+)", "ANALOG{}", "misc", "n/a"),
    (r"Battery(?: Channel)?()", "BATTERY{}", "status", "n/a"),
)


@dataclass(frozen=True, slots=True)
class _Column:
    place: int
    name: str
    kind: str
    unit: str


@dataclass(frozen=True, slots=True)
class _Layout:
    """What the columns of a file are."""

    channels: tuple[_Column, ...]
    index: int | None
    time: int | None
    marker: int | None


def is_openbci(head: str) -> bool:
    """Return whether a text begins as the GUI's files do."""
    return "%openbci" in head.lower() or (
        head.lstrip('\ufeff" ').startswith("%") and "sample rate" in head.lower()
    )


def read_openbci(file: Path) -> FileContent:
    """Read the OpenBCI GUI's text format.

    Versions 5 and 6 name their columns; earlier ones have the sample index, the
    EEG, three of the accelerometer and the time. Rows are placed by the sample index.

    Raises
    ------
    SourceError
        Where it has no sampling rate, or its columns are not understood.
    """
    table = read_text_table(file)
    facts = dict(_facts(table.comments))
    sfreq = _number(facts.get("sample rate", ""))
    if sfreq is None or not sfreq > 0:
        raise SourceError(
            Sentence(
                "The file {file} is not a recording of the OpenBCI GUI: it has no "
                "sample rate. Check that its first lines were not removed.",
                file=file,
            )
        )
    layout = _named(table) if table.names else _counted(table, facts)
    board = facts.get("board", "")
    times, time_notes = _times(table, layout.time)
    index = np.full(len(table.rows), np.nan)
    if layout.index is not None:
        index = table.numbers([layout.index])[0]
    placed = place_rows(index, times, sfreq, board=board)
    values = table.numbers([channel.place for channel in layout.channels])
    is_eeg = [channel.kind == "eeg" for channel in layout.channels]
    placed = placed.without(np.logical_and.reduce(np.isnan(values[is_eeg]), axis=0))
    if not placed.rows.size:
        raise SourceError(
            Sentence("The recording {file} has no samples in it.", file=file)
        )
    return FileContent(
        sfreq=sfreq,
        ch_names=tuple(channel.name for channel in layout.channels),
        ch_types=tuple(channel.kind for channel in layout.channels),
        units=tuple(channel.unit for channel in layout.channels),
        data=placed.spread(_held(values, layout.channels)),
        gaps=placed.gaps(),
        events=_events(table, layout.marker, placed),
        notes=(*table.notes(), *time_notes, *_notes(placed, times, sfreq)),
        manufacturer="OpenBCI",
        model=board.rpartition("$")[2].removeprefix("Board") or "n/a",
    )


def _facts(comments: Sequence[str]) -> list[tuple[str, str]]:
    """Return what the comments say, such as the sample rate."""
    parts = (comment.partition("=") for comment in comments)
    return [(key.strip().lower(), value.strip()) for key, _, value in parts]


def _number(text: str) -> float | None:
    found = re.match(r"\s*(\d+(?:[.,]\d+)?)", text)
    return float(found[1].replace(",", ".")) if found else None


def _named(table: TextTable) -> _Layout:
    """Return the layout of versions 5 and 6, from the header line."""
    channels = []
    single: dict[str, int] = {}
    for place, name in enumerate(table.names):
        single.setdefault(name.lower(), place)
        for pattern, label, kind, unit in _KINDS:
            if found := re.fullmatch(pattern, name):
                number = int(found[1]) + 1 if found[1] else ""
                channels.append(_Column(place, label.format(number), kind, unit))
    if not any(channel.kind == "eeg" for channel in channels):
        raise SourceError(
            Sentence(
                "The file {file} has no columns called EXG Channel. Choose a raw "
                "recording of the OpenBCI GUI.",
                file=table.file,
            )
        )
    return _Layout(
        channels=tuple(channels),
        index=single.get("sample index"),
        time=single.get("timestamp", single.get("timestamp (formatted)")),
        marker=single.get("marker channel", single.get("marker")),
    )


def _counted(table: TextTable, facts: dict[str, str]) -> _Layout:
    """Return the layout of versions 1 to 4, which name no columns."""
    if not facts.get("first column", "SampleIndex").lower().startswith("sample"):
        raise SourceError(
            Sentence(
                "The first column of {file} is {first}, not the sample index: it is "
                "no recording of the OpenBCI GUI.",
                file=table.file,
                first=facts["first column"],
            )
        )
    cells = table.rows[0].split("\t") if table.rows else []
    n_inner = len(cells) - 1
    time = None
    while n_inner > 0 and _is_time(cells[n_inner].strip()):
        # the epoch time is read where there is one; it comes last
        time = n_inner if time is None else time
        n_inner -= 1
    n_eeg = _number(facts.get("number of channels", ""))
    if n_eeg is None:
        n_eeg = next((n for n, n_aux in _CHANNELS if n + n_aux == n_inner), 0)
    n_chans = int(n_eeg)
    if not 1 <= n_chans <= n_inner:
        raise SourceError(
            Sentence(
                "The columns of {file} are not understood: {n:cell|cells} a line, and "
                "no line “Number of channels” that fits.",
                file=table.file,
                n=table.n_columns,
            )
        )
    n_aux = n_inner - n_chans
    eeg = [_Column(k + 1, f"EEG{k + 1}", "eeg", "µV") for k in range(n_chans)]
    label, kind, unit = ("ACC{}", "accel", "g") if n_aux == 3 else ("AUX{}", "misc", "")
    aux = [
        _Column(n_chans + 1 + k, label.format(k + 1), kind, unit) for k in range(n_aux)
    ]
    return _Layout((*eeg, *aux), index=0, time=time, marker=None)


def _is_time(cell: str) -> bool:
    number = cell.replace(".", "", 1)
    return bool(_CLOCK.fullmatch(cell)) or (number.isdigit() and float(cell) > 1e9)


def _times(
    table: TextTable, column: int | None
) -> tuple[NDArray[np.float64] | None, list[Sentence]]:
    """Return when each row was received, s; None where the file does not say."""
    if column is None:
        return None, []
    times = table.times(column)
    if times is None:
        return None, []
    if float(np.nanmax(times) - np.nanmin(times)) == 0 and times.size > 1:
        return None, [Sentence("All time stamps are the same and were not used.")]
    return times, []


def _held(
    values: NDArray[np.float64], channels: Sequence[_Column]
) -> NDArray[np.float64]:
    """Return the values with the accelerometer held between its measurements.

    It measures at a tenth of the EEG's rate; version 4 writes zeros in between, where
    later ones repeat the last value.
    """
    rows = [k for k, channel in enumerate(channels) if channel.kind == "accel"]
    if not rows:
        return values
    is_padding = ~values[rows].any(axis=0)
    if is_padding.all() or float(np.mean(is_padding)) < 0.5:
        return values
    last = np.maximum.accumulate(np.where(is_padding, -1, np.arange(is_padding.size)))
    held = values[rows][:, np.maximum(last, 0)]
    held[:, last < 0] = np.nan
    values = values.copy()
    values[rows] = held
    return values


def _events(
    table: TextTable, column: int | None, placed: Placed
) -> tuple[RecordedEvent, ...]:
    """Return the events of the marker column: each change to a value but zero."""
    if column is None:
        return ()
    codes = np.nan_to_num(table.numbers([column])[0])
    changed = np.diff(codes, prepend=0.0) != 0
    rows = np.flatnonzero(changed & (codes != 0))
    return tuple(
        RecordedEvent(int(sample), 0.0, code_text(codes[row]))
        for row, sample in zip(rows, placed.samples_of(rows), strict=True)
    )


def _notes(
    placed: Placed,
    times: NDArray[np.float64] | None,
    sfreq: float,
) -> list[Sentence]:
    """Return what was assumed of rate, units and losses."""
    notes = [
        Sentence(
            "EXG columns are taken for EEG in µV, as the OpenBCI GUI writes them; the "
            "reference is where its electrode was put."
        )
    ]
    if times is not None and placed.n_times > 4 * sfreq:
        span = float(np.nanmax(times) - np.nanmin(times))
        rate = (placed.n_times - 1) / span
        if abs(rate / sfreq - 1) > 0.02:
            notes.append(
                Sentence(
                    "The file says {said:g} Hz, its time stamps say {found:.1f} Hz; "
                    "{said:g} Hz is used.",
                    said=sfreq,
                    found=rate,
                )
            )
    notes += placed.notes()
    return notes
