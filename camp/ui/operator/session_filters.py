"""Search, filters and order of the list of sessions."""

from __future__ import annotations

import math
from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit

from attention_camp.camp.ui.widgets.codes import arm_title
from attention_camp.camp.ui.widgets.form_rows import labelled
from attention_camp.camp.ui.widgets.protocol_titles import headset_title, protocol_title
from attention_camp.camp.ui.widgets.session_rows import (
    COLUMNS,
    STATES,
    SessionRow,
)
from attention_camp.camp.ui.widgets.two_rows import TwoRows

translate = QCoreApplication.translate
BY_DATE = 4
"""The column that the list is sorted by at first."""


class SessionFilters(TwoRows):
    """What narrows and sorts the list of sessions."""

    narrowed = Signal()
    sort_chosen = Signal(int, Qt.SortOrder)
    """The column, and which way."""

    def __init__(self) -> None:
        super().__init__()
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.setPlaceholderText(
            translate(
                "SessionsPage", "Search, or one column: participant:02   (Ctrl+F)"
            )
        )
        self.search.setAccessibleName(translate("SessionsPage", "Search"))
        self.search.textChanged.connect(self.narrowed)
        self.state = self._filter(
            translate("SessionsPage", "Any state"), translate("SessionsPage", "State")
        )
        for state, (symbol, _, name) in STATES.items():
            self.state.addItem(f"{symbol} {translate('Sessions', name)}", state)
        self.protocol = self._filter(
            translate("SessionsPage", "Any protocol"),
            translate("SessionsPage", "Protocol"),
        )
        self.arm = self._filter(
            translate("SessionsPage", "Any arm"), translate("SessionsPage", "Arm")
        )
        self.headset = self._filter(
            translate("SessionsPage", "Any headset"),
            translate("SessionsPage", "Headset"),
        )
        self.order = self._orders()
        first, second = self.parts
        first.addWidget(self.search, 2)
        for part, box in (
            (first, self.state), (first, self.protocol),
            (second, self.arm), (second, self.headset), (second, self.order),
        ):  # fmt: skip
            part.addWidget(box, 1)
        self.share(4, 1)

    def offer(self, rows: Iterable[SessionRow]) -> None:
        """Offer what the sessions have; what tells nothing apart is not shown."""
        rows = list(rows)
        _add(self.protocol, {r.protocol: protocol_title(r.protocol) for r in rows})
        _add(self.arm, {r.arm: arm_title(r.arm) for r in rows if r.arm})
        headsets = {r.headset for r in rows if r.headset}
        _add(self.headset, {code: headset_title(code) for code in headsets})
        telling = [box for box in (self.arm, self.headset) if tells_apart(box)]
        for box in (self.arm, self.headset):
            box.setVisible(box in telling)
        self.share(4, 1 + len(telling))  # the search has two, every box has one

    def _filter(self, everything: str, name: str) -> QComboBox:
        box = QComboBox(self)
        box.addItem(everything, "")
        _keep_room(box, everything)
        box.currentIndexChanged.connect(self.narrowed)
        labelled(box, name)
        return box

    def _orders(self) -> QComboBox:
        box = QComboBox(self)
        by_date = translate("SessionsPage", "Sorted by date")
        box.addItem(by_date, BY_DATE)
        for column, (_, name) in enumerate(COLUMNS):
            if column != BY_DATE:
                text = translate("SessionsPage", "Sorted by {column}").format(
                    column=translate("Sessions", name).lower()
                )
                box.addItem(text, column)
        _keep_room(box, by_date)
        box.activated.connect(self._on_order)
        labelled(box, translate("SessionsPage", "Order"))
        return box

    def _on_order(self) -> None:
        """Sort by the chosen column: labels from A on, figures from above."""
        column = self.order.currentData()
        up = COLUMNS[column][0] in {"state", "participant", "session", "protocol"}
        order = Qt.SortOrder.AscendingOrder if up else Qt.SortOrder.DescendingOrder
        self.sort_chosen.emit(column, order)


def tells_apart(box: QComboBox) -> bool:
    """Return whether a filter has more than one value to choose."""
    return box.count() > 2


def _add(box: QComboBox, values: dict[str, str]) -> None:
    known = {box.itemData(i) for i in range(box.count())}
    for value in sorted(values.keys() - known, key=values.__getitem__):
        box.addItem(values[value], value)


def _keep_room(box: QComboBox, text: str) -> None:
    """Let a box be as narrow as a text needs, whatever else there is to choose."""
    box.setSizeAdjustPolicy(
        QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
    )
    advance = box.fontMetrics().horizontalAdvance
    box.setMinimumContentsLength(math.ceil(advance(text) / advance("X")))
