"""Recordings of Muse headbands as MusePlayer writes them: a message a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from attention_camp.resources.texts import Sentence
from attention_camp.signal.sources.formats.lost_rows import place_rows
from attention_camp.signal.sources.formats.muse_facts import (
    ELECTRODES,
    ELECTRODES_2014,
    REFERENCE,
    at_next_sample,
    muse_notes,
    muse_rate,
)
from attention_camp.signal.sources.recorded import FileContent
from attention_camp.signal.stream import SourceError


class _Messages:
    """The messages of a file, sorted."""

    def __init__(self) -> None:
        self.times: list[float] = []
        self.eeg: list[list[float]] = []
        self.said: list[tuple[int, str]] = []
        """Events, each with the number of samples before it."""
        self.n_left_out = 0

    def take(self, line: str) -> None:
        """Take in a line: time, path, values."""
        cells = [cell.strip(' "\0') for cell in line.split(",")]
        if len(cells) < 2 or "/" not in cells[1]:
            self.n_left_out += bool(line.strip())
            return
        try:
            self._sort(float(cells[0]), cells[1], cells[2:])
        except ValueError:
            self.n_left_out += 1

    def _sort(self, time: float, path: str, cells: Sequence[str]) -> None:
        kind = path.lower()
        if kind.endswith("/eeg"):
            row = [float(cell) for cell in cells[:4]]
            if len(row) < 4:
                raise ValueError("four electrodes are expected")
            self.times.append(time)
            self.eeg.append(row)
        elif kind.endswith(("/blink", "/jaw_clench")):
            # said ten times a second: 1 where there was one
            if any(float(cell) for cell in cells[:1]):
                self.said.append((len(self.times), path))
        elif "/marker" in kind or "annotation" in kind:
            self.said.append((len(self.times), "/".join([path, *filter(None, cells)])))


def is_muse_player(head: str) -> bool:
    """Return whether a text holds messages of a Muse."""
    return bool(re.search(r"(?m)^[^,\n]*,\s*\S*/eeg\b", head))


def read_muse_player(file: Path) -> FileContent:
    """Read the text that MusePlayer makes of a recording of Muse Direct or MuseLab.

    Raises
    ------
    SourceError
        Where it holds no EEG.
    """
    messages = _Messages()
    with file.open(encoding="utf-8-sig", errors="replace") as lines:
        for line in lines:
            messages.take(line)
    if not messages.times:
        raise SourceError(
            Sentence("The file {file} has no raw EEG of a Muse.", file=file)
        )
    times, data = np.array(messages.times), np.array(messages.eeg).T
    sfreq, rate_note = muse_rate(times, file)
    placed = place_rows(None, times, sfreq)
    notes = [rate_note, *placed.notes(), *muse_notes(data)]
    if messages.n_left_out:
        notes.append(
            Sentence(
                "Lines that were not understood were left out: {n}.",
                n=messages.n_left_out,
            )
        )
    return FileContent(
        sfreq=sfreq,
        ch_names=ELECTRODES_2014 if sfreq < 250 else ELECTRODES,
        ch_types=("EEG",) * 4,
        units=("µV",) * 4,
        data=placed.spread(data),
        gaps=placed.gaps(),
        events=tuple(
            at_next_sample(
                [row for row, _ in messages.said],
                [text for _, text in messages.said],
                np.arange(times.size),
                placed,
            )
        ),
        notes=tuple(notes),
        reference=REFERENCE,
        manufacturer="InteraXon",
        model="Muse",
    )
