"""A simulated participant's state and screen, for sessions without a person."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np

from attention_camp.camp.session.camp.contents import CampPage
from attention_camp.camp.session.clock import Clock
from attention_camp.camp.session.screen import (
    Break,
    Feedback,
    InterruptedSessionError,
)
from attention_camp.resources.texts import Sentence
from attention_camp.tasks.observers.mind import REST_LEVEL, WORK_LEVEL
from attention_camp.tasks.task import Observer
from attention_camp.tasks.trial import Answer, Card, Keypress, Response, Trial

CARD_SECONDS = 0.5
ATTENTION_SECONDS = 1.2
"""How long the circle of attention is shown, s; own choice."""
PAUSE_STEP = 0.1
"""How often a pause is looked at, s; own choice."""

Perceive = Callable[[Trial, int, float, Sequence[Answer]], None]
"""Told of a phase: the trial, the phase's number, its onset on the session's clock, s,
and the keys that will be pressed."""


class SimulatedMind:
    """Engagement as a slow mean-reverting walk (Ornstein–Uhlenbeck, own choice).

    Parameters
    ----------
    seed : int
        Seeds the walk.
    spread : float
        Standard deviation around the mean.
    time_constant : float
        Seconds over which a lapse builds up or passes.
    """

    def __init__(
        self, seed: int, *, spread: float = 0.15, time_constant: float = 20.0
    ) -> None:
        self._rng = np.random.default_rng([seed, 7919])
        self._spread = spread
        self._time_constant = time_constant
        self._offset = 0.0
        self._mean = REST_LEVEL
        self._time: float | None = None

    def attend(self, *, rest: bool) -> None:
        """Begin to rest or to work."""
        self._mean = REST_LEVEL if rest else WORK_LEVEL

    def engagement(self, now: float) -> float:
        """Return the engagement at a session time that never goes back, 0 to 1."""
        if self._time is not None and now > self._time:
            keep = math.exp(-(now - self._time) / self._time_constant)
            noise = self._spread * math.sqrt(1 - keep * keep)
            self._offset = self._offset * keep + noise * float(self._rng.normal())
        self._time = now
        return self.shown

    @property
    def shown(self) -> float:
        """Engagement that the EEG shows: all of it."""
        return min(max(self._mean + self._offset, 0.0), 1.0)


class SimulatedScreen:
    """A screen without pixels: time passes on the clock, the observer answers.

    Parameters
    ----------
    observer : Observer
        Answers instead of a person.
    clock : Clock
        Time of the session.
    seed : int
        Of the observer's answers.
    engagement : callable
        Returns the latent engagement at this moment, 0 to 1.
    perceive : callable
        Told of each phase as it comes: trial, number, onset and answers.
    interrupted : callable
        Returns whether the session shall stop at once.
    paused : callable
        Returns whether a pause goes on.
    """

    def __init__(
        self,
        observer: Observer,
        clock: Clock,
        *,
        seed: int,
        engagement: Callable[[], float],
        perceive: Perceive = lambda *_: None,
        interrupted: Callable[[], bool] = lambda: False,
        paused: Callable[[], bool] = lambda: False,
    ) -> None:
        self._observer = observer
        self._clock = clock
        self._rng = np.random.default_rng([seed, 104729])
        self._engagement = engagement
        self.perceive = perceive
        self._interrupted = interrupted
        self._paused = paused

    def show_cards(self, cards: Sequence[Card]) -> None:
        """Read as fast as a simulated participant does."""
        self._pass(CARD_SECONDS * len(cards))

    def countdown(self, seconds: int) -> None:
        """Let the countdown pass."""
        self._pass(seconds)

    def present(self, trial: Trial) -> Response:
        """Let the phases pass; answers end the phases that end on an answer."""
        answers = self._observer.answer(trial, self._rng, engagement=self._engagement())
        now = self._clock.now()
        onsets: list[float] = []
        presses: list[Keypress] = []
        ignored = tuple(a.key for a in answers if a.key not in trial.keys)
        for index, phase in enumerate(trial.phases):
            if phase.only_unanswered and presses:
                onsets.append(math.nan)
                continue
            onsets.append(now)
            self.perceive(trial, index, now, answers)
            end = math.inf if phase.duration is None else now + phase.duration
            for answer in _in_phase(answers, index, trial):
                time = onsets[index] + answer.delay
                if not phase.collects or time >= end:
                    continue
                presses.append(Keypress(answer.key, time, index))
                if phase.is_over([p for p in presses if p.phase == index]):
                    end = time
                    break
            if math.isinf(end):  # an observer that never answers gives up
                end = now + 10.0
            now = end
        self._pass(now - self._clock.now())
        return Response(tuple(onsets), now, tuple(presses), ignored)

    def feedback(self, feedback: Feedback) -> None:  # noqa: ARG002
        """Take notice."""
        self._pass(0.5)

    def show_attention(self, size: float) -> None:  # noqa: ARG002
        """Let it be there."""
        self._pass(ATTENTION_SECONDS)

    def show_camp(
        self,
        pages: Sequence[CampPage],
        *,
        seconds: float = math.inf,  # noqa: ARG002
    ) -> tuple[str, ...]:
        """Read, and choose the first of what is offered."""
        self._pass(CARD_SECONDS * len(pages))
        return tuple(next(iter(page.choices)) for page in pages if page.choices)

    def rest(self, pause: Break) -> None:
        """Rest as long as is asked for."""
        self._pass(pause.seconds)

    def pause(self) -> None:
        """Wait until nobody wants the pause any more; a simulated person is not tired.

        Raises
        ------
        InterruptedSessionError
            If the session is to stop meanwhile.
        """
        while self._paused():
            self._pass(PAUSE_STEP)

    def take_frames(self) -> tuple[float, ...]:
        """Return nothing: there are no frames."""
        return ()

    def close(self) -> None:
        """Leave."""

    def _pass(self, seconds: float) -> None:
        self._clock.sleep_until(self._clock.now() + seconds)
        if self._interrupted():
            raise InterruptedSessionError(Sentence("the operator ended the session"))


def _in_phase(answers: Sequence[Answer], index: int, trial: Trial) -> list[Answer]:
    """Return the answers of a phase in order of time."""
    writes = trial.phases[index].writes
    mine = [a for a in answers if a.phase == index and (writes or a.key in trial.keys)]
    return sorted(mine, key=lambda a: a.delay)
