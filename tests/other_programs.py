"""Small recordings as other programs write them, made for tests.

EEG channel ``k`` (from 0) is a sine of 10 (k + 1) µV at 10 Hz on the program's offset.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

START = 1_700_000_000.0
NAMES_6 = {
    "Cyton": [
        *(f"Accel Channel {k}" for k in range(3)),
        "Not Used",
        *(f"Digital Channel {k} (D{11 + k})" for k in range(4)),
        "Not Used",
        "Digital Channel 4 (D18)",
        *(f"Analog Channel {k}" for k in range(3)),
    ],
    "Ganglion": [f"Accel Channel {k}" for k in range(3)],
}


def eeg_uv(n_chans: int, n_times: int, sfreq: float, offset: float = 0.0) -> np.ndarray:
    """Return EEG of known amplitude, shape (n_chans, n_times), µV."""
    sine = np.sin(2 * np.pi * 10 * np.arange(n_times) / sfreq)
    return offset + np.outer(10.0 * np.arange(1, n_chans + 1), sine)


def sample_index(board: str, n_times: int) -> np.ndarray:
    """Return the sample index as the board counts."""
    numbers = np.arange(n_times)
    match board:
        case "Ganglion":
            turn = numbers % 201
            return (turn + 1) // 2
        case "GanglionHub":
            return numbers % 201
        case "CytonDaisy":
            return 2 * numbers % 256
        case "CytonDaisyHub":
            return numbers % 128
    return numbers % 256


def openbci(
    version: int = 6,
    *,
    board: str = "Cyton",
    n_chans: int = 8,
    sfreq: float = 250.0,
    n_times: int = 1000,
    lost: Sequence[int] = (),
    markers: Mapping[int, float] | None = None,
    pauses: Mapping[int, float] | None = None,
    decimal: str = ".",
    separator: str = ", ",
    burst: int = 1,
) -> str:
    """Return a recording of the OpenBCI GUI.

    ``lost`` are the samples without a row, ``pauses`` seconds by the sample before
    which they were, ``burst`` how many rows share a time stamp.
    """
    eeg = eeg_uv(n_chans, n_times, sfreq, 5000.0)
    index = sample_index(board, n_times)
    at = START + np.arange(n_times) // burst * burst / sfreq
    for sample, seconds in (pauses or {}).items():
        at[sample:] += seconds
    inner = NAMES_6["Ganglion" if "Ganglion" in board else "Cyton"]
    names = ["Sample Index", *(f"EXG Channel {k}" for k in range(n_chans)), *inner]
    names += ["Timestamp", "Marker Channel", "Timestamp (Formatted)"]
    if version == 5:
        names = [
            n if "Digital" not in n and n != "Not Used" else "Other" for n in names
        ]
        names[-2] = "Other" if markers is None else "Marker Channel"
    klass = {"CytonDaisy": "BoardCytonSerialDaisy", "Cyton": "BoardCytonSerial"}
    head = {
        1: [
            "%OpenBCI Raw EEG Data", "%", f"%Sample Rate = {sfreq} Hz",
            "%First Column = SampleIndex", "%Other Columns = EEG data in microvolts",
        ],
        4: [
            "%OpenBCI Raw EEG Data", f"%Number of channels = {n_chans}",
            f"%Sample Rate = {sfreq} Hz", "%First Column = SampleIndex",
            "%Last Column = Timestamp ",
            "%Other Columns = EEG data in microvolts followed by Accel Data (in G)",
        ],
    }.get(
        version,
        [
            "%OpenBCI Raw EXG Data", f"%Number of channels = {n_chans}",
            f"%Sample Rate = {sfreq:g} Hz",
            f"%Board = OpenBCI_GUI${klass.get(board, 'BoardGanglionBLE')}",
            separator.join(names),
        ],
    )  # fmt: skip
    lines = list(head)
    for k in range(n_times):
        if k in lost:
            continue
        stamp = datetime.fromtimestamp(at[k], UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
        values = [f"{value:.2f}" for value in eeg[:, k]]
        if version < 5:
            measured = k % 10 == 7
            accel = ["0.020", "0.400", "0.900"] if measured else ["0.000"] * 3
            cells = [str(index[k]), *values, *(accel if version > 1 else [])]
            cells = [cell.replace(".", decimal) for cell in cells]
            cells += [stamp[11:-3]] if version > 1 else []
            cells += [f"{at[k] * 1e3:.0f}"] if version == 4 else []
        else:
            cells = [f"{index[k]:.1f}", *values, "0.02", "0.4", "0.9"]
            cells += ["0.0"] * (len(inner) - 3)
            cells += [f"{at[k]:.6f}", f"{(markers or {}).get(k, 0.0):.1f}"]
            cells = [cell.replace(".", decimal) for cell in cells] + [stamp[:-3]]
        lines.append(separator.join(cells))
    return "\n".join(lines) + "\n"


def mind_monitor(
    *,
    sfreq: float = 256.0,
    n_times: int = 2560,
    elements: Mapping[int, str] | None = None,
    missing: Sequence[int] = (),
    pauses: Mapping[int, float] | None = None,
    decimal: str = ".",
    separator: str = ",",
) -> str:
    """Return a recording of Mind Monitor: packets of twelve rows, elements between."""
    eeg = eeg_uv(4, n_times, sfreq, 800.0)
    places = ("TP9", "AF7", "AF8", "TP10")
    names = ["TimeStamp", *(f"Delta_{place}" for place in places)]
    names += [f"RAW_{place}" for place in places] + ["AUX_RIGHT"]
    names += [f"{kind}_{axis}" for kind in ("Accelerometer", "Gyro") for axis in "XYZ"]
    names += ["HeadBandOn", *(f"HSI_{place}" for place in places), "Battery"]
    names.append("Elements")
    lines = [separator.join(names)]
    shift = 0.0
    for k in range(n_times):
        shift += (pauses or {}).get(k, 0.0)
        at = START + (k // 12 * 12 + 12) / sfreq + shift
        stamp = datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%d %H:%M:%S.%f")[:-3]
        if text := (elements or {}).get(k):
            lines.append(separator.join([stamp, *[""] * (len(names) - 2), text]))
        raw = ["" if k in missing else f"{value:.4f}" for value in eeg[:, k]]
        cells = ["0.5", "-0.2", "-0.3", "0.4", *raw, "812.0"]
        cells += ["0.1", "0.0", "0.9", "5.2", "-3.7", "1.8", "1", "1.0", "1.0", "1.0"]
        cells += ["1.0", "85.0"]
        cells = [cell.replace(".", decimal) for cell in cells]
        lines.append(separator.join([stamp, *cells, ""]))
    return "\n".join(lines) + "\n"


def muselsl(
    *,
    sfreq: float = 256.0,
    n_times: int = 2560,
    markers: Mapping[int, int] | None = None,
    pauses: Mapping[int, float] | None = None,
) -> str:
    """Return a recording of muselsl."""
    eeg = eeg_uv(4, n_times, sfreq)
    lines = ["timestamps,TP9,AF7,AF8,TP10,Right AUX" + ",Marker0" * bool(markers)]
    shift = 0.0
    for k in range(n_times):
        shift += (pauses or {}).get(k, 0.0)
        cells = [f"{START + k / sfreq + shift:.6f}"]
        cells += [f"{value:.3f}" for value in eeg[:, k]] + ["0.000"]
        if markers:
            cells.append(str(markers.get(k, 0)))
        lines.append(",".join(cells))
    return "\n".join(lines) + "\n"


def muse_player(*, sfreq: float = 220.0, n_times: int = 2200) -> str:
    """Return what MusePlayer makes of a recording; a blink before sample 1000."""
    eeg = eeg_uv(4, n_times, sfreq, 850.0)
    lines = []
    for k in range(n_times):
        at = START + k / sfreq
        if k == 1000:
            lines.append(f"{at:.6f}, /muse/elements/blink, 1")
        if k % 4 == 0:
            lines.append(f"{at:.6f}, /muse/acc, 20.0, 990.0, 31.0")
        values = ", ".join(f"{value:.4f}" for value in eeg[:, k])
        lines.append(f"{at:.6f}, /muse/eeg, {values}")
    return "\n".join(lines) + "\n"


def psychopy(
    rows: Sequence[Mapping[str, object]], *, separator: str = ",", mark: str = "\ufeff"
) -> str:
    """Return a table of PsychoPy; columns are those of the first row, then its own."""
    own = {"participant": "Ada Lovelace", "expName": "stroop", "psychopyVersion": "24"}
    names = [*dict.fromkeys(name for row in rows for name in row), *own]
    lines = [separator.join(names)]
    for row in rows:
        cells = {**dict.fromkeys(names, ""), **row, **own}
        lines.append(separator.join(str(cell) for cell in cells.values()))
    return mark + "\r\n".join(lines) + "\r\n"


def write_xdf(
    file: Path,
    *,
    n_chans: int = 4,
    sfreq: float = 250.0,
    n_times: int = 2500,
    markers: Sequence[tuple[float, str]] | None = (),
    unit: str = "microvolts",
) -> None:
    """Write an XDF file: EEG from second 100 on, and markers; None: no such stream."""
    labels = ("Fz", "Cz", "Pz", "Oz", "C3", "C4", "P3", "P4")[:n_chans]
    channels = "".join(
        f"<channel><label>{label}</label><type>EEG</type><unit>{unit}</unit></channel>"
        for label in labels
    )
    eeg = eeg_uv(n_chans, n_times, sfreq).T.astype("<f4")
    stamps = 100.0 + np.arange(n_times) / sfreq
    parts = [
        b"XDF:",
        _chunk(1, b"<?xml version='1.0'?><info><version>1.0</version></info>"),
    ]
    parts.append(
        _chunk(2, _id(1) + _info("cap", "EEG", n_chans, sfreq, "float32", channels))
    )
    if markers is not None:
        parts.append(
            _chunk(2, _id(2) + _info("PsychoPy", "Markers", 1, 0, "string", ""))
        )
    for first in range(0, n_times, 125):
        block = range(first, min(first + 125, n_times))
        content = b"".join(
            b"\x08" + struct.pack("<d", stamps[k]) + eeg[k].tobytes() for k in block
        )
        parts.append(_chunk(3, _id(1) + _length(len(block)) + content))
    for at, text in markers or ():
        data = text.encode()
        content = b"\x08" + struct.pack("<d", at) + _length(len(data)) + data
        parts.append(_chunk(3, _id(2) + _length(1) + content))
    for stream in (1, 2)[: 1 if markers is None else 2]:
        first, last = (stamps[0], stamps[-1]) if stream == 1 else (100.0, 110.0)
        footer = (
            f"<?xml version='1.0'?><info><first_timestamp>{first}</first_timestamp>"
            f"<last_timestamp>{last}</last_timestamp><sample_count>1</sample_count>"
            "<clock_offsets/></info>"
        )
        parts.append(_chunk(6, _id(stream) + footer.encode()))
    file.write_bytes(b"".join(parts))


def _info(
    name: str, kind: str, n_chans: int, sfreq: float, value: str, channels: str
) -> bytes:
    return (
        f"<?xml version='1.0'?><info><name>{name}</name><type>{kind}</type>"
        f"<channel_count>{n_chans}</channel_count><nominal_srate>{sfreq}"
        f"</nominal_srate><channel_format>{value}</channel_format>"
        f"<source_id>{name}</source_id><uid>{name}</uid><hostname>pc</hostname>"
        f"<desc><channels>{channels}</channels></desc></info>"
    ).encode()


def _id(stream: int) -> bytes:
    return struct.pack("<I", stream)


def _length(n: int) -> bytes:
    return b"\x04" + struct.pack("<I", n)


def _chunk(tag: int, content: bytes) -> bytes:
    return _length(len(content) + 2) + struct.pack("<H", tag) + content


def write_edf(
    file: Path,
    *,
    n_chans: int = 4,
    sfreq: int = 250,
    n_seconds: int = 10,
    events: Sequence[tuple[float, str]] = (),
    n_bytes: int = 2,
) -> None:
    """Write EDF+ of 0.1 µV a count with annotations; of 3 bytes: BDF+ of 1 µV."""
    per_uv = 10 if n_bytes == 2 else 1
    labels = ("Fz", "Cz", "Pz", "Oz")[:n_chans]
    eeg = np.round(per_uv * eeg_uv(n_chans, n_seconds * sfreq, sfreq)).astype(int)
    top = 2 ** (8 * n_bytes - 1) - 1
    n_note = 120
    name, version = ("EDF", b"0") if n_bytes == 2 else ("BDF", b"\xffBIOSEMI")
    head = [
        version.ljust(8), b"X X X X".ljust(80), b"Startdate X X X X".ljust(80),
        b"01.01.2601.01.26", str(256 * (n_chans + 2)).encode().ljust(8),
        f"{name}+C".encode().ljust(44), str(n_seconds).encode().ljust(8),
        b"1".ljust(8), str(n_chans + 1).encode().ljust(4),
    ]  # fmt: skip
    fields: list[tuple[int, list[object]]] = [
        (16, [*labels, f"{name} Annotations"]), (80, [""] * (n_chans + 1)),
        (8, ["uV"] * n_chans + [""]),
        (8, [(-top - 1) / per_uv] * n_chans + [-1]),
        (8, [top / per_uv] * n_chans + [1]),
        (8, [-top - 1] * (n_chans + 1)), (8, [top] * (n_chans + 1)),
        (80, [""] * (n_chans + 1)), (8, [sfreq] * n_chans + [n_note]),
        (32, [""] * (n_chans + 1)),
    ]  # fmt: skip
    head += [str(v)[:w].encode().ljust(w) for w, values in fields for v in values]
    parts = head
    for second in range(n_seconds):
        block = eeg[:, second * sfreq : (second + 1) * sfreq]
        parts += [
            int(v).to_bytes(n_bytes, "little", signed=True) for v in block.ravel()
        ]
        notes = f"+{second}\x14\x14\0" + "".join(
            f"+{at}\x14{text}\x14\0" for at, text in events if second <= at < second + 1
        )
        parts.append(notes.encode().ljust(n_note * n_bytes, b"\0"))
    file.write_bytes(b"".join(parts))


def write_brainvision(
    file: Path,
    *,
    n_chans: int = 4,
    sfreq: float = 250.0,
    n_times: int = 2500,
    events: Sequence[tuple[int, str]] = (),
) -> None:
    """Write a BrainVision recording as BrainVision Recorder does: counts of 0.1 µV."""
    labels = ("Fz", "Cz", "Pz", "Oz")[:n_chans]
    counts = np.round(10 * eeg_uv(n_chans, n_times, sfreq)).astype("<i2")
    file.with_suffix(".eeg").write_bytes(counts.T.tobytes())
    channels = "\n".join(f"Ch{k}={n},,0.1,µV" for k, n in enumerate(labels, 1))
    file.write_text(
        "Brain Vision Data Exchange Header File Version 1.0\n\n[Common Infos]\n"
        f"Codepage=UTF-8\nDataFile={file.stem}.eeg\nMarkerFile={file.stem}.vmrk\n"
        "DataFormat=BINARY\nDataOrientation=MULTIPLEXED\n"
        f"NumberOfChannels={n_chans}\nSamplingInterval={1e6 / sfreq:g}\n\n"
        f"[Binary Infos]\nBinaryFormat=INT_16\n\n[Channel Infos]\n{channels}\n",
        encoding="utf-8",
    )
    markers = "\n".join(
        f"Mk{k}=Stimulus,{text},{sample + 1},1,0"
        for k, (sample, text) in enumerate(events, 2)
    )
    file.with_suffix(".vmrk").write_text(
        "Brain Vision Data Exchange Marker File, Version 1.0\n\n[Common Infos]\n"
        f"Codepage=UTF-8\nDataFile={file.stem}.eeg\n\n[Marker Infos]\n"
        f"Mk1=New Segment,,1,1,0,20260101120000000000\n{markers}\n",
        encoding="utf-8",
    )
