"""What an eye tracker is to the program: description, packets, interface."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

Eye = Literal["left", "right", "cyclopean"]
"""BIDS's ``RecordedEye``; ``cyclopean``: both eyes taken together."""
GazeUnit = Literal["normalised", "pixel", "degree", "n/a"]
Origin = Literal["top-left", "bottom-left", "centre", "n/a"]

X, Y, PUPIL, CONFIDENCE = range(4)
"""What the last axis of a packet's values holds."""
N_VALUES = 4


@dataclass(frozen=True, slots=True)
class EyeInfo:
    """What an eye tracker sends."""

    name: str
    sfreq: float
    """Nominal rate, Hz; 0: the samples come at irregular times."""
    eyes: tuple[Eye, ...]
    gaze_unit: GazeUnit = "n/a"
    origin: Origin = "n/a"
    """Where both coordinates are 0."""
    is_on_screen: bool = True
    """False: the gaze is a place in the picture of a head-worn camera."""
    resolution: tuple[int, int] | None = None
    """Pixels of the screen, where the gaze is in pixels and it is known."""
    pupil_unit: str = "n/a"
    pupil_is_area: bool = False
    has_gaze: bool = True
    has_pupil: bool = True
    has_confidence: bool = False
    manufacturer: str = "n/a"
    model: str = "n/a"


@dataclass(frozen=True, slots=True, eq=False)
class EyePacket:
    """The samples since the last packet."""

    times: NDArray[np.float64]
    """When each was taken, session clock, s; shape (n,)."""
    values: NDArray[np.float32]
    """Shape (n, n_eyes, 4): x, y, pupil and confidence; NaN where there is none."""
    device_times: NDArray[np.float64]
    """The stamps as the tracker sent them, s."""


class EyeSource(Protocol):
    """A source of gaze and pupil."""

    is_real_time: bool

    @property
    def info(self) -> EyeInfo:
        """Description of what it sends; known once it has started."""

    def start(self) -> None:
        """Connect; may take seconds. Raises ``SourceError``."""

    def read(self, now: float) -> EyePacket | None:
        """Return the samples since the last call. Raises ``SourceError``."""

    def stop(self) -> None:
        """Disconnect; may be called twice."""

    def set_engagement(self, value: float) -> None:
        """Tell a simulated pupil how engaged its owner is; others do not listen."""
