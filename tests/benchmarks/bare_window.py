"""A bare `QOpenGLWindow`: what a page of code does for frames and keys."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter
from PySide6.QtOpenGL import QOpenGLWindow

Item = tuple[str, float, float]
"""A letter and its place, px."""


class BareWindow(QOpenGLWindow):
    """Draws letters when told, takes keys when they arrive."""

    def __init__(self) -> None:
        super().__init__()
        self.items: list[Item] = []
        self.keys: list[float] = []
        self.swapped = 0.0
        self.resize(1280, 800)
        self.show()
        self.requestActivate()
        while not self.isExposed():
            QCoreApplication.processEvents()
        self.frameSwapped.connect(self._on_frame_swapped)

    def _on_frame_swapped(self) -> None:
        self.swapped = time.monotonic()

    def paintGL(self) -> None:
        """Draw all items."""
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), self.height(), QColor("#303030"))
        painter.setPen(QColor("#ececec"))
        painter.setFont(QFont("sans-serif", 24))
        for text, x, y in self.items:
            painter.drawText(QPointF(x, y), text)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the time of the key's arrival."""
        if not event.isAutoRepeat() and event.key() == Qt.Key.Key_F:
            self.keys.append(time.monotonic())

    def flip(self, items: list[Item], due: float) -> float:
        """Show items at ``due``; return when the swap returned, host clock, s."""
        while time.monotonic() < due - 0.002:
            QCoreApplication.processEvents()
            time.sleep(0.0005)
        while time.monotonic() < due:
            QCoreApplication.processEvents()
        self.items = items
        QCoreApplication.sendEvent(self, QEvent(QEvent.Type.UpdateRequest))
        return self.swapped

    def run(self, until: Callable[[], bool], items: list[Item]) -> None:
        """Show items at 60 Hz until told."""
        due = time.monotonic()
        while not until():
            due += 1 / 60
            self.flip(items, due)
