"""Simulated participants of known ability.

An observer sees the trial's condition, parameters and right keys, and answers as the
models of `behaviour` say. Engagement e, 0 to 1, acts in two ways only, our own
choice: the lapse rate is multiplied by 1 + 4 (1 - e), and the spread of reaction
times by 1 + 1.5 (1 - e), in line with slower, more variable and more often missed
responses out of the zone (Esterman et al. 2013,
https://doi.org/10.1093/cercor/bhs261).
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from attention_camp.resources.texts import Sentence
from attention_camp.tasks.observers.abilities import Abilities, AttentionState
from attention_camp.tasks.observers.behaviour import behave, guess
from attention_camp.tasks.observers.person import Person, PersonState
from attention_camp.tasks.observers.traits import Traits, draw_person
from attention_camp.tasks.options import unknown
from attention_camp.tasks.task import Observer
from attention_camp.tasks.trial import Answer, Trial

# own choices, see the top of this file; the cap keeps the product a probability
_MORE_LAPSES = 4.0
_MORE_SPREAD = 1.5
_MAX_LAPSE = 0.6

PERSON = "person"
"""Kind of observer whose engagement has a course of its own."""
TRAITS = frozenset(field.name for field in dataclasses.fields(Traits))

KINDS: Mapping[str, Mapping[str, float]] = {
    "default": {},
    "expert": {
        "base_time": 0.38,
        "simple_time": 0.23,
        "spread": 0.15,
        "lapse": 0.005,
        "search_slope": 0.016,
        "dprime": 3.2,
        "inhibition": 3.2,
        "capacity": 4.5,
        "digit_span": 8.0,
        "corsi_span": 6.8,
        "speech_threshold": -10.5,
        "tracking": 4.6,
        "trail": 0.8,
        "handling": 0.45,
        "insight": 9.0,
        "fluency": 0.12,
    },
    "novice": {
        "base_time": 0.6,
        "simple_time": 0.36,
        "spread": 0.28,
        "lapse": 0.05,
        "search_slope": 0.04,
        "dprime": 1.5,
        "inhibition": 1.9,
        "capacity": 2.5,
        "digit_span": 5.2,
        "corsi_span": 4.4,
        "speech_threshold": -6.0,
        "tracking": 2.6,
        "trail": 1.6,
        "handling": 0.9,
        "insight": 25.0,
        "fluency": 0.05,
    },
    "guessing": {},
}
"""Named observers: the abilities that differ from the defaults of `Abilities`."""


@dataclass(frozen=True, slots=True)
class SimulatedObserver:
    """An observer of known ability: the scores of a task should recover it."""

    person: Abilities
    """The true abilities."""

    def answer(
        self, trial: Trial, rng: np.random.Generator, *, engagement: float = 1.0
    ) -> tuple[Answer, ...]:
        """Return the key presses of this observer in ``trial``.

        Parameters
        ----------
        trial : Trial
            The trial as it is shown.
        rng : Generator
            Source of all randomness.
        engagement : float
            0 to 1 (default); clipped to that range. Less engagement means more lapses
            and a wider spread of reaction times.
        """
        away = 1.0 - min(max(engagement, 0.0), 1.0)
        state = AttentionState(
            rng,
            lapse=min(self.person.lapse * (1 + _MORE_LAPSES * away), _MAX_LAPSE),
            spread=self.person.spread * (1 + _MORE_SPREAD * away),
        )
        return behave(self.person, state, trial)


@dataclass(frozen=True, slots=True)
class GuessingObserver:
    """Presses a key at random wherever one is asked for, at a random time."""

    def answer(
        self,
        trial: Trial,
        rng: np.random.Generator,
        *,
        engagement: float = 1.0,  # noqa: ARG002 (guessing needs no attention)
    ) -> tuple[Answer, ...]:
        """Return random keys; in half of the displays that may go unanswered, none.

        Parameters
        ----------
        trial : Trial
            The trial as it is shown.
        rng : Generator
            Source of all randomness.
        engagement : float
            Ignored; part of the interface.
        """
        return guess(AttentionState(rng, lapse=1.0, spread=0.3), trial)


def make_observer(spec: str) -> Observer:
    """Return the simulated participant that ``spec`` describes.

    Parameters
    ----------
    spec : str
        A name of `KINDS`, and after a colon any fields of `Abilities`, such as
        ``default:seed=3,search_slope=0.025``. With a ``seed`` other than 0 the
        abilities not named vary around their defaults, as between participants.
        Or ``person``, as in ``person:population=children,seed=5,link=0.5``: somebody of
        a key of `POPULATIONS`, with any fields of `Abilities` and `Traits`, whose
        engagement has a course of its own and shows in a simulated brain.

    Raises
    ------
    ValueError
        If the name, a field or a value is none of these; the text says what is.
    """
    kind, _, rest = spec.partition(":")
    if kind == PERSON:
        return make_person(rest)
    if kind not in KINDS:
        raise unknown(Sentence("Observer"), kind, (*KINDS, PERSON))
    given = _parse(rest)
    if kind == "guessing":
        if given.keys() - {"seed"}:
            raise ValueError(
                Sentence("A guessing observer has no abilities; got {got!r}.", got=rest)
            )
        return GuessingObserver()
    seed = given.pop("seed", 0.0)
    truth = {**KINDS[kind]}
    if seed:
        truth = _vary(Abilities(**truth), np.random.default_rng(int(seed)))
    return SimulatedObserver(Abilities(**{**truth, **given}))


def make_person(text: str, *, state: PersonState | None = None) -> Person:
    """Return the simulated person that ``text`` describes.

    Parameters
    ----------
    text : str
        As after ``person:`` in `make_observer`; empty: the mean adult.
    state : PersonState
        What earlier sessions left; None: this is the first.

    Raises
    ------
    ValueError
        If a group, a field or a value is none of these; the text says what is.
    """
    given = _parse(text, TRAITS, words=("population", "psychometric"))
    population = str(given.pop("population", "adults"))
    seed = int(float(given.pop("seed", 0)))
    abilities, traits = draw_person(population, seed)
    mine = {name: given.pop(name) for name in given.keys() & TRAITS}
    changed: dict[str, Any] = given
    return Person(
        replace(abilities, **changed),
        replace(traits, **mine),
        seed=seed,
        population=population,
        state=state,
    )


def _parse(
    text: str, more: Iterable[str] = (), *, words: Sequence[str] = ()
) -> dict[str, Any]:
    """Return the values by name, numbers but for ``words``."""
    allowed = {field.name for field in dataclasses.fields(Abilities)} | {"seed"}
    allowed |= {*more, *words}
    values: dict[str, Any] = {}
    for part in filter(None, (piece.strip() for piece in text.split(","))):
        name, equals, value = part.partition("=")
        if name not in allowed:
            raise unknown(Sentence("Ability of an observer"), name, allowed)
        if name in words:
            values[name] = value
            continue
        values[name] = _number(value)
        if not math.isfinite(values[name]):
            raise ValueError(
                Sentence(
                    "Ability {name!r} of an observer must be a number, as in "
                    "{name}=1.5; got {got!r}.",
                    name=name,
                    got=equals + value,
                )
            )
    return values


def _number(text: str) -> float:
    """Return the number that a text is; NaN: none."""
    try:
        return float(text)
    except ValueError:
        return math.nan


def _vary(person: Abilities, rng: np.random.Generator) -> dict[str, float]:
    # 15 % between participants in each ability: our own choice, for study simulations
    factors = np.exp(rng.normal(0, 0.15, size=len(dataclasses.fields(person))))
    return {
        name: value * float(factor)
        for (name, value), factor in zip(
            dataclasses.asdict(person).items(), factors, strict=True
        )
    }
