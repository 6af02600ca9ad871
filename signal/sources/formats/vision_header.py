"""What MNE leaves out of BrainVision files: units it does not know, pauses."""

from __future__ import annotations

import itertools
import re
from datetime import datetime
from pathlib import Path

from attention_camp.resources.texts import how_many
from attention_camp.signal.sources.stretches import UNKNOWN_SECONDS

_CHANNEL = re.compile(
    r"^Ch(\d+)=([^,]*),([^,]*),([^,]*)(?:,([^,\r\n]*))?", re.MULTILINE
)
_SEGMENT = re.compile(
    r"^Mk\d+=New Segment,[^,]*,(\d+),\d+,-?\d+(?:,(\d{20}))?", re.MULTILINE
)
_NUMBER = re.compile(r"^NumberOfChannels\s*=\s*(\d+)", re.MULTILINE)
_BINARY = re.compile(r"^BinaryFormat\s*=\s*U?INT_(\d+)", re.MULTILINE | re.IGNORECASE)
_INTERLEAVED = re.compile(
    r"^DataOrientation\s*=\s*MULTIPLEXED", re.MULTILINE | re.IGNORECASE
)
_FILE = re.compile(r"^MarkerFile=(.*)$", re.MULTILINE)


def channel_units(vhdr: Path) -> list[str]:
    """Return each channel's unit as the header spells it.

    A channel without a unit is in µV, as the format says.
    """
    return [(match[5] or "").strip() or "µV" for match in _channels(_text(vhdr))]


def channel_steps(vhdr: Path) -> tuple[list[float], int]:
    """Return what one count is in each channel's unit, and how many values it can have.

    Raises
    ------
    ValueError
        Where the header lists another number of channels than it says there are.
    """
    text = _text(vhdr)
    channels = _channels(text)
    said = _NUMBER.search(text)
    if said and int(said[1]) != len(channels):
        raise ValueError(
            f"its header says {how_many(said[1], 'channel|channels')} and lists "
            f"{len(channels)}"
        )
    binary = _BINARY.search(text)
    n_counts = 2 ** int(binary[1]) if binary else 0
    return [float(match[4].strip() or 1.0) for match in channels], n_counts


def is_interleaved(vhdr: Path) -> bool:
    """Return whether the samples of all channels follow one another, not channels."""
    return _INTERLEAVED.search(_text(vhdr)) is not None


def _channels(text: str) -> list[re.Match[str]]:
    """Return the lines of the channels, by their numbers; of two the last counts."""
    part = text.partition("[Channel Infos]")[2].partition("\n[")[0]
    found = {int(match[1]): match for match in _CHANNEL.finditer(part)}
    return [found[number] for number in sorted(found)]


def pauses(vhdr: Path, sfreq: float) -> list[tuple[int, int]]:
    """Return before which samples how many are missing, by the segments' dates.

    Parameters
    ----------
    vhdr : Path
        The header.
    sfreq : float
        Sampling rate, Hz.

    Returns
    -------
    cuts : list of (sample, n_lost)
        One for each segment after the first; where no dates tell how long the
        pause was, ``UNKNOWN_SECONDS`` stand for it.
    """
    name = _FILE.search(_text(vhdr))
    vmrk = vhdr.with_name(Path(name[1].strip()).name) if name else None
    if vmrk is not None and not vmrk.is_file():
        vmrk = vhdr.with_suffix(".vmrk")
    if vmrk is None or not vmrk.is_file():
        return []
    segments = [
        (int(match[1]) - 1, _date(match[2])) for match in _SEGMENT.finditer(_text(vmrk))
    ]
    cuts = []
    for (first, begun), (sample, date) in itertools.pairwise(segments):
        n_lost = round(UNKNOWN_SECONDS * sfreq)
        if begun and date:
            missing = round((date - begun).total_seconds() * sfreq) - (sample - first)
            # a clock that was set back says nothing of the pause
            n_lost = missing if missing >= 0 else n_lost
        cuts.append((sample, n_lost))
    return cuts


def _date(text: str | None) -> datetime | None:
    try:
        return datetime.strptime(text or "", "%Y%m%d%H%M%S%f")
    except ValueError:
        return None


def _text(file: Path) -> str:
    data = file.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")
