"""The sheet of keyboard shortcuts."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from attention_camp.camp.ui.actions import ACTIONS, MENUS, plain
from attention_camp.camp.ui.theme import SPACE
from attention_camp.camp.ui.widgets.page import label, primary_button, scrolled
from attention_camp.resources.texts import QT_TRANSLATE_NOOP

translate = QCoreApplication.translate

VIEWER_KEYS: tuple[tuple[str, str], ...] = (
    ("← →", QT_TRANSLATE_NOOP("ViewerKeys", "Scroll by a tenth of the window")),
    ("Shift+← →", QT_TRANSLATE_NOOP("ViewerKeys", "Scroll by a whole window")),
    ("Home End", QT_TRANSLATE_NOOP("ViewerKeys", "First and last seconds")),
    ("+ −", QT_TRANSLATE_NOOP("ViewerKeys", "Show less or more time")),
    ("↑ ↓", QT_TRANSLATE_NOOP("ViewerKeys", "Larger or smaller traces")),
    ("N P", QT_TRANSLATE_NOOP("ViewerKeys", "Next and previous trial")),
    ("S", QT_TRANSLATE_NOOP("ViewerKeys", "Show or hide the spectrum")),
    ("E", QT_TRANSLATE_NOOP("ViewerKeys", "Explain the score of the trial")),
    ("A", QT_TRANSLATE_NOOP("ViewerKeys", "Annotate what is selected")),
    ("Esc", QT_TRANSLATE_NOOP("ViewerKeys", "Select nothing")),
    ("Ctrl+Z  Ctrl+Y", QT_TRANSLATE_NOOP("ViewerKeys", "Undo and redo")),
)
"""The keys of the session viewer and what they do."""


class ShortcutSheet(QDialog):
    """Dialog with all keyboard shortcuts."""

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 2 * SPACE)
        columns = QHBoxLayout()
        columns.setSpacing(5 * SPACE)
        columns.addLayout(self._of_menus(actions))
        columns.addLayout(self._of_viewer())
        area = scrolled(columns)
        column.addWidget(area)
        row = QHBoxLayout()
        row.addStretch()
        done = primary_button(self.tr("Close"))
        done.clicked.connect(self.accept)
        row.addWidget(done)
        column.addLayout(row)
        inside = columns.sizeHint() + QSize(3 * SPACE, SPACE)
        whole = inside + self.sizeHint() - area.sizeHint()
        self.resize(whole.boundedTo(parent.size()))

    def _of_menus(self, actions: Mapping[str, QAction]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(SPACE // 2)
        for menu, name in MENUS:
            infos = [i for i in ACTIONS if i.menu == menu and i.shortcut]
            if not infos:
                continue
            column.addWidget(label(plain(translate("Actions", name)), "heading"))
            grid = QGridLayout()
            grid.setHorizontalSpacing(3 * SPACE)
            grid.setVerticalSpacing(SPACE // 2)
            for row, info in enumerate(infos):
                shortcut = actions[info.key].shortcut().toString()
                grid.addWidget(label(plain(actions[info.key].text())), row, 0)
                grid.addWidget(label(shortcut, "muted"), row, 1)
            grid.setColumnStretch(0, 1)
            column.addLayout(grid)
            column.addSpacing(SPACE)
        column.addStretch()
        return column

    def _of_viewer(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(SPACE // 2)
        column.addWidget(label(self.tr("In the session viewer"), "heading"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(3 * SPACE)
        grid.setVerticalSpacing(SPACE // 2)
        for row, (keys, what) in enumerate(VIEWER_KEYS):
            grid.addWidget(label(translate("ViewerKeys", what)), row, 0)
            grid.addWidget(label(keys, "muted"), row, 1)
        column.addLayout(grid)
        column.addSpacing(SPACE)
        column.addWidget(label(self.tr("Everywhere"), "heading"))
        everywhere = QGridLayout()
        everywhere.setHorizontalSpacing(3 * SPACE)
        everywhere.setVerticalSpacing(SPACE // 2)
        everywhere.setHorizontalSpacing(3 * SPACE)
        entries = (
            (self.tr("Next and previous control"), "Tab   Shift+Tab"),
            (self.tr("Press the control in focus"), self.tr("Space")),
        )
        for row, (what, keys) in enumerate(entries):
            everywhere.addWidget(label(what), row, 0)
            everywhere.addWidget(label(keys, "muted"), row, 1)
        column.addLayout(everywhere)
        column.addStretch()
        return column
