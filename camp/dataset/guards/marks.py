"""What the operator noted while a session ran: on disk before it is shown as stored.

The operator's process writes the mark; the participant's process makes it a row of
events.tsv between two trials. Whatever one of them could not do any more is made up for
here, before the session is closed.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from attention_camp.camp.dataset.durable import Appender
from attention_camp.camp.dataset.journal import read_jsonl
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.rows import read_events
from attention_camp.camp.dataset.sidecars import read_stream_info
from attention_camp.camp.dataset.tables import event_line, to_json
from attention_camp.camp.session.link import NOWHERE, Place
from attention_camp.camp.session.records import EventRow
from attention_camp.signal.clock import SampleClock


@dataclass(frozen=True, slots=True)
class Mark:
    """A note, a call for help, or the begin or end of a pause."""

    kind: str
    """``note``, ``help``, ``pause`` or ``resume``."""
    time: float
    """Session clock, s."""
    text: str = ""


def marks_path(paths: RunPaths) -> Path:
    """Return the file of a run's marks."""
    return paths.source_folder / f"{paths.stem}_marks.jsonl"


def keep_mark(paths: RunPaths, mark: Mark) -> None:
    """Write a mark; it is on disk when this returns.

    Raises
    ------
    OSError
        If it cannot be written.
    """
    file = Appender(marks_path(paths), keep=paths.torn_folder)
    try:
        file.append(to_json(asdict(mark)) + "\n")
    finally:
        file.close()


def kept_marks(paths: RunPaths) -> list[Mark]:
    """Return the marks of a run, in the order in which they were made."""
    lines, _ = read_jsonl(marks_path(paths))
    return [
        Mark(line["kind"], float(line["time"]), str(line.get("text", "")))
        for line in lines
        if isinstance(line.get("kind"), str)
        and isinstance(line.get("time"), float | int)
    ]


def marks_to_write(paths: RunPaths) -> list[EventRow]:
    """Return the marks of a run that nobody ended and that are no events yet."""
    marks = kept_marks(paths)
    if not marks:
        return []
    have = Counter(
        (event.trial_type, "" if event.trial_type == "pause" else event.value)
        for event in read_events(paths)
    )
    missing = []
    for mark, duration in _with_durations(marks):
        if have[mark.kind, mark.text] > 0:
            have[mark.kind, mark.text] -= 1
            continue
        place = _place_of(paths, mark.time)
        missing.append(
            EventRow(place.seconds, duration, mark.kind, place.sample, mark.text)
        )
    return missing


def write_marks(paths: RunPaths) -> int:
    """Make events of the marks that are none yet; return how many there were.

    Raises
    ------
    DatasetError, OSError
        If the table of events cannot be read or written.
    """
    rows = marks_to_write(paths)
    if rows:
        file = Appender(paths.events, keep=None)
        try:
            file.append("".join(map(event_line, rows)))
        finally:
            file.close()
    return len(rows)


def _with_durations(marks: list[Mark]) -> Iterator[tuple[Mark, float]]:
    """Yield the marks that become events; a pause lasts until the next mark ends it."""
    for index, mark in enumerate(marks):
        if mark.kind == "resume":
            continue
        ends = (m.time for m in marks[index:] if m.kind == "resume")
        end = next(ends, marks[-1].time) if mark.kind == "pause" else mark.time
        yield mark, end - mark.time


def _place_of(paths: RunPaths, time: float) -> Place:
    """Return where a time is in the recording, by the last fit of its clock."""
    fits, _ = read_jsonl(paths.clock)
    if not fits or not paths.eeg_json.exists():
        return NOWHERE
    sample = SampleClock.from_state(fits[-1]).sample_at(time)
    sfreq = read_stream_info(paths).sfreq
    return Place.of_sample(sample if math.isfinite(sample) else math.nan, sfreq)
