"""The real loop without EEG and files: the score is what a person shows, and noise."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from attention_camp.camp.session.arms.delivery import Assignment
from attention_camp.camp.session.clock import VirtualClock
from attention_camp.camp.session.control import NoControl
from attention_camp.camp.session.ledger_state import LedgerState
from attention_camp.camp.session.link import (
    NO_ANSWER,
    NO_GAZE,
    Gaze,
    Permission,
    Place,
    Score,
)
from attention_camp.camp.session.loop import TrialLoop
from attention_camp.camp.session.loop_parts import Parts
from attention_camp.camp.session.plan import Plan
from attention_camp.camp.session.request import SessionRequest
from attention_camp.camp.session.simulated import SimulatedScreen
from attention_camp.camp.session.simulated_participant import SimulatedParticipant
from attention_camp.tasks.observers.person import Person

SFREQ = 250.0
PERMITTED = Permission(steering=True, why="calibrated", model="m")


class ShownLink:
    """EEG that shows a person with noise; the calibration permits its score.

    Parameters
    ----------
    person : Person
        Whose engagement shows.
    noise : float
        SD of what the score adds.
    seed : int
        Of the noise.
    """

    def __init__(self, person: Person, noise: float, *, seed: int) -> None:
        self._person, self._noise = person, noise
        self._rng = np.random.default_rng((seed, 5))

    def describe(self) -> None:
        """Return nothing: there is no headset."""

    def places(self, times: Sequence[float]) -> tuple[Place, ...]:
        """Return the sample of each time."""
        return tuple(Place(round(SFREQ * time), time) for time in times)

    def score(self, start: float, stop: float) -> Score:
        """Return what the person shows, with noise."""
        value = self._person.shown + self._noise * float(self._rng.normal())
        span = round(SFREQ * start), round(SFREQ * stop)
        value = min(max(value, 0.0), 1.0)
        return Score(value, 0.9, "", 1.0, *span, "m", estimator="attention")

    def keep(self, label: str, start: float, stop: float) -> tuple[int, int]:  # noqa: ARG002
        """Return the samples of a stretch.

        Parameters
        ----------
        label : str
            What was asked for.
        start, stop : float
            Session clock, s.
        """
        return round(SFREQ * start), round(SFREQ * stop)

    def calibrate(self) -> Permission:
        """Permit."""
        return PERMITTED

    def gaze(self, within: float, seconds: float) -> Gaze:  # noqa: ARG002
        """Return that nobody knows."""
        return NO_GAZE

    def check(self) -> Permission:
        """Check nothing."""
        return NO_ANSWER

    def mark(self, value: int) -> None:
        """Mark nothing."""

    def set_engagement(self, value: float) -> None:
        """Leave it to the person."""

    def evoke(self, events: tuple[Any, ...]) -> None:
        """Leave it out."""


class _Nowhere:
    """A store that keeps nothing."""

    def append(self, line: object) -> None:
        pass

    append_event = append_ledger = append

    def append_frames(self, times: tuple[float, ...]) -> None:
        pass


def run_session(
    plan: Plan,
    person: Person,
    noise: float,
    *,
    seed: int,
    tell: Callable[[Any], None],
    store: Any = None,
    arm: str = "closed-loop",
) -> None:
    """Run a session of one person through the real loop, without files.

    Parameters
    ----------
    plan : Plan
        What is done.
    person : Person
        Who does it.
    noise : float
        SD of what the score adds to what the person shows.
    seed : int
        Of trials, answers and noise.
    tell : callable
        Given what an operator would be told.
    store : Store, optional
        Where trials and events go; by default nowhere.
    arm : str
        What is delivered to the rule, as in a study; ``yoked`` would need a donor.
    """
    clock = VirtualClock()
    link = ShownLink(person, noise, seed=seed)
    body = SimulatedParticipant(person, clock, link, seed=seed)
    screen = SimulatedScreen(
        person, clock, seed=seed, engagement=body.engagement, perceive=body.perceive
    )
    eeg: Any = link
    parts = Parts(
        screen, eeg, store or _Nowhere(), tell, NoControl(), clock, attend=body.attend
    )
    request = SessionRequest(Path("policy"), "01", "01", seed=seed)
    TrialLoop(
        plan,
        parts,
        request=request,
        assigned=Assignment(arm),
        progress=LedgerState(permission=PERMITTED),
    ).run()
