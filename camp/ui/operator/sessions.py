"""All sessions of the dataset: search, filter, open."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit

from attention_camp.camp.ui.theme import SPACE, theme_of
from attention_camp.camp.ui.widgets.background import Background
from attention_camp.camp.ui.widgets.form_rows import labelled
from attention_camp.camp.ui.widgets.page import Banner, Page, label
from attention_camp.camp.ui.widgets.protocol_titles import protocol_title
from attention_camp.camp.ui.widgets.session_rows import (
    COLUMNS,
    ROW_ROLE,
    SORT_ROLE,
    STATES,
    SessionRow,
    SessionTable,
    read_rows,
)
from attention_camp.camp.ui.widgets.session_view import NARROW, session_view
from attention_camp.camp.ui.widgets.sparkline import Sparkline
from attention_camp.camp.ui.widgets.workspace import Workspace

translate = QCoreApplication.translate


class SessionFilter(QSortFilterProxyModel):
    """Shows the sessions that hold all words and are in the chosen state."""

    def __init__(self) -> None:
        super().__init__()
        self.words: tuple[str, ...] = ()
        self.state = ""
        self.protocol = ""
        self.setSortRole(SORT_ROLE)

    def narrow(self, *, text: str, state: str, protocol: str) -> None:
        """Set the filter; an empty value matches everything.

        Parameters
        ----------
        text : str
            Words that a session must all contain, in any order; empty for any.
        state : str
            State of the session; empty for any.
        protocol : str
            Name of the protocol; empty for any.
        """
        self.beginFilterChange()
        self.words = tuple(text.lower().split())
        self.state = state
        self.protocol = protocol
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(  # noqa: N802
        self, source_row: int, source_parent: QModelIndex | QPersistentModelIndex
    ) -> bool:
        """Return whether a session is shown."""
        model = self.sourceModel()
        row = model.index(source_row, 0, source_parent).data(ROW_ROLE)
        if not isinstance(row, SessionRow):
            return False
        if self.state and row.state != self.state:
            return False
        if self.protocol and row.protocol != self.protocol:
            return False
        return all(_found(word, row) for word in self.words)


COLUMN_WORDS = {
    "p": "participant", "participant": "participant", "sub": "participant",
    "s": "session", "session": "session", "ses": "session",
    "protocol": "protocol", "date": "date",
    "参与者": "participant", "会话": "session", "方案": "protocol", "日期": "date",
}  # fmt: skip
"""What may stand before a colon, to search one column alone."""


def _found(word: str, row: SessionRow) -> bool:
    """Return whether a session is meant by a word.

    A number is a label, never a part of a date; ``participant:02`` asks one column.
    """
    name, colon, wanted = word.replace("：", ":").partition(":")
    column = COLUMN_WORDS.get(name) if colon else None
    values = {
        "participant": row.participant.lower(),
        "session": row.session.lower(),
        "protocol": f"{row.protocol} {protocol_title(row.protocol)}".lower(),
        "date": row.date.lower(),
    }
    if column is not None:
        return wanted in values[column]
    if word.isdigit() and len(word) < YEAR_DIGITS:
        return word in values["participant"] or word in values["session"]
    return any(word in value for value in values.values())


YEAR_DIGITS = 4
"""A number of fewer digits is no year."""


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
        self._model = SessionTable(theme_of(self))
        self._filter = SessionFilter()
        self._filter.setSourceModel(self._model)
        self.table = session_view(self.tr("Sessions"))
        self.table.setModel(self._filter)
        self.table.setStyleSheet(NARROW)
        self._sparkline = Sparkline(theme_of(self))
        self.table.setItemDelegateForColumn(9, self._sparkline)
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(4, Qt.SortOrder.DescendingOrder)
        self.table.activated.connect(lambda _index: self._open())
        self.table.selectionModel().currentRowChanged.connect(self._refresh)
        self.body.addWidget(self.table, 1)
        self.count = label("", "small")
        self.body.addWidget(self.count)
        self.resume = self.add_secondary(self.tr("Resume"))
        self.resume.clicked.connect(self._resume)
        self.add_primary(self.tr("Open in viewer")).clicked.connect(self._open)
        labelled(self.state, self.tr("State"))
        labelled(self.protocol, self.tr("Protocol"))
        labelled(self.order, self.tr("Order"))
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
        self.state.currentIndexChanged.connect(self._narrow)
        self.protocol.currentIndexChanged.connect(self._narrow)
        self.order = QComboBox()
        self.order.addItem(self.tr("Sorted by date"), 4)
        for column, (_, name) in enumerate(COLUMNS):
            if column != 4:
                text = self.tr("Sorted by {column}").format(
                    column=translate("Sessions", name).lower()
                )
                self.order.addItem(text, column)
        self.order.activated.connect(self._sort)
        row.addWidget(self.search, 1)
        row.addWidget(self.state)
        row.addWidget(self.protocol)
        row.addWidget(self.order)
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
        if not self._model.rows:
            self.banner.say("info", self.tr("Reading the list of sessions…"))
        self._reading = Background(lambda: read_rows(dataset), self)
        self._reading.done.connect(self._on_listed)
        self._reading.start()

    def _on_listed(self, listed: tuple[list[SessionRow], str]) -> None:
        rows, problem = listed
        self._model.set_rows(rows)
        known = {self.protocol.itemData(i) for i in range(self.protocol.count())}
        for name in sorted({row.protocol for row in rows} - known):
            self.protocol.addItem(protocol_title(name), name)
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
        if self._filter.rowCount():
            self.table.selectRow(0)
        self._narrow()

    def focus_first(self) -> None:
        """Put the keyboard on the table."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def chosen(self) -> SessionRow | None:
        """The selected session."""
        row = self.table.currentIndex().data(ROW_ROLE)
        return row if isinstance(row, SessionRow) else None

    def _narrow(self) -> None:
        self._filter.narrow(
            text=self.search.text(),
            state=self.state.currentData() or "",
            protocol=self.protocol.currentData() or "",
        )
        self.count.setText(
            self.tr("{shown} of {n} sessions").format(
                shown=self._filter.rowCount(), n=len(self._model.rows)
            )
        )
        self._refresh()

    def _refresh(self) -> None:
        row = self.chosen
        self.primary.setEnabled(row is not None)
        self.resume.setVisible(row is not None and row.can_resume)

    def _open(self) -> None:
        if (row := self.chosen) is not None:
            self.session_chosen.emit(row.path)

    def _resume(self) -> None:
        if (row := self.chosen) is not None:
            self.resume_chosen.emit(row)
