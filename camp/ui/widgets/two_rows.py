"""A row of tools that becomes two rows where one is too narrow."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from attention_camp.camp.ui.theme import SPACE


class TwoRows(QWidget):
    """Two groups of tools, beside each other where there is room, else stacked.

    Parameters
    ----------
    gap : int
        Between two tools, px.
    """

    def __init__(self, gap: int = SPACE) -> None:
        super().__init__()
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(gap)
        self.parts = QHBoxLayout(), QHBoxLayout()
        """Where the tools go: the first group and the second."""
        for part in self.parts:
            part.setSpacing(gap)
            self._rows.addLayout(part)

    def share(self, first: int, second: int) -> None:
        """Set how much of the width each group takes where they are beside each other.

        Parameters
        ----------
        first, second : int
            Shares, of which only the ratio counts.
        """
        for group, part in enumerate((first, second)):
            self._rows.setStretch(group, part)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the size with the tools in two rows."""
        parts = [part.minimumSize() for part in self.parts]
        return QSize(max(part.width() for part in parts), parts[0].height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the tools in two rows where one is too narrow."""
        super().resizeEvent(event)
        needed = sum(part.minimumSize().width() for part in self.parts)
        fits = needed + self._rows.spacing() <= self.width()
        flow = QBoxLayout.Direction
        self._rows.setDirection(flow.LeftToRight if fits else flow.TopToBottom)
