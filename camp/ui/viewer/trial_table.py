"""The trials of a recorded session as a table."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QTableView

from attention_camp.camp.ui import formats
from attention_camp.camp.ui.theme import Theme
from attention_camp.camp.ui.viewer.recording import Trial
from attention_camp.camp.ui.widgets.codes import TRIAL_STAGES, condition_text
from attention_camp.resources.texts import QT_TRANSLATE_NOOP
from attention_camp.tasks.difficulty import WHY

translate = QCoreApplication.translate
Index = QModelIndex | QPersistentModelIndex

COLUMNS: tuple[tuple[str, str], ...] = (
    ("number", QT_TRANSLATE_NOOP("TrialTable", "Trial")),
    ("onset", QT_TRANSLATE_NOOP("TrialTable", "Time")),
    ("correct", QT_TRANSLATE_NOOP("TrialTable", "Answer")),
    ("level", QT_TRANSLATE_NOOP("TrialTable", "Level")),
    ("reaction_time", QT_TRANSLATE_NOOP("TrialTable", "Reaction")),
    ("engagement", QT_TRANSLATE_NOOP("TrialTable", "Engagement")),
    ("condition", QT_TRANSLATE_NOOP("TrialTable", "Condition")),
    ("stage", QT_TRANSLATE_NOOP("TrialTable", "Stage")),
)
_RIGHT = {"number", "onset", "level", "reaction_time", "engagement"}


class TrialView(QTableView):
    """Shows the columns that fit as a whole; the last ones need more room."""

    def __init__(self) -> None:
        super().__init__()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show more columns, or fewer."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Hide the columns at the end that would be cut off."""
        header = self.horizontalHeader()
        room = self.viewport().width()
        for column in range(header.count()):
            room -= max(self.sizeHintForColumn(column), header.sectionSizeHint(column))
            self.setColumnHidden(column, room < 0)


class TrialTable(QAbstractTableModel):
    """Trials, one per row, in their order."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.trials: tuple[Trial, ...] = ()

    def set_trials(self, trials: tuple[Trial, ...]) -> None:
        """Show other trials."""
        self.beginResetModel()
        self.trials = trials
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802
        """Return the number of trials."""
        return 0 if parent is not None and parent.isValid() else len(self.trials)

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
            return translate("TrialTable", name)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(key)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        trial = self.trials[index.row()]
        key = COLUMNS[index.column()][0]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return _shown(trial, key)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(key)
        if role == Qt.ItemDataRole.ForegroundRole and key == "correct":
            return QColor(self._theme.good if trial.correct else self._theme.bad)
        if role == Qt.ItemDataRole.ToolTipRole:
            return translate("why", WHY[trial.why]) if trial.why in WHY else None
        return None


def _shown(trial: Trial, key: str) -> str:
    match key:
        case "onset":
            return formats.clock(trial.onset)
        case "correct":
            right = translate("TrialTable", "✓ right")
            return right if trial.correct else translate("TrialTable", "✕ wrong")
        case "reaction_time":
            return formats.milliseconds(trial.reaction_time)
        case "engagement":
            return formats.number(trial.engagement, 2)
        case "stage":
            return translate("Stages", TRIAL_STAGES.get(trial.stage, trial.stage))
        case "condition":
            return condition_text(trial.condition)
    return str(getattr(trial, key))


def _alignment(key: str) -> int:
    side = Qt.AlignmentFlag.AlignRight if key in _RIGHT else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)
