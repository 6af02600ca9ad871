"""What the viewer shows while no session is open."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from attention_camp.camp.ui.widgets.page import label


class EmptyViewer(QWidget):
    """What will be here, and how a session is opened."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.addStretch()
        text = label(self.tr("No session is open"), "heading")
        more = label(
            self.tr(
                "Choose one in “Sessions”, or open a session folder such as "
                "DATASET/sub-01/ses-01. Its trials, EEG and spectra are shown here "
                "over one time axis."
            ),
            "muted",
            wraps=True,
        )
        for widget in (text, more):
            widget.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(widget)
        column.addStretch()
