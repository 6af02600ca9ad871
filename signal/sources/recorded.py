"""A recording in memory: samples, channels and events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from attention_camp.signal.electrodes import (
    Position,
    electrode_names,
    is_derivation,
    positions_of,
)
from attention_camp.signal.stream import StreamInfo

# LSL's word for a unit, lower case, and how many µV it is; a stream that names none
# is taken to be in µV, as those of OpenBCI and Muse are
UNITS_UV: Mapping[str, float] = {
    "": 1.0, "none": 1.0, "microvolts": 1.0, "microvolt": 1.0, "uv": 1.0, "µv": 1.0,
    "volts": 1e6, "volt": 1e6, "v": 1e6, "millivolts": 1e3, "mv": 1e3,
    "nanovolts": 1e-3, "nv": 1e-3,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RecordedEvent:
    """An event of the recording."""

    sample: int
    """Index of the sample at its onset."""
    duration: float
    """s."""
    description: str


@dataclass(frozen=True, slots=True, eq=False)
class Recorded:
    """A recording in memory."""

    info: StreamInfo
    samples_uv: NDArray[np.float32]
    """Shape (n_chans, n_times), µV; NaN where the recording says ``BAD_gap``."""
    events: tuple[RecordedEvent, ...]


def describe(
    file: Path,
    sfreq: float,
    names: Sequence[str],
    positions: Mapping[str, Position],
) -> StreamInfo:
    """Return the description of a recording's channels.

    Parameters
    ----------
    file : Path
        The recording.
    sfreq : float
        Sampling rate, Hz.
    names : sequence of str
        Labels of its EEG channels; electrodes among them get their 10-05 names,
        bipolar derivations keep theirs.
    positions : mapping of str
        Positions by label that the file gives, in MNE's head frame, m. A derivation
        has none, whatever the file says.
    """
    plain = electrode_names(names)
    places = positions_of(plain)
    for name, label in zip(plain, names, strict=True):
        # MNE leaves a derivation at the place of its first electrode
        if label in positions and not is_derivation(label):
            places[name] = positions[label]
    return StreamInfo(
        name=f"replay of {file.name}",
        sfreq=sfreq,
        ch_names=plain,
        positions=places,
        counter_modulus=65_536,
    )


def number(text: str | None) -> float | None:
    """Return the number in a text, or None."""
    try:
        return float(text or "")
    except ValueError:
        return None
