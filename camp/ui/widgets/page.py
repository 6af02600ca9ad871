"""Common parts of all pages: title, purpose, buttons, cards and banners."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QDesktopServices,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from attention_camp.camp.ui.formats import unparted
from attention_camp.camp.ui.theme import SPACE


class Page(QWidget):
    """A page: title and purpose at the top, a body, and buttons at the bottom.

    Parameters
    ----------
    title : str
        Heading of the page.
    purpose : str
        One sentence below the heading; may be empty.
    scrolls : bool
        Whether the body scrolls.
    """

    left = Signal(str)
    """Requests another page by its key."""

    def __init__(self, title: str, purpose: str = "", *, scrolls: bool = False) -> None:
        super().__init__()
        self.origin = ""
        """Key of the page it was opened from; empty: it stands in the side list."""
        outer = QVBoxLayout(self)
        outer.setContentsMargins(3 * SPACE, 2 * SPACE, 3 * SPACE, 2 * SPACE)
        outer.setSpacing(SPACE)
        self.head = QHBoxLayout()
        self.title = label(title, "title")
        self.title.setAccessibleName(title)
        self.head.addWidget(self.title)
        self.head.addStretch()
        outer.addLayout(self.head)
        if purpose:
            self.purpose = label(purpose, "muted", wraps=True)
            outer.addWidget(self.purpose)
        self.body = QVBoxLayout()
        self.body.setSpacing(2 * SPACE)
        self.body.setContentsMargins(0, SPACE, 0, 0)
        self._area: QScrollArea | None = None
        if scrolls:
            self._area = scrolled(self.body)
            outer.addWidget(self._area, 1)
        else:
            outer.addLayout(self.body, 1)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(SPACE)
        self.foot.addStretch()
        outer.addLayout(self.foot)

    def add_back(self, text: str) -> QPushButton:
        """Add the back button at the lower left."""
        self.back = QPushButton(text)
        self.foot.insertWidget(0, self.back)
        return self.back

    def add_secondary(self, text: str) -> QPushButton:
        """Add another action, left of the primary one."""
        button = QPushButton(text)
        self.foot.addWidget(button)
        return button

    def add_primary(self, text: str) -> QPushButton:
        """Add the page's one primary action at the lower right."""
        self.primary = primary_button(text)
        self.foot.addWidget(self.primary)
        return self.primary

    def shown(self) -> None:
        """Refresh the page when it is shown."""

    def scroll_to_top(self) -> None:
        """Show the top of the page, where its messages are."""
        if self._area is not None:
            self._area.verticalScrollBar().setValue(0)

    def focus_first(self) -> None:
        """Put the keyboard where the work of the page is: on its first control."""
        focus_first_of(self)

    def window_closing(self) -> None:
        """Stop running work when the window closes."""


def focus_first_of(widget: QWidget) -> bool:
    """Focus the first control of a widget that takes keys; return if there is one.

    A scroll area takes them only where it holds no control.
    """
    takers = list(_takers_of_keys(widget))
    first = next(iter(takers), None)
    if isinstance(first, QScrollArea):
        first = next((one for one in takers[1:] if first.isAncestorOf(one)), first)
    if first is None:
        return False
    first.setFocus(Qt.FocusReason.OtherFocusReason)
    return True


def _takers_of_keys(widget: QWidget) -> Iterator[QWidget]:
    """Yield what takes keys inside a widget, in the order of Tab."""
    found = widget.nextInFocusChain()
    while found is not None and found is not widget:
        takes_keys = bool(found.focusPolicy() & Qt.FocusPolicy.TabFocus)
        is_here = widget.isAncestorOf(found) and found.isVisibleTo(widget)
        if takes_keys and is_here and found.isEnabled():
            yield found
        found = found.nextInFocusChain()


class CardFrame(QFrame):
    """A framed group with a heading."""

    def __init__(self, heading: str = "") -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        self.box.setSpacing(SPACE)
        self.head = QHBoxLayout()
        if heading:
            self.head.addWidget(label(heading, "heading"))
            self.head.addStretch()
            self.box.addLayout(self.head)


