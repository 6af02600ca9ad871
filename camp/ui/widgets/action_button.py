"""A button for one of the session's actions."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolButton

from attention_camp.camp.ui.actions import plain


class ActionButton(QToolButton):
    """Button that triggers an action and shows its shortcut."""

    def __init__(self, action: QAction) -> None:
        super().__init__()
        self._action = action
        self.setDefaultAction(action)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        size = max(18, self.fontMetrics().height() - 2)
        self.setIconSize(QSize(size, size))
        self.setAccessibleName(plain(action.text()))
        action.changed.connect(self._on_changed)
        self._on_changed()

    def _on_changed(self) -> None:
        # Qt sets the action's own text again whenever the action changes
        name = plain(self._action.text())
        shortcut = self._action.shortcut().toString()
        self.setText(f"{name}  {shortcut}")
        self.setToolTip(f"{name} ({shortcut})")
