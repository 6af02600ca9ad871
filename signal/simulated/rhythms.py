"""The components of the simulated EEG, computed second by second."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from attention_camp.signal.electrodes import Position
from attention_camp.signal.simulated.forward import leadfield
from attention_camp.signal.stream import StreamInfo

# source positions in units of the head's radius: x to the right, y to the front, z up
_ALPHA: tuple[Position, ...] = (
    (0.25, -0.72, 0.1), (-0.25, -0.72, 0.1), (0.3, -0.55, 0.45), (-0.3, -0.55, 0.45),
)  # fmt: skip
_THETA: tuple[Position, ...] = ((0.0, 0.45, 0.6), (0.05, 0.2, 0.7))
_BETA: tuple[Position, ...] = (
    (0.5, 0.05, 0.55), (-0.5, 0.05, 0.55), (0.35, 0.55, 0.35), (-0.35, 0.55, 0.35),
)  # fmt: skip
_EYES: tuple[Position, ...] = ((0.3, 0.82, 0.0), (-0.3, 0.82, 0.0))
_JAW: tuple[Position, ...] = ((0.8, 0.25, 0.0), (-0.8, 0.25, 0.0))
_N_BACKGROUND = 24

_BANDS = {"theta": (4.5, 7.0), "alpha": (9.0, 11.5), "beta": (15.0, 26.0)}
# the part that a board of 250 Hz records, at any rate; own choice
_JAW_BAND = (20.0, 112.5)
_N_SMALL_STEPS = 4


@dataclass(frozen=True, slots=True)
class Strengths:
    """Amplitude of each component where it is strongest, at medium engagement.

    With the defaults and open eyes the median electrode has 3.4 µV RMS of theta, 2.9
    of alpha and 3.5 of beta; the resting recordings of PhysioNet's mental-arithmetic
    set (Zyma et al. 2019, doi:10.3390/data4010014) have 3.7, 5.1 and 3.2. ICLabel calls
    nearly all of its independent components brain or eye blink.
    """

    background_uv: float = 8.0
    """1/f background, µV RMS."""
    theta_uv: float = 3.5
    """µV RMS."""
    alpha_uv: float = 6.0
    """µV RMS."""
    beta_uv: float = 3.5
    """µV RMS."""
    noise_uv: float = 0.5
    """Amplifier noise, µV RMS."""
    blink_uv: float = 120.0
    """Peak of a blink at Fp1, µV."""
    blinks_per_minute: float = 15.0
    jaw_uv: float = 15.0
    """µV RMS during a clench."""
    clenches_per_minute: float = 0.5
    drift_uv: float = 5.0
    """SD of the slow drift, with a time constant of half a minute, µV."""
    line_uv: float = 1.0
    """Mains, µV RMS."""
    line_freq: float = 50.0
    """Hz."""


@dataclass(frozen=True, slots=True, eq=False)
class RhythmBlock:
    """One second of every component; arrays of shape (n_chans, n_times), µV."""

    background: NDArray[np.float64]
    """Everything that does not depend on the participant's state."""
    theta: NDArray[np.float64]
    alpha: NDArray[np.float64]
    beta: NDArray[np.float64]
    blinks: NDArray[np.float64]
    """Shape (n_times,)."""
    blink_topography: NDArray[np.float64]
    """Shape (n_chans, 1)."""

    @property
    def n_times(self) -> int:
        """Number of samples."""
        return self.blinks.size


