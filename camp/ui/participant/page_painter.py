"""Lays out and paints the pages of the participant's screen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPen

from attention_camp.camp.ui.participant.draw import font
from attention_camp.camp.ui.participant.my_camp.journey import paint_journey
from attention_camp.camp.ui.participant.pages import Hint, ParticipantPage
from attention_camp.camp.ui.participant.palette import PANEL, background, colour

STEP = 8.0
"""Spacing unit, px at 1280 by 800."""
HUGE, TITLE, BODY, SMALL = 104.0, 42.0, 27.0, 19.0
"""Text sizes, px at 1280 by 800 and a text size of 100 %."""
_COLUMN = 800.0
"""Width of the column of text, px at 1280 by 800."""
_SMALLEST = 0.5
"""Text is not made smaller than this share to fit its page."""
_FIGURE = (0.36, 0.5)
"""Least and largest share of the page for a moving example."""
_WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignHCenter)


class PagePainter:
    """Paints pages for a window of ``size`` device pixels.

    Text that does not fit at the wanted size is made smaller until it does.
    """

    def __init__(self, size: QSize, text_scale: float = 1.0) -> None:
        self.size = size
        self.unit = min(size.width() / 1280, size.height() / 800)
        """Pixels of this window for one pixel of a window of 1280 by 800."""
        self._text_unit = self.unit * text_scale
        self.small_px = SMALL * self._text_unit
        """Pixels of the smallest text."""
        self._margin = 5 * STEP * self.unit
        column = _COLUMN * max(self._text_unit, self.unit)
        self._column = min(column, size.width() - 2 * self._margin)

    def paint(self, page: ParticipantPage) -> tuple[QImage, QRectF]:
        """Return the page as a picture of the whole window, and its figure's place."""
        image = QImage(self.size, QImage.Format.Format_RGBX8888)
        image.fill(background())
        with QPainter(image) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            top = self._paint_place(painter, page)
            bottom = self._paint_foot(painter, page)
            figure = self._paint_middle(painter, page, top, bottom)
        return image, figure

    def _paint_place(self, painter: QPainter, page: ParticipantPage) -> float:
        """Draw which of the pages this is; return where the text may begin."""
        top = 6 * STEP * self.unit
        if page.place is None or page.place[1] < 2:
            return top
        index, n_pages = page.place
        radius, step = 5 * self.unit, 24 * self.unit
        x = self.size.width() / 2 - step * (n_pages - 1) / 2
        painter.setPen(QPen(colour("dim"), 1.5 * self.unit))
        for i in range(n_pages):
            painter.setBrush(colour("ink") if i == index else background())
            painter.drawEllipse(QPointF(x + i * step, top), radius, radius)
        return top + 4 * STEP * self.unit

    def _paint_middle(
        self, painter: QPainter, page: ParticipantPage, top: float, bottom: float
    ) -> QRectF:
        """Draw the text between ``top`` and ``bottom``; return the figure's place."""
        room = bottom - top
        least = room * _FIGURE[0] if page.figure else 0.0
        shrink = 1.0
        while self._text_height(page, shrink) + least > room and shrink > _SMALLEST:
            shrink -= 0.05
        height = self._text_height(page, shrink)
        spare = min(room - height, room * _FIGURE[1])
        figure = max(least, spare) if page.figure else 0.0
        y = top + max(room - height - figure, 0.0) / 2
        x = (self.size.width() - self._column) / 2
        for text, size, bold, tint, gap in self._paragraphs(page):
            box = self._box(text, size * shrink, bold=bold)
            painter.setFont(font(size * shrink * self._text_unit, bold=bold))
            painter.setPen(colour(tint))
            left = x + (self._column - box.width()) / 2
            painter.drawText(box.translated(left, y), _WRAP, text)
            y += box.height() + gap * shrink * self._text_unit
        if page.choices:
            self._paint_choices(painter, page.choices, y, shrink)
        if page.done is not None:
            self._paint_progress(painter, page.done, y)
            y += 4 * STEP * self.unit
        if page.journey is not None:
            path = QRectF(x, y, self._column, self._journey_height)
            paint_journey(painter, path, *page.journey)
            y += self._journey_height
        return QRectF(x, y, self._column, figure)

    def _paragraphs(
        self, page: ParticipantPage
    ) -> list[tuple[str, float, bool, str, float]]:
        """Return text, size, weight, colour and gap below of what a page says."""
        lines = page.body.split("\n")
        gaps = [1.5 * STEP] * (len(lines) - 1) + [4 * STEP]
        rows = [
            (page.huge, HUGE, False, page.huge_colour, 2 * STEP),
            (page.title, TITLE, True, "ink", 3 * STEP),
            *((t, BODY, False, "ink", g) for t, g in zip(lines, gaps, strict=True)),
            (page.done_text, SMALL, False, "dim", 2 * STEP),
        ]
        return [row for row in rows if row[0]]

    def _text_height(self, page: ParticipantPage, shrink: float) -> float:
        total = 0.0
        for text, size, bold, _, gap in self._paragraphs(page):
            total += self._box(text, size * shrink, bold=bold).height()
            total += gap * shrink * self._text_unit
        total += len(page.choices) * self._choice_height(shrink)
        total += self._journey_height if page.journey is not None else 0.0
        return total + (4 * STEP * self.unit if page.done is not None else 0.0)

    @property
    def _journey_height(self) -> float:
        return 22 * STEP * self.unit

    def _choice_height(self, shrink: float) -> float:
        return 2.1 * BODY * shrink * self._text_unit

    def _paint_choices(
        self, painter: QPainter, choices: Sequence[Hint], y: float, shrink: float
    ) -> None:
        """Draw what may be chosen, a row each, the keys below each other."""
        rows = [
            _KeyRow([hint], self._text_unit * shrink * BODY / SMALL) for hint in choices
        ]
        x = (self.size.width() - max(row.width for row in rows)) / 2
        for row in rows:
            y += self._choice_height(shrink)
            row.paint(painter, x, y - self._choice_height(shrink) / 2, "ink")

    def _box(self, text: str, size: float, *, bold: bool) -> QRectF:
        """Return the room of a text: as narrow as leaves its lines as few.

        Lines are of one length then, with no single word (in Chinese: character) left
        over for the last of them.
        """
        metrics = QFontMetricsF(font(size * self._text_unit, bold=bold))

        def height(width: float) -> float:
            return metrics.boundingRect(QRectF(0, 0, width, 1e5), _WRAP, text).height()

        wide = self._column
        tall, narrow = height(wide), wide / 2
        while wide - narrow > STEP * self.unit:
            middle = (wide + narrow) / 2
            if height(middle) > tall:
                narrow = middle
            else:
                wide = middle
        return QRectF(0, 0, wide, tall)

    def _paint_progress(
        self, painter: QPainter, done: tuple[int, int], y: float
    ) -> None:
        """Draw as many pieces as the session has parts, those done filled."""
        n_done, n_parts = done
        width = min(48 * self.unit, self._column * 0.6 / max(n_parts, 1))
        height, gap = STEP * self.unit, width * 0.15
        x = self.size.width() / 2 - width * n_parts / 2
        painter.setPen(QPen(colour("dim"), 1.5 * self.unit))
        for i in range(n_parts):
            painter.setBrush(colour("accent") if i < n_done else background())
            piece = QRectF(x + i * width + gap / 2, y, width - gap, height)
            painter.drawRoundedRect(piece, height / 2, height / 2)

    def _paint_foot(self, painter: QPainter, page: ParticipantPage) -> float:
        """Draw the keys at the foot; return where the text must end."""
        left = _KeyRow([page.back] if page.back else [], self._text_unit)
        right = _KeyRow([page.forward] if page.forward else [], self._text_unit)
        middle = _KeyRow(page.helpers, self._text_unit)
        row = SMALL * self._text_unit * 2.2
        y = self.size.height() - self._margin - row / 2
        inner = self.size.width() - 2 * self._margin
        side = max(left.width, right.width)
        left.paint(painter, self._margin, y, "ink")
        right.paint(
            painter, self.size.width() - self._margin - right.width, y, "accent"
        )
        if middle.width + 2 * side + 6 * STEP * self.unit > inner:
            y -= row
        middle.paint(painter, (self.size.width() - middle.width) / 2, y, "dim")
        top = y - row / 2 - 2 * STEP * self.unit
        if page.note:
            painter.setFont(font(SMALL * self._text_unit))
            painter.setPen(colour("accent"))
            line = QRectF(self._margin, top - row, inner, row)
            painter.drawText(line, Qt.AlignmentFlag.AlignCenter, page.note)
        # room is kept for a note that may come, so that nothing moves when it does
        return top - row if page.helpers else top


