"""Rows of a form: a name with its key, a field, and a note beneath."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QSpacerItem,
    QSpinBox,
    QWidget,
)

from attention_camp.camp.ui.theme import SPACE
from attention_camp.camp.ui.widgets.page import set_role


class ChosenBox(QComboBox):
    """A box that acts on a choice from its list or on Enter, not on each arrow key.

    Who leaves it without either leaves what holds: that is shown again.
    """

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._looks = False
        self._holds = -1
        """Index of what is chosen, once the keyboard was here."""
        self.activated.connect(self._on_activated)
        self.chosen.connect(self._hold)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Remember what holds; its own list gives the keyboard back, too."""
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._hold()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show again what holds."""
        is_own = event.reason() is Qt.FocusReason.PopupFocusReason
        if not is_own and self._holds >= 0:
            self.setCurrentIndex(self._holds)
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Look through the choices with the arrow keys; Enter chooses."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.chosen.emit()
            return
        self._looks = True
        super().keyPressEvent(event)
        self._looks = False

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def _on_activated(self) -> None:
        if not self._looks:
            self.chosen.emit()

    def _hold(self) -> None:
        self._holds = self.currentIndex()


def pad(box: QAbstractSpinBox) -> None:
    """Align the number with the text of other fields."""
    box.lineEdit().setTextMargins(SPACE, 0, 0, 0)


class NumberBox(QSpinBox):
    """A number that the wheel leaves alone: it scrolls the page."""

    def __init__(self) -> None:
        super().__init__()
        pad(self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


def add(
    form: QFormLayout, text: str, field: QWidget, note: QLabel | None = None
) -> None:
    """Add a row to a form, with a note beneath its field.

    Parameters
    ----------
    form : QFormLayout
        The form.
    text : str
        Name of the field, with the mark of its access key.
    field : QWidget
        The field.
    note : QLabel or None
        Text beneath the field.
    """
    form.addRow(buddy(text, field), field)
    if note is not None:
        form.addRow("", note)
    form.addItem(gap())


def buddy(text: str, field: QWidget) -> QLabel:
    """Return a label whose access key focuses ``field``, and whose text names it."""
    made = QLabel(text)
    made.setBuddy(field)
    if not field.accessibleName():
        field.setAccessibleName(text.split("(&", maxsplit=1)[0].replace("&", ""))
    return made


def labelled(field: QWidget, name: str) -> None:
    """Name a field that has no visible name, for every kind of screen reader.

    Readers on Linux read a label whose buddy the field is, not the field's own name.
    """
    field.setAccessibleName(name)
    made = QLabel(name, field.parentWidget())
    made.setBuddy(field)
    made.hide()


class _RoomKeeper(QObject):
    """Gives a note the height that it needs, at whatever width it comes to have."""

    def eventFilter(  # noqa: N802
        self, note: QObject, event: QEvent
    ) -> bool:
        """Fit the height after a resize."""
        if event.type() == QEvent.Type.Resize and isinstance(note, QLabel):
            _fit_note(note)
        return super().eventFilter(note, event)


def kept_room(note: QLabel, *, lines: int = 2) -> QLabel:
    """Return a note with room for some lines, so that a longer one moves nothing."""
    note.setAlignment(Qt.AlignmentFlag.AlignTop)
    note.setProperty("lines", lines)
    note.installEventFilter(_RoomKeeper(note))
    _fit_note(note)
    return note


def _fit_note(note: QLabel) -> None:
    fit_height(note, lines=note.property("lines") or 1)


def fit_height(text: QLabel, *, lines: int = 1) -> None:
    """Give a text the height that it needs at its width, and some lines at least.

    Forms reckon with the height at another width (Qt 6.11), splitters with none.
    """
    least = lines * text.fontMetrics().height()
    text.setFixedHeight(max(least, text.heightForWidth(text.width())))


def gap() -> QSpacerItem:
    """Return a spacer between two rows."""
    return QSpacerItem(0, SPACE // 2)


def judge(field: QLineEdit, note: QLabel, verdict: tuple[bool, str]) -> None:
    """Mark a field as accepted or not, and show a note.

    Parameters
    ----------
    field : QLineEdit
        The field that was filled in.
    note : QLabel
        The label beneath it.
    verdict : tuple[bool, str]
        Whether the value is accepted, and the text of the note.
    """
    fine, text = verdict
    note.setText(text)
    set_role(note, "small" if fine else "error")
    _fit_note(note)
    field.setProperty("state", "" if fine else "bad")
    field.setAccessibleDescription(text)
    field.style().unpolish(field)
    field.style().polish(field)
