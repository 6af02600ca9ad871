"""A session's difficulty in a cell of the table."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QSize
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from attention_camp.camp.ui.theme import Theme
from attention_camp.camp.ui.widgets.session_rows import ROW_ROLE, SessionRow

WIDTH = 110
LONGEST = 160
"""Longest line, px, however wide the column is."""


class Sparkline(QStyledItemDelegate):
    """Draws the difficulty over a session as a line without numbers."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def sizeHint(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the preferred size."""
        return QSize(WIDTH, super().sizeHint(option, index).height())

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the line over the cell's background."""
        super().paint(painter, option, index)
        row = index.data(ROW_ROLE)
        if not isinstance(row, SessionRow) or len(row.course) < 2:
            return
        box = option.rect.adjusted(10, 7, -10, -7)
        box.setWidth(min(box.width(), LONGEST))
        low, high = min(row.course), max(row.course)
        span = (high - low) or 1.0
        step = box.width() / (len(row.course) - 1)
        points = [
            QPointF(
                box.left() + i * step, box.bottom() - (v - low) / span * box.height()
            )
            for i, v in enumerate(row.course)
        ]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.accent), 1.5))
        painter.drawPolyline(QPolygonF(points))
        painter.setBrush(QColor(self._theme.accent))
        painter.drawEllipse(points[-1], 2, 2)
        painter.restore()
