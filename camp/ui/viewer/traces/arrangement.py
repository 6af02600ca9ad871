"""Which channels are shown, in which order, at which scale."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from attention_camp.camp.ui.viewer.traces.seen import Seen
from attention_camp.signal.stream import Channel

STEPS = (1.0, 2.0, 5.0, 10.0)
"""Leading digits of a scale."""
FACTOR_STEP = 1.5
"""How much larger or smaller one channel becomes at once; own choice."""
MOST_FACTOR = 100.0
BUTTERFLY_ROWS = 4.0
"""Heights of a scale bar in a butterfly plot; own choice."""


@dataclass(slots=True)
class Arrangement:
    """What a researcher chose for the traces."""

    channels: tuple[Channel, ...] = ()
    """All channels of the recording, the EEG first."""
    picked: list[int] = field(default_factory=list)
    """Indices of the channels shown."""
    places: dict[int, tuple[float, float]] = field(default_factory=dict)
    """Front (y) and right (x) of the EEG channels that have a place, m."""
    scale_uv: float = 50.0
    """Distance between two EEG channels, µV."""
    factors: dict[int, float] = field(default_factory=dict)
    """How much larger than the others single channels are drawn."""
    is_by_place: bool = False
    is_butterfly: bool = False
    seen: Seen = field(default_factory=Seen)

    @property
    def n_eeg(self) -> int:
        """Number of EEG channels of the recording."""
        return sum(channel.kind == "eeg" for channel in self.channels)

    @property
    def rows(self) -> list[int]:
        """The channels shown, from above: as recorded, or from front to back."""
        if not self.is_by_place:
            return self.picked
        return sorted(self.picked, key=self._place)

    def _place(self, index: int) -> tuple[float, float, int]:
        """Return what orders channels from front to back and left to right."""
        front, right = self.places.get(index, (-math.inf, 0.0))
        # electrodes of one row of the cap differ by millimetres
        return (-round(front / 0.02) if math.isfinite(front) else 10**6, right, index)

    def enlarge(self, index: int, by: int) -> None:
        """Draw one channel larger or smaller than the others; 0: as the others."""
        if by == 0:
            self.factors.pop(index, None)
            return
        factor = self.factors.get(index, 1.0) * FACTOR_STEP**by
        self.factors[index] = min(max(factor, 1 / MOST_FACTOR), MOST_FACTOR)

    def span_of(self, index: int, values: NDArray[np.floating]) -> float:
        """Return what the distance between two rows stands for, in a channel's unit.

        Parameters
        ----------
        index : int
            Channel.
        values : ndarray, shape (n_points,)
            What of it is in view; other channels than EEG are fitted to it.
        """
        if self.channels[index].kind == "eeg":
            span = self.scale_uv
        else:
            known = values[np.isfinite(values)]
            low, high = np.percentile(known, [1, 99]) if known.size else (0.0, 1.0)
            span = rounded_up(float(high - low))
        return span / self.factors.get(index, 1.0)


def rounded_up(value: float) -> float:
    """Return the next 1, 2 or 5 times a power of ten."""
    if not math.isfinite(value) or value <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    return next(step * power for step in STEPS if step * power >= value * (1 - 1e-9))


def places_of(
    ch_names: Sequence[str], known: dict[str, tuple[float, float, float]]
) -> dict[int, tuple[float, float]]:
    """Return front and right of the EEG channels that have a place.

    Parameters
    ----------
    ch_names : sequence of str
        EEG channels.
    known : dict
        Recorded positions by name, in MNE's head frame, m; others are looked up in the
        10-05 system.
    """
    found = {n: known[name] for n, name in enumerate(ch_names) if name in known}
    rest = [n for n in range(len(ch_names)) if n not in found]
    if rest:
        from attention_camp.models.electrodes import positions

        standard = 0.095 * positions([ch_names[n] for n in rest])  # unit sphere to m
        found |= {
            n: (float(x), float(y), float(z))
            for n, (x, y, z) in zip(rest, standard.tolist(), strict=True)
            if math.isfinite(x)
        }
    return {n: (y, x) for n, (x, y, _) in found.items()}
