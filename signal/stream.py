"""What a headset delivers: the stream's description and its packets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from attention_camp.resources.texts import UserError


@dataclass(frozen=True, slots=True)
class StreamInfo:
    """What is known of a stream before its first sample."""

    name: str
    """The board's or stream's name, such as ``synthetic`` or ``cyton``."""
    sfreq: float
    """Nominal sampling rate, Hz."""
    ch_names: tuple[str, ...]
    """EEG electrodes, in the 10-05 system's names where they have one."""
    positions: Mapping[str, tuple[float, float, float]] = field(default_factory=dict)
    """Electrode positions in MNE's head frame, m; only electrodes that have one."""
    reference: str = "n/a"
    ground: str = "n/a"
    manufacturer: str = "n/a"
    model: str = "n/a"
    range_uv: float = float("inf")
    """Largest amplitude the amplifier delivers, µV; beyond it a channel is railed."""
    counter_modulus: int | None = None
    """The board's packet counter wraps at this value; None: it has no counter."""

    @property
    def n_chans(self) -> int:
        """Number of EEG channels."""
        return len(self.ch_names)


@dataclass(frozen=True, slots=True, eq=False)
class Packet:
    """Samples that arrived together."""

    samples_uv: NDArray[np.float32]
    """Shape (n_chans, n_times), EEG in µV as the amplifier refers it."""
    arrival: float
    """When they were fetched, host clock, s."""
    counter: NDArray[np.int64] | None = None
    """The board's packet counter per sample, shape (n_times,)."""
    markers: NDArray[np.int64] | None = None
    """The board's marker channel per sample, shape (n_times,)."""
    stamp: float | None = None
    """When the newest of them was taken by the sender's own clock, carried to the host
    clock, s; None: it is not known, and the arrival stands for it."""
    has_jumped: bool = False
    """Whether the sender's clock jumped before they were taken."""

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
        """False where samples may be made as fast as they are asked for."""

    def start(self) -> None:
        """Begin to stream; raise ``SourceError`` with a text for people."""

    def read(self, now: float) -> Packet | None:
        """Return what arrived since the last call, or None; never blocks.

        ``now`` is the host monotonic clock (a virtual one where nothing is real).
        """

    def mark(self, value: int) -> None:
        """Put a marker into the board's own marker channel, where it has one."""

    def stop(self) -> None:
        """Stop and release the device; may be called twice."""


class SourceError(UserError):
    """A source that cannot be opened or went away; the text is for people."""
