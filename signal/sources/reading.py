"""Read any recording that MNE or pyxdf reads."""

from __future__ import annotations

import csv
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from attention_camp.resources.bounded import is_there
from attention_camp.resources.texts import Sentence
from attention_camp.signal.electrodes import Position
from attention_camp.signal.sources.other_formats import read_openbci, read_xdf
from attention_camp.signal.sources.recorded import (
    Recorded,
    RecordedEvent,
    describe,
    number,
)
from attention_camp.signal.stream import SourceError

_BIDS_FORMATS = (".vhdr", ".edf", ".bdf", ".set", ".fif")


def read_recording(path: str | Path) -> Recorded:
    """Read a recording: a BIDS run, BrainVision, EDF, BDF, FIF, EEGLAB, XDF, OpenBCI.

    In this process, which a damaged file may end: ``read_apart`` calls it in another.

    Parameters
    ----------
    path : path
        A file, or a folder that holds one BIDS recording.

    Raises
    ------
    SourceError
        Where there is none or it cannot be read; the text is for people.
    """
    file = _find(Path(path))
    try:
        if file.suffix.lower() in (".xdf", ".xdfz"):
            return read_xdf(file)
        if file.suffix.lower() in (".txt", ".csv"):
            return read_openbci(file)
        return _read_mne(file)
    except SourceError:
        raise
    # readers raise whatever their format makes them: each is one situation for people
    except Exception as error:
        raise SourceError(
            Sentence(
                "The recording {file} cannot be read: {error}. Check that it is "
                "whole and that MNE reads its format.",
                file=file,
                error=str(error).rstrip("."),
            )
        ) from error


def _find(path: Path) -> Path:
    if not is_there(path):
        raise SourceError(
            Sentence(
                "There is no recording at {path}. Check the path.",
                path=path,
            )
        )
    if not path.is_dir():
        return path
    if path.suffix.lower() in (".ds", ".mff"):
        return path
    found = sorted(
        file for file in path.rglob("*_eeg.*") if file.suffix.lower() in _BIDS_FORMATS
    )
    if len(found) != 1:
        names = ", ".join(str(file.relative_to(path)) for file in found[:3])
        hint = (
            Sentence("Name the file, such as {names}.", names=names)
            if found
            else Sentence("Name a file that MNE reads.")
        )
        raise SourceError(
            Sentence(
                "The folder {path} holds {n} recordings ending in _eeg; one is "
                "needed. {hint}",
                path=path,
                n=len(found),
                hint=hint,
            )
        )
    return found[0]


def _read_mne(file: Path) -> Recorded:
    import mne

    with warnings.catch_warnings():
        # readers warn of headers that do not matter for the samples
        warnings.simplefilter("ignore")
        raw = mne.io.read_raw(file, preload=True, verbose="error")
    _apply_bids_types(raw, file)
    picks = mne.pick_types(raw.info, eeg=True, exclude=())
    if not len(picks):
        raise SourceError(
            Sentence(
                "The recording {file} has no EEG channels.",
                file=file,
            )
        )
    samples_uv = (raw.get_data(picks=picks) * 1e6).astype(np.float32)
    sfreq = float(raw.info["sfreq"])
    names = [raw.ch_names[k] for k in picks]
    info = describe(file, sfreq, names, _positions(raw, picks))
    events = [
        RecordedEvent(
            round((float(onset) - raw.first_time) * sfreq)
            if raw.annotations.orig_time is not None
            else round(float(onset) * sfreq),
            float(duration),
            str(description),
        )
        for onset, duration, description in zip(
            raw.annotations.onset,
            raw.annotations.duration,
            raw.annotations.description,
            strict=True,
        )
    ]
    for event in events:
        if event.description.startswith("BAD_gap"):
            stop = event.sample + max(round(event.duration * sfreq), 1)
            samples_uv[:, event.sample : stop] = np.nan
    events += _bids_events(file, sfreq, {event.sample for event in events})
    return Recorded(info, samples_uv, tuple(sorted(events, key=lambda e: e.sample)))


def _positions(raw: Any, picks: Sequence[int]) -> dict[str, Position]:
    positions = {}
    for k in picks:
        place = np.asarray(raw.info["chs"][k]["loc"][:3], float)
        if np.isfinite(place).all() and place.any():
            x, y, z = place.tolist()
            positions[raw.ch_names[k]] = (x, y, z)
    return positions


def _sibling(file: Path, suffix: str) -> Path:
    return file.with_name(file.stem.removesuffix("_eeg") + suffix)


def _apply_bids_types(raw: Any, file: Path) -> None:
    table = _sibling(file, "_channels.tsv")
    if not table.is_file():
        return
    with table.open(encoding="utf-8-sig", newline="") as lines:
        kinds = {
            row["name"]: row["type"].upper()
            for row in csv.DictReader(lines, delimiter="\t")
        }
    types = {
        name: "eeg"
        if kinds[name] == "EEG"
        else "eog"
        if "EOG" in kinds[name]
        else "misc"
        for name in raw.ch_names
        if name in kinds
    }
    if types:
        raw.set_channel_types(types, on_unit_change="ignore", verbose="error")


def _bids_events(file: Path, sfreq: float, known: set[int]) -> list[RecordedEvent]:
    table = _sibling(file, "_events.tsv")
    if not table.is_file():
        return []
    events = []
    with table.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            onset = number(row.get("onset"))
            if onset is None or round(onset * sfreq) in known:
                continue
            events.append(
                RecordedEvent(
                    round(onset * sfreq),
                    number(row.get("duration")) or 0.0,
                    str(row.get("trial_type") or row.get("value") or "event"),
                )
            )
    return events
