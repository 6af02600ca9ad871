"""The score's AUC with its interval, above what it has to beat: a dot a line."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from attention_camp.camp.ui import formats
from attention_camp.camp.ui.operator.calibration_text import control_name
from attention_camp.camp.ui.theme import SPACE, Theme, theme_of
from attention_camp.models.verdict import CalibrationReport

LEAST_PLOT = 80
"""Least width of the axis, px."""
LINE_HEIGHTS = 1.9
"""Height of a row, in heights of a line of text."""


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of the plot."""

    name: str
    auc: float
    low: float
    high: float
    is_beaten: bool
    kind: str
    """``score``, ``chance`` or ``control``."""


class NullPlot(QWidget):
    """A diamond for the score, a circle for each control, a bar for chance."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[_Row, ...] = ()
        self.setAccessibleName(self.tr("The score beside its controls"))
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Expanding, policy.Fixed)

    def show_report(self, report: CalibrationReport) -> None:
        """Show another calibration; nothing where none was judged."""
        self._rows = self._rows_of(report) if math.isfinite(report.auc) else ()
        said = [f"{row.name}: {self._value_of(row)}" for row in self._rows]
        self.setAccessibleDescription("; ".join(said))
        self.setVisible(bool(self._rows))
        self.updateGeometry()
        self.update()

    @property
    def description(self) -> str:
        """The plot in words."""
        return self.accessibleDescription()

    def _rows_of(self, report: CalibrationReport) -> tuple[_Row, ...]:
        beaten_by = set(report.beaten_by)
        score = _Row(
            self.tr("this score"),
            report.auc, report.auc_low, report.auc_high, True, "score",
        )  # fmt: skip
        chance = _Row(
            control_name("chance"),
            0.5,
            0.5,
            report.smallest_effect,
            "chance" not in beaten_by,
            "chance",
        )
        intervals = report.null_intervals or {}
        controls = (
            _Row(
                control_name(name),
                auc,
                *intervals.get(name, (auc, auc)),
                name not in beaten_by,
                "control",
            )
            for name, auc in (report.nulls or {}).items()
        )
        return (score, chance, *controls)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the preferred size: one line for each row, and the axis."""
        return QSize(420, round(self._row_height * (len(self._rows) + 1) + SPACE))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the minimum size."""
        plot = self._plot
        values = [self._value_of(row) for row in self._rows]
        metrics = self.fontMetrics()
        right = max((metrics.horizontalAdvance(text) for text in values), default=0)
        least = round(plot.left()) + LEAST_PLOT + right + 2 * SPACE
        return QSize(least, self.sizeHint().height())

    @property
    def _row_height(self) -> float:
        return LINE_HEIGHTS * self.fontMetrics().height()

    @property
    def _plot(self) -> QRectF:
        """Where the dots are: names at the left, numbers at the right."""
        metrics = self.fontMetrics()
        names = [metrics.horizontalAdvance(row.name) for row in self._rows]
        values = [metrics.horizontalAdvance(self._value_of(row)) for row in self._rows]
        left = max(names, default=0) + 2 * SPACE
        right = max(values, default=0) + 2 * SPACE
        width = max(float(LEAST_PLOT), self.width() - left - right)
        return QRectF(left, 0, width, self._row_height * len(self._rows))

    def _value_of(self, row: _Row) -> str:
        if row.kind == "score":
            if row.high <= row.low:  # no width says nothing of how sure it is
                return self.tr("{auc}, no interval: few windows").format(
                    auc=formats.number(row.auc, 2)
                )
            return self.tr("{auc} [{low}, {high}]").format(
                auc=formats.number(row.auc, 2),
                low=formats.number(row.low, 2),
                high=formats.number(row.high, 2),
            )
        value = row.high if row.kind == "chance" else row.auc
        mark = (
            self.tr("✓ score is better")
            if row.is_beaten
            else self.tr("✕ score is not better")
        )
        if row.is_beaten and value >= self._rows[0].auc:
            mark = self.tr("✓ score is no worse")
        return f"{formats.number(value, 2)}  {mark}"

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the axis and the rows."""
        if not self._rows:
            return
        theme = theme_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_axis(painter, theme)
        for number, row in enumerate(self._rows):
            self._draw_row(painter, theme, row, (number + 0.5) * self._row_height)
        painter.end()

    def _x(self, auc: float) -> float:
        plot = self._plot
        return plot.left() + min(max(auc, 0.0), 1.0) * plot.width()

    def _draw_axis(self, painter: QPainter, theme: Theme) -> None:
        plot = self._plot
        metrics = self.fontMetrics()
        bottom = plot.bottom() + metrics.ascent() + SPACE / 2
        room = 5 * metrics.horizontalAdvance("0.25 ")
        named = (0.0, 0.25, 0.5, 0.75, 1.0) if plot.width() > room else (0.0, 0.5, 1.0)
        for value in (0.0, 0.25, 0.5, 0.75, 1.0):
            x = self._x(value)
            style = Qt.PenStyle.DashLine if value == 0.5 else Qt.PenStyle.SolidLine
            colour = theme.muted if value == 0.5 else theme.sunken
            painter.setPen(QPen(QColor(colour), 1, style))
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
            if value not in named:
                continue
            text = formats.number(value, 2 if value in {0.25, 0.75} else 1)
            painter.setPen(QColor(theme.muted))
            width = metrics.horizontalAdvance(text)
            painter.drawText(QPointF(x - width / 2, bottom), text)
        painter.drawText(QPointF(0, bottom), self.tr("AUC, held out"))
        painter.setPen(QPen(QColor(theme.accent), 1, Qt.PenStyle.DotLine))
        x = self._x(self._rows[0].auc)
        top = plot.top() + self._row_height / 2
        painter.drawLine(QPointF(x, top), QPointF(x, plot.bottom()))

    def _draw_row(self, painter: QPainter, theme: Theme, row: _Row, y: float) -> None:
        plot = self._plot
        metrics = self.fontMetrics()
        baseline = y + (metrics.ascent() - metrics.descent()) / 2
        painter.setPen(QColor(theme.ink if row.kind == "score" else theme.muted))
        painter.drawText(QPointF(0, baseline), row.name)
        fine = theme.ink if row.is_beaten else theme.bad
        painter.setPen(QColor(fine))
        painter.drawText(
            QPointF(plot.right() + 2 * SPACE, baseline), self._value_of(row)
        )
        if row.kind == "chance":
            self._draw_chance(painter, theme, row, y)
            return
        colour = QColor(theme.accent if row.kind == "score" else theme.muted)
        if not row.is_beaten:
            colour = QColor(theme.bad)
        painter.setPen(QPen(colour, 2))
        painter.setBrush(colour)
        if row.high > row.low:
            painter.drawLine(
                QPointF(self._x(row.low), y), QPointF(self._x(row.high), y)
            )
        where = QPointF(self._x(row.auc), y)
        if row.kind == "score":
            size = 0.75 * SPACE
            corners = ((0, -size), (size, 0), (0, size), (-size, 0))
            painter.drawPolygon(QPolygonF([where + QPointF(*c) for c in corners]))
        else:
            painter.drawEllipse(where, 0.5 * SPACE, 0.5 * SPACE)

    def _draw_chance(
        self, painter: QPainter, theme: Theme, row: _Row, y: float
    ) -> None:
        """Draw how far 19 of 20 shuffles come as a bar."""
        left, right = self._x(row.low), self._x(row.high)
        box = QRectF(left, y - 0.5 * SPACE, right - left, SPACE)
        fill = QColor(theme.muted if row.is_beaten else theme.bad)
        fill.setAlpha(90)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawRoundedRect(box, 2, 2)
