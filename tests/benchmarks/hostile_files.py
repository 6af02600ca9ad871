"""Small whole recordings in every format, their mutations, and what a reader makes."""

from __future__ import annotations

import math
import struct
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from attention_camp.signal.plausibility import PlausibilityWatch
from attention_camp.signal.sources.brainflow_library import board_rows, find_board
from attention_camp.signal.sources.reading import read_recording

SFREQ, N_TIMES = 250, 2500
CH_NAMES = ("Fp1", "Cz", "Oz")
SIZES = {
    "Fp1": 10.0, "Cz": 20.0, "Oz": 30.0, "EEG1": 10.0, "EEG2": 20.0, "EEG3": 30.0,
    "TP9": 10.0, "AF7": 20.0, "AF8": 30.0, "Fp2": 20.0, "C3": 30.0,
}  # fmt: skip
"""What is written under each label, µV; formats and boards name three channels."""
HEADER = 2048
"""Bytes from the beginning in which most mutations of a file fall."""


def samples_uv() -> np.ndarray:
    """Return what is in every file, µV: a channel is 10, 20 or 30 µV large."""
    noise = np.random.default_rng(0).standard_normal((len(CH_NAMES), N_TIMES))
    return (noise * [[10.0], [20.0], [30.0]]).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a file that was read turned out to be."""

    n_infinite: int
    scale: float
    """Largest or smallest ratio of a channel's size to what was written; 1: right."""
    uncertainty: float
    """Three standard errors of the size, natural logarithm; few samples may be left."""
    is_asked: bool
    """Whether the signal check would ask about it, or the reader says something."""


def outcome(file: Path) -> Outcome:
    """Read a file and compare it with what was written; in the child."""
    recorded = read_recording(file)
    samples = np.asarray(recorded.samples_uv, np.float64)
    watch = PlausibilityWatch(recorded.info)
    watch.take(samples)
    scale = 1.0
    for name, row in zip(recorded.info.ch_names, samples, strict=True):
        row = row[np.isfinite(row)]
        if name not in SIZES or len(row) < 100:
            continue
        # robust: a single damaged sample is no change of scale
        size = 1.4826 * float(np.median(np.abs(row - np.median(row))))
        ratio = max(size, 1e-12) / SIZES[name]
        if abs(np.log(ratio)) > abs(np.log(scale)):
            scale = ratio
    n_infinite = int(np.isinf(recorded.samples_uv).sum())
    is_asked = watch.question() is not None or bool(recorded.notes)
    n_times = max(int(np.isfinite(samples).all(axis=0).sum()), 1)
    return Outcome(n_infinite, scale, 3 * 1.17 / math.sqrt(n_times), is_asked)


def mutated(content: bytes, rng: np.random.Generator) -> bytes:  # noqa: C901
    """Return a file's content with one to three faults in it."""
    data = bytearray(content)
    for _ in range(int(rng.integers(1, 4))):
        end = min(len(data), HEADER if rng.random() < 0.7 else len(data))
        if end < 16:
            break
        at = int(rng.integers(0, end))
        n = int(rng.integers(1, 9))
        match int(rng.integers(0, 9)):
            case 0:
                data[at] ^= 1 << int(rng.integers(0, 8))
            case 1:
                data[at : at + n] = rng.bytes(n)
            case 2:
                data[at : at + n] = bytes([int(rng.choice([0, 32, 127, 255]))]) * n
            case 3:
                del data[at:]
            case 4:
                del data[at : at + int(rng.integers(1, 200))]
            case 5:
                data[at:at] = data[: int(rng.integers(1, 300))]
            case 6:
                digits = [k for k in range(end) if 48 <= data[k] <= 57]
                if digits:
                    data[int(rng.choice(digits))] = int(rng.integers(45, 58))
            case 7:
                data[at : at + 8] = b"99999999"
            case 8:
                data[at:at] = rng.bytes(n)
    return bytes(data)


