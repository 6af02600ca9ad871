"""What is looked for on a page: text that is cut, overlaps, contrast, names."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterator

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleInterface,
    QAction,
    QColor,
    QImage,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QTabBar,
    QTableView,
    QToolButton,
    QWidget,
)

TEXT, EDGE = 4.5, 3.0
SLACK = 2
"""Pixels by which rounding may differ."""
ROWS_READ = 200
"""Rows of a table of which the texts are read."""
_GRAMMAR = re.compile(
    r"(?<![^\s(“])(the|of|is|are|and|to|in|for|with|not|or|was|from|by|an|at|on|it|this)"
    r"(?![^\s,.;:)”])"
)
_PHRASE = re.compile(r"(?<![\w./-])[A-Z][a-z]+ [a-z]{3,}")
_ROLE = QAccessible.Role
NAMED = {
    _ROLE.Button, _ROLE.CheckBox, _ROLE.RadioButton, _ROLE.ComboBox, _ROLE.SpinBox,
    _ROLE.EditableText, _ROLE.Slider, _ROLE.ProgressBar, _ROLE.Table, _ROLE.List,
    _ROLE.Tree, _ROLE.PageTabList, _ROLE.Graphic, _ROLE.Chart,
}  # fmt: skip
VALUED = {_ROLE.ComboBox, _ROLE.SpinBox, _ROLE.Slider, _ROLE.ProgressBar}
WHOLE = {
    _ROLE.Graphic,
    _ROLE.Table,
    _ROLE.List,
    _ROLE.Tree,
    _ROLE.ComboBox,
    _ROLE.SpinBox,
}
"""What holds parts that need no names of their own."""
CONTROLS = (QAbstractButton, QComboBox, QLineEdit, QAbstractSpinBox, QTableView)


def shown(root: QWidget) -> Iterator[QWidget]:
    """Yield the widgets of a page that are seen."""
    for widget in root.findChildren(QWidget):
        if widget.isVisible() and widget.width() > 0 and widget.height() > 0:
            yield widget


def text_of(widget: QWidget) -> str:
    """Return the text that a widget paints, "" where it is none of ours."""
    if isinstance(widget, QLabel):
        return "" if not widget.pixmap().isNull() else widget.text()
    if isinstance(widget, QAbstractButton):
        return widget.text()
    return widget.currentText() if isinstance(widget, QComboBox) else ""


def cut_off(root: QWidget) -> Iterator[str]:
    """Yield the texts that are wider or higher than their widget."""
    for widget in shown(root):
        text = text_of(widget)
        if not text:
            continue
        room = widget.contentsRect()
        if isinstance(widget, QLabel) and widget.wordWrap():
            needed = widget.heightForWidth(widget.width())
            if needed > widget.height() + SLACK:
                yield f"cut below ({needed} > {widget.height()} px): {text!r}"
            continue
        shows = Qt.TextFlag.TextShowMnemonic
        wide = widget.fontMetrics().size(shows, text).width()
        if isinstance(widget, QComboBox):  # as Qt reckons: what is inked must fit
            room = _text_room(widget)
            wide = widget.fontMetrics().boundingRect(text).width()
        if wide > room.width() + SLACK:
            yield f"cut at the side ({wide} > {room.width()} px): {text!r}"


def _text_room(box: QComboBox) -> QRect:
    """Return where a box shows its choice."""
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    return box.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox,
        option,
        QStyle.SubControl.SC_ComboBoxEditField,
        box,
    )


def cut_heads(root: QWidget) -> Iterator[str]:
    """Yield the heads of columns and tabs that are wider than their place."""
    for head in root.findChildren(QHeaderView):
        if not head.isVisible() or head.orientation() is Qt.Orientation.Vertical:
            continue
        for column in range(head.count()):
            text = str(head.model().headerData(column, Qt.Orientation.Horizontal) or "")
            wide = head.fontMetrics().horizontalAdvance(text)
            if not head.isSectionHidden(column) and wide > head.sectionSize(column):
                yield f"cut head of a column: {text!r}"
    for bar in root.findChildren(QTabBar):
        for tab in range(bar.count()) if bar.isVisible() else ():
            if bar.fontMetrics().horizontalAdvance(bar.tabText(tab)) > (
                bar.tabRect(tab).width()
            ):
                yield f"cut tab: {bar.tabText(tab)!r}"


def frame_of(widget: QWidget, root: QWidget) -> QWidget:
    """Return what cuts a widget: the scroll area around it moves it into view."""
    parent = widget.parentWidget()
    while parent is not None and parent is not root:
        if isinstance(parent.parentWidget(), QAbstractScrollArea):
            return parent
        parent = parent.parentWidget()
    return root


def outside(root: QWidget) -> Iterator[str]:
    """Yield the widgets with text that leave what they are in, where none scrolls."""
    for widget in shown(root):
        if not text_of(widget):
            continue
        frame = frame_of(widget, root)
        scrolls = isinstance(frame.parentWidget(), QAbstractScrollArea)
        where = QRect(widget.mapTo(frame, QPoint(0, 0)), widget.size())
        room = frame.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK)
        if scrolls and frame.width() > frame.parentWidget().width() + SLACK:
            bar = frame.parentWidget()
            if isinstance(bar, QScrollArea) and bar.horizontalScrollBar().isVisible():
                continue
        if not scrolls and not room.contains(where):
            yield f"outside its page: {text_of(widget)!r}"


def overlaps(root: QWidget) -> Iterator[str]:
    """Yield pairs of texts and controls beside each other that lie on one another."""
    by_parent: dict[QWidget, list[QWidget]] = {}
    for widget in shown(root):
        if text_of(widget) or isinstance(widget, CONTROLS):
            by_parent.setdefault(widget.parentWidget(), []).append(widget)
    for siblings in by_parent.values():
        for one, other in itertools.combinations(siblings, 2):
            common = one.geometry() & other.geometry()
            if common.width() > SLACK and common.height() > SLACK:
                yield f"overlap: {text_of(one)!r} and {text_of(other)!r}"


def luminance(colour: QColor) -> float:
    """Return the relative luminance of WCAG."""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast of two colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def contrasts(root: QWidget) -> Iterator[str]:
    """Yield texts and edges that stand out too little; disabled ones may."""
    image = root.grab().toImage()
    ratio = image.devicePixelRatio()
    for widget in shown(root):
        if not widget.isEnabled() or widget.visibleRegion().isEmpty():
            continue
        corner = widget.mapTo(root, QPoint(0, 0)) * ratio
        if widget.visibleRegion().boundingRect().size() != widget.size():
            continue  # scrolled half out of view
        if text_of(widget).strip():
            found = _text_contrast(image, QRect(corner, widget.size() * ratio))
            if found < TEXT:
                yield f"text {found:.1f}:1: {text_of(widget)!r}"
        is_framed = isinstance(
            widget, QLineEdit | QComboBox | QPushButton | QToolButton
        )
        plain = widget.property("role") in {"link", "nav", "step"}
        inner = isinstance(widget.parent(), QAbstractSpinBox | QComboBox)
        if is_framed and not plain and not inner and not widget.hasFocus():
            middle = QPoint(corner.x(), corner.y() + round(widget.height() * ratio / 2))
            before = middle - QPoint(3, 0)
            if image.rect().contains(before) and image.rect().contains(middle):
                found = contrast(image.pixelColor(middle), image.pixelColor(before))
                if found < EDGE - 0.05:
                    name = text_of(widget) or widget.accessibleName()
                    yield f"edge {found:.1f}:1: {name!r}"


def _text_contrast(image: QImage, where: QRect) -> float:
    """Return the contrast of a text: its strongest pixel against the commonest."""
    part = image.copy(where.intersected(image.rect()))
    pixels = Counter(
        part.pixel(x, y) for x in range(part.width()) for y in range(part.height())
    )
    ground = QColor.fromRgba(pixels.most_common(1)[0][0])
    return max(contrast(QColor.fromRgba(pixel), ground) for pixel in pixels)


def hidden_texts(root: QWidget) -> Iterator[str]:
    """Yield the texts of labels that their own accessible name would hide."""
    for widget in shown(root):
        if isinstance(widget, QLabel) and widget.accessibleName():
            text = widget.text().strip()
            if len(text) > 1 and text not in widget.accessibleName():
                yield f"its name hides its text: {text!r}"


def unreadable(root: QWidget) -> Iterator[str]:
    """Yield what the accessibility tree lacks: a control's name, role or value."""
    top = QAccessible.queryAccessibleInterface(root)
    if top is None:
        yield "the page is not accessible"
        return
    yield from _lacking(top)


