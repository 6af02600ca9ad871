"""All sessions of the dataset: search, filter, open, comment, export, bin."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import (
    QCoreApplication,
    QItemSelectionModel,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QMenu,
)

from attention_camp.camp.ui.operator.session_filters import (
    BY_DATE,
    SessionFilters,
    tells_apart,
)
from attention_camp.camp.ui.operator.session_work import SessionWork
from attention_camp.camp.ui.theme import theme_of
from attention_camp.camp.ui.widgets.background import Background
from attention_camp.camp.ui.widgets.page import Banner, Page, label, open_folder
from attention_camp.camp.ui.widgets.session_list import SessionList
from attention_camp.camp.ui.widgets.session_rows import (
    COLUMN_KEYS,
    COLUMNS,
    ROW_ROLE,
    SessionRow,
    read_rows,
)
from attention_camp.camp.ui.widgets.session_view import NARROW, session_view
from attention_camp.camp.ui.widgets.sparkline import Sparkline
from attention_camp.camp.ui.widgets.workspace import Workspace
from attention_camp.resources.texts import fill

translate = QCoreApplication.translate
HIDDEN = ("steered", "headset", "arm", "comment")
"""Columns that are shown when they are asked for, or have something to tell apart."""
ROWS_MEASURED = 60
"""Rows that the width of a column is taken from; own choice."""
LEAST = ("engagement", "n_trials", "minutes")
"""Columns that are left out first where not all have room; own choice."""
LOOK_MS = 300
"""Time between two looks at the progress of reading, ms."""


class SessionsPage(Page):
    """Page with the table of all sessions."""

    session_chosen = Signal(object)
    resume_chosen = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__("")
        self.title.setText(self.tr("Sessions"))
        self._workspace = workspace
        self._reading: Background | None = None
        self.banner = Banner()
        self.body.addWidget(self.banner)
        self.filters = SessionFilters()
        self.filters.narrowed.connect(self._narrow)
        self.body.addWidget(self.filters)
        self._model = SessionList(theme_of(self))
        self.table = session_view(self.tr("Sessions"))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.setModel(self._model)
        self.table.setStyleSheet(NARROW)
        self._sparkline = Sparkline(theme_of(self))
        course = COLUMN_KEYS.index("course")
        self.table.setItemDelegateForColumn(course, self._sparkline)
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(BY_DATE, Qt.SortOrder.DescendingOrder)
        self.filters.sort_chosen.connect(self.table.sortByColumn)
        QShortcut("Ctrl+F", self).activated.connect(self.filters.search.setFocus)
        self.table.activated.connect(lambda _index: self._open())
        self.table.selectionModel().selectionChanged.connect(self._refresh)
        self._problem = ""  # why the list could not be read
        self._chosen_paths: list[Path] = []
        self._is_arranged = False
        """Whether columns were chosen by hand."""
        self._fitted: dict[int, int] = {}
        self._dragged: dict[int, int] = {}
        """By column: its width as we made it last, and as it was dragged to by hand."""
        self._model.modelAboutToBeReset.connect(self._remember)
        self._model.modelReset.connect(self._select_again)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._show_menu)
        header = self.table.horizontalHeader()
        header.setResizeContentsPrecision(ROWS_MEASURED)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._show_columns)
        for key in HIDDEN:
            self.table.setColumnHidden(COLUMN_KEYS.index(key), True)
        self.body.addWidget(self.table, 1)
        self.work = SessionWork(self)
        self.work.changed.connect(self.shown)
        self.work.said.connect(self._say)
        self._progress = (0, 0)
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self._show_progress)
        self.setAcceptDrops(True)
        self.count = label("", "small")
        self.body.addWidget(self.count)
        self.more = self.add_secondary(self.tr("More"))
        self.more.setProperty("role", "menu")
        self.more.setToolTip(self.tr("Comment, export, bin: also by the right button"))
        self.more.clicked.connect(self._show_more)
        self.resume = self.add_secondary(self.tr("Resume"))
        self.resume.clicked.connect(self._resume)
        self.add_primary(self.tr("Open in viewer")).clicked.connect(self._open)
        self._narrow()

    def shown(self) -> None:
        """Reload the sessions in the background when the page is shown."""
        dataset = self._workspace.dataset
        if self._reading is not None:
            self._reading.forget()
        if not dataset.is_dir():
            self._on_listed(([], ""))
            return
        if not self._model.n_all:
            self.banner.say("info", self.tr("Reading the list of sessions…"))
        self._progress = (0, 0)
        self._reading = Background(
            lambda: read_rows(dataset, progress=self._on_progress), self
        )
        self._reading.done.connect(self._on_listed)
        self._reading.start()
        self._look.start()

    def _on_progress(self, done: int, total: int) -> None:
        """Keep how far the reading is; called in its thread."""
        self._progress = (done, total)

    def _show_progress(self) -> None:
        done, total = self._progress
        if total and not self._model.n_all:
            text = self.tr("Reading the list of sessions: {done} of {n}")
            self.banner.say("info", text.format(done=done, n=total))

    def _on_listed(self, listed: tuple[list[SessionRow], str]) -> None:
        rows, problem = listed
        self._look.stop()
        self._model.set_rows(rows)
        self.filters.offer(rows)
        self._show_telling_columns()
        if self.banner.property("kind") == "info" or self.banner.text == self._problem:
            self.banner.hide()
        self._problem = problem
        if problem:
            self.banner.say("bad", problem)
        elif not rows:
            self.banner.say(
                "info",
                self.tr(
                    "No sessions in {folder} yet. Those you record are listed here."
                ).format(folder=self._workspace.dataset),
            )
            start = self.banner.add_button(self.tr("New session"))
            start.clicked.connect(lambda: self.left.emit("new_session"))
        self._fit_columns()
        self._narrow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the columns that have room."""
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Fit the columns to what they hold; a width that was dragged to stays.

        The least telling ones are left out where the last ones have no room.
        """
        header = self.table.horizontalHeader()
        for column, width in self._widths().items():
            if width != self._fitted.get(column, width):
                self._dragged[column] = width
        header.setStretchLastSection(False)
        least = [] if self._is_arranged else list(map(COLUMN_KEYS.index, LEAST))
        for column in least:
            self.table.setColumnHidden(column, False)
        self.table.resizeColumnsToContents()
        for column, width in self._dragged.items():
            header.resizeSection(column, width)
        for column in least:
            if header.length() > self.table.viewport().width():
                self.table.setColumnHidden(column, True)
        self._fitted = self._widths()
        header.setStretchLastSection(True)

    def _widths(self) -> dict[int, int]:
        """Return the widths of the columns shown, but for the last: it stretches."""
        header = self.table.horizontalHeader()
        shown = [n for n in range(header.count()) if not header.isSectionHidden(n)]
        return {column: header.sectionSize(column) for column in shown[:-1]}

    def _remember(self) -> None:
        first = [] if self.chosen is None else [self.chosen]
        self._chosen_paths = [row.path for row in [*first, *self.chosen_rows]]

    def _select_again(self) -> None:
        """Select the sessions that were chosen before, or the first."""
        rows = {row.path: number for number, row in enumerate(self._model.rows)}
        chosen = [rows[path] for path in self._chosen_paths if path in rows]
        if rows:
            self.table.selectRow(chosen[0] if chosen else 0)
        more = QItemSelectionModel.SelectionFlag
        for row in chosen[1:]:
            self.table.selectionModel().select(
                self._model.index(row, 0), more.Select | more.Rows
            )
        self._refresh()

    def _show_telling_columns(self) -> None:
        """Show the columns of filters that have something to tell apart."""
        if self._is_arranged:
            return
        for key, box in (("arm", self.filters.arm), ("headset", self.filters.headset)):
            if tells_apart(box):
                self.table.setColumnHidden(COLUMN_KEYS.index(key), False)

    def _say(self, kind: str, text: str) -> None:
        self.banner.say(kind, text)  # type: ignore[arg-type]

    def focus_first(self) -> None:
        """Put the keyboard on the table."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def chosen(self) -> SessionRow | None:
        """The selected session."""
        row = self.table.currentIndex().data(ROW_ROLE)
        return row if isinstance(row, SessionRow) else None

    @property
    def chosen_rows(self) -> list[SessionRow]:
        """All selected sessions."""
        indexes = self.table.selectionModel().selectedRows()
        rows = [index.data(ROW_ROLE) for index in indexes]
        return [row for row in rows if isinstance(row, SessionRow)]

    def _narrow(self) -> None:
        self._model.narrow(
            self.filters.search.text(),
            state=self.filters.state.currentData() or "",
            protocol=self.filters.protocol.currentData() or "",
            arm=self.filters.arm.currentData() or "",
            headset=self.filters.headset.currentData() or "",
        )
        self._refresh()

    def _refresh(self) -> None:
        row, n = self.chosen, len(self.chosen_rows)
        self.primary.setEnabled(row is not None)
        self.more.setEnabled(row is not None or self.work.can_undo)
        self.resume.setVisible(row is not None and row.can_resume)
        counts = {"shown": self._model.rowCount(), "n": self._model.n_all}
        text = fill(self.tr("{shown} of {n:session|sessions}"), **counts)
        if n > 1:
            text += " · " + self.tr("{n} selected").format(n=n)
        self.count.setText(text)

    def menu(self) -> QMenu:
        """Return what can be done with the selected sessions."""
        menu, rows, dataset = QMenu(self), self.chosen_rows, self._workspace.dataset
        one = rows[0] if len(rows) == 1 else None
        if one is not None:
            menu.addAction(self.tr("Open in viewer"), self._open)
            if one.can_resume:
                menu.addAction(self.tr("Resume"), self._resume)
            menu.addAction(self.tr("Comment…"), lambda: self.work.comment(dataset, one))
            menu.addAction(self.tr("Show folder"), lambda: open_folder(one.path.parent))
        if rows:
            menu.addAction(
                self.tr("Export tables of the selection…"),
                lambda: self.work.export(dataset, rows),
            )
            self.work.add_views(menu, dataset, rows)
            menu.addSeparator()
            menu.addAction(
                self.tr("Put into the bin…"), lambda: self.work.bin(dataset, rows)
            )
        if self.work.can_undo:
            menu.addAction(
                self.tr("Undo: put back from the bin"),
                lambda: self.work.undo(dataset),
            )
        return menu

    def _show_more(self) -> None:
        corner = self.more.mapToGlobal(self.more.rect().topLeft())
        menu = self.menu()
        menu.exec(corner - QPoint(0, menu.sizeHint().height()))

    def _show_menu(self, at: QPoint) -> None:
        self.menu().exec(self.table.viewport().mapToGlobal(at))

    def _show_columns(self, at: QPoint) -> None:
        """Offer the columns to be shown or hidden."""
        menu = QMenu(self)
        for column, (_, name) in enumerate(COLUMNS):
            action = menu.addAction(translate("Sessions", name))
            action.setCheckable(True)
            action.setChecked(not self.table.isColumnHidden(column))
            action.toggled.connect(lambda on, c=column: self._show_column(c, shown=on))
        menu.exec(self.table.horizontalHeader().mapToGlobal(at))

    def _show_column(self, column: int, *, shown: bool) -> None:
        """Show or hide a column for good: it is not for the window's width then."""
        self._is_arranged = True
        self.table.setColumnHidden(column, not shown)
        self._fit_columns()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept folders and files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Show the dataset that was dropped, or open the session."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls()]
        if paths:
            self.take(paths[0])

    def take(self, path: Path) -> None:
        """Show the sessions of a dataset's folder; open a session in the viewer."""
        if (path / "dataset_description.json").is_file():
            self._workspace.given_dataset = path
            self._model.set_rows([])
            self.shown()
        else:
            self.session_chosen.emit(path)

    def _open(self) -> None:
        if (row := self.chosen) is not None:
            self.session_chosen.emit(row.path)

    def _resume(self) -> None:
        if (row := self.chosen) is not None:
            self.resume_chosen.emit(row)
