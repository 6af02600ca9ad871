"""The monitor's right side: whether the score steers, and the course in plots."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from attention_camp.camp.session.messages import BlockMeans
from attention_camp.camp.ui import formats
from attention_camp.camp.ui.theme import SPACE
from attention_camp.camp.ui.widgets.codes import steering_text, task_title
from attention_camp.camp.ui.widgets.course_plots import (
    DifficultyPlot,
    EngagementPlot,
    ReactionPlot,
)
from attention_camp.camp.ui.widgets.form_rows import fit_height
from attention_camp.camp.ui.widgets.page import label, name_value
from attention_camp.camp.ui.widgets.session_model import SessionModel, share_of
from attention_camp.resources.texts import fill


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
        self.steering_why = label("", "small", wraps=True)
        column.addWidget(self.steering_why)
        self.engagement = EngagementPlot()
        self.difficulty = DifficultyPlot()
        self.reaction = ReactionPlot()
        for plot in (self.engagement, self.difficulty, self.reaction):
            column.addWidget(plot, 1)
        self.means = label("", wraps=True)
        self.means.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.means, 1)
        self.show_steering(None)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        self.steering = label("", "heading")
        row.addWidget(self.steering)
        row.addStretch()
        self.report = QPushButton(self.tr("Report"))
        self.report.setProperty("role", "link")
        self.report.setAccessibleName(self.tr("Calibration report"))
        self.report.setToolTip(self.tr("What the calibration found"))
        self.report.clicked.connect(self.report_wanted)
        self.report.hide()
        row.addWidget(self.report)
        return row

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep all of the reason in view."""
        super().resizeEvent(event)
        fit_height(self.steering_why)

    def show_steering(self, course: SessionModel | None) -> None:
        """Show whether the score steers the difficulty, and why."""
        told = course.steering if course else None
        short, why = steering_text(told)
        is_blinded = course is not None and course.is_blinded
        shown = self.tr("Blinded") if is_blinded else short
        if self.steering.text() != shown:
            self.steering.setText(shown)
            name_value(self.steering, self.tr("Whether the score steers"))
        self.steering_why.setText(why)
        self.steering_why.setVisible(bool(why))
        fit_height(self.steering_why)
        for plot in (self.engagement, self.difficulty, self.reaction):
            plot.setVisible(not is_blinded)
        self.means.setVisible(is_blinded)
        if course is not None:
            self.means.setText("\n".join(map(self._block_text, course.means)))

    def _block_text(self, means: BlockMeans) -> str:
        return fill(
            self.tr(
                "Block {block}, {task}: {n:trial|trials}, level {level} on average, "
                "{share} correct"
            ),
            block=means.block,
            task=task_title(means.task),
            n=means.n_trials,
            level=formats.number(means.level),
            share=formats.percent(means.share_right),
        )

    def show_trials(self, course: SessionModel) -> None:
        """Plot difficulty and reaction times; practice only until other trials come."""
        practised = [r for r in course.records if r.is_posed]
        records = course.answered or practised
        self.difficulty.show_records(records)
        self.reaction.show_records(records, share_of(records))
