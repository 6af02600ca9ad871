"""Looks every page over: text that is cut, widgets that overlap, contrast, names.

    packaging/with-display python packaging/look_over.py [--short] [--only TEXT]

Shows each page at 1010 × 582, 1280 × 800 and 1920 × 1080, with text at 100 and 150 %
(and at 200 % at 1280 × 800), light and dark, in English and Chinese; prints what is
wrong by WCAG 2.2: text 4.5 : 1 (1.4.3), edges of controls 3 : 1 (1.4.11), text up to
200 % (1.4.4), name, role and value (4.1.2). Exit status 1: something is printed.
"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEventLoop, QPoint, QRect, Qt, QThreadPool, QTimer
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QTabBar,
    QTableView,
    QToolButton,
    QWidget,
)

SIZES = ((1010, 582), (1280, 800), (1920, 1080))
TEXT, EDGE = 4.5, 3.0
SLACK = 2
"""Pixels by which rounding may differ."""
LOOKS = 10
"""Looks at a page before what is wrong there is believed: a layout takes its time."""
CONTROLS = (QAbstractButton, QComboBox, QLineEdit, QAbstractSpinBox, QTableView)


@dataclass(frozen=True, slots=True)
class Look:
    """How the window is shown."""

    language: str
    appearance: str
    percent: int
    size: tuple[int, int]

    def __str__(self) -> str:
        width, height = self.size
        return f"{self.language} {self.appearance} {self.percent}% {width}x{height}"


def looks(*, short: bool = False) -> list[Look]:
    """Return every look to be gone through; a few where ``short``."""
    if short:
        return [
            Look("en", "light", 150, SIZES[0]),
            Look("zh_CN", "dark", 100, SIZES[1]),
        ]
    usual = itertools.product(("en", "zh_CN"), ("light", "dark"), (100, 150), SIZES)
    large = itertools.product(("en", "zh_CN"), ("light",), (200,), (SIZES[1],))
    return [Look(*one) for one in (*usual, *large)]


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


def nameless(root: QWidget) -> Iterator[str]:
    """Yield controls without name, role or value, and values a name would hide."""
    for widget in shown(root):
        inner = isinstance(widget.parent(), QTableView | QComboBox | QAbstractSpinBox)
        if widget.objectName().startswith("qt_") or inner:
            continue
        if isinstance(widget, CONTROLS):
            yield from _control_problems(widget)
        elif isinstance(widget, QLabel) and widget.accessibleName():
            text = widget.text().strip()
            if len(text) > 1 and text not in widget.accessibleName():
                yield f"its name hides its text: {text!r}"


def _control_problems(widget: QWidget) -> Iterator[str]:
    found = QAccessible.queryAccessibleInterface(widget)
    kind = type(widget).__name__
    if found is None:
        yield f"not accessible: {kind}"
        return
    name = found.text(QAccessible.Text.Name) or widget.accessibleName()
    if not name:
        yield f"without a name: {kind}"
    if found.role() in {QAccessible.Role.NoRole, QAccessible.Role.Client}:
        yield f"without a role: {kind} {name!r}"
    if (
        isinstance(widget, QComboBox)
        and widget.count()
        and not (found.text(QAccessible.Text.Value) or widget.currentText())
    ):
        yield f"without a value: {kind} {name!r}"


CHECKS: tuple[Callable[[QWidget], Iterator[str]], ...] = (
    cut_off, cut_heads, outside, overlaps, contrasts, nameless,
)  # fmt: skip


def problems(root: QWidget) -> list[str]:
    """Return all that is wrong with what a window shows now."""
    return [said for check in CHECKS for said in check(root)]


def lasting_problems(root: QWidget) -> list[str]:
    """Return what is wrong once the layout has come to rest, within a limit."""
    for _ in range(LOOKS):
        if not (found := problems(root)):
            break
        rest(60)
    return found


def rest(milliseconds: int = 120) -> None:
    """Let layouts and background work come."""
    QThreadPool.globalInstance().waitForDone(20_000)
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def look_over(
    dataset: Path, settings: Path, look: Look, pictures: Path | None = None
) -> Iterator[tuple[str, str]]:
    """Yield the page and what is wrong with it, for every page in one look.

    Parameters
    ----------
    dataset : Path
        With a session to show.
    settings : Path
        Where the settings of this look are kept.
    look : Look
        Language, colours, size of text and window.
    pictures : Path or None
        Folder for a picture of each page; None: none.
    """
    from looked_over import windows_of  # beside this file, as are those below

    from attention_camp.camp.ui.app import build_main_window
    from attention_camp.camp.ui.pages import PAGE_KEYS

    settings.write_text(
        json.dumps(
            {
                "language": look.language,
                "appearance": look.appearance,
                "text_percent": look.percent,
            }
        )
    )
    window = build_main_window(dataset, settings=settings)
    window.resize(*look.size)
    window.show()
    rest()
    run = next(dataset.rglob("*_eeg.vhdr"))
    reached: set[str] = set()
    try:
        for page, shown_now in windows_of(window, run, rest):
            if shown_now is window:
                window.resize(*look.size)
                reached.add(window.current)
            rest()
            width, height = shown_now.width(), shown_now.height()
            if width > look.size[0] or height > look.size[1]:
                yield page, f"the window grew to {width}x{height}"
            if pictures is not None:
                name = f"{look} {page}".replace(":", "").replace("%", "")
                shown_now.grab().save(str(pictures / f"{name.replace(' ', '-')}.png"))
            yield from ((page, said) for said in lasting_problems(shown_now))
        for key in PAGE_KEYS:
            if key not in reached:
                yield key, "was not looked over"
    finally:
        window.close()
        window.deleteLater()
        rest()


def record(dataset: Path) -> None:
    """Record sessions of two people who are enrolled, faster than life."""
    from enrolled_people import enrol_people

    from attention_camp.camp.processes.headless import run_headless
    from attention_camp.camp.session.request import SessionRequest

    for participant, session in (("01", "01"), ("01", "02"), ("02", "01")):
        request = SessionRequest(
            dataset, participant, session, board="simulated", observer="default",
            headless=True, seed=1,
        )  # fmt: skip
        run_headless(request, tell=lambda message: None)  # noqa: ARG005
    enrol_people(dataset)


def main() -> int:
    """Print what is wrong, page by page; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true", help="a few looks")
    parser.add_argument("--only", default="", help="looks with this, such as 200%%")
    parser.add_argument("--dataset", type=Path, help="with a session to show")
    parser.add_argument("--pictures", type=Path, help="folder for what was looked at")
    asked = parser.parse_args()
    app = QApplication.instance() or QApplication(sys.argv[:1])
    found: Counter[tuple[str, str]] = Counter()
    with tempfile.TemporaryDirectory(prefix="attention-camp-look-") as folder:
        dataset = asked.dataset or Path(folder) / "data"
        if asked.dataset is None:
            record(dataset)
        if asked.pictures is not None:
            asked.pictures.mkdir(parents=True, exist_ok=True)
        chosen = [look for look in looks(short=asked.short) if asked.only in str(look)]
        settings = Path(folder) / "settings.json"
        for look in chosen:
            for page, said in look_over(dataset, settings, look, asked.pictures):
                print(f"{look}: {page}: {said}", flush=True)
                found[page, said] += 1
    print(f"{len(chosen)} looks, {sum(found.values())} problems")
    del app
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
