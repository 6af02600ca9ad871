"""The calibration report: whether the score may steer, and the evidence."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from attention_camp.camp.dataset.calibration_read import Calibrated, read_calibration
from attention_camp.camp.dataset.layout import RunPaths, run_of_session
from attention_camp.camp.dataset.studies.opening import is_blinded
from attention_camp.camp.session.messages import SteeringChanged, ToOperator
from attention_camp.camp.ui.operator.calibration_text import (
    CAVEATS,
    facts_of,
    verdict_sentence,
)
from attention_camp.camp.ui.operator.live_session import LiveSession
from attention_camp.camp.ui.operator.null_plot import NullPlot
from attention_camp.camp.ui.operator.reliability_plot import ReliabilityPlot
from attention_camp.camp.ui.sentences import translated
from attention_camp.camp.ui.theme import SPACE
from attention_camp.camp.ui.widgets.background import Background
from attention_camp.camp.ui.widgets.codes import blinded_text
from attention_camp.camp.ui.widgets.page import (
    Banner,
    CardFrame,
    Page,
    label,
    name_value,
)

translate = QCoreApplication.translate

BESIDE_LINES = 44
"""Heights of a line that two cards need beside each other; own choice."""


class CalibrationPage(Page):
    """Calibration of one run, read from its ledger and reread when it changes."""

    session_chosen = Signal(object)
    """Requests the viewer; carries a file of the run."""
    told = Signal()
    """Emitted once the report, or its absence, is shown."""

    def __init__(self) -> None:
        super().__init__(
            "",
            QCoreApplication.translate(
                "CalibrationPage",
                "Whether the score may act on the difficulty in this run, and what "
                "that was decided from.",
            ),
            scrolls=True,
        )
        self.title.setText(self.tr("Calibration report"))
        self.origin = "sessions"
        self._live: LiveSession | None = None
        self._live_shown = False
        self._find: Callable[[], RunPaths | None] = lambda: None
        self._paths: RunPaths | None = None
        self._reading: Background | None = None
        self.about = label("", "muted")
        self.head.addWidget(self.about)
        self.banner = Banner()
        self.body.addWidget(self.banner)
        self.content = QWidget()
        self._fill_content(self.content)
        self.body.addWidget(self.content)
        self.body.addStretch()
        self.add_back(self.tr("Back")).clicked.connect(
            lambda: self.left.emit(self.origin)
        )
        self.open_viewer = self.add_primary(self.tr("Open in viewer"))
        self.open_viewer.clicked.connect(self._on_open)
        self._show_nothing()

    def _fill_content(self, content: QWidget) -> None:
        self._grid = QGridLayout(content)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(2 * SPACE)
        self.nulls = NullPlot()
        self.reliability = ReliabilityPlot()
        self._facts = QGridLayout()
        against = CardFrame(self.tr("The score beside what it has to beat"))
        against.box.addWidget(self.nulls)
        against.box.addWidget(
            label(
                self.tr(
                    "◆ the score and ● each control alone, by the same "
                    "cross-validation, with 95 % intervals over stretches. The bar is "
                    "how far 19 of 20 shuffles of the labels come."
                ),
                "small",
                wraps=True,
            )
        )
        against.box.addStretch()
        honest = CardFrame(self.tr("Calibration curve"))
        honest.box.addWidget(self.reliability, 1)
        honest.box.addWidget(
            label(
                self.tr(
                    "Held-out windows in fifths of their score, with 95 % intervals. "
                    "On the dashed line, a score of 0.7 is task seven times in ten."
                ),
                "small",
                wraps=True,
            )
        )
        self.curves = (against, honest)
        self._cards = (against, honest, self._rests_on_card(), self._caveats_card())
        self._arrange(n_columns=2)

    def _arrange(self, *, n_columns: int) -> None:
        for number, card in enumerate(self._cards):
            self._grid.addWidget(card, *divmod(number, n_columns))
        self._grid.setColumnStretch(0, 4)
        self._grid.setColumnStretch(1, 3 if n_columns == 2 else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put one card below the other where two do not fit beside each other."""
        super().resizeEvent(event)
        narrow = self.width() < BESIDE_LINES * self.fontMetrics().height()
        self._arrange(n_columns=1 if narrow else 2)

    def _rests_on_card(self) -> CardFrame:
        card = CardFrame(self.tr("What this rests on"))
        self._facts.setHorizontalSpacing(2 * SPACE)
        self._facts.setVerticalSpacing(SPACE)
        self._facts.setColumnStretch(0, 2)
        self._facts.setColumnStretch(1, 5)
        card.box.addLayout(self._facts)
        card.box.addStretch()
        return card

    def _caveats_card(self) -> CardFrame:
        card = CardFrame(self.tr("What it does not mean"))
        column = QVBoxLayout()
        column.setSpacing(SPACE)
        for text in CAVEATS:
            row = QHBoxLayout()
            row.setSpacing(SPACE)
            dot = label("–", "muted")
            dot.setAlignment(Qt.AlignmentFlag.AlignTop)
            row.addWidget(dot)
            row.addWidget(label(translate("Calibration", text), wraps=True), 1)
            column.addLayout(row)
        card.box.addLayout(column)
        card.box.addStretch()
        return card

    # which run is shown

    def show_run(self, paths: RunPaths, *, origin: str) -> None:
        """Show the calibration of a recorded run; ``origin``: where back leads."""
        self._remember(origin)
        self._live_shown = False
        self._find = lambda: paths
        self._read()

    def show_session(self, live: LiveSession, *, origin: str) -> None:
        """Show the calibration of a session that may still be running."""
        self._remember(origin)
        if live is not self._live:
            self._live = live
            live.told.connect(self._on_told)
        self._live_shown = True
        asked = live.request
        self._find = lambda: run_of_session(
            asked.dataset, asked.participant, asked.session, asked.run
        )
        self._read()

    def _remember(self, origin: str) -> None:
        if origin != "calibration":
            self.origin = origin

    def _on_told(self, message: ToOperator) -> None:
        if isinstance(message, SteeringChanged) and self._live_shown:
            self._read()

    # what is shown

    def _read(self) -> None:
        if self._reading is not None:
            self._reading.forget()
        find = self._find

        def work() -> tuple[RunPaths | None, Calibrated | None, bool]:
            paths = find()
            if paths is None or is_blinded(paths):
                return paths, None, paths is not None
            return paths, read_calibration(paths), False

        self._reading = Background(work, self)
        self._reading.done.connect(self._on_read)
        self._reading.failed.connect(self._on_failed)
        self._reading.start()

    def _on_read(self, found: tuple[RunPaths | None, Calibrated | None, bool]) -> None:
        self._paths, calibrated, is_sealed = found
        self.open_viewer.setEnabled(self._paths is not None)
        self.about.setText("" if self._paths is None else self._paths.title)
        if calibrated is None:
            self._show_nothing()
            if is_sealed:
                self.banner.say("info", blinded_text())
        else:
            self._show(calibrated)
        self.told.emit()

    def _on_failed(self, error: Exception) -> None:
        self._paths = None
        self.about.setText("")
        self.content.hide()
        self.open_viewer.hide()
        self.banner.say("bad", translated(error))
        self.told.emit()

    def _show_nothing(self) -> None:
        self.content.hide()
        self.open_viewer.setVisible(self._paths is not None)
        if self._paths is None and not self._live_shown:
            text = self.tr(
                "Choose a session in “Sessions”; its calibration is then shown here."
            )
            self.banner.say("info", text)
            choose = self.banner.add_button(self.tr("All sessions"))
            choose.clicked.connect(lambda: self.left.emit("sessions"))
            return
        self.banner.say(
            "info",
            self.tr(
                "This run has not been calibrated. The report stands here once its "
                "calibration blocks are over; until then the score only watches."
            ),
        )

    def _show(self, found: Calibrated) -> None:
        report = found.report
        self.banner.say(
            "good" if report.permission else "warn", verdict_sentence(report)
        )
        self.nulls.show_report(report)
        self.reliability.show_bins(report.reliability)
        for card in self.curves:
            card.setVisible(bool(report.reliability))
        self._show_facts(found)
        self.content.show()
        self.open_viewer.show()

    def _show_facts(self, found: Calibrated) -> None:
        while (item := self._facts.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for row, fact in enumerate(facts_of(found)):
            name = label(fact.name, "muted", wraps=True)
            value = label(fact.text, wraps=True)
            name_value(value, fact.name)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            for part in (name, value):
                part.setAlignment(Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(name, row, 0)
            self._facts.addWidget(value, row, 1)

    def _on_open(self) -> None:
        if self._paths is not None:
            self.session_chosen.emit(self._paths.vhdr)
