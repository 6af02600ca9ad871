"""Recordings in formats that MNE does not read: XDF and OpenBCI's text."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from attention_camp.resources.texts import Sentence
from attention_camp.signal.sources.recorded import (
    UNITS_UV,
    Recorded,
    RecordedEvent,
    describe,
    number,
)
from attention_camp.signal.stream import SourceError


def read_xdf(file: Path) -> Recorded:
    """Read the longest EEG stream of an XDF file, and all markers as events."""
    try:
        import pyxdf
    except ImportError as error:
        raise SourceError(
            Sentence(
                "Reading {file} needs the package pyxdf. Install it with: pip "
                "install pyxdf",
                file=file,
            )
        ) from error
    streams, _ = pyxdf.load_xdf(str(file))
    eeg = [s for s in streams if s["info"]["type"][0].upper() == "EEG"]
    if not eeg:
        raise SourceError(
            Sentence(
                "The recording {file} has no stream of type EEG.",
                file=file,
            )
        )
    stream = max(eeg, key=lambda s: len(s["time_stamps"]))
    sfreq = float(stream["info"]["nominal_srate"][0])
    names, units = _xdf_channels(stream)
    scale = np.array([UNITS_UV.get(unit.lower(), 1.0) for unit in units])
    samples_uv = (np.asarray(stream["time_series"], float) * scale).T
    stamps = np.asarray(stream["time_stamps"], float)
    events = [
        RecordedEvent(int(np.searchsorted(stamps, stamp)), 0.0, str(values[0]))
        for other in streams
        if float(other["info"]["nominal_srate"][0]) == 0
        for stamp, values in zip(
            other["time_stamps"], other["time_series"], strict=True
        )
    ]
    return Recorded(
        describe(file, sfreq, names, {}),
        np.ascontiguousarray(samples_uv, np.float32),
        tuple(sorted(events, key=lambda e: e.sample)),
    )


def _xdf_channels(stream: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    n_chans = int(stream["info"]["channel_count"][0])
    try:
        channels = stream["info"]["desc"][0]["channels"][0]["channel"]
    except (KeyError, IndexError, TypeError):
        channels = []
    if len(channels) != n_chans:
        return [f"EEG{k + 1}" for k in range(n_chans)], [""] * n_chans
    names = [str(c.get("label", [f"EEG{k + 1}"])[0]) for k, c in enumerate(channels)]
    return names, [str((c.get("unit") or [""])[0] or "") for c in channels]


def read_openbci(file: Path) -> Recorded:
    """Read the OpenBCI GUI's text format: comments, a header line, µV in columns."""
    sfreq, header, n_skipped = None, None, 0
    with file.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            n_skipped += 1
            if line.startswith("%"):
                if "sample rate" in line.lower():
                    sfreq = number(line.split("=")[1].lower().replace("hz", "").strip())
                continue
            header = [part.strip() for part in line.split(",")]
            break
    columns = [
        k for k, name in enumerate(header or []) if name.startswith("EXG Channel")
    ]
    if sfreq is None or not columns:
        raise SourceError(
            Sentence(
                "The file {file} is not a recording of the OpenBCI GUI: it has "
                "no sample rate or no columns called EXG Channel.",
                file=file,
            )
        )
    samples = np.loadtxt(
        file, np.float32, delimiter=",", skiprows=n_skipped, usecols=columns, ndmin=2
    )
    names = [f"EEG{k + 1}" for k in range(len(columns))]
    return Recorded(
        describe(file, sfreq, names, {}), np.ascontiguousarray(samples.T), ()
    )
