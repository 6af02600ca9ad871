"""The abilities of a simulated participant, and the randomness within one trial."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

_WEIBULL_SLOPE = 0.75
"""Steepness in units of the logistic function's; own choice."""
_FASTEST = 0.12
"""Shortest reaction time, s; a faster key cannot be a response."""


@dataclass(frozen=True, slots=True)
class Abilities:
    """Abilities; the defaults are plausible for healthy adults, our own choice."""

    base_time: float = 0.45
    """Seconds of a choice reaction without load."""
    simple_time: float = 0.27
    """Seconds of a simple reaction."""
    spread: float = 0.2
    """Coefficient of variation of reaction times."""
    lapse: float = 0.02
    """Share of displays at which attention is elsewhere, with full engagement."""
    search_slope: float = 0.025
    """Seconds per item, target present, T among dissimilar Ls; absent: twice that."""
    memory_slope: float = 0.038
    """Seconds per item scanned in memory (Sternberg's 38 ms)."""
    dprime: float = 2.5
    """Sensitivity to matches two back; 2 / n of that n back."""
    inhibition: float = 2.4
    """Sensitivity (d′) to what asks for no key, at the task's usual pace."""
    pitch: float = 4.5
    """Sensitivity (d′) to a tone an octave higher."""
    capacity: float = 3.5
    """Objects in visual working memory (Cowan's K)."""
    digit_span: float = 6.8
    """Length of a list of digits of which half are recalled."""
    corsi_span: float = 5.6
    """Length of a sequence of places of which half are recalled."""
    backward_cost: float = 1.2
    """Items by which both spans are shorter backward."""
    alerting: float = 0.040
    """Seconds saved by a cue that tells when."""
    orienting: float = 0.045
    """Seconds saved by a cue that also tells where."""
    conflict: float = 0.090
    """Seconds lost to flankers that point the other way."""
    speech_threshold: float = -9.0
    """Ratio of speech to noise at which half of the triplets are understood, dB."""
    overlooking: float = 0.15
    """Probability to overlook a target as similar to its distractors as can be."""
    caution: float = 1.5
    """Evidence for an item without a key, in SDs, above which a press is withheld."""
    stopping: float = 0.22
    """Seconds it takes to stop a response (stop-signal reaction time)."""
    interference: float = 0.09
    """Seconds lost to a message that says something else (Stroop)."""
    validity: float = 0.06
    """Seconds lost where attention was sent to the wrong side (Posner)."""
    switching: float = 0.25
    """Seconds lost to a switch of rule without preparation."""
    field_time: float = 0.08
    """Seconds at which shape and place of two things are seen in half of the cases."""
    blink: float = 0.45
    """Share of second targets lost while the first is dealt with, at its deepest."""
    coding: float = 1.3
    """Seconds to look a symbol up and press its digit."""
    complex_span: float = 4.8
    """Length of a list of which half are recalled, with judgements in between."""
    tracking: float = 3.6
    """Moving objects held at six degrees a second."""
    trail: float = 1.1
    """Seconds to find and press the next circle of a trail of numbers."""
    alternating: float = 0.6
    """Seconds more for a circle where numbers and letters alternate."""
    handling: float = 0.6
    """Seconds for one action at a console of several parts."""
    distraction: float = 0.06
    """Seconds lost while something else happens in the room."""
    insight: float = 15.0
    """Mean seconds until the word comes to mind that three others share."""
    fluency: float = 0.08
    """Ideas a second that come to mind for other uses of a thing."""


@dataclass(frozen=True, slots=True)
class AttentionState:
    """Randomness within one trial: lapses and reaction times."""

    rng: np.random.Generator
    lapse: float
    """Share of displays at which attention is elsewhere."""
    spread: float
    """Coefficient of variation of reaction times."""
    tail: float = 0.0
    """Share of their variance in an exponential part; 0: they are log-normal."""
    psychometric: str = "logistic"
    """Form of the psychometric function: ``logistic`` or ``weibull``."""

    def lapses(self) -> bool:
        """Draw whether attention lapses."""
        return self.happens(self.lapse)

    def happens(self, chance: float) -> bool:
        """Draw an event of probability ``chance``."""
        return bool(self.rng.random() < chance)

    def knows(self, share: float) -> float:
        """Return the probability to know, given that of a logistic function.

        A Weibull function, in logarithmic units, is as often right at threshold (one
        half), approaches 1 sooner and 0 later.
        """
        if self.psychometric == "logistic" or not 0 < share < 1:
            return share
        return 1.0 - math.exp2(-((share / (1 - share)) ** _WEIBULL_SLOPE))

    def errs(self, share: float) -> float:
        """Return the probability to be wrong, given that of a logistic function."""
        if self.psychometric == "logistic":
            return share
        return 1 - self.knows(1 - share)

    def time(self, mean: float) -> float:
        """Draw a log-normal or ex-Gaussian reaction time with mean ``mean``, s."""
        if self.tail:
            sd = self.spread * mean
            tau, sigma = sd * self.tail**0.5, sd * (1 - self.tail) ** 0.5
            drawn = self.rng.normal(mean - tau, sigma) + self.rng.exponential(tau)
            return float(max(drawn, _FASTEST))
        # -sigma² / 2 keeps the mean of a log-normal variable at its nominal value
        noise = self.rng.normal(-0.5 * self.spread**2, self.spread)
        return float(max(mean * np.exp(noise), _FASTEST))

    def pick(self, keys: tuple[str, ...]) -> str:
        """Draw one of the keys, all equally likely."""
        return keys[int(self.rng.integers(len(keys)))]
