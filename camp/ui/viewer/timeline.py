"""The trials along the session's time: difficulty, answers, reaction time, score."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from attention_camp.camp.ui.plots import translucent
from attention_camp.camp.ui.theme import Theme, theme_of
from attention_camp.camp.ui.viewer.courses import Box, Course, courses_of
from attention_camp.camp.ui.viewer.recorded_session import RecordedSession
from attention_camp.camp.ui.viewer.traces.drawing import Frame, ticks_of
from attention_camp.camp.ui.widgets.course_plots import course_in_words
from attention_camp.camp.ui.widgets.trace_layout import blank, fits, scale_room

translate = QCoreApplication.translate

SMALL = 0.9
"""Size of the courses' texts, as a share of the window's."""
REACH = 4
"""How far marks may reach beyond a plot, px."""


class Timeline(QWidget):
    """The courses of a session over one time axis; a click goes to that time.

    They are of the whole session, with the time in view marked, or of the time in view
    alone, in line with the traces below.
    """

    time_chosen = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self._recording: RecordedSession | None = None
        self._courses: tuple[Course, ...] = ()
        self._start, self._stop = 0.0, 1.0
        self._is_following = False
        self._picture: QPixmap | None = None
        self.gutter = 0.0
        """Room left of the time axis, px: that of the traces below."""
        self._small = QFont(self.font())
        self._small.setPointSizeF(SMALL * self.font().pointSizeF())
        self._metrics = QFontMetrics(self._small)
        self.setMinimumSize(300, 10 * self._metrics.height())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(translate("Viewer", "Course of the trials"))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def show_recording(self, recording: RecordedSession) -> None:
        """Show the courses of another session."""
        self._recording = recording
        self._courses = courses_of(recording)
        self.setAccessibleDescription(course_in_words(recording.answered))
        self._redraw()

    def show_window(self, start: float, stop: float) -> None:
        """Mark which time the EEG below shows, or show it alone."""
        self._start, self._stop = start, stop
        if self._is_following:
            self._picture = None
        self.update()

    def follow(self, *, on: bool) -> None:
        """Show the time in view alone, or all of the session."""
        if on is not self._is_following:
            self._is_following = on
            self._redraw()

    def _redraw(self) -> None:
        self._picture = None
        self.update()

    @property
    def frames(self) -> list[Frame]:
        """Where each course is, and which times it is of."""
        if self._recording is None:
            return []
        span = (0.0, self._recording.duration)
        start, stop = (self._start, self._stop) if self._is_following else span
        line = self._metrics.height()
        width = max(10.0, self.width() - self.gutter - scale_room(self))
        room = self.height() - line - 4 - len(self._courses) * (line + 2)
        per_weight = max(8.0, room / sum(course.weight for course in self._courses))
        frames, top = [], 0.0
        for course in self._courses:
            height = per_weight * course.weight
            plot = QRectF(self.gutter, top + line, width, height)
            frames.append(Frame(plot, start, max(stop, start + 1e-3)))
            top += line + height + 2
        return frames

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the courses, and the time in view over them."""
        if self._picture is None or not fits(self._picture, self):
            self._picture = self._drawn()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        frames = self.frames
        if frames and not self._is_following:
            theme, first, last = theme_of(self), frames[0], frames[-1].plot
            left = first.x(self._start)
            right = min(first.x(self._stop), first.plot.right())
            box = QRectF(left, first.plot.top(), max(3.0, right - left), 0)
            box.setBottom(last.bottom())
            painter.fillRect(box, translucent(theme.accent, 45))
            painter.setPen(QPen(QColor(theme.accent), 1))
            painter.drawRect(box)
        painter.end()

    def _drawn(self) -> QPixmap:
        theme = theme_of(self)
        picture = blank(self, QColor(theme.surface))
        painter = QPainter(picture)
        painter.setFont(self._small)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for course, frame in zip(self._courses, self.frames, strict=False):
            box = Box(frame, course.low, course.high)
            self._draw_axes(painter, course, box, theme)
            painter.save()
            painter.setClipRect(frame.plot.adjusted(-REACH, -REACH, REACH, REACH))
            course.draw(painter, box, theme)
            painter.restore()
        self._draw_times(painter, theme)
        painter.end()
        return picture

    def _draw_axes(
        self, painter: QPainter, course: Course, box: Box, theme: Theme
    ) -> None:
        plot, metrics = box.frame.plot, self._metrics
        painter.setPen(QColor(theme.muted))
        title = metrics.elidedText(
            course.title, Qt.TextElideMode.ElideRight, round(plot.width())
        )
        painter.drawText(
            QPointF(plot.left() + 4, plot.top() - metrics.descent()), title
        )
        values, texts = zip(*course.ticks, strict=True)
        heights = box.y(np.array(values)).tolist()
        painter.setPen(QColor(theme.sunken))
        for y in heights:
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
        painter.setPen(QColor(theme.muted))
        places = list(zip(heights, texts, strict=True))
        for y, text in with_room(places, metrics.ascent()):
            x = plot.left() - metrics.horizontalAdvance(text) - 6
            painter.drawText(QPointF(x, y + metrics.ascent() / 2 - 1), text)
        painter.setPen(QColor(theme.border))
        painter.drawPolyline([plot.topLeft(), plot.bottomLeft(), plot.bottomRight()])

    def _draw_times(self, painter: QPainter, theme: Theme) -> None:
        frames, metrics = self.frames, self._metrics
        if not frames:
            return
        last = frames[-1]
        for x, text in ticks_of(last, metrics):
            painter.setPen(QColor(theme.border))
            for frame in frames:
                foot = QPointF(x, frame.plot.bottom())
                painter.drawLine(foot, foot - QPointF(0, REACH))
            painter.setPen(QColor(theme.muted))
            width = metrics.horizontalAdvance(text)
            left = min(max(x - width / 2, 0), self.width() - width)
            at = QPointF(left, last.plot.bottom() + metrics.ascent() + 3)
            painter.drawText(at, text)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the time that was clicked."""
        frames = self.frames
        if frames and event.button() == Qt.MouseButton.LeftButton:
            plot, x = frames[0].plot, event.position().x()
            inside = min(max(x, plot.left()), plot.right())
            self.time_chosen.emit(frames[0].time(inside))


def with_room(places: list[tuple[float, str]], room: float) -> list[tuple[float, str]]:
    """Return the numbers of an axis that can be read: both ends, others if they fit.

    In a low plot the upper end is lifted off the lower one: beside the title is space.

    Parameters
    ----------
    places : list of (float, str)
        The height of each number, px from the top, and its text; the lowest first.
    room : float
        Least distance between two of them, px.
    """
    if len(places) < 2:
        return places
    lowest, *others, (y, text) = places
    highest = min(y, lowest[0] - room)
    kept = [lowest]
    for one in others:
        if highest + room <= one[0] <= kept[-1][0] - room:
            kept.append(one)
    return [*kept, (highest, text)]
