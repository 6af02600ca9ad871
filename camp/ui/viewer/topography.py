"""A value per electrode over the head: a field, and marks whose shape is the sign."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from attention_camp.camp.ui import formats
from attention_camp.camp.ui.theme import SPACE, Theme, theme_of
from attention_camp.camp.ui.widgets.head_map import draw_head, project

GRID = 64
"""Points of the field along each side."""
FEWEST_FOR_FIELD = 4
"""With fewer electrodes no field is interpolated."""


class Topography(QWidget):
    """▲ above zero, ▼ below, larger with the value; the field between is smooth."""

    def __init__(self) -> None:
        super().__init__()
        self._names: tuple[str, ...] = ()
        self._places: NDArray[np.float64] = np.empty((0, 2))
        self._values: NDArray[np.float64] = np.empty(0)
        self._field: NDArray[np.float64] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Head map of the explanation"))

    def show_values(
        self,
        ch_names: Sequence[str],
        positions: NDArray[np.floating],
        values: NDArray[np.floating],
    ) -> None:
        """Show a value per channel; positions on the unit sphere, (n_chans, 3).

        Parameters
        ----------
        ch_names : sequence of str
            Names of the electrodes.
        positions : ndarray
            Shape (n_chans, 3), on the unit sphere.
        values : ndarray
            Shape (n_chans,), any unit.
        """
        self._names = tuple(ch_names)
        self._places = np.array([project(*where) for where in positions.tolist()])
        self._values = np.asarray(values, dtype=np.float64)
        self._field = _field(self._places, self._values)
        order = np.argsort(-np.abs(self._values))
        self.setAccessibleDescription(
            ", ".join(
                f"{self._names[k]} {formats.number(self._values[k], 2)}" for k in order
            )
        )
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the preferred size."""
        return QSize(220, 220)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the minimum size."""
        return QSize(130, 130)

    @property
    def _radius(self) -> float:
        return max(30.0, (min(self.width(), self.height()) / 2 - SPACE) / 1.16)

    @property
    def _largest(self) -> float:
        return float(np.abs(self._values).max(initial=1e-12))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the field, the head over it, and the electrodes."""
        if not self._names:
            return
        theme = theme_of(self)
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        centre, radius = QPointF(self.width() / 2, self.height() / 2 + 4), self._radius
        draw_head(painter, theme, centre, radius)
        if self._field is not None:
            self._draw_field(painter, theme, self._field, centre)
        for place, name, value in zip(
            self._places, self._names, self._values, strict=True
        ):
            where = centre + QPointF(place[0], -place[1]) * radius
            self._draw_mark(painter, theme, where, name, float(value))
        painter.end()

    def _draw_field(
        self,
        painter: QPainter,
        theme: Theme,
        field: NDArray[np.float64],
        centre: QPointF,
    ) -> None:
        radius = self._radius - 1
        share = np.clip(field / self._largest, -1, 1)
        pixels = np.zeros((GRID, GRID, 4), np.uint8)
        for colour, part in (
            (QColor(theme.categories[0]), share),
            (QColor(theme.categories[1]), -share),
        ):
            chosen = part > 0
            pixels[chosen, :3] = (colour.blue(), colour.green(), colour.red())
            pixels[chosen, 3] = (150 * part[chosen]).astype(np.uint8)
        pixels = np.ascontiguousarray(pixels)
        image = QImage(
            pixels.tobytes(), GRID, GRID, 4 * GRID, QImage.Format.Format_ARGB32
        )
        inside = QPainterPath()
        inside.addEllipse(centre, radius, radius)
        painter.save()
        painter.setClipPath(inside)
        box = QRectF(0, 0, 2 * radius, 2 * radius)
        box.moveCenter(centre)
        painter.drawImage(box, image)
        painter.restore()

    def _draw_mark(
        self, painter: QPainter, theme: Theme, where: QPointF, name: str, value: float
    ) -> None:
        share = abs(value) / self._largest
        size = 2.0 + 0.75 * SPACE * math.sqrt(share)
        up = 1.0 if value >= 0 else -1.0
        corners = ((0.0, -1.1 * up), (1.0, 0.7 * up), (-1.0, 0.7 * up))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.categories[0 if value >= 0 else 1]))
        painter.drawPolygon(QPolygonF([where + QPointF(*c) * size for c in corners]))
        font = painter.font()
        font.setPixelSize(max(9, min(12, round(self._radius / 9))))
        painter.setFont(font)
        painter.setPen(QColor(theme.ink))
        box = QRectF(where.x() - 30, where.y() + size * 0.7, 60, font.pixelSize() * 1.3)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name)


def _field(
    places: NDArray[np.float64], values: NDArray[np.float64]
) -> NDArray[np.float64] | None:
    """Return the values between electrodes, shape (GRID, GRID), top row in front."""
    if len(values) < FEWEST_FOR_FIELD:
        return None
    from scipy.interpolate import RBFInterpolator

    side = np.linspace(-1, 1, GRID)
    x, y = np.meshgrid(side, -side)
    points = np.column_stack([x.ravel(), y.ravel()])
    smooth = RBFInterpolator(places, values, kernel="thin_plate_spline", smoothing=0.01)
    return np.asarray(smooth(points).reshape(GRID, GRID))
