"""The monitor's right side: whether the score steers, and the course in plots."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from attention_camp.camp.ui.theme import SPACE
from attention_camp.camp.ui.widgets.codes import steering_text
from attention_camp.camp.ui.widgets.course_plots import (
    DifficultyPlot,
    EngagementPlot,
    ReactionPlot,
)
from attention_camp.camp.ui.widgets.page import label
from attention_camp.camp.ui.widgets.session_model import REST, SessionModel, share_of


class CoursePanel(QWidget):
    """Permission, engagement, difficulty and reaction times of the running session."""

    report_wanted = Signal()
    """Asks for the calibration report."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE, 0, 0, 0)
        column.setSpacing(SPACE // 2)
        column.addLayout(self._head())
        self.engagement = EngagementPlot()
        self.difficulty = DifficultyPlot()
        self.reaction = ReactionPlot()
        for plot in (self.engagement, self.difficulty, self.reaction):
            column.addWidget(plot, 1)
        self.show_steering(None)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        self.steering = label("", "heading")
        self.steering.setAccessibleName(self.tr("Whether the score steers"))
        self.steering_why = label("", "small", wraps=True)
        row.addWidget(self.steering)
        row.addWidget(self.steering_why, 1)
        self.report = QPushButton(self.tr("Report"))
        self.report.setProperty("role", "link")
        self.report.setAccessibleName(self.tr("Calibration report"))
        self.report.setToolTip(self.tr("What the calibration found (Ctrl+9)"))
        self.report.clicked.connect(self.report_wanted)
        self.report.hide()
        row.addWidget(self.report)
        return row

    def show_steering(self, course: SessionModel | None) -> None:
        """Show whether the score steers the difficulty, and why."""
        short, why = steering_text(course.steering if course else None)
        self.steering.setText(short)
        self.steering_why.setText(why)

    def show_trials(self, course: SessionModel) -> None:
        """Plot difficulty and reaction times; practice only until other trials come."""
        practised = [r for r in course.records if r.task != REST]
        records = course.answered or practised
        self.difficulty.show_records(records)
        self.reaction.show_records(records, share_of(records))
