"""Right side of the viewer: trials above spectrum or explanation."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QSplitter, QTabWidget

from attention_camp.camp.session.records import TrialRecord
from attention_camp.camp.ui.theme import theme_of
from attention_camp.camp.ui.viewer.annotations.hands import ReviewHands
from attention_camp.camp.ui.viewer.annotations.panel import AnnotationPanel
from attention_camp.camp.ui.viewer.decision.panel import DecisionPanel
from attention_camp.camp.ui.viewer.explanation import ExplanationPanel
from attention_camp.camp.ui.viewer.recorded_session import RecordedSession
from attention_camp.camp.ui.viewer.trial_view import TrialView
from attention_camp.camp.ui.viewer.views.panel import ViewPanel
from attention_camp.camp.ui.widgets.session_view import NARROW, session_view
from attention_camp.camp.ui.widgets.trial_table import TrialTable

COLUMNS = (
    "trial", "onset", "correct", "level", "reaction_time", "engagement", "condition",
    "stage", "score_scale", "score_signals", "steered", "score_model",
)  # fmt: skip
SIZES = (270, 300, 0)
"""Initial heights of table, spectrum and explanation, px."""


class ViewerSide(QSplitter):
    """Lists of trials and annotations, with spectrum or explanation below.

    Parameters
    ----------
    hands : ReviewHands
        What changes the annotations.
    """

    trial_chosen = Signal(int)
    """A row was clicked or activated by key."""

    def __init__(self, hands: ReviewHands) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._model = TrialTable(theme_of(self), COLUMNS)
        self.table = TrialView()
        session_view(self.tr("Trials"), self.table)
        self.table.setModel(self._model)
        self.table.setStyleSheet(NARROW)
        self.table.clicked.connect(self._on_clicked)
        self.table.activated.connect(self._on_clicked)
        self.table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.views = ViewPanel()
        self.spectrum = self.views.spectrum
        self.explanation = ExplanationPanel()
        self.decision = DecisionPanel()
        self.told = QTabWidget()
        self.told.setDocumentMode(True)
        self.told.addTab(self.explanation, self.tr("Score"))
        self.told.addTab(self.decision, self.tr("Decision and timing"))
        self.told.hide()
        self.annotations = AnnotationPanel(hands)
        self.lists = QTabWidget()
        self.lists.setDocumentMode(True)
        self.lists.addTab(self.table, self.tr("Trials"))
        self.lists.addTab(self.annotations, self.tr("Annotations"))
        for tabs, name in (
            (self.told, self.tr("The chosen trial")),
            (self.lists, self.tr("Trials and annotations")),
        ):
            tabs.setAccessibleName(name)
            tabs.tabBar().setAccessibleName(name)
        for widget in (self.lists, self.views, self.told):
            self.addWidget(widget)
        self.setSizes(SIZES)
        self.setChildrenCollapsible(False)

    @property
    def trials(self) -> Sequence[TrialRecord]:
        """The trials in the list."""
        return self._model.records

    def set_trials(self, trials: Sequence[TrialRecord]) -> None:
        """Show the trials of another recording."""
        self._model.set_records(trials)
        self.table.fit()

    def show_recording(self, recording: RecordedSession) -> None:
        """Tell of the trials of another recording when they are chosen."""
        self.explanation.show_recording(recording)
        self.decision.show_recording(recording)

    def step(self, by: int) -> int | None:
        """Select the next or previous trial; return its row, None if there is none."""
        if not self.trials:
            return None
        row = self.table.currentIndex().row()
        row = min(max(row + by, 0), len(self.trials) - 1)
        self.table.selectRow(row)
        return row

    def show_explanation(self, *, shown: bool) -> None:
        """Show the explanation in place of the spectrum, and start it."""
        self.told.setVisible(shown)
        if shown:
            height = self.height()
            self.setSizes([height // 4, 0, height - height // 4])
            self.table.scrollTo(self.table.currentIndex())
            self.explanation.explain()
        else:
            self.setSizes(SIZES)

    def _on_clicked(self, index: QModelIndex) -> None:
        self.trial_chosen.emit(index.row())

    def _on_row_changed(self, index: QModelIndex) -> None:
        row = index.row()
        is_trial = 0 <= row < len(self.trials)
        trial = self.trials[row] if is_trial else None
        self.explanation.show_trial(trial)
        self.decision.show_trial(trial)
