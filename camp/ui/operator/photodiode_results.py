"""The latest photodiode result of each screen, with its verdict."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QGridLayout, QWidget

from attention_camp.camp.pc.photodiode_report import (
    PhotodiodeError,
    PhotodiodeReport,
    load_results,
)
from attention_camp.camp.ui import formats
from attention_camp.camp.ui.sentences import translated
from attention_camp.camp.ui.theme import SPACE
from attention_camp.camp.ui.widgets.page import CardFrame, label

translate = QCoreApplication.translate


class PhotodiodeResults(CardFrame):
    """Offset, spread and misses of each screen; hidden where nothing was measured."""

    def __init__(self) -> None:
        super().__init__(self.tr("Result"))
        self._inside = QWidget()
        self.box.addWidget(self._inside)

    def show_file(self, path: Path) -> None:
        """Show what a file of results holds."""
        self.box.removeWidget(self._inside)
        self._inside.hide()
        self._inside.deleteLater()
        self._inside = QWidget()
        self.box.addWidget(self._inside)
        grid = QGridLayout(self._inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(3 * SPACE)
        grid.setVerticalSpacing(SPACE)
        grid.setColumnStretch(3, 1)
        self.show()
        try:
            reports = list(load_results(path).values())
        except PhotodiodeError as error:
            grid.addWidget(label(translated(error), wraps=True), 0, 0, 1, 4)
            return
        self.setVisible(bool(reports))
        for report in reports:
            _add_report(grid, report)


def _add_report(grid: QGridLayout, report: PhotodiodeReport) -> None:
    """Add the lines of a screen below those that are there."""
    symbols = {"good": ("●", "good"), "doubtful": ("▲", "error"), "bad": ("✕", "error")}
    symbol, role = symbols[report.verdict]
    about = translate("PhotodiodePage", "{screen}, {date}, {sensor}").format(
        screen=report.screen, date=formats.date(report.made), sensor=report.sensor
    )
    row = grid.rowCount()
    grid.addWidget(label(symbol, role), row, 0)
    grid.addWidget(label(about, wraps=True), row, 1, 1, 3)
    sampling = translate("PhotodiodePage", "sampling alone can add {sd}").format(
        sd=formats.number(report.resolution_ms, 2, "ms")
    )
    lines = (
        (
            translate("PhotodiodePage", "Offset, mean"),
            formats.number(report.offset_ms, 2, "ms"),
            translate("PhotodiodePage", "after the recorded onset"),
        ),
        (
            translate("PhotodiodePage", "Spread (SD)"),
            formats.number(report.sd_ms, 2, "ms"),
            sampling,
        ),
        (
            translate("PhotodiodePage", "Onsets not seen"),
            translate("PhotodiodePage", "{missed} of {all}").format(
                missed=report.n_missed, all=report.n_onsets
            ),
            "",
        ),
    )
    for name, value, note in lines:
        row += 1
        grid.addWidget(label(name, "muted"), row, 1)
        grid.addWidget(label(value), row, 2)
        grid.addWidget(label(note, "small", wraps=True), row, 3)
