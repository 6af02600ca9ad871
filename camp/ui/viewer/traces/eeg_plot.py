"""The EEG of the time in view, and what mouse and menu do with it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QMenu

from attention_camp.camp.ui.viewer.recorded_session import RecordedSession, Stretch
from attention_camp.camp.ui.viewer.traces.picture import TracePicture

LEAST_DRAG = 4
"""Pixels below which a drag is a click."""


class EegPlot(TracePicture):
    """Traces that can be scrolled, zoomed, selected from and annotated."""

    scrolled = Signal(float)
    """Requests to scroll by a number of seconds."""
    zoomed = Signal(float)
    """Requests a time window longer by a factor."""
    bad_toggled = Signal(str)
    """Requests that a channel be bad, or good again."""
    stretch_chosen = Signal(object)
    """An annotation was chosen, to be edited."""
    annotation_wanted = Signal()
    """Requests an annotation of the selection."""

    def __init__(self) -> None:
        super().__init__()
        self._pressed: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a selection; on a name, say that its channel is bad or good."""
        if event.button() != Qt.MouseButton.LeftButton or self.recording is None:
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        at = event.position()
        if at.x() < self.plot.left():
            row = self.row_at(at.y())
            if row is not None and not self.arrangement.is_butterfly:
                channel = self.arrangement.channels[row]
                if channel.kind == "eeg":  # of others nobody asks, and eyes are none
                    self.bad_toggled.emit(channel.name)
            return
        self._pressed = at

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Extend the selection, or show what is under the pointer."""
        self.pointer = event.position()
        in_gutter = self.pointer.x() < self.plot.left()
        shapes = Qt.CursorShape
        self.setCursor(shapes.PointingHandCursor if in_gutter else shapes.CrossCursor)
        if self._pressed is not None:
            self._select_to(self.pointer)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the selection; a click without a drag selects nothing."""
        if self._pressed is None:
            return
        begun, self._pressed = self._pressed, None
        if abs(event.position().x() - begun.x()) < LEAST_DRAG:
            self.select(0.0, 0.0)

    def _select_to(self, at: QPointF) -> None:
        if self._pressed is None or abs(at.x() - self._pressed.x()) < LEAST_DRAG:
            return
        frame = self.frame
        ends = sorted(frame.time(p.x()) for p in (self._pressed, at))
        longest = self.recording.duration if self.recording else 0.0
        self.select(max(0.0, ends[0]), min(longest, ends[1]))

    def leaveEvent(self, event: object) -> None:  # noqa: ARG002
        """Show no read-out any more."""
        self.pointer = None
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Choose the annotation under the pointer."""
        self._pressed = None
        if (found := self.stretch_at(event.position())) is not None:
            self.stretch_chosen.emit(found)

    def stretch_at(self, at: QPointF) -> Stretch | None:
        """Return the shortest annotation of the review at a place."""
        if self.recording is None or not self.plot.contains(at):
            return None
        frame = self.frame
        time, slack = frame.time(at.x()), frame.time(at.x() + 3) - frame.time(at.x())
        found = [
            one
            for one in self.in_view(self.recording.stretches)
            if one.key and one.onset - slack <= time <= one.onset + one.duration + slack
        ]
        return min(found, key=lambda one: one.duration, default=None)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the channel, the annotation or the selection."""
        menu = self.menu_at(event.pos())
        if menu is not None:
            menu.exec(event.globalPos())

    def menu_at(self, pos: QPoint) -> QMenu | None:
        """Return the menu of a place."""
        if self.recording is None:
            return None
        menu, at = QMenu(self), QPointF(pos)
        row = self.row_at(at.y())
        if row is not None:
            self._offer_channel(menu, self.recording, row)
        menu.addSeparator()
        found = self.stretch_at(at)
        if found is not None:
            menu.addAction(
                self.tr("Edit “{text}”…").format(text=found.text),
                lambda: self.stretch_chosen.emit(found),
            )
        if self.selection is not None:
            menu.addAction(
                self.tr("Annotate the selection…"), self.annotation_wanted.emit
            )
        return menu

    def _offer_channel(self, menu: QMenu, recording: RecordedSession, row: int) -> None:
        name = self.arrangement.channels[row].name
        if self.arrangement.channels[row].kind == "eeg":
            text = (
                self.tr("{name} is good again")
                if name in recording.bads
                else self.tr("{name} is bad")
            )
            menu.addAction(text.format(name=name), lambda: self.bad_toggled.emit(name))
        for text, by in (
            (self.tr("Draw {name} larger"), 1),
            (self.tr("Draw {name} smaller"), -1),
            (self.tr("Draw {name} as the others"), 0),
        ):
            menu.addAction(text.format(name=name), partial(self._enlarge, row, by))

    def _enlarge(self, row: int, by: int) -> None:
        self.arrangement.enlarge(row, by)
        self.redraw()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl, zoom."""
        turn = event.angleDelta().y() / 120
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoomed.emit(0.8**turn)
        else:
            self.scrolled.emit(-turn * 0.1 * (self._stop - self._start))
        event.accept()
