"""Header and marker file of a BrainVision recording, written and read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.tables import GAP, clean_text
from attention_camp.resources.bounded import LARGEST_TABLE, read_bytes
from attention_camp.signal.clock import wall_time
from attention_camp.signal.stream import StreamInfo

NO_DATA = "No data"
"""Type of a marker over samples that one channel misses."""

_TIME = "%Y%m%d%H%M%S%f"
"""When a segment began, as the format has it."""
_MARKER = re.compile(r"Mk\d+=([^,]*),([^,]*),(\d+),(\d+),(-?\d+)(?:,(\d*))?")


@dataclass(frozen=True, slots=True)
class Marker:
    """A line of the marker file."""

    kind: str
    """``BAD_gap``, ``No data``, ``Stimulus`` or ``New Segment``."""
    text: str
    sample: int
    """Index of the sample, counted from 0."""
    n: int
    """Length in samples."""
    channel: int
    """Channel counted from 1; 0: all."""


def header_text(paths: RunPaths, info: StreamInfo) -> str:
    """Return the header file: multiplexed 32-bit floats, EEG in µV."""
    rows = [(name, "µV") for name in info.ch_names]
    rows += [(channel.name, channel.unit) for channel in info.others]
    channels = "\n".join(
        f"Ch{number}={_escaped(name)},,1,{_escaped(unit)}"
        for number, (name, unit) in enumerate(rows, start=1)
    )
    return f"""\
Brain Vision Data Exchange Header File Version 1.0
; written by Attention Camp

[Common Infos]
Codepage=UTF-8
DataFile={paths.eeg.name}
MarkerFile={paths.vmrk.name}
DataFormat=BINARY
; multiplexed: all channels of the first sample, then all of the second, ...
DataOrientation=MULTIPLEXED
NumberOfChannels={info.n_recorded}
; in microseconds
SamplingInterval={1e6 / info.sfreq!r}

[Binary Infos]
BinaryFormat=IEEE_FLOAT_32

[Channel Infos]
; Ch<number>=<name>,<reference>,<resolution>,<unit>; commas in names are \\1
{channels}
"""


def markers_text(paths: RunPaths, *, dated: bool = True) -> str:
    """Return the beginning of the marker file, with the time of the first sample."""
    time = f",{wall_time():{_TIME}}" if dated else ""
    return f"""\
Brain Vision Data Exchange Marker File Version 1.0
; written by Attention Camp

[Common Infos]
Codepage=UTF-8
DataFile={paths.eeg.name}

[Marker Infos]
; Mk<number>=<type>,<description>,<position>,<length>,<channel, 0: all>
Mk1=New Segment,,1,1,0{time}
"""


def gap_line(number: int, first: int, n: int, *, reason: str, channel: int = 0) -> str:
    """Return the marker of samples that are missing.

    Parameters
    ----------
    number : int
        Number of the marker in the file, from 1.
    first, n : int
        First missing sample, counted from 0, and how many are missing.
    reason : str
        Why they are missing.
    channel : int
        Number of the channel, from 1; 0: all channels.
    """
    kind = NO_DATA if channel else GAP
    return f"Mk{number}={kind},{_escaped(reason)},{first + 1},{n},{channel}\n"


def marker_line(number: int, sample: int, value: int) -> str:
    """Return the marker for a value of the board's own marker channel.

    Parameters
    ----------
    number : int
        Number of the marker in the file, from 1.
    sample : int
        Its sample, counted from 0.
    value : int
        The value in the marker channel.
    """
    return f"Mk{number}=Stimulus,S{value:3d},{sample + 1},1,0\n"


def read_markers(path: Path) -> list[Marker]:
    """Return the markers of a file, without an incomplete last line."""
    if not path.exists():
        return []
    text = read_bytes(path, most=LARGEST_TABLE).decode("utf-8", "replace")
    whole = text[: text.rfind("\n") + 1]
    return [
        Marker(
            kind=match[1],
            text=match[2].replace(r"\1", ","),
            sample=int(match[3]) - 1,
            n=int(match[4]),
            channel=max(0, int(match[5])),
        )
        for match in map(_MARKER.fullmatch, whole.splitlines())
        if match
    ]


def read_start(path: Path) -> datetime | None:
    """Return when the first sample was recorded, UTC; None: the file does not say.

    Raises
    ------
    UnreadableError
        If the marker file cannot be read.
    """
    if not path.exists():
        return None
    text = read_bytes(path, most=LARGEST_TABLE).decode("utf-8", "replace")
    for line in text.splitlines():
        found = _MARKER.fullmatch(line)
        if found and found[1] == "New Segment":
            try:
                return datetime.strptime(f"{found[6]}+0000", f"{_TIME}%z")
            except ValueError:  # no time, or none that there is
                return None
    return None


def _escaped(text: str) -> str:
    return clean_text(text).replace(",", r"\1")
