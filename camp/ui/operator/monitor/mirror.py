"""A small picture of the participant's screen, for the researcher."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPixmap, QScreen
from PySide6.QtWidgets import QWidget

from attention_camp.camp.session.request import SessionRequest
from attention_camp.camp.ui.screens import is_shared

translate = QCoreApplication.translate

EVERY_MS = 1000
"""From one picture to the next. Each is taken by this process from the window system;
the participant's process neither knows nor waits."""
HEIGHT_LINES = 8
SHAPE = 16 / 10


def why_no_mirror(request: SessionRequest, researcher: QScreen | None) -> str:
    """Return why a session's screen is not mirrored; empty: it may be.

    Parameters
    ----------
    request : SessionRequest
        What the session was asked to be.
    researcher : QScreen or None
        The screen of the researcher's window.
    """
    if request.is_blinded:
        return translate(
            "Mirror", "The study is blinded: what the participant sees is not shown."
        )
    if is_shared(request.display, researcher):
        return translate("Mirror", "The task is on this screen.")
    return ""


class Mirror(QWidget):
    """What the participant's screen showed within the last second."""

    def __init__(self) -> None:
        super().__init__()
        height = HEIGHT_LINES * self.fontMetrics().height()
        self.setMinimumSize(QSize(round(SHAPE * height / 2), height // 2))
        self._hint = QSize(round(SHAPE * height), height)
        self.setAccessibleName(translate("Mirror", "The participant's screen"))
        self.setToolTip(self.accessibleName())
        self._number = 0
        self._picture = QPixmap()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)
        self.hide()

    def begin(self, number: int) -> None:
        """Show a screen by its number, until ``end``."""
        self._number = number
        self.show()
        self.look()
        self._timer.start()

    def end(self) -> None:
        """Show nothing, and forget the last picture."""
        self._timer.stop()
        self._picture = QPixmap()
        self.hide()

    @property
    def has_picture(self) -> bool:
        """Whether there is something to see."""
        return not self._picture.isNull()

    def look(self) -> None:
        """Take a picture; none is taken while the mirror cannot be seen."""
        screens = QGuiApplication.screens()
        if not self.isVisible() or self._number >= len(screens):
            return
        # Wayland lets no program see a screen: the picture is empty then
        whole = screens[self._number].grabWindow(0)
        self._picture = (
            whole.scaled(
                self.size() * self.devicePixelRatio(),
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            if not whole.isNull()
            else QPixmap()
        )
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the usual size."""
        return self._hint

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the picture in the middle, or say that there is none."""
        painter = QPainter(self)
        if not self.has_picture:
            painter.drawText(
                self.rect(),
                Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap,
                translate("Mirror", "This desktop does not let a screen be seen."),
            )
            return
        size = self._picture.size() / self.devicePixelRatio()
        where = QRect(0, 0, size.width(), size.height())
        where.moveCenter(self.rect().center())
        painter.drawPixmap(where, self._picture)
