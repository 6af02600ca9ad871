"""Only the tasks: the participant's window without headset and researcher's window."""

from __future__ import annotations

from dataclasses import replace

from attention_camp.camp.processes.alone.no_headset import NoHeadset, run_tasks
from attention_camp.camp.processes.session import RequestError, check_request
from attention_camp.camp.session.clock import HostClock
from attention_camp.camp.session.control import Tell
from attention_camp.camp.session.messages import Ending, SessionEnded
from attention_camp.camp.session.request import SessionRequest
from attention_camp.camp.session.simulated_participant import SimulatedParticipant
from attention_camp.camp.ui.app import make_app, make_workspace
from attention_camp.camp.ui.hearing import why_not_heard
from attention_camp.camp.ui.participant.keys import CHOSEN
from attention_camp.camp.ui.participant.window import open_screen
from attention_camp.camp.ui.screens import placed
from attention_camp.tasks.observers.observer import make_observer


def run_tasks_in_window(request: SessionRequest, *, tell: Tell) -> SessionEnded:
    """Run a session without a headset in the participant's window, in this process.

    Parameters
    ----------
    request : SessionRequest
        The session; its observer answers, or a person does.
    tell : callable
        Given what an operator would be told.

    Raises
    ------
    RequestError, ProtocolError, DatasetError
        Before anything is written.
    """
    app = make_app()
    workspace = make_workspace(request.dataset)
    whole = workspace.display.fullscreen and request.display.fullscreen
    display = placed(
        replace(workspace.display, fullscreen=whole),
        app.primaryScreen(),
        simulated=request.observer is not None,
    )
    request = replace(request, display=display)
    prepared = check_request(request)
    request = prepared.request  # with the size of stimuli
    if request.observer is None and (silence := why_not_heard(prepared.plan)):
        raise RequestError(silence)
    CHOSEN.take(dict(workspace.settings.answer_keys), {})
    clock = HostClock(request.speed)
    participant = None
    if request.observer is not None:
        observer = make_observer(request.observer)
        link = NoHeadset(clock.now())
        participant = SimulatedParticipant(observer, clock, link, seed=request.seed)
    screen = open_screen(
        request,
        clock,
        interrupted=lambda: False,
        paused=lambda: False,
        ask_help=lambda: None,
        simulated=participant,
        audience=prepared.plan.protocol.audience,
    )
    ended = None
    try:
        ended = run_tasks(
            prepared, screen, clock=clock, tell=tell, participant=participant
        )
    finally:
        if ended is not None and ended.ending is Ending.FINISHED:
            screen.close()
        else:
            screen.dispose()
    return ended
