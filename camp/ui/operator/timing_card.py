"""The timing certificate of this PC, and its making."""

from __future__ import annotations

import sys

from PySide6.QtCore import QCoreApplication, QProcess, Signal
from PySide6.QtWidgets import QGridLayout, QProgressBar, QPushButton, QWidget

from attention_camp.camp.timing_report import (
    CertificateError,
    TimingReport,
    certificate_path,
    load_report,
)
from attention_camp.camp.ui import formats
from attention_camp.camp.ui.operator.page import Banner, Card, label
from attention_camp.camp.ui.theme import SPACE

translate = QCoreApplication.translate

SYMBOLS = {"good": ("●", "good"), "doubtful": ("▲", "error"), "bad": ("✕", "error")}
HELD_BACK_CHARACTERS = 600
"""Of an error text of the measuring process, the last so many are shown."""


class TimingCard(Card):
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
        """Show what was measured last."""
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
                    "Not measured yet. Measuring takes half a minute; the participant's "
                    "screen shows a test picture. The result is kept as the timing "
                    "certificate of this PC, and with every session."
                ),
            )
            return
        self.banner.hide()
        self._fill(report)

    def _fill(self, report: TimingReport) -> None:
        grid = QGridLayout(self._inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * SPACE)
        grid.setVerticalSpacing(SPACE)
        about = self.tr("Measured {date}, {screen}").format(
            date=formats.date(report.made), screen=report.screen
        )
        grid.addWidget(label(about, "small", wraps=True), 0, 0, 1, 4)
        for row, line in enumerate(report.lines, 1):
            symbol, role = SYMBOLS.get(line.verdict, ("○", "muted"))
            grid.addWidget(label(symbol, role), row, 0)
            name = translate("timing", line.name)
            grid.addWidget(label(name, "muted", wraps=True), row, 1)
            digits = 0 if abs(line.value) >= 100 else 1
            value = formats.number(line.value, digits, line.unit)
            grid.addWidget(label(value), row, 2)
            limit = self.tr("limit {limit}").format(limit=line.threshold)
            note = translate("timing", line.note) if line.note else ""
            text = label(f"{limit}. {note}" if note else limit, "small", wraps=True)
            text.setToolTip(line.source)
            grid.addWidget(text, row, 3)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(3, 4)

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
            self.banner.say("warn", said.strip()[-HELD_BACK_CHARACTERS:])

    def _rest(self) -> None:
        self._process = None
        self.bar.hide()
        self.button.setText(self.tr("Measure now"))
