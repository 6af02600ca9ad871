"""Annotations, gaps, notes, pauses and calls as the rows of a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)

from attention_camp.camp.ui import formats
from attention_camp.camp.ui.viewer.recorded_session import RecordedSession, Stretch
from attention_camp.resources.texts import QT_TRANSLATE_NOOP

translate = QCoreApplication.translate
Index = QModelIndex | QPersistentModelIndex

COLUMNS = (
    QT_TRANSLATE_NOOP("Annotations", "Onset"),
    QT_TRANSLATE_NOOP("Annotations", "Duration"),
    QT_TRANSLATE_NOOP("Annotations", "Description"),
    QT_TRANSLATE_NOOP("Annotations", "By"),
)
FROM_SESSION = QT_TRANSLATE_NOOP("Annotations", "session")
"""Who wrote what the session itself recorded."""


def rows_of(recording: RecordedSession) -> list[Stretch]:
    """Return all that is said of a recording, by its onset."""
    return sorted([*recording.stretches, *recording.marks], key=lambda one: one.onset)


class AnnotationTable(QAbstractTableModel):
    """What is said of a recording, one per row; narrowed by words."""

    def __init__(self) -> None:
        super().__init__()
        self._all: list[Stretch] = []
        self._words: tuple[str, ...] = ()
        self.rows: list[Stretch] = []

    def set_rows(self, rows: Sequence[Stretch]) -> None:
        """Show others."""
        self._all = list(rows)
        self.narrow(" ".join(self._words))

    def narrow(self, text: str) -> None:
        """Show those that hold all words."""
        self.beginResetModel()
        self._words = tuple(text.lower().split())
        self.rows = [
            one
            for one in self._all
            if all(word in f"{one.text} {one.who}".lower() for word in self._words)
        ]
        self.endResetModel()

    @property
    def n_all(self) -> int:
        """Number of rows without words to narrow them."""
        return len(self._all)

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802
        """Return the number of rows."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:  # noqa: N802
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def headerData(  # noqa: N802
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the name of a column."""
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return translate("Annotations", COLUMNS[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        one = self.rows[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            by = one.who or translate("Annotations", FROM_SESSION)
            shown = (
                formats.clock(one.onset, 1),
                formats.number(one.duration, 2, "s") if one.duration else "",
                one.text,
                by,
            )
            return shown[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return one.text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column())
        return None


def _alignment(column: int) -> int:
    side = Qt.AlignmentFlag.AlignRight if column < 2 else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)