def _lacking(node: QAccessibleInterface) -> Iterator[str]:
    role, state = node.role(), node.state()
    widget = node.object()
    if state.invisible or not node.isValid():
        return
    is_ours = isinstance(widget, QWidget) and not widget.objectName().startswith("qt_")
    if is_ours and (state.focusable or role in NAMED):
        name = node.text(QAccessible.Text.Name)
        kind = f"{type(widget).__name__} {name!r}"
        if not name:
            yield f"without a name: {kind}"
        if role in {_ROLE.NoRole, _ROLE.Client}:
            yield f"without a role: {kind}"
        if role in VALUED and not (
            node.text(QAccessible.Text.Value) or _is_empty(widget)
        ):
            yield f"without a value: {kind}"
    if role not in WHOLE:
        for number in range(node.childCount()):
            child = node.child(number)
            if child is not None:
                yield from _lacking(child)


def _is_empty(widget: QWidget) -> bool:
    """Return whether a widget has no value to tell: no entry, or work of any length."""
    if isinstance(widget, QComboBox):
        return widget.count() == 0
    return isinstance(widget, QProgressBar) and widget.minimum() == widget.maximum()


def texts_shown(root: QWidget) -> Iterator[str]:
    """Yield all that a window says: texts, hints, names for screen readers, cells."""
    for action in root.findChildren(QAction):
        yield from (action.text(), action.toolTip())
    for widget in shown(root):
        yield from (text_of(widget), widget.toolTip())
        yield from (widget.accessibleName(), widget.accessibleDescription())
        if isinstance(widget, QLineEdit):
            yield widget.placeholderText()
        elif isinstance(widget, QComboBox):
            yield from (widget.itemText(n) for n in range(widget.count()))
        elif isinstance(widget, QTabBar):
            yield from (widget.tabText(n) for n in range(widget.count()))
        elif isinstance(widget, QHeaderView):
            continue  # its table yields them
        elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
            is_data = widget.property("role") == "texts"  # in whatever language
            yield from _cells(widget.model(), 0 if is_data else ROWS_READ)


