"""The head from above: a place for each electrode, its quality by shape and colour."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from attention_camp.camp.ui.theme import Theme, theme_of

MARGIN = 26.0
"""Room around the head for the nose, the ears and electrodes below the rim, px."""
RIM = 0.58 * math.pi
"""Polar angle that lies on the head's outline, rad: just below F7, T7 and O1, which
maps of the field draw inside it."""


class HeadMap(QWidget):
    """A head map; electrodes without a place stand in a row beneath it."""

    def __init__(self) -> None:
        super().__init__()
        self._names: tuple[str, ...] = ()
        self._places: dict[str, tuple[float, float]] = {}
        self._qualities: dict[str, str] = {}
        self._tips: dict[str, str] = {}
        self._marked = ""
        self.setMinimumSize(180, 180)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Head map"))

    def set_channels(self, ch_names: Sequence[str]) -> None:
        """Show these electrodes, not yet judged."""
        self._names = tuple(ch_names)
        self._places = place(ch_names)
        self._qualities = {}
        self._tips = {}
        self.setAccessibleDescription(", ".join(ch_names))
        self.update()

    def set_qualities(
        self, qualities: Mapping[str, str], tips: Mapping[str, str] | None = None
    ) -> None:
        """Colour and shape each electrode: ``good``, ``doubtful`` or ``bad``."""
        self._tips = dict(tips or {})
        if qualities != self._qualities:
            self._qualities = dict(qualities)
            said = [self._tips.get(name, name) for name in self._names]
            self.setAccessibleDescription("; ".join(said))
            self.update()

    def mark(self, name: str) -> None:
        """Draw a ring around an electrode; an empty name: around none."""
        if name != self._marked:
            self._marked = name
            self.update()

    @property
    def is_judged(self) -> bool:
        """Whether qualities are shown."""
        return bool(self._qualities)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the preferred size."""
        return QSize(320, 320)

    def event(self, event: QEvent) -> bool:
        """Show a tool tip for the electrode under the mouse."""
        if isinstance(event, QHelpEvent):
            name = self._under(QPointF(event.pos()))
            tip = self._tips.get(name, name) if name else ""
            if tip:
                QToolTip.showText(event.globalPos(), tip, self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the head and the electrodes."""
        theme = theme_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_head(painter, theme, self._centre, self._radius)
        size = self._dot
        font = painter.font()
        font.setPixelSize(max(9, min(13, round(size * 0.95))))
        painter.setFont(font)
        if self._marked in self._names:
            painter.setPen(QPen(QColor(theme.accent), 3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(self._point(self._marked), size * 1.1, size * 1.1)
        for name in self._names:
            self._draw_name(painter, theme, name, size)
        for name in self._names:  # last: no name hides an electrode
            quality = self._qualities.get(name, "")
            draw_quality(painter, theme, quality, self._point(name), size * 0.5)
        painter.end()

    @property
    def _dot(self) -> float:
        """Radius of an electrode, px: smaller where there are many."""
        n = max(len(self._names), 1)
        return max(5.0, min(13.0, self._radius * 0.9 / math.sqrt(n)))

    @property
    def _radius(self) -> float:
        strays = 28.0 if len(self._places) < len(self._names) else 0.0
        side = min(self.width(), self.height() - strays)
        return max(20.0, side / 2 - MARGIN)

    @property
    def _centre(self) -> QPointF:
        strays = 28.0 if len(self._places) < len(self._names) else 0.0
        return QPointF(self.width() / 2, (self.height() - strays) / 2 + 4)

    def _point(self, name: str) -> QPointF:
        if name in self._places:
            x, y = self._places[name]
            return self._centre + QPointF(x, -y) * self._radius
        strays = [n for n in self._names if n not in self._places]
        step = self.width() / (len(strays) + 1)
        return QPointF(step * (strays.index(name) + 1), self.height() - 22)

    def _under(self, where: QPointF) -> str:
        for name in self._names:
            gap = self._point(name) - where
            if math.hypot(gap.x(), gap.y()) <= self._dot + 3:
                return name
        return ""

    def _draw_name(
        self, painter: QPainter, theme: Theme, name: str, size: float
    ) -> None:
        """Write a name below its electrode; the head's outline stops beside it."""
        where = self._point(name)
        width = painter.fontMetrics().horizontalAdvance(name) + 4
        box = QRectF(where.x() - width / 2, where.y() + size * 0.6, width, size * 1.2)
        painter.fillRect(box, QColor(theme.surface))
        painter.setPen(QColor(theme.ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name)


def draw_head(painter: QPainter, theme: Theme, centre: QPointF, radius: float) -> None:
    """Draw a head from above: outline, nose and ears.

    Parameters
    ----------
    painter : QPainter
        Painter of the map.
    theme : Theme
        Colours.
    centre : QPointF
        Vertex, px.
    radius : float
        Radius of the head's outline, px.
    """
    pen = QPen(QColor(theme.muted), 1.5)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(QColor(theme.surface))
    nose = QPainterPath(centre + QPointF(-0.1, -0.992) * radius)
    nose.quadTo(
        centre + QPointF(-0.02, -1.13) * radius, centre + QPointF(0, -1.13) * radius
    )
    nose.quadTo(
        centre + QPointF(0.02, -1.13) * radius,
        centre + QPointF(0.1, -0.992) * radius,
    )
    painter.drawPath(nose)
    for side in (-1, 1):
        ear = QRectF(0, 0, 0.12 * radius, 0.36 * radius)
        ear.moveCenter(centre + QPointF(side * 1.02, 0.02) * radius)
        painter.drawRoundedRect(ear, 0.06 * radius, 0.1 * radius)
    painter.drawEllipse(centre, radius, radius)


def draw_quality(
    painter: QPainter, theme: Theme, quality: str, where: QPointF, size: float
) -> None:
    """Draw ● for good, ▲ for doubtful, ✕ for bad, ○ where not judged.

    Parameters
    ----------
    painter : QPainter
        Painter of the map.
    theme : Theme
        Colours.
    quality : str
        ``good``, ``doubtful``, ``bad``, or empty where not judged.
    where : QPointF
        Centre of the mark, px.
    size : float
        Half the width of the mark, px.
    """
    colour = QColor(getattr(theme, quality) if quality else theme.muted)
    painter.setPen(QPen(colour, max(1.5, size * 0.4)))
    painter.setBrush(colour)
    match quality:
        case "good":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(where, size, size)
        case "doubtful":
            painter.setPen(Qt.PenStyle.NoPen)
            corners = (
                QPointF(0, -1.15 * size),
                QPointF(1.1 * size, 0.8 * size),
                QPointF(-1.1 * size, 0.8 * size),
            )
            painter.drawPolygon(QPolygonF([where + corner for corner in corners]))
        case "bad":
            arm = 0.8 * size
            painter.drawLine(where - QPointF(arm, arm), where + QPointF(arm, arm))
            painter.drawLine(where - QPointF(arm, -arm), where + QPointF(arm, -arm))
        case _:
            painter.setPen(QPen(colour, 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(where, size, size)


def place(ch_names: Sequence[str]) -> dict[str, tuple[float, float]]:
    """Return where electrodes with a known position lie on the map."""
    from attention_camp.models.electrodes import positions

    found = zip(ch_names, positions(ch_names).tolist(), strict=True)
    return {name: project(*xyz) for name, xyz in found if not math.isnan(xyz[0])}


def project(x: float, y: float, z: float) -> tuple[float, float]:
    """Return where a place on the unit sphere lies, the head's outline at radius 1.

    The azimuthal equidistant projection: distance from the middle is the angle from
    the vertex. Electrodes below the ears come to lie outside the outline.

    Parameters
    ----------
    x : float
        To the right, in radii of the head.
    y : float
        To the front, in radii of the head.
    z : float
        Upwards, in radii of the head.
    """
    angle = math.acos(max(-1.0, min(1.0, z)))
    flat = math.hypot(x, y) or 1.0
    radius = min(angle / RIM, 1.12)
    return x / flat * radius, y / flat * radius
