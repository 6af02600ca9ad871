"""Read what MNE reads: samples, types, units, gaps and events of a file."""

from __future__ import annotations

import math
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from attention_camp.resources.texts import Sentence
from attention_camp.signal.electrodes import Position, is_derivation, is_electrode
from attention_camp.signal.sources.formats.bids_sidecars import (
    ChannelRow,
    read_bids_sidecars,
)
from attention_camp.signal.sources.formats.edf_header import (
    read_edf_header,
    record_annotations,
    record_stretches,
)
from attention_camp.signal.sources.formats.gdf_header import gdf_units
from attention_camp.signal.sources.formats.vision_header import (
    channel_steps,
    channel_units,
    is_interleaved,
    pauses,
)
from attention_camp.signal.sources.recorded import FileContent, RecordedEvent
from attention_camp.signal.sources.stretches import (
    PAUSE,
    UNKNOWN_SECONDS,
    Stretch,
    cut_at,
    laid_out,
    on_axis,
)
from attention_camp.signal.sources.units import is_unsaid, microvolts
from attention_camp.signal.stream import Gap

# MNE's types that are recorded, by our words; sensors of an MEG and the like are not
_TYPES = {
    "eeg": "", "eog": "eog", "ecg": "ecg", "emg": "emg", "stim": "trig", "misc": "misc",
    "bio": "misc", "resp": "resp", "gsr": "gsr", "temperature": "temp",
    "syst": "status",
    "seeg": "misc", "ecog": "misc", "dbs": "misc", "exci": "misc",
}  # fmt: skip
_VOLTS = ("eeg", "eog", "ecg", "emg", "bio", "seeg", "ecog", "dbs")
_SI_UNITS = {"gsr": "S", "temperature": "°C"}
# formats whose numbers are in µV by convention, which MNE makes volts
_MICROVOLTS = (".set", ".cnt")
_GAPS = ("BAD_gap", "BAD_ACQ_SKIP")
_JOINTS = ("BAD boundary", "EDGE boundary", "boundary")
# what EEGLAB calls a boundary where all its events are numbers
_EEGLAB_JOINTS = ("-99", "-99.0")


@dataclass(frozen=True, slots=True)
class _Header:
    """Labels and units of all of MNE's channels, and what MNE multiplied them by."""

    labels: Sequence[str]
    units: Sequence[str]
    factors: Sequence[float]
    steps: Sequence[float] = ()
    """What one count is in each channel's unit; empty: not known."""
    n_counts: int = 0
    beyond: Sequence[str] = ()
    """Channels whose counts, by the header, are larger than the format's."""
    is_interleaved: bool = False


@dataclass(frozen=True, slots=True)
class _Axis:
    """The even time axis of a recording."""

    sfreq: float
    stretches: tuple[Stretch, ...]
    is_real: bool = False
    """Whether times in the file are on it; else they count the joined samples."""

    def sample(self, onset: float) -> int:
        """Return the sample of an onset in the file, s."""
        if self.is_real:
            return round(onset * self.sfreq)
        return on_axis(onset * self.sfreq, self.stretches)


def read_mne(file: Path) -> FileContent:
    """Return what MNE finds in a file, in the units that the file gives.

    Raises
    ------
    Exception
        Whatever the format's reader raises.
    """
    import mne

    with warnings.catch_warnings():
        # readers warn of headers that do not matter for the samples
        warnings.simplefilter("ignore")
        raw = mne.io.read_raw(file, preload=True, verbose="error")
        annotations = _annotations(raw, file)
    sfreq = float(raw.info["sfreq"])
    header = _header(raw, file)
    kinds = raw.get_channel_types()
    picks = [k for k, kind in enumerate(kinds) if kind in _TYPES]
    data = raw.get_data(picks=picks)
    data /= np.array([header.factors[k] for k in picks])[:, np.newaxis]
    axis = _axis(file, sfreq, raw.n_times, annotations)
    data, pauses_ = laid_out(data, axis.stretches, file.name)
    skipped = _skipped(annotations, axis, data.shape[1])
    for gap in skipped:
        data[:, gap.first : gap.first + gap.n_lost] = np.nan
    events = [
        RecordedEvent(axis.sample(onset), duration, text)
        for onset, duration, text in annotations
        if not text.startswith((*_GAPS, "New Segment/"))
        and not _is_joint(text, file.suffix.lower())
    ]
    sidecars = read_bids_sidecars(file)
    # a marker hides no row of events.tsv that says something else
    known = {(event.sample, event.description) for event in events}
    for onset, duration, text in sidecars.events:
        sample = axis.sample(onset)
        if (sample, text) not in known:
            events.append(RecordedEvent(sample, duration, text))
    rows = sidecars.channels
    return FileContent(
        sfreq=sfreq,
        ch_names=tuple(header.labels[k] for k in picks),
        ch_types=tuple(_type(raw, k, kinds[k], header, rows) for k in picks),
        units=tuple(_unit(raw, k, header, rows) for k in picks),
        data=data,
        gaps=(*pauses_, *skipped),
        events=tuple(e for e in events if 0 <= e.sample < data.shape[1]),
        positions=_positions(raw, picks, header.labels),
        notes=(*sidecars.notes, *_beyond(header.beyond)),
        steps=tuple(header.steps[k] for k in picks) if header.steps else (),
        n_counts=header.n_counts,
        is_interleaved=header.is_interleaved,
    )


