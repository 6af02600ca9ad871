"""Runs slow work in a thread pool and delivers the result in the GUI thread."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

from attention_camp.resources.texts import UserError

logger = logging.getLogger(__name__)


class Background(QObject):
    """One job; ``done`` or ``failed`` is emitted in the thread that created it."""

    done = Signal(object)
    failed = Signal(object)
    _finished = Signal(object, object)

    def __init__(self, work: Callable[[], Any], parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._is_wanted = True
        self._finished.connect(self._on_finished, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Start the job."""
        QThreadPool.globalInstance().start(_Run(self._run))

    def forget(self) -> None:
        """Discard the result when it comes."""
        self._is_wanted = False

    def _run(self) -> None:
        result: Any = None
        error: Exception | None = None
        try:
            result = self._work()
        except Exception as caught:  # noqa: BLE001  told to the window below
            error = caught
        try:
            self._finished.emit(result, error)
        except RuntimeError:
            logger.info("the window went away while %r was at work", self._work)

    def _on_finished(self, result: object, error: Exception | None) -> None:
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


class _Run(QRunnable):
    """Wraps a function for the thread pool."""

    def __init__(self, function: Callable[[], None]) -> None:
        super().__init__()
        self._function = function

    def run(self) -> None:
        """Call the function."""
        self._function()
