"""A session and its class page: news out, requests in, where the plan allows them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from pathlib import Path

from attention_camp.camp.processes.announce.announcer import Announcer
from attention_camp.camp.processes.announce.news import LearnerNews
from attention_camp.camp.processes.announce.pairing import Pairing
from attention_camp.camp.processes.announce.wire import MOST_REQUESTS, Answer, Request
from attention_camp.camp.processes.headless import run_headless
from attention_camp.camp.processes.session import plan_request
from attention_camp.camp.session.control import Tell
from attention_camp.camp.session.messages import Asked, SessionEnded
from attention_camp.camp.session.plan import Plan
from attention_camp.camp.session.request import SessionRequest

GOODBYE_SECONDS = 2.0
"""How long the last state may take to leave once a session without windows is over, s;
all of it is on disk by then."""


class ClassLink:
    """Announces a session, and passes on what may be asked of it.

    Parameters
    ----------
    request : SessionRequest
        Whose session it is.
    plan : Plan
        What may be told and asked for.
    pairing : Pairing
        The class page.
    ask : callable
        Given each request that the plan allows now.
    """

    def __init__(
        self,
        request: SessionRequest,
        plan: Plan,
        *,
        pairing: Pairing,
        ask: Callable[[Asked], None],
    ) -> None:
        self._news = LearnerNews(request, plan)
        self._announcer = Announcer(pairing, folder=_existing(request.dataset))
        self._ask = ask
        self._heard: deque[str] = deque(maxlen=8 * MOST_REQUESTS)
        self._announcer.say(self._news.state)

    @property
    def learner(self) -> str:
        """What the page calls this session's participant."""
        return self._news.state.learner

    @property
    def has_contact(self) -> bool:
        """Whether the page took the last state."""
        return self._announcer.has_contact

    def take(self, message: object) -> None:
        """Take in a message of the session."""
        self._news.take(message)
        self._announcer.say(self._news.state)

    def helped(self) -> None:
        """Say that somebody has answered the participant's call."""
        self._news.helped()
        self._announcer.say(self._news.state)

    def poll(self) -> None:
        """Pass on what the page asked for since the last call."""
        for request in self._announcer.take():
            if request.number in self._heard:  # the page repeats until it is answered
                continue
            self._heard.append(request.number)
            self._pass_on(request)

    def _pass_on(self, request: Request) -> None:
        if request.what not in self._news.state.allows:
            self._news.answer(Answer(request.number, "not-allowed"))
            self._announcer.say(self._news.state)
            return
        if request.what == "pause":
            self._news.asks_pause()
        self._ask(Asked(request.number, request.what, request.who))

    def close(self) -> None:
        """Say the last state, and end; returns at once."""
        self._announcer.close()

    def join(self, limit: float) -> bool:
        """Wait until the last state was said; return whether it was in time."""
        return self._announcer.join(limit)


def link_for(
    request: SessionRequest,
    plan: Plan,
    *,
    pairing: Pairing | None,
    ask: Callable[[Asked], None],
) -> ClassLink | None:
    """Return a session's link to the class page; None: it has none.

    Parameters
    ----------
    request : SessionRequest
        Whose session it is.
    plan : Plan
        Its protocol may allow none.
    pairing : Pairing or None
        The class page; None: this computer uses none.
    ask : callable
        Given each request that the plan allows.
    """
    if pairing is None or plan.protocol.class_page.learner == "none":
        return None
    return ClassLink(request, plan, pairing=pairing, ask=ask)


class ClassControl:
    """The control of a session without windows: requests of the class page alone."""

    aborted = False

    def __init__(self) -> None:
        self.link: ClassLink | None = None
        self._is_paused = False
        self._asked: list[Asked] = []

    def ask(self, asked: Asked) -> None:
        """Take a request that the plan allows."""
        self._asked.append(asked)
        if asked.what in {"pause", "resume"}:
            self._is_paused = asked.what == "pause"

    @property
    def paused(self) -> bool:
        """Whether a pause was asked for."""
        self._hear()
        return self._is_paused

    def take_notes(self) -> tuple[()]:
        """Return no notes."""
        return ()

    def take_asked(self) -> tuple[Asked, ...]:
        """Return what was asked for since the last call."""
        self._hear()
        asked, self._asked = tuple(self._asked), []
        return asked

    def _hear(self) -> None:
        if self.link is not None:
            self.link.poll()


def announced(
    request: SessionRequest, pairing: Pairing | None, *, tell: Tell
) -> SessionEnded:
    """Run a session without windows that a class page may watch.

    Parameters
    ----------
    request : SessionRequest
        The session; its observer answers.
    pairing : Pairing or None
        The class page; None: nobody watches.
    tell : callable
        Given what an operator would be told.

    Raises
    ------
    RequestError, ProtocolError, DatasetError, SourceError
        Before anything is written.
    """
    if pairing is None:
        return run_headless(request, tell=tell)
    control = ClassControl()
    plan = plan_request(request).plan
    link = control.link = link_for(request, plan, pairing=pairing, ask=control.ask)

    def tell_both(message: object) -> None:
        tell(message)
        if link is not None:
            link.take(message)

    try:
        return run_headless(request, tell=tell_both, control=control)
    finally:
        if link is not None:
            link.close()
            link.join(GOODBYE_SECONDS)


def _existing(folder: Path) -> Path:
    """Return a folder, or the nearest one around it that is there."""
    return next(place for place in (folder, *folder.parents) if place.exists())