def _header(raw: Any, file: Path) -> _Header:
    names, kinds = list(raw.ch_names), raw.get_channel_types()
    suffix = file.suffix.lower()
    labels = list(names)
    scale = ("µV", 1e-6) if suffix in _MICROVOLTS else ("V", 1.0)
    stated = [
        scale if kind in _VOLTS else (_SI_UNITS.get(kind, ""), 1.0) for kind in kinds
    ]
    found: list[tuple[str, float]] = []
    steps: Sequence[float] = ()
    n_counts = 0
    beyond: Sequence[str] = ()
    interleaved = False
    if suffix in (".edf", ".bdf"):
        header = read_edf_header(file)
        found = list(zip(header.units, header.mne_factors.tolist(), strict=True))
        if len(found) == len(names):
            labels = list(header.labels)
            steps, n_counts, beyond = header.steps, header.n_counts, header.beyond
    elif suffix in (".vhdr", ".ahdr"):
        # from MNE itself: a header in no encoding has units that each reads otherwise
        ranges = [float(ch["range"]) for ch in raw.info["chs"]]
        found = list(zip(channel_units(file), ranges, strict=False))
        steps, n_counts = channel_steps(file)
        interleaved = is_interleaved(file)
    elif suffix == ".gdf":
        found = gdf_units(file)
    elif suffix in (".fif", ".gz"):
        # MNE multiplies by both; a recording of volts has ones
        steps = [float(ch["cal"] * ch["range"]) for ch in raw.info["chs"]]
    if len(found) == len(names):
        # MNE leaves the numbers of a trigger channel as they are
        stated = [
            ("", 1.0) if kind == "stim" else one
            for one, kind in zip(found, kinds, strict=True)
        ]
    if len(steps) != len(names):
        steps, n_counts = (), 0
    units, factors = zip(*stated, strict=True)
    return _Header(labels, units, factors, steps, n_counts, beyond, interleaved)


def _beyond(labels: Sequence[str]) -> list[Sentence]:
    """Return what is said of channels whose header contradicts the format."""
    if not labels:
        return []
    return [
        Sentence(
            "The header gives {channels} larger counts than the format can hold: a "
            "number in it is wrong, and the size of these channels with it.",
            channels=", ".join(labels[:4]) + ", …" * (len(labels) > 4),
        )
    ]


def _type(
    raw: Any, k: int, kind: str, header: _Header, rows: Mapping[str, ChannelRow]
) -> str:
    row = rows.get(raw.ch_names[k]) or rows.get(header.labels[k])
    if row is not None and row.kind:
        return "EEG" if row.kind == "eeg" else row.kind
    label = header.labels[k]
    if kind == "misc" and (is_electrode(label) or is_derivation(label)):
        # MNE takes a channel with a unit that it does not know for misc
        return ""
    if kind == "misc" and microvolts(header.units[k]) is not None:
        return ""
    return _TYPES[kind]


def _unit(raw: Any, k: int, header: _Header, rows: Mapping[str, ChannelRow]) -> str:
    row = rows.get(raw.ch_names[k]) or rows.get(header.labels[k])
    if row is not None and is_unsaid(header.units[k]):
        return row.unit
    return header.units[k]


def _annotations(raw: Any, file: Path) -> list[tuple[float, float, str]]:
    """Return onset after the first sample (of the file, s), duration and text."""
    if file.suffix.lower() in (".edf", ".bdf"):
        header = read_edf_header(file)
        if header.is_discontinuous:
            return record_annotations(file, header)
    found = raw.annotations
    return [
        # also without a date of measurement they count from before a crop
        (float(onset) - raw.first_time, float(duration), str(text))
        for onset, duration, text in zip(
            found.onset, found.duration, found.description, strict=True
        )
    ]


def _axis(
    file: Path,
    sfreq: float,
    n_times: int,
    annotations: Sequence[tuple[float, float, str]],
) -> _Axis:
    suffix = file.suffix.lower()
    if suffix in (".edf", ".bdf"):
        header = read_edf_header(file)
        if header.is_discontinuous:
            return _Axis(
                sfreq, record_stretches(file, header, sfreq, n_times), is_real=True
            )
    cuts = pauses(file, sfreq) if suffix == ".vhdr" else []
    for onset, duration, text in annotations:
        if _is_joint(text, suffix):
            # EEGLAB counts what was cut out as the duration
            n_lost = round(duration * sfreq) or round(UNKNOWN_SECONDS * sfreq)
            cuts.append((math.ceil(onset * sfreq - 1e-3), n_lost))
    return _Axis(sfreq, cut_at(n_times, cuts))


def _is_joint(text: str, suffix: str) -> bool:
    """Return whether an annotation says that the samples were cut here."""
    return text.startswith(_JOINTS) or (suffix == ".set" and text in _EEGLAB_JOINTS)


def _skipped(
    annotations: Sequence[tuple[float, float, str]], axis: _Axis, n_times: int
) -> list[Gap]:
    """Return the stretches that are in the file and hold nothing."""
    gaps = []
    for onset, duration, text in annotations:
        first = axis.sample(onset)
        if text.startswith(_GAPS) and 0 <= first < n_times:
            n_lost = max(round(duration * axis.sfreq), 1)
            reason = text.partition("/")[2] or PAUSE
            gaps.append(Gap(first, min(n_lost, n_times - first), reason))
    return gaps


def _positions(
    raw: Any, picks: Sequence[int], labels: Sequence[str]
) -> dict[str, Position]:
    positions = {}
    for k in picks:
        place = np.asarray(raw.info["chs"][k]["loc"][:3], float)
        if np.isfinite(place).all() and place.any():
            x, y, z = place.tolist()
            positions[labels[k]] = (x, y, z)
    return positions
