"""A button for one of the session's actions."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolButton

from attention_camp.camp.ui.actions import plain


class ActionButton(QToolButton):
    """Button that triggers an action; the tooltip says its shortcut."""

    def __init__(self, action: QAction) -> None:
        super().__init__()
        self._action = action
        self.setDefaultAction(action)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        size = max(18, self.fontMetrics().height() - 2)
        self.setIconSize(QSize(size, size))
        self.setAccessibleName(plain(action.text()))
        self._is_short = True
        action.changed.connect(self._on_changed)
        self._on_changed()

    def set_short(self, short: bool) -> None:
        """Leave the shortcut to the tooltip, or show it beside the name."""
        if short is not self._is_short:
            self._is_short = short
            self._on_changed()

    def _on_changed(self) -> None:
        # Qt sets the action's own text again whenever the action changes
        name = plain(self._action.text())
        shortcut = self._action.shortcut().toString()
        self.setText(name if self._is_short else f"{name}  {shortcut}")
        self.setToolTip(f"{name} ({shortcut})")
