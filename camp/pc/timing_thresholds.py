"""Thresholds of a PC's timing figures, and their sources."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from attention_camp.resources.texts import QT_TRANSLATE_NOOP

TimingVerdict = Literal["good", "doubtful", "bad", "none"]


@dataclass(frozen=True, slots=True)
class Threshold:
    """Limits of a figure: good up to the first, doubtful up to the second, then bad."""

    name: str
    """What is measured; English source text, translated in context ``timing``."""
    unit: str
    good: float
    doubtful: float
    source: str

    def verdict(self, value: float) -> TimingVerdict:
        """Return the verdict on a value; NaN: not measured."""
        if not math.isfinite(value):
            return "none"
        if value <= self.good:
            return "good"
        return "doubtful" if value <= self.doubtful else "bad"


UNPACED = Threshold(
    QT_TRANSLATE_NOOP("timing", "Buffer swaps not synchronised to the refresh"),
    "%",
    0.0,
    0.0,
    QT_TRANSLATE_NOOP(
        "timing",
        "our own choice: without the wait, the time of a swap is not that of the "
        "picture",
    ),
)
REFRESH = Threshold(
    QT_TRANSLATE_NOOP("timing", "Refresh rate differs from the reported one by"),
    "%",
    1.0,
    3.0,
    QT_TRANSLATE_NOOP("timing", "our own choice"),
)
JITTER = Threshold(
    QT_TRANSLATE_NOOP("timing", "Spread (SD) of the swap intervals"),
    "ms",
    1.0,
    3.0,
    QT_TRANSLATE_NOOP(
        "timing",
        "1 ms: Bridges et al. (2020), https://doi.org/10.7717/peerj.9414, what "
        "good laboratory software reaches; 3 ms: our own choice",
    ),
)
LATE = Threshold(
    QT_TRANSLATE_NOOP("timing", "Onset after it was due, 99th percentile"),
    "ms",
    2.0,
    8.0,
    QT_TRANSLATE_NOOP(
        "timing",
        "our own choice: an eighth and half of a refresh at 60 Hz",
    ),
)
DROPPED = Threshold(
    QT_TRANSLATE_NOOP("timing", "Frames dropped in a thousand"),
    "",
    0.0,
    5.0,
    QT_TRANSLATE_NOOP(
        "timing",
        "our own choice: each trial with one is flagged",
    ),
)
KEY_TO_FRAME = Threshold(
    QT_TRANSLATE_NOOP("timing", "From a key's event to the frame it changes, median"),
    "ms",
    34.0,
    50.0,
    QT_TRANSLATE_NOOP(
        "timing",
        "our own choice: two and three refreshes at 60 Hz",
    ),
)
CLICK_TO_FRAME = Threshold(
    QT_TRANSLATE_NOOP("timing", "From a click's event to the frame it changes, median"),
    "ms",
    KEY_TO_FRAME.good,
    KEY_TO_FRAME.doubtful,
    KEY_TO_FRAME.source,
)
TOUCH_TO_FRAME = Threshold(
    QT_TRANSLATE_NOOP("timing", "From a touch's event to the frame it changes, median"),
    "ms",
    KEY_TO_FRAME.good,
    KEY_TO_FRAME.doubtful,
    KEY_TO_FRAME.source,
)
SOUND_LATENCY = Threshold(
    QT_TRANSLATE_NOOP("timing", "Sound latency reported by the device"),
    "ms",
    30.0,
    100.0,
    QT_TRANSLATE_NOOP(
        "timing",
        "our own choice; sounds are started ahead by what is known",
    ),
)
SOUND_LATE = Threshold(
    QT_TRANSLATE_NOOP("timing", "Sound onset after it was due, spread (SD)"),
    "ms",
    1.0,
    5.0,
    QT_TRANSLATE_NOOP(
        "timing",
        "1 ms: Bridges et al. (2020), https://doi.org/10.7717/peerj.9414; 5 ms: "
        "our own choice",
    ),
)
