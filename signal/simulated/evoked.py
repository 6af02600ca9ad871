"""Evoked responses of a simulated brain: to displays, tones, targets and own errors."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from attention_camp.resources.texts import Sentence
from attention_camp.signal.electrodes import Position, positions_of
from attention_camp.signal.simulated.forward import leadfield

EvokedKind = Literal["visual", "heard", "target", "lateral", "error"]

_JITTER = 0.25
"""SD of a response's size from one event to the next, relative to it; own choice."""


@dataclass(frozen=True, slots=True)
class EvokedEvent:
    """Something that the simulated brain responds to."""

    kind: EvokedKind
    """``visual``: a display appeared; ``heard``: a tone; ``target``: what was waited
    for; ``lateral``: attention moves to one side; ``error``: a wrong key."""
    time: float
    """When, on the clock that the source is read with, s."""
    side: int = 0
    """Of ``lateral``: 1 right, -1 left."""
    size: float = 1.0
    """Size of the responses, relative to the person's own."""

    def __post_init__(self) -> None:
        if self.kind not in get_args(EvokedKind):
            raise ValueError(
                Sentence(
                    "kind must be one of {allowed}, got {got!r}",
                    allowed=", ".join(get_args(EvokedKind)),
                    got=self.kind,
                )
            )


@dataclass(frozen=True, slots=True)
class Response:
    """One peak of an evoked potential."""

    peak_uv: float
    """Mean peak of young adults at ``electrode``, µV."""
    latency: float
    """Of the peak after the event, s."""
    width: float
    """SD of its Gaussian shape, s."""
    electrode: str
    """Where it is largest."""
    sources: tuple[Position, ...]
    """Radial dipoles, in units of the head's radius."""
    spread: float = 0.5
    """SD between people, relative to the mean."""
    jitter: float = 0.0
    """SD of the latency from event to event, s."""
    other: str = ""
    """Electrode on the other side; the peak is then the difference of the two."""


_BACK: tuple[Position, ...] = ((0.52, -0.6, 0.05), (-0.52, -0.6, 0.05))
_HEARING: tuple[Position, ...] = ((0.1, 0.1, 0.62), (-0.1, 0.1, 0.62))

RESPONSES: Mapping[str, Response] = {
    "p1": Response(1.5, 0.10, 0.015, "PO8", _BACK),
    "n1": Response(-3.0, 0.165, 0.02, "PO8", _BACK),
    "auditory_n1": Response(-4.0, 0.10, 0.02, "Cz", _HEARING),
    "auditory_p2": Response(3.0, 0.18, 0.03, "Cz", _HEARING),
    "n2pc": Response(-1.14, 0.253, 0.03, "PO7", _BACK[1:], 0.6, 0.015, "PO8"),
    "p3": Response(6.3, 0.409, 0.09, "Pz", ((0.0, -0.42, 0.45),), 0.54, 0.04),
    "error_negativity": Response(-9.3, 0.054, 0.028, "FCz", ((0.0, 0.22, 0.55),), 0.65),
    "error_positivity": Response(5.0, 0.22, 0.06, "Cz", ((0.0, -0.1, 0.5),)),
}
"""Peaks, latencies and spread between people of N2pc, P3 and error negativity are those
of ERP CORE (Kappenman et al. 2021, doi:10.1016/j.neuroimage.2020.117465: N2pc -1.14 µV,
SD 1.15, at 253 ms; P3 6.29, SD 3.39, at 409 ms; error negativity -9.26, SD 5.98, at
54 ms after the key). P1 and N1: Di Russo et al. 2002, doi:10.1002/hbm.10010; auditory
N1 and P2: Näätänen & Picton 1987, doi:10.1111/j.1469-8986.1987.tb00311.x; error
positivity: Falkenstein et al. 2000, doi:10.1016/S0301-0511(99)00031-9, rounded. Widths,
jitter and the places of the sources are our own choice."""

_OF_KIND: Mapping[str, tuple[str, ...]] = {
    "visual": ("p1", "n1"),
    "heard": ("auditory_n1", "auditory_p2"),
    "target": ("p3",),
    "lateral": ("n2pc",),
    "error": ("error_negativity", "error_positivity"),
}


