"""A journey as a frame around the session: a path that fills, and who walks it."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from attention_camp.camp.ui.participant.palette import background, colour

_SWING = 0.17
"""Share of the height by which the path swings."""
_STATIONS = 2.2
"""Swings from the first station to the last, half turns."""


def paint_journey(painter: QPainter, place: QRectF, done: int, total: int) -> None:
    """Draw a path with a station for each part, and somebody who rests at the last one.

    It stands still, like all else in a break that is no breath.

    Parameters
    ----------
    painter : QPainter
        Painter of the page.
    place : QRectF
        Where the path goes, px.
    done, total : int
        Parts done, and of all.
    """
    spots = [_spot(place, i / max(total, 1)) for i in range(total + 1)]
    size = min(place.height() * 0.09, place.width() / (3.0 * (total + 1)))
    _paint_path(painter, place, 1.0, "faint", size / 2)
    _paint_path(painter, place, done / max(total, 1), "accent", size / 2)
    painter.setPen(QPen(colour("ink"), max(size / 6, 1.0)))
    for i, spot in enumerate(spots):
        painter.setBrush(colour("accent") if i <= done else background())
        painter.drawEllipse(spot, size, size)
    _paint_walker(painter, spots[min(done, total)], 2.4 * size)


def _spot(place: QRectF, share: float) -> QPointF:
    margin = place.width() * 0.05
    x = place.left() + margin + share * (place.width() - 2 * margin)
    swing = math.sin(share * _STATIONS * math.pi) * _SWING * place.height()
    return QPointF(x, place.center().y() + place.height() * 0.16 - swing)


def _paint_path(
    painter: QPainter, place: QRectF, share: float, tint: str, width: float
) -> None:
    path = QPainterPath(_spot(place, 0.0))
    for i in range(1, 61):
        path.lineTo(_spot(place, share * i / 60))
    pen = QPen(colour(tint), width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)


def _paint_walker(painter: QPainter, spot: QPointF, size: float) -> None:
    """Draw a small round figure that sits on its station, eyes closed."""
    body = QRectF(0, 0, 2 * size, 1.8 * size)
    body.moveCenter(QPointF(spot.x(), spot.y() - 1.3 * size))
    painter.setPen(QPen(colour("ink"), max(size / 10, 1.0)))
    painter.setBrush(colour("orange"))
    painter.drawEllipse(body)
    painter.setPen(QPen(background(), max(size / 8, 1.5)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for side in (-1, 1):
        eye = QRectF(0, 0, 0.45 * size, 0.3 * size)
        eye.moveCenter(QPointF(spot.x() + side * 0.4 * size, body.center().y()))
        painter.drawArc(eye, 180 * 16, 180 * 16)
