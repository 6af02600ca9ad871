"""Runs slow work in a thread pool and delivers the result in the GUI thread."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any

import shiboken6
from PySide6.QtCore import (
    QCoreApplication,
    QObject,
    QRunnable,
    Qt,
    QThreadPool,
    Signal,
)

from attention_camp.resources.texts import UserError

logger = logging.getLogger(__name__)


class Background(QObject):
    """One job; ``done`` or ``failed`` is emitted in the GUI thread, which creates it.

    It may go away with its window while the work goes on: the thread at work knows a
    number, never this object, on which Qt would crash.
    """

    done = Signal(object)
    failed = Signal(object)

    def __init__(self, work: Callable[[], Any], parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._is_wanted = True

    def start(self) -> None:
        """Start the job."""
        _desk().start(_Job(self._work, self))

    def forget(self) -> None:
        """Discard the result when it comes."""
        self._is_wanted = False

    def take(self, result: object, error: Exception | None) -> None:
        """Tell what came of the job, unless it was given up."""
        if not self._is_wanted:
            return
        if error is None:
            self.done.emit(result)
        else:
            if isinstance(error, UserError | OSError):  # shown to people, no fault
                logger.info("not done: %s", error)
            else:
                logger.warning("background work failed", exc_info=error)
            self.failed.emit(error)


@dataclass(slots=True, eq=False)
class _Job:
    work: Callable[[], Any]
    background: Background
    result: Any = None
    error: Exception | None = None


class _Desk(QObject):
    """Keeps the jobs at work in the GUI thread; other threads know their numbers."""

    _ended = Signal(int)

    def __init__(self, app: QCoreApplication) -> None:
        super().__init__(app)
        self._jobs: dict[int, _Job] = {}
        self._numbers = count()
        self._ended.connect(self._hand_out, Qt.ConnectionType.QueuedConnection)

    def start(self, job: _Job) -> None:
        """Start a job in the thread pool."""
        number = next(self._numbers)
        self._jobs[number] = job
        QThreadPool.globalInstance().start(_Run(self, number))

    def perform(self, number: int) -> None:
        """Do a job in this thread, and tell the GUI thread."""
        self._work(number)
        try:
            self._ended.emit(number)
        except RuntimeError:
            logger.info("the application ended while a job was at work")

    def _work(self, number: int) -> None:
        # of its own, so that this thread holds nothing of the job when it tells
        job = self._jobs[number]
        try:
            job.result = job.work()
        except Exception as error:  # noqa: BLE001  told to the window
            job.error = error

    def _hand_out(self, number: int) -> None:
        job = self._jobs.pop(number)
        if shiboken6.isValid(job.background):
            job.background.take(job.result, job.error)
        else:
            logger.info("the window went away while %r was at work", job.work)


class _Run(QRunnable):
    """A job for the thread pool."""

    def __init__(self, desk: _Desk, number: int) -> None:
        super().__init__()
        self._desk = desk
        self._number = number

    def run(self) -> None:
        """Do the job."""
        self._desk.perform(self._number)


def _desk() -> _Desk:
    app = QCoreApplication.instance()
    assert app is not None
    return app.findChild(_Desk) or _Desk(app)
