"""The physiology of a simulated person: spectra of rest and work, evoked responses.

Spectra and how people differ in them are measured: ``resources/measured-brain.json``
was fitted by ``attention-camp bench fit_brain`` to EEG During Mental Arithmetic Tasks
(Zyma I, Tukaev S, Seleznov I, Kiyono K, Popov A, Chernykh M, Shpenkov O. Data 2019,
4(1):14, doi:10.3390/data4010014; PhysioNet eegmat 1.0.0, doi:10.13026/C2JQ1P; Open Data
Commons Attribution License 1.0).
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from attention_camp.resources.texts import Sentence
from attention_camp.signal.electrodes import Position
from attention_camp.signal.simulated.waves import COMPONENTS, density

_FURTHEST = 2.0
"""Standard deviations within which people are drawn: 24 people show no more."""
_CLEAR = -1.5
"""What work adds to the logarithm of a demonstration's alpha; own choice."""
_GRID = np.arange(1.0, 45.0, 0.25)
_SLOPES = (0.8, 2.4)
_ALPHAS_HZ = (7.0, 13.0)


@dataclass(frozen=True, slots=True)
class Ageing:
    """How the EEG of an age group differs from that of young adults."""

    alpha_hz: float = 0.0
    """Shift of alpha's peak, Hz."""
    slope: float = 0.0
    """Added to the exponent of the 1/f part."""
    log_power: float = 0.0
    """Added to the natural logarithm of all power."""
    p3_delay: float = 0.0
    """Later P3, s."""
    evoked: float = 1.0
    """Size of evoked responses, relative to young adults'."""


AGES: Mapping[str, Ageing] = {
    "adults": Ageing(),
    "children": Ageing(-1.2, 0.25, 0.8, 0.05, 1.2),
    "older-adults": Ageing(-0.9, -0.25, -0.3, 0.06, 0.8),
}
"""Age groups: children of about nine years, adults of the measured recordings' age,
people of about seventy. Alpha is slower in both (Klimesch 1999,
doi:10.1016/S0165-0173(98)00056-3); the 1/f part is steeper and stronger in childhood
(Tröndle et al. 2022, doi:10.7554/eLife.77571) and flatter in old age (Voytek et al.
2015, doi:10.1523/JNEUROSCI.2332-14.2015); P3 is later in both and smaller in old age
(van Dinteren et al. 2014, doi:10.1371/journal.pone.0087347). Directions are theirs,
sizes are our own rounding."""


@dataclass(frozen=True, slots=True, eq=False)
class Physiology:
    """What distinguishes one simulated brain from another."""

    rest: NDArray[np.float64]
    """Logarithm of power density at rest, shape (n_components, n_sources)."""
    change: NDArray[np.float64]
    """Added to it at work, same shape."""
    slope: float
    """Exponent of the 1/f part."""
    alpha_hz: float
    """Peak of alpha, Hz."""
    evoked: Mapping[str, float]
    """Peak of each evoked response, µV, by name; those not named are as usual."""
    p3_delay: float = 0.0
    """Later P3 than a young adult's, s."""

    @classmethod
    def mean(cls, age: str = "adults") -> Physiology:
        """Return the mean person of an age group."""
        return _person(np.zeros(_table().sd.size), _ageing(age), {})

    @classmethod
    def demonstration(cls) -> Physiology:
        """Return a made-up person, whose score is clear within three minutes.

        At work alpha gives way to theta, by as much power at each source, so that a
        calibration cannot take amplitude, eyes or muscles for engagement. No person of
        the recordings is like that, and few are as clear; our own choice.
        """
        mean = cls.mean()
        theta, alpha = (
            np.exp(mean.rest[COMPONENTS.index(name)])
            * density(name, _GRID, slope=mean.slope, alpha_hz=mean.alpha_hz).sum()
            for name in ("theta", "alpha")
        )
        change = np.zeros_like(mean.change)
        change[COMPONENTS.index("alpha")] = _CLEAR
        won = alpha * (1 - math.exp(_CLEAR))
        change[COMPONENTS.index("theta")] = np.log((theta + won) / theta)
        return replace(mean, change=change)

    @classmethod
    def draw(cls, seed: int, *, age: str = "adults") -> Physiology:
        """Return a person drawn from the population.

        Parameters
        ----------
        seed : int
            The person; the same seed gives the same one.
        age : str
            A key of ``AGES``.
        """
        # imported here: evoked responses know electrodes, which know MNE
        from attention_camp.signal.simulated.evoked import RESPONSES

        table = _table()
        rng = np.random.default_rng([seed, 2019])
        away = rng.standard_normal(len(table.axes)) @ table.axes
        away += table.left * rng.standard_normal(table.left.size)
        evoked = {
            name: max(rng.normal(1.0, response.spread), 0.2) * response.peak_uv
            for name, response in RESPONSES.items()
        }
        return _person(np.clip(away, -_FURTHEST, _FURTHEST), _ageing(age), evoked)


def source_places() -> tuple[Position, ...]:
    """Return where the sources lie, in units of the head's radius."""
    return _table().sources


@dataclass(frozen=True, slots=True, eq=False)
class _Table:
    sources: tuple[Position, ...]
    rest: NDArray[np.float64]
    change: NDArray[np.float64]
    slope: float
    alpha_hz: float
    sd: NDArray[np.float64]
    axes: NDArray[np.float64]
    left: NDArray[np.float64]


@lru_cache(maxsize=1)
def _table() -> _Table:
    path = files("attention_camp.resources") / "measured-brain.json"
    read: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    arrays = {k: np.array(read[k]) for k in ("rest", "change", "sd", "axes", "left")}
    places = tuple((x, y, z) for x, y, z in read["sources"])
    return _Table(places, slope=read["slope"], alpha_hz=read["alpha_hz"], **arrays)


def _person(
    away: NDArray[np.float64], age: Ageing, evoked: Mapping[str, float]
) -> Physiology:
    """Return the person ``away`` from the mean one, in standard deviations."""
    table = _table()
    n, shape = table.rest.size, (len(COMPONENTS), -1)
    away = away * table.sd
    slope = table.slope + away[-2] + age.slope
    alpha_hz = table.alpha_hz + away[-1] + age.alpha_hz
    return Physiology(
        rest=table.rest + away[:n].reshape(shape) + age.log_power,
        change=table.change + away[n : 2 * n].reshape(shape),
        slope=float(np.clip(slope, *_SLOPES)),
        alpha_hz=float(np.clip(alpha_hz, *_ALPHAS_HZ)),
        evoked={name: peak * age.evoked for name, peak in evoked.items()},
        p3_delay=age.p3_delay,
    )


def _ageing(age: str) -> Ageing:
    if age not in AGES:
        raise ValueError(
            Sentence(
                "age must be one of {allowed}, got {got!r}",
                allowed=", ".join(AGES),
                got=age,
            )
        )
    return AGES[age]
