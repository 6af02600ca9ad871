"""What is recorded beside the brain: eyes, muscles, movement, sweat, mains, noise."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from attention_camp.signal.electrodes import Position
from attention_camp.signal.simulated.waves import band_pass

EYES: tuple[Position, ...] = ((0.3, 0.82, 0.0), (-0.3, 0.82, 0.0))
JAW: tuple[Position, ...] = ((0.8, 0.25, 0.0), (-0.8, 0.25, 0.0))
"""Sources in units of the head's radius: x to the right, y to the front, z up."""

# the part that a board of 250 Hz records, at any rate; own choice
_JAW_BAND = (20.0, 112.5)
_SWEAT_BAND = (0.05, 0.3)


@dataclass(frozen=True, slots=True)
class Strengths:
    """Amplitudes and rates of all that is not the brain; own choices where no source.

    Blinks last a third of a second and come 15 times a minute in conversation and at
    rest, less often in demanding visual work (Bentivoglio et al. 1997,
    doi:10.1002/mds.870120629, who found 17 a minute at rest).
    """

    brain: float = 1.0
    """Amplitude of the ongoing EEG relative to the measured; 0: none."""
    noise_uv: float = 0.5
    """Amplifier noise, µV RMS."""
    blink_uv: float = 120.0
    """Peak of a blink at Fp1, µV."""
    blinks_per_minute: float = 15.0
    jaw_uv: float = 15.0
    """µV RMS during a clench."""
    clenches_per_minute: float = 0.5
    movement_uv: float = 80.0
    """SD over channels of the peak of a movement, µV."""
    movements_per_minute: float = 0.0
    sweat_uv: float = 0.0
    """Skin potential of a sweating forehead, 0.05 to 0.3 Hz, µV RMS."""
    drift_uv: float = 5.0
    """SD of the slow drift, with a time constant of half a minute, µV."""
    line_uv: float = 1.0
    """Mains, µV RMS."""
    line_freq: float = 50.0
    """Hz."""


@dataclass(frozen=True, slots=True, eq=False)
class ArtefactBlock:
    """One second of artefacts, µV."""

    always: NDArray[np.float64]
    """Whatever does not depend on the eyes, shape (n_chans, n_times)."""
    blinks: NDArray[np.float64]
    """At Fp1, shape (n_times,): left out while the eyes are closed."""


