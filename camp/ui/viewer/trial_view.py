"""The view of the viewer's list of trials, which hides columns it has no room for."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTableView

ROWS_MEASURED = 60
"""Rows that the width of a column is taken from; own choice."""


class TrialView(QTableView):
    """Shows the columns that fit as a whole; the last ones need more room."""

    def __init__(self) -> None:
        super().__init__()
        # widths are taken from so many rows, not from thousands
        self.horizontalHeader().setResizeContentsPrecision(ROWS_MEASURED)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many columns as fit into the new width."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Hide the columns at the end that would be cut off."""
        header = self.horizontalHeader()
        room = self.viewport().width()
        for column in range(header.count()):
            self.setColumnHidden(column, False)  # the head of a hidden one has no width
            room -= max(self.sizeHintForColumn(column), header.sectionSizeHint(column))
            self.setColumnHidden(column, room < 0)
