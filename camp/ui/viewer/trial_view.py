"""The view of the viewer's list of trials, which hides columns it has no room for."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView

ROWS_MEASURED = 60
"""Rows that the width of a column is taken from; own choice."""


class TrialView(QTableView):
    """Shows the columns that fit as a whole; the last ones need more room."""

    def __init__(self) -> None:
        super().__init__()
        self._widths: list[int] = []
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setStretchLastSection(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def setModel(self, model: QAbstractItemModel | None) -> None:  # noqa: N802
        """Show another model."""
        super().setModel(model)
        self._forget()
        if model is not None:
            model.modelReset.connect(self._forget)

    def _forget(self) -> None:
        self._widths = []

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many columns as fit into the new width."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Hide the columns at the end that would be cut off."""
        if not self._widths:
            self._widths = self._measured()
        room, header = self.viewport().width(), self.horizontalHeader()
        for column, width in enumerate(self._widths):
            room -= width
            self.setColumnHidden(column, room < 0)
            if room >= 0:
                header.resizeSection(column, width)

    def _measured(self) -> list[int]:
        """Return the width that each column needs.

        Qt would lay out every cell; here it does so with the longest text alone.
        """
        model, header = self.model(), self.horizontalHeader()
        advance = self.fontMetrics().horizontalAdvance
        widths = []
        for column in range(header.count()):
            self.setColumnHidden(column, False)  # the head of a hidden one has no width
            needed = header.sectionSizeHint(column)
            rows = range(min(model.rowCount(), ROWS_MEASURED))
            if cells := [model.index(row, column) for row in rows]:
                longest = max(cells, key=lambda cell: advance(str(cell.data() or "")))
                needed = max(needed, self.sizeHintForIndex(longest).width())
            widths.append(needed)
        return widths
