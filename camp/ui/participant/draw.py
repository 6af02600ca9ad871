"""Stimuli drawn into pictures, before the trial that shows them."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QTransform,
)

from attention_camp.camp.ui.participant.palette import background, colour
from attention_camp.camp.ui.participant.units import Scale
from attention_camp.tasks.trial import Glyph, Picture, Shape, Stimulus, Text

FAMILIES = (
    "Noto Sans", "Segoe UI", "Helvetica Neue", "DejaVu Sans",
    "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", "sans-serif",
)  # fmt: skip
_EM = 200
"""Pixel size at which glyphs are outlined before they are scaled."""
_CAPITAL = 0.72
"""Height of a capital letter, of its font's pixel size."""
_LEADING = 1.5
"""Height of a line of text, of its font's pixel size."""
_SMALLEST_PX = 7.0
_WRAPS = int(Qt.TextFlag.TextWordWrap)
_MARGIN = 2
"""Pixels around a stimulus for smooth edges."""


def font(pixels: float, *, bold: bool = False) -> QFont:
    """Return the participant's font, with Chinese to fall back on."""
    made = QFont(list(FAMILIES))
    made.setPixelSize(max(round(pixels), 1))
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return made


def picture_of(stimuli: Sequence[Stimulus], scale: Scale, rect: QRect) -> QImage:
    """Return ``rect`` of the screen, pixels, with ``stimuli`` on the background.

    Parameters
    ----------
    stimuli : sequence of Stimulus
        Drawn in this order.
    scale : Scale
        From degrees to pixels of the screen.
    rect : QRect
        Part of the screen that the picture covers, px.
    """
    image = QImage(rect.size(), QImage.Format.Format_RGBX8888)
    image.fill(background())
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.translate(-rect.topLeft())
        for stimulus in stimuli:
            paint(painter, stimulus, scale)
    return image


def transparent_picture_of(stimulus: Stimulus, scale: Scale, rect: QRect) -> QImage:
    """Return a stimulus on nothing, to lie over a display.

    Parameters
    ----------
    stimulus : Stimulus
        What to draw.
    scale : Scale
        From degrees to pixels of the screen.
    rect : QRect
        Part of the screen that the picture covers, px.
    """
    image = QImage(rect.size(), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(-rect.topLeft())
        paint(painter, stimulus, scale)
    return image.convertToFormat(QImage.Format.Format_RGBA8888)


def bounds(stimuli: Sequence[Stimulus], scale: Scale) -> QRect:
    """Return the pixels that ``stimuli`` may touch; empty where there are none."""
    total = QRectF()
    for stimulus in stimuli:
        total = total.united(_reach(stimulus, scale))
    if total.isEmpty():
        return QRect()
    return total.toAlignedRect().adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)


def paint(painter: QPainter, stimulus: Stimulus, scale: Scale) -> None:
    """Draw one stimulus.

    Parameters
    ----------
    painter : QPainter
        Painter whose origin is that of the screen.
    stimulus : Stimulus
        What to draw.
    scale : Scale
        From degrees to pixels of the screen.
    """
    painter.save()
    painter.translate(scale.x(stimulus.x), scale.y(stimulus.y))
    if isinstance(stimulus, Picture):
        _paint_picture(painter, stimulus, scale)
    elif isinstance(stimulus, Text):
        _paint_text(painter, stimulus, scale)
    else:
        painter.rotate(-stimulus.angle)
        if isinstance(stimulus, Glyph):
            path = glyph_path(text_of(stimulus), scale.length(stimulus.height))
            painter.fillPath(path, colour(stimulus.colour))
        else:
            _paint_shape(painter, stimulus, scale)
    painter.restore()


def text_of(glyph: Glyph) -> str:
    """Return what a glyph shows: a word is in the participant's language."""
    if not glyph.is_word:
        return glyph.text
    return QCoreApplication.translate("tasks", glyph.text)


def glyph_path(text: str, height: float) -> QPainterPath:
    """Return the outline of ``text``, centred, its capitals ``height`` pixels tall."""
    face = font(_EM)
    metrics = QFontMetricsF(face)
    capital = metrics.capHeight() or metrics.ascent()
    path = QPainterPath()
    path.addText(QPointF(0, 0), face, text)
    factor = height / capital
    middle = path.boundingRect().center().x()
    move = QTransform.fromScale(factor, factor).translate(-middle, capital / 2)
    return move.map(path)


