"""Streams: their description, their packets, and the source interface."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from attention_camp.resources.texts import UserError

ChannelType = Literal[
    "eeg", "eog", "ecg", "emg", "ppg", "resp", "gsr", "temp",
    "accel", "gyro", "magn", "trig", "status", "misc",
]  # fmt: skip
"""What a channel measures; ``status`` is of the device: battery, counter, contact."""


LARGEST_UV = 1e10
"""No converter of 32 bits counts as far: such a value is damaged, and the filters would
ring for half a minute."""


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel beside the EEG: recorded as it comes, never scored or referenced to."""

    name: str
    kind: ChannelType
    unit: str = "n/a"
    """µV for all voltages; other units as the source names them."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Samples that were lost."""

    first: int
    """Absolute index of the first one."""
    n_lost: int
    reason: str
    """``lost packets``, ``stall``, ``clock jump`` or ``restart``; in a file that was
    read, ``pause``."""


@dataclass(frozen=True, slots=True)
class StreamInfo:
    """Description of a stream, known before its first sample."""

    name: str
    """The board's or stream's name, such as ``synthetic`` or ``cyton``."""
    sfreq: float
    """Nominal sampling rate, Hz."""
    ch_names: tuple[str, ...]
    """EEG channels. Electrodes have the 10-05 system's names where they have one; a
    bipolar derivation keeps the label of its source, such as ``Fp1-F7``."""
    positions: Mapping[str, tuple[float, float, float]] = field(default_factory=dict)
    """Electrode positions in MNE's head frame, m; only of electrodes that have one."""
    reference: str = "n/a"
    ground: str = "n/a"
    manufacturer: str = "n/a"
    model: str = "n/a"
    range_uv: float = float("inf")
    """Largest amplitude the amplifier delivers, µV; beyond it a channel is railed."""
    counter_modulus: int | None = None
    """Value at which the board's packet counter wraps; None: it has no counter."""
    others: tuple[Channel, ...] = ()
    """Channels that are no EEG; recorded after the EEG channels, in this order."""

    @property
    def n_chans(self) -> int:
        """Number of EEG channels."""
        return len(self.ch_names)

    @property
    def n_recorded(self) -> int:
        """Number of channels in the recording: the EEG and the others."""
        return len(self.ch_names) + len(self.others)


@dataclass(frozen=True, slots=True, eq=False)
class Packet:
    """Samples that arrived together."""

    samples_uv: NDArray[np.float32]
    """Shape (n_chans, n_times), EEG in µV, in the amplifier's reference."""
    arrival: float
    """When they were fetched, host clock, s."""
    counter: NDArray[np.int64] | None = None
    """The board's packet counter per sample, shape (n_times,)."""
    markers: NDArray[np.int64] | None = None
    """The board's marker channel per sample, shape (n_times,)."""
    has_triggers: bool = False
    """Whether ``markers`` are events of others, such as triggers or those of a
    recording, and not what ``Source.mark`` wrote."""
    stamp: float | None = None
    """When the newest of them was taken by the sender's own clock, carried to the host
    clock, s; None: it is not known, and the arrival stands for it."""
    has_jumped: bool = False
    """Whether the sender's clock jumped before they were taken."""
    others: NDArray[np.float32] | None = None
    """Shape (n_others, n_times), the other channels in their units; None: not sent."""

    @property
    def time(self) -> float:
        """The moment of the newest sample as well as it is known, host clock, s."""
        return self.arrival if self.stamp is None else self.stamp


class Source(Protocol):
    """Where samples come from: a board, an LSL stream, a recording, a simulation."""

    @property
    def info(self) -> StreamInfo:
        """Description of the stream, known before the first sample."""

    @property
    def is_real_time(self) -> bool:
        """Whether samples arrive in real time; False: as fast as they are read."""

    def start(self) -> None:
        """Start streaming; raise ``SourceError`` if that fails."""

    def read(self, now: float) -> Packet | None:
        """Return the samples since the last call, or None; never blocks.

        ``now`` is the host monotonic clock (a virtual one where nothing is real).
        """

    def mark(self, value: int) -> None:
        """Write a marker to the board's own marker channel, if it has one."""

    def stop(self) -> None:
        """Stop and release the device; may be called twice."""


class SourceError(UserError):
    """A source that cannot be opened, or that is gone."""
