"""A stretch of clean EEG, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class ChannelVerdict:
    """What the signal check says of one channel."""

    ch_name: str
    quality: Literal["good", "doubtful", "bad"]
    fault: str = ""
    """``flat``, ``railed``, ``mains``, ``drift``, ``muscle``, ``pops``, ``bridged``,
    ``gap``; empty where good. The worst one, where there are several."""
    value: float = float("nan")
    """The measured number behind the fault, in ``unit``."""
    unit: str = ""
    threshold: float = float("nan")


@dataclass(frozen=True, slots=True, eq=False)
class CleanWindow:
    """Cleaned EEG between two absolute sample indices."""

    data: NDArray[np.float64]
    """Shape (n_chans, n_times), volts, reference as the cleaner was told."""
    first_sample: int
    """Absolute index of the first sample in the recording."""
    sfreq: float
    ch_names: tuple[str, ...]
    verdicts: tuple[ChannelVerdict, ...]
    reason: str = ""
    """Why no score may come from this window (``gap``, ``too few good channels``,
    ``settling`` at the very beginning, ``not recorded yet``, ``overrun``); empty where
    it may."""
    interpolated: tuple[str, ...] = ()
    """Channels that stand for what their neighbours say; their verdict is their own."""

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
