"""A neutral page over the researcher's window, where both share one screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from attention_camp.camp.ui.theme import SPACE


class Curtain(QWidget):
    """Hides a window from the participant until the researcher raises it.

    Parameters
    ----------
    window : QWidget
        What is covered, at whatever size it has.
    """

    raised = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setProperty("role", "curtain")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("The session is over"))
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 3 * SPACE)
        column.addStretch()
        row = QHBoxLayout()
        row.addStretch()
        # no key that a participant still presses may raise it
        self.button = QPushButton(self.tr("Researcher: show the session  Ctrl+Return"))
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.clicked.connect(self._raise)
        row.addWidget(self.button)
        column.addLayout(row)
        self._key = QShortcut(QKeySequence("Ctrl+Return"), self)
        self._key.activated.connect(self._raise)
        window.installEventFilter(self)
        self.hide()

    def draw(self) -> None:
        """Cover the window."""
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _raise(self) -> None:
        self.hide()
        self.raised.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let no key through."""
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Stay as large as the window."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._window.rect())
        return super().eventFilter(watched, event)