class Rhythms:
    """Generates blocks in order, from a seed.

    Parameters
    ----------
    info : StreamInfo
        Electrodes, positions and sampling rate.
    strengths : Strengths
        Amplitudes of the components.
    seed : int
        Seed of all randomness.
    """

    def __init__(self, info: StreamInfo, strengths: Strengths, *, seed: int) -> None:
        self._strengths = strengths
        self._info = info
        self._n_times = max(round(info.sfreq), 1)
        self._first = 0
        # a generator per component: the settings of one do not change another's noise
        self._rngs = {
            part: np.random.default_rng([seed, number])
            for number, part in enumerate(
                (
                    "background",
                    "theta",
                    "alpha",
                    "beta",
                    "noise",
                    "blink",
                    "jaw",
                    "drift",
                )
            )
        }
        self._filters = {
            band: _Coloured(*_band_pass(edges, info.sfreq), n_sources)
            for (band, edges), n_sources in zip(_BANDS.items(), (2, 4, 4), strict=True)
        }
        self._pink = _Coloured(*_pink(info.sfreq), _N_BACKGROUND)
        self._jaw = _Coloured(*_band_pass(_JAW_BAND, info.sfreq), 2)
        self._topographies = _topographies(info)
        self._drift = np.zeros((info.n_chans, 1))
        self._blink_tail = np.zeros(0)
        self._next_blink = self._wait("blink", strengths.blinks_per_minute)
        self._next_clench = self._wait("jaw", strengths.clenches_per_minute)
        self._clench_left = 0

    def next_block(self) -> RhythmBlock:
        """Return the next second."""
        strengths = self._strengths
        block = RhythmBlock(
            background=self._background(),
            theta=self._band("theta") * strengths.theta_uv,
            alpha=self._band("alpha") * strengths.alpha_uv,
            beta=self._band("beta") * strengths.beta_uv,
            blinks=self._blinks(),
            blink_topography=self._topographies["blink"],
        )
        self._first += self._n_times
        return block

    def _band(self, band: str) -> NDArray[np.float64]:
        waves = self._filters[band].make(self._rngs[band], self._n_times)
        return np.asarray(self._topographies[band] @ waves)

    def _background(self) -> NDArray[np.float64]:
        strengths = self._strengths
        shape = (self._info.n_chans, self._n_times)
        waves = self._pink.make(self._rngs["background"], self._n_times)
        total = strengths.background_uv * (self._topographies["background"] @ waves)
        total += strengths.noise_uv * self._rngs["noise"].standard_normal(shape)
        total += self._wander()
        times = (self._first + np.arange(self._n_times)) / self._info.sfreq
        mains = np.sqrt(2) * np.sin(2 * np.pi * strengths.line_freq * times)
        total += strengths.line_uv * mains
        total += self._topographies["jaw"] @ self._clench()
        return np.asarray(total)

    def _wander(self) -> NDArray[np.float64]:
        """Return a mean-reverting random walk, linear within a second."""
        # steps of variance 1 - pull² keep the variance of the walk at drift_uv²
        pull = np.exp(-self._n_times / (30.0 * self._info.sfreq))
        steps = self._rngs["drift"].standard_normal((self._info.n_chans, 1))
        target = pull * self._drift
        target += np.sqrt(1 - pull**2) * self._strengths.drift_uv * steps
        share = np.arange(1, self._n_times + 1) / self._n_times
        wander: NDArray[np.float64] = self._drift + (target - self._drift) * share
        self._drift = target
        return wander

    def _blinks(self) -> NDArray[np.float64]:
        n_times, sfreq = self._n_times, self._info.sfreq
        shape = np.hanning(round(0.35 * sfreq))
        blinks = np.zeros(n_times + shape.size)
        blinks[: self._blink_tail.size] += self._blink_tail
        while self._next_blink < n_times:
            size = self._rngs["blink"].uniform(0.7, 1.3) * self._strengths.blink_uv
            first = int(self._next_blink)
            blinks[first : first + shape.size] += size * shape
            wait = self._wait("blink", self._strengths.blinks_per_minute)
            self._next_blink += shape.size + wait
        # a blink that began in this second goes on in the next
        self._next_blink -= n_times
        self._blink_tail = blinks[n_times:]
        return blinks[:n_times]

    def _clench(self) -> NDArray[np.float64]:
        """Return jaw muscle noise, in clenches of half a second."""
        waves = self._jaw.make(self._rngs["jaw"], self._n_times)
        is_on = np.zeros(self._n_times)
        is_on[: self._clench_left] = 1.0
        self._clench_left = max(self._clench_left - self._n_times, 0)
        length = round(0.5 * self._info.sfreq)
        while self._next_clench < self._n_times:
            first = int(self._next_clench)
            is_on[first : first + length] = 1.0
            self._clench_left = max(first + length - self._n_times, 0)
            wait = self._wait("jaw", self._strengths.clenches_per_minute)
            self._next_clench += length + wait
        self._next_clench -= self._n_times
        return waves * is_on * self._strengths.jaw_uv

    def _wait(self, part: str, per_minute: float) -> float:
        """Return a waiting time in samples; infinite if the rate is zero."""
        if per_minute <= 0:
            return float("inf")
        # exponential waits: events without memory, a Poisson process
        scale = 60.0 / per_minute * self._info.sfreq
        return float(self._rngs[part].exponential(scale))


