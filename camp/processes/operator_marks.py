"""Notes, pauses and calls for help of a running session, kept by the operator."""

from __future__ import annotations

import logging
from collections.abc import Callable

from attention_camp.camp.dataset.guards.marks import Mark, keep_mark, write_marks
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.session.clock import HostClock
from attention_camp.camp.session.messages import (
    HelpWanted,
    Note,
    SessionEnded,
    Stage,
    StageChanged,
)
from attention_camp.camp.session.request import SessionRequest
from attention_camp.resources.texts import UserError
from attention_camp.signal.clock import host_time

logger = logging.getLogger(__name__)


class OperatorMarks:
    """Writes marks to disk at once, whatever the other processes are doing."""

    def __init__(self) -> None:
        self._paths: RunPaths | None = None
        self._clock = HostClock()
        self._paused = False
        self.before_end: Callable[[], None] = lambda: None
        """Called when a session has ended: the last moment at which to note."""

    def open(self, paths: RunPaths, request: SessionRequest) -> None:
        """Begin to keep the marks of a run, on the clock of its session."""
        self._paths = paths
        self._clock = HostClock(request.speed, epoch=request.clock_epoch)

    def note(self, text: str, *, when: float | None = None) -> Note:
        """Keep a note; return what the participant's process is told.

        Parameters
        ----------
        text : str
            What happened.
        when : float or None
            Host time, s; None: now.

        Raises
        ------
        OSError
            If it could not be written.
        """
        time = self._clock.from_host(host_time() if when is None else when)
        self._keep(Mark("note", time, text))
        return Note(text, time)

    def take(self, message: object) -> list[Note]:
        """Keep what a process said, if possible; return what becomes an event."""
        if isinstance(message, StageChanged):
            self._take_stage(message)
        elif isinstance(message, SessionEnded):
            self.before_end()
            self._finish()
        elif isinstance(message, HelpWanted):
            mark = Mark("help", self._clock.now())
            self._keep_if_possible(mark)
            return [Note(mark.text, mark.time, mark.kind)]
        return []

    def _take_stage(self, change: StageChanged) -> None:
        """Keep when a pause begins and ends."""
        paused = change.stage is Stage.PAUSED
        if paused == self._paused:
            return
        self._paused = paused
        self._keep_if_possible(Mark("pause" if paused else "resume", self._clock.now()))

    def _finish(self) -> None:
        """Make events of what the participant's process could not write any more."""
        try:
            if self._paths is not None:
                write_marks(self._paths)
        except (UserError, OSError) as error:  # they stay where they are
            logger.warning("notes could not be written as events: %s", error)

    def _keep(self, mark: Mark) -> None:
        if self._paths is not None:
            keep_mark(self._paths, mark)

    def _keep_if_possible(self, mark: Mark) -> None:
        """Keep what the participant's process writes, too: it may fail here."""
        try:
            self._keep(mark)
        except (UserError, OSError) as error:
            logger.warning("%s could not be kept: %s", mark.kind, error)
