"""Confirmation dialog shown before something is lost."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from attention_camp.camp.ui.theme import SPACE
from attention_camp.camp.ui.widgets.page import label, primary_button


class ConfirmDialog(QDialog):
    """A question, what will be lost, and two verbs; Escape keeps things as they are.

    Parameters
    ----------
    parent : QWidget or None
        Window that the dialog blocks.
    question : str
        The question, as a heading.
    loss : str
        What will be lost.
    do : str
        Verb of the button that goes ahead.
    keep : str
        Verb of the button that changes nothing.
    """

    def __init__(
        self, parent: QWidget | None, question: str, loss: str, do: str, keep: str
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(question)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 2 * SPACE)
        column.setSpacing(SPACE)
        column.addWidget(label(question, "heading"))
        text = label(loss, wraps=True)
        text.setMinimumWidth(440)
        column.addWidget(text)
        column.addSpacing(SPACE)
        row = QHBoxLayout()
        row.addStretch()
        self.do = QPushButton(do)
        self.do.clicked.connect(self.accept)
        self.keep = primary_button(keep)
        self.keep.clicked.connect(self.reject)
        row.addWidget(self.do)
        row.addWidget(self.keep)
        column.addLayout(row)
        self.setAccessibleName(question)
        self.setAccessibleDescription(loss)
        self.keep.setFocus()


def confirm(
    parent: QWidget | None, question: str, loss: str, do: str, keep: str
) -> bool:
    """Ask for confirmation; return whether to go ahead.

    Parameters
    ----------
    parent : QWidget or None
        Window that the dialog blocks.
    question : str
        The question, as a heading.
    loss : str
        What will be lost.
    do : str
        Verb of the button that goes ahead.
    keep : str
        Verb of the button that changes nothing; Escape does the same.
    """
    dialog = ConfirmDialog(parent, question, loss, do, keep)
    return dialog.exec() == QDialog.DialogCode.Accepted
