"""A simulated photodiode: its offset, jitter and misses are known."""

from __future__ import annotations

from bisect import bisect_right

import numpy as np
from numpy.typing import NDArray

from attention_camp.resources.texts import Sentence
from attention_camp.signal.stream import Channel, Packet, SourceError, StreamInfo

CHANNEL = "Photodiode"
_FIELDS = ("offset", "jitter", "sfreq", "rise", "noise", "missed", "seed")


class SimulatedDiode:
    """A source whose one channel sees the patch, later by a known time.

    Sample ``k`` is the light at ``k + 1`` periods after the first look, and is there
    from then on, so that the line through arrivals gives its time without a delay.

    Parameters
    ----------
    offset, jitter : float
        Mean and standard deviation of the delay of the light, s; an edge never comes
        before its swap.
    sfreq : float
        Sampling rate, Hz.
    rise : float
        Seconds that the light takes from black to white.
    noise : float
        Standard deviation of the noise; black is 0 and white is 1.
    missed : float
        Share of changes that the light does not follow, 0 to 1.
    seed : int
        Of delays, misses and noise.
    """

    is_real_time = True

    def __init__(
        self,
        *,
        offset: float = 0.012,
        jitter: float = 0.0005,
        sfreq: float = 1000.0,
        rise: float = 0.002,
        noise: float = 0.01,
        missed: float = 0.0,
        seed: int = 0,
    ) -> None:
        if not sfreq >= 100 or min(offset, jitter, rise, noise) < 0:
            raise ValueError(
                f"sfreq must be at least 100 and the others not negative, got {sfreq}, "
                f"{offset}, {jitter}, {rise} and {noise}"
            )
        if not 0 <= missed <= 1:
            raise ValueError(f"missed must lie in 0 to 1, got {missed}")
        self.info = StreamInfo(
            name="simulated diode",
            sfreq=float(sfreq),
            ch_names=(),
            others=(Channel(CHANNEL, "misc"),),
        )
        self.offset = offset
        self.jitter = jitter
        self._rise = rise
        self._noise = noise
        self._missed = missed
        self._rng = np.random.default_rng([seed, 41])
        self._edges: list[float] = []
        self._levels = [0.0]
        self.delays: list[float] = []
        """The delay of each change that the light followed, s."""
        self.start()

    def start(self) -> None:
        """Start at the first sample."""
        self._origin: float | None = None
        self._n_read = 0

    def lit(self, time: float, *, is_white: bool) -> None:
        """Have the patch change at the swap of a host time, s."""
        if self._rng.random() < self._missed:
            return
        delay = max(self.offset + self.jitter * self._rng.standard_normal(), 0.0)
        self.delays.append(delay)
        self._edges.append(time + delay)
        self._levels.append(1.0 if is_white else 0.0)

    def read(self, now: float) -> Packet | None:
        """Return the samples due by ``now``; the first call sets the origin of time."""
        if self._origin is None:
            self._origin = now
        # 1e-6 against rounding, as in the simulated brain
        n_due = int((now - self._origin) * self.info.sfreq + 1e-6)
        if n_due <= self._n_read:
            return None
        counts = np.arange(self._n_read, n_due)
        self._n_read = n_due
        light = self._light(self._origin + (counts + 1) / self.info.sfreq)
        light += self._rng.normal(0.0, self._noise, light.size)
        return Packet(
            np.empty((0, light.size), np.float32),
            now,
            others=light[np.newaxis].astype(np.float32),
        )

    def _light(self, times: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the light at times, s: half of each step lies at its edge."""
        light = np.empty(times.size)
        for place, time in enumerate(times):
            last = bisect_right(self._edges, time + self._rise / 2)
            if not last:
                light[place] = 0.0
                continue
            since = time - (self._edges[last - 1] - self._rise / 2)
            share = min(since / self._rise, 1.0) if self._rise else 1.0
            before, after = self._levels[last - 1], self._levels[last]
            light[place] = before + share * (after - before)
        return light

    def mark(self, value: int) -> None:
        """Do nothing: it has no marker channel."""

    def stop(self) -> None:
        """Do nothing: there is no device."""


def diode_of(text: str) -> SimulatedDiode:
    """Return the diode that ``offset=12,jitter=0.5,sfreq=1000`` describes.

    Times are in milliseconds: ``offset``, ``jitter`` and ``rise``.

    Raises
    ------
    SourceError
        If it is not of that form.
    """
    values: dict[str, float] = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        key, equals, value = part.partition("=")
        if not equals or key not in _FIELDS:
            raise SourceError(
                Sentence(
                    "The simulated diode has no option {part!r}. Options are "
                    "{allowed}.",
                    part=part,
                    allowed=", ".join(f"{key}=..." for key in _FIELDS),
                )
            )
        values[key] = _number(part, value)
    for key in values.keys() & {"offset", "jitter", "rise"}:
        values[key] /= 1000
    seed = int(values.pop("seed", 0))
    try:
        return SimulatedDiode(seed=seed, **values)
    except ValueError as error:
        raise SourceError(
            Sentence(
                "The simulated diode {text!r} is not right: {error}.",
                text=text,
                error=error,
            )
        ) from error


def _number(part: str, value: str) -> float:
    try:
        return float(value)
    except ValueError as error:
        raise SourceError(
            Sentence(
                "The simulated diode needs a number, got {part!r}.",
                part=part,
            )
        ) from error
