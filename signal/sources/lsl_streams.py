"""LSL streams on the network: which may be EEG, how one is named, what it holds."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from attention_camp.resources.texts import Sentence
from attention_camp.signal.clock import host_time
from attention_camp.signal.electrodes import electrode_names, positions_of
from attention_camp.signal.sources.assembling import (
    channel_kinds,
    numbered,
    refuse_repeated,
    unknown_unit,
)
from attention_camp.signal.sources.channel_types import (
    VOLTAGES,
    is_eeg_stream,
    stream_type,
)
from attention_camp.signal.sources.recorded import ReadOptions
from attention_camp.signal.sources.units import (
    is_unsaid,
    microvolts,
    stream_microvolts,
)
from attention_camp.signal.stream import (
    Channel,
    ChannelType,
    SourceError,
    StreamInfo,
)

_LOOK_S = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class LslChannels:
    """How the values of a stream become the rows of a packet."""

    rows: tuple[int, ...]
    """The stream's EEG channels."""
    scale: NDArray[np.float64]
    """Their factors to µV."""
    others: tuple[int, ...]
    """The other channels."""
    other_scale: NDArray[np.float64]
    triggers: tuple[int, ...]
    """Those of the other channels whose values are events."""


def list_streams(*, timeout: float = 1.0) -> tuple[str, ...]:
    """Return what to call the streams that are on the network now and may be EEG.

    Each opens with ``lsl:NAME``, or its error says why it cannot be.
    """
    from mne_lsl.lsl import resolve_streams

    found = [
        s
        for s in resolve_streams(timeout)
        # of a stream without a type only its make can be seen before it is opened
        if (is_eeg_stream(str(s.stype)) if s.stype else s.sfreq > 0 and not has_text(s))
    ]
    return tuple(sorted(calls(found)))


def calls(streams: Sequence[Any]) -> list[str]:
    """Return what tells each of some streams from the others: name, or name and id."""
    count = Counter(str(s.name) for s in streams)
    return [
        str(s.name) if count[str(s.name)] == 1 else f"{s.name}@{_identity(s)}"
        for s in streams
    ]


def _identity(sinfo: Any) -> str:
    return str(sinfo.source_id or sinfo.uid)


def has_text(sinfo: Any) -> bool:
    """Return whether a stream sends text instead of numbers."""
    return str(sinfo.dtype) == "string"


def find_stream(name: str, timeout: float) -> Any:
    """Return the one stream of a name.

    Parameters
    ----------
    name : str
        Its name, or ``NAME@ID`` with its source's id; empty: the only EEG stream.
    timeout : float
        How long to look for it, s.

    Raises
    ------
    SourceError
        Where there is none, or more than one.
    """
    found = _named(name, timeout)
    if len(found) == 1:
        return found[0]
    wanted = Sentence("called {name!r}", name=name) if name else Sentence("of type EEG")
    if found:
        raise SourceError(
            Sentence(
                "There are {n} LSL streams {wanted}: {names}. Give one name "
                "that only one has.",
                n=len(found),
                wanted=wanted,
                names=", ".join(repr(call) for call in sorted(calls(found))),
            )
        )
    raise SourceError(
        Sentence(
            "There is no LSL stream {wanted} on the network within "
            "{timeout:g} s. Start it, and check that the firewall lets LSL "
            "through (UDP and TCP ports 16571 to 16604).",
            wanted=wanted,
            timeout=timeout,
        )
    )


def _named(name: str, timeout: float) -> list[Any]:
    from mne_lsl.lsl import resolve_streams

    if name and not {"'", '"', "@"} & set(name):
        # ends as soon as one is there; a second look finds others of that name
        if not resolve_streams(timeout, name=name):
            return []
        return list(resolve_streams(_LOOK_S, name=name, minimum=2))
    # all are asked and chosen here: LSL's query cannot hold quotation marks
    deadline = host_time() + timeout
    while True:
        there = resolve_streams(min(timeout, _LOOK_S))
        found = [s for s in there if _is_meant(s, name)]
        if found or host_time() >= deadline:
            return found


def _is_meant(sinfo: Any, name: str) -> bool:
    if not name:
        return bool(sinfo.stype) and is_eeg_stream(str(sinfo.stype))
    return name in (str(sinfo.name), f"{sinfo.name}@{_identity(sinfo)}")