def _cells(model: QAbstractItemModel, most: int) -> Iterator[str]:
    """Yield the heads of a table, and the texts and hints of its first rows."""
    top = QModelIndex()  # what is made in C++ has no default for it
    is_list = isinstance(model, QAbstractListModel)
    for column in range(1 if is_list else model.columnCount(top)):
        yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        for row in range(min(model.rowCount(top), most)):
            index = model.index(row, column)
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                yield str(index.data(role) or "")


def is_english(text: str) -> bool:
    """Return whether a text holds English words, in place of another language's.

    Names (Attention Camp, OpenBCI), codes and paths have none of what is looked for: a
    small word of grammar between spaces, or a capital followed by a plain word.
    """
    return bool(_GRAMMAR.search(text) or _PHRASE.search(text))


def untranslated(root: QWidget) -> Iterator[str]:
    """Yield the English that is left in a window of another language."""
    for text in dict.fromkeys(texts_shown(root)):
        if is_english(text):
            yield f"in English: {text!r}"


CHECKS: tuple[Callable[[QWidget], Iterator[str]], ...] = (
    cut_off, cut_heads, outside, overlaps, contrasts, hidden_texts,
    unreadable,
)  # fmt: skip


def problems(root: QWidget) -> list[str]:
    """Return all that is wrong with what a window shows now."""
    return [said for check in CHECKS for said in check(root)]
