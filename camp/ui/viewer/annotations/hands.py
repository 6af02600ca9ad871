"""What a researcher does with a recording: annotate, mark channels, undo."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from attention_camp.camp.dataset.derivatives.review import Review
from attention_camp.camp.dataset.layout import DatasetError
from attention_camp.camp.ui.sentences import translated
from attention_camp.camp.ui.viewer.annotations.dialog import AnnotationDialog
from attention_camp.camp.ui.viewer.recorded_session import RecordedSession, Stretch


class ReviewHands(QObject):
    """Changes of the review of the recording that is open; each is kept at once.

    Parameters
    ----------
    window : QWidget
        Widget that dialogs belong to.
    """

    changed = Signal()
    """Annotations or bad channels are others now."""
    failed = Signal(str)
    """A change could not be kept; the text says why."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.recording: RecordedSession | None = None

    @property
    def review(self) -> Review | None:
        """The review that changes go to; None: there is none."""
        return None if self.recording is None else self.recording.review

    def annotate(self, start: float, stop: float) -> None:
        """Ask for the description of a stretch, and keep it."""
        if self.recording is None:
            return
        asked = self._asked(Stretch(start, stop - start, ""), self.tr("New annotation"))
        if asked is not None:
            self._do(lambda r: r.add(asked.onset, asked.duration, asked.text))

    def edit(self, stretch: Stretch) -> None:
        """Ask for changes of an annotation of the review, and keep them."""
        if not stretch.key:
            self.failed.emit(
                self.tr(
                    "“{text}” is part of the recording and is not changed. Add an "
                    "annotation of your own beside it."
                ).format(text=stretch.text)
            )
            return
        asked = self._asked(stretch, self.tr("Edit annotation"))
        if asked is not None:
            self._do(
                lambda r: r.change(
                    stretch.key,
                    onset=asked.onset,
                    duration=asked.duration,
                    text=asked.text,
                )
            )

    def delete(self, stretch: Stretch) -> None:
        """Delete an annotation of the review; undo brings it back."""
        if stretch.key:
            self._do(lambda review: review.remove(stretch.key))

    def toggle_bad(self, name: str) -> None:
        """Say that a channel is bad, or good again."""
        if self.recording is not None:
            is_bad = name in self.recording.bads
            self._do(lambda review: review.mark_channel(name, bad=not is_bad))

    def undo(self) -> None:
        """Undo the last change."""
        self._do(lambda review: review.undo())

    def redo(self) -> None:
        """Make the last undone change again."""
        self._do(lambda review: review.redo())

    def _asked(self, stretch: Stretch, title: str) -> Stretch | None:
        longest = self.recording.duration if self.recording else 0.0
        dialog = AnnotationDialog(self._window, stretch, longest, title)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return None
        return dialog.stretch

    def _do(self, change: Callable[[Review], object]) -> None:
        if self.recording is None:
            return
        if self.review is None:
            self.failed.emit(translated(self.recording.problem))
            return
        try:
            change(self.review)
        except DatasetError as error:
            self.failed.emit(translated(error))
        else:
            self.changed.emit()