def edf_file(*, n_bytes: int = 2) -> bytes:
    """Return an EDF (2 bytes a sample) or BDF (3) file."""
    most = 2 ** (8 * n_bytes - 1)
    n_chans, n_records = len(CH_NAMES), N_TIMES // SFREQ
    first = b"\xffBIOSEMI" if n_bytes == 3 else b"0       "
    head = first + b"X".ljust(80) + b"X".ljust(80) + b"01.01.0000.00.00"
    head += f"{256 * (n_chans + 1):<8}".encode() + b" " * 44
    head += f"{n_records:<8}{1:<8}{n_chans:<4}".encode()
    fields = (
        (16, CH_NAMES), (80, [""] * n_chans), (8, ["uV"] * n_chans),
        (8, [-1000] * n_chans), (8, [1000] * n_chans), (8, [-most] * n_chans),
        (8, [most - 1] * n_chans), (80, [""] * n_chans), (8, [SFREQ] * n_chans),
        (32, [""] * n_chans),
    )  # fmt: skip
    for width, values in fields:
        head += "".join(f"{value:<{width}}" for value in values).encode()
    counts = np.round(samples_uv() / 1000 * most).astype("<i4")
    records = counts.reshape(n_chans, n_records, SFREQ).transpose(1, 0, 2)
    whole = records.reshape(-1).view(np.uint8).reshape(-1, 4)
    return head + whole[:, :n_bytes].tobytes()


def vision_files(place: Path) -> dict[str, bytes]:
    """Return the three files of a BrainVision recording."""
    channels = "".join(f"Ch{k}={name},,0.1,µV\n" for k, name in enumerate(CH_NAMES, 1))
    header = (
        "Brain Vision Data Exchange Header File Version 1.0\n[Common Infos]\n"
        f"Codepage=UTF-8\nDataFile={place.stem}.eeg\nMarkerFile={place.stem}.vmrk\n"
        f"DataFormat=BINARY\nDataOrientation=MULTIPLEXED\n"
        f"NumberOfChannels={len(CH_NAMES)}\nSamplingInterval={1e6 / SFREQ:g}\n"
        f"[Binary Infos]\nBinaryFormat=INT_16\n[Channel Infos]\n{channels}"
    )
    markers = (
        "Brain Vision Data Exchange Marker File, Version 1.0\n[Common Infos]\n"
        f"Codepage=UTF-8\nDataFile={place.stem}.eeg\n[Marker Infos]\n"
        "Mk1=New Segment,,1,1,0\nMk2=Stimulus,S  1,500,1,0\nMk3=Stimulus,S  2,900,1,0\n"
    )
    counts = np.round(samples_uv().T / 0.1).astype("<i2")
    return {
        ".vhdr": header.encode(), ".vmrk": markers.encode(), ".eeg": counts.tobytes(),
    }  # fmt: skip


def set_file(place: Path) -> bytes:
    """Return an EEGLAB file."""
    from scipy.io import savemat

    labels = np.array([(name,) for name in CH_NAMES], dtype=[("labels", object)])
    event = np.array([("target", 126.0)], dtype=[("type", object), ("latency", object)])
    content = {
        "setname": "one", "nbchan": float(len(CH_NAMES)), "trials": 1.0,
        "pnts": float(N_TIMES), "srate": float(SFREQ), "xmin": 0.0,
        "xmax": (N_TIMES - 1) / SFREQ, "data": samples_uv(), "chanlocs": labels,
        "event": event, "epoch": np.empty(0), "icawinv": np.empty((0, 0)),
    }  # fmt: skip
    savemat(place, {"EEG": content}, appendmat=False)
    return place.read_bytes()


def fif_file(place: Path) -> bytes:
    """Return a FIF file."""
    import mne

    info = mne.create_info(list(CH_NAMES), float(SFREQ), "eeg")
    raw = mne.io.RawArray(1e-6 * samples_uv().astype(float), info, verbose="error")
    path = place.with_name("whole_eeg.fif")
    raw.save(path, overwrite=True, verbose="error")
    return path.read_bytes()


