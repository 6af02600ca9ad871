"""The reliability diagram: how often it was task where the score said so."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from attention_camp.camp.ui import formats
from attention_camp.camp.ui.theme import SPACE, Theme, theme_of
from attention_camp.models.figures import share_interval
from attention_camp.resources.texts import fill

Bins = tuple[tuple[float, float, int], ...]
DOT = 0.6 * SPACE
"""Radius of a dot, px."""
STEPS = 10
"""How far from its dot a number may stand, half lines up or down."""


class ReliabilityPlot(QWidget):
    """A dot per fifth with its interval and its number of windows."""

    def __init__(self) -> None:
        super().__init__()
        self._bins: Bins = ()
        self.setAccessibleName(self.tr("Reliability diagram"))
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Expanding, policy.Expanding)

    def show_bins(self, bins: Bins) -> None:
        """Show (mean probability, share engaged, number of windows) of each fifth."""
        self._bins = bins
        said = self.tr("said {p}: {share} were task, of {n:window|windows}")
        self.setAccessibleDescription(
            "; ".join(
                fill(said, p=formats.percent(p), share=formats.percent(share), n=n)
                for p, share, n in bins
            )
        )
        self.setVisible(bool(bins))
        self.update()

    @property
    def description(self) -> str:
        """The plot in words."""
        return self.accessibleDescription()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the preferred size."""
        lines = self.fontMetrics().height()
        return QSize(20 * lines, 15 * lines)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the minimum size."""
        lines = self.fontMetrics().height()
        return QSize(14 * lines, 12 * lines)

    @property
    def _plot(self) -> QRectF:
        metrics = self.fontMetrics()
        left = metrics.horizontalAdvance("0,0 ") + metrics.height() + SPACE
        below = 2 * metrics.height() + SPACE
        width = min(
            self.width() - left - 2 * SPACE, 1.6 * (self.height() - below - 2 * SPACE)
        )
        return QRectF(left, SPACE, max(60.0, width), self.height() - below - 2 * SPACE)

    @property
    def intervals(self) -> list[QRectF]:
        """Where the interval of each fifth is drawn, with its dot."""
        return [
            QRectF(self._point(p, high), self._point(p, low)).adjusted(
                -DOT, -DOT, DOT, DOT
            )
            for p, share, n in self._bins
            for low, high in [share_interval(share, n)]
        ]

    @property
    def numbers(self) -> list[tuple[QRectF, str]]:
        """Where the number of windows of each fifth stands, and its text.

        Beside its dot, or as near to it as no interval and no other number lies.
        """
        metrics, taken = self.fontMetrics(), self.intervals
        found = []
        for probability, share, n in self._bins:
            text, dot = f"n = {n}", self._point(probability, share)
            width, line = metrics.horizontalAdvance(text), metrics.height()
            places = [
                QRectF(dot.x() + aside, dot.y() + (step - 1) * line / 2, width, line)
                for step in sorted(range(-STEPS, STEPS + 1), key=abs)
                for aside in (SPACE, -SPACE - width)
            ]
            free = (
                one
                for one in places
                if self._plot.contains(one) and not any(map(one.intersects, taken))
            )
            place = next(free, places[0])
            taken.append(place)
            found.append((place, text))
        return found

    def _point(self, probability: float, share: float) -> QPointF:
        plot = self._plot
        return QPointF(
            plot.left() + probability * plot.width(),
            plot.bottom() - share * plot.height(),
        )

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the axes, the diagonal and the fifths."""
        if not self._bins:
            return
        theme = theme_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_axes(painter, theme)
        for probability, share, n in self._bins:
            self._draw_bin(painter, theme, probability, share, n)
        painter.setPen(QColor(theme.ink))
        for place, text in self.numbers:
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
        painter.end()

    def _draw_axes(self, painter: QPainter, theme: Theme) -> None:
        plot, metrics = self._plot, self.fontMetrics()
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.drawRect(plot)
        painter.setPen(QPen(QColor(theme.muted), 1, Qt.PenStyle.DashLine))
        painter.drawLine(self._point(0, 0), self._point(1, 1))
        painter.setPen(QColor(theme.muted))
        for value in (0.0, 0.5, 1.0):
            text = formats.number(value, 1)
            width = metrics.horizontalAdvance(text)
            below = self._point(value, 0) + QPointF(-width / 2, metrics.height() + 2)
            painter.drawText(below, text)
            beside = self._point(0, value)
            beside += QPointF(-width - SPACE / 2, metrics.ascent() / 2 - 1)
            painter.drawText(beside, text)
        flags = Qt.AlignmentFlag.AlignCenter
        name = QRectF(plot.left(), 0, plot.width(), metrics.height())
        name.moveBottom(self.height())
        painter.drawText(name, flags, self.tr("what the score said"))
        painter.save()
        painter.translate(0, plot.bottom())
        painter.rotate(-90)
        side = QRectF(0, 0, plot.height(), metrics.height())
        painter.drawText(side, flags, self.tr("share that was task"))
        painter.restore()

    def _draw_bin(
        self, painter: QPainter, theme: Theme, probability: float, share: float, n: int
    ) -> None:
        low, high = share_interval(share, n)
        where = self._point(probability, share)
        colour = QColor(theme.accent)
        painter.setPen(QPen(colour, 2))
        painter.drawLine(self._point(probability, low), self._point(probability, high))
        painter.setBrush(colour)
        painter.drawEllipse(where, DOT, DOT)
