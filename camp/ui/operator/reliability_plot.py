"""The reliability diagram: how often it was task where the score said so."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from attention_camp.camp.ui import formats
from attention_camp.camp.ui.theme import SPACE, Theme, theme_of
from attention_camp.models.figures import share_interval

Bins = tuple[tuple[float, float, int], ...]


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
        said = self.tr("said {p}: {share} were task, of {n} windows")
        self.setAccessibleDescription(
            "; ".join(
                said.format(p=formats.percent(p), share=formats.percent(share), n=n)
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
        painter.drawEllipse(where, 0.6 * SPACE, 0.6 * SPACE)
        painter.setPen(QColor(theme.ink))
        metrics, text = self.fontMetrics(), f"n = {n}"
        rise = -SPACE / 2 if share < 0.5 else metrics.ascent() + SPACE / 2
        width = metrics.horizontalAdvance(text)
        fits = where.x() + SPACE + width <= self.width()
        aside = SPACE if fits else -SPACE - width
        painter.drawText(where + QPointF(aside, rise), text)
