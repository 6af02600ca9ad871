"""A check of a session that runs beside the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from attention_camp.camp.ui.sentences import translated
from attention_camp.camp.ui.widgets.background import Background


class CheckBeside(QObject):
    """At most one check at a time; one that is forgotten tells nobody."""

    ended = Signal()
    """After the check's own functions were called."""

    _checking: Background | None = None

    @property
    def is_running(self) -> bool:
        """Whether a check is under way."""
        return self._checking is not None

    def start(
        self,
        check: Callable[[], object],
        done: Callable[[Any], None],
        failed: Callable[[str], None],
    ) -> None:
        """Check beside the window; then go on, or say why not.

        Parameters
        ----------
        check : callable
            What takes its time; it touches no object of Qt.
        done : callable
            Given what ``check`` returned.
        failed : callable
            Given the text for people.
        """
        checking = self._checking = Background(check, self)

        def on_done(found: object) -> None:
            self._checking = None
            done(found)
            self.ended.emit()

        def on_failed(error: Exception) -> None:
            self._checking = None
            failed(translated(error))
            self.ended.emit()

        checking.done.connect(on_done)
        checking.failed.connect(on_failed)
        checking.start()

    def forget(self) -> bool:
        """Let a check run to its end unheard; return whether there was one."""
        if self._checking is None:
            return False
        self._checking.forget()
        self._checking = None
        return True
