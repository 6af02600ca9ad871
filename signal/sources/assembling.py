"""From what a file holds to a recording: types, units, names, events, gaps."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import cast

import numpy as np
from numpy.typing import NDArray

from attention_camp.resources.texts import Sentence
from attention_camp.signal.electrodes import (
    Position,
    electrode_names,
    is_derivation,
    positions_of,
)
from attention_camp.signal.sources.channel_types import VOLTAGES, label_type
from attention_camp.signal.sources.doubtful import doubts_of
from attention_camp.signal.sources.recorded import (
    NO_OPTIONS,
    FileContent,
    ReadOptions,
    Recorded,
    RecordedEvent,
)
from attention_camp.signal.sources.stretches import joined
from attention_camp.signal.sources.triggers import trigger_events
from attention_camp.signal.sources.units import is_unsaid, microvolts
from attention_camp.signal.stream import Channel, ChannelType, SourceError, StreamInfo

_MODULUS = 65_536
# their numbers are codes, whatever unit the file gives them
_CODES = ("trig", "status")


def assembled(
    content: FileContent, file: Path, options: ReadOptions = NO_OPTIONS
) -> Recorded:
    """Return the recording that a file holds.

    Parameters
    ----------
    content : FileContent
        What a reader found.
    file : Path
        The file, for its name.
    options : ReadOptions
        What a person said about it.

    Raises
    ------
    SourceError
        Where it has no EEG, a label occurs twice, or the unit of its EEG is unknown.
    """
    kinds = channel_kinds(content.ch_names, content.ch_types)
    names = _named(content, kinds, file, options)
    eeg = [k for k, kind in enumerate(kinds) if kind == "eeg"]
    rest = [k for k, kind in enumerate(kinds) if kind != "eeg"]
    if not eeg:
        raise SourceError(
            Sentence("The recording {file} has no EEG channels.", file=file)
        )
    plain = electrode_names([names[k] for k in eeg])
    refuse_repeated([*plain, *(names[k] for k in rest)], file.name)
    units = [options.units or unit for unit in content.units]
    if unknown := [k for k in eeg if microvolts(units[k]) is None]:
        said = ([names[k] for k in unknown], [units[k] for k in unknown])
        raise unknown_unit(file.name, *said)
    scale = [microvolts(units[k]) or math.nan for k in eeg]
    doubts = doubts_of(content, eeg, plain, scale)
    samples_uv = _scaled(content.data, eeg, scale)
    others, channels = _others(content, rest, kinds, names, units)
    for gap in content.gaps:
        samples_uv[:, gap.first : gap.first + gap.n_lost] = np.nan
        others[:, gap.first : gap.first + gap.n_lost] = np.nan
    info = StreamInfo(
        name=f"replay of {file.name}",
        sfreq=content.sfreq,
        ch_names=plain,
        positions=_places(content, eeg, names, plain),
        reference=content.reference,
        manufacturer=content.manufacturer,
        model=content.model,
        counter_modulus=_MODULUS,
        others=channels,
    )
    events, notes = _events(content, channels, others)
    return Recorded(
        info,
        samples_uv,
        tuple(sorted(events, key=lambda event: event.sample)),
        others,
        joined(content.gaps),
        (*content.notes, *notes, *doubts),
    )


def _places(
    content: FileContent, eeg: Sequence[int], names: Sequence[str], plain: Sequence[str]
) -> dict[str, Position]:
    """Return the electrodes' positions: the file's, or those of the 10-05 system."""
    places = positions_of(plain)
    for name, k in zip(plain, eeg, strict=True):
        place = content.positions.get(content.ch_names[k])
        # some formats leave a derivation at the place of its first electrode
        if place is not None and not is_derivation(names[k]):
            places[name] = place
    return places


def _events(
    content: FileContent, channels: Sequence[Channel], others: NDArray[np.float32]
) -> tuple[list[RecordedEvent], list[str]]:
    """Return the events of the file and of its trigger channels, and notes on them."""
    events, notes = list(content.events), []
    for row, channel in zip(others, channels, strict=True):
        if channel.kind == "trig":
            found, note = trigger_events(row, content.sfreq, channel.name)
            events += found
            notes += [note] if note else []
    return events, notes


def channel_kinds(
    labels: Sequence[str], ch_types: Sequence[str]
) -> tuple[ChannelType, ...]:
    """Return the type of each channel; EEG where neither type nor label says more.

    Parameters
    ----------
    labels : sequence of str
        The channels' labels.
    ch_types : sequence of str
        As in ``FileContent``.
    """
    return tuple(
        _kind(label, kind) for label, kind in zip(labels, ch_types, strict=True)
    )


def _kind(label: str, kind: str) -> ChannelType:
    if kind == "EEG":
        return "eeg"
    if kind in ("", "eeg", "misc"):
        return label_type(label) or ("misc" if kind == "misc" else "eeg")
    return cast("ChannelType", kind)


def refuse_repeated(names: Sequence[str], where: str) -> None:
    """Raise where a label occurs twice, before anything is recorded under it.

    Parameters
    ----------
    names : sequence of str
        The labels of all channels.
    where : str
        The file or stream, for people.

    Raises
    ------
    SourceError
        Naming the labels.
    """
    count = Counter(name.lower() for name in names)
    twice = list(dict.fromkeys(name for name in names if count[name.lower()] > 1))
    if twice:
        raise SourceError(
            Sentence(
                "{where} has channels with the same label: {twice}. Give each a "
                "name of its own, in order: --board-field ch_names=Fz,Cz,…",
                where=where,
                twice=", ".join(twice),
            )
        )


def unknown_unit(where: str, names: Sequence[str], units: Sequence[str]) -> SourceError:
    """Return the error of EEG whose unit is not known.

    Parameters
    ----------
    where : str
        The file or stream, for people.
    names : sequence of str
        Labels of the channels.
    units : sequence of str
        What their units are said to be.
    """
    shown = ", ".join(names[:4]) + (", …" if len(names) > 4 else "")
    said = sorted({unit.strip(" \0") for unit in units if not is_unsaid(unit)})
    if said:
        return SourceError(
            Sentence(
                "The unit of the EEG in {where} is not known: {channels} are in "
                "{units}. If they are voltages, give their unit: --board-field "
                "units=µV (or V, mV, nV).",
                where=where,
                channels=shown,
                units=", ".join(repr(unit) for unit in said[:4]),
            )
        )
    return SourceError(
        Sentence(
            "{where} does not say in which unit its EEG is ({channels}). Give it: "
            "--board-field units=µV (or V, mV, nV).",
            where=where,
            channels=shown,
        )
    )


def refuse_units(text: str) -> None:
    """Raise where the unit that a person gave is not understood.

    Raises
    ------
    SourceError
        With the units that are.
    """
    if text and microvolts(text) is None:
        raise SourceError(
            Sentence(
                "units must be V, mV, µV or nV, got {text!r}.",
                text=text,
            )
        )


def _named(
    content: FileContent,
    kinds: Sequence[ChannelType],
    file: Path,
    options: ReadOptions,
) -> list[str]:
    """Return the labels: those of the person, those of the file, or numbers."""
    eeg = [k for k, kind in enumerate(kinds) if kind == "eeg"]
    names = list(content.ch_names)
    given = options.ch_names
    if given:
        rows = eeg if len(given) == len(eeg) else list(range(len(names)))
        if len(given) != len(rows) or len(set(given)) != len(given):
            raise SourceError(
                Sentence(
                    "{where} has {n_eeg:EEG channel|EEG channels} among {n_all}; "
                    "ch_names must name each once, got {names}.",
                    where=file.name,
                    n_eeg=len(eeg),
                    n_all=len(names),
                    names=", ".join(given),
                )
            )
        for k, name in zip(rows, given, strict=True):
            names[k] = name
    for number, k in enumerate(eeg, start=1):
        names[k] = names[k] or f"EEG{number}"
    names = [name or f"{kinds[k].upper()}{k + 1}" for k, name in enumerate(names)]
    return numbered(names, [k for k in range(len(names)) if k not in eeg])


def numbered(names: Sequence[str], rows: Sequence[int]) -> list[str]:
    """Return names in which some rows' labels that occur before get a number.

    Parameters
    ----------
    names : sequence of str
        The labels of all channels.
    rows : sequence of int
        Channels that may be renamed: those beside the EEG.
    """
    found = list(names)
    taken = {name for k, name in enumerate(names) if k not in rows}
    for k in rows:
        number = 2
        while found[k] in taken:
            found[k] = f"{names[k]}-{number}"
            number += 1
        taken.add(found[k])
    return found


def _others(
    content: FileContent,
    rows: Sequence[int],
    kinds: Sequence[ChannelType],
    names: Sequence[str],
    units: Sequence[str],
) -> tuple[NDArray[np.float32], tuple[Channel, ...]]:
    """Return the other channels; voltages among them in µV."""
    channels, factors = [], []
    for k in rows:
        unit = units[k] if kinds[k] in VOLTAGES else content.units[k]
        unit = "" if kinds[k] in _CODES else unit
        factor = microvolts(unit)
        factors.append(factor)
        said = "n/a" if is_unsaid(unit) else unit.strip(" \0")
        channels.append(
            Channel(names[k], kinds[k], "µV" if factor is not None else said)
        )
    return _scaled(content.data, rows, factors), tuple(channels)


def _scaled(
    data: NDArray[np.floating], rows: Sequence[int], factors: Sequence[float | None]
) -> NDArray[np.float32]:
    """Return some rows as they are kept; an infinite value is no measurement."""
    kept = np.empty((len(rows), data.shape[1]), np.float32)
    with np.errstate(over="ignore", invalid="ignore"):
        # row by row: a long recording is large
        for row, (k, factor) in enumerate(zip(rows, factors, strict=True)):
            kept[row] = data[k].astype(np.float64) * (1.0 if factor is None else factor)
    kept[np.isinf(kept)] = np.nan
    return kept
