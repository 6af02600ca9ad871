"""The form in which an annotation is described."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from attention_camp.camp.ui.theme import SPACE
from attention_camp.camp.ui.viewer.recorded_session import Stretch
from attention_camp.camp.ui.widgets.form_rows import buddy, kept_room, pad
from attention_camp.camp.ui.widgets.page import label, primary_button

USUAL = ("BAD_muscle", "BAD_blink", "BAD_movement", "BAD_electrode", "BAD", "lapse")
"""Offered descriptions; any other text may be written. BAD as MNE understands it."""


class AnnotationDialog(QDialog):
    """Description, onset and duration of an annotation.

    Parameters
    ----------
    parent : QWidget
        Window that the dialog blocks.
    stretch : Stretch
        What the fields hold at first.
    longest : float
        Length of the recording, s.
    title : str
        What is done.
    """

    def __init__(
        self, parent: QWidget, stretch: Stretch, longest: float, title: str
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * SPACE, 2 * SPACE, 3 * SPACE, 2 * SPACE)
        column.setSpacing(SPACE)
        column.addWidget(label(title, "heading"))
        form = QFormLayout()
        self.text = QComboBox()
        self.text.setEditable(True)
        # nothing is completed: who writes BAD, or a word of their own, means that
        self.text.setCompleter(None)  # type: ignore[arg-type]  # Qt takes none
        self.text.addItems(USUAL)
        self.text.setCurrentText(stretch.text or USUAL[0])
        self.onset = self._seconds(stretch.onset, longest)
        self.length = self._seconds(stretch.duration, longest)
        form.addRow(buddy(self.tr("&Description"), self.text), self.text)
        form.addRow(buddy(self.tr("&Onset"), self.onset), self.onset)
        form.addRow(buddy(self.tr("D&uration"), self.length), self.length)
        column.addLayout(form)
        said = self.tr(
            "What begins with BAD is left out of epochs, here and in MNE. "
            "Annotations are kept beside the recording, with your name and the time; "
            "the recording itself is not changed."
        )
        column.addWidget(kept_room(label(said, "small", wraps=True)))
        row = QHBoxLayout()
        row.addStretch()
        self.cancel = QPushButton(self.tr("Cancel"))
        self.cancel.clicked.connect(self.reject)
        self.keep = primary_button(self.tr("Keep"))
        self.keep.setDefault(True)
        self.keep.clicked.connect(self.accept)
        row.addWidget(self.cancel)
        row.addWidget(self.keep)
        column.addLayout(row)
        self.setMinimumWidth(420)
        self.text.setFocus()
        if (line := self.text.lineEdit()) is not None:
            line.selectAll()

    def _seconds(self, value: float, longest: float) -> QDoubleSpinBox:
        box = QDoubleSpinBox()
        box.setDecimals(3)
        box.setRange(0.0, max(longest, 0.001))
        box.setSuffix(" s")
        box.setSingleStep(0.1)
        box.setValue(value)
        pad(box)
        return box

    @property
    def stretch(self) -> Stretch:
        """What the fields hold."""
        text = self.text.currentText()
        return Stretch(self.onset.value(), self.length.value(), text)
