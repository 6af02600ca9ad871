"""Electrode faults of the simulated signal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from attention_camp.signal.stream import StreamInfo

# where the amplifier's range is not known, well beyond any EEG
_RAIL_UV = 187_500.0
# muscle noise must not depend on the sampling rate: it is drawn as a board of 250 Hz
# would record it, up to 125 Hz, and resampled; own choice
_MUSCLE_SFREQ = 250

FaultKind = Literal[
    "flat", "railed", "mains", "drift", "muscle", "pops", "bridged", "nan", "frozen"
]


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault and its strength."""

    kind: FaultKind
    strength: float = 1.0
    """``frozen``: no meaning. ``flat``: 0 to 1, share of the signal that is missing.
    ``railed``, ``nan``: share of each second, 0 to 1. ``mains``: µV RMS.
    ``muscle``: µV RMS up to 125 Hz, rising with frequency, the same at any rate;
    a board too slow for that sees less of it.
    ``drift``: µV/s. ``pops``: size of the steps, µV, one a second. ``bridged``: 0 to
    1, how much the neighbour shorts it."""

    def __post_init__(self) -> None:
        if self.kind not in get_args(FaultKind):
            raise ValueError(
                f"kind must be one of {get_args(FaultKind)}, got {self.kind!r}"
            )


class FaultyElectrode:
    """Applies a fault to one channel, as a function of the absolute sample index.

    Parameters
    ----------
    info : StreamInfo
        The stream's channels, positions and sampling rate.
    ch_name : str
        The faulty electrode, one of ``info.ch_names``.
    fault : Fault
        Kind and strength of the fault.
    seed : int
        Seed of the random faults; 0 by default.
    line_freq : float
        Mains frequency, Hz; 50 by default.
    """

    def __init__(
        self,
        info: StreamInfo,
        ch_name: str,
        fault: Fault,
        *,
        seed: int = 0,
        line_freq: float = 50.0,
    ) -> None:
        self._info = info
        self._row = info.ch_names.index(ch_name)
        self._fault = fault
        self._seed = seed
        self._line_freq = line_freq
        self._neighbour = _neighbour(info, self._row)
        self._frozen: float | None = None
        self._block = -1
        self._noise = np.zeros(0)
        self._steps = np.zeros(0)

    def apply(self, samples_uv: NDArray[np.float64], first: int) -> None:
        """Apply the fault in place.

        ``samples_uv`` has shape (n_chans, n_times); ``first`` is the absolute index of
        its first sample.
        """
        index = first + np.arange(samples_uv.shape[1])
        channel = samples_uv[self._row]
        strength = self._fault.strength
        match self._fault.kind:
            case "flat":
                channel *= 1.0 - strength
            case "nan":
                channel[index / self._info.sfreq % 1.0 < strength] = np.nan
            case "frozen":
                self._frozen = (
                    float(channel[0]) if self._frozen is None else self._frozen
                )
                channel[:] = self._frozen
            case "railed":
                phase = index / self._info.sfreq % 1.0
                channel[phase < strength] = min(self._info.range_uv, _RAIL_UV)
            case "mains":
                turns = self._line_freq * index / self._info.sfreq
                channel += strength * np.sqrt(2) * np.sin(2 * np.pi * turns)
            case "drift":
                # a triangle of 20 s, so that it stays within the amplifier's range
                phase = index / self._info.sfreq % 20.0
                channel += strength * np.minimum(phase, 20.0 - phase)
            case "bridged":
                other = samples_uv[self._neighbour]
                channel += strength * (other - channel)
            case "muscle" | "pops":
                channel += self._random(index)

    def _random(self, index: NDArray[np.int_]) -> NDArray[np.float64]:
        """Return the random part, drawn from a generator per second."""
        n_times = max(round(self._info.sfreq), 1)
        values = np.empty(index.size)
        for block in range(int(index[0]) // n_times, int(index[-1]) // n_times + 1):
            if block != self._block:
                self._make(block, n_times)
            inside = (index >= block * n_times) & (index < (block + 1) * n_times)
            offset = index[inside] - block * n_times
            values[inside] = (
                self._noise[offset]
                if self._fault.kind == "muscle"
                else self._steps[offset]
            )
        return values

    def _make(self, block: int, n_times: int) -> None:
        from scipy.signal import resample

        # seeded by the second's number: the same noise in any chunks
        rng = np.random.default_rng([self._seed, self._row, block])
        self._block = block
        white = rng.standard_normal(_MUSCLE_SFREQ + 1)
        # the difference of white noise: power rises with frequency, as muscle's does
        rising = np.diff(white) / np.sqrt(2)
        self._noise = self._fault.strength * resample(rising, n_times)
        self._steps = np.zeros(n_times)
        # up within an even second, down within an odd one: the level stays bounded
        edge = int(rng.uniform(0.3, 0.7) * n_times)
        if block % 2 == 0:
            self._steps[edge:] = self._fault.strength
        else:
            self._steps[:edge] = self._fault.strength


def _neighbour(info: StreamInfo, row: int) -> int:
    """Return the nearest other channel, or the next one if positions are unknown."""
    place = info.positions.get(info.ch_names[row])
    others = [
        (float(np.linalg.norm(np.subtract(place, info.positions[name]))), other)
        for other, name in enumerate(info.ch_names)
        if place is not None and other != row and name in info.positions
    ]
    if others:
        return min(others)[1]
    return (row + 1) % info.n_chans if row + 1 < info.n_chans else max(row - 1, 0)
