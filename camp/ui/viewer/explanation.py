"""Why a trial was scored as it was: asked for, worked out beside the window, shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.processes.explaining import AtWork, Explainer, NotExplained
from attention_camp.camp.session.records import TrialRecord
from attention_camp.camp.ui import formats
from attention_camp.camp.ui.sentences import translated
from attention_camp.camp.ui.theme import SPACE
from attention_camp.camp.ui.viewer.explanation_view import ExplanationView, Method
from attention_camp.camp.ui.viewer.formula import FormulaView, formula_of, powers_of
from attention_camp.camp.ui.viewer.recorded_session import RecordedSession
from attention_camp.camp.ui.widgets.codes import translate
from attention_camp.camp.ui.widgets.page import Banner, label, primary_button
from attention_camp.signal.clock import host_time

if TYPE_CHECKING:
    from attention_camp.camp.replay.explanation import TrialExplanation

POLL_MS = 100


class ExplanationPanel(QWidget):
    """The explanation of the chosen trial, or the button that asks for it."""

    told = Signal()
    """An explanation is there, or why there is none."""

    def __init__(self) -> None:
        super().__init__()
        self._paths: RunPaths | None = None
        self._recording: RecordedSession | None = None
        self._trial: TrialRecord | None = None
        self._known: dict[int, TrialExplanation | NotExplained] = {}
        self._work: tuple[int, Explainer, float] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._poll)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE // 2)
        column.addLayout(self._head())
        self.banner = Banner()
        column.addWidget(self.banner)
        column.addLayout(self._progress())
        self.view = ExplanationView()
        column.addWidget(self.view, 1)
        self.formula = FormulaView()
        column.addWidget(self.formula, 1)
        self.ask = primary_button(self.tr("Explain this trial"))
        self.ask.clicked.connect(self.explain)
        column.addWidget(self.ask, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()
        self._show()

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.title = label("", "heading")
        row.addWidget(self.title, 1)
        self.method = QComboBox()
        self.method.setAccessibleName(self.tr("What is shown"))
        self.method.addItem(self.tr("Contributions"), Method.CONTRIBUTIONS)
        self.method.addItem(self.tr("Attention"), Method.ATTENTION)
        self.method.currentIndexChanged.connect(self._show)
        row.addWidget(self.method)
        return row

    def _progress(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Explaining"))
        self.stop = QPushButton(self.tr("Cancel"))
        self.stop.clicked.connect(self.cancel)
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop)
        return row

    # what it is about

    def show_recording(self, recording: RecordedSession) -> None:
        """Forget the former run; its trials are explained one by one."""
        self._recording = recording
        self.show_run(recording.session.paths)

    def show_run(self, paths: RunPaths) -> None:
        """Explain the trials of a run."""
        self.cancel()
        self._paths, self._trial, self._known = paths, None, {}
        self._show()

    def show_trial(self, trial: TrialRecord | None) -> None:
        """Show the explanation of a trial, where there is one already."""
        self._trial = trial
        self._show()

    @property
    def is_told(self) -> bool:
        """Whether the chosen trial was explained, or it is known why not."""
        return self._trial is not None and self._trial.trial in self._known

    def explain(self) -> None:
        """Work out the explanation of the chosen trial, off this process."""
        trial = self._trial
        if self._paths is None or trial is None or self._reason(trial):
            return
        if self.is_told or self._is_at_work(trial) or formula_of(trial):
            return
        self.cancel()
        explainer = Explainer(self._paths, trial.trial)
        self._work = (trial.trial, explainer, host_time())
        self._timer.start()
        self._show()

    def cancel(self) -> None:
        """End what is at work."""
        self._timer.stop()
        if self._work is not None:
            self._work[1].cancel()
            self._work = None
            self._show()

    def _poll(self) -> None:
        if self._work is None:
            return
        number, explainer, _ = self._work
        said = explainer.poll()
        if said is not None:
            self._timer.stop()
            self._work = None
            self._known[number] = said
            self.told.emit()
        self._show()

    # what it shows

    def _is_at_work(self, trial: TrialRecord) -> bool:
        return self._work is not None and self._work[0] == trial.trial

    def _reason(self, trial: TrialRecord) -> str:
        """Return why a trial cannot be explained; empty: perhaps it can."""
        if trial.stage == "practice":
            return self.tr("Practice is not scored: there is nothing to explain.")
        if trial.model_score is not None:
            return ""
        return self.tr("This trial has no score: {why}.").format(
            why=translate("reasons", trial.score_reason)
        )

    def _show(self) -> None:
        trial = self._trial
        found = None if trial is None else self._known.get(trial.trial)
        is_at_work = trial is not None and self._is_at_work(trial)
        reason = "" if trial is None else self._reason(trial)
        self.title.setText(self._question(trial))
        is_formula = trial is not None and not reason and bool(formula_of(trial))
        may_ask = trial is not None and not reason and found is None
        may_ask = may_ask and not is_at_work and not is_formula
        self.ask.setVisible(may_ask)
        self.bar.setVisible(is_at_work)
        self.stop.setVisible(is_at_work)
        has_plots = found is not None and not isinstance(found, NotExplained)
        self.method.setVisible(has_plots)
        self.view.hide()
        self.formula.hide()
        if trial is not None and is_formula:
            self._show_formula(trial)
        elif trial is None:
            self.banner.say("info", self.tr("Choose a trial: N, P, or in the list."))
        elif reason:
            self.banner.say("info", reason)
        elif is_at_work and self._work is not None:
            _, explainer, since = self._work
            self._say_at_work(explainer.at_work, since)
        elif found is None:
            self.banner.hide()
        elif isinstance(found, NotExplained):
            self.banner.say("warn", translated(found.text))
        else:
            self._show_found(found)

    def _show_formula(self, trial: TrialRecord) -> None:
        """Show a score that is one formula with this trial's powers, at once."""
        recording = self._recording
        found = None if recording is None else powers_of(recording, trial)
        if found is None:
            text = self.tr("The EEG of this trial is not there: nothing can be shown.")
            self.banner.say("info", text)
            return
        self.banner.hide()
        self.formula.show_powers(found, trial)

    def _say_at_work(self, at_work: AtWork | None, since: float) -> None:
        seconds = formats.duration(host_time() - since)
        if at_work is None:
            text = self.tr("Starting beside the window: {time} so far.")
            self.bar.setRange(0, 0)
        else:
            text = self.tr("{what}: {share}, {time} so far.")
            self.bar.setRange(0, 100)
            self.bar.setValue(round(100 * at_work.share))
        text = text.format(
            what=translated(at_work.what) if at_work else "",
            share=formats.percent(at_work.share if at_work else None),
            time=seconds,
        )
        if self.banner.text != text or self.banner.isHidden():
            self.banner.say("info", text)

    def _show_found(self, found: TrialExplanation) -> None:
        method = Method(self.method.currentData())
        if problem := self.view.show_explanation(found, method):
            self.banner.say("bad", problem)
        else:
            self.banner.hide()

    def _question(self, trial: TrialRecord | None) -> str:
        if trial is None or trial.model_score is None:
            return self.tr("Why?")
        return self.tr("Trial {n}: why {score}?").format(
            n=trial.trial, score=formats.number(trial.model_score, 2)
        )
