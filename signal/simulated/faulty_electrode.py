"""What a bad electrode does to the simulated signal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from attention_camp.signal.stream import StreamInfo

# where the amplifier's range is not known, well beyond any EEG
_RAIL_UV = 187_500.0
# a muscle does not know how fast it is sampled: its noise is that which a board of
# 250 Hz sees, up to 125 Hz, whatever the rate; own choice
_MUSCLE_SFREQ = 250

FaultKind = Literal[
    "flat", "railed", "mains", "drift", "muscle", "pops", "bridged", "nan", "frozen"
]


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault and how strong it is."""

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
    """Changes one channel of the samples, from their absolute index alone.

    Parameters
    ----------
    info : StreamInfo
        The stream.
    ch_name : str
        The electrode at fault.
    fault : Fault
        What is wrong with it.
    seed : int
        For what is random in it.
    line_freq : float
        Mains frequency, Hz.
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

    def spoil(self, samples_uv: NDArray[np.float64], first: int) -> None:
        """Change the channel in place; ``first`` is the first sample's index."""
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
                # up and down in 20 s, so that it stays in the amplifier's range
                phase = index / self._info.sfreq % 20.0
                channel += strength * np.minimum(phase, 20.0 - phase)
            case "bridged":
                other = samples_uv[self._neighbour]
                channel += strength * (other - channel)
            case "muscle" | "pops":
                channel += self._random(index)

    def _random(self, index: NDArray[np.int_]) -> NDArray[np.float64]:
        """Return what is random, from a stream of each second's own."""
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

        rng = np.random.default_rng([self._seed, self._row, block])
        self._block = block
        white = rng.standard_normal(_MUSCLE_SFREQ + 1)
        # the difference of white noise: power rises with frequency, as muscle's does
        rising = np.diff(white) / np.sqrt(2)
        self._noise = self._fault.strength * resample(rising, n_times)
        self._steps = np.zeros(n_times)
        # up at one moment of an even second, down at one of the odd second
        edge = int(rng.uniform(0.3, 0.7) * n_times)
        if block % 2 == 0:
            self._steps[edge:] = self._fault.strength
        else:
            self._steps[:edge] = self._fault.strength


def _neighbour(info: StreamInfo, row: int) -> int:
    """Return the nearest other channel, or the next one where places are unknown."""
    place = info.positions.get(info.ch_names[row])
    others = [
        (float(np.linalg.norm(np.subtract(place, info.positions[name]))), other)
        for other, name in enumerate(info.ch_names)
        if place is not None and other != row and name in info.positions
    ]
    if others:
        return min(others)[1]
    return (row + 1) % info.n_chans if row + 1 < info.n_chans else max(row - 1, 0)
