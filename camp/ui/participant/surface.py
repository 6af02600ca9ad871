"""What a window that shows frames and hears keys offers, with OpenGL or without."""

from __future__ import annotations

import time
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import (
    QCloseEvent,
    QEventPoint,
    QImage,
    QInputMethodEvent,
    QInputMethodQueryEvent,
    QKeyEvent,
    QMouseEvent,
    QTouchEvent,
)

from attention_camp.camp.ui.participant.inputs import Inputs, Point
from attention_camp.camp.ui.participant.keys import writes_or_deletes
from attention_camp.signal.clock import host_time

_SPIN = 0.0004
"""Seconds before a frame is due in which the wait is busy: a sleep wakes up late."""


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """A picture at its place on the screen, device pixels."""

    image: QImage
    place: QPoint
    drawn: Layer | None = None
    """The layer whose picture this is, at another place; None: its own."""

    @property
    def origin(self) -> Layer:
        """The layer that stands for the picture, wherever it is."""
        return self.drawn or self

    def moved(self, by: QPoint) -> Layer:
        """Return the same picture somewhere else."""
        return Layer(self.image, self.place + by, self.origin)

    @property
    def rect(self) -> QRect:
        """The pixels it covers."""
        return QRect(self.place, self.image.size())


@dataclass(frozen=True, slots=True)
class Frame:
    """What one frame shows: layers in order, each with its opacity, and the patch."""

    layers: tuple[tuple[Layer, float], ...] = ()
    patch: bool = False
    """Whether the photodiode patch is white."""


class Surface(Protocol):
    """A window that shows frames."""

    closed: bool
    """Whether the window manager was asked to close it."""
    waits: bool
    """Whether a buffer swap waits for the screen's refresh."""
    drawing: float
    """Seconds the last frame took to be drawn; 0 where swaps wait, and hide it."""
    patch: QRect
    """Where the photodiode patch is, device pixels; empty: nowhere."""
    inputs: Inputs | None
    """Takes what the participant does, with the host time of its arrival, s."""
    writes: bool
    """Whether a text is written, so that input methods are of use."""

    def setCursor(self, cursor: Qt.CursorShape) -> None:  # noqa: N802 (Qt's name)
        """Show or hide the mouse cursor."""

    def isActive(self) -> bool:  # noqa: N802 (Qt's name)
        """Return whether keys come to this window."""

    def requestActivate(self) -> None:  # noqa: N802 (Qt's name)
        """Ask that keys come to this window."""

    def prepare(self, layers: list[Layer]) -> None:
        """Get layers ready, so that a frame only has to draw them."""

    def show_frame(self, frame: Frame, due: float) -> float:
        """Show a frame when it is due; return when the swap returned, host clock."""


class Hearing:
    """Key, pointer and close events, the same for both kinds of window."""

    closed = False
    inputs: Inputs | None = None
    """Takes what the participant does; None: the screen is not ready yet."""
    writes = False
    """Whether a text is written, so that input methods are of use."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pass the key on with the time of its arrival.

        While a text is written, a held key repeats what it writes or deletes; no other
        key does: Enter, held a little long, would answer the next item as well.
        """
        arrived = host_time()
        repeats = self.writes and writes_or_deletes(event)
        if self.inputs and (repeats or not event.isAutoRepeat()):
            self.inputs.on_key(event, arrived)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pass a click on with its place and the time of its arrival."""
        arrived = host_time()
        self._point(event.position(), event.timestamp(), arrived, "mouse")
        event.accept()

    def touchEvent(self, event: QTouchEvent) -> None:
        """Pass each finger that comes down on; it is no click as well."""
        arrived = host_time()
        for finger in event.points():
            if finger.state() == QEventPoint.State.Pressed:
                self._point(finger.scenePosition(), event.timestamp(), arrived, "touch")
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Answer an input method while a text is written; all else as always."""
        if isinstance(event, QInputMethodQueryEvent):
            event.setValue(Qt.InputMethodQuery.ImEnabled, self.writes)
            event.accept()
            return True
        if isinstance(event, QInputMethodEvent):
            if self.inputs and self.writes and event.commitString():
                self.inputs.on_text(event.commitString(), host_time())
            event.accept()
            return True
        return super().event(event)  # type: ignore[misc, no-any-return]

    def closeEvent(self, event: QCloseEvent) -> None:
        """Take note; the session ends first, then the window goes."""
        self.closed = True
        event.ignore()

    def _point(self, place: QPointF, stamp: int, arrived: float, device: str) -> None:
        if self.inputs is None:
            return
        ratio: float = self.devicePixelRatio()  # type: ignore[attr-defined]
        x, y = place.x() * ratio, place.y() * ratio
        kind: Any = device
        self.inputs.on_point(Point(x, y, stamp, arrived, kind))


def superfluous(kept: Collection[Layer], budget: float, *, needed: int) -> list[Layer]:
    """Return the oldest layers beyond a budget.

    Parameters
    ----------
    kept : collection of Layer
        Oldest first.
    budget : float
        Bytes that may be kept.
    needed : int
        So many of the newest are never superfluous.
    """
    newest_first = list(reversed(list(kept)))
    used = 0
    for index, layer in enumerate(newest_first):
        used += layer.image.sizeInBytes()
        if used > budget and index >= needed:
            return newest_first[index:]
    return []


def wait_precisely(due: float) -> None:
    """Return at ``due``, host clock: sleep most of the time, then watch the clock."""
    while (left := due - host_time()) > _SPIN:
        time.sleep(left - _SPIN)
    while host_time() < due:
        pass
