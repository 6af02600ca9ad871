"""The form of a protocol: what it is, its blocks, and the block that is chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QListWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from attention_camp.camp.session.protocols.protocol_problems import Location
from attention_camp.camp.ui import formats
from attention_camp.camp.ui.protocols.block_form import BlockForm
from attention_camp.camp.ui.protocols.fields import Fields
from attention_camp.camp.ui.theme import SPACE
from attention_camp.camp.ui.widgets.page import CardFrame, label
from attention_camp.resources.texts import fill
from attention_camp.tasks import available_tasks, load_task

if TYPE_CHECKING:
    from attention_camp.camp.session.plan import Plan

translate = QCoreApplication.translate
_ROWS = 5


class ProtocolForm(QWidget):
    """Three cards; a change is told by its place in the file."""

    changed = Signal(object, object)
    """Place in the file, and its new value; None: the field is left away."""
    added = Signal()
    """A block is to be added after the one that is chosen."""
    doubled = Signal()
    removed = Signal()
    moved = Signal(int)
    """The chosen block is to go down (1) or up (-1)."""
    previewed = Signal()
    """The chosen block is to be shown as a participant sees it."""

    def __init__(self) -> None:
        super().__init__()
        self._values: Mapping[str, Any] = {}
        self._may_write = True
        self.area: tuple[QWidget, ...] = ()
        """What the form lies in, if that takes the keyboard before it does."""
        self.tools: list[QToolButton] = []
        """What changes the list of blocks."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, SPACE, 0)
        column.setSpacing(2 * SPACE)
        self._about = CardFrame(self.tr("Protocol"))
        column.addWidget(self._about)
        column.addWidget(self._blocks_card())
        self._block = CardFrame("")
        self._heading = label("", "heading", wraps=True)
        self._block.box.addWidget(self._heading)
        column.addWidget(self._block)
        self.general: Fields | None = None
        self.block: BlockForm | None = None

    def _blocks_card(self) -> CardFrame:
        card = CardFrame(self.tr("Blocks"))
        self.rows = QListWidget()
        self.rows.setAccessibleName(self.tr("Blocks"))
        self.rows.setFixedHeight(_ROWS * (self.rows.fontMetrics().height() + 6))
        self.rows.currentRowChanged.connect(self._show_block)
        card.box.addWidget(self.rows)
        first, second = QHBoxLayout(), QHBoxLayout()
        for row, name, signal in (
            (first, self.tr("Add"), self.added.emit),
            (first, self.tr("Copy"), self.doubled.emit),
            (first, self.tr("Remove"), self.removed.emit),
            (second, self.tr("Up"), lambda: self.moved.emit(-1)),
            (second, self.tr("Down"), lambda: self.moved.emit(1)),
        ):
            self.tools.append(_tool(name, row, signal))
        self.preview = _tool(self.tr("Preview"), second, self.previewed.emit)
        for row in (first, second):
            row.setSpacing(SPACE)
            row.addStretch()
            card.box.addLayout(row)
        return card

    @property
    def chosen(self) -> int:
        """Index of the block that is chosen; -1: there is none."""
        return self.rows.currentRow()

    def fill(self, values: Mapping[str, Any], *, row: int | None = None) -> None:
        """Show the fields of a protocol file.

        Parameters
        ----------
        values : mapping
            The file.
        row : int, optional
            The block to choose; by default the one that is chosen stays so.
        """
        self._values = values
        held = self._held
        row = max(self.chosen, 0) if row is None else row
        self._show_general()
        blocks = self.blocks
        self.rows.blockSignals(True)
        self.rows.clear()
        self.rows.addItems([self._row(i, block) for i, block in enumerate(blocks)])
        self.rows.setCurrentRow(min(row, len(blocks) - 1))
        self.rows.blockSignals(False)
        self._show_block()
        if held is not None:
            self._hold(held)

    @property
    def _fields(self) -> list[Fields]:
        both = (self.general, self.block.fields if self.block else None)
        return [one for one in both if one is not None]

    @property
    def _held(self) -> Location | None:
        """The place whose field has the keyboard; None: it is elsewhere."""
        held = self.window().focusWidget()
        return next(
            (
                place
                for fields in self._fields
                for place, field in fields.widgets.items()
                if field is held
            ),
            None,
        )

    def _hold(self, place: Location) -> None:
        """Give the keyboard back to the field of a place that was made anew.

        In another block that is the field of the same name, or the task.
        """
        if place[:1] == ("blocks",):
            place = ("blocks", self.chosen, *place[2:])
        field = self.field_at(place) or self.field_at((*place[:2], "task"))
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def take(self, values: Mapping[str, Any]) -> None:
        """Take values that the fields show already."""
        self._values = values
        for index, block in enumerate(self.blocks):
            item = self.rows.item(index)
            if item is not None:
                item.setText(self._row(index, block))
                if self.block and index == self.chosen and isinstance(block, Mapping):
                    self.block.take(block)

    def show_plan(self, plan: Plan) -> None:
        """Say beside each block how many trials it has and how long it takes."""
        for planned in plan.blocks:
            item = self.rows.item(planned.number - 1)
            if item is not None:
                name = self._row(planned.number - 1, self.blocks[planned.number - 1])
                trials = fill(self.tr("{n:trial|trials}"), n=planned.block.trials)
                lasts = formats.duration(planned.seconds)
                item.setText(f"{name} · {trials} · {lasts}")

    @property
    def blocks(self) -> list[Any]:
        """The blocks as the file has them."""
        found = self._values.get("blocks")
        return found if isinstance(found, list) else []

    def field_at(self, place: Location) -> QWidget | None:
        """Choose the block of a place and return its field, if the form has it."""
        if place[:1] == ("blocks",) and len(place) > 1 and isinstance(place[1], int):
            self.rows.setCurrentRow(place[1])
        return next(
            (
                fields.widgets[tuple(place)]
                for fields in self._fields
                if tuple(place) in fields.widgets
            ),
            None,
        )

    def _row(self, index: int, block: Any) -> str:
        values = block if isinstance(block, Mapping) else {}
        task = str(values.get("task", ""))
        title = str(values.get("title") or "")
        if not title and task in available_tasks().names:
            title = load_task(task).title
        stage = ""
        if values.get("stage") == "calibration":
            stage = f" · {translate('Stages', 'calibration')}"
        return f"{index + 1}. {translate('tasks', title) or task}{stage}"

    def _show_general(self) -> None:
        inside, form = _part()
        self.general = fields = Fields(form, self.changed.emit)
        get = self._values.get
        fields.line(("name",), self.tr("Short name"), get("name"))
        fields.line(("title",), self.tr("Title"), get("title"))
        fields.line(("description",), self.tr("Description"), get("description"))
        fields.line(
            ("sessions",), self.tr("Sessions"), get("sessions"), default=1, convert=int
        )
        fields.choice(
            ("audience",),
            self.tr("Participants"),
            get("audience"),
            {"adults": self.tr("adults"), "children": self.tr("children")},
        )
        orders = {
            "as-listed": self.tr("as listed"),
            "balanced": self.tr("balanced over people"),
        }
        chosen = {"curriculum": self.tr("chosen by a curriculum")}
        fields.choice(
            ("order",), self.tr("Order of blocks"), get("order"), orders | chosen
        )
        fields.choice(("keys",), self.tr("Answer keys"), get("keys"), orders)
        note = label(self.tr("More fields are written in the file beside."), "muted")
        note.setWordWrap(True)
        form.addRow(note)
        self._put(self._about, inside)

    def _show_block(self) -> None:
        block = (
            self.blocks[self.chosen] if 0 <= self.chosen < len(self.blocks) else None
        )
        self._block.setVisible(isinstance(block, Mapping))
        self.block = None
        if isinstance(block, Mapping):
            self._heading.setText(self.tr("Block {n}").format(n=self.chosen + 1))
            inside, form = _part()
            self.block = BlockForm(form, self.changed.emit, self.chosen, block)
            self._put(self._block, inside)
        self._order_keys()

    def _order_keys(self) -> None:
        """Have Tab go through the form from above: Qt puts at its end what is new."""
        chain = [*self.area, *_inputs(self.general), self.rows, *self.tools]
        chain += [self.preview, *_inputs(self.block.fields if self.block else None)]
        for one, then in pairwise(chain):
            self.setTabOrder(one, then)

    def _put(self, card: CardFrame, inside: QWidget) -> None:
        """Put what was made anew in the place of what a card held."""
        for old in card.findChildren(QWidget, "part"):
            card.box.removeWidget(old)
            old.hide()
            old.deleteLater()
        card.box.addWidget(inside)
        inside.show()
        inside.setEnabled(self._may_write)

    def allow(self, may_write: bool, *, is_shown: bool) -> None:
        """Let fields be changed, or be read only.

        Parameters
        ----------
        may_write : bool
            Whether fields and blocks may be changed.
        is_shown : bool
            Whether what they hold is what the file says.
        """
        self._may_write = may_write and is_shown
        for card in (self._about, self._block):
            for part in card.findChildren(QWidget, "part"):
                part.setEnabled(self._may_write)
        for tool in self.tools:
            tool.setEnabled(self._may_write)
        self.rows.setEnabled(is_shown)


def _inputs(fields: Fields | None) -> list[QWidget]:
    return [] if fields is None else list(fields.widgets.values())


def _part() -> tuple[QWidget, QFormLayout]:
    """Return what is made anew with each block, and its rows."""
    inside = QWidget()
    inside.setObjectName("part")
    form = QFormLayout(inside)
    form.setContentsMargins(0, 0, 0, 0)
    form.setHorizontalSpacing(2 * SPACE)
    form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
    return inside, form


def _tool(name: str, row: QHBoxLayout, act: Callable[[], object]) -> QToolButton:
    """Add a small button to a row and return it."""
    made = QToolButton()
    made.setText(name)
    made.clicked.connect(act)
    row.addWidget(made)
    return made
