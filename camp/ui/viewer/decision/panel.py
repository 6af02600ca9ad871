"""The decision after the chosen trial, its place among the others, and its timing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from attention_camp.camp.dataset.reading.trial_facts import (
    TrialFacts,
    read_trial_facts,
)
from attention_camp.camp.session.records import TrialRecord
from attention_camp.camp.ui.sentences import translated
from attention_camp.camp.ui.theme import SPACE
from attention_camp.camp.ui.viewer.decision.bands import (
    BandsView,
    TrialBands,
    bands_of,
)
from attention_camp.camp.ui.viewer.decision.sentences import (
    decision_sentences,
    timing_sentences,
)
from attention_camp.camp.ui.widgets.background import Background
from attention_camp.camp.ui.widgets.page import Banner, label, scrolled

if TYPE_CHECKING:
    from attention_camp.camp.ui.viewer.recorded_session import RecordedSession


class DecisionPanel(QWidget):
    """Tells one trial; reads ledger, logs and EEG when it is first looked at."""

    def __init__(self) -> None:
        super().__init__()
        self._recording: RecordedSession | None = None
        self._trial: TrialRecord | None = None
        self._facts: Mapping[int, TrialFacts] = {}
        self._bands: TrialBands | None = None
        self._reading: Background | None = None
        column = QVBoxLayout()
        column.setSpacing(SPACE)
        self.banner = Banner()
        column.addWidget(self.banner)
        self.why = label("", wraps=True)
        column.addWidget(self.why)
        self.bands = BandsView()
        column.addWidget(self.bands)
        self.timing_title = label(self.tr("Display and clocks"), "heading")
        column.addWidget(self.timing_title)
        self.timing = label("", wraps=True)
        column.addWidget(self.timing)
        column.addStretch()
        for one in (self.why, self.timing):
            one.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scrolled(column))
        self._show()

    def show_recording(self, recording: RecordedSession) -> None:
        """Forget the former session."""
        if self._reading is not None:
            self._reading.forget()
        self._recording, self._reading, self._trial = recording, None, None
        self._facts, self._bands = {}, None
        self._read_if_seen()
        self._show()

    def show_trial(self, trial: TrialRecord | None) -> None:
        """Tell another trial."""
        self._trial = trial
        self._read_if_seen()
        self._show()

    def showEvent(self, event: object) -> None:  # noqa: ARG002
        """Read what is told, now that somebody looks."""
        self._read_if_seen()

    def _read_if_seen(self) -> None:
        recording = self._recording
        if self._reading is not None or recording is None or not self.isVisible():
            return
        paths = recording.session.paths
        self._reading = Background(
            lambda: (read_trial_facts(paths), bands_of(recording)), self
        )
        self._reading.done.connect(self._on_read)
        self._reading.failed.connect(
            lambda error: self.banner.say("warn", translated(error))
        )
        self._reading.start()

    def _on_read(self, found: tuple[Mapping[int, TrialFacts], TrialBands]) -> None:
        self._facts, self._bands = found
        self._show()

    @property
    def is_read(self) -> bool:
        """Whether ledger, logs and EEG were read."""
        return self._bands is not None

    def _show(self) -> None:
        trial = self._trial
        is_told = trial is not None and self.is_read
        for widget in (self.why, self.timing_title, self.timing):
            widget.setVisible(is_told)
        if trial is None or self._bands is None:
            self.bands.hide()
            text = self.tr("Choose a trial: N, P, or in the list.")
            if trial is not None:
                text = self.tr("Reading ledger, logs and EEG of the trials…")
            self.banner.say("info", text)
            return
        self.banner.hide()
        facts = self._facts.get(trial.trial)
        self.why.setText("\n".join(decision_sentences(trial, facts)))
        self.bands.show_trial(self._bands, trial)
        self.timing.setText("\n".join(timing_sentences(trial, facts)))