def describe(full: Any, options: ReadOptions) -> tuple[StreamInfo, LslChannels]:
    """Return a stream's description, and how its values are taken.

    Parameters
    ----------
    full : StreamInfo of MNE-LSL
        The full description, which only an open inlet has.
    options : ReadOptions
        What a person says about the stream.

    Raises
    ------
    SourceError
        Where it sends text, has no regular rate, no EEG, a label twice, or EEG in an
        unknown unit.
    """
    where = str(full.name)
    _refuse_kind(full)
    labels, types, units = _said(full)
    kinds = channel_kinds(labels, [stream_type(word) for word in types])
    eeg = [k for k, kind in enumerate(kinds) if kind == "eeg"]
    rest = [k for k, kind in enumerate(kinds) if kind != "eeg"]
    if not eeg:
        raise SourceError(
            Sentence(
                "The LSL stream {name!r} has no EEG channels. Choose another stream.",
                name=where,
            )
        )
    names = numbered(_names(labels, kinds, eeg, options, where), rest)
    plain = electrode_names([names[k] for k in eeg])
    refuse_repeated([*plain, *(names[k] for k in rest)], where)
    scale = [_factor(units[k], options.units) for k in eeg]
    unknown = [k for k, factor in zip(eeg, scale, strict=True) if factor is None]
    if unknown:
        raise unknown_unit(
            where, [names[k] for k in unknown], [units[k] for k in unknown]
        )
    beside = [_beside(names[k], kinds[k], units[k], options) for k in rest]
    info = StreamInfo(
        name=where,
        sfreq=float(full.sfreq),
        ch_names=plain,
        positions=positions_of(plain),
        manufacturer="n/a",
        model=f"LSL stream {where}",
        others=tuple(channel for channel, _ in beside),
    )
    triggers = [n for n, (channel, _) in enumerate(beside) if channel.kind == "trig"]
    return info, LslChannels(
        tuple(eeg),
        np.array(scale, np.float64),
        tuple(rest),
        np.array([factor for _, factor in beside], np.float64),
        tuple(triggers),
    )


def _refuse_kind(full: Any) -> None:
    """Raise where a stream cannot be EEG, whatever its channels are."""
    if has_text(full):
        raise SourceError(
            Sentence(
                "The LSL stream {name!r} sends text, so it is no EEG. Choose another "
                "stream.",
                name=full.name,
            )
        )
    if not full.sfreq > 0:
        raise SourceError(
            Sentence(
                "The LSL stream {name!r} has no regular sampling rate, so it is "
                "no EEG. Choose another stream.",
                name=full.name,
            )
        )


def _said(full: Any) -> tuple[list[str], list[str], list[str]]:
    """Return label, type and unit of each channel; empty where it says none."""
    n_chans = int(full.n_channels)
    columns = []
    with warnings.catch_warnings():
        # of descriptions that do not fit the number of channels: then none counts
        warnings.simplefilter("ignore")
        for read in (
            full.get_channel_names,
            full.get_channel_types,
            full.get_channel_units,
        ):
            found = [str(word or "").strip() for word in read() or ()]
            columns.append(found if len(found) == n_chans else [""] * n_chans)
    labels, types, units = columns
    return labels, types, units


def _names(
    labels: Sequence[str],
    kinds: Sequence[ChannelType],
    eeg: Sequence[int],
    options: ReadOptions,
    where: str,
) -> list[str]:
    names = list(labels)
    given = options.ch_names
    if given:
        if len(given) != len(eeg) or len(set(given)) != len(given):
            raise SourceError(
                Sentence(
                    "The LSL stream {name!r} has {n_chans:EEG channel|EEG channels}; "
                    "ch_names must name each once, got {names}.",
                    name=where,
                    n_chans=len(eeg),
                    names=", ".join(given),
                )
            )
        for k, name in zip(eeg, given, strict=True):
            names[k] = name
    for number, k in enumerate(eeg, start=1):
        names[k] = names[k] or f"EEG{number}"
    return [name or f"{kinds[k].upper()}{k + 1}" for k, name in enumerate(names)]


def _factor(unit: str, given: str) -> float | None:
    return microvolts(given) if given else stream_microvolts(unit)


def _beside(
    name: str, kind: ChannelType, unit: str, options: ReadOptions
) -> tuple[Channel, float]:
    """Return a channel beside the EEG, and what its values are multiplied by."""
    factor = (
        _factor(unit, options.units)
        if kind in VOLTAGES
        else None
        if kind in ("trig", "status")
        else microvolts(unit)
    )
    if factor is not None:
        return Channel(name, kind, "µV"), factor
    return Channel(name, kind, "n/a" if is_unsaid(unit) else unit), 1.0
