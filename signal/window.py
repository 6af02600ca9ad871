"""A window of clean EEG, or the reason why it cannot be scored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class ChannelVerdict:
    """The verdict of the signal check on one channel."""

    ch_name: str
    quality: Literal["good", "doubtful", "bad"]
    fault: str = ""
    """``flat``, ``railed``, ``mains``, ``drift``, ``muscle``, ``pops``, ``bridged``,
    ``gap``, ``impedance``; empty where good. The worst of several."""
    value: float = float("nan")
    """The measure behind the fault, in ``unit``."""
    unit: str = ""
    threshold: float = float("nan")


@dataclass(frozen=True, slots=True, eq=False)
class CleanWindow:
    """Cleaned EEG between two absolute sample indices."""

    data: NDArray[np.float64]
    """Shape (n_chans, n_times), V, in the cleaner's reference."""
    first_sample: int
    """Absolute index of the first sample in the recording."""
    sfreq: float
    ch_names: tuple[str, ...]
    verdicts: tuple[ChannelVerdict, ...]
    reason: str = ""
    """Why this window must not be scored (``gap``, ``too few good channels``,
    ``settling`` at the very beginning, ``not recorded yet``, ``overrun``); empty where
    it may."""
    interpolated: tuple[str, ...] = ()
    """Channels estimated from their neighbours; the verdicts are on the electrodes."""
    pupil: float = float("nan")
    """Size of the pupil, in the eye tracker's unit; NaN: it was not seen."""

    @property
    def quality(self) -> float:
        """Share of channels that are good, 0 to 1."""
        if not self.verdicts:
            return 0.0
        return sum(v.quality == "good" for v in self.verdicts) / len(self.verdicts)

    @property
    def bads(self) -> tuple[str, ...]:
        """Channels that are bad and not interpolated: not to be scored."""
        return tuple(
            verdict.ch_name
            for verdict in self.verdicts
            if verdict.quality == "bad" and verdict.ch_name not in self.interpolated
        )
