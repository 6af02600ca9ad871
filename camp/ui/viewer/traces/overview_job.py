"""Opens the pyramid of a recording, or makes it beside the window."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from attention_camp.camp.dataset.derivatives.pyramid import (
    FINEST,
    Pyramid,
    make_pyramid,
    open_pyramid,
)
from attention_camp.camp.dataset.recording import Recording
from attention_camp.camp.ui.viewer.traces.reading import MOST_VALUES
from attention_camp.camp.ui.widgets.background import Background

AFTER_MS = 50
"""Time after the opening from which a pyramid is made, ms: the first picture comes
first, and seldom needs one. Own choice."""


class StoppedError(Exception):
    """Another recording was opened, or the window closes."""


class PyramidJob(QObject):
    """Gives the pyramid of a recording as soon as it is there."""

    ready = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._wanted: Recording | None = None
        self._job: Background | None = None

    def start(self, recording: Recording) -> Pyramid | None:
        """Return the kept pyramid; None: it is made, or not needed at all."""
        self.stop()
        if recording.n_samples < 2 * FINEST:
            return None
        if (kept := open_pyramid(recording)) is not None:
            return kept
        if recording.n_samples * recording.info.n_recorded <= MOST_VALUES // 4:
            return None  # so short that it is read as quickly
        self._wanted = recording
        QTimer.singleShot(AFTER_MS, self, lambda: self._begin(recording))
        return None

    def _begin(self, recording: Recording) -> None:
        if self._wanted is recording:
            self._job = Background(lambda: self._make(recording), self)
            self._job.done.connect(self.ready)
            self._job.start()

    def stop(self) -> None:
        """Give up what is being made."""
        self._wanted = None
        if self._job is not None:
            self._job.forget()
            self._job = None

    def _make(self, recording: Recording) -> Pyramid:
        def look(done: int, total: int) -> None:  # noqa: ARG001
            if self._wanted is not recording:
                raise StoppedError

        return make_pyramid(recording, progress=look)