class _Coloured:
    """Filtered white noise of unit variance; the filter's state is kept."""

    def __init__(self, sos: NDArray[np.float64], scale: float, n_sources: int) -> None:
        self._sos = sos
        self._scale = scale
        self._state = np.zeros((sos.shape[0], n_sources, 2))
        self._n_sources = n_sources

    def make(self, rng: np.random.Generator, n_times: int) -> NDArray[np.float64]:
        """Return the next samples, shape (n_sources, n_times)."""
        from scipy.signal import sosfilt

        white = rng.standard_normal((self._n_sources, n_times))
        coloured, self._state = sosfilt(self._sos, white, axis=1, zi=self._state)
        return np.asarray(coloured * self._scale)


def _band_pass(
    edges: tuple[float, float], sfreq: float
) -> tuple[NDArray[np.float64], float]:
    from scipy.signal import butter

    # slow boards: the band must end below Nyquist, and must not become empty
    low, high = edges[0], min(edges[1], 0.45 * sfreq)
    sos = butter(2, (min(low, 0.8 * high), high), "bandpass", fs=sfreq, output="sos")
    return sos, _unit_scale(sos, sfreq)


def _pink(sfreq: float) -> tuple[NDArray[np.float64], float]:
    """Return a filter that falls by 10 dB per decade from 0.3 Hz to Nyquist.

    Pairs of a pole and a zero, evenly spaced in log frequency (Corsini & Saletti
    1988, doi:10.1109/19.9825); below the first pole the spectrum is flat.
    """
    from scipy.signal import zpk2sos

    n_pairs = max(int(np.log2(0.5 * sfreq / 0.3)), 1)
    poles_hz = 0.3 * 2.0 ** np.arange(n_pairs)
    poles = np.exp(-2 * np.pi * poles_hz / sfreq)
    zeros = np.exp(-2 * np.pi * poles_hz * np.sqrt(2) / sfreq)
    sos = zpk2sos(zeros, poles, 1.0)
    return sos, _unit_scale(sos, sfreq)


def _unit_scale(sos: NDArray[np.float64], sfreq: float) -> float:
    """Return the factor that gives filtered white noise unit variance."""
    from scipy.signal import sosfilt

    # the variance of filtered white noise is the energy of the impulse response; 20 s
    # are long enough for the slowest pole, at 0.3 Hz
    impulse = np.zeros(round(20 * sfreq))
    impulse[0] = 1.0
    return float(1 / np.sqrt(np.sum(sosfilt(sos, impulse) ** 2)))


def _topographies(info: StreamInfo) -> dict[str, NDArray[np.float64]]:
    """Return the leadfield of each component."""
    # background sources evenly over the upper head: a golden spiral
    angle = np.pi * (1 + np.sqrt(5)) * np.arange(_N_BACKGROUND)
    height = 0.9 - 1.1 * (np.arange(_N_BACKGROUND) + 0.5) / _N_BACKGROUND
    ring = np.sqrt(1 - height**2)
    places = 0.6 * np.stack(
        [ring * np.cos(angle), ring * np.sin(angle), height], axis=1
    )
    background: tuple[Position, ...] = tuple((x, y, z) for x, y, z in places.tolist())
    parts = {
        "theta": _THETA, "alpha": _ALPHA, "beta": _BETA, "jaw": _JAW,
        "background": background,
    }  # fmt: skip
    fields = {
        part: leadfield(info.ch_names, info.positions, sources)
        for part, sources in parts.items()
    }
    for part in ("theta", "alpha", "beta", "background"):
        # scaled so that a typical electrode has about the nominal strength
        fields[part] = fields[part] / np.sqrt(2.0)
    eyes = leadfield(info.ch_names, info.positions, _EYES)
    fields["blink"] = eyes.sum(axis=1, keepdims=True)
    return fields
