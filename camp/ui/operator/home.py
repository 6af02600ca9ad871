"""The home page: recent sessions, first actions, state of this PC."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from attention_camp.camp.ui import formats
from attention_camp.camp.ui.sentences import translated
from attention_camp.camp.ui.theme import SPACE, theme_of
from attention_camp.camp.ui.widgets.background import Background
from attention_camp.camp.ui.widgets.page import (
    Banner,
    CardFrame,
    Page,
    label,
    name_value,
    primary_button,
    scrolled,
    set_role,
)
from attention_camp.camp.ui.widgets.session_rows import (
    ROW_ROLE,
    SessionRow,
    SessionTable,
    read_rows,
)
from attention_camp.camp.ui.widgets.session_view import session_view
from attention_camp.camp.ui.widgets.workspace import Workspace

translate = QCoreApplication.translate

N_RECENT = 12
AFTER_SHOWN_MS = 50
LOW_DISK_BYTES = 2e9
"""Below this free space the disk is marked; own choice, some ten hours of EEG."""


class HomePage(Page):
    """The page shown at the start."""

    session_chosen = Signal(object)
    resume_chosen = Signal(object)
    folder_wanted = Signal()
    listed = Signal()
    """The recent sessions are shown."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__("")
        self.title.setText(self.tr("Home"))
        self._workspace = workspace
        self._reading: Background | None = None
        self._is_awaited = False
        """Whether the keyboard is for the sessions, once they are read."""
        self._problem = ""
        """What was wrong when the page was shown last; empty: nothing."""
        self.banner = Banner()
        self.body.addWidget(self.banner)
        if workspace.warnings:
            self.banner.say("warn", "\n".join(map(translated, workspace.warnings)))
        columns = QHBoxLayout()
        columns.setSpacing(2 * SPACE)
        columns.addWidget(self._recent_card(), 3)
        columns.addWidget(self._pc_card(), 1)
        self.body.addLayout(columns, 1)
        self.review = self.add_secondary(self.tr("Review a session folder…"))
        self.review.clicked.connect(self.folder_wanted)
        self.add_primary(self.tr("New session")).clicked.connect(
            lambda: self.left.emit("new_session")
        )

    def shown(self) -> None:
        """Reload the recent sessions when the page is shown."""
        self._show_pc()
        dataset = self._workspace.dataset
        self._say_problem(unwritable(dataset))
        if not dataset.is_dir():
            self._on_listed(([], ""))
            return
        if self._reading is not None:
            self._reading.forget()
        self._reading = Background(lambda: read_rows(dataset, N_RECENT), self)
        self._reading.done.connect(self._on_listed)
        QTimer.singleShot(0, self._reading.start)

    def focus_first(self) -> None:
        """Put the keyboard on the sessions, or on what makes the first one."""
        self._is_awaited = not self._model.rows
        first = self.primary if self._is_awaited else self.table
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_listed(self, listed: tuple[list[SessionRow], str]) -> None:
        rows, problem = listed
        self._model.set_rows(rows)
        is_empty = not rows and not problem  # what cannot be read may hold some
        self._stack.setCurrentIndex(1 if is_empty else 0)
        # one obvious next action: the empty list offers it itself
        self.primary.setVisible(not is_empty)
        if rows:
            self.table.selectRow(0)
        self._fit_columns()
        if self._is_awaited and rows and self.isVisible():
            self.focus_first()
        if problem:
            text = self.tr("The list of sessions in {folder} could not be read: {why}")
            folder = self._workspace.dataset
            self._say_problem(text.format(folder=folder, why=problem))
        self.listed.emit()

    def _say_problem(self, problem: str) -> None:
        """Say what is wrong now, and no longer what was wrong before."""
        if problem:
            self.banner.say("bad", problem)
        elif self.banner.text == self._problem:
            self.banner.hide()
        self._problem = problem

    def _recent_card(self) -> CardFrame:
        card = CardFrame(self.tr("Recent sessions"))
        self.all_sessions = QPushButton(self.tr("All sessions"))
        self.all_sessions.setProperty("role", "link")
        self.all_sessions.clicked.connect(lambda: self.left.emit("sessions"))
        card.head.addWidget(self.all_sessions)
        self._model = SessionTable(
            theme_of(self),
            ("state", "participant", "session", "protocol", "date", "accuracy"),
        )
        self.table = session_view(self.tr("Recent sessions"))
        self.table.setModel(self._model)
        self.table.activated.connect(self._on_activated)
        self.table.setProperty("role", "plain")
        self._stack = QStackedLayout()
        full = QWidget()
        column = QVBoxLayout(full)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        row = QHBoxLayout()
        hint = self.tr("Enter or double-click opens a session in the viewer.")
        row.addWidget(label(hint, "small"))
        row.addStretch()
        self.resume = QPushButton(self.tr("Resume this session"))
        self.resume.clicked.connect(self._on_resume)
        row.addWidget(self.resume)
        column.addLayout(row)
        self.resume.hide()
        selection = self.table.selectionModel()
        selection.currentRowChanged.connect(self._on_row_changed)
        self._stack.addWidget(full)
        self._stack.addWidget(self._nothing_yet())
        card.box.addLayout(self._stack)
        return card

    def _nothing_yet(self) -> QWidget:
        empty = QWidget()
        column = QVBoxLayout(empty)
        column.addStretch()
        first = label(self.tr("No sessions yet"), "heading")
        first.setAlignment(Qt.AlignmentFlag.AlignCenter)
        text = label(
            self.tr(
                "Sessions that you record will be listed here, the newest first.\n"
                "A demonstration needs no headset and no participant: choose "
                "“New session” and a simulated participant."
            ),
            "muted",
            wraps=True,
        )
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(first)
        column.addWidget(text)
        start = primary_button(self.tr("Record a first session"))
        start.clicked.connect(lambda: self.left.emit("new_session"))
        column.addWidget(start, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch()
        return empty

    def _pc_card(self) -> CardFrame:
        card = CardFrame(self.tr("This PC"))
        self._facts: dict[str, QLabel] = {}
        self._names = {
            "folder": self.tr("Recordings go to"),
            "disk": self.tr("Free disk space"),
            "display": self.tr("Timing of the display"),
            "headset": self.tr("Headset last used"),
        }
        facts = QVBoxLayout()
        facts.setContentsMargins(0, 0, SPACE, 0)
        for key, name in self._names.items():
            value = label("", "body", wraps=True)
            value.setAlignment(Qt.AlignmentFlag.AlignTop)
            self._facts[key] = value
            pair = QVBoxLayout()
            pair.setSpacing(0)
            pair.addWidget(label(name, "small", wraps=True))
            pair.addWidget(value)
            facts.addLayout(pair)
            facts.addSpacing(SPACE // 2)
        facts.addStretch()
        card.box.addWidget(scrolled(facts), 1)
        more = QPushButton(self.tr("Check this PC"))
        more.setProperty("role", "link")
        more.clicked.connect(lambda: self.left.emit("pc"))
        card.box.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        card.setMinimumWidth(230)
        return card

    def _show_pc(self) -> None:
        dataset = self._workspace.dataset
        self._facts["folder"].setText(formats.breakable(dataset))
        free = free_bytes(dataset)
        low = free < LOW_DISK_BYTES
        self._facts["disk"].setText(("▲ " if low else "") + formats.size(free))
        set_role(self._facts["disk"], "error" if low else "body")
        # after the page is on the screen: reading the certificate imports for it
        QTimer.singleShot(AFTER_SHOWN_MS, self, self._show_timing)
        used = self._workspace.settings.board_title
        self._facts["headset"].setText(
            translate("Sources", used) if used else self.tr("none yet")
        )
        self._read_out()

    def _show_timing(self) -> None:
        self._facts["display"].setText(timing_text())
        self._read_out()

    def _read_out(self) -> None:
        for key, name in self._names.items():
            name_value(self._facts[key], name)

    def _fit_columns(self) -> None:
        self.table.resizeColumnsToContents()
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)

    def _row(self, index: QModelIndex) -> SessionRow | None:
        row = index.data(ROW_ROLE)
        return row if isinstance(row, SessionRow) else None

    def _on_activated(self, index: QModelIndex) -> None:
        if (row := self._row(index)) is not None:
            self.session_chosen.emit(row.path)

    def _on_row_changed(self, index: QModelIndex) -> None:
        row = self._row(index)
        self.resume.setVisible(row is not None and row.can_resume)

    def _on_resume(self) -> None:
        if (row := self._row(self.table.currentIndex())) is not None:
            self.resume_chosen.emit(row)


def timing_text() -> str:
    """Summarize the timing certificate of this PC."""
    from attention_camp.camp.pc.timing_report import (
        CertificateError,
        certificate_path,
        load_report,
    )

    try:
        report = load_report(certificate_path())
    except CertificateError:
        return translate("HomePage", "not measured yet")
    made = formats.date(report.made)
    if report.passed:
        return translate("HomePage", "● good, measured {date}").format(date=made)
    return translate("HomePage", "▲ not good enough, measured {date}").format(date=made)


def unwritable(folder: Path) -> str:
    """Return why nothing can be recorded in a folder; empty: it can."""
    place = folder.absolute()
    while not place.exists() and place != place.parent:
        place = place.parent
    if place.is_dir() and os.access(place, os.W_OK):
        return ""
    return translate(
        "HomePage",
        "Nothing can be recorded: {folder} cannot be written. Choose another folder "
        "under Settings, or ask whoever owns it for the permission.",
    ).format(folder=folder)


def free_bytes(folder: Path) -> int:
    """Return the free space where ``folder`` is or will be."""
    place = folder.absolute()
    while not place.exists():
        place = place.parent
    return shutil.disk_usage(place).free
