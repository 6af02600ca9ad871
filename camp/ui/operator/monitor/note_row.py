"""Notes and quick marks: kept with the time at which they were begun."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from attention_camp.camp.ui.theme import SPACE
from attention_camp.camp.ui.widgets.codes import MARKS, translate
from attention_camp.camp.ui.widgets.page import label
from attention_camp.signal.clock import host_time


class NoteField(QLineEdit):
    """A line whose time is that of its first key; Escape empties and leaves it."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.begun: float | None = None
        """Host time of the first key of what stands in it, s."""
        self._composes = False
        """Whether an input method has letters that are not in the text yet."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a key; the first one is when the note happened."""
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.begun = None
            self.left.emit()
            return
        self._begin()
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take what an input method composes; its first letter is when it happened."""
        if event.preeditString() or event.commitString():
            self._begin()
        self._composes = bool(event.preeditString())
        super().inputMethodEvent(event)

    def _begin(self) -> None:
        if self.begun is None or not (self.text() or self._composes):
            self.begun = host_time()


class NoteRow(QWidget):
    """A field for a note, stored with Enter, and a button for each usual mark."""

    stored = Signal(str, float)
    """What is to be stored, and its host time, s."""
    left = Signal()
    """The researcher is done with the keyboard."""

    def __init__(self, own_mark: str = "") -> None:
        super().__init__()
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        self.text = NoteField()
        self.text.setPlaceholderText(
            self.tr("Note, such as: door slammed   (Enter stores it)")
        )
        self.text.setAccessibleName(self.tr("Note"))
        self.text.setAccessibleDescription(
            self.tr("While you write, the participant's keys do not reach the task.")
        )
        self.text.setToolTip(self.text.accessibleDescription())
        self.text.returnPressed.connect(self._store)
        self.text.left.connect(self.left)
        row.addWidget(self.text, 1)
        self.store = QPushButton(self.tr("Store note"))
        self.store.clicked.connect(self._store)
        row.addWidget(self.store)
        self.marks: dict[str, QPushButton] = {}
        for code, name in MARKS.items():
            self._add_mark(code, translate("Marks", name))
        if own_mark:
            self._add_mark(own_mark, own_mark)
        self.last = label("", "small")
        row.addWidget(self.last)
        self.hide()

    def ask(self) -> None:
        """Focus the field."""
        self.show()
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def say(self, text: str, *, bad: bool = False) -> None:
        """Say what became of the last note."""
        self.last.setText(text)
        self.last.setProperty("role", "error" if bad else "small")
        self.last.style().unpolish(self.last)
        self.last.style().polish(self.last)

    def forget(self) -> None:
        """Begin another session: nothing was noted in it yet."""
        self.text.clear()
        self.text.begun = None
        self.say("")
        self.last.setToolTip("")

    def keep_text(self, text: str, begun: float) -> None:
        """Put back what could not be stored."""
        self.text.setText(text)
        self.text.begun = begun

    def store_pending(self) -> None:
        """Store what is written and not stored yet: the session ends."""
        if self.text.text().strip():
            self._store()

    def _add_mark(self, code: str, name: str) -> None:
        button = QPushButton(name)
        button.setToolTip(self.tr("Mark this moment: {what}").format(what=name))
        # a click leaves a note that is being written alone
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.stored.emit(code, host_time()))
        self._row.addWidget(button)
        self.marks[code] = button

    def _store(self) -> None:
        text, begun = self.text.text().strip(), self.text.begun
        self.text.clear()
        self.text.begun = None
        if text:
            self.stored.emit(text, host_time() if begun is None else begun)
        self.left.emit()
