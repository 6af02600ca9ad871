"""Gaze and pupil of a recording as traces below the EEG."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from attention_camp.resources.texts import QT_TRANSLATE_NOOP
from attention_camp.signal.eyes.source import PUPIL, X, Y
from attention_camp.signal.eyes.track import LONGEST_STEP
from attention_camp.signal.stream import Channel

if TYPE_CHECKING:
    from attention_camp.camp.dataset.eyes.eye_reader import RecordedEyes

NAMES: dict[int, dict[str, str]] = {
    PUPIL: {
        "left": QT_TRANSLATE_NOOP("EyeTraces", "Pupil left"),
        "right": QT_TRANSLATE_NOOP("EyeTraces", "Pupil right"),
        "cyclopean": QT_TRANSLATE_NOOP("EyeTraces", "Pupil"),
    },
    X: {
        "left": QT_TRANSLATE_NOOP("EyeTraces", "Gaze x left"),
        "right": QT_TRANSLATE_NOOP("EyeTraces", "Gaze x right"),
        "cyclopean": QT_TRANSLATE_NOOP("EyeTraces", "Gaze x"),
    },
    Y: {
        "left": QT_TRANSLATE_NOOP("EyeTraces", "Gaze y left"),
        "right": QT_TRANSLATE_NOOP("EyeTraces", "Gaze y right"),
        "cyclopean": QT_TRANSLATE_NOOP("EyeTraces", "Gaze y"),
    },
}
"""Names of the traces, by what they show of which eye; ``cyclopean`` is of both."""


@dataclass(frozen=True, slots=True, eq=False)
class EyeTraces:
    """What an eye tracker sent, a row per trace."""

    channels: tuple[Channel, ...]
    times: NDArray[np.float64]
    values: NDArray[np.float32]
    """Shape (n_traces, n_samples); NaN where the eye was lost."""

    @classmethod
    def of(cls, found: RecordedEyes) -> EyeTraces:
        """Return the traces of a recording: the pupil of each eye, then its gaze."""
        channels, values = [], []
        for kind, names in NAMES.items():
            unit = found.pupil_unit if kind == PUPIL else found.gaze_unit
            for k, eye in enumerate(found.eyes):
                column = found.rows.values[:, k, kind]
                if np.isfinite(column).any():
                    # another program's file may name an eye in its own way
                    text = names.get(eye, f"{names['cyclopean']} {eye}")
                    name = QCoreApplication.translate("EyeTraces", text)
                    channels.append(Channel(name, "misc", unit))
                    values.append(column)
        shape = (len(values), len(found.rows))
        return cls(tuple(channels), found.rows.times, np.array(values).reshape(shape))

    def at(self, times: NDArray[np.floating]) -> NDArray[np.floating]:
        """Return the values at times, s, (n_traces, n_times); NaN: none is near."""
        if not len(self.times):  # it was chosen, and nothing came
            return np.full((len(self.channels), len(times)), np.nan)
        place = np.searchsorted(self.times, times, side="right") - 1
        last = np.maximum(place, 0)
        is_near = (place >= 0) & (times - self.times[last] <= LONGEST_STEP)
        return np.where(is_near, self.values[:, last], np.nan)
