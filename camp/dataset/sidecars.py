"""The BIDS sidecars of a recording, written before its first sample."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from attention_camp.camp.dataset.bids.eeg_json import stream_entries
from attention_camp.camp.dataset.channels_table import (
    channel_counts,
    channels_text,
    read_channels,
)
from attention_camp.camp.dataset.durable import write_whole
from attention_camp.camp.dataset.guards.electrodes import (
    read_positions,
    write_electrodes,
)
from attention_camp.camp.dataset.layout import DatasetError, RunPaths
from attention_camp.camp.dataset.tables import MISSING, to_json
from attention_camp.resources.bounded import read_json_table
from attention_camp.resources.reasons import UNREADABLE, reason_of
from attention_camp.resources.texts import Sentence
from attention_camp.signal.stream import StreamInfo
from attention_camp.signal.window import ChannelVerdict


def write_sidecars(
    paths: RunPaths,
    info: StreamInfo,
    *,
    line_freq: float | None,
    task_name: str,
    extra: Mapping[str, Any],
    check: Iterable[ChannelVerdict] = (),
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
    check : iterable of ChannelVerdict
        What the signal check found before the start; unknown by default.
    """
    entered = (extra.get("EEGReference"), extra.get("EEGGround"))
    info = replace(
        info, reference=entered[0] or info.reference, ground=entered[1] or info.ground
    )
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
        **stream_entries(info),
        **channel_counts(info),
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
    write_whole(paths.channels, channels_text(info, check))
    write_electrodes(paths, info)


def read_stream_info(paths: RunPaths) -> StreamInfo:
    """Return the description of a recorded stream, from its BIDS files.

    Raises
    ------
    DatasetError
        If a sidecar is missing or cannot be read.
    """
    try:
        described = read_json_table(paths.eeg_json)
        rows = read_channels(paths.channels)
        sfreq = float(described["SamplingFrequency"])
        placed = read_positions(paths)
    except UNREADABLE as error:
        raise DatasetError(
            Sentence(
                "The description of the recording {run} cannot be read: "
                "{error}. Restore its _eeg.json and _channels.tsv from a backup.",
                run=paths.stem,
                error=reason_of(error),
            )
        ) from error
    ch_names = tuple(row.name for row in rows if row.kind == "eeg")
    if not ch_names or not 0 < sfreq < math.inf:
        raise DatasetError(
            Sentence(
                "The description of the recording {run} cannot be used: it has "
                "{n:EEG channel|EEG channels} and a sampling rate of {sfreq} Hz. "
                "Restore its _eeg.json and _channels.tsv from a backup.",
                run=paths.stem,
                n=len(ch_names),
                sfreq=sfreq,
            )
        )
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
        others=tuple(row for row in rows if row.kind != "eeg"),
    )


def read_line_freq(paths: RunPaths) -> float | None:
    """Return the mains frequency of a recording, Hz; None where it is unknown."""
    described = read_json_table(paths.eeg_json)
    frequency = described.get("PowerLineFrequency")
    return float(frequency) if isinstance(frequency, int | float) else None
