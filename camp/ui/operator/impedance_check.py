"""The impedance of each electrode, where the headset can measure it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from attention_camp.camp.ui import formats
from attention_camp.camp.ui.operator.page import label, set_role
from attention_camp.camp.ui.operator.verdict_text import remedy, summary
from attention_camp.camp.ui.sentences import translated
from attention_camp.camp.ui.theme import SPACE
from attention_camp.signal.impedance import DOUBTFUL_KOHM, ImpedanceReport
from attention_camp.signal.window import ChannelVerdict


class ImpedanceCheck(QWidget):
    """A button, and what was measured after it was pressed."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.verdicts: tuple[ChannelVerdict, ...] = ()
        """What was measured last."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE // 2)
        self.text = label("", "small", wraps=True)
        self.text.hide()
        column.addWidget(self.text)
        row = QHBoxLayout()
        row.addStretch()
        self.button = QPushButton(self.tr("Measure impedance"))
        self.button.setToolTip(
            self.tr(
                "Takes up to half a minute; no EEG comes then. Not every headset can."
            )
        )
        self.button.clicked.connect(self._on_clicked)
        row.addWidget(self.button)
        column.addLayout(row)

    def show_report(self, report: ImpedanceReport) -> None:
        """Show what was measured, the worst electrodes first."""
        self.button.setEnabled(True)
        self.verdicts = report.verdicts
        self.text.show()
        if report.note:
            set_role(self.text, "body")
            self.text.setText(translated(report.note))
            return
        order = {"bad": 0, "doubtful": 1, "good": 2}
        worst = sorted(
            (v for v in report.verdicts if v.quality != "good"),
            key=lambda v: order[v.quality],
        )
        lines = [summary(verdict) for verdict in worst]
        if worst:
            lines.append(remedy(worst[0]))
        good = [
            f"{v.ch_name} {formats.number(v.value, 0)}"
            for v in report.verdicts
            if v.quality == "good"
        ]
        if good:
            lines.append(
                self.tr("● Good (below {limit}): {names}").format(
                    limit=formats.number(DOUBTFUL_KOHM, 0, "kΩ"), names=", ".join(good)
                )
            )
        set_role(self.text, "body")
        self.text.setText("\n".join(lines))

    def clear(self) -> None:
        """Forget what was measured."""
        self.button.setEnabled(True)
        self.verdicts = ()
        self.text.hide()

    def _on_clicked(self) -> None:
        self.button.setEnabled(False)
        self.text.setText(self.tr("Measuring…"))
        self.text.show()
        self.asked.emit()