class _KeyRow:
    """Keys side by side, each with what it does."""

    def __init__(self, hints: Sequence[Hint], text_unit: float) -> None:
        self._hints = hints
        self._pixels = SMALL * text_unit
        self._metrics = QFontMetricsF(font(self._pixels))
        self.width = sum(self._width(hint) for hint in hints)
        self.width += max(len(hints) - 1, 0) * self._gap

    @property
    def _gap(self) -> float:
        return self._pixels * 2

    def _cap_width(self, hint: Hint) -> float:
        text = self._metrics.horizontalAdvance(hint.key)
        return max(text + self._pixels, self._pixels * 1.7)

    def _width(self, hint: Hint) -> float:
        text = self._metrics.horizontalAdvance(hint.text)
        return self._cap_width(hint) + self._pixels * 0.6 + text

    def paint(self, painter: QPainter, x: float, y: float, tint: str) -> None:
        """Draw the row from ``x`` on, its middle at ``y``."""
        painter.setFont(font(self._pixels))
        half = self._pixels * 0.85
        for hint in self._hints:
            cap = QRectF(x, y - half, self._cap_width(hint), 2 * half)
            paint_key_cap(painter, cap, hint.key, tint)
            start = cap.right() + self._pixels * 0.6
            room = QRectF(start, y - half, self._width(hint), 2 * half)
            painter.setPen(colour(tint))
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(room, flags, hint.text)
            x += self._width(hint) + self._gap


def paint_key_cap(
    painter: QPainter, cap: QRectF, text: str, tint: str, *, pressed: bool = False
) -> None:
    """Draw a key with its name; a pressed one is filled.

    Parameters
    ----------
    painter : QPainter
        Painter with the font of the text.
    cap : QRectF
        Outline of the key, px.
    text : str
        What is printed on the key.
    tint : str
        Name of the colour of outline and text.
    pressed : bool
        Whether the key is filled.
    """
    painter.setPen(QPen(colour(tint), max(cap.height() / 24, 1.0)))
    painter.setBrush(colour("accent") if pressed else QColor(PANEL))
    painter.drawRoundedRect(cap, cap.height() / 6, cap.height() / 6)
    painter.setPen(background() if pressed else colour(tint))
    painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, text)
