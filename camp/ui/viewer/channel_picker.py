"""List for picking channels."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from attention_camp.camp.ui.theme import SPACE


class ChannelPicker(QWidget):
    """Check boxes for all channels; at least one stays."""

    picked = Signal(list)

    def __init__(self, ch_names: Sequence[str], n_checked: int) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Channels"))
        states = Qt.CheckState
        for number, name in enumerate(ch_names):
            item = QListWidgetItem(name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            is_checked = number < n_checked
            item.setCheckState(states.Checked if is_checked else states.Unchecked)
            self.list.addItem(item)
        self.list.itemChanged.connect(self._on_changed)
        column.addWidget(self.list)
        row = QHBoxLayout()
        every = QPushButton(self.tr("All"))
        every.clicked.connect(lambda: self._set_all(Qt.CheckState.Checked))
        none = QPushButton(self.tr("First only"))
        none.clicked.connect(lambda: self._set_all(Qt.CheckState.Unchecked))
        row.addWidget(every)
        row.addWidget(none)
        column.addLayout(row)

    @property
    def rows(self) -> list[int]:
        """Indices of the checked channels; the first where none is."""
        checked = Qt.CheckState.Checked
        rows = [
            i for i in range(self.list.count())
            if self.list.item(i).checkState() == checked
        ]  # fmt: skip
        return rows or [0]

    def _set_all(self, state: Qt.CheckState) -> None:
        self.list.blockSignals(True)
        for row in range(self.list.count()):
            self.list.item(row).setCheckState(state)
        self.list.item(0).setCheckState(Qt.CheckState.Checked)
        self.list.blockSignals(False)
        self._on_changed()

    def _on_changed(self) -> None:
        self.picked.emit(self.rows)
