"""The results of a study as the rows of a table."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)

from attention_camp.camp.study.result import Found, Result
from attention_camp.camp.ui import formats
from attention_camp.camp.ui.sentences import translated
from attention_camp.resources.texts import QT_TRANSLATE_NOOP

translate = QCoreApplication.translate
Index = QModelIndex | QPersistentModelIndex

NAMES = (
    QT_TRANSLATE_NOOP("StudyResults", "Outcome"),
    QT_TRANSLATE_NOOP("StudyResults", "Test"),
    QT_TRANSLATE_NOOP("StudyResults", "People"),
    QT_TRANSLATE_NOOP("StudyResults", "Estimate"),
    QT_TRANSLATE_NOOP("StudyResults", "95 % interval"),
    QT_TRANSLATE_NOOP("StudyResults", "p"),
    QT_TRANSLATE_NOOP("StudyResults", "p (Holm)"),
)
_FIGURES = range(2, len(NAMES))
_ROOT = QModelIndex()


class ResultsModel(QAbstractTableModel):
    """Tests, one per row; a cell's tool tip says what it does not show."""

    def __init__(self) -> None:
        super().__init__()
        self._results: list[Result] = []

    def show_results(self, found: Sequence[Found]) -> None:
        """Show the tests that were made, in their order."""
        self.beginResetModel()
        self._results = [one for one in found if isinstance(one, Result)]
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802
        """Return the number of tests."""
        return 0 if parent.isValid() else len(self._results)

    def columnCount(self, parent: Index = _ROOT) -> int:  # noqa: N802
        """Return the number of columns."""
        return 0 if parent.isValid() else len(NAMES)

    def headerData(  # noqa: N802
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the name of a column."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return translate("StudyResults", NAMES[section])
        return section + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, alignment or explanation."""
        result = self._results[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _cells(result)[index.column()]
            case Qt.ItemDataRole.ToolTipRole:
                said = (result.question, result.statistic, result.shows_not)
                return "\n".join(map(translated, said))
            case Qt.ItemDataRole.TextAlignmentRole if index.column() in _FIGURES:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None


def _cells(result: Result) -> tuple[str, ...]:
    low, high = result.interval
    interval = ""
    if math.isfinite(low) and math.isfinite(high):
        interval = f"{_figure(low)} … {_figure(high)}"
    estimate = _figure(result.estimate)
    return (
        result.outcome,
        translated(result.test),
        formats.number(result.n),
        f"{estimate} {result.unit}" if estimate and result.unit else estimate,
        interval,
        _p(result.p),
        _p(result.p_holm),
    )


def _figure(value: float) -> str:
    return f"{value:.3g}" if math.isfinite(value) else ""


def _p(value: float) -> str:
    if not math.isfinite(value):
        return ""
    return "< 0.001" if value < 0.001 else f"{value:.3f}"
