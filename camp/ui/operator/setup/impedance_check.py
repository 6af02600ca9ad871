"""The impedance of each electrode, where the headset can measure it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from attention_camp.camp.ui import formats
from attention_camp.camp.ui.operator.setup.verdict_text import SYMBOLS, remedy
from attention_camp.camp.ui.sentences import translated
from attention_camp.camp.ui.theme import SPACE
from attention_camp.camp.ui.widgets.page import label
from attention_camp.signal.impedance import BAD_KOHM, DOUBTFUL_KOHM, ImpedanceReport
from attention_camp.signal.window import ChannelVerdict

COLUMNS = 2
"""Electrodes in one row."""
ORDER = {"bad": 0, "doubtful": 1, "good": 2}


class ImpedanceCheck(QWidget):
    """The latest impedances, worst first; the button is elsewhere."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.verdicts: tuple[ChannelVerdict, ...] = ()
        """What was measured last."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE, 0, 0)
        column.setSpacing(SPACE // 2)
        self.text = label("", "body", wraps=True)
        column.addWidget(self.text)
        self._cells = QGridLayout()
        self._cells.setHorizontalSpacing(SPACE)
        self._cells.setVerticalSpacing(0)
        column.addLayout(self._cells)
        self.hide()
        self.button = QPushButton(self.tr("Impedance"))
        self.button.setAccessibleName(self.tr("Measure impedance"))
        self.button.setToolTip(
            self.tr(
                "Measures the impedance of each electrode, in up to half a minute; no "
                "EEG comes then. Not every headset can."
            )
        )
        self.button.clicked.connect(self._on_clicked)

    @property
    def shown(self) -> tuple[str, ...]:
        """Each electrode with its impedance, as displayed."""
        items = (self._cells.itemAt(k) for k in range(self._cells.count()))
        cells = [item.widget() for item in items if item is not None]
        return tuple(c.accessibleName() for c in cells if c and c.accessibleName())

    def show_report(self, report: ImpedanceReport) -> None:
        """Show the impedances, worst electrodes first."""
        self.button.setEnabled(True)
        self.verdicts = report.verdicts
        worst_first = sorted(report.verdicts, key=lambda v: ORDER[v.quality])
        self._show_cells(worst_first)
        self.show()
        if report.note:
            self.text.setText(translated(report.note))
            return
        text = self.tr("Impedance, kΩ (▲ above {doubtful}, ✕ above {bad}).").format(
            doubtful=formats.number(DOUBTFUL_KOHM), bad=formats.number(BAD_KOHM)
        )
        if worst_first and worst_first[0].quality != "good":
            text = formats.joined(text, remedy(worst_first[0]))
        self.text.setText(text)

    def clear(self) -> None:
        """Clear the impedances."""
        self.button.setEnabled(True)
        self.verdicts = ()
        self._show_cells(())
        self.hide()

    def _show_cells(self, verdicts: Sequence[ChannelVerdict]) -> None:
        while (item := self._cells.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for place, verdict in enumerate(verdicts):
            row, column = divmod(place, COLUMNS)
            symbol = SYMBOLS[verdict.quality]
            name = label(f"{symbol} {verdict.ch_name}")
            value = label(formats.number(verdict.value))
            value.setAlignment(Qt.AlignmentFlag.AlignRight)
            value.setAccessibleName(f"{name.text()} {value.text()} kΩ")
            self._cells.addWidget(name, row, 2 * column)
            self._cells.addWidget(value, row, 2 * column + 1)

    def _on_clicked(self) -> None:
        self.button.setEnabled(False)
        self._show_cells(())
        self.text.setText(self.tr("Measuring…"))
        self.show()
        self.asked.emit()
