"""A field for YAML with the numbers of its lines, and marks where it is wrong."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontDatabase,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from attention_camp.camp.ui.theme import SPACE, theme_of


class NumberedText(QPlainTextEdit):
    """A text whose lines are numbered beside it."""

    def __init__(self) -> None:
        super().__init__()
        self._wrong: frozenset[int] = frozenset()
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        # by the style sheet: it would put the font of all fields in its place
        self.setStyleSheet(f'QPlainTextEdit {{ font-family: "{fixed.family()}"; }}')
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setTabChangesFocus(True)  # YAML is indented with spaces
        self._numbers = _Numbers(self)
        self.blockCountChanged.connect(self._fit)
        self.updateRequest.connect(self._follow)
        self._fit()

    def show_text(self, text: str) -> None:
        """Put a text in place of what is there; the place and undo stay."""
        if text == self.toPlainText():
            return
        across, down = self.horizontalScrollBar().value(), self.verticalScrollBar()
        at = down.value()
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self.horizontalScrollBar().setValue(across)
        down.setValue(at)

    def mark_wrong(self, lines: Iterable[int]) -> None:
        """Mark the lines, from 1, in which something is wrong."""
        self._wrong = frozenset(lines)
        self._numbers.update()

    def go_to(self, line: int) -> None:
        """Put the cursor, and the keyboard, into a line, from 1."""
        block = self.document().findBlockByNumber(line - 1)
        self.setTextCursor(QTextCursor(block))
        self.centerCursor()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def width_of_numbers(self) -> int:
        """Width beside the text, px."""
        digits = max(3, len(str(self.blockCount())) + 1)
        return digits * self.fontMetrics().horizontalAdvance("9") + 2 * SPACE

    def paint_numbers(self, painter: QPainter, area: QRect) -> None:
        """Draw the numbers of the lines in view."""
        theme = theme_of(self)
        painter.fillRect(area, QColor(theme.sunken))
        block, height = self.firstVisibleBlock(), self.fontMetrics().height()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        while block.isValid() and top <= area.bottom():
            number = block.blockNumber() + 1
            is_wrong = number in self._wrong
            painter.setPen(QColor(theme.bad if is_wrong else theme.muted))
            text = f"✕ {number}" if is_wrong else str(number)
            place = QRect(0, round(top), self._numbers.width() - SPACE, height)
            painter.drawText(place, Qt.AlignmentFlag.AlignRight, text)
            top += self.blockBoundingRect(block).height()
            block = block.next()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the numbers beside the text."""
        super().resizeEvent(event)
        inside = self.contentsRect()
        width = self.width_of_numbers
        self._numbers.setGeometry(inside.left(), inside.top(), width, inside.height())

    def _fit(self) -> None:
        self.setViewportMargins(self.width_of_numbers, 0, 0, 0)

    def _follow(self, area: QRect, scrolled: int) -> None:
        if scrolled:
            self._numbers.scroll(0, scrolled)
        else:
            self._numbers.update(0, area.y(), self._numbers.width(), area.height())


class _Numbers(QWidget):
    """The strip beside the text."""

    def __init__(self, text: NumberedText) -> None:
        super().__init__(text)
        self._text = text
        self.setFont(text.font())

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the width that the numbers need."""
        return QSize(self._text.width_of_numbers, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the numbers."""
        with QPainter(self) as painter:
            painter.setFont(self._text.font())
            self._text.paint_numbers(painter, event.rect())
