"""A simulated person: engagement drives behaviour, and what the EEG shows of it."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from attention_camp.tasks.observers.abilities import Abilities, AttentionState
from attention_camp.tasks.observers.behaviour import behave, guess
from attention_camp.tasks.observers.mind import WORK_LEVEL, Mind
from attention_camp.tasks.observers.moments import Moment, is_wrong, moments_of
from attention_camp.tasks.observers.traits import POPULATIONS, Traits
from attention_camp.tasks.trial import Answer, Trial

_MAX_LAPSE = 0.6
_SPEED_SHARE = 0.4
"""Share of the logarithm of skill by which times shrink, the rest being accuracy; own
choice."""
_DECIBELS = 2.5
"""Speech threshold per unit of the logarithm of skill, dB; own choice."""
_GROWS = (
    "dprime", "inhibition", "pitch", "capacity", "digit_span", "corsi_span",
    "complex_span",
)  # fmt: skip
_SHRINKS = (
    "base_time", "simple_time", "search_slope", "memory_slope", "conflict", "stopping",
    "interference", "switching", "coding", "field_time",
)  # fmt: skip
_ERRORS = ("overlooking",)
_STREAMS = frozenset({"sart", "grad-cpt", "go-no-go"})
"""Tasks in which pressing may become automatic."""
_USED_TO = 20.0
"""Trials over which a person gets used to a level, and to their own engagement."""
_MOST_NOTICED = 0.7
"""Largest logarithm of skill that noticing lapses can add or take; own choice."""
_LATEST = 0.97
"""Share of a display's time after which a slowed answer does not come."""


@dataclass(frozen=True, slots=True)
class PersonState:
    """What a person carries from one session to the next; plain values."""

    sessions: int = 0
    """Sessions that are over."""
    practice: Mapping[str, float] = field(default_factory=dict)
    """Trials practised and not forgotten, by task."""
    has_left: bool = False
    """Whether they dropped out."""
    noticed: float = 0.0
    """Logarithm of the skill gained by noticing lapses."""

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {**dataclasses.asdict(self), "practice": dict(self.practice)}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> PersonState:
        """Return what ``to_json`` was given."""
        return cls(**values)


