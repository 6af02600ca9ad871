"""What a view is asked about: a stretch of a recording, as it is seen now."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from attention_camp.camp.ui.viewer.recorded_session import RecordedSession
from attention_camp.camp.ui.viewer.traces.seen import Seen

Kind = Literal[
    "traces", "channels", "spectrogram", "bands", "moment", "band-map", "evoked",
    "components",
]  # fmt: skip
"""The views that can be computed and written as lines of Python."""
BANDS = {"δ": (1, 4), "θ": (4, 8), "α": (8, 13), "β": (13, 30), "γ": (30, 45)}
"""Limits in Hz, as in the spectrum; a band holds its lower limit, not its upper one."""
HIGHEST_HZ = 60.0
SHADES = (2, 98)
"""Percentiles of the values that are darkest and brightest in an image."""
SEGMENT_S = 2.0
"""Length of Welch's segments."""


def too_short_text() -> str:
    """Return what is said where there is nothing to take a spectrum of."""
    return QCoreApplication.translate("Views", "Select 2 s to 5 min of good channels.")


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """A stretch of a recording as it is seen."""

    recording: RecordedSession
    start: float
    stop: float
    """Seconds."""
    seen: Seen
    ch_names: tuple[str, ...]
    """EEG channels that are shown and good, in the order of the recording."""
    band: str = "α"
    """For the map of a band."""

    @property
    def samples(self) -> tuple[int, int]:
        """First sample and the one after the last."""
        return self.recording.reader.span(self.start, self.stop)

    @property
    def moment(self) -> int:
        """The sample in the middle."""
        first, last = self.samples
        return (first + last) // 2

    @property
    def data(self) -> NDArray[np.float64]:
        """EEG of the channels, µV, shape (n_chans, n_times)."""
        whole = self.recording.window(self.start, self.stop, self.seen)[0]
        names = self.recording.ch_names
        return whole[[names.index(name) for name in self.ch_names]]

    @property
    def n_segment(self) -> int:
        """Samples of a segment of the spectra."""
        return round(SEGMENT_S * self.recording.sfreq)


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """What a view shows: lines over an axis, an image, or values on the head."""

    kind: Kind
    rows: tuple[str, ...]
    """Names of the rows: channels, bands, conditions or components."""
    values: NDArray[np.float64]
    """Shape (n_rows, n_x), or (n_x, n_y) of an image, or (n_rows,) of a map."""
    x: NDArray[np.float64] = field(default_factory=lambda: np.empty(0))
    y: NDArray[np.float64] = field(default_factory=lambda: np.empty(0))
    x_name: str = ""
    y_name: str = ""
    unit: str = ""
    note: str = ""
    """What has to be known to read it, such as how many epochs were left out."""
    problem: str = ""
    """Why there is nothing to show."""
    maps: Any = None
    """Values on the head for each row, shape (n_rows, n_chans), where there are."""
