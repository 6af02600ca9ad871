"""The ongoing EEG of a simulated brain, computed second by second."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from attention_camp.signal.simulated.physiology import Physiology
from attention_camp.signal.simulated.waves import COMPONENTS, Colour, colour

_FLUCTUATION = {
    "aperiodic": 0.42, "slow": 0.5, "theta": 0.5, "alpha": 0.7, "beta": 0.48,
    "muscle": 0.6,
}  # fmt: skip
"""SD of the slow fluctuation of each component's log power, the same at all sources;
set so that windows of 4 s differ as much as measured, see bench ``brain``."""
_FLUCTUATION_SECONDS = 1.5
"""Time constant of that fluctuation, s; own choice."""


@dataclass(frozen=True, slots=True, eq=False)
class RhythmBlock:
    """One second of ongoing EEG; arrays of shape (n_chans, n_times), µV."""

    rest: NDArray[np.float64]
    """At rest with open eyes."""
    work: NDArray[np.float64]
    """What work adds: half way between rest and work half of it is added."""
    alpha: NDArray[np.float64]
    """The alpha in ``rest``, which closing the eyes multiplies."""


class Rhythms:
    """Generates blocks in order, from a seed.

    Each component of each source is noise coloured by ``waves``, whose amplitude
    changes from rest to work as the person's physiology says.

    Parameters
    ----------
    physiology : Physiology
        The person.
    leadfield : ndarray, shape (n_chans, n_sources)
        Potential of each source at each channel, in the channels' reference.
    sfreq : float
        Sampling rate, Hz.
    seed : int
        Seed of all randomness.
    """

    def __init__(
        self,
        physiology: Physiology,
        leadfield: NDArray[np.float64],
        sfreq: float,
        *,
        seed: int,
    ) -> None:
        self._leadfield = leadfield
        self._n_times = max(round(sfreq), 1)
        at_rest = np.exp(physiology.rest / 2)
        at_work = np.exp((physiology.rest + physiology.change) / 2)
        colours = [
            colour(name, sfreq, slope=physiology.slope, alpha_hz=physiology.alpha_hz)
            for name in COMPONENTS
        ]
        n_sources = leadfield.shape[1]
        # a generator per component: the settings of one do not change another's noise
        self._components = [
            _Component(made, n_sources, np.random.default_rng([seed, number]))
            for number, made in enumerate(colours)
        ]
        self._at_rest, self._change = at_rest, at_work - at_rest
        self._spread = np.array([_FLUCTUATION[name] for name in COMPONENTS])
        # the mean power of a fluctuating component is to be what was measured
        self._bias = -(self._spread**2) / 2
        self._rng = np.random.default_rng([seed, 99])
        self._pull = float(np.exp(-self._n_times / sfreq / _FLUCTUATION_SECONDS))
        self._fluctuation = self._rng.standard_normal(len(COMPONENTS))

    def next_block(self) -> RhythmBlock:
        """Return the next second."""
        n_sources = self._leadfield.shape[1]
        rest = np.zeros((n_sources, self._n_times))
        change = np.zeros_like(rest)
        alpha = rest
        for number, (component, size) in enumerate(
            zip(self._components, self._swell(), strict=True)
        ):
            waves = component.make(self._n_times) * size
            at_rest = self._at_rest[number][:, None] * waves
            rest += at_rest
            change += self._change[number][:, None] * waves
            if COMPONENTS[number] == "alpha":
                alpha = at_rest
        return RhythmBlock(
            rest=self._leadfield @ rest,
            work=self._leadfield @ change,
            alpha=self._leadfield @ alpha,
        )

    def _swell(self) -> NDArray[np.float64]:
        """Return each component's relative amplitude, (n_components, n_times)."""
        noise = self._rng.standard_normal(len(COMPONENTS))
        target = self._pull * self._fluctuation + np.sqrt(1 - self._pull**2) * noise
        share = np.arange(1, self._n_times + 1) / self._n_times
        between = self._fluctuation[:, None] + np.outer(
            target - self._fluctuation, share
        )
        self._fluctuation = target
        log_power = self._spread[:, None] * between + self._bias[:, None]
        return np.asarray(np.exp(log_power / 2))


class _Component:
    """Coloured noise of one component at all sources; the filter's state is kept."""

    def __init__(self, made: Colour, n_sources: int, rng: np.random.Generator) -> None:
        self._colour = made
        self._rng = rng
        self._state = np.zeros((made.sos.shape[0], n_sources, 2))
        self._n_sources = n_sources
        for _ in range(4):  # the filters settle before the first sample
            self.make(250)

    def make(self, n_times: int) -> NDArray[np.float64]:
        """Return the next samples, shape (n_sources, n_times)."""
        from scipy.signal import sosfilt

        white = self._rng.standard_normal((self._n_sources, n_times))
        coloured, self._state = sosfilt(self._colour.sos, white, axis=1, zi=self._state)
        return np.asarray(coloured * self._colour.scale)
