"""The whole recording in a bar: trials, bad stretches, and the part in view."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from attention_camp.camp.ui.theme import theme_of
from attention_camp.camp.ui.viewer.recorded_session import RecordedSession
from attention_camp.camp.ui.widgets.trace_layout import blank, fits, scale_room


class Overview(QWidget):
    """Overview bar; a click or drag moves the view."""

    time_chosen = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self._recording: RecordedSession | None = None
        self._start = 0.0
        self._stop = 0.0
        self._picture: QPixmap | None = None
        self.gutter = 0.0
        """Room left of the bar, px: that of the traces above."""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self.tr("Overview of the recording"))
        self.setToolTip(self.tr("The whole recording; click to go there"))

    def show_recording(self, recording: RecordedSession) -> None:
        """Show another recording."""
        self._recording = recording
        self._picture = None
        self.update()

    def show_window(self, start: float, stop: float) -> None:
        """Mark the part in view."""
        self._start, self._stop = start, stop
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the preferred size."""
        return QSize(400, 30)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the minimum size."""
        return QSize(100, 30)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the bar, and the part in view over it."""
        if self._picture is None or not fits(self._picture, self):
            self._picture = self._drawn()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        if self._recording is not None:
            accent, per_second = QColor(theme_of(self).accent), self._per_second
            left = self.gutter + self._start * per_second
            width = max(3.0, (self._stop - self._start) * per_second)
            view = QRectF(left, 1, width, self.height() - 2)
            shade = QColor(accent)
            shade.setAlpha(50)
            painter.fillRect(view, shade)
            painter.setPen(QPen(accent, 2))
            painter.drawRect(view)
        painter.end()

    def _drawn(self) -> QPixmap:
        """Return the bar with all that does not change while somebody scrolls."""
        theme = theme_of(self)
        picture = blank(self, Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        bar = self.rect().adjusted(round(self.gutter), 0, -scale_room(self), 0)
        painter.fillRect(bar, QColor(theme.sunken))
        recording = self._recording
        if recording is not None:
            per_second = self._per_second
            painter.translate(self.gutter, 0)
            for trial in recording.answered:
                colour = QColor(theme.good if trial.correct else theme.bad)
                x = trial.onset * per_second
                # right answers high, wrong ones low: not by colour alone
                top = 5 if trial.correct else 16
                painter.fillRect(QRectF(x, top, 2, 9), colour)
            for stretch in recording.stretches:
                if stretch.is_bad:
                    colour = QColor(theme.doubtful)
                    colour.setAlpha(170)
                    left = stretch.onset * per_second
                    width = max(1.5, stretch.duration * per_second)
                    painter.fillRect(QRectF(left, 0, width, self.height()), colour)
            for mark in recording.marks:
                x = mark.onset * per_second
                painter.fillRect(QRectF(x, 0, 2, self.height()), QColor(theme.ink))
        painter.end()
        return picture

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Move the view to the position clicked."""
        self._go(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the view while dragging."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event)

    @property
    def _per_second(self) -> float:
        """Pixels of a second: the bar ends where the traces do."""
        duration = self._recording.duration if self._recording else 0.0
        width = max(self.width() - self.gutter - scale_room(self), 1)
        return width / max(duration, 1e-9)

    def _go(self, event: QMouseEvent) -> None:
        if self._recording is not None:
            place = event.position().x() - self.gutter
            self.time_chosen.emit(place / self._per_second)
