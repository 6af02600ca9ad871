"""The BIDS sidecars of a recording, written before its first sample."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from attention_camp.camp.dataset.durable import write_whole
from attention_camp.camp.dataset.layout import DatasetError, RunPaths
from attention_camp.camp.dataset.tables import MISSING, to_json, tsv_line
from attention_camp.resources.reasons import reason_of
from attention_camp.resources.texts import Sentence
from attention_camp.signal.electrodes import Position, is_derivation
from attention_camp.signal.stream import StreamInfo


def write_sidecars(
    paths: RunPaths,
    info: StreamInfo,
    *,
    line_freq: float | None,
    task_name: str,
    extra: Mapping[str, Any],
) -> None:
    """Write the description, channels, electrodes and coordinate system of a run.

    Parameters
    ----------
    paths : RunPaths
        The run.
    info : StreamInfo
        The stream. Bipolar derivations are channels and have no row among the
        electrodes.
    line_freq : float | None
        Mains frequency, Hz; None where it is unknown.
    task_name : str
        The protocol's name.
    extra : mapping
        Further entries of the description; they win over ours.
    """
    described = {
        "TaskName": task_name,
        "EEGReference": info.reference or MISSING,
        "EEGGround": info.ground or MISSING,
        "SamplingFrequency": info.sfreq,
        "PowerLineFrequency": line_freq or MISSING,
        "SoftwareFilters": MISSING,
        "HardwareFilters": MISSING,
        "RecordingType": "continuous",
        "EEGChannelCount": info.n_chans,
        "EEGPlacementScheme": "10-05",
        "Manufacturer": info.manufacturer,
        "ManufacturersModelName": info.model,
        "StreamName": info.name,
        "AmplifierRangeMicrovolts": info.range_uv,
        "PacketCounterModulus": info.counter_modulus,
    }
    text = json.dumps(
        json.loads(to_json(described | dict(extra))), ensure_ascii=False, indent=2
    )
    write_whole(paths.eeg_json, text + "\n")
    header = ("name", "type", "units", "sampling_frequency", "reference", "status")
    lines = [
        tsv_line((name, "EEG", "µV", info.sfreq, info.reference, "good"))
        for name in info.ch_names
    ]
    write_whole(paths.channels, tsv_line(header) + "".join(lines))
    if any(name in info.positions for name in info.ch_names):
        _write_electrodes(paths, info)


def _write_electrodes(paths: RunPaths, info: StreamInfo) -> None:
    """Write the electrodes; those of another run of the session stay."""
    placed = read_electrodes(paths.electrodes)
    for name in info.ch_names:
        if name in info.positions:
            placed[name] = info.positions[name]
        elif not is_derivation(name):
            placed.setdefault(name, None)
    rows = [
        (name, *(position or (None, None, None))) for name, position in placed.items()
    ]
    system = {
        "EEGCoordinateSystem": "CapTrak",
        "EEGCoordinateUnits": "m",
        "EEGCoordinateSystemDescription": (
            "MNE's head frame: x through the preauricular points to the right, y "
            "through the nasion, z up. Positions of a standard head, not measured."
        ),
    }
    table = tsv_line(("name", "x", "y", "z")) + "".join(map(tsv_line, rows))
    write_whole(paths.coordsystem, json.dumps(system, indent=2) + "\n")
    write_whole(paths.electrodes, table)


def read_electrodes(path: Path) -> dict[str, Position | None]:
    """Return the position of each electrode, m; None where it has none."""
    if not path.exists():
        return {}
    placed: dict[str, Position | None] = {}
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        name, *position = line.split("\t")
        if len(position) >= 3 and MISSING not in position[:3]:
            x, y, z = (float(value) for value in position[:3])
            placed[name] = (x, y, z)
        else:
            placed[name] = None
    return placed


def _require_channel(ch_names: tuple[str, ...]) -> None:
    if not ch_names:
        raise ValueError(Sentence("there is no channel"))


def read_stream_info(paths: RunPaths) -> StreamInfo:
    """Return the description of a recorded stream, from its BIDS files.

    Raises
    ------
    DatasetError
        If a sidecar is missing or cannot be read.
    """
    try:
        described = json.loads(paths.eeg_json.read_text(encoding="utf-8"))
        lines = paths.channels.read_text(encoding="utf-8").splitlines()[1:]
        sfreq = float(described["SamplingFrequency"])
        ch_names = tuple(line.split("\t")[0] for line in lines if line)
        placed = read_electrodes(paths.electrodes)
        _require_channel(ch_names)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DatasetError(
            Sentence(
                "The description of the recording {run} cannot be read: "
                "{error}. Restore its _eeg.json and _channels.tsv from a backup.",
                run=paths.stem,
                error=reason_of(error),
            )
        ) from error
    limit = described.get("AmplifierRangeMicrovolts")
    return StreamInfo(
        name=described.get("StreamName", MISSING),
        sfreq=sfreq,
        ch_names=ch_names,
        positions={
            name: position
            for name in ch_names
            if (position := placed.get(name)) is not None
        },
        reference=described.get("EEGReference", MISSING),
        ground=described.get("EEGGround", MISSING),
        manufacturer=described.get("Manufacturer", MISSING),
        model=described.get("ManufacturersModelName", MISSING),
        range_uv=math.inf if limit is None else float(limit),
        counter_modulus=described.get("PacketCounterModulus"),
    )


def read_line_freq(paths: RunPaths) -> float | None:
    """Return the mains frequency of a recording, Hz; None where it is unknown."""
    described = json.loads(paths.eeg_json.read_text(encoding="utf-8"))
    frequency = described.get("PowerLineFrequency")
    return float(frequency) if isinstance(frequency, int | float) else None
