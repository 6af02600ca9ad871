"""Draws traces, their names, annotations, trials and the time axis."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from attention_camp.camp.session.records import TrialRecord
from attention_camp.camp.ui import formats
from attention_camp.camp.ui.theme import Theme
from attention_camp.camp.ui.viewer.recorded_session import Stretch
from attention_camp.camp.ui.viewer.traces.arrangement import (
    BUTTERFLY_ROWS,
    Arrangement,
)
from attention_camp.camp.ui.viewer.traces.reading import Traces
from attention_camp.camp.ui.widgets.trace_layout import draw_scale

REACH = 1.5
"""Rows that a trace may reach beyond its own to each side; own choice."""
TICK_STEPS = (
    0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120,
    300, 600, 1800, 3600, 7200, 14400,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Frame:
    """Where in a widget the traces are, and which times they are of."""

    plot: QRectF
    start: float
    stop: float

    def x(self, time: float) -> float:
        """Return where a time is, px."""
        share = (time - self.start) / (self.stop - self.start)
        return self.plot.left() + share * self.plot.width()

    def time(self, x: float) -> float:
        """Return which time is at a place, s."""
        share = (x - self.plot.left()) / self.plot.width()
        return self.start + share * (self.stop - self.start)


def tick_step(span: float, width: float, room: float) -> float:
    """Return the distance between two ticks of a time axis, s.

    Parameters
    ----------
    span : float
        Seconds in view.
    width : float
        Width of the axis, px.
    room : float
        Room for the text of a tick, px.
    """
    fitting = (step for step in TICK_STEPS if step / span * width >= room)
    return float(next(fitting, TICK_STEPS[-1]))


def digits_of(step: float) -> int:
    """Return the decimals that the texts of ticks need."""
    return max(0, math.ceil(-math.log10(step) - 1e-9))


def ticks_of(frame: Frame, metrics: QFontMetrics) -> list[tuple[float, str]]:
    """Return where the ticks of the time axis are, px, and what they say.

    Parameters
    ----------
    frame : Frame
        Where the traces are, and which times they are of.
    metrics : QFontMetrics
        Of the axis' font.
    """
    room = 1.6 * metrics.horizontalAdvance("00:00.0")
    step = tick_step(frame.stop - frame.start, frame.plot.width(), room)
    first, last = math.ceil(frame.start / step), math.floor(frame.stop / step)
    times = [number * step for number in range(first, last + 1)]
    return [(frame.x(time), formats.clock(time, digits_of(step))) for time in times]


def polygon(x: NDArray[np.floating], y: NDArray[np.floating]) -> QPolygonF:
    """Return points as a polygon, without a loop over them."""
    from pyqtgraph.functions import create_qpolygonf, ndarray_from_qpolygonf

    if not len(x):
        return QPolygonF()
    made: QPolygonF = create_qpolygonf(len(x))
    points = ndarray_from_qpolygonf(made)
    points[:, 0], points[:, 1] = x, y
    return made


def middle_of(values: NDArray[np.floating]) -> float:
    """Return the median.

    NumPy's own imports masked arrays, which takes longer than all drawing.
    """
    lower, upper = (len(values) - 1) // 2, len(values) // 2
    ordered = np.partition(values, (lower, upper))
    return float(ordered[lower] + ordered[upper]) / 2


def draw_line(
    painter: QPainter, x: NDArray[np.floating], y: NDArray[np.floating]
) -> None:
    """Draw a line through points, with a hole where ``y`` is not finite.

    Parameters
    ----------
    painter : QPainter
        With the pen of the line.
    x, y : ndarray, shape (n_points,)
        Where the points are, px.
    """
    present = np.isfinite(y)
    changes = np.flatnonzero(np.diff(present.view(np.int8))) + 1
    for begin, end in pairwise([0, *changes.tolist(), len(present)]):
        if end - begin > 1 and present[begin]:
            painter.drawPolyline(polygon(x[begin:end], y[begin:end]))


@dataclass(frozen=True, slots=True)
class TraceCanvas:
    """A painter with all that drawing traces depends on."""

    painter: QPainter
    widget: QWidget
    theme: Theme
    frame: Frame
    arrangement: Arrangement
    bads: set[str]

    @property
    def row_height(self) -> float:
        """Distance between two channels, px."""
        height = self.frame.plot.height()
        if self.arrangement.is_butterfly:
            return height / BUTTERFLY_ROWS
        return height / max(len(self.arrangement.rows), 1)

    @property
    def middles(self) -> dict[int, float]:
        """Height of each shown channel's middle line, px."""
        plot, rows = self.frame.plot, self.arrangement.rows
        if self.arrangement.is_butterfly:
            return {row: plot.center().y() for row in rows}
        height = self.row_height
        return {row: plot.top() + height * (n + 0.5) for n, row in enumerate(rows)}

    def axis(self) -> None:
        """Draw the time axis beneath the traces, and its lines through them."""
        painter, plot = self.painter, self.frame.plot
        metrics = self.widget.fontMetrics()
        for x, text in ticks_of(self.frame, metrics):
            painter.setPen(QColor(self.theme.sunken))
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
            painter.setPen(QColor(self.theme.muted))
            width = metrics.horizontalAdvance(text)
            left = min(max(x - width / 2, 0), self.widget.width() - width)
            painter.drawText(QPointF(left, plot.bottom() + metrics.ascent() + 4), text)

    def stretches(self, stretches: Sequence[Stretch]) -> None:
        """Shade what is annotated."""
        plot, drawn = self.frame.plot, -1e9
        for one in stretches:
            left = max(self.frame.x(one.onset), plot.left())
            right = min(self.frame.x(one.onset + one.duration), plot.right())
            if right < drawn + 1:
                continue  # thousands in a pixel are one
            drawn = max(right, left + 1)
            shade = QColor(self.theme.doubtful if one.is_bad else self.theme.accent)
            shade.setAlpha(60 if one.is_bad else 40)
            box = QRectF(left, plot.top(), max(2.0, right - left), plot.height())
            self.painter.fillRect(box, shade)

    def descriptions(self, stretches: Sequence[Stretch]) -> None:
        """Write what annotations say, over the traces, where there is room."""
        plot, metrics = self.frame.plot, self.widget.fontMetrics()
        free = -1e9
        for one in stretches:
            left = max(self.frame.x(one.onset), plot.left())
            if left < free:
                continue
            width = metrics.horizontalAdvance(one.text) + 8
            box = QRectF(
                left, plot.bottom() - metrics.height(), width, metrics.height()
            )
            soft = self.theme.warn_soft if one.is_bad else self.theme.accent_soft
            self.painter.fillRect(box, QColor(soft))
            self.painter.setPen(QColor(self.theme.ink))
            self.painter.drawText(box, Qt.AlignmentFlag.AlignCenter, one.text)
            free = left + width + 4

    def trials(self, trials: Sequence[TrialRecord]) -> None:
        """Draw the onsets of trials, their number and whether the answer was right."""
        painter, plot, metrics = (
            self.painter,
            self.frame.plot,
            self.widget.fontMetrics(),
        )
        free, drawn = -1e9, -1e9
        for trial in trials:
            x = self.frame.x(trial.onset)
            if x < drawn + 1:
                continue
            drawn = x
            colour = QColor(self.theme.good if trial.correct else self.theme.bad)
            text = f"{'✓' if trial.correct else '✕'} {trial.trial}"
            if not trial.is_posed:
                colour, text = QColor(self.theme.muted), str(trial.trial)
            painter.setPen(QPen(colour, 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
            width = metrics.horizontalAdvance(text)
            if x - width / 2 > free:
                painter.setPen(colour)
                painter.drawText(QPointF(x - width / 2, plot.top() - 5), text)
                free = x + width / 2 + 6

    def marks(self, marks: Sequence[Stretch]) -> None:
        """Draw what people noted while the session ran, where it happened."""
        painter, plot, metrics = (
            self.painter,
            self.frame.plot,
            self.widget.fontMetrics(),
        )
        for mark in marks:
            x = self.frame.x(mark.onset)
            painter.setPen(QPen(QColor(self.theme.accent), 2))
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
            room = round(plot.right() - x - 8)
            text = metrics.elidedText(mark.text, Qt.TextElideMode.ElideRight, room)
            size = metrics.horizontalAdvance(text) + 8
            box = QRectF(x, plot.top(), size, metrics.height() + 2)
            painter.fillRect(box, QColor(self.theme.accent_soft))
            painter.setPen(QColor(self.theme.ink))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def traces(self, traces: Traces) -> None:
        """Draw the lines of the channels shown; bad ones paler."""
        if not traces.times.size:
            return
        plot, arrangement, height = self.frame.plot, self.arrangement, self.row_height
        reach = BUTTERFLY_ROWS if arrangement.is_butterfly else REACH
        span = self.frame.stop - self.frame.start
        x = plot.left() + (traces.times - self.frame.start) / span * plot.width()
        ink, pale = QPen(QColor(self.theme.ink), 1), QPen(QColor(self.theme.muted), 1)
        self.painter.save()
        margin = self.widget.fontMetrics().height() / 2
        self.painter.setClipRect(plot.adjusted(0, -margin, 0, 4))
        for row, middle in self.middles.items():
            values = traces.values[row]
            present = np.isfinite(values)
            if not present.any():
                continue
            offset = middle_of(values if present.all() else values[present])
            away = (values - offset) / arrangement.span_of(row, values)
            # a trace that is too large stays near its row, not over the good ones
            y = middle - np.clip(away, -reach, reach) * height
            name = arrangement.channels[row].name
            self.painter.setPen(pale if name in self.bads else ink)
            draw_line(self.painter, x, y)
        self.painter.restore()

    def names(self, traces: Traces) -> None:
        """Write the channels' names, and what the distance of two rows stands for."""
        metrics, height = self.widget.fontMetrics(), self.row_height
        if not self.arrangement.is_butterfly:
            stride = max(1, math.ceil(metrics.height() * 0.85 / height))
            for place, (row, middle) in enumerate(self.middles.items()):
                name = self.arrangement.channels[row].name
                is_bad = name in self.bads
                if place % stride and not is_bad:
                    continue
                self.painter.setPen(
                    QColor(self.theme.bad if is_bad else self.theme.ink)
                )
                at = QPointF(8, middle + metrics.ascent() / 2 - 1)
                self.painter.drawText(at, f"✕ {name}" if is_bad else name)
                self._own_scale(traces, row, middle)
        text = f"{self.arrangement.scale_uv:.0f} µV"
        draw_scale(self.widget, self.painter, self.frame.plot, height, text)

    def _own_scale(self, traces: Traces, row: int, middle: float) -> None:
        """Write the scale of a channel that is not the common one, over its trace."""
        channel = self.arrangement.channels[row]
        if channel.kind == "eeg" and row not in self.arrangement.factors:
            return
        values = traces.values[row] if len(traces.values) else np.empty(0)
        unit = "µV" if channel.kind == "eeg" else channel.unit.replace("n/a", "")
        text = f"{self.arrangement.span_of(row, values):.3g} {unit}".strip()
        width = self.widget.fontMetrics().horizontalAdvance(text)
        self.painter.setPen(QColor(self.theme.accent))
        at = QPointF(self.frame.plot.right() - width - 4, middle - self.row_height / 4)
        self.painter.drawText(at, text)
