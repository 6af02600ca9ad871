"""The timing certificate of this PC, and its measurement."""

from __future__ import annotations

import sys

from PySide6.QtCore import QCoreApplication, QProcess, Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from attention_camp.camp.pc.timing_report import (
    CertificateError,
    TimingReport,
    certificate_path,
    load_report,
)
from attention_camp.camp.ui import formats
from attention_camp.camp.ui.theme import SPACE
from attention_camp.camp.ui.widgets.page import Banner, CardFrame, label

translate = QCoreApplication.translate

SYMBOLS = {"good": ("●", "good"), "doubtful": ("▲", "error"), "bad": ("✕", "error")}
KILLED_MS = 2000
"""How long a measuring process that is killed may take to end."""
HELD_BACK_CHARACTERS = 600
"""Of an error text of the measuring process, the last so many are shown."""


def _limits(threshold: str) -> str:
    good, _, doubtful = threshold.partition(", ")
    if doubtful in ("", good):
        return translate("TimingCard", "limit {limit}").format(limit=good)
    text = translate("TimingCard", "good {good}, doubtful {doubtful}")
    return text.format(good=good, doubtful=doubtful)


class TimingCard(CardFrame):
    """Display, keys and sound: each figure with its verdict and threshold."""

    measured = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("Timing of display, keys and sound"))
        self._process: QProcess | None = None
        self.button = QPushButton(self.tr("Measure now"))
        self.button.clicked.connect(self._on_clicked)
        self.head.addWidget(self.button)
        self.banner = Banner()
        self.box.addWidget(self.banner)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Measuring"))
        self.bar.hide()
        self.box.addWidget(self.bar)
        self._inside = QWidget()
        self.box.addWidget(self._inside)
        self.show_certificate()

    def show_certificate(self) -> None:
        """Show the latest certificate."""
        self.box.removeWidget(self._inside)
        self._inside.hide()
        self._inside.deleteLater()
        self._inside = QWidget()
        self.box.addWidget(self._inside)
        try:
            report = load_report(certificate_path())
        except CertificateError:
            self.banner.say(
                "info",
                self.tr(
                    "Not measured yet. It takes half a minute; the participant's "
                    "screen shows a test picture. The result is kept as the timing "
                    "certificate of this PC, and with every session."
                ),
            )
            return
        self.banner.hide()
        self._fill(report)

    def _fill(self, report: TimingReport) -> None:
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        about = self.tr("Measured {date}, {screen}").format(
            date=formats.date(report.made), screen=report.screen
        )
        column.addWidget(label(about, "small", wraps=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * SPACE)
        grid.setVerticalSpacing(SPACE)
        told: set[str] = set()
        for row, line in enumerate(report.lines):
            symbol, role = SYMBOLS.get(line.verdict, ("○", "muted"))
            digits = 0 if abs(line.value) >= 100 else 1
            limit = _limits(line.threshold)
            note = "" if line.note in told else translate("timing", line.note)
            told.add(line.note)
            cells = (
                label(symbol, role),
                label(translate("timing", line.name), "muted", wraps=True),
                label(formats.number(line.value, digits, line.unit)),
                label(f"{limit}\n{note}" if note else limit, "small", wraps=True),
            )
            cells[3].setToolTip(translate("timing", line.source))
            for place, cell in enumerate(cells):
                cell.setAlignment(Qt.AlignmentFlag.AlignTop)
                grid.addWidget(cell, row, place)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(3, 4)
        column.addLayout(grid)

    # measuring

    def _on_clicked(self) -> None:
        if self._process is not None:
            self._process.kill()
            return
        process = QProcess(self)
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        self._process = process
        self.bar.show()
        self.banner.say("info", self.tr("Measuring, about half a minute…"))
        self.button.setText(self.tr("Cancel"))
        frozen = getattr(sys, "frozen", False)
        start = [] if frozen else ["-m", "attention_camp.camp"]
        process.start(sys.executable, [*start, "check"])

    def stop(self) -> None:
        """Stop a running measurement; the certificate stays unchanged."""
        if self._process is not None:
            self._process.kill()
            self._process.waitForFinished(KILLED_MS)

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._rest()
            self.banner.say("bad", self.tr("The measurement could not be started."))

    def _on_finished(self, status: int, how: QProcess.ExitStatus) -> None:
        process = self._process
        self._rest()
        self.show_certificate()
        self.measured.emit()
        if how is QProcess.ExitStatus.CrashExit or process is None:
            return
        if status:
            said = bytes(process.readAllStandardError().data()).decode(errors="replace")
            text = self.tr(
                "The measurement broke off (status {status}), and nothing of it was "
                "kept. Close other full-screen programs, then measure again."
            )
            self.banner.say("warn", text.format(status=status))
            self.banner.setToolTip(said.strip()[-HELD_BACK_CHARACTERS:])

    def _rest(self) -> None:
        self._process = None
        self.bar.hide()
        self.button.setText(self.tr("Measure now"))
