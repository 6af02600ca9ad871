"""A recording as BDF+: 24 bits a sample, read by EDFbrowser, MNE and EEGLAB.

Written record by record, so that hours need no more memory than minutes. The format is
BioSemi's (https://www.biosemi.com/faq/file_format.htm), with the annotations of EDF+
(Kemp & Olivan 2003, doi:10.1016/S1388-2457(03)00123-8).
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from itertools import cycle
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from attention_camp.camp.dataset.channels_table import read_channels
from attention_camp.camp.dataset.exports.folder import ExportError, whole_file
from attention_camp.camp.dataset.recording import Recording
from attention_camp.resources.texts import Sentence

LOWEST, HIGHEST = -(1 << 23), (1 << 23) - 1
"""The whole numbers of 24 bits."""
LARGEST = HIGHEST
"""Largest limit of a channel: a whole step for each unit, and in a header eight
characters with its sign."""
LONGEST_RECORD_S = 60
PIECE_BYTES = 1 << 19
"""Bytes of samples that are worked on at once: what a core's own cache holds."""
DESKS = 2
"""Lots of records that are made at once."""
TALL = 64
MONTHS = (
    "JAN",
    "FEB",
    "MAR",
    "APR",
    "MAY",
    "JUN",
    "JUL",
    "AUG",
    "SEP",
    "OCT",
    "NOV",
    "DEC",
)
CUT_SHORT = "BAD_ACQ_SKIP"
"""MNE's name for what fills the last record: the last sample, held."""

Annotation = tuple[float, float, str]
"""Onset and duration in seconds, and the description."""


@dataclass(frozen=True, slots=True, eq=False)
class _Layout:
    """How samples and annotations are spread over records."""

    seconds: str
    """Length of a record, as in the header."""
    n_times: int
    """Samples of a channel in a record."""
    n_records: int
    limits: NDArray[np.int64]
    """Shape (n_chans,): largest value of each channel, rounded up, in its unit."""
    steps_per_unit: NDArray[np.int64]
    """Shape (n_chans,): powers of two, so that a value is scaled without rounding."""
    notes: tuple[bytes, ...]
    """Annotations of each record, all of one length."""


def write_bdf(
    recording: Recording,
    path: Path,
    first: int,
    stop: int,
    *,
    annotations: Sequence[Annotation] = (),
    started: datetime | None = None,
) -> None:
    """Write a stretch of a recording as BDF+.

    Values are exact to a part in 2^22 of a channel's largest one, or of one unit where
    all are smaller. Where samples were
    lost, the last one is held, as in the recording itself; annotate the gap.

    Parameters
    ----------
    recording : Recording
        The recording.
    path : Path
        File to write; one that is there is replaced once the new one is whole.
    first, stop : int
        Absolute sample indices, as in a slice.
    annotations : sequence of (float, float, str)
        Onset after ``first`` and duration, s, and description.
    started : datetime or None
        When the stretch began; None: not said.

    Raises
    ------
    ExportError
        If the file cannot be written, or a channel's values do not fit the format.
    """
    layout = _layout(recording, first, stop, annotations)
    with whole_file(path) as file:
        file.write(_header(recording, layout, started))
        for records in _records(recording, layout, first, stop):
            file.write(records.data)