def _paint_text(painter: QPainter, text: Text, scale: Scale) -> None:
    """Draw a text in its box, in smaller letters where it would not fit."""
    box = _text_box(text, scale)
    box.translate(-box.center())
    across = Qt.AlignmentFlag.AlignLeft
    if text.align == "centre":
        across = Qt.AlignmentFlag.AlignHCenter
    flags = int(across) | int(Qt.AlignmentFlag.AlignVCenter) | _WRAPS
    words = text.text
    if not text.is_own:
        words = QCoreApplication.translate("tasks", words)
    pixels = scale.length(text.height) / _CAPITAL
    while pixels > _SMALLEST_PX:
        painter.setFont(font(pixels))
        if box.contains(painter.boundingRect(box, flags, words)):
            break
        pixels *= 0.93
    painter.setPen(colour(text.colour))
    painter.drawText(box, flags, words)


def _text_box(text: Text, scale: Scale) -> QRectF:
    width = scale.length(text.width)
    height = scale.length(text.height) / _CAPITAL * _LEADING * text.lines
    x, y = scale.x(text.x), scale.y(text.y)
    return QRectF(x - width / 2, y - height / 2, width, height)


def _reach(stimulus: Stimulus, scale: Scale) -> QRectF:
    if isinstance(stimulus, Text):
        return _text_box(stimulus, scale)
    if isinstance(stimulus, Glyph):
        turn = QTransform().rotate(-stimulus.angle)
        path = glyph_path(text_of(stimulus), scale.length(stimulus.height))
        box = turn.mapRect(path.boundingRect())
        return box.translated(scale.x(stimulus.x), scale.y(stimulus.y))
    half = math.hypot(stimulus.width, stimulus.height) / 2
    if isinstance(stimulus, Shape):
        corners = [math.hypot(x, y) for x, y in stimulus.points]
        half = max([half, *corners]) + stimulus.line
    edge = scale.length(half)
    x, y = scale.x(stimulus.x), scale.y(stimulus.y)
    return QRectF(x - edge, y - edge, 2 * edge, 2 * edge)


def _paint_picture(painter: QPainter, stimulus: Picture, scale: Scale) -> None:
    pixels = np.ascontiguousarray(stimulus.pixels)
    rows, columns = pixels.shape
    grey = QImage(
        pixels.data, columns, rows, columns, QImage.Format.Format_Grayscale8
    ).copy()
    width, height = scale.length(stimulus.width), scale.length(stimulus.height)
    painter.drawImage(QRectF(-width / 2, -height / 2, width, height), grey)


def _paint_shape(painter: QPainter, shape: Shape, scale: Scale) -> None:
    width, height = scale.length(shape.width), scale.length(shape.height)
    pen = QPen(colour(shape.colour), max(scale.length(shape.line), 1.0))
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    if shape.kind == "line":
        painter.drawLine(QPointF(-width / 2, 0), QPointF(width / 2, 0))
    elif shape.kind == "cross":
        painter.drawLine(QPointF(-width / 2, 0), QPointF(width / 2, 0))
        painter.drawLine(QPointF(0, -height / 2), QPointF(0, height / 2))
    else:
        outline = _outline(shape, scale)
        if shape.filled and shape.kind != "ring":
            painter.fillPath(outline, colour(shape.colour))
        else:
            painter.drawPath(outline)


def _outline(shape: Shape, scale: Scale) -> QPainterPath:
    width, height = scale.length(shape.width), scale.length(shape.height)
    box = QRectF(-width / 2, -height / 2, width, height)
    path = QPainterPath()
    if shape.kind in ("disc", "ring"):
        path.addEllipse(box)
    elif shape.kind == "rect":
        path.addRect(box)
    elif shape.kind == "arrow":
        path.addPolygon(_arrow(width, height, scale.length(shape.line)))
        path.closeSubpath()
    else:
        corners = [QPointF(scale.length(x), -scale.length(y)) for x, y in shape.points]
        path.addPolygon(QPolygonF(corners))
        path.closeSubpath()
    return path


def _arrow(width: float, height: float, line: float) -> QPolygonF:
    """Return an arrow to the right: a shaft ``line`` thick and a head."""
    neck = width / 2 - min(height * 0.8, width * 0.6)
    shaft = min(line, height) / 2
    half = height / 2
    corners = (
        (-width / 2, -shaft), (neck, -shaft), (neck, -half), (width / 2, 0.0),
        (neck, half), (neck, shaft), (-width / 2, shaft),
    )  # fmt: skip
    return QPolygonF([QPointF(x, y) for x, y in corners])
