"""List of the steps of a page, with a note for each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from attention_camp.camp.ui.theme import SPACE
from attention_camp.camp.ui.widgets.page import label, mark_current


class StepList(QWidget):
    """A button for each step, with a note below it."""

    chosen = Signal(int)
    """A step was chosen, counted from 0."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self.buttons: list[QPushButton] = []
        self.notes: list[QLabel] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE // 2)
        for number, name in enumerate(names):
            button = QPushButton(name)
            button.setProperty("role", "step")
            button.clicked.connect(lambda _c=False, n=number: self.chosen.emit(n))
            column.addWidget(button)
            note = label("", "small", wraps=True)
            note.setContentsMargins(12, 0, 0, SPACE)
            note.setFixedWidth(max(150, round(5.2 * self.fontMetrics().height())))
            column.addWidget(note)
            self.buttons.append(button)
            self.notes.append(note)
        column.addStretch()

    def mark(self, number: int) -> None:
        """Mark the step that is in front."""
        for place, button in enumerate(self.buttons):
            mark_current(button, current=place == number)
