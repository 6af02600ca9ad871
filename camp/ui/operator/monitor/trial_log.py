"""The log of trials, newest first."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QTableView

from attention_camp.camp.session.records import TrialRecord
from attention_camp.camp.ui import formats
from attention_camp.camp.ui.theme import Theme
from attention_camp.camp.ui.widgets.codes import condition_text, task_title
from attention_camp.camp.ui.widgets.session_view import NARROW, session_view
from attention_camp.resources.texts import QT_TRANSLATE_NOOP
from attention_camp.tasks.difficulty import WHY

translate = QCoreApplication.translate
Index = QModelIndex | QPersistentModelIndex

COLUMNS: tuple[tuple[str, str], ...] = (
    ("trial", QT_TRANSLATE_NOOP("TrialLog", "Trial")),
    ("onset", QT_TRANSLATE_NOOP("TrialLog", "Time")),
    ("task", QT_TRANSLATE_NOOP("TrialLog", "Task")),
    ("condition", QT_TRANSLATE_NOOP("TrialLog", "Condition")),
    ("level", QT_TRANSLATE_NOOP("TrialLog", "Level")),
    ("correct", QT_TRANSLATE_NOOP("TrialLog", "Answer")),
    ("reaction_time", QT_TRANSLATE_NOOP("TrialLog", "Reaction")),
    ("engagement", QT_TRANSLATE_NOOP("TrialLog", "Engagement")),
    ("quality", QT_TRANSLATE_NOOP("TrialLog", "EEG quality")),
    ("why", QT_TRANSLATE_NOOP("TrialLog", "Next level, and why")),
)
_RIGHT = {"trial", "onset", "level", "reaction_time", "engagement", "quality"}


class TrialLogTable(QAbstractTableModel):
    """Trials as rows, the newest first."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.records: list[TrialRecord] = []

    def clear(self) -> None:
        """Forget all trials."""
        self.beginResetModel()
        self.records = []
        self.endResetModel()

    def add(self, record: TrialRecord) -> None:
        """Put a trial on top."""
        self.beginInsertRows(QModelIndex(), 0, 0)
        self.records.insert(0, record)
        self.endInsertRows()

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802
        """Return the number of trials."""
        return 0 if parent is not None and parent.isValid() else len(self.records)

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
        key, name = COLUMNS[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return translate("TrialLog", name)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(key)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        record = self.records[index.row()]
        key = COLUMNS[index.column()][0]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return cell_text(record, key)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(key)
        if role == Qt.ItemDataRole.ForegroundRole and key == "correct":
            return QColor(self._theme.good if record.correct else self._theme.bad)
        if role == Qt.ItemDataRole.ToolTipRole:
            if key == "engagement" and record.score_reason:
                return translate("reasons", record.score_reason)
            return cell_text(record, key)
        return None


def trial_log_view(model: TrialLogTable) -> QTableView:
    """Return the view of a log."""
    view = session_view(translate("TrialLog", "Log of trials"))
    view.setModel(model)
    header = view.horizontalHeader()
    header.setStretchLastSection(True)
    view.setStyleSheet(NARROW)
    last = header.count() - 1

    def fit() -> None:
        """Fit all columns but the last, which takes the room that is left."""
        for column in range(last):
            view.resizeColumnToContents(column)

    # a new row alone does not make the columns fit
    model.rowsInserted.connect(fit)
    height = view.fontMetrics().height()
    view.verticalHeader().setDefaultSectionSize(height + 8)
    view.setMinimumHeight(round(2.6 * height) + 24)
    return view


def cell_text(record: TrialRecord, key: str) -> str:
    """Return a trial's value in a column, for people."""
    match key:
        case "onset":
            return formats.clock(record.onset)
        case "task":
            return task_title(record.task)
        case "condition":
            return condition_text(record.condition)
        case "correct":
            right = translate("TrialLog", "✓ right")
            return right if record.correct else translate("TrialLog", "✕ wrong")
        case "reaction_time":
            return formats.milliseconds(record.reaction_time)
        case "engagement":
            return formats.number(record.engagement, 2)
        case "quality":
            return formats.percent(record.quality)
        case "why":
            why = translate("why", WHY.get(record.why, record.why))
            return f"{record.next_level} · {why}"
    return str(getattr(record, key))


def _alignment(key: str) -> int:
    side = Qt.AlignmentFlag.AlignRight if key in _RIGHT else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)
