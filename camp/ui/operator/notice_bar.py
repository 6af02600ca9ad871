"""What concerns every page: a running session, another program's, a call for help."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QTimer

from attention_camp.camp.ui.actions import Phase
from attention_camp.camp.ui.sentences import translated
from attention_camp.camp.ui.widgets.background import Background
from attention_camp.camp.ui.widgets.page import Banner
from attention_camp.resources.texts import UserError

if TYPE_CHECKING:  # the first page opens without what a session needs
    from attention_camp.camp.session.request import SessionRequest
    from attention_camp.camp.ui.operator.live_session import LiveSession

translate = QCoreApplication.translate

LOOK_MS = 10_000
"""From one look for other programs' sessions to the next, ms; own choice."""
FIRST_LOOK_MS = 500
"""From the start to the first look, ms; own choice."""


class NoticeBar(Banner):
    """A banner above all pages; hidden while there is nothing to say.

    Parameters
    ----------
    dataset : callable
        Returns the folder for recordings.
    """

    def __init__(self, dataset: Callable[[], Path]) -> None:
        super().__init__()
        self.setProperty("place", "above")
        self._dataset = dataset
        self.own: SessionRequest | None = None
        """The session of this window; it is nobody else's."""
        self._looking: Background | None = None
        self._own = ""
        self._others = ""
        self._action: tuple[str, Callable[[], None]] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Look for other programs' sessions from now on."""
        # the first page first: the look reads files, and what reads them is to load
        QTimer.singleShot(FIRST_LOOK_MS, self, self.look)
        self._timer.start()

    def end(self) -> None:
        """Look no more."""
        self._timer.stop()
        if self._looking is not None:
            self._looking.forget()
            self._looking = None

    def say_own(
        self, text: str, action: tuple[str, Callable[[], None]] | None = None
    ) -> None:
        """Say something of this program's session; empty: there is nothing.

        Parameters
        ----------
        text : str
            What to say.
        action : tuple of str and callable, optional
            A button, and what it does.
        """
        if text != self._own:
            self._own, self._action = text, action
            self._show()

    def show_session(self, live: LiveSession | None, go: Callable[[], None]) -> None:
        """Say that a session runs, or has ended without anybody having looked.

        Parameters
        ----------
        live : LiveSession or None
            The session; None: it is in front, or there is none.
        go : callable
            Brings it to the front.
        """
        text = ""
        if live is not None and live.phase in {Phase.RUNNING, Phase.PAUSED}:
            text = self.tr("A session is running: {session}.")
        elif live is not None and live.course.ended is not None:
            text = self.tr("The session has ended: {session}.")
        if live is not None and text:
            from attention_camp.camp.ui.operator.monitor.session_line import (
                session_text,
            )

            text = text.format(session=session_text(live.request))
        self.say_own(text, (self.tr("Monitor"), go))

    def call(self, go: Callable[[], None], page: str) -> None:
        """Say that the participant calls, unless the page in front says it."""
        if page != "monitor":
            text = self.tr("The participant asks for you. Please go to them.")
            self.say_own(text, (self.tr("Monitor"), go))

    def look(self) -> None:
        """Ask, beside the window, whether another program records here."""
        if self._own or self._looking is not None:
            return
        dataset, own = self._dataset(), self.own
        self._looking = Background(lambda: recorded_elsewhere(dataset, own), self)
        self._looking.done.connect(self._on_looked)
        self._looking.failed.connect(lambda _error: self._on_looked(""))
        self._looking.start()

    def _on_looked(self, text: str) -> None:
        self._looking = None
        if text != self._others:
            self._others = text
            self._show()

    def _show(self) -> None:
        text = self._own or self._others
        if not text:
            self.hide()
            return
        self.say("info" if self._own else "warn", text)
        if self._own and self._action is not None:
            name, act = self._action
            self.add_button(name).clicked.connect(act)


def recorded_elsewhere(dataset: Path, own: SessionRequest | None = None) -> str:
    """Return a sentence about sessions that others record; ``own`` is none of them."""
    from attention_camp.camp.dataset.guards.run_lock import recorded_now

    try:
        runs = [
            run
            for run in recorded_now(dataset)
            if own is None
            or (run.participant, run.session) != (own.participant, own.session)
        ]
    except (UserError, OSError) as error:
        return translated(error)
    if not runs:
        return ""
    names = ", ".join(sorted({run.title for run in runs}))
    return translate(
        "NoticeBar",
        "Another window or program is recording in this folder: {names}. It can be "
        "reviewed once it has ended.",
    ).format(names=names)