class Artefacts:
    """Generates blocks of artefacts in order, from a seed.

    Parameters
    ----------
    strengths : Strengths
        Amplitudes and rates.
    fields : mapping of str
        Potential of the sources ``eyes`` and ``jaw`` at each channel, each of shape
        (n_chans, 2).
    sfreq : float
        Sampling rate, Hz.
    seed : int
        Seed of all randomness.
    """

    def __init__(
        self,
        strengths: Strengths,
        fields: dict[str, NDArray[np.float64]],
        sfreq: float,
        *,
        seed: int,
    ) -> None:
        self._strengths = strengths
        self._jaw = fields["jaw"]
        self._eyes = fields["eyes"].sum(axis=1, keepdims=True)
        self._sfreq = sfreq
        self._n_times = max(round(sfreq), 1)
        self._n_chans = len(self._jaw)
        self._first = 0
        # a generator per artefact: the settings of one do not change another's noise
        parts = ("noise", "blink", "jaw", "drift", "move", "sweat")
        self._rngs = {
            part: np.random.default_rng([seed, 10 + number])
            for number, part in enumerate(parts)
        }
        self._clenching = _Filtered(_JAW_BAND, sfreq, 2)
        self._sweating = _Filtered(_SWEAT_BAND, sfreq, 1)
        self._drift = np.zeros((self._n_chans, 1))
        self._blink_tail = np.zeros(0)
        self._move_tail = np.zeros((self._n_chans, 0))
        self._clench_left = 0
        self._next = {
            "blink": self._wait("blink", strengths.blinks_per_minute),
            "jaw": self._wait("jaw", strengths.clenches_per_minute),
            "move": self._wait("move", strengths.movements_per_minute),
        }

    @property
    def blink_topography(self) -> NDArray[np.float64]:
        """Potential of a blink at each channel, relative to Fp1, (n_chans, 1)."""
        eyes: NDArray[np.float64] = self._eyes
        return eyes

    def next_block(self) -> ArtefactBlock:
        """Return the next second."""
        strengths = self._strengths
        shape = (self._n_chans, self._n_times)
        total = strengths.noise_uv * self._rngs["noise"].standard_normal(shape)
        total += self._wander()
        times = (self._first + np.arange(self._n_times)) / self._sfreq
        mains = np.sqrt(2) * np.sin(2 * np.pi * strengths.line_freq * times)
        total += strengths.line_uv * mains
        if strengths.clenches_per_minute > 0:
            total += self._jaw @ self._clench()
        if strengths.sweat_uv > 0:
            waves = self._sweating.make(self._rngs["sweat"], self._n_times)
            total += strengths.sweat_uv * (np.abs(self._eyes) @ waves)
        if strengths.movements_per_minute > 0:
            total += self._move()
        block = ArtefactBlock(total, self._blinks())
        self._first += self._n_times
        return block

    def _wander(self) -> NDArray[np.float64]:
        """Return a mean-reverting random walk, linear within a second."""
        # steps of variance 1 - pull² keep the variance of the walk at drift_uv²
        pull = np.exp(-self._n_times / (30.0 * self._sfreq))
        steps = self._rngs["drift"].standard_normal((self._n_chans, 1))
        target = pull * self._drift
        target += np.sqrt(1 - pull**2) * self._strengths.drift_uv * steps
        share = np.arange(1, self._n_times + 1) / self._n_times
        wander: NDArray[np.float64] = self._drift + (target - self._drift) * share
        self._drift = target
        return wander

    def _blinks(self) -> NDArray[np.float64]:
        n_times, rate = self._n_times, self._strengths.blinks_per_minute
        shape = np.hanning(round(0.35 * self._sfreq))
        blinks = np.zeros(n_times + shape.size)
        blinks[: self._blink_tail.size] += self._blink_tail
        while self._next["blink"] < n_times:
            size = self._rngs["blink"].uniform(0.7, 1.3) * self._strengths.blink_uv
            first = int(self._next["blink"])
            blinks[first : first + shape.size] += size * shape
            self._next["blink"] += shape.size + self._wait("blink", rate)
        # a blink that began in this second goes on in the next
        self._next["blink"] -= n_times
        self._blink_tail = blinks[n_times:]
        return blinks[:n_times]

    def _move(self) -> NDArray[np.float64]:
        """Return movements of a second: a bump that differs from channel to channel."""
        n_times, rng = self._n_times, self._rngs["move"]
        shape = np.hanning(n_times)
        moved = np.zeros((self._n_chans, 2 * n_times))
        moved[:, : self._move_tail.shape[1]] += self._move_tail
        while self._next["move"] < n_times:
            size = self._strengths.movement_uv * rng.standard_normal((self._n_chans, 1))
            first = int(self._next["move"])
            moved[:, first : first + n_times] += size * shape
            wait = self._wait("move", self._strengths.movements_per_minute)
            self._next["move"] += n_times + wait
        self._next["move"] -= n_times
        self._move_tail = moved[:, n_times:]
        return moved[:, :n_times]

    def _clench(self) -> NDArray[np.float64]:
        """Return jaw muscle noise, in clenches of half a second."""
        waves = self._clenching.make(self._rngs["jaw"], self._n_times)
        is_on = np.zeros(self._n_times)
        is_on[: self._clench_left] = 1.0
        self._clench_left = max(self._clench_left - self._n_times, 0)
        length = round(0.5 * self._sfreq)
        while self._next["jaw"] < self._n_times:
            first = int(self._next["jaw"])
            is_on[first : first + length] = 1.0
            self._clench_left = max(first + length - self._n_times, 0)
            wait = self._wait("jaw", self._strengths.clenches_per_minute)
            self._next["jaw"] += length + wait
        self._next["jaw"] -= self._n_times
        return waves * is_on * self._strengths.jaw_uv

    def _wait(self, part: str, per_minute: float) -> float:
        """Return a waiting time in samples; infinite if the rate is zero."""
        if per_minute <= 0:
            return float("inf")
        # exponential waits: events without memory, a Poisson process
        return float(self._rngs[part].exponential(60.0 / per_minute * self._sfreq))


class _Filtered:
    """Band-passed white noise of unit variance; the filter's state is kept."""

    def __init__(
        self, edges: tuple[float, float], sfreq: float, n_sources: int
    ) -> None:
        self._sos = band_pass(edges, sfreq, order=2)
        self._scale = _unit_scale(self._sos, sfreq)
        self._state = np.zeros((self._sos.shape[0], n_sources, 2))
        self._n_sources = n_sources

    def make(self, rng: np.random.Generator, n_times: int) -> NDArray[np.float64]:
        """Return the next samples, shape (n_sources, n_times)."""
        from scipy.signal import sosfilt

        white = rng.standard_normal((self._n_sources, n_times))
        passed, self._state = sosfilt(self._sos, white, axis=1, zi=self._state)
        return np.asarray(passed * self._scale)


def _unit_scale(sos: NDArray[np.float64], sfreq: float) -> float:
    """Return the factor that gives filtered white noise unit variance."""
    from scipy.signal import sosfilt

    # the variance of filtered white noise is the energy of the impulse response; 60 s
    # are long enough for the slowest pole, at 0.05 Hz
    impulse = np.zeros(round(60 * sfreq))
    impulse[0] = 1.0
    return float(1 / np.sqrt(np.sum(sosfilt(sos, impulse) ** 2)))
