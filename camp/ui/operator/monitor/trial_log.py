"""The monitor's log of trials, the newest first."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTableView

from attention_camp.camp.ui.widgets.session_view import NARROW, session_view
from attention_camp.camp.ui.widgets.trial_table import TrialTable

translate = QCoreApplication.translate

COLUMNS = (
    "trial", "onset", "task", "condition", "level", "correct", "reaction_time",
    "engagement", "quality", "why",
)  # fmt: skip


class TrialLogView(QTableView):
    """A log whose columns fit; the last one takes what is left, or needs scrolling."""

    def fit(self) -> None:
        """Give each column the width of what it holds, and of its head."""
        header = self.horizontalHeader()
        room = self.viewport().width()
        header.setStretchLastSection(False)
        for column in range(header.count()):
            self.resizeColumnToContents(column)
            room -= self.columnWidth(column)
        header.setStretchLastSection(room > 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns into the new width."""
        super().resizeEvent(event)
        self.fit()


def trial_log_view(model: TrialTable) -> QTableView:
    """Return the view of a log."""
    view = TrialLogView()
    session_view(translate("TrialLog", "Log of trials"), view)
    view.setModel(model)
    view.setStyleSheet(NARROW)
    # a new row alone does not make the columns fit
    model.rowsInserted.connect(view.fit)
    height = view.fontMetrics().height()
    view.verticalHeader().setDefaultSectionSize(height + 8)
    view.setMinimumHeight(round(2.6 * height) + 24)
    return view