@dataclass(frozen=True, slots=True, eq=False)
class _Running:
    """A response that is under way."""

    first: int
    """Absolute index of its first sample."""
    wave: NDArray[np.float64]
    """Shape (n_times,), µV at its electrode."""
    topography: NDArray[np.float64]
    """Shape (n_chans, 1)."""


class EvokedResponses:
    """Adds responses to samples, each at its own moment.

    Parameters
    ----------
    field_of : callable
        Returns the potential of radial dipoles at the channels, shape (n_chans,
        n_sources).
    sfreq : float
        Sampling rate, Hz.
    peaks_uv : mapping of str to float
        The person's own peaks, by names of ``RESPONSES``; others are the usual ones.
    p3_delay : float
        Later P3, s.
    seed : int
        Seed of what differs from one event to the next.
    """

    def __init__(
        self,
        field_of: Callable[[Sequence[Position]], NDArray[np.float64]],
        sfreq: float,
        *,
        peaks_uv: Mapping[str, float],
        p3_delay: float = 0.0,
        seed: int = 0,
    ) -> None:
        self._field_of = field_of
        self._sfreq = sfreq
        self._peaks_uv = peaks_uv
        self._p3_delay = p3_delay
        self._rng = np.random.default_rng([seed, 77])
        self._running: list[_Running] = []
        self._topographies: dict[tuple[str, int], NDArray[np.float64]] = {}

    def begin(self, event: EvokedEvent, sample: float) -> None:
        """Respond to an event.

        Parameters
        ----------
        event : EvokedEvent
            What happened.
        sample : float
            Absolute index of the sample at which it did.
        """
        for name in _OF_KIND[event.kind]:
            response = RESPONSES[name]
            size, late = self._rng.standard_normal(2)
            delay = response.latency + response.jitter * late
            delay += self._p3_delay if name == "p3" else 0.0
            peak = self._peaks_uv.get(name, response.peak_uv)
            peak *= event.size * max(1 + _JITTER * size, 0.0)
            begin = delay - 3 * response.width
            first = int(np.ceil(sample + begin * self._sfreq))
            last = int(sample + (delay + 3 * response.width) * self._sfreq)
            times = (np.arange(first, last + 1) - sample) / self._sfreq - delay
            wave = peak * np.exp(-0.5 * (times / response.width) ** 2)
            topography = self._topography(name, event.side)
            self._running.append(_Running(first, wave, topography))

    def add(self, samples_uv: NDArray[np.float64], first: int) -> None:
        """Add what is under way to samples, in place.

        Parameters
        ----------
        samples_uv : ndarray, shape (n_chans, n_times)
            Samples, µV.
        first : int
            Absolute index of the first of them.
        """
        if not self._running:
            return
        stop = first + samples_uv.shape[1]
        for running in self._running:
            begin = max(running.first, first)
            end = min(running.first + running.wave.size, stop)
            if begin < end:
                part = running.wave[begin - running.first : end - running.first]
                samples_uv[:, begin - first : end - first] += running.topography * part
        self._running = _unfinished(self._running, stop)

    def _topography(self, name: str, side: int) -> NDArray[np.float64]:
        key = (name, side)
        if key not in self._topographies:
            response = RESPONSES[name]
            sources, electrodes = response.sources, (response.electrode, response.other)
            if side < 0:
                # the sources of a response to the left lie on the right
                sources = tuple((-x, y, z) for x, y, z in sources)
                electrodes = electrodes[::-1]
            field = self._field_of(sources).sum(axis=1, keepdims=True)
            self._topographies[key] = field / _size_at(electrodes, sources)
        return self._topographies[key]


def _size_at(electrodes: Iterable[str], sources: Sequence[Position]) -> float:
    """Return the potential at the first electrode, minus that at the second if any."""
    names = [name for name in electrodes if name]
    sizes = leadfield(names, positions_of(names), sources).sum(axis=1)
    return float(sizes[0] - (sizes[1] if len(sizes) > 1 else 0.0))


def _unfinished(running: Iterable[_Running], stop: int) -> list[_Running]:
    return [one for one in running if one.first + one.wave.size > stop]
