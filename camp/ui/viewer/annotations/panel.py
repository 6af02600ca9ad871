"""The list of annotations beside the traces: search, jump, edit, delete, undo."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from attention_camp.camp.ui.theme import SPACE
from attention_camp.camp.ui.viewer.annotations.hands import ReviewHands
from attention_camp.camp.ui.viewer.annotations.table import AnnotationTable, rows_of
from attention_camp.camp.ui.viewer.recorded_session import Stretch
from attention_camp.camp.ui.viewer.trial_view import ROWS_MEASURED
from attention_camp.camp.ui.widgets.page import label
from attention_camp.camp.ui.widgets.session_view import NARROW, session_view


class AnnotationPanel(QWidget):
    """What is said of the recording, and buttons to change it.

    Parameters
    ----------
    hands : ReviewHands
        What makes the changes.
    """

    chosen = Signal(object)
    """A row was clicked: the stretch is to be shown."""
    wanted = Signal()
    """Requests an annotation of the selection, or of what is in view."""

    def __init__(self, hands: ReviewHands) -> None:
        super().__init__()
        self._hands = hands
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE // 2, 0, 0)
        column.setSpacing(SPACE // 2)
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.setPlaceholderText(self.tr("Search annotations"))
        self.search.setAccessibleName(self.tr("Search annotations"))
        column.addWidget(self.search)
        self._model = AnnotationTable()
        self.table = session_view(self.tr("Annotations"))
        self.table.setModel(self._model)
        self.table.setStyleSheet(NARROW)
        self.search.textChanged.connect(self._narrow)
        self.table.clicked.connect(self._on_clicked)
        self.table.activated.connect(lambda _index: self._edit())
        self.table.selectionModel().currentRowChanged.connect(self._refresh)
        column.addWidget(self.table, 1)
        self.count = label("", "small")
        column.addWidget(self.count)
        row = QHBoxLayout()
        row.setSpacing(SPACE // 2)
        self.add = self._button(row, self.tr("Add…"), "A", self.wanted.emit)
        self.edit = self._button(row, self.tr("Edit…"), "Enter", self._edit)
        self.delete = self._button(row, self.tr("Delete"), "Del", self._delete)
        row.addStretch()
        self.undo = self._button(row, self.tr("Undo"), "Ctrl+Z", hands.undo)
        self.redo = self._button(row, self.tr("Redo"), "Ctrl+Y", hands.redo)
        column.addLayout(row)
        shortcut = QShortcut(QKeySequence("Del"), self.table)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(self._delete)
        hands.changed.connect(self.show_all)
        self._refresh()

    def _button(
        self, row: QHBoxLayout, text: str, key: str, do: Callable[[], None]
    ) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(f"{text} ({key})")
        button.clicked.connect(lambda _checked: do())
        row.addWidget(button)
        return button

    @property
    def current(self) -> Stretch | None:
        """The selected row."""
        row = self.table.currentIndex().row()
        return self._model.rows[row] if 0 <= row < len(self._model.rows) else None

    def show_all(self) -> None:
        """Show what is said of the recording now."""
        recording, key = self._hands.recording, getattr(self.current, "key", "")
        self._model.set_rows([] if recording is None else rows_of(recording))
        header = self.table.horizontalHeader()
        header.setResizeContentsPrecision(ROWS_MEASURED)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        if key:
            self._select(key)
        self._refresh()

    def _select(self, key: str) -> None:
        keys = [one.key for one in self._model.rows]
        if key in keys:
            self.table.selectRow(keys.index(key))

    def _narrow(self, text: str) -> None:
        self._model.narrow(text)
        self._refresh()

    def _refresh(self) -> None:
        one, review = self.current, self._hands.review
        is_own = one is not None and bool(one.key)
        self.add.setEnabled(review is not None)
        self.edit.setEnabled(is_own)
        self.delete.setEnabled(is_own)
        self.undo.setEnabled(review is not None and review.can_undo)
        self.redo.setEnabled(review is not None and review.can_redo)
        self.count.setText(
            self.tr("{shown} of {n}").format(
                shown=len(self._model.rows), n=self._model.n_all
            )
        )

    def _on_clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(self._model.rows[index.row()])

    def _edit(self) -> None:
        if (one := self.current) is not None and one.key:
            self._hands.edit(one)

    def _delete(self) -> None:
        if (one := self.current) is not None:
            self._hands.delete(one)
