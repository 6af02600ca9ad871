"""Input row for a note."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from attention_camp.camp.ui.theme import SPACE


class NoteRow(QWidget):
    """A field for a note; Enter stores it."""

    stored = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        self.text = QLineEdit()
        self.text.setPlaceholderText(
            self.tr("What happened, such as: door slammed. Stored with its time.")
        )
        self.text.setAccessibleName(self.tr("Note"))
        self.text.returnPressed.connect(self._store)
        store = QPushButton(self.tr("Store note"))
        store.clicked.connect(self._store)
        leave = QPushButton(self.tr("Cancel"))
        leave.clicked.connect(self.hide)
        row.addWidget(self.text, 1)
        row.addWidget(store)
        row.addWidget(leave)
        self.hide()

    def ask(self) -> None:
        """Show the field and focus it."""
        self.show()
        self.text.setFocus()

    def _store(self) -> None:
        text = self.text.text().strip()
        self.text.clear()
        self.hide()
        if text:
            self.stored.emit(text)
