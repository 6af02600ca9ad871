"""A simulated participant with their brain, the same headless and in windows."""

from __future__ import annotations

import math
from collections.abc import Sequence

from attention_camp.camp.session.clock import Clock
from attention_camp.camp.session.link import EegLink
from attention_camp.camp.session.simulated import SimulatedMind
from attention_camp.signal.simulated.evoked import EvokedEvent
from attention_camp.signal.stream import Source
from attention_camp.tasks.observers.observer import make_observer
from attention_camp.tasks.observers.person import Person
from attention_camp.tasks.task import Observer
from attention_camp.tasks.trial import Answer, Trial

LIVE_SECONDS = 0.25
"""How often a brain hears of its person's engagement, s; alpha follows in a second."""


class SimulatedParticipant:
    """Who answers, how engaged they are, and what their brain hears of it.

    A `Person` has an engagement of their own, which drives behaviour and shows in the
    EEG as far as the two are linked; other observers get a `SimulatedMind`, all of
    which shows.

    Parameters
    ----------
    observer : Observer
        Who answers.
    clock : Clock
        The session's clock.
    link : EegLink
        To the brain.
    seed : int
        Seeds the mind of those who have none.
    """

    def __init__(
        self, observer: Observer, clock: Clock, link: EegLink, *, seed: int
    ) -> None:
        self.observer = observer
        self._clock = clock
        self._link = link
        self._mind = observer if isinstance(observer, Person) else SimulatedMind(seed)
        self._heard = -math.inf

    def attend(self, rest: bool) -> None:
        """Begin to rest (True) or to work."""
        if isinstance(self._mind, Person):
            self._mind.engagement(self._clock.now())  # until now it was the other
        self._mind.attend(rest=rest)

    def engagement(self) -> float:
        """Return the engagement that drives behaviour; the brain shows its own."""
        now = self._clock.now()
        engagement = self._mind.engagement(now)
        self._link.set_engagement(self._mind.shown)
        self._heard = now
        return engagement

    def live(self) -> None:
        """Let a person's engagement take its course while time passes."""
        is_due = self._clock.now() >= self._heard + LIVE_SECONDS
        if is_due and isinstance(self._mind, Person):
            self.engagement()

    def perceive(
        self, trial: Trial, index: int, onset: float, answers: Sequence[Answer]
    ) -> None:
        """Have a person's brain respond to a phase, and to errors among its answers.

        Parameters
        ----------
        trial : Trial
            The trial that is shown.
        index : int
            Number of the phase.
        onset : float
            When it came, session clock, s.
        answers : sequence of Answer
            The keys that will be pressed.
        """
        if not isinstance(self.observer, Person):
            return
        self.live()
        events = tuple(
            EvokedEvent(
                moment.kind, onset + moment.delay, side=moment.side, size=moment.size
            )
            for moment in self.observer.moments(trial, index, answers)
        )
        if events:
            self._link.evoke(events)


def embody(source: Source, spec: str | None) -> None:
    """Give a simulated brain the physiology of the person that ``spec`` names.

    Parameters
    ----------
    source : Source
        Not yet started; others than simulated brains stay as they are.
    spec : str or None
        As in ``make_observer``; None: a real participant.
    """
    become = getattr(source, "become", None)
    if become is None or spec is None:
        return
    from attention_camp.signal.simulated.artefacts import Strengths
    from attention_camp.signal.simulated.physiology import Physiology

    person = make_observer(spec)
    if isinstance(person, Person):
        drawn = Physiology.draw(person.seed, age=person.age) if person.seed else None
        strengths = Strengths(movements_per_minute=0.2, sweat_uv=10.0)
        become(drawn or Physiology.mean(person.age), strengths)
