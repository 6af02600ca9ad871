"""What MNE leaves out of an EDF or BDF header: units, labels, times of records."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from attention_camp.signal.sources.recorded import number
from attention_camp.signal.sources.stretches import Stretch

_ANNOTATIONS = re.compile(r"[EB]DF Annotations", re.IGNORECASE)
# what MNE 1.13 scales; any other unit it takes for volts
_SCALED = {"uV": 1e-6, "\u00b5V": 1e-6, "\u03bcV": 1e-6, "\x83\xcaV": 1e-6, "mV": 1e-3}
_NOTE = re.compile(
    rb"([+-]\d+(?:\.\d*)?)(?:\x15(\d+(?:\.\d*)?))?\x14((?:[^\x00\x14]*\x14)*)\x00"
)
_TIME = re.compile(rb"([+-]\d+(?:\.\d*)?)\x14")


@dataclass(frozen=True, slots=True)
class EdfHeader:
    """Fields of an EDF or BDF header; annotation channels are left out of the lists."""

    labels: tuple[str, ...]
    units: tuple[str, ...]
    """As the file spells them."""
    steps: tuple[float, ...]
    """What one count is in each channel's unit; NaN where the header does not say."""
    n_counts: int
    """How many values a count can have."""
    beyond: tuple[str, ...]
    """Labels of channels whose counts, by the header, are larger than the format's."""
    is_discontinuous: bool
    """Whether the records do not follow one another (EDF+D, BDF+D)."""
    record_seconds: float
    n_bytes: int
    """Of the header."""
    record_bytes: int
    marks: tuple[tuple[int, int], ...]
    """Where in a record each annotation channel begins and how long it is, bytes."""

    @property
    def mne_factors(self) -> NDArray[np.float64]:
        """What MNE multiplied each channel by."""
        return np.array([_SCALED.get(unit, 1.0) for unit in self.units])


def read_edf_header(file: Path) -> EdfHeader:
    """Return the header of an EDF or BDF file.

    Raises
    ------
    ValueError
        Where it is none.
    """
    with file.open("rb") as opened:
        fixed = opened.read(256)
        n_chans = int(fixed[252:256])
        if not 0 < n_chans <= 10_000:
            raise ValueError(f"{n_chans} channels in the header")
        rest = opened.read(256 * n_chans)
    if len(rest) < 256 * n_chans:
        raise ValueError("the header is cut off")

    def column(offset: int, width: int) -> list[str]:
        begin = offset * n_chans
        return [
            rest[begin + k * width : begin + (k + 1) * width].decode("latin-1").strip()
            for k in range(n_chans)
        ]

    labels, units = column(0, 16), column(96, 8)
    n_samples = [int(text) for text in column(216, 8)]
    low, high, least, most = (
        [number(text) or 0.0 for text in column(offset, 8)]
        for offset in (104, 112, 120, 128)
    )
    n_wide = 3 if fixed[0] == 0xFF else 2
    marks = [k for k, label in enumerate(labels) if _ANNOTATIONS.match(label)]
    kept = [k for k in range(n_chans) if k not in marks]
    return EdfHeader(
        labels=tuple(labels[k] for k in kept),
        units=tuple(units[k] for k in kept),
        steps=tuple(
            (high[k] - low[k]) / (most[k] - least[k]) if most[k] != least[k] else np.nan
            for k in kept
        ),
        n_counts=2 ** (8 * n_wide),
        beyond=tuple(
            labels[k]
            for k in kept
            if max(abs(least[k] + 0.5), abs(most[k] + 0.5)) > 2 ** (8 * n_wide - 1)
        ),
        is_discontinuous=fixed[192:197] in (b"EDF+D", b"BDF+D"),
        record_seconds=float(fixed[244:252]),
        n_bytes=256 * (n_chans + 1),
        record_bytes=n_wide * sum(n_samples),
        marks=tuple(
            (n_wide * sum(n_samples[:k]), n_wide * n_samples[k]) for k in marks
        ),
    )


def record_annotations(file: Path, header: EdfHeader) -> list[tuple[float, float, str]]:
    """Return onset after the first sample (s), duration and text of all annotations.

    Those of a discontinuous file, which MNE cuts off where the joined samples end.

    Parameters
    ----------
    file : Path
        The file.
    header : EdfHeader
        Its header.
    """
    lists = _lists(file, header)
    begin = _starts(lists[:1])[0] if lists else 0.0
    return [
        (float(onset) - begin, float(duration or 0.0), text.decode("utf-8", "replace"))
        for marks in lists
        for mark in marks
        for onset, duration, texts in _NOTE.findall(mark)
        for text in texts.split(b"\x14")
        if text
    ]


def _lists(file: Path, header: EdfHeader) -> list[list[bytes]]:
    """Return the bytes of each record's annotation channels."""
    lists = []
    with file.open("rb") as opened:
        opened.seek(header.n_bytes)
        while len(record := opened.read(header.record_bytes)) == header.record_bytes:
            lists.append([record[b : b + length] for b, length in header.marks])
    return lists


def _starts(lists: list[list[bytes]]) -> list[float]:
    """Return when each record begins, s; the first annotation says it."""
    starts = []
    for k, marks in enumerate(lists, start=1):
        found = _TIME.match(marks[0]) if marks else None
        if not found:
            raise ValueError(f"record {k} does not say when it begins")
        starts.append(float(found[1]))
    return starts


def record_stretches(
    file: Path, header: EdfHeader, sfreq: float, n_times: int
) -> tuple[Stretch, ...]:
    """Return when the records of a discontinuous file were recorded.

    Parameters
    ----------
    file : Path
        The file.
    header : EdfHeader
        Its header.
    sfreq : float
        Sampling rate of the samples read, Hz.
    n_times : int
        How many were read.

    Raises
    ------
    ValueError
        Where a record does not say when it begins, or begins before the one before
        it ends.
    """
    per_record = round(header.record_seconds * sfreq)
    starts = _starts(_lists(file, header)[: n_times // max(per_record, 1)])
    stretches: list[Stretch] = []
    for k, start in enumerate(starts):
        place = round((start - starts[0]) * sfreq)
        last = stretches[-1] if stretches else None
        stop = last.start + last.n if last else 0
        if place < stop - 1:
            raise ValueError(f"record {k + 1} begins before the one before it ends")
        # times are rounded in the file
        if last and place <= stop + 1:
            stretches[-1] = Stretch(last.first, last.n + per_record, last.start)
        else:
            stretches.append(Stretch(k * per_record, per_record, place))
    return tuple(stretches)
