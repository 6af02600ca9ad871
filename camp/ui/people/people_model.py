"""The table of people: label, consent, sessions, retention."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QColor

from attention_camp.camp.ui import formats
from attention_camp.camp.ui.sentences import translated
from attention_camp.camp.ui.theme import Theme
from attention_camp.resources.texts import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from attention_camp.camp.dataset.people.overview import PersonRow

translate = QCoreApplication.translate
Index = QModelIndex | QPersistentModelIndex

COLUMNS = (
    QT_TRANSLATE_NOOP("People", "Label"),
    QT_TRANSLATE_NOOP("People", "Consent"),
    QT_TRANSLATE_NOOP("People", "Sessions"),
    QT_TRANSLATE_NOOP("People", "Enrolled"),
    QT_TRANSLATE_NOOP("People", "Keep until"),
)
_RIGHT = {2}


class PeopleTable(QAbstractTableModel):
    """People, one per row."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.rows: list[PersonRow] = []

    def set_rows(self, rows: Sequence[PersonRow]) -> None:
        """Show other people."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802
        """Return the number of people."""
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
            return translate("People", COLUMNS[section])
        return _alignment(section) if role == ALIGNMENT else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        row, column = self.rows[index.row()], index.column()
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return _shown(row, column)
        if role == Qt.ItemDataRole.ForegroundRole:
            if column == 1:
                return QColor(self._theme.good if row.is_fine else self._theme.bad)
            if column == 4 and row.is_due:
                return QColor(self._theme.bad)
        return _alignment(column) if role == ALIGNMENT else None


ALIGNMENT = Qt.ItemDataRole.TextAlignmentRole


def _alignment(column: int) -> int:
    right, left = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignLeft
    side = right if column in _RIGHT else left
    return int(side | Qt.AlignmentFlag.AlignVCenter)


def _shown(row: PersonRow, column: int) -> str:
    if column == 1:
        said = translated(row.state)
        return f"{'✓' if row.is_fine else '✕'} {said}"
    if column == 3:
        return formats.day(row.enrolment.at if row.enrolment else "")
    if column == 4:
        until = formats.day(row.retention) if row.retention else ""
        due = translate("People", "▲ {day}: remove their data")
        return due.format(day=until) if row.is_due else until
    return formats.number(row.n_sessions) if column == 2 else row.label
