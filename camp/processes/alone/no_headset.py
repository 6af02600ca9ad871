"""Only the tasks: a session without a headset, recorded as behaviour."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from typing import Any

from attention_camp.camp.dataset.guards.run_lock import taken
from attention_camp.camp.dataset.trial_store import TrialStore
from attention_camp.camp.processes.session import Prepared, check_request, prepare
from attention_camp.camp.processes.trial_markers import MarkedScreen, sends_markers
from attention_camp.camp.processes.trials import run_trials
from attention_camp.camp.session.clock import Clock, VirtualClock
from attention_camp.camp.session.control import Control, NoControl, Tell
from attention_camp.camp.session.link import (
    NO_ANSWER,
    NO_EEG,
    EegLink,
    Permission,
    Place,
    Score,
)
from attention_camp.camp.session.loop_parts import Parts
from attention_camp.camp.session.messages import SessionEnded
from attention_camp.camp.session.request import SessionRequest
from attention_camp.camp.session.simulated import SimulatedScreen
from attention_camp.camp.session.simulated_participant import SimulatedParticipant


class NoHeadset(EegLink):
    """The EEG side of a session that has none: times count from its start.

    Parameters
    ----------
    start : float
        Session clock at which the run began, s.
    """

    def __init__(self, start: float) -> None:
        self._start = start

    def describe(self) -> None:
        """Return nothing: there is no headset."""

    def places(self, times: Sequence[float]) -> tuple[Place, ...]:
        """Return seconds since the start, without samples."""
        return tuple(Place(-1, time - self._start) for time in times)

    def score(self, start: float, stop: float) -> Score:  # noqa: ARG002
        """Return no score."""
        return NO_EEG

    def keep(self, label: str, start: float, stop: float) -> tuple[int, int]:  # noqa: ARG002
        """Keep nothing.

        Parameters
        ----------
        label : str
            What was asked for.
        start, stop : float
            Session clock, s.
        """
        return 0, 0

    def calibrate(self) -> Permission:
        """Permit nothing."""
        return NO_ANSWER

    def mark(self, value: int) -> None:
        """Mark nothing."""

    def set_engagement(self, value: float) -> None:
        """Tell nobody."""

    def evoke(self, events: tuple[Any, ...]) -> None:
        """Tell nobody."""


def run_tasks(
    prepared: Prepared,
    screen: Any,
    *,
    clock: Clock,
    tell: Tell,
    control: Control | None = None,
    participant: SimulatedParticipant | None = None,
) -> SessionEnded:
    """Run a checked session without a headset; its files are written here.

    Parameters
    ----------
    prepared : Prepared
        The checked request, its plan and its place in the dataset.
    screen : Screen
        Shows the trials; the caller closes it.
    clock : Clock
        Of the session.
    tell : callable
        Given what an operator would be told.
    control : Control or None
        What an operator wishes; None: nothing.
    participant : SimulatedParticipant or None
        Who answers; None: a person.

    Raises
    ------
    DatasetError
        Before the first trial.
    """
    with ExitStack() as stack:
        lock = prepare(prepared)
        stack.callback(lock.release)
        stack.enter_context(taken(prepared.paths, "participant"))
        store = TrialStore(prepared.paths)
        stack.callback(store.close)
        if sends_markers(prepared.request, clock):
            from attention_camp.signal.sources.outlets import LslMarkers

            outlet = LslMarkers()
            stack.callback(outlet.close)
            screen = MarkedScreen(screen, outlet)
        parts = Parts(
            screen=screen,
            link=NoHeadset(clock.now()),
            store=store,
            tell=tell,
            control=control or NoControl(),
            clock=clock,
            attend=participant.attend if participant else lambda rest: None,  # noqa: ARG005
        )
        return run_trials(prepared, parts, store)


def run_tasks_headless(request: SessionRequest, *, tell: Tell) -> SessionEnded:
    """Run a session without headset and window: a simulated participant answers.

    Parameters
    ----------
    request : SessionRequest
        The session; its observer answers.
    tell : callable
        Given what an operator would be told.

    Raises
    ------
    RequestError, ProtocolError, DatasetError
        Before anything is written.
    """
    from attention_camp.tasks.observers.observer import make_observer

    prepared = check_request(request)
    clock = VirtualClock()
    observer = make_observer(request.observer or "default")
    link = NoHeadset(clock.now())
    participant = SimulatedParticipant(observer, clock, link, seed=request.seed)
    screen = SimulatedScreen(
        observer,
        clock,
        seed=request.seed,
        engagement=participant.engagement,
        perceive=participant.perceive,
    )
    return run_tasks(prepared, screen, clock=clock, tell=tell, participant=participant)
