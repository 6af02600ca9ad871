"""The part of the study page that analyses: questions, progress, results, report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QProgressBar,
    QPushButton,
    QTableView,
)

from attention_camp.camp.study.outcomes import outcomes_in
from attention_camp.camp.study.result import Refused
from attention_camp.camp.ui.sentences import translated
from attention_camp.camp.ui.study.report_language import report_language
from attention_camp.camp.ui.study.results_model import ResultsModel
from attention_camp.camp.ui.theme import SPACE
from attention_camp.camp.ui.widgets.background import Background
from attention_camp.camp.ui.widgets.page import (
    Banner,
    CardFrame,
    label,
    open_folder,
    primary_button,
)
from attention_camp.resources.texts import UserError, fill

if TYPE_CHECKING:
    from attention_camp.camp.dataset.layout import RunPaths
    from attention_camp.camp.study.analysis import Analysis
    from attention_camp.camp.ui.study.lock_card import Opening

MOST_SAID = 6
_LEAST_HEIGHT = 220


class CancelledError(UserError):
    """The person at the window no longer wants the result."""


class AnalysisCard(CardFrame):
    """Asks what to analyse, analyses in the background, shows and saves the results.

    Parameters
    ----------
    dataset : callable
        Returns the dataset's folder.
    """

    looked = Signal()
    """An interim analysis was made, or tried: the audit trail may have a line."""
    _progressed = Signal(int, int)

    def __init__(self, dataset: Callable[[], Path]) -> None:
        super().__init__()
        self._dataset = dataset
        self._runs: tuple[RunPaths, ...] | None = None
        """Which runs are analysed; None: all."""
        self._analysis: Analysis | None = None
        self._work: Background | None = None
        self._stop = Event()
        self.box.addWidget(label(self.tr("Statistics"), "heading"))
        self.box.addWidget(
            label(
                self.tr(
                    "Compares sessions of the types pre and post: within people, and "
                    "between arms. Each result says what it does not show."
                ),
                "small",
                wraps=True,
            )
        )
        self.box.addLayout(self._selection())
        self.box.addLayout(self._questions())
        self.box.addLayout(self._buttons())
        self.banner = Banner()
        self.box.addWidget(self.banner)
        self.model = ResultsModel()
        self.table = self._table()
        self.box.addWidget(self.table)
        self._progressed.connect(self._on_progress)
        self._allow()

    def _selection(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.selected = label("", "body", wraps=True)
        self.all = QPushButton(self.tr("Analyse all sessions"))
        self.all.setProperty("role", "link")
        self.all.clicked.connect(lambda: self.choose(None))
        row.addWidget(self.selected, 1)
        row.addWidget(self.all)
        self.choose(None)
        return row

    def choose(self, runs: Sequence[RunPaths] | None) -> None:
        """Analyse some runs alone, and say so; None: all."""
        self._runs = None if runs is None else tuple(runs)
        # one that was gone on with has several runs
        n = len({(run.participant, run.session, run.task) for run in self._runs or ()})
        told = self.tr(
            "Only {n:session chosen in the list is|sessions chosen in the list are} "
            "analysed."
        )
        self.selected.setText(fill(told, n=n))
        for widget in (self.selected, self.all):
            widget.setVisible(self._runs is not None)

    def _questions(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE)
        name = label(self.tr("Primary outcome"), "small")
        self.outcome = QComboBox()
        self.outcome.setAccessibleName(self.tr("Primary outcome"))
        self.outcome.addItem(self.tr("All scores (exploratory)"), "")
        self.outcome.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        name.setBuddy(self.outcome)
        self.blind = QCheckBox(self.tr("Pool the arms"))
        self.blind.setToolTip(
            self.tr(
                "No test by arm is made. A locked study is pooled until unblinding."
            )
        )
        for widget in (name, self.outcome, self.blind):
            row.addWidget(widget)
        row.addStretch()
        return row

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE)
        self.progress = QProgressBar()
        self.progress.setAccessibleName(self.tr("Analysing"))
        self.cancel = QPushButton(self.tr("Cancel"))
        self.cancel.clicked.connect(self._on_cancel)
        self.save = QPushButton(self.tr("Save report…"))
        self.save.clicked.connect(self._on_save)
        self.analyse = primary_button(self.tr("Analyse"))
        self.analyse.clicked.connect(self._on_analyse)
        row.addWidget(self.progress, 1)
        row.addWidget(self.cancel)
        row.addStretch()
        row.addWidget(self.save)
        row.addWidget(self.analyse)
        return row

    def _table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setAccessibleName(self.tr("Results"))
        table.setMinimumHeight(_LEAST_HEIGHT)
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        table.setAlternatingRowColors(True)
        table.verticalHeader().hide()
        table.setTabKeyNavigation(False)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        return table

    @property
    def is_busy(self) -> bool:
        """Whether an analysis or a report is being made."""
        return self._work is not None

    def stop(self) -> None:
        """Cancel what is being done; for a window that closes."""
        self._stop.set()

    def _allow(self) -> None:
        busy = self.is_busy
        self.progress.setVisible(busy)
        self.cancel.setVisible(busy)
        self.analyse.setEnabled(not busy)
        self.save.setVisible(self._analysis is not None)
        self.save.setEnabled(not busy)
        self.table.setVisible(self.model.rowCount() > 0)

    def _begin(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        self._stop = Event()
        self.progress.setRange(0, 0)
        self._work = Background(work, self)
        self._work.done.connect(self._rest)
        self._work.failed.connect(self._rest)
        self._work.done.connect(done)
        self._work.failed.connect(self._on_failed)
        self._work.start()
        self._allow()

    def _rest(self) -> None:
        self._work = None
        self._allow()

    def _told(self, done: int, total: int) -> None:
        """Take progress in the thread that works; raise where it is to end."""
        if self._stop.is_set():
            raise CancelledError(self.tr("Cancelled; nothing was changed."))
        self._progressed.emit(done, total)

    def _on_progress(self, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def _on_cancel(self) -> None:
        self._stop.set()

    def _on_failed(self, error: Exception) -> None:
        kind = "info" if isinstance(error, CancelledError) else "bad"
        self.banner.say(kind, translated(error))  # type: ignore[arg-type]  # one of the four

    def _on_analyse(self) -> None:
        dataset, told = self._dataset(), self._told
        name, is_blind = self.outcome.currentData(), self.blind.isChecked()
        runs = self._runs

        def work() -> Analysis:
            from attention_camp.camp.study.analysis import Questions, analyse
            from attention_camp.camp.study.gather import gather

            asked = Questions((name,) if name else (), is_blind=is_blind)
            return analyse(
                gather(dataset, runs=runs, progress=told), asked, progress=told
            )

        self.banner.hide()
        self._begin(work, self._on_analysed)

    def look(self, asked: Opening) -> None:
        """Make the interim analysis that the locked study declares.

        Parameters
        ----------
        asked : Opening
            The key, who looks, and why.
        """
        dataset, told = self._dataset(), self._told
        name = self.outcome.currentData()

        def work() -> Analysis:
            from attention_camp.camp.study.analysis import Questions
            from attention_camp.camp.study.interim import analyse_interim

            return analyse_interim(
                dataset,
                asked.key,
                Questions((name,) if name else ()),
                who=asked.who,
                why=asked.why,
                progress=told,
            )

        self.banner.hide()
        self._begin(work, self._on_analysed)
        if self._work is not None:
            self._work.done.connect(self.looked)
            self._work.failed.connect(self.looked)

    def _on_analysed(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self.model.show_results(analysis.persons.found)
        self._offer(analysis)
        lines = [translated(text) for text in analysis.data.problems]
        refused = [one for one in analysis.persons.found if isinstance(one, Refused)]
        n_tests = len(analysis.persons.found) - len(refused)
        if refused:
            lines.append(
                fill(
                    self.tr("{n:test was|tests were} not made; the report says why."),
                    n=len(refused),
                )
            )
        if analysis.proposals:
            lines.append(
                fill(
                    self.tr("The data propose {n:change|changes} of the protocols."),
                    n=len(analysis.proposals),
                )
            )
        if analysis.questions.interim is not None:
            told = self.tr(
                "Interim analysis: {alpha} of the study's alpha is spent. Only the "
                "primary outcome's test below it may end the study."
            )
            lines.insert(0, told.format(alpha=f"{analysis.questions.interim:g}"))
        if analysis.questions.is_blind:
            lines.insert(0, self.tr("The arms are pooled: the study is blinded."))
        first = fill(self.tr("{n:test was|tests were} made."), n=n_tests)
        self.banner.say(
            "info" if n_tests else "warn", "\n".join([first, *lines[:MOST_SAID]])
        )
        self._allow()

    def _offer(self, analysis: Analysis) -> None:
        """Offer the outcomes that were measured; the choice stays."""
        kept = self.outcome.currentData()
        while self.outcome.count() > 1:
            self.outcome.removeItem(1)
        scores = analysis.data.scores
        for outcome in outcomes_in(
            scores[scores["stage"] == "main"], analysis.questions.times
        ):
            self.outcome.addItem(str(outcome), str(outcome))
        self.outcome.setCurrentIndex(max(self.outcome.findData(kept), 0))

    def _on_save(self) -> None:
        analysis = self._analysis
        folder = QFileDialog.getExistingDirectory(
            self, self.tr("Choose an empty folder for the report"), str(Path.home())
        )
        if not folder or analysis is None:
            return
        dataset, told = self._dataset(), self._told

        is_chinese = QLocale().language() == QLocale.Language.Chinese
        language = report_language("zh_CN" if is_chinese else "en")

        def work() -> Path:
            from attention_camp.camp.dataset.people.exports_made import note_made
            from attention_camp.camp.study.report import write_report

            report = write_report(
                analysis, Path(folder), language=language, progress=told
            )
            note_made(dataset, "report", Path(folder))
            return report

        self._begin(work, self._on_saved)

    def _on_saved(self, report: Path) -> None:
        self.banner.say("good", self.tr("The report is {file}").format(file=report))
        show = self.banner.add_button(self.tr("Open report"))
        url = QUrl.fromLocalFile(str(report))
        show.clicked.connect(lambda: QDesktopServices.openUrl(url))
        place = self.banner.add_button(self.tr("Show folder"))
        place.clicked.connect(lambda: open_folder(report.parent))
