"""A recording in memory: what a reader found, and what is made of it.

A reader returns a `FileContent`: rows, labels, types and units in the file's own words.
`assembling.assembled` makes a `Recorded` of it, the same way for every format: it tells
EEG from other channels, scales voltages, refuses unknown units and repeated labels, and
turns triggers into events. ``read_recording(path, options)`` does both; path, options
and result can be pickled, so that it can be called in another process.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from attention_camp.signal.electrodes import Position
from attention_camp.signal.stream import Gap, StreamInfo


@dataclass(frozen=True, slots=True)
class RecordedEvent:
    """An event of the recording."""

    sample: int
    """Index of the sample at its onset."""
    duration: float
    """s."""
    description: str


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What a person says about a file that the file does not say itself."""

    units: str = ""
    """Unit of its EEG, EOG, ECG and EMG, whatever the file says; empty: the file's."""
    ch_names: tuple[str, ...] = ()
    """Labels of its EEG channels in order, or of all channels; empty: the file's."""
    board: str = ""
    """The BrainFlow board that wrote rows without a header; empty: not said."""


NO_OPTIONS = ReadOptions()


@dataclass(frozen=True, slots=True, eq=False)
class FileContent:
    """What a reader found in a file, in the file's own words."""

    sfreq: float
    """Sampling rate of all rows, Hz."""
    ch_names: tuple[str, ...]
    """Labels; a channel without one has an empty text."""
    ch_types: tuple[str, ...]
    """A `ChannelType`; empty where the file does not say or calls everything EEG (the
    label decides then); ``EEG`` in capitals where it is EEG whatever its label."""
    units: tuple[str, ...]
    """The unit that ``data`` is in, as the file spells it; empty where it says none."""
    data: NDArray[np.floating]
    """Shape (n_chans, n_times), each row in its unit, on an even time axis without
    jumps: NaN where ``gaps`` say that nothing was recorded."""
    gaps: tuple[Gap, ...] = ()
    """Stretches without samples, on the axis of ``data``."""
    events: tuple[RecordedEvent, ...] = ()
    """Events on the axis of ``data``; those of trigger channels need not be here."""
    positions: Mapping[str, Position] = field(default_factory=dict)
    """Positions by label, in MNE's head frame, m; where the file has them."""
    notes: tuple[str, ...] = ()
    """What was assumed or left out, a sentence each, for people."""
    steps: tuple[float, ...] = ()
    """What one count is in each row's unit; empty: the file does not hold counts."""
    n_counts: int = 0
    """How many values a count can have, 65,536 for 16 bits; 0: not known."""
    is_interleaved: bool = False
    """Whether the file holds sample by sample, so that a lost byte moves channels."""
    reference: str = "n/a"
    """Reference electrode, where the file or the device's maker says which."""
    manufacturer: str = "n/a"
    model: str = "n/a"


@dataclass(frozen=True, slots=True, eq=False)
class Recorded:
    """A recording in memory."""

    info: StreamInfo
    samples_uv: NDArray[np.float32]
    """EEG, shape (n_chans, n_times), µV; NaN in gaps."""
    events: tuple[RecordedEvent, ...]
    """In order of time; those of trigger channels among them."""
    others: NDArray[np.float32] | None = None
    """The channels ``info.others``, shape (n_others, n_times), each in its unit."""
    gaps: tuple[Gap, ...] = ()
    """Where nothing was recorded, in order of time."""
    notes: tuple[str, ...] = ()
    """What was assumed or left out, a sentence each, for people."""


def number(text: str | None) -> float | None:
    """Return the number in a text, or None."""
    try:
        return float(text or "")
    except ValueError:
        return None


def code_text(value: float | np.number) -> str:
    """Return a code with all its digits: ``7`` for 7.0, ``1203044``, ``0.1``."""
    return str(int(value)) if float(value).is_integer() else str(value)
