"""What a window that shows frames and hears keys offers, with OpenGL or without."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QCloseEvent, QImage, QKeyEvent

from attention_camp.signal.clock import host_time

_SPIN = 0.0004
"""Seconds before a frame is due in which the wait is busy: a sleep wakes up late."""


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """A picture at its place on the screen, device pixels."""

    image: QImage
    place: QPoint

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
    on_key: Callable[[QKeyEvent, float], None]
    """Called with each key event and the host time of its arrival, s."""

    def isActive(self) -> bool:  # noqa: N802 (Qt's name)
        """Return whether keys come to this window."""

    def requestActivate(self) -> None:  # noqa: N802 (Qt's name)
        """Ask that keys come to this window."""

    def prepare(self, layers: list[Layer]) -> None:
        """Get layers ready, so that a frame only has to draw them."""

    def show_frame(self, frame: Frame, due: float) -> float:
        """Show a frame when it is due; return when the swap returned, host clock."""


class Keyboard:
    """Key and close events, the same for both kinds of window."""

    closed = False
    on_key: Callable[[QKeyEvent, float], None]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pass the key on with the time of its arrival."""
        arrived = host_time()
        if not event.isAutoRepeat():
            self.on_key(event, arrived)
        event.accept()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Take note; the session ends first, then the window goes."""
        self.closed = True
        event.ignore()


def nobody(event: QKeyEvent, arrived: float) -> None:
    """Hear no key: the screen is not ready yet."""


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
