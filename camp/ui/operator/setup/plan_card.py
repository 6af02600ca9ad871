"""Plan of a protocol: blocks, trials, duration, and progress over several sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from attention_camp.camp.dataset.layout import LabelError, check_label
from attention_camp.camp.ui import formats
from attention_camp.camp.ui.sentences import translated
from attention_camp.camp.ui.theme import SPACE
from attention_camp.camp.ui.widgets.background import Background
from attention_camp.camp.ui.widgets.codes import TRIAL_STAGES
from attention_camp.camp.ui.widgets.page import CardFrame, label, scrolled, set_role
from attention_camp.camp.ui.widgets.workspace import Workspace
from attention_camp.resources.texts import fill

if TYPE_CHECKING:
    from attention_camp.camp.processes.session import Prepared
    from attention_camp.camp.session.plan import Plan

translate = QCoreApplication.translate

LEAST_LINES = 10
"""Least width, in heights of a line."""
TYPING_MS = 200
"""Delay after the last keystroke before earlier sessions are read."""


class PlanCard(CardFrame):
    """What a session will consist of, read from the protocol file."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.problem = ""
        self.plan: Plan | None = None
        """What is shown; None: nothing that can be used."""
        self.silence = ""
        """Why the plan's auditory tasks cannot be done here."""
        self.min_good_channels = 0.5
        self.heading = label("", "heading", wraps=True)
        self.description = label("", "muted", wraps=True)
        self.total = label("", "body", wraps=True)
        self.camp = label("", "small", wraps=True)
        """Which session of a camp this is, and where it begins."""
        self._of = ("", "", "")
        """Protocol, participant and session that the plan is of."""
        self._sessions = 1
        self._titles: dict[int, QLabel] = {}
        """The cell with the title of each block, by number."""
        self._reading: Background | None = None
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(self._read_earlier)
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
        self._area = scrolled(inside)
        self.box.addWidget(self._area, 1)
        self.needs = label("", "small", wraps=True)
        """What the protocol needs of this PC, and whether it is there."""
        self.box.addWidget(self.total)
        self.box.addWidget(self.needs)
        self.box.addWidget(self.camp)

    def show_participant(self, participant: str, session: str) -> None:
        """Show which of several sessions this is for the participant."""
        self._of = (self._of[0], participant, session)
        self._show_camp()

    def show_protocol(self, name: str) -> None:
        """Show a protocol's plan, or what is wrong with it."""
        from attention_camp.camp.session.plan import plan_session
        from attention_camp.camp.session.protocol import load_protocol
        from attention_camp.camp.session.protocols.protocol_file import ProtocolError
        from attention_camp.camp.ui.hearing import why_not_heard

        self._clear()
        self._of = (name, *self._of[1:])
        self._sessions = 1
        self.silence = ""
        try:
            protocol = load_protocol(name)
        except ProtocolError as error:
            self.problem = translated(error)
            self.plan = None
            self.heading.setText(self.tr("This protocol cannot be used"))
            self.description.setText(self.problem)
            set_role(self.description, "error")
            self.total.setText("")
            self.needs.setText("")
            self._show_camp()
            return
        self.problem = ""
        self.min_good_channels = protocol.gate.min_good_channels
        set_role(self.description, "muted")
        self.heading.setText(translate("protocols", protocol.title))
        self.description.setText(translate("protocols", protocol.description))
        self.plan = plan = plan_session(protocol)
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
                cell = self._add(text, row, column)
                if column == 1:
                    self._titles[block.number] = cell
        self.total.setText(
            fill(
                self.tr(
                    "{blocks:block|blocks}, {trials:trial|trials}, about {duration}"
                ),
                blocks=len(plan.blocks),
                trials=plan.n_trials,
                duration=formats.duration(60 * max(1, round(plan.seconds / 60))),
            )
        )
        self._sessions = protocol.sessions
        self._show_needs(protocol.certificate_days)
        self._show_camp()
        self._fit()

    def _show_needs(self, certificate_days: int | None) -> None:
        """Say what is missing for the protocol before anybody is seated."""
        lines = []
        if self.silence:
            lines.append(f"✕ {self.silence}")
        if certificate_days is not None:
            lines.append(_certificate_line(certificate_days))
        self.needs.setText("\n".join(lines))
        self.needs.setVisible(bool(lines))
        set_role(self.needs, "error" if any(t[0] == "✕" for t in lines) else "small")

    def _fit(self) -> None:
        """Fit the width to the widest row and the scroll bar."""
        bar = self._area.verticalScrollBar().sizeHint().width()
        rows = self._grid.minimumSize().width() + SPACE + bar
        least = LEAST_LINES * self.fontMetrics().height()
        self._area.setMinimumWidth(max(rows, least))

    # where a camp stands

    def _show_camp(self) -> None:
        """Show the number of sessions until it is known which one this is."""
        if self._reading is not None:
            self._reading.forget()
            self._reading = None
        self._typing.stop()
        self.camp.setVisible(self._sessions > 1)
        self._mark({})
        if self._sessions == 1:
            return
        self.camp.setText(self.tr("A camp of {of} sessions.").format(of=self._sessions))
        try:
            check_label(self._of[1], "participant")
            check_label(self._of[2], "session")
        except LabelError:
            return  # the fields beside say what is wrong with it
        self._typing.start()

    def _read_earlier(self) -> None:
        protocol, participant, session = self._of
        dataset = self._workspace.dataset

        def work() -> Prepared:
            from attention_camp.camp.processes.session import plan_request
            from attention_camp.camp.session.request import SessionRequest

            return plan_request(
                SessionRequest(dataset, participant, session, protocol=protocol)
            )

        self._reading = Background(work, self)
        self._reading.done.connect(self._on_read)
        self._reading.failed.connect(self._on_failed)
        self._reading.start()

    def _on_read(self, prepared: Prepared) -> None:
        number = prepared.n_before + 1
        if number > self._sessions:
            text = self.tr(
                "Session {n}, after the {of} of the camp; it can be recorded as well."
            )
        else:
            text = self.tr("Session {n} of {of}.")
        text = text.format(n=number, of=self._sessions)
        carried = {
            block.number: block.start_level
            for block in prepared.plan.blocks
            if block.block.carried_level is not None
        }
        if carried:
            text += "\n" + self.tr(
                "↪ begins at the level at which session {before} ended."
            ).format(before=prepared.begins_after)
        self.camp.setText(text)
        self._mark(carried)

    def _on_failed(self, error: Exception) -> None:
        self.camp.setText(
            self.tr("The earlier sessions cannot be read: {why}").format(
                why=translated(error)
            )
        )

    def _mark(self, carried: dict[int, int]) -> None:
        """Write beneath a block's title the level at which it begins."""
        for number, cell in self._titles.items():
            title, _, _ = cell.text().partition("\n")
            if number in carried:
                level = self.tr("↪ level {n}").format(n=carried[number])
                title = f"{title}\n{level}"
            cell.setText(title)

    def title_of(self, number: int) -> QLabel:
        """Return the cell with the title of a block, by its number."""
        return self._titles[number]

    # how it is built

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
        self._titles.clear()
        while (item := self._grid.takeAt(0)) is not None:
            widget: QWidget | None = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()


def _certificate_line(days: int) -> str:
    from attention_camp.camp.pc.timing_report import (
        CertificateError,
        certificate_path,
        require_report,
    )

    try:
        require_report(certificate_path(), days)
    except CertificateError as error:
        return f"✕ {translated(error)}"
    return translate("PlanCard", "✓ The timing of this PC has been measured.")
