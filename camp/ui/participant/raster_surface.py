"""The participant's window without OpenGL: the processor paints and flushes."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QRect
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QRasterWindow

from attention_camp.camp.ui.participant.palette import background
from attention_camp.camp.ui.participant.surface import (
    Frame,
    Hearing,
    Layer,
    wait_precisely,
)
from attention_camp.signal.clock import host_time


class RasterSurface(Hearing, QRasterWindow):
    """The same without OpenGL; frames are painted and flushed by the processor."""

    def __init__(self) -> None:
        super().__init__()
        self.waits = False
        self.drawing = 0.0
        self.patch = QRect()
        self._frame = Frame()
        self._due = 0.0
        self._painted = False

    def prepare(self, layers: list[Layer]) -> None:
        """Do nothing: the pictures are ready."""

    def dispose(self) -> None:
        """Close the window."""
        shiboken6.delete(self)

    def show_frame(self, frame: Frame, due: float) -> float:
        """Show a frame when it is due; return when the flush returned, host clock."""
        self._frame, self._due, self._painted = frame, due, False
        QCoreApplication.sendEvent(self, QEvent(QEvent.Type.UpdateRequest))
        if not self._painted:
            self.update()
            QCoreApplication.sendEvent(self, QEvent(QEvent.Type.UpdateRequest))
        return host_time()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame ahead of time and wait until it is due."""
        begun = host_time()
        ratio = 1 / self.devicePixelRatio()
        shade = QColor("white" if self._frame.patch else "black")
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), background())
            painter.scale(ratio, ratio)
            for layer, opacity in self._frame.layers:
                painter.setOpacity(opacity)
                painter.drawImage(layer.place, layer.image)
            painter.setOpacity(1.0)
            painter.fillRect(self.patch, shade)
        self._painted = True
        self.drawing = host_time() - begun
        wait_precisely(self._due)
