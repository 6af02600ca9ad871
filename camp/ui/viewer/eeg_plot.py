"""The EEG of the time in view, with annotations and trial onsets."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from attention_camp.camp.ui import formats
from attention_camp.camp.ui.theme import Theme, theme_of
from attention_camp.camp.ui.viewer.recorded_session import RecordedSession, thin
from attention_camp.camp.ui.viewer.timeline import GUTTER_LINES
from attention_camp.camp.ui.widgets.session_model import REST
from attention_camp.camp.ui.widgets.trace_layout import draw_scale, scale_room

REACH = 1.5
"""Rows that a trace may reach beyond its own to each side; own choice."""
TICK_STEPS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600)


class EegPlot(QWidget):
    """Traces of the picked channels between two times; read by window."""

    scrolled = Signal(float)
    """Requests to scroll by a number of seconds."""
    zoomed = Signal(float)
    """Requests a time window longer by a factor."""

    def __init__(self) -> None:
        super().__init__()
        self._recording: RecordedSession | None = None
        self._rows: list[int] = []
        self._start = 0.0
        self._stop = 10.0
        self.scale_uv = 50.0
        self._times: NDArray[np.float64] = np.empty(0)
        self._values: NDArray[np.float64] = np.empty((0, 0))
        self.data: NDArray[np.float64] = np.empty((0, 0))
        """EEG of the window in µV, all channels: for the spectrum."""
        self.setMinimumSize(300, 120)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("EEG traces"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def show_recording(self, recording: RecordedSession) -> None:
        """Show another recording."""
        self._recording = recording
        self._rows = list(range(len(recording.ch_names)))

    def pick(self, rows: Sequence[int]) -> None:
        """Set the channels shown."""
        self._rows = list(rows)
        self.update()

    def set_scale(self, scale_uv: float) -> None:
        """Set the distance between two channels, µV."""
        self.scale_uv = scale_uv
        self.update()

    def show_window(self, start: float, stop: float) -> None:
        """Show the EEG between two times, s."""
        if self._recording is None:
            return
        self._start, self._stop = start, stop
        self.setAccessibleDescription(self._words(self._recording))
        self.data, first = self._recording.window(start, stop)
        width = max(2, int(self._plot.width()))
        self._times, self._values = thin(self.data, first, self._recording.sfreq, width)
        self.update()

    def _words(self, recording: RecordedSession) -> str:
        """Return what is in view, in a sentence."""
        bad = [name for name in recording.ch_names if name in recording.bads]
        here = [
            mark.text
            for mark in recording.marks
            if self._start <= mark.onset <= self._stop
        ]
        return self.tr(
            "{n} channels from {start} to {stop}; bad: {bad}; notes: {notes}"
        ).format(
            n=len(self._rows),
            start=formats.clock(self._start),
            stop=formats.clock(self._stop),
            bad=", ".join(bad) or formats.NOTHING,
            notes=", ".join(here) or formats.NOTHING,
        )

    @property
    def rows(self) -> list[int]:
        """Indices of the channels shown."""
        return self._rows

    def resizeEvent(self, event: object) -> None:  # noqa: ARG002
        """Recompute the traces for the new width."""
        self.show_window(self._start, self._stop)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl, zoom."""
        turn = event.angleDelta().y() / 120
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoomed.emit(0.8**turn)
        else:
            self.scrolled.emit(-turn * 0.1 * (self._stop - self._start))
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw annotations, trials, traces, names and the time axis."""
        theme = theme_of(self)
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.surface))
        if self._recording is not None and self._rows:
            self._draw_stretches(painter, theme, self._recording)
            self._draw_trials(painter, theme, self._recording)
            self._draw_axis(painter, theme)
            self._draw_traces(painter, theme, self._recording)
            self._draw_marks(painter, theme, self._recording)
            text = self.tr("{scale} µV").format(scale=f"{self.scale_uv:.0f}")
            height = self._plot.height() / len(self._rows)
            draw_scale(self, painter, self._plot, height, text)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    @property
    def _plot(self) -> QRectF:
        metrics = self.fontMetrics()
        names = self._recording.ch_names if self._recording else ()
        gutter = max((metrics.horizontalAdvance(n) for n in names), default=20) + 20
        gutter = max(gutter, int(GUTTER_LINES * metrics.height()))
        return QRectF(
            gutter,
            metrics.height() + 4,
            max(10, self.width() - gutter - scale_room(self)),
            max(10, self.height() - 2 * metrics.height() - 14),
        )

    def _x(self, time: float) -> float:
        plot = self._plot
        return plot.left() + (time - self._start) / (self._stop - self._start) * (
            plot.width()
        )

    def _draw_stretches(
        self, painter: QPainter, theme: Theme, recording: RecordedSession
    ) -> None:
        plot = self._plot
        for stretch in recording.stretches:
            end = stretch.onset + stretch.duration
            if end < self._start or stretch.onset > self._stop or not stretch.is_bad:
                continue
            left = max(self._x(stretch.onset), plot.left())
            right = min(self._x(end), plot.right())
            shade = QColor(theme.doubtful)
            shade.setAlpha(60)
            box = QRectF(left, plot.top(), max(2.0, right - left), plot.height())
            painter.fillRect(box, shade)
            painter.setPen(QColor(theme.ink))
            painter.drawText(QPointF(left + 3, plot.bottom() - 4), stretch.text)

    def _draw_trials(
        self, painter: QPainter, theme: Theme, recording: RecordedSession
    ) -> None:
        plot = self._plot
        free = -1e9
        for trial in recording.trials:
            if not self._start <= trial.onset <= self._stop:
                continue
            x = self._x(trial.onset)
            colour = QColor(theme.good if trial.correct else theme.bad)
            text = f"{'✓' if trial.correct else '✕'} {trial.trial}"
            if trial.task == REST:
                colour, text = QColor(theme.muted), str(trial.trial)
            painter.setPen(QPen(colour, 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
            width = self.fontMetrics().horizontalAdvance(text)
            if x - width / 2 > free:
                painter.setPen(colour)
                painter.drawText(QPointF(x - width / 2, plot.top() - 5), text)
                free = x + width / 2 + 6

    def _draw_marks(
        self, painter: QPainter, theme: Theme, recording: RecordedSession
    ) -> None:
        """Draw what the researcher noted, where it happened."""
        plot, metrics = self._plot, self.fontMetrics()
        for mark in recording.marks:
            if not self._start <= mark.onset <= self._stop:
                continue
            x = self._x(mark.onset)
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
            room = round(plot.right() - x - 8)
            text = metrics.elidedText(mark.text, Qt.TextElideMode.ElideRight, room)
            box = QRectF(
                x, plot.top(), metrics.horizontalAdvance(text) + 8, metrics.height() + 2
            )
            painter.fillRect(box, QColor(theme.accent_soft))
            painter.setPen(QColor(theme.ink))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _draw_axis(self, painter: QPainter, theme: Theme) -> None:
        plot = self._plot
        span = self._stop - self._start
        room = 1.6 * self.fontMetrics().horizontalAdvance("00:00.0")
        fitting = (s for s in TICK_STEPS if s / span * plot.width() >= room)
        step = next(fitting, TICK_STEPS[-1])
        first, last = np.ceil(self._start / step), np.floor(self._stop / step)
        for tick in np.arange(first, last + 1) * step:
            x = self._x(float(tick))
            painter.setPen(QColor(theme.sunken))
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
            painter.setPen(QColor(theme.muted))
            text = formats.clock(float(tick), int(step < 1))
            width = self.fontMetrics().horizontalAdvance(text)
            left = min(max(x - width / 2, 0), self.width() - width)
            painter.drawText(
                QPointF(left, plot.bottom() + self.fontMetrics().ascent() + 4), text
            )

    def _draw_traces(
        self, painter: QPainter, theme: Theme, recording: RecordedSession
    ) -> None:
        from pyqtgraph.functions import create_qpolygonf, ndarray_from_qpolygonf

        plot = self._plot
        height = plot.height() / len(self._rows)
        metrics = self.fontMetrics()
        stride = max(1, int(np.ceil(metrics.height() * 0.85 / height)))
        x = self._x_of(self._times)
        for place, row in enumerate(self._rows):
            name = recording.ch_names[row]
            middle = plot.top() + height * (place + 0.5)
            is_bad = name in recording.bads
            if place % stride == 0:
                painter.setPen(QColor(theme.bad if is_bad else theme.ink))
                text = f"✕ {name}" if is_bad else name
                painter.drawText(QPointF(8, middle + metrics.ascent() / 2 - 1), text)
            if not x.size:
                continue
            values = self._values[row]
            present = np.isfinite(values)
            if not present.any():
                continue
            away = (values - np.median(values[present])) / self.scale_uv * height
            # a trace that is too large stays near its row, not over the good ones
            y = middle - np.clip(away, -REACH * height, REACH * height)
            painter.setPen(QPen(QColor(theme.muted if is_bad else theme.ink), 1))
            painter.save()
            painter.setClipRect(plot.adjusted(0, -metrics.height() / 2, 0, 4))
            edges = np.flatnonzero(np.diff(present.astype(np.int8))) + 1
            for part in np.split(np.arange(present.size), edges):
                if present[part[0]] and part.size > 1:
                    polygon = create_qpolygonf(part.size)
                    points = ndarray_from_qpolygonf(polygon)
                    points[:, 0] = x[part]
                    points[:, 1] = y[part]
                    painter.drawPolyline(polygon)
            painter.restore()

    def _x_of(self, times: NDArray[np.float64]) -> NDArray[np.float64]:
        plot = self._plot
        span = self._stop - self._start
        x: NDArray[np.float64] = (
            plot.left() + (times - self._start) / span * plot.width()
        )
        return x