def _layout(
    recording: Recording, first: int, stop: int, annotations: Sequence[Annotation]
) -> _Layout:
    sfreq = recording.info.sfreq
    seconds, n_times = _record_of(sfreq)
    n_records = max(1, -(-(stop - first) // n_times))
    notes = list(annotations)
    if lacking := n_records * n_times - (stop - first):
        notes.append(((stop - first) / sfreq, lacking / sfreq, CUT_SHORT))
    limits = _limits(recording, first, stop)
    return _Layout(
        seconds,
        n_times,
        n_records,
        limits,
        2 ** np.floor(np.log2(HIGHEST / limits)).astype(np.int64),
        _spread(notes, n_records, float(seconds)),
    )


def _record_of(sfreq: float) -> tuple[str, int]:
    """Return the length of a record, and its samples: a whole number of both."""
    for seconds in range(1, LONGEST_RECORD_S + 1):
        if abs(seconds * sfreq - round(seconds * sfreq)) < 1e-6:
            return str(seconds), round(seconds * sfreq)
    n_times = math.ceil(sfreq)
    return f"{n_times / sfreq:.6f}"[:8], n_times


def _limits(recording: Recording, first: int, stop: int) -> NDArray[np.int64]:
    n_chans = recording.info.n_recorded
    largest = np.ones(n_chans, np.float32)
    for begin, end in _pieces(recording, first, stop, 1):
        frames = recording.held_frames(begin, end)
        n_tall = len(frames) // TALL * TALL  # long rows are compared quickest
        for part, width in ((frames[:n_tall], TALL), (frames[n_tall:], 1)):
            if len(part):
                rows = part.reshape(-1, width * n_chans)
                both = np.maximum(rows.max(axis=0), -rows.min(axis=0))
                found = both.reshape(width, n_chans).max(axis=0)
                largest = np.maximum(largest, found)
    limits = np.ceil(largest)
    if not (limits <= LARGEST).all():
        at = int(np.argmax(~(limits <= LARGEST)))
        raise ExportError(
            Sentence(
                "Channel {channel} has values up to {value:g}, and BDF holds none "
                "beyond {most}. Save the recording as FIF or BrainVision.",
                channel=read_channels(recording.paths.channels)[at].name,
                value=float(limits[at]),
                most=LARGEST,
            )
        )
    return limits.astype(np.int64)


def _pieces(
    recording: Recording, first: int, stop: int, multiple: int
) -> Iterator[tuple[int, int]]:
    """Yield stretches of samples that fit in memory, of a multiple of samples."""
    n = max(1, PIECE_BYTES // (4 * recording.info.n_recorded * multiple)) * multiple
    for begin in range(first, stop, n):
        yield begin, min(begin + n, stop)


def _spread(
    notes: Sequence[Annotation], n_records: int, seconds: float
) -> tuple[bytes, ...]:
    """Return the annotations of each record, as evenly long as they can be.

    A reader takes them from wherever they stand; thousands of one moment in its own
    record would make all records as long.
    """
    texts = [_note(*note) for note in sorted(notes)]
    # a record begins with its own time
    filled = [f"+{k * seconds:g}\x14\x14\x00".encode() for k in range(n_records)]
    longest = max(map(len, texts), default=0)
    room = sum(map(len, texts)) // n_records + longest
    at, left = 0, room
    for text in texts:
        if len(text) > left:
            at, left = at + 1, room
        filled[at] += text
        left -= len(text)
    size = 3 * -(-max(map(len, filled)) // 3)
    return tuple(text.ljust(size, b"\x00") for text in filled)


def _note(onset: float, duration: float, text: str) -> bytes:
    begin = f"{onset:+.6f}".rstrip("0").rstrip(".")
    length = f"{duration:.6f}".rstrip("0").rstrip(".")
    clean = text.translate({0: " ", 0x14: " ", 0x15: " "})
    return f"{begin}\x15{length}\x14{clean}\x14\x00".encode()


def _header(recording: Recording, layout: _Layout, started: datetime | None) -> bytes:
    channels = read_channels(recording.paths.channels)
    n, size = len(channels) + 1, len(layout.notes[0]) // 3
    day = "X" if started is None else (
        f"{started.day:02d}-{MONTHS[started.month - 1]}-{started.year}"
    )  # fmt: skip
    when = datetime(1985, 1, 1) if started is None else started
    whole = [
        (f"Startdate {day} X X X", 80),
        (f"{when:%d.%m.%y}", 8),
        (f"{when:%H.%M.%S}", 8),
        (str(256 * (n + 1)), 8),
        ("BDF+C", 44),
        (str(layout.n_records), 8),
        (layout.seconds, 8),
        (str(n), 4),
    ]
    units = ["uV" if c.kind == "eeg" else c.unit.replace("µ", "u") for c in channels]
    limits, steps = layout.limits.tolist(), layout.steps_per_unit.tolist()
    columns: list[tuple[Callable[[int], str], int]] = [
        (lambda k: channels[k].name, 16),
        (lambda _: "", 80),
        (lambda k: "" if units[k] == "n/a" else units[k], 8),
        (lambda k: str(-limits[k]), 8),
        (lambda k: str(limits[k]), 8),
        (lambda k: str(-limits[k] * steps[k]), 8),
        (lambda k: str(limits[k] * steps[k]), 8),
        (lambda _: "", 80),
        (lambda _: str(layout.n_times), 8),
        (lambda _: "", 32),
    ]
    ends = ("BDF Annotations", "", "", "-1", "1", str(LOWEST), str(HIGHEST), "",
            str(size), "")  # fmt: skip
    parts = [b"\xffBIOSEMI", _field("X X X X", 80)]
    parts += [_field(text, width) for text, width in whole]
    for (cell, width), end in zip(columns, ends, strict=True):
        parts += [_field(cell(k), width) for k in range(n - 1)]
        parts.append(_field(end, width))
    return b"".join(parts)


def _field(text: str, width: int) -> bytes:
    return text.encode("ascii", "replace")[:width].ljust(width)


def _records(
    recording: Recording, layout: _Layout, first: int, stop: int
) -> Iterator[NDArray[np.uint8]]:
    """Yield records as bytes, as many at once as fit in memory.

    Two are made at once, or one while the other is written; what is yielded is written
    over when the next is asked for.
    """
    pieces = _pieces(recording, first, stop, layout.n_times)
    desks = cycle([_Desk(recording, layout) for _ in range(DESKS)])
    at_work: deque[Future[NDArray[np.uint8]]] = deque()
    record = 0
    with ThreadPoolExecutor(DESKS, "bdf") as pool:
        for (begin, end), desk in zip(pieces, desks, strict=False):
            if len(at_work) == DESKS:
                yield at_work.popleft().result()
            at_work.append(pool.submit(desk.packed, begin, end, record))
            record += -(-(end - begin) // layout.n_times)
        while at_work:
            yield at_work.popleft().result()


class _Desk:
    """Memory in which records are made, one lot after the other.

    Memory that is asked for anew takes longer than all else that is done here.
    """

    def __init__(self, recording: Recording, layout: _Layout) -> None:
        self._recording = recording
        self._layout = layout
        n_chans = len(layout.limits)
        self._values = np.empty((0, n_chans, layout.n_times), np.float32)
        self._digits = np.empty((0, n_chans, layout.n_times), "<i4")
        self._made = np.empty((0, 3 * n_chans * layout.n_times), np.uint8)

    def packed(self, begin: int, end: int, record: int) -> NDArray[np.uint8]:
        """Return the records of some samples, of which the first has a number.

        Parameters
        ----------
        begin, end : int
            Absolute sample indices, as in a slice.
        record : int
            Number of the first record.
        """
        layout, n_chans = self._layout, len(self._layout.limits)
        frames = self._recording.held_frames(begin, end)
        if lacking := -len(frames) % layout.n_times:
            frames = np.concatenate([frames, np.repeat(frames[-1:], lacking, axis=0)])
        n = len(frames) // layout.n_times
        if n > len(self._values):
            self._make_room(n)
        values, digits, made = self._values[:n], self._digits[:n], self._made[:n]
        by_channel = frames.reshape(n, layout.n_times, n_chans).transpose(0, 2, 1)
        steps = layout.steps_per_unit.astype(np.float32)[None, :, None]
        np.multiply(by_channel, steps, out=values)
        np.rint(values, out=values)
        np.copyto(digits, values, casting="unsafe")
        octets = digits.view(np.uint8).reshape(n, -1, 4)
        n_bytes = 3 * n_chans * layout.n_times
        samples = made[:, :n_bytes].reshape(n, -1, 3)
        for place in range(3):  # thrice as quick as three of four bytes at once
            samples[..., place] = octets[..., place]
        notes = b"".join(layout.notes[record : record + n])
        made[:, n_bytes:] = np.frombuffer(notes, np.uint8).reshape(n, -1)
        return made

    def _make_room(self, n: int) -> None:
        shape = (n, *self._values.shape[1:])
        self._values, self._digits = np.empty(shape, np.float32), np.empty(shape, "<i4")
        size = 3 * shape[1] * shape[2] + len(self._layout.notes[0])
        self._made = np.empty((n, size), np.uint8)
