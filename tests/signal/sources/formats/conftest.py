"""Writers of small files, byte by byte, for what no library writes."""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

RATE = 100


def write_edf(
    path: Path,
    counts: np.ndarray,
    *,
    labels: Sequence[str],
    units: Sequence[str | bytes],
    starts: Sequence[float] | None = None,
    notes: Sequence[str] = (),
    is_bdf: bool = False,
) -> Path:
    """Write integers, one physical unit a count, in records of a second.

    ``starts`` are the times of the records of a discontinuous file (EDF+D), ``notes``
    an annotation per record as it stands in the file (``+16.5\\x14target\\x14\\x00``).
    """
    n_wide = 3 if is_bdf else 2
    n_records = counts.shape[1] // RATE
    labels, units = [*labels], [*units]
    lists = []
    if starts is not None:
        labels.append("BDF Annotations" if is_bdf else "EDF Annotations")
        units.append("")
        lists = [
            f"+{start}\x14\x14\x00{note}".encode().ljust(n_wide * RATE, b"\0")
            for start, note in zip(
                starts, [*notes, *[""] * (n_records - len(notes))], strict=True
            )
        ]
    n_chans, top = len(labels), 2 ** (8 * n_wide - 1) - 1

    def field(values: Sequence[str | bytes | int], width: int) -> bytes:
        texts = [
            value if isinstance(value, bytes) else str(value).encode("latin-1")
            for value in values
        ]
        return b"".join(text.ljust(width) for text in texts)

    kind = b"" if starts is None else (b"BDF+D" if is_bdf else b"EDF+D")
    header = [
        (b"\xffBIOSEMI" if is_bdf else b"0".ljust(8)),
        b"X".ljust(80), b"Startdate 01-JAN-2026".ljust(80), b"01.01.2601.01.26",
        field([256 * (n_chans + 1)], 8), kind.ljust(44), field([n_records, 1], 8),
        field([n_chans], 4),
        field(labels, 16), field([""] * n_chans, 80), field(units, 8),
        field([-top - 1] * n_chans, 8), field([top] * n_chans, 8),
        field([-top - 1] * n_chans, 8), field([top] * n_chans, 8),
        field([""] * n_chans, 80), field([RATE] * n_chans, 8),
        field([""] * n_chans, 32),
    ]  # fmt: skip
    body = b""
    for record in range(n_records):
        block = counts[:, record * RATE : (record + 1) * RATE].ravel()
        body += b"".join(
            int(count).to_bytes(n_wide, "little", signed=True) for count in block
        )
        body += lists[record] if lists else b""
    path.write_bytes(b"".join(header) + body)
    return path


def write_vision(
    folder: Path,
    data: np.ndarray,
    *,
    channels: Sequence[str],
    markers: Sequence[str] = (),
    sfreq: int = RATE,
) -> Path:
    """Write a BrainVision file of 32-bit floats; channels as ``name,,1,unit``."""
    (folder / "a.eeg").write_bytes(data.T.astype("<f4").tobytes())
    lines = "\n".join(f"Mk{k}={text}" for k, text in enumerate(markers, start=1))
    (folder / "a.vmrk").write_text(
        "Brain Vision Data Exchange Marker File, Version 1.0\n[Common Infos]\n"
        f"Codepage=UTF-8\nDataFile=a.eeg\n[Marker Infos]\n{lines}\n",
        encoding="utf-8",
    )
    rows = "\n".join(f"Ch{k}={text}" for k, text in enumerate(channels, start=1))
    path = folder / "a.vhdr"
    path.write_text(
        "Brain Vision Data Exchange Header File Version 1.0\n[Common Infos]\n"
        "Codepage=UTF-8\nDataFile=a.eeg\nMarkerFile=a.vmrk\nDataFormat=BINARY\n"
        f"DataOrientation=MULTIPLEXED\nNumberOfChannels={len(channels)}\n"
        f"SamplingInterval={1e6 / sfreq:g}\n[Binary Infos]\n"
        f"BinaryFormat=IEEE_FLOAT_32\n[Channel Infos]\n{rows}\n",
        encoding="utf-8",
    )
    return path


class XdfFile:
    """An XDF file, stream by stream."""

    def __init__(self) -> None:
        self._chunks = [
            b"XDF:",
            _chunk(1, b"<?xml version='1.0'?><info><version>1.0</version></info>"),
        ]
        self._n = 0

    def stream(
        self,
        stamps: np.ndarray | Sequence[float],
        values: np.ndarray | Sequence[str],
        *,
        kind: str = "EEG",
        rate: float = RATE,
        channels: Sequence[dict[str, str]] = (),
        name: str = "Amp",
        form: str = "float32",
        offsets: Sequence[tuple[float, float]] = (),
    ) -> None:
        """Add a stream.

        A channel is its entries, such as ``label`` and ``unit``; ``offsets`` are
        measurements of its clock: when, by that clock, and what makes the recorder's
        time of it.
        """
        self._n += 1
        rows = "".join(
            "<channel>"
            + "".join(f"<{key}>{text}</{key}>" for key, text in channel.items())
            + "</channel>"
            for channel in channels
        )
        n_chans = 1 if form == "string" else np.asarray(values).shape[1]
        header = (
            f"<?xml version='1.0'?><info><name>{name}</name><type>{kind}</type>"
            f"<channel_count>{n_chans}</channel_count><nominal_srate>{rate}"
            f"</nominal_srate><channel_format>{form}</channel_format><desc>"
            f"<channels>{rows}</channels></desc></info>"
        )
        number = struct.pack("<I", self._n)
        self._chunks.append(_chunk(2, number + header.encode()))
        body = b""
        for stamp, row in zip(stamps, values, strict=True):
            body += b"\x08" + struct.pack("<d", stamp)
            if form == "string":
                text = str(row).encode()
                body += b"\x01" + bytes([len(text)]) + text
            else:
                body += np.asarray(row, "<f4").tobytes()
        count = b"\x04" + struct.pack("<I", len(stamps))
        self._chunks.append(_chunk(3, number + count + body))
        self._chunks += [_chunk(4, number + struct.pack("<dd", *o)) for o in offsets]

    def write(self, path: Path) -> Path:
        """Write the file."""
        path.write_bytes(b"".join(self._chunks))
        return path


def _chunk(tag: int, content: bytes) -> bytes:
    body = struct.pack("<H", tag) + content
    return b"\x04" + struct.pack("<I", len(body)) + body


@pytest.fixture
def edf() -> Callable[..., Path]:
    return write_edf


@pytest.fixture
def vision() -> Callable[..., Path]:
    return write_vision


@pytest.fixture
def xdf() -> Callable[[], XdfFile]:
    pytest.importorskip("pyxdf")
    return XdfFile
