"""The monitor's log of trials, the newest first."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QTableView

from attention_camp.camp.ui.widgets.session_view import NARROW, session_view
from attention_camp.camp.ui.widgets.trial_table import TrialTable

translate = QCoreApplication.translate

COLUMNS = (
    "trial", "onset", "task", "condition", "level", "correct", "reaction_time",
    "engagement", "quality", "why",
)  # fmt: skip


def trial_log_view(model: TrialTable) -> QTableView:
    """Return the view of a log."""
    view = session_view(translate("TrialLog", "Log of trials"))
    view.setModel(model)
    header = view.horizontalHeader()
    header.setStretchLastSection(True)
    view.setStyleSheet(NARROW)
    last = header.count() - 1

    def fit() -> None:
        """Fit all columns but the last, which takes the remaining width."""
        for column in range(last):
            view.resizeColumnToContents(column)

    # a new row alone does not make the columns fit
    model.rowsInserted.connect(fit)
    height = view.fontMetrics().height()
    view.verticalHeader().setDefaultSectionSize(height + 8)
    view.setMinimumHeight(round(2.6 * height) + 24)
    return view
