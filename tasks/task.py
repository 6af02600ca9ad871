"""The task interface: what an ``attention_camp.tasks`` entry point provides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np

from attention_camp.tasks.trial import Answer, Card, Outcome, Response, Scalar, Trial


class Task(Protocol):
    """A task: trials and scores as pure functions.

    Tasks are frozen dataclasses whose fields are the options a protocol may set.
    Difficulty is one integer, 1 (easiest) to ``n_levels``.
    """

    @property
    def name(self) -> str:
        """The name protocols use, such as ``visual-search``."""

    @property
    def title(self) -> str:
        """Title on screen; English source text, translated in context ``tasks``."""

    @property
    def n_levels(self) -> int:
        """Number of ordered difficulty levels, at least eight."""

    @property
    def chance(self) -> float:
        """Share correct of a participant who guesses."""

    @property
    def target(self) -> float:
        """Share correct that training aims for, between chance and 1."""

    def parameters(self, level: int) -> Mapping[str, Scalar]:
        """Return the stimulus parameters at ``level``, in SI units."""

    def instructions(self) -> tuple[Card, ...]:
        """Return the cards shown before practice."""

    def next_trial(self, level: int, rng: np.random.Generator) -> Trial:
        """Return a trial of this level; all randomness comes from ``rng``."""

    def score(self, trial: Trial, response: Response) -> Outcome:
        """Score the response to a trial."""

    def summary(self, trials: Sequence[tuple[Trial, Outcome]]) -> Mapping[str, float]:
        """Return the task's published scores over a block; NaN where undefined."""


class Observer(Protocol):
    """A simulated participant."""

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
            The observer's momentary state, 0 to 1 (default); a simulated brain shows
            the same value in its rhythms.
        """
