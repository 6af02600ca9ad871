"""The latent engagement of a simulated person: drift, lapses, fatigue and recovery."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from attention_camp.tasks.observers.traits import Traits

REST_LEVEL, WORK_LEVEL = 0.12, 0.8
"""Engagement of a rested person at rest and at work; own choice."""
ROUSED_SECONDS = 10.0
"""Time constant with which what a harder trial roused passes, s; own choice."""


@dataclass(frozen=True, slots=True)
class MindState:
    """Where a mind is; plain numbers."""

    drift: float = 0.0
    """Drift of engagement, in SDs."""
    shown: float = 0.0
    """The same for what only the EEG shows."""
    fatigue: float = 0.0
    """Share of the fatigue of endless work, 0 to 1."""
    wanders_for: float = 0.0
    """Seconds that an episode of mind wandering still lasts; 0: there is none."""
    roused: float = 0.0
    """Engagement that harder trials have added and that is not gone yet."""


class Mind:
    """Engagement in time, and what the EEG shows of it.

    What the EEG shows deviates from the mean as engagement does, as far as the two are
    linked, and else by itself: without a link nothing that acts on behaviour acts on
    the EEG, neither lapses nor fatigue. Rest and work move both.

    Parameters
    ----------
    traits : Traits
        The person's.
    seed : sequence of int
        Seed of all randomness.
    state : MindState
        Where to begin.
    """

    def __init__(
        self, traits: Traits, seed: tuple[int, ...], state: MindState | None = None
    ) -> None:
        self._traits = traits
        self._rng = np.random.default_rng((*seed, 1))
        # of its own, so that what the EEG shows alone never shares a draw with the rest
        self._shown_rng = np.random.default_rng((*seed, 2))
        self._time: float | None = None
        self._rests = True
        if state is None:
            begin = float(self._rng.standard_normal())
            state = MindState(begin, float(self._shown_rng.standard_normal()))
        self.state = state

    def attend(self, *, rest: bool) -> None:
        """Begin to rest or to work."""
        self._rests = rest

    @property
    def level(self) -> float:
        """Mean engagement of what is being done."""
        return REST_LEVEL if self._rests else WORK_LEVEL

    @property
    def engagement(self) -> float:
        """Engagement that drives behaviour, 0 to 1."""
        return min(max(self.level + self._deviation, 0.0), 1.0)

    @property
    def shown(self) -> float:
        """Engagement that the EEG shows, 0 to 1."""
        link = self._traits.link
        alone = self._traits.alone * self.state.shown
        deviation = link * self._deviation + math.sqrt(1 - link**2) * alone
        return min(max(self.level + deviation, 0.0), 1.0)

    @property
    def _deviation(self) -> float:
        traits, state = self._traits, self.state
        away = traits.wander_depth if state.wanders_for > 0 else 0.0
        lost = traits.fatigue * state.fatigue + away
        return traits.drift * state.drift + state.roused - lost

    def rouse(self, engagement: float) -> None:
        """Add engagement that passes by itself."""
        self.state = replace(self.state, roused=self.state.roused + engagement)

    def live(self, now: float) -> None:
        """Let time pass up to ``now``, s; it never goes back."""
        seconds = 0.0 if self._time is None else max(now - self._time, 0.0)
        self._time = now
        while seconds > 0:
            step = min(seconds, 1.0)  # episodes begin and end within a second
            self.state = self._after(step)
            seconds -= step

    def _after(self, seconds: float) -> MindState:
        traits, state = self._traits, self.state
        keep = math.exp(-seconds / traits.drift_seconds)
        noise = math.sqrt(1 - keep * keep)
        goal, minutes = (
            (0.0, traits.recovery_minutes)
            if self._rests
            else (1.0, traits.fatigue_minutes)
        )
        nearer = math.exp(-seconds / (60 * minutes))
        return MindState(
            drift=keep * state.drift + noise * float(self._rng.standard_normal()),
            shown=keep * state.shown + noise * float(self._shown_rng.standard_normal()),
            fatigue=goal + (state.fatigue - goal) * nearer,
            wanders_for=self._wandering(seconds),
            roused=math.exp(-seconds / ROUSED_SECONDS) * state.roused,
        )

    def _wandering(self, seconds: float) -> float:
        traits, state = self._traits, self.state
        # drawn in any case: an episode must not shift the random sequence
        begins, length = self._rng.random(), self._rng.exponential()
        if state.wanders_for > 0:
            return max(state.wanders_for - seconds, 0.0)
        rate = traits.wander_rate * (1 + 2 * state.fatigue) / 60
        if self._rests or begins >= 1 - math.exp(-rate * seconds):
            return 0.0
        return traits.wander_seconds * float(length)