class Banner(QFrame):
    """A message with buttons for the possible remedies."""

    SYMBOLS: ClassVar = {"bad": "✕", "warn": "▲", "good": "✓", "info": "●"}

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "banner")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, SPACE, 12, SPACE)
        row.setSpacing(12)
        self._symbol = QLabel()
        self._symbol.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._said = ""
        self._text = label("", wraps=True)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._text.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        message = QWidget()  # beside a higher button the symbol stays with its text
        together = QHBoxLayout(message)
        together.setContentsMargins(0, 0, 0, 0)
        together.setSpacing(12)
        together.addWidget(self._symbol)
        together.addWidget(self._text, 1)
        row.addWidget(message, 1, Qt.AlignmentFlag.AlignVCenter)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(SPACE)
        row.addLayout(self.buttons)
        self.hide()

    @property
    def text(self) -> str:
        """The text shown."""
        return self._said

    def say(self, kind: Literal["bad", "warn", "good", "info"], text: str) -> None:
        """Show ``text``, without buttons."""
        self.clear_buttons()
        self._symbol.setText(self.SYMBOLS[kind])
        self._said = text
        self._text.setText(text)
        self.setAccessibleName(text)
        self.setToolTip("")
        self.setProperty("kind", kind)
        announce(self, text, urgent=kind in {"bad", "warn"})
        self.style().unpolish(self)
        self.style().polish(self)
        self.show()

    def change_text(self, text: str) -> None:
        """Say something newer of the same matter; the buttons stay."""
        self._said = text
        self._text.setText(text)
        self.setAccessibleName(text)

    def add_button(self, text: str) -> QPushButton:
        """Add a button for what can be done."""
        button = QPushButton(text)
        self.buttons.addWidget(button)
        return button

    def clear_buttons(self) -> None:
        """Remove all buttons."""
        while (item := self.buttons.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()


class _WrappedLabel(QLabel):
    """A label whose least height is that of its text at the width it has.

    Qt's own least height is that at some narrow width, which makes windows grow.
    """

    def __init__(self, text: str) -> None:
        super().__init__(unparted(text))

    def setText(self, text: str) -> None:  # noqa: N802
        """Show a text whose numbers stay with their units."""
        super().setText(unparted(text))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return one line; the height for a width says the rest."""
        return QSize(0, self.fontMetrics().height())


def label(text: str, role: str = "body", *, wraps: bool = False) -> QLabel:
    """Return a label in one of the theme's roles.

    Parameters
    ----------
    text : str
        Plain text.
    role : str
        Role in the style sheet: ``body``, ``small``, ``muted``, ``heading``, ...
    wraps : bool
        Whether long text continues on the next line.
    """
    made = _WrappedLabel(text) if wraps else QLabel(text)
    made.setProperty("role", role)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if wraps:
        made.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        policy.setHorizontalStretch(1)
        made.setSizePolicy(policy)
    return made


def name_value(value: QLabel, name: str) -> None:
    """Let a value be read out as “name: value”: a name alone would replace it."""
    joint = QCoreApplication.translate("Page", "{name}: {value}")
    value.setAccessibleName(joint.format(name=name, value=value.text()))


def mark_current(button: QPushButton, *, current: bool) -> None:
    """Show, and let it be read out, that a button stands for what is in front."""
    button.setProperty("current", "true" if current else "")
    said = QCoreApplication.translate("Page", "shown now") if current else ""
    button.setAccessibleDescription(said)
    button.style().unpolish(button)
    button.style().polish(button)


def announce(widget: QWidget, text: str, *, urgent: bool) -> None:
    """Have a screen reader say a text now.

    Parameters
    ----------
    widget : QWidget
        What the text belongs to.
    text : str
        What to say.
    urgent : bool
        Whether it interrupts what is being said.
    """
    event = QAccessibleAnnouncementEvent(widget, text)
    how = QAccessible.AnnouncementPoliteness
    event.setPoliteness(how.Assertive if urgent else how.Polite)
    QAccessible.updateAccessibility(event)


def set_role(widget: QWidget, role: str) -> None:
    """Give a widget another role and have the style sheet applied again."""
    widget.setProperty("role", role)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def primary_button(text: str) -> QPushButton:
    """Return a button in the accent colour."""
    button = QPushButton(text)
    button.setProperty("role", "primary")
    button.setDefault(True)
    return button


class _Inside(QWidget):
    """What scrolls: never lower than its wrapped texts are at its width."""

    def event(self, event: QEvent) -> bool:
        """Keep the height that the texts need, after each change of them."""
        done = super().event(event)
        kinds = {QEvent.Type.LayoutRequest, QEvent.Type.Resize}
        layout = self.layout()
        if event.type() in kinds and layout is not None and layout.hasHeightForWidth():
            needed = layout.totalHeightForWidth(self.width())
            if needed != self.minimumHeight():
                self.setMinimumHeight(needed)
        return done


def scrolled(body: QLayout) -> QScrollArea:
    """Return a scroll area around a layout."""
    inside = _Inside()
    inside.setLayout(body)
    area = QScrollArea()
    name = QCoreApplication.translate("Page", "Content, scrolled by the arrow keys")
    area.setAccessibleName(name)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # scrolled by keys, too
    area.setWidget(inside)
    return area


def open_folder(path: object) -> None:
    """Show a folder in the system's file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
