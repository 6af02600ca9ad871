"""How a simulated participant of known abilities behaves in each task."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from attention_camp.tasks.trial import Answer, Trial

_FASTEST = 0.12
"""Seconds before which nobody has seen anything."""
_TIME_FOR_GUESS = 0.15
"""Seconds before the limit when a search is given up with a guess."""


@dataclass(frozen=True, slots=True)
class Person:
    """The truth about a simulated participant."""

    base_time: float = 0.45
    """Seconds of a choice reaction without load."""
    spread: float = 0.2
    """Coefficient of variation of reaction times."""
    lapse: float = 0.02
    """Share of displays at which attention is elsewhere, with full engagement."""
    search_slope: float = 0.025
    """Seconds per item, target present, T among dissimilar Ls; absent: twice that."""
    dprime: float = 2.5
    """Sensitivity to matches two back; 2 / n of that n back."""


@dataclass(frozen=True, slots=True)
class Mind:
    """One trial's chance: whether attention is there, and how fast it is."""

    rng: np.random.Generator
    lapse: float
    spread: float

    def lapses(self) -> bool:
        """Return whether attention is elsewhere this time."""
        return bool(self.rng.random() < self.lapse)

    def time(self, mean: float) -> float:
        """Return a log-normal reaction time of this mean, s."""
        noise = self.rng.normal(-0.5 * self.spread**2, self.spread)
        return float(max(mean * np.exp(noise), _FASTEST))

    def pick(self, keys: tuple[str, ...]) -> str:
        """Return one of the keys, each as likely."""
        return keys[int(self.rng.integers(len(keys)))]


def behave(person: Person, mind: Mind, trial: Trial) -> tuple[Answer, ...]:
    """Return the answers of ``person``; a task without a model gets a plain one."""
    if not trial.keys:
        return ()
    return MODELS.get(trial.task, _plain)(person, mind, trial)


def guess(mind: Mind, trial: Trial) -> tuple[Answer, ...]:
    """Return a random key for each display that collects answers.

    Where a display is one of a stream, which may rightly go unanswered, half of them
    get none.
    """
    asked = [i for i, phase in enumerate(trial.phases) if phase.collects]
    stream = len(asked) > 1
    answers = []
    for i in asked:
        if not trial.keys or (stream and mind.rng.random() < 0.5):
            continue
        limit = trial.phases[i].duration or 1.0
        answers.append(Answer(mind.pick(trial.keys), i, mind.rng.uniform(0.0, limit)))
    return tuple(answers)


def _plain(person: Person, mind: Mind, trial: Trial) -> tuple[Answer, ...]:
    """Know the right key, less often the higher the level."""
    answers = []
    for i, phase in enumerate(trial.phases):
        if not phase.collects or phase.expected is None:
            continue
        knows = not mind.lapses() and mind.rng.random() > 0.04 * (trial.level - 1)
        key = phase.expected if knows else mind.pick(trial.keys)
        answers.append(Answer(key, i, mind.time(person.base_time)))
    return tuple(answers)


_SEARCH_EASE: Mapping[str, float] = {
    "feature": 0.04,
    "conjunction": 0.6,
    "t-among-ls": 1.0,
    "letters-among-digits": 0.7,
}
"""Slope of each kind of search, of that of T among Ls; our own choice."""


def search_slope(person: Person, trial: Trial) -> float:
    """Return the true slope in s/item: it grows with similarity, doubles for absent."""
    values = trial.parameters
    twice = 2.0 if trial.condition == "absent" else 1.0
    ease = _SEARCH_EASE[str(values["variant"])]
    return person.search_slope * ease * (1 + float(values["similarity"])) * twice


def _search(person: Person, mind: Mind, trial: Trial) -> tuple[Answer, ...]:
    asked = trial.onset_phase
    expected = trial.phases[asked].expected or ""
    values = trial.parameters
    limit = float(values["time_limit"])
    mean = person.base_time + search_slope(person, trial) * float(values["set_size"])
    seconds = mind.time(mean)
    if mind.lapses():
        return (Answer(mind.pick(trial.keys), asked, min(seconds, 0.9 * limit)),)
    if seconds > limit - _TIME_FOR_GUESS:
        late = limit - mind.rng.uniform(0.02, _TIME_FOR_GUESS)
        return (Answer(mind.pick(trial.keys), asked, late),)
    # a target like its distractors is overlooked now and then
    overlooks = 0.15 * float(values["similarity"]) ** 2
    if trial.condition == "present" and mind.rng.random() < overlooks:
        return (Answer(_other(trial.keys, expected), asked, seconds),)
    return (Answer(expected, asked, seconds),)


def _other(keys: tuple[str, ...], key: str) -> str:
    return next(k for k in keys if k != key)


_LURE_PULL = 0.5
"""Familiarity of a lure, of a match's; our own choice."""


def n_back_sensitivity(person: Person, trial: Trial) -> float:
    """Return the true d′: 2/n of that two back, less at intervals below 3 s."""
    values = trial.parameters
    pace = math.sqrt(min(float(values["interval"]) / 3.0, 1.0))
    return person.dprime * 2 / float(values["n"]) * pace


def _n_back(person: Person, mind: Mind, trial: Trial) -> tuple[Answer, ...]:
    """Feel the familiarity of each item, and report what exceeds half a match's."""
    strength = n_back_sensitivity(person, trial)
    pull = {"T": strength, "L": _LURE_PULL * strength, "o": 0.0}
    values = trial.parameters
    streams = [name for name in values if name.endswith("_kinds")]
    answers = []
    for name, key in zip(streams, trial.keys, strict=True):
        for i, kind in enumerate(str(values[name])):
            if i < int(values["n"]):
                continue
            familiar = mind.rng.normal(pull[kind], 1.0) > strength / 2
            if mind.lapses():
                familiar = False
            if familiar:
                seconds = min(
                    mind.time(person.base_time + 0.1), float(values["interval"]) - 0.05
                )
                answers.append(Answer(key, 1 + 2 * i, seconds))
    return tuple(answers)


Model = Callable[[Person, Mind, Trial], tuple[Answer, ...]]
MODELS: Mapping[str, Model] = {
    "n-back": _n_back,
    "visual-search": _search,
}
"""The tasks whose observers have a model of their own."""
