"""The consent form as a card: what the person reads, and what they agree to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from attention_camp.camp.ui import formats
from attention_camp.camp.ui.language import language_names
from attention_camp.camp.ui.theme import SPACE
from attention_camp.camp.ui.widgets.form_rows import buddy
from attention_camp.camp.ui.widgets.page import CardFrame, label

if TYPE_CHECKING:
    from attention_camp.camp.people.consent import ConsentForm


class _Item(QWidget):
    """A box to tick beside a text of any length, which ticks it, too."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        self.tick = QCheckBox()
        self.tick.setAccessibleName(text)
        row.addWidget(self.tick, 0, Qt.AlignmentFlag.AlignTop)
        said = label(text, wraps=True)
        said.setBuddy(self.tick)
        row.addWidget(said, 1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick the box, wherever the text is clicked."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.tick.click()


class ConsentCard(CardFrame):
    """Shows a form in one of its languages; nothing is ticked beforehand."""

    changed = Signal()

    def __init__(self, language: str) -> None:
        super().__init__()
        self._own = language
        self.form: ConsentForm | None = None
        self.boxes: dict[str, QCheckBox] = {}
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        self.title = label("", "heading", wraps=True)
        row.addWidget(self.title, 1)
        self.language = QComboBox()
        self.language.setAccessibleName(self.tr("Language of the form"))
        self.language.currentIndexChanged.connect(self._fill)
        row.addWidget(buddy(self.tr("Form &in"), self.language))
        row.addWidget(self.language)
        self.box.addLayout(row)
        self.text = label("", wraps=True)
        self.box.addWidget(self.text)
        self._items = QWidget()
        self.box.addWidget(self._items)
        self.hide()

    def show_form(self, form: ConsentForm | None) -> None:
        """Show a form with no item ticked; None: the card is hidden."""
        self.form = form
        self.setVisible(form is not None)
        self.language.blockSignals(True)
        self.language.clear()
        for code in form.languages if form else ():
            self.language.addItem(language_names().get(code, code), code)
        self.language.setCurrentIndex(max(0, self.language.findData(self._own)))
        self.language.blockSignals(False)
        self.boxes = {}
        self._fill()

    @property
    def agreed(self) -> list[str]:
        """Keys of the items that are ticked."""
        return [key for key, box in self.boxes.items() if box.isChecked()]

    @property
    def missing(self) -> list[str]:
        """Texts of the required items that are not ticked."""
        items = self.form.items if self.form else ()
        return [
            item.text[self.chosen]
            for item in items
            if item.required and item.key not in self.agreed
        ]

    @property
    def chosen(self) -> str:
        """Language in which the form is shown."""
        return str(self.language.currentData() or "en")

    def _fill(self) -> None:
        """Write the form in the chosen language; what is ticked stays."""
        ticked = set(self.agreed)
        old, self._items = self._items, QWidget(self)
        self.box.replaceWidget(old, self._items)
        old.hide()
        old.deleteLater()
        self.boxes = {}
        if self.form is None:
            return
        self.title.setText(self.form.title[self.chosen])
        # a line that was broken for the file is broken anew for the page
        parts = self.form.text[self.chosen].strip().split("\n\n")
        joint = "" if self.chosen.startswith("zh") else " "
        self.text.setText("\n\n".join(joint.join(p.split("\n")) for p in parts))
        column = QVBoxLayout(self._items)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        needed = self.tr("(needed)")
        for item in self.form.items:
            text = item.text[self.chosen]
            said = formats.joined(text, needed) if item.required else text
            row = _Item(said, self._items)
            row.tick.setChecked(item.key in ticked)
            row.tick.toggled.connect(self.changed)
            column.addWidget(row)
            self.boxes[item.key] = row.tick
        self.changed.emit()
