"""How a simulated person's attention and skill change: traits, and people by group."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from attention_camp.resources.texts import Sentence
from attention_camp.tasks.observers.abilities import Abilities
from attention_camp.tasks.options import unknown

Psychometric = Literal["logistic", "weibull"]
PSYCHOMETRICS = ("logistic", "weibull")
_COMMON = 0.3
"""Share of the variance of each ability that all of a person's abilities have in
common: abilities correlate by about 0.3 (Carroll 1993, Human Cognitive Abilities)."""


@dataclass(frozen=True, slots=True)
class Traits:
    """What drives a simulated person's engagement, and what engagement does.

    Engagement is a number from 0 to 1, around 0.8 at work and 0.12 at rest (our own
    scale). Defaults are a healthy young adult's; where no source is named the value is
    our own choice.
    """

    link: float = 0.6
    """Correlation of what the EEG shows with what drives behaviour, 0 (none) to 1."""
    alone: float = 0.15
    """SD of what only the EEG shows: without a link it deviates as much as with one."""
    drift: float = 0.12
    """SD of the slow drift of engagement."""
    drift_seconds: float = 20.0
    """Its time constant, s: performance waxes and wanes at 0.01 to 0.1 Hz (Monto et al.
    2008, doi:10.1523/JNEUROSCI.1910-08.2008)."""
    wander_rate: float = 0.5
    """Episodes a minute in which the mind is elsewhere. Their rate and length make up
    5 % of the time in a rested adult and more with fatigue."""
    wander_seconds: float = 6.0
    """Mean length of an episode, s: activity changes for seconds before a slow answer
    (Weissman et al. 2006, doi:10.1038/nn1727)."""
    wander_depth: float = 0.45
    """Engagement lost meanwhile."""
    fatigue: float = 0.25
    """Engagement lost after endless work: most of the vigilance decrement comes within
    the first half hour (See et al. 1995, doi:10.1037/0033-2909.117.2.230)."""
    fatigue_minutes: float = 20.0
    """Time constant with which it is lost, minutes."""
    recovery_minutes: float = 3.0
    """Time constant with which it comes back in a break: a minute or two of rest
    restores much of it (Helton & Russell 2015, doi:10.1016/j.cognition.2014.10.001)."""
    lapse_gain: float = 5.0
    """Logarithm by which lapses grow from full to no engagement; at the engagement
    of usual work they are as frequent as the lapse rate says."""
    spread_gain: float = 0.8
    """The same for the spread of reaction times (Esterman et al. 2013,
    doi:10.1093/cercor/bhs261: out of the zone, more errors and erratic times)."""
    skill_gain: float = 1.2
    """Logarithm by which sensitivity, capacity and spans grow from no to full
    engagement."""
    tail: float = 0.7
    """Share of the variance of reaction times in their exponential part: ex-Gaussian
    times of adults have sigma of 30 to 60 ms and tau of 70 to 150 ms (Matzke &
    Wagenmakers 2009, doi:10.3758/PBR.16.5.798)."""
    slowing: float = 0.035
    """Seconds by which the answer after an error is slower (Danielmeier & Ullsperger
    2011, doi:10.3389/fpsyg.2011.00233; Dutilh et al. 2012,
    doi:10.3758/s13414-011-0243-2)."""
    guessing: float = 0.0
    """Share of trials answered by a guess, a strategy of its own."""
    anticipation: float = 0.01
    """Share of trials answered before the stimulus could be seen: about one false start
    in a hundred in rested adults (Basner & Dinges 2011, doi:10.1093/sleep/34.5.581)."""
    learning: float = 0.35
    """Logarithm of the skill gained by endless practice of one task."""
    learning_trials: float = 300.0
    """Trials in which 63 % of it are gained; practice follows an exponential
    (Heathcote et al. 2000, doi:10.3758/BF03212979)."""
    kept: float = 0.9
    """Share of the practice that is left a day later."""
    arousal: float = 0.0
    """Engagement gained, for some seconds, by a trial a level harder than the person is
    used to: what closes a loop from engagement to difficulty and back. An assumption,
    off by default."""
    noticing: float = 0.0
    """Skill of every task gained, in its logarithm, where a trial is a level harder
    while engagement is 1 below its mean, and lost where it is easier: that a task which
    grows harder in a lapse teaches one to notice lapses (deBettencourt et al. 2015,
    doi:10.1038/nn.3940) is the assumption of closed-loop training, off by default."""
    automatic: float = 0.0
    """Logarithm by which presses in streams of go trials come earlier from full to no
    engagement: fast presses before lapses (deBettencourt et al. 2019,
    doi:10.1038/s41562-019-0606-6) are an assumption here, off by default."""
    dropout: float = 0.03
    """Probability not to come to the next session; a quarter leave short trials of
    training by application (Torous et al. 2020, doi:10.1016/j.jad.2019.11.167)."""
    psychometric: Psychometric = "logistic"
    """Form of the psychometric function: ``logistic``, or a ``weibull`` function, which
    is as often right at threshold and rises and falls off otherwise."""

    def __post_init__(self) -> None:
        if self.psychometric not in PSYCHOMETRICS:
            raise unknown(
                Sentence("Psychometric function"), self.psychometric, PSYCHOMETRICS
            )
        for name in ("link", "tail", "guessing", "anticipation", "kept", "dropout"):
            value = getattr(self, name)
            if not 0 <= value <= 1:
                raise ValueError(
                    Sentence(
                        "Trait {name} of a person must lie in 0 to 1, got {got:g}.",
                        name=name,
                        got=value,
                    )
                )
        for name in ("drift_seconds", "wander_seconds", "fatigue_minutes",
                     "recovery_minutes", "learning_trials"):  # fmt: skip
            if not getattr(self, name) > 0:
                raise ValueError(
                    Sentence(
                        "Trait {name} of a person must be above 0, got {got:g}.",
                        name=name,
                        got=getattr(self, name),
                    )
                )


@dataclass(frozen=True, slots=True)
class Population:
    """A group of people: how its mean person differs from the defaults."""

    age: str
    """Age group of the brain: ``adults``, ``children`` or ``older-adults``."""
    abilities: Mapping[str, float]
    """Fields of ``Abilities``."""
    traits: Mapping[str, float]
    """Fields of ``Traits``."""


POPULATIONS: Mapping[str, Population] = {
    "adults": Population("adults", {}, {}),
    "novices": Population(
        "adults",
        {"base_time": 0.6, "simple_time": 0.36, "spread": 0.28, "lapse": 0.05,
         "search_slope": 0.04, "dprime": 1.5, "inhibition": 1.9, "capacity": 2.5,
         "digit_span": 5.2, "corsi_span": 4.4, "speech_threshold": -6.0},
        {"learning": 0.5, "fatigue": 0.3, "wander_rate": 0.8},
    ),
    "experts": Population(
        "adults",
        {"base_time": 0.38, "simple_time": 0.23, "spread": 0.15, "lapse": 0.005,
         "search_slope": 0.016, "dprime": 3.2, "inhibition": 3.2, "capacity": 4.5,
         "digit_span": 8.0, "corsi_span": 6.8, "speech_threshold": -10.5},
        {"learning": 0.1, "fatigue": 0.15, "wander_rate": 0.3},
    ),
    "children": Population(
        "children",
        {"base_time": 0.68, "simple_time": 0.4, "spread": 0.32, "lapse": 0.06,
         "search_slope": 0.035, "dprime": 1.8, "inhibition": 1.7, "capacity": 3.2,
         "digit_span": 5.4, "corsi_span": 4.8, "alerting": 0.079, "orienting": 0.042,
         "conflict": 0.067, "speech_threshold": -7.5},
        {"tail": 0.8, "anticipation": 0.04, "fatigue": 0.35, "fatigue_minutes": 12.0,
         "wander_rate": 1.0, "dropout": 0.05},
    ),
    "older-adults": Population(
        "older-adults",
        {"base_time": 0.61, "simple_time": 0.34, "spread": 0.25, "lapse": 0.025,
         "search_slope": 0.033, "memory_slope": 0.055, "dprime": 2.1, "capacity": 2.7,
         "digit_span": 6.2, "corsi_span": 4.9, "alerting": 0.024, "conflict": 0.11,
         "speech_threshold": -7.0},
        {"tail": 0.75, "slowing": 0.06, "anticipation": 0.005, "learning": 0.28,
         "wander_rate": 0.35, "dropout": 0.02},
    ),
}  # fmt: skip
"""Mean people. Children are about nine years old: times and networks of attention
from Rueda et al. 2004 (doi:10.1016/j.neuropsychologia.2003.12.012; 734 ms, adults
483), capacity between that at seven and ten (Riggs et al. 2006,
doi:10.1016/j.jecp.2006.03.009). Older adults are about seventy: times from Der & Deary
2006 (doi:10.1037/0882-7974.21.1.62), their spread from Hultsch et al. 2002
(doi:10.1093/geronb/57.2.P101), capacity from Brockmole & Logie 2013
(doi:10.3389/fpsyg.2013.00012), alerting from Jennings et al. 2007
(doi:10.1080/13825580600788837), slowing after errors from Dutilh et al. 2013
(doi:10.1037/a0029875), less mind wandering from Seli et al. 2017
(doi:10.1037/pag0000186). Directions are theirs; sizes are rounded, and our own choice
where they did not measure our task. Novices and experts: our own choice."""

SPREADS: Mapping[str, float] = {
    "base_time": 0.16, "simple_time": 0.18, "spread": 0.25, "lapse": 0.8,
    "search_slope": 0.3, "memory_slope": 0.35, "dprime": 0.3, "inhibition": 0.3,
    "pitch": 0.25, "capacity": 0.27, "digit_span": 0.17, "corsi_span": 0.2,
    "backward_cost": 0.3, "alerting": 0.38, "orienting": 0.41, "conflict": 0.3,
    "speech_threshold": 0.08, "overlooking": 0.4, "caution": 0.15,
    "stopping": 0.2, "interference": 0.4, "validity": 0.4, "switching": 0.4,
    "field_time": 0.5, "blink": 0.4, "coding": 0.16, "complex_span": 0.25,
}  # fmt: skip
"""SD between people of one group, relative to the group's mean. Times: Der & Deary
2006; networks of attention: Fan et al. 2002 (doi:10.1162/089892902317361886: alerting
47 ms with SD 18, orienting 51 and 21, conflict 84 and 25); capacity: Vogel & Machizawa
2004 (doi:10.1038/nature02447); spans: Kessels et al. 2000
(doi:10.1207/S15324826AN0704_8: 6.2 blocks, SD 1.3) and Monaco et al. 2013
(doi:10.1007/s10072-012-1130-x); speech: Smits et al. 2013 (doi:10.1121/1.4789933, SD
0.7 dB); stopping, interference and switching: Friedman & Miyake 2004
(doi:10.1037/0096-3445.133.1.101), rounded. The others: our own choice."""

LATER_SPREADS: Mapping[str, float] = {
    "tracking": 0.25, "trail": 0.25, "alternating": 0.4, "handling": 0.2,
    "distraction": 0.5, "insight": 0.4, "fluency": 0.35,
}  # fmt: skip
"""The same, drawn after all else so that a seed stays the person it was. Tracking:
Oksama & Hyönä 2004 (doi:10.1080/13506280344000473), rounded; the others: our own
choice."""

LOWER_IS_BETTER = frozenset({
    "base_time", "simple_time", "spread", "lapse", "search_slope", "memory_slope",
    "backward_cost", "conflict", "overlooking", "stopping", "interference", "validity",
    "switching", "field_time", "blink", "coding", "trail", "alternating", "handling",
    "distraction", "insight",
})  # fmt: skip
_TRAIT_SPREAD = 0.3
_VARYING_TRAITS = ("drift", "wander_rate", "fatigue", "slowing", "learning")
"""Traits in which people of one group differ, by 30 %: our own choice."""


def draw_person(population: str, seed: int) -> tuple[Abilities, Traits]:
    """Return the abilities and traits of a person of a group.

    Parameters
    ----------
    population : str
        A key of ``POPULATIONS``.
    seed : int
        The person; 0 is the mean one.

    Raises
    ------
    ValueError
        If there is no such group.
    """
    if population not in POPULATIONS:
        raise unknown(Sentence("Population"), population, POPULATIONS)
    group = POPULATIONS[population]
    abilities = dataclasses.asdict(Abilities(**group.abilities))
    differing: dict[str, Any] = dict(group.traits)
    traits = dataclasses.asdict(Traits(**differing))
    if seed:
        rng = np.random.default_rng([seed, 4099])
        talent = float(rng.standard_normal())
        for name, spread in SPREADS.items():
            own = float(rng.standard_normal())
            better = math.sqrt(_COMMON) * talent + math.sqrt(1 - _COMMON) * own
            sign = -1.0 if name in LOWER_IS_BETTER else 1.0
            abilities[name] *= _log_normal(sign * better, spread)
        for name in _VARYING_TRAITS:
            traits[name] *= _log_normal(float(rng.standard_normal()), _TRAIT_SPREAD)
        for name, spread in LATER_SPREADS.items():
            own = float(rng.standard_normal())
            better = math.sqrt(_COMMON) * talent + math.sqrt(1 - _COMMON) * own
            sign = -1.0 if name in LOWER_IS_BETTER else 1.0
            abilities[name] *= _log_normal(sign * better, spread)
    return Abilities(**abilities), Traits(**traits)


def _log_normal(z: float, spread: float) -> float:
    """Return a factor of mean 1 and the given SD at a standard normal deviate."""
    variance = math.log(1 + spread**2)
    return math.exp(math.sqrt(variance) * z - variance / 2)
