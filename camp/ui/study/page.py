"""The study page: how far a study is, and what it shows."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout

from attention_camp.camp.ui import formats
from attention_camp.camp.ui.sentences import translated
from attention_camp.camp.ui.study.analysis_card import AnalysisCard
from attention_camp.camp.ui.study.lock_card import LockCard, read_state
from attention_camp.camp.ui.theme import SPACE
from attention_camp.camp.ui.widgets.background import Background
from attention_camp.camp.ui.widgets.page import Banner, CardFrame, Page, label
from attention_camp.camp.ui.widgets.session_rows import SessionRow, read_rows
from attention_camp.camp.ui.widgets.workspace import Workspace


class StudyPage(Page):
    """Counts of participants, sessions and trials, and their statistics."""

    enrol_wanted = Signal()
    """Somebody is to be enrolled in the locked study."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__("", scrolls=True)
        self.title.setText(self.tr("Study"))
        self._workspace = workspace
        self._reading: Background | None = None
        self._locked: Background | None = None
        self._tampered = ""
        """Why the locked study is not as it was; empty: it is, or there is none."""
        self.banner = Banner()
        self.body.addWidget(self.banner)
        self.card = CardFrame(self.tr("How far the study is"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(4 * SPACE)
        self.card.box.addLayout(self._grid)
        self.body.addWidget(self.card)
        self.lock = LockCard(lambda: workspace.dataset)
        self.lock.enrol.clicked.connect(self.enrol_wanted)
        self.lock.opened.connect(self.shown)
        self.lock.kept.connect(self.shown)
        self.body.addWidget(self.lock)
        self.analysis = AnalysisCard(lambda: workspace.dataset)
        self.lock.look_asked.connect(self.analysis.look)
        self.analysis.looked.connect(self.shown)
        self.body.addWidget(self.analysis)
        self.body.addStretch()
        self.write = self.add_secondary(self.tr("Write a study file"))
        self.write.clicked.connect(lambda: self.left.emit("study_file"))
        self.write_protocol = self.add_secondary(self.tr("Write a protocol"))
        self.write_protocol.clicked.connect(lambda: self.left.emit("protocol"))
        self.add_secondary(self.tr("All sessions")).clicked.connect(
            lambda: self.left.emit("sessions")
        )

    def shown(self) -> None:
        """Refresh the counts when the page is shown."""
        dataset, self._tampered = self._workspace.dataset, ""
        if not dataset.is_dir():
            self._on_counted(([], ""))
            self.lock.show_state(None)
            return
        self.card.hide()
        if self._reading is not None:
            self._reading.forget()
        self._reading = Background(lambda: read_rows(dataset), self)
        self._reading.done.connect(self._on_counted)
        self._reading.start()
        if self._locked is not None:
            self._locked.forget()
        self._locked = Background(lambda: read_state(dataset), self)
        self._locked.done.connect(self.lock.show_state)
        self._locked.failed.connect(self._on_changed)
        self._locked.start()

    def window_closing(self) -> None:
        """Cancel an analysis that goes on."""
        self.analysis.stop()

    def _on_changed(self, error: Exception) -> None:
        """Say that what was locked is not as it was."""
        self.lock.show_state(None)
        self._tampered = translated(error)
        self.banner.say("bad", self._tampered)

    def _on_counted(self, listed: tuple[list[SessionRow], str]) -> None:
        rows, problem = listed
        self.card.setVisible(bool(rows))
        self.analysis.setVisible(bool(rows))
        if rows:
            self._show(rows)
        if problem := problem or self._tampered:
            self.banner.say("bad", problem)
        elif rows:
            self.banner.hide()
        else:
            self.banner.say(
                "info",
                self.tr(
                    "How far a study is, is counted here once its sessions are "
                    "recorded."
                ),
            )
            start = self.banner.add_button(self.tr("New session"))
            start.clicked.connect(lambda: self.left.emit("new_session"))

    def _show(self, rows: list[SessionRow]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        finished = sum(row.state == "finished" for row in rows)
        facts = (
            (self.tr("Participants"), len({row.participant for row in rows})),
            (self.tr("Sessions"), len(rows)),
            (self.tr("Finished sessions"), finished),
            (self.tr("Trials"), sum(row.n_trials or 0 for row in rows)),
        )
        for column, (name, value) in enumerate(facts):
            self._grid.addWidget(label(name, "small"), 0, column)
            self._grid.addWidget(label(formats.number(value), "value"), 1, column)
        self._grid.setColumnStretch(len(facts), 1)
