"""The plan of a protocol: its blocks, trials and duration."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from attention_camp.camp.ui import formats
from attention_camp.camp.ui.operator.codes import TRIAL_STAGES
from attention_camp.camp.ui.operator.desk import Desk
from attention_camp.camp.ui.operator.page import Card, label, scrolled, set_role
from attention_camp.camp.ui.sentences import translated
from attention_camp.camp.ui.theme import SPACE

translate = QCoreApplication.translate


class PlanCard(Card):
    """What a session will consist of, read from the protocol file."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.problem = ""
        self.silence = ""
        """Why the plan's auditory tasks cannot be done here."""
        self.min_good_channels = 0.5
        self.heading = label("", "heading", wraps=True)
        self.description = label("", "muted", wraps=True)
        self.total = label("", "body", wraps=True)
        self.box.addWidget(self.heading)
        self.box.addWidget(self.description)
        self.box.addSpacing(SPACE)
        inside = QVBoxLayout()
        inside.setContentsMargins(0, 0, SPACE, 0)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(SPACE)
        inside.addLayout(self._grid)
        inside.addStretch()
        self.box.addWidget(scrolled(inside), 1)
        self.box.addWidget(self.total)

    def show_protocol(self, name: str) -> None:
        """Show a protocol's plan, or what is wrong with it."""
        from attention_camp.camp.session.plan import plan_session
        from attention_camp.camp.session.protocol import ProtocolError, load_protocol
        from attention_camp.camp.ui.hearing import why_not_heard

        self._clear()
        self.silence = ""
        try:
            protocol = load_protocol(name)
        except ProtocolError as error:
            self.problem = translated(error)
            self.heading.setText(self.tr("This protocol cannot be used"))
            self.description.setText(self.problem)
            set_role(self.description, "error")
            self.total.setText("")
            return
        self.problem = ""
        self.min_good_channels = protocol.gate.min_good_channels
        set_role(self.description, "muted")
        self.heading.setText(translate("protocols", protocol.title))
        self.description.setText(translate("protocols", protocol.description))
        plan = plan_session(protocol)
        self.silence = why_not_heard(plan)
        self._head()
        for row, block in enumerate(plan.blocks, 1):
            title = block.block.title or block.task.title
            cells = (
                str(block.number),
                translate("tasks", title),
                translate("Stages", TRIAL_STAGES[block.block.stage]),
                str(block.block.trials),
                formats.duration(block.seconds),
            )
            for column, text in enumerate(cells):
                self._add(text, row, column)
        self.total.setText(
            self.tr("{blocks} blocks, {trials} trials, about {duration}").format(
                blocks=len(plan.blocks),
                trials=plan.n_trials,
                duration=formats.duration(60 * max(1, round(plan.seconds / 60))),
            )
        )

    def _head(self) -> None:
        names = (
            "",
            self.tr("Block"),
            self.tr("Stage"),
            self.tr("Trials"),
            self.tr("Duration"),
        )
        for column, name in enumerate(names):
            self._add(name, 0, column, "small")
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnMinimumWidth(1, round(2.6 * self.fontMetrics().height()))

    def _add(self, text: str, row: int, column: int, role: str = "body") -> QLabel:
        cell = label(text, role, wraps=column == 1)
        side = Qt.AlignmentFlag.AlignRight if column > 2 else Qt.AlignmentFlag.AlignLeft
        if column == 1:
            self._grid.addWidget(cell, row, column)
        else:
            cell.setAlignment(side)
            self._grid.addWidget(cell, row, column, side | Qt.AlignmentFlag.AlignTop)
        return cell

    def _clear(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget: QWidget | None = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
