"""All sessions of the dataset: search, filter, open, comment, export, bin."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
)

from attention_camp.camp.ui.operator.session_work import SessionWork
from attention_camp.camp.ui.theme import SPACE, theme_of
from attention_camp.camp.ui.widgets.background import Background
from attention_camp.camp.ui.widgets.form_rows import labelled
from attention_camp.camp.ui.widgets.page import Banner, Page, label, open_folder
from attention_camp.camp.ui.widgets.protocol_titles import protocol_title
from attention_camp.camp.ui.widgets.session_list import SessionList
from attention_camp.camp.ui.widgets.session_rows import (
    COLUMN_KEYS,
    COLUMNS,
    ROW_ROLE,
    STATES,
    SessionRow,
    read_rows,
)
from attention_camp.camp.ui.widgets.session_view import NARROW, session_view
from attention_camp.camp.ui.widgets.sparkline import Sparkline
from attention_camp.camp.ui.widgets.workspace import Workspace

translate = QCoreApplication.translate
HIDDEN = ("headset", "arm", "comment")
"""Columns that are shown when they are asked for, or have something to tell apart."""
ROWS_MEASURED = 60
"""Rows that the width of a column is taken from; own choice."""
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
        self.body.addLayout(self._filters())
        self._model = SessionList(theme_of(self))
        self.table = session_view(self.tr("Sessions"))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.setModel(self._model)
        self.table.setStyleSheet(NARROW)
        self._sparkline = Sparkline(theme_of(self))
        course = COLUMN_KEYS.index("course")
        self.table.setItemDelegateForColumn(course, self._sparkline)
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(4, Qt.SortOrder.DescendingOrder)
        self.table.activated.connect(lambda _index: self._open())
        self.table.selectionModel().selectionChanged.connect(self._refresh)
        self._chosen_path: Path | None = None
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
        labelled(self.state, self.tr("State"))
        labelled(self.protocol, self.tr("Protocol"))
        labelled(self.order, self.tr("Order"))
        labelled(self.arm, self.tr("Arm"))
        labelled(self.headset, self.tr("Headset"))
        self._narrow()

    def _filters(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.setPlaceholderText(
            self.tr("Search, or one column: participant:02   (Ctrl+F)")
        )
        self.search.setAccessibleName(self.tr("Search"))
        self.search.textChanged.connect(self._narrow)
        QShortcut("Ctrl+F", self).activated.connect(self.search.setFocus)
        self.state = QComboBox()
        self.state.addItem(self.tr("Any state"), "")
        for state, (symbol, _, name) in STATES.items():
            self.state.addItem(f"{symbol} {translate('Sessions', name)}", state)
        self.protocol = QComboBox()
        self.protocol.addItem(self.tr("Any protocol"), "")
        self.arm = QComboBox()
        self.arm.addItem(self.tr("Any arm"), "")
        self.headset = QComboBox()
        self.headset.addItem(self.tr("Any headset"), "")
        for box in (self.state, self.protocol, self.arm, self.headset):
            box.currentIndexChanged.connect(self._narrow)
        self.order = QComboBox()
        self.order.addItem(self.tr("Sorted by date"), 4)
        for column, (_, name) in enumerate(COLUMNS):
            if column != 4:
                text = self.tr("Sorted by {column}").format(
                    column=translate("Sessions", name).lower()
                )
                self.order.addItem(text, column)
        self.order.activated.connect(self._sort)
        shrinks = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        for box in (self.state, self.protocol, self.arm, self.headset, self.order):
            box.setSizeAdjustPolicy(shrinks)
            box.setMinimumContentsLength(7)
        row.addWidget(self.search, 2)
        for box in (self.state, self.protocol, self.arm, self.headset, self.order):
            row.addWidget(box, 1)
        return row

    def _sort(self) -> None:
        """Sort by the chosen column: labels from A on, figures from above."""
        column = self.order.currentData()
        up = COLUMNS[column][0] in {"state", "participant", "session", "protocol"}
        order = Qt.SortOrder.AscendingOrder if up else Qt.SortOrder.DescendingOrder
        self.table.sortByColumn(column, order)

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
        self._offer(
            self.protocol, {r.protocol: protocol_title(r.protocol) for r in rows}
        )
        self._offer(self.arm, {r.arm: r.arm for r in rows if r.arm})
        self._offer(self.headset, {r.headset: r.headset for r in rows if r.headset})
        if self.banner.property("kind") == "info":
            self.banner.hide()
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
        self.table.resizeColumnsToContents()
        header = self.table.horizontalHeader()
        header.setStretchLastSection(True)
        self._narrow()

    def _remember(self) -> None:
        row = self.chosen
        self._chosen_path = None if row is None else row.path

    def _select_again(self) -> None:
        """Select the session that was chosen before, or the first."""
        paths = [row.path for row in self._model.rows]
        if paths:
            before = self._chosen_path
            self.table.selectRow(paths.index(before) if before in paths else 0)
        self._refresh()

    def _offer(self, box: QComboBox, values: dict[str, str]) -> None:
        """Offer the values of a filter; one that tells nothing apart is not shown."""
        known = {box.itemData(i) for i in range(box.count())}
        for value in sorted(values.keys() - known):
            box.addItem(values[value], value)
        if box in {self.arm, self.headset}:
            tells = box.count() > 2
            box.setVisible(tells)
            key = "arm" if box is self.arm else "headset"
            if tells:
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
            self.search.text(),
            state=self.state.currentData() or "",
            protocol=self.protocol.currentData() or "",
            arm=self.arm.currentData() or "",
            headset=self.headset.currentData() or "",
        )
        self._refresh()

    def _refresh(self) -> None:
        row, n = self.chosen, len(self.chosen_rows)
        self.primary.setEnabled(row is not None)
        self.more.setEnabled(row is not None or self.work.can_undo)
        self.resume.setVisible(row is not None and row.can_resume)
        text = self.tr("{shown} of {n} sessions").format(
            shown=self._model.rowCount(), n=self._model.n_all
        )
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
            action.toggled.connect(
                lambda on, c=column: self.table.setColumnHidden(c, not on)
            )
        menu.exec(self.table.horizontalHeader().mapToGlobal(at))

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