def xdf_file() -> bytes:
    """Return an XDF file with a stream of EEG and one of markers."""

    def chunk(tag: int, content: bytes) -> bytes:
        body = struct.pack("<H", tag) + content
        return b"\x04" + struct.pack("<I", len(body)) + body

    def stream(number: int, kind: str, form: str, rate: int, names: object) -> bytes:
        channels = "".join(
            f"<channel><label>{name}</label><unit>microvolts</unit><type>EEG</type>"
            "</channel>"
            for name in names  # type: ignore[attr-defined]
        )
        n_chans = max(channels.count("<label>"), 1)
        text = (
            f"<?xml version='1.0'?><info><name>{kind}</name><type>{kind}</type>"
            f"<channel_count>{n_chans}</channel_count>"
            f"<nominal_srate>{rate}</nominal_srate>"
            f"<channel_format>{form}</channel_format><desc>"
            f"<channels>{channels}</channels></desc></info>"
        )
        return chunk(2, struct.pack("<I", number) + text.encode())

    rows = b"".join(
        b"\x08" + struct.pack("<d", 10 + k / SFREQ) + row.astype("<f4").tobytes()
        for k, row in enumerate(samples_uv().T)
    )
    marker = b"\x08" + struct.pack("<d", 11.0) + b"\x01\x06target"
    return (
        b"XDF:"
        + chunk(1, b"<?xml version='1.0'?><info><version>1.0</version></info>")
        + stream(1, "EEG", "float32", SFREQ, CH_NAMES)
        + stream(2, "Markers", "string", 0, ())
        + chunk(3, struct.pack("<I", 1) + b"\x04" + struct.pack("<I", N_TIMES) + rows)
        + chunk(3, struct.pack("<I", 2) + b"\x01\x01" + marker)
    )


def text_file() -> bytes:
    """Return a file of the OpenBCI GUI."""
    head = (
        "%OpenBCI Raw EXG Data\n%Number of channels = 3\n%Sample Rate = 250 Hz\n"
        "%Board = OpenBCI_GUI$BoardCytonSerial\n"
        "Sample Index, EXG Channel 0, EXG Channel 1, EXG Channel 2\n"
    )
    lines = (
        f"{k % 256}, {row[0]:.4f}, {row[1]:.4f}, {row[2]:.4f}\n"
        for k, row in enumerate(samples_uv().T)
    )
    return (head + "".join(lines)).encode()


def muse_file(*, of_mind_monitor: bool) -> bytes:
    """Return a table of a Muse, as Mind Monitor or muselsl writes it."""
    labels = ("TP9", "AF7", "AF8", "TP10")
    first = "TimeStamp," if of_mind_monitor else "timestamps,"
    names = [f"RAW_{name}" if of_mind_monitor else name for name in labels]
    last = ",Elements" if of_mind_monitor else ",Right AUX"
    lines = [first + ",".join(names) + last]
    offset = 800.0 if of_mind_monitor else 0.0
    for k, row in enumerate(samples_uv().T):
        at = 1_700_000_000 + k / 256
        stamp = f"{datetime.fromtimestamp(at, UTC):%Y-%m-%d %H:%M:%S.%f}"[:-3]
        values = ",".join(f"{value + offset:.4f}" for value in (*row, row[0]))
        lines.append(f"{stamp if of_mind_monitor else f'{at:.6f}'},{values},")
        lines[-1] += "" if of_mind_monitor else "0.0"
    return ("\n".join(lines) + "\n").encode()


def brainflow_file() -> bytes:
    """Return rows of a Cyton as BrainFlow's streamer writes them."""
    rows = board_rows(find_board("cyton"))
    values = np.zeros((N_TIMES, rows.n_rows))
    values[:, rows.eeg[:3]] = samples_uv().T
    values[:, rows.eeg[3:]] = samples_uv()[:1].T
    values[:, rows.counter] = np.arange(N_TIMES) % 256
    values[:, rows.time] = 1.7e9 + np.arange(N_TIMES) / SFREQ
    lines = ("\t".join(f"{value:.6f}" for value in row) for row in values)
    return ("\n".join(lines) + "\n").encode()


FORMATS: dict[str, Callable[[Path], dict[str, bytes]]] = {
    "edf": lambda _: {".edf": edf_file()},
    "bdf": lambda _: {".bdf": edf_file(n_bytes=3)},
    "brainvision": vision_files,
    "eeglab": lambda place: {".set": set_file(place.with_suffix(".set"))},
    "fif": lambda place: {".fif": fif_file(place)},
    "xdf": lambda _: {".xdf": xdf_file()},
    "openbci": lambda _: {".txt": text_file()},
    "mind-monitor": lambda _: {".csv": muse_file(of_mind_monitor=True)},
    "muselsl": lambda _: {".csv": muse_file(of_mind_monitor=False)},
    "brainflow": lambda _: {".csv": brainflow_file()},
}
"""Of each format the files of a recording, by suffix; the first one is opened."""