class Person:
    """A simulated person, who answers tasks and has a brain that shows engagement.

    Two runs with the same seeds and the same calls give the same person to the bit.

    Parameters
    ----------
    abilities : Abilities
        What they can do, rested and unpractised, at the usual engagement of work.
    traits : Traits
        How that changes.
    seed : int
        The person; also of their brain, 0 being the mean one.
    population : str
        A key of ``POPULATIONS``.
    state : PersonState
        What earlier sessions left.
    """

    def __init__(
        self,
        abilities: Abilities,
        traits: Traits,
        *,
        seed: int = 0,
        population: str = "adults",
        state: PersonState | None = None,
    ) -> None:
        self.person = abilities
        self.traits = traits
        self.seed = seed
        self.population = population
        self._begin(state or PersonState())

    def _begin(self, state: PersonState) -> None:
        self.state = state
        self._erred = False
        self._used_to: dict[str, tuple[float, float]] = {}
        seed = (self.seed, state.sessions, 8081)
        self.mind = Mind(self.traits, seed)
        self._rng = np.random.default_rng((*seed, 3))

    @property
    def age(self) -> str:
        """Age group of the brain."""
        return POPULATIONS[self.population].age

    # engagement

    def attend(self, *, rest: bool) -> None:
        """Begin to rest or to work."""
        self.mind.attend(rest=rest)

    def engagement(self, now: float) -> float:
        """Return the engagement that drives behaviour at a session time, 0 to 1."""
        self.mind.live(now)
        return self.mind.engagement

    @property
    def shown(self) -> float:
        """Engagement that the EEG shows, 0 to 1."""
        return self.mind.shown

    # behaviour

    def answer(
        self, trial: Trial, rng: np.random.Generator, *, engagement: float = WORK_LEVEL
    ) -> tuple[Answer, ...]:
        """Return the key presses in ``trial``, and learn from it.

        Parameters
        ----------
        trial : Trial
            The trial as it is shown.
        rng : Generator
            Source of all randomness.
        engagement : float
            0 to 1; that of usual work by default.
        """
        if not trial.keys:
            return ()
        traits, lost = self.traits, WORK_LEVEL - min(max(engagement, 0.0), 1.0)
        able = self.able(trial.task, engagement)
        state = AttentionState(
            rng,
            lapse=min(able.lapse * math.exp(traits.lapse_gain * lost), _MAX_LAPSE),
            spread=able.spread * math.exp(traits.spread_gain * lost),
            tail=traits.tail,
            psychometric=traits.psychometric,
        )
        # drawn in any case: a strategy must not shift the random sequence
        strategy = float(rng.random())
        if strategy < traits.guessing:
            answers = guess(state, trial)
        elif strategy < traits.guessing + traits.anticipation:
            answers = _too_early(state, trial)
        else:
            answers = behave(able, state, trial)
        answers = self._slowed(trial, answers)
        self._practise(trial.task)
        self._take_in(trial, WORK_LEVEL - lost)
        return answers

    def able(self, task: str, engagement: float = WORK_LEVEL) -> Abilities:
        """Return what the person can do in a task now.

        Parameters
        ----------
        task : str
            Its name: practice is the task's own.
        engagement : float
            0 to 1; that of usual work by default.
        """
        traits = self.traits
        practised = self.state.practice.get(task, 0.0) / traits.learning_trials
        skill = traits.learning * (1 - math.exp(-practised))
        skill += traits.skill_gain * (engagement - WORK_LEVEL) + self.state.noticed
        known, fast = math.exp(skill), math.exp(-_SPEED_SHARE * skill)
        if task in _STREAMS:
            fast *= math.exp(traits.automatic * (engagement - WORK_LEVEL))
        changed = {name: known * getattr(self.person, name) for name in _GROWS}
        changed |= {name: fast * getattr(self.person, name) for name in _SHRINKS}
        changed |= {name: getattr(self.person, name) / known**2 for name in _ERRORS}
        changed["speech_threshold"] = self.person.speech_threshold - _DECIBELS * skill
        return replace(self.person, **changed)

    def moments(
        self, trial: Trial, index: int, answers: Sequence[Answer]
    ) -> tuple[Moment, ...]:
        """Return what the person's brain responds to in a phase, and how strongly.

        P3 shrinks where the EEG shows little engagement; the error negativity, which
        tells of behaviour, is as strong as the link.

        Parameters
        ----------
        trial : Trial
            The trial as it is shown.
        index : int
            Number of the phase.
        answers : sequence of Answer
            The keys that will be pressed.
        """
        attention = 0.4 + 0.75 * self.shown  # 1 at the engagement of usual work
        sizes = {"target": attention, "lateral": attention, "error": self.traits.link}
        return tuple(
            replace(moment, size=moment.size * sizes.get(moment.kind, 1.0))
            for moment in moments_of(trial, index, answers)
            if sizes.get(moment.kind, 1.0) > 0
        )

    def _slowed(self, trial: Trial, answers: Sequence[Answer]) -> tuple[Answer, ...]:
        """Return the answers, slower after each that was wrong."""
        slowed = []
        for answer in sorted(answers, key=lambda each: (each.phase, each.delay)):
            delay = answer.delay
            if self._erred:
                limit = trial.phases[answer.phase].duration or math.inf
                delay = max(min(delay + self.traits.slowing, _LATEST * limit), delay)
            self._erred = is_wrong(trial, answer)
            slowed.append(replace(answer, delay=delay))
        return tuple(slowed)

    def _take_in(self, trial: Trial, engagement: float) -> None:
        """Be roused by a trial harder than usual, and learn when lapses come.

        Parameters
        ----------
        trial : Trial
            The trial as it was shown.
        engagement : float
            While it was.
        """
        level, own = self._used_to.get(trial.task, (float(trial.level), engagement))
        harder, lapse = trial.level - level, own - engagement
        self._used_to[trial.task] = (
            level + harder / _USED_TO,
            own - lapse / _USED_TO,
        )
        if self.traits.arousal:
            self.mind.rouse(self.traits.arousal * harder)
        if self.traits.noticing:
            noticed = self.state.noticed + self.traits.noticing * harder * lapse
            noticed = min(max(noticed, -_MOST_NOTICED), _MOST_NOTICED)
            self.state = replace(self.state, noticed=noticed)

    def _practise(self, task: str) -> None:
        practice = dict(self.state.practice)
        practice[task] = practice.get(task, 0.0) + 1.0
        self.state = replace(self.state, practice=practice)

    # from session to session

    def end_session(self, *, days: float = 1.0) -> PersonState:
        """Go home, sleep and forget; come again, unless they drop out.

        Parameters
        ----------
        days : float
            Until the next session.

        Returns
        -------
        PersonState
            What they begin the next session with.
        """
        kept = self.traits.kept**days
        left = bool(self._rng.random() < self.traits.dropout)
        self._begin(
            PersonState(
                self.state.sessions + 1,
                {task: kept * n for task, n in self.state.practice.items()},
                self.state.has_left or left,
                self.state.noticed,
            )
        )
        return self.state


def _too_early(state: AttentionState, trial: Trial) -> tuple[Answer, ...]:
    """Return a key pressed before the stimulus can have been seen."""
    asked = next((i for i, phase in enumerate(trial.phases) if phase.collects), None)
    if asked is None:
        return ()
    delay = float(state.rng.uniform(0.02, 0.1))
    return (Answer(state.pick(trial.keys), asked, delay),)
