"""Read XDF files, which LabRecorder writes."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from attention_camp.resources.texts import Sentence
from attention_camp.signal.sources.channel_types import (
    VOLTAGES,
    is_eeg_stream,
    stream_type,
)
from attention_camp.signal.sources.formats.stamps import Stamps, made_sense
from attention_camp.signal.sources.formats.xdf_clocks import Clock
from attention_camp.signal.sources.recorded import FileContent, RecordedEvent
from attention_camp.signal.sources.stretches import laid_out
from attention_camp.signal.sources.units import stream_microvolts
from attention_camp.signal.stream import SourceError

_VOLT_NAMES = {1e6: "V", 1e3: "mV", 1.0: "µV", 1e-3: "nV"}


def read_xdf(file: Path) -> FileContent:
    """Return the longest EEG stream of an XDF file, with all markers as events.

    The clocks of the streams are brought to the recorder's; pauses and clocks that
    were set are found from the stamps, as the LSL source does live.

    Raises
    ------
    SourceError
        Where there is no EEG stream with a regular rate.
    """
    streams = _load(file)
    eeg = [s for s in streams if _is_eeg(s)]
    regular = [s for s in eeg if _rate(s) > 0 and len(s["time_stamps"])]
    if not regular:
        raise _no_stream(file, streams, eeg)
    stream = max(regular, key=lambda s: len(s["time_stamps"]))
    sfreq = _rate(stream)
    labels, kinds, units = _channels(stream)
    clock = _clock(stream)
    stamps = Stamps(clock.of_samples(made_sense(_stamps(stream)), sfreq), sfreq)
    with np.errstate(invalid="ignore"):  # of damaged bytes that are no numbers
        joined = np.asarray(stream["time_series"], np.float64).T
    data, gaps = laid_out(joined, stamps.stretches, file.name)
    events = [
        RecordedEvent(sample, 0.0, text)
        for other in streams
        if other is not stream and _is_markers(other)
        for sample, text in zip(
            stamps.samples_at(_clock(other).of_events(_stamps(other))),
            (str(row[0]) for row in other["time_series"]),
            strict=True,
        )
        if 0 <= sample < data.shape[1]
    ]
    return FileContent(
        sfreq=sfreq,
        ch_names=tuple(labels),
        ch_types=tuple(kinds),
        units=tuple(units),
        data=data,
        gaps=gaps,
        events=tuple(events),
        notes=(
            *_notes(file, stream, regular),
            *_left_out(streams, regular),
            *stamps.notes(_name(stream)),
        ),
    )


def _load(file: Path) -> list[dict[str, Any]]:
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
    # it warns of what is looked after here, and reports of every chunk it skips
    logging.getLogger("pyxdf").setLevel(logging.CRITICAL)
    streams: list[dict[str, Any]]
    # jitter is not removed: that would smooth short pauses away; clocks: see xdf_clocks
    streams, _ = pyxdf.load_xdf(
        str(file), synchronize_clocks=False, dejitter_timestamps=False
    )
    return streams


def _stamps(stream: Mapping[str, Any]) -> NDArray[np.float64]:
    return np.asarray(stream["time_stamps"], float)


def _clock(stream: Mapping[str, Any]) -> Clock:
    return Clock(stream["clock_times"], stream["clock_values"])


def _said(info: Mapping[str, Any], key: str) -> str:
    """Return an entry of a header; an empty element is None to the parser."""
    values = info.get(key) or [None]
    return str(values[0] if values[0] is not None else "").strip()


def _name(stream: Mapping[str, Any]) -> str:
    return _said(stream["info"], "name") or "?"


def _rate(stream: Mapping[str, Any]) -> float:
    try:
        rate = float(_said(stream["info"], "nominal_srate"))
    except ValueError:
        return 0.0
    return rate if np.isfinite(rate) else 0.0


def _is_eeg(stream: Mapping[str, Any]) -> bool:
    info = stream["info"]
    if _said(info, "channel_format") == "string":
        return False
    labels, kinds, _ = _channels(stream)
    return is_eeg_stream(_said(info, "type"), labels, kinds)


def _is_markers(stream: Mapping[str, Any]) -> bool:
    """Return whether a stream's values are events: texts, or numbers now and then."""
    info = stream["info"]
    if _rate(stream) > 0 or not len(stream["time_stamps"]):
        return False
    if _said(info, "channel_format") == "string":
        return True
    is_named = stream_type(_said(info, "type")) == "trig"
    return is_named or _said(info, "channel_format").startswith("int")


def _channels(stream: Mapping[str, Any]) -> tuple[list[str], list[str], list[str]]:
    """Return label, type and unit of each channel; empty where it has none."""
    n_chans = int(_said(stream["info"], "channel_count") or 0)
    try:
        found = stream["info"]["desc"][0]["channels"][0]["channel"]
    except (KeyError, IndexError, TypeError):
        found = []
    if len(found) != n_chans:
        return [""] * n_chans, [""] * n_chans, [""] * n_chans
    rows = [row if isinstance(row, Mapping) else {} for row in found]
    labels = [_said(row, "label") or _said(row, "name") for row in rows]
    kinds = [stream_type(_said(row, "type")) for row in rows]
    units = [
        _voltage(_said(row, "unit")) if kind in ("", *VOLTAGES) else _said(row, "unit")
        for row, kind in zip(rows, kinds, strict=True)
    ]
    return labels, kinds, units


def _voltage(unit: str) -> str:
    """Return a unit in words where MNE-LSL wrote it as a power of ten."""
    factor = stream_microvolts(unit)
    return unit if factor is None else _VOLT_NAMES.get(factor, unit)


def _notes(
    file: Path, stream: Mapping[str, Any], regular: Sequence[Mapping[str, Any]]
) -> list[str]:
    if len(regular) == 1:
        return []
    return [
        Sentence(
            "{file} has {n} EEG streams: {names}. The longest, {name}, is played.",
            file=file.name,
            n=len(regular),
            names=", ".join(_name(one) for one in regular),
            name=_name(stream),
        )
    ]


def _left_out(
    streams: Sequence[Mapping[str, Any]], regular: Sequence[Mapping[str, Any]]
) -> list[Sentence]:
    """Return what is said of streams that are neither EEG nor markers."""
    names = [
        _name(one)
        for one in streams
        if not any(one is eeg for eeg in regular)
        and not _is_markers(one)
        and len(one["time_stamps"])
    ]
    if not names:
        return []
    return [
        Sentence(
            "Streams beside the EEG are left out: {names}. They are in the file.",
            names=", ".join(names),
        )
    ]


def _no_stream(
    file: Path,
    streams: Sequence[Mapping[str, Any]],
    eeg: Sequence[Mapping[str, Any]],
) -> SourceError:
    irregular = [_name(s) for s in eeg if not _rate(s) > 0]
    if irregular:
        return SourceError(
            Sentence(
                "The stream {name} of the recording {file} has no regular sampling "
                "rate, so it is no EEG. Choose another recording.",
                name=", ".join(irregular),
                file=file,
            )
        )
    if eeg:
        return SourceError(
            Sentence(
                "The stream {name} of the recording {file} holds no samples. Choose "
                "another recording.",
                name=", ".join(_name(s) for s in eeg),
                file=file,
            )
        )
    listed = ", ".join(
        f"{_name(s)} ({_said(s['info'], 'type') or '?'})" for s in streams
    )
    return SourceError(
        Sentence(
            "The recording {file} has no stream of type EEG; it has: {streams}.",
            file=file,
            streams=listed or "none",
        )
    )
