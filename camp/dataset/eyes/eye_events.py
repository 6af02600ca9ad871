"""Blinks and losses of the eyes, found in the samples as they come."""

from __future__ import annotations

import math

import numpy as np

from attention_camp.signal.eyes.source import PUPIL, X
from attention_camp.signal.eyes.track import EyeRows, is_seen

LONGEST_BLINK = 0.5
"""Seconds; what lasts longer is a loss of tracking. Blinks last 0.1 to 0.4 s (Stern et
al. 1984, doi:10.1111/j.1469-8986.1984.tb02312.x)."""

Event = tuple[float, float, str]
"""Onset and duration, s, and a key of ``eye_files.EVENTS``."""


class LostEyes:
    """Finds the stretches without a pupil of one eye; without gaze where it has none.

    Stretches that go on are told when they end.
    """

    def __init__(self) -> None:
        self._began = math.nan
        self._last = math.nan
        self._has_pupil = False

    def take(self, rows: EyeRows, eye: int) -> list[Event]:
        """Return the stretches that ended within these samples.

        Parameters
        ----------
        rows : EyeRows
            The next samples.
        eye : int
            Which of the eyes.
        """
        found: list[Event] = []
        values = rows.values[:, eye]
        # a tracker of gaze alone never has one
        self._has_pupil |= bool(np.isfinite(values[:, PUPIL]).any())
        seen = is_seen(values) if self._has_pupil else np.isfinite(values[:, X])
        for time, is_open in zip(rows.times.tolist(), seen.tolist(), strict=True):
            if time - self._last > LONGEST_BLINK:
                found += self.end(self._last)
                found.append((self._last, time - self._last, "silence"))
            if not is_open:
                if math.isnan(self._began):
                    self._began = time
            elif not math.isnan(self._began):
                found += self.end(time)
            self._last = time
        return found

    def end(self, time: float) -> list[Event]:
        """Return the stretch that ends now, s; none where the eye is seen."""
        if math.isnan(self._began) or not time >= self._began:
            return []
        duration = time - self._began
        kind = "blink" if duration <= LONGEST_BLINK else "lost"
        began, self._began = self._began, math.nan
        return [(began, duration, kind)]
