"""The editor of a protocol: form and file side by side, which say the same."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout

from attention_camp.camp.session.protocols.protocol_draft import (
    judge,
    with_blocks,
    with_value,
)
from attention_camp.camp.session.protocols.protocol_problems import Location, Problem
from attention_camp.camp.ui.protocols.block_form import SET_BY_A_FORM
from attention_camp.camp.ui.protocols.numbered_text import NumberedText
from attention_camp.camp.ui.protocols.protocol_form import ProtocolForm
from attention_camp.camp.ui.widgets.page import scrolled
from attention_camp.tasks.forms import TRAINING

if TYPE_CHECKING:
    from attention_camp.camp.session.plan import Plan
    from attention_camp.camp.session.protocols.protocol_draft import Draft

_TYPING_MS = 300
"""Delay after the last keystroke before the text is judged."""


class ProtocolEditor(QSplitter):
    """The text is the protocol; the form shows it and writes into it."""

    judged = Signal()
    """The text was judged: `draft` and `plan` are new."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.draft: Draft | None = None
        """What the text says; None: nothing was shown yet."""
        self.plan: Plan | None = None
        """The plan of a session; None: something is to be corrected first."""
        self._origin = ""
        self._may_write = True
        self._is_writing = False
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._typing.timeout.connect(self.judge)
        self.form = ProtocolForm()
        self.file = NumberedText()
        self.file.setAccessibleName(self.tr("The file, as YAML"))
        self.file.textChanged.connect(self._on_text)
        self._connect_form()
        inside = QVBoxLayout()
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.form)
        inside.addStretch()
        self._form_area = scrolled(inside)
        self.form.area = (self._form_area,)
        self._form_area.setHorizontalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        self.setChildrenCollapsible(False)
        for place, widget in enumerate((self._form_area, self.file)):
            self.addWidget(widget)
            self.setStretchFactor(place, 1)
        self.setSizes([500, 500])

    def _connect_form(self) -> None:
        form = self.form
        form.changed.connect(self._on_field)
        form.added.connect(self._on_add)
        form.doubled.connect(self._on_double)
        form.removed.connect(self._on_remove)
        form.moved.connect(self._on_move)

    @property
    def text(self) -> str:
        """The file as it would be saved."""
        return self.file.toPlainText()

    def show_text(self, text: str, origin: str, *, may_write: bool) -> None:
        """Show another file.

        Parameters
        ----------
        text : str
            Its text.
        origin : str
            Its path: conditions files lie beside it.
        may_write : bool
            Whether it may be changed.
        """
        self._origin = origin
        self._may_write = may_write
        self._write(text)
        self.judge(row=0)

    def moved_to(self, origin: str) -> None:
        """Take the text as that of another file, which may be changed."""
        self._origin, self._may_write = origin, True
        self.judge()

    def judge(self, *, row: int | None = None, refill: bool = True) -> None:
        """Say what is wrong with the text, and show what it says in the form.

        Parameters
        ----------
        row : int, optional
            The block to choose; by default the one that is chosen stays so.
        refill : bool
            Whether the fields of the form do not show it already.
        """
        from attention_camp.camp.session.plan import plan_session

        self._typing.stop()
        draft = self.draft = judge(self.text, self._origin)
        self.plan = plan_session(draft.protocol) if draft.protocol else None
        if draft.values is not None:
            if refill:
                self.form.fill(draft.values, row=row)
            else:
                self.form.take(draft.values)
        if self.plan is not None:
            self.form.show_plan(self.plan)
        self.form.allow(self._may_write, is_shown=draft.values is not None)
        self.form.preview.setEnabled(self.plan is not None)
        self.file.setReadOnly(not self._may_write)
        self.file.mark_wrong(one.line for one in draft.problems)
        self.judged.emit()

    def go_to(self, problem: Problem) -> None:
        """Put the keyboard where a problem is corrected."""
        field = self.form.field_at(problem.location)
        if field is not None and field.isEnabled():
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            self._form_area.ensureWidgetVisible(field)
        else:
            self.file.go_to(problem.line)

    def _write(self, text: str) -> None:
        self._is_writing = True
        self.file.show_text(text)
        self._is_writing = False

    def _on_text(self) -> None:
        if not self._is_writing:
            self._typing.start()

    def _on_field(self, place: Location, value: Any) -> None:
        text, last, beside = with_value(self.text, place, value), place[-1], place[:-1]
        emptied: tuple[str, ...] = ()
        if last == "task":
            emptied = ("form", "options")
        elif last == "form" and value != TRAINING:
            emptied = SET_BY_A_FORM
        elif place[2:] == ("rule", "name"):
            emptied = ("options",)
        for field in emptied:
            text = with_value(text, (*beside, field), None)
        self._write(text)
        # other fields belong to another task, form, stage, rule or wait
        self.judge(refill=bool(emptied) or last in {"form", "stage", "fixation"})

    def _on_add(self) -> None:
        at = self.form.chosen + 1
        block = {"task": "visual-search", "trials": 20}
        self._change(lambda blocks: blocks.insert(at, block), at)

    def _on_double(self) -> None:
        at = self.form.chosen
        if at >= 0:
            self._change(
                lambda blocks: blocks.insert(at + 1, copy.deepcopy(blocks[at])), at + 1
            )

    def _on_remove(self) -> None:
        at = self.form.chosen
        if at >= 0:
            self._change(lambda blocks: blocks.pop(at), max(at - 1, 0))

    def _on_move(self, step: int) -> None:
        at = self.form.chosen
        to = at + step
        if at >= 0 and 0 <= to < len(self.form.blocks):
            self._change(lambda blocks: blocks.insert(to, blocks.pop(at)), to)

    def _change(self, change: Callable[[Any], None], row: int) -> None:
        self._write(with_blocks(self.text, change))
        self.judge(row=row)
