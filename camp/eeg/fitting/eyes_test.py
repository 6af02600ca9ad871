"""Alpha with eyes open and closed, as samples arrive."""

from __future__ import annotations

from enum import Enum

import numpy as np
from numpy.typing import NDArray

from attention_camp.signal.checks import AlphaCheck, alpha_ratio
from attention_camp.signal.cleaning import Cleaner
from attention_camp.signal.ring import OverrunError, Ring
from attention_camp.signal.stream import StreamInfo

SECONDS = 10.0
"""Length of each of the two parts; own choice, as in ``signal.checks``."""
SETTLE_S = 3.0
"""Time for hearing the instruction and for the filter to settle, s."""


class Part(Enum):
    """Progress of the test."""

    IDLE = 0
    OPEN = 1
    CLOSED = 2
    DONE = 3


class EyesTest:
    """Ten seconds with eyes open, ten with eyes closed.

    Parameters
    ----------
    info : StreamInfo
        The stream's channels and sampling rate.
    line_freq : float
        Mains frequency that is removed, Hz.
    ring : Ring
        Samples, µV.
    """

    def __init__(self, info: StreamInfo, line_freq: float, ring: Ring) -> None:
        self._info = info
        self._line_freq = line_freq
        self._ring = ring
        self._from = 0
        self._open: NDArray[np.float64] | None = None
        self.part = Part.IDLE
        self.found: AlphaCheck | None = None
        """What came of it; None: not done, or samples were lost."""

    def begin(self) -> None:
        """Begin with eyes open; again after an end."""
        self.found = self._open = None
        self._begin(Part.OPEN)

    def _begin(self, part: Part) -> None:
        self.part = part
        self._from = self._ring.n_written

    @property
    def share(self) -> float:
        """How much of the part is over, 0 to 1."""
        if self.part not in {Part.OPEN, Part.CLOSED}:
            return 0.0
        seconds = (self._ring.n_written - self._from) / self._ring.sfreq
        return min(seconds / (SETTLE_S + SECONDS), 1.0)

    def step(self) -> bool:
        """Take in what arrived; return whether a part has ended."""
        if self.share < 1.0:
            return False
        data = self._read()
        if self.part is Part.OPEN and data is not None:
            self._open = data
            self._begin(Part.CLOSED)
            return True
        self.part = Part.DONE
        if self._open is not None and data is not None:
            self.found = alpha_ratio(self._open, data, self._info)
        return True

    def _read(self) -> NDArray[np.float64] | None:
        """Return the cleaned part without its first seconds, V; None: it is lost."""
        stop = self._from + int((SETTLE_S + SECONDS) * self._ring.sfreq)
        try:
            samples = self._ring.read(self._from, stop)
        except OverrunError:
            return None
        cleaner = Cleaner(
            self._info, line_freq=self._line_freq, reference="as-recorded"
        )
        return cleaner.step(samples)[:, int(SETTLE_S * self._ring.sfreq) :]
