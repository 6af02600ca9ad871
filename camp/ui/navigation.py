"""The side list of pages."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolTip,
    QVBoxLayout,
)

from attention_camp.camp.ui.actions import NAVIGATION, plain
from attention_camp.camp.ui.icons import app_icon
from attention_camp.camp.ui.theme import SPACE
from attention_camp.camp.ui.widgets.page import label, mark_current


class Navigation(QFrame):
    """One button for each page; arrow keys go up and down."""

    chosen = Signal(str)

    def __init__(self, actions: Mapping[str, QAction]) -> None:
        super().__init__()
        self.setProperty("role", "side")
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE, 2 * SPACE, SPACE, 2 * SPACE)
        column.setSpacing(SPACE // 4)
        column.addWidget(self._brand())
        column.addSpacing(SPACE)
        self.buttons: dict[str, QPushButton] = {}
        for key in NAVIGATION:
            action = actions[key]
            button = QPushButton(action.icon(), plain(action.text()))
            button.setProperty("role", "nav")
            size = max(20, self.fontMetrics().height())
            button.setIconSize(QSize(size, size))
            button.setAccessibleName(button.text())
            button.setToolTip(f"{button.text()} ({action.shortcut().toString()})")
            button.clicked.connect(lambda _checked=False, k=key: self.chosen.emit(k))
            column.addWidget(button)
            self.buttons[key] = button
        column.addStretch()
        self.setSizePolicy(
            self.sizePolicy().Policy.Fixed, self.sizePolicy().Policy.Minimum
        )

    def set_compact(self, compact: bool) -> None:
        """Show or hide the names beside the icons."""
        self._name.setVisible(not compact)
        for button in self.buttons.values():
            button.setText("" if compact else button.accessibleName())

    def mark(self, key: str) -> None:
        """Highlight the current page, and say which it is."""
        for name, button in self.buttons.items():
            mark_current(button, current=name == key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move between the buttons with the arrow keys."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        buttons = list(self.buttons.values())
        focused = [i for i, button in enumerate(buttons) if button.hasFocus()]
        start = focused[0] if focused else -1
        next_one = buttons[(start + step) % len(buttons)]
        next_one.setFocus(Qt.FocusReason.TabFocusReason)
        if not next_one.text():  # its name is not beside the icon
            right = next_one.mapToGlobal(next_one.rect().topRight())
            QToolTip.showText(right, next_one.toolTip(), next_one)

    def _brand(self) -> QFrame:
        frame = QFrame()
        row = QHBoxLayout(frame)
        row.setContentsMargins(SPACE, 0, SPACE, 0)
        row.setSpacing(SPACE)
        picture = QLabel()
        picture.setPixmap(app_icon().pixmap(28, 28))
        picture.setAccessibleName("Attention Camp")
        row.addWidget(picture)
        self._name = label("Attention Camp", "heading")
        row.addWidget(self._name)
        row.addStretch()
        return frame
