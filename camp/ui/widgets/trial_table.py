"""Trials as the rows of a table: the monitor's log and the viewer's list."""

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
from PySide6.QtGui import QColor

from attention_camp.camp.session.records import TrialRecord
from attention_camp.camp.ui import formats
from attention_camp.camp.ui.theme import Theme
from attention_camp.camp.ui.widgets.codes import (
    TRIAL_STAGES,
    condition_text,
    task_title,
)
from attention_camp.resources.texts import QT_TRANSLATE_NOOP
from attention_camp.tasks.difficulty import WHY

translate = QCoreApplication.translate
Index = QModelIndex | QPersistentModelIndex

NAMES: dict[str, str] = {
    "trial": QT_TRANSLATE_NOOP("TrialLog", "Trial"),
    "onset": QT_TRANSLATE_NOOP("TrialLog", "Time"),
    "task": QT_TRANSLATE_NOOP("TrialLog", "Task"),
    "condition": QT_TRANSLATE_NOOP("TrialLog", "Condition"),
    "stage": QT_TRANSLATE_NOOP("TrialLog", "Stage"),
    "level": QT_TRANSLATE_NOOP("TrialLog", "Level"),
    "correct": QT_TRANSLATE_NOOP("TrialLog", "Answer"),
    "reaction_time": QT_TRANSLATE_NOOP("TrialLog", "Reaction"),
    "engagement": QT_TRANSLATE_NOOP("TrialLog", "Engagement"),
    "score_scale": QT_TRANSLATE_NOOP("TrialLog", "Scale of the score"),
    "score_signals": QT_TRANSLATE_NOOP("TrialLog", "Scored from"),
    "score_model": QT_TRANSLATE_NOOP("TrialLog", "Model"),
    "steered": QT_TRANSLATE_NOOP("TrialLog", "Steered"),
    "quality": QT_TRANSLATE_NOOP("TrialLog", "EEG quality"),
    "why": QT_TRANSLATE_NOOP("TrialLog", "Next level, and why"),
}
"""Column headers by field of `TrialRecord`."""

SCALE_TEXTS: dict[str, str] = {
    "shipped": QT_TRANSLATE_NOOP("Scales", "as shipped"),
    "personal": QT_TRANSLATE_NOOP("Scales", "personal"),
    "refused": QT_TRANSLATE_NOOP("Scales", "refused"),
}
"""Display names of the scales of a score."""
SIGNAL_TEXTS: dict[str, str] = {
    "eeg": QT_TRANSLATE_NOOP("Scales", "EEG"),
    "eeg+pupil": QT_TRANSLATE_NOOP("Scales", "EEG and pupil"),
    "eeg+pupil-part": QT_TRANSLATE_NOOP("Scales", "EEG and, in part, pupil"),
}
"""Display names of what a score is made from."""
STEERED_TEXTS: dict[bool | None, str] = {
    None: "",
    True: QT_TRANSLATE_NOOP("TrialLog", "yes"),
    False: QT_TRANSLATE_NOOP("TrialLog", "no"),
}

_RIGHT = {"trial", "onset", "level", "reaction_time", "engagement", "quality"}


class TrialTable(QAbstractTableModel):
    """Trials, one per row, in the order in which they are given or added.

    Parameters
    ----------
    theme : Theme
        Colours of right and wrong answers.
    columns : sequence of str
        Fields of `TrialRecord`, from left to right; keys of `NAMES`.
    """

    def __init__(self, theme: Theme, columns: Sequence[str]) -> None:
        super().__init__()
        self._theme = theme
        self._columns = tuple(columns)
        self.records: list[TrialRecord] = []

    def set_records(self, records: Sequence[TrialRecord]) -> None:
        """Replace all trials."""
        self.beginResetModel()
        self.records = list(records)
        self.endResetModel()

    def insert_first(self, record: TrialRecord) -> None:
        """Insert a trial above the others."""
        self.beginInsertRows(QModelIndex(), 0, 0)
        self.records.insert(0, record)
        self.endInsertRows()

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802
        """Return the number of trials."""
        return 0 if parent is not None and parent.isValid() else len(self.records)

    def columnCount(self, parent: Index | None = None) -> int:  # noqa: N802
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else len(self._columns)

    def headerData(  # noqa: N802
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the name of a column.

        Parameters
        ----------
        section : int
            Number of the column.
        orientation : Qt.Orientation
            Rows have no names.
        role : int
            What is asked for; text and alignment are known.
        """
        if orientation is Qt.Orientation.Vertical:
            return None
        key = self._columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return translate("TrialLog", NAMES[key])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(key)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        record = self.records[index.row()]
        key = self._columns[index.column()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return cell_text(record, key)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(key)
        if role == Qt.ItemDataRole.ForegroundRole and key == "correct":
            if not record.is_posed:
                return QColor(self._theme.muted)
            return QColor(self._theme.good if record.correct else self._theme.bad)
        if role == Qt.ItemDataRole.ToolTipRole:
            if key == "engagement" and record.score_reason:
                return translate("reasons", record.score_reason)
            return cell_text(record, "why")
        return None


def cell_text(record: TrialRecord, key: str) -> str:
    """Return the text of a trial's cell in a column."""
    if not record.is_posed and key in {"level", "why"}:
        return formats.NOTHING
    match key:
        case "onset":
            return formats.clock(record.onset)
        case "task":
            return task_title(record.task)
        case "condition":
            return condition_text(record.condition)
        case "stage":
            return translate("Stages", TRIAL_STAGES.get(record.stage, record.stage))
        case "correct":
            return _answer_text(record)
        case "reaction_time":
            return formats.milliseconds(record.reaction_time)
        case "engagement":
            return formats.number(record.engagement, 2)
        case "why":
            return _why_text(record)
    return _other_text(record, key)


def _answer_text(record: TrialRecord) -> str:
    if not record.is_posed:
        return formats.NOTHING
    right = translate("TrialLog", "✓ correct")
    return right if record.correct else translate("TrialLog", "✕ wrong")


def _why_text(record: TrialRecord) -> str:
    why = translate("why", WHY.get(record.why, record.why))
    if record.next_level == record.level:
        return f"{record.next_level} · {why}"
    step = record.next_level - record.level
    sign = "+" if step > 0 else "−"
    return f"{record.next_level} ({sign}{abs(step)}) · {why}"


def _other_text(record: TrialRecord, key: str) -> str:
    if key == "quality":  # practice is not scored: nobody looked at its EEG
        practised = record.stage == "practice"
        return formats.NOTHING if practised else formats.percent(record.quality)
    if key == "steered":
        return translate("TrialLog", STEERED_TEXTS[record.steered])
    if key == "score_scale":
        return translate("Scales", SCALE_TEXTS.get(record.score_scale, ""))
    if key == "score_signals":
        return translate("Scales", SIGNAL_TEXTS.get(record.score_signals, ""))
    return str(getattr(record, key))


def _alignment(key: str) -> int:
    side = Qt.AlignmentFlag.AlignRight if key in _RIGHT else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)
