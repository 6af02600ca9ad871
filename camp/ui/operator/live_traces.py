"""Live EEG traces: newest at the right, bad stretches shaded, verdicts beside the names."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from time import perf_counter

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from attention_camp.camp.ui.operator.head_map import draw_quality
from attention_camp.camp.ui.operator.trace_columns import Step, TraceColumns
from attention_camp.camp.ui.theme import Theme, theme_of
from attention_camp.signal.ring import Ring
from attention_camp.signal.window import ChannelVerdict

SCALES_UV = (10, 20, 50, 100, 200, 500, 1000)
"""Offered distances between two channels, µV."""
FOOT = 20
"""Room for the time axis, px."""


class LiveTraces(QWidget):
    """Traces of all channels of a ring; ``refresh`` draws what is new."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumSize(320, 160)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Live EEG traces"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.scale_uv = 50.0
        self.seconds = 10.0
        self._ring: Ring | None = None
        self._names: tuple[str, ...] = ()
        self._step: Step | None = None
        self._columns: TraceColumns | None = None
        self._verdicts: dict[str, ChannelVerdict] = {}
        self._bad: deque[tuple[int, int, int]] = deque(maxlen=4000)
        """Row, first and last sample of stretches judged bad."""
        self.draw_times: deque[float] = deque(maxlen=300)
        """How long the last redraws took, s."""
        self.n_draws = 0

    def set_source(
        self, ring: Ring | None, ch_names: Sequence[str], step: Step | None = None
    ) -> None:
        """Show another ring, through a filter with state or as recorded."""
        self._ring = ring
        self._names = tuple(ch_names)
        self._step = step
        self._columns = None
        self._verdicts = {}
        self._bad.clear()
        self.update()

    def set_step(self, step: Step | None) -> None:
        """Show the same samples through another filter."""
        self._step = step
        self._columns = None

    def set_scale(self, scale_uv: float) -> None:
        """Set the distance between two channels, µV."""
        self.scale_uv = scale_uv
        self.update()

    def set_seconds(self, seconds: float) -> None:
        """Set the time shown."""
        self.seconds = seconds
        self._columns = None
        self.update()

    def take_verdicts(
        self, verdicts: Sequence[ChannelVerdict], n_samples: int, window_s: float = 1.0
    ) -> None:
        """Take in the newest verdicts; what was bad is shaded."""
        self._verdicts = {v.ch_name: v for v in verdicts}
        if self._ring is None:
            return
        length = int(window_s * self._ring.sfreq)
        for row, name in enumerate(self._names):
            verdict = self._verdicts.get(name)
            if verdict is not None and verdict.quality == "bad":
                self._bad.append((row, n_samples - length, n_samples))

    def refresh(self) -> None:
        """Draw what is new."""
        if self._ring is None:
            return
        if self._columns is None:
            self._columns = TraceColumns(
                self._ring,
                seconds=self.seconds,
                n_pixels=max(2, int(self._plot.width())),
                step=self._step,
            )
        if self._columns.pull():
            self.update()

    def resizeEvent(self, event: object) -> None:  # noqa: ARG002
        """Make columns of the new width."""
        self._columns = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Make traces larger or smaller with the up and down keys."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        nearest = int(np.argmin(np.abs(np.array(SCALES_UV) - self.scale_uv)))
        chosen = min(max(nearest + step, 0), len(SCALES_UV) - 1)
        self.set_scale(SCALES_UV[chosen])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw names, stretches, traces and the time axis."""
        began = perf_counter()
        theme = theme_of(self)
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.surface))
        if self._ring is None or not self._names:
            painter.setPen(QColor(theme.muted))
            painter.drawText(
                self.rect(),
                Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap,
                self.tr("The traces appear here once the headset is connected."),
            )
        else:
            self._draw_time(painter, theme)
            if self._columns is not None:
                self._draw_stretches(painter, theme, self._columns)
                self._draw_traces(painter, theme, self._columns)
            self._draw_names(painter, theme)
            self._draw_scale(painter, theme)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()
        self.n_draws += 1
        self.draw_times.append(perf_counter() - began)

    # places

    @property
    def _gutter(self) -> int:
        widths = [self.fontMetrics().horizontalAdvance(name) for name in self._names]
        return max(widths, default=20) + 32

    @property
    def _plot(self) -> QRectF:
        foot = self.fontMetrics().height() + 4
        return QRectF(
            self._gutter, 6, max(10, self.width() - self._gutter - 8),
            max(10, self.height() - foot - 8),
        )  # fmt: skip

    def _row_y(self, row: int) -> float:
        plot = self._plot
        return plot.top() + plot.height() * (row + 0.5) / len(self._names)

    # parts of the picture

    def _draw_time(self, painter: QPainter, theme: Theme) -> None:
        plot = self._plot
        metrics = self.fontMetrics()
        step = 1 if self.seconds <= 10 else 5
        for second in range(0, int(self.seconds) + 1, step):
            x = plot.right() - second / self.seconds * plot.width()
            painter.setPen(QColor(theme.sunken))
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
            painter.setPen(QColor(theme.muted))
            text = self.tr("now") if second == 0 else f"−{second} s"
            width = metrics.horizontalAdvance(text)
            left = min(x - width / 2, self.width() - width - 4)
            painter.drawText(QPointF(left, self.height() - 7), text)

    def _draw_stretches(
        self, painter: QPainter, theme: Theme, columns: TraceColumns
    ) -> None:
        plot = self._plot
        n_shown = columns.n_columns * columns.width
        first = columns.stop - n_shown
        per_sample = plot.width() / n_shown
        height = plot.height() / len(self._names)
        shade = QColor(theme.bad)
        shade.setAlpha(38)
        for row, start, stop in _merged(self._bad, first):
            x = plot.left() + (start - first) * per_sample
            width = (min(stop, columns.stop) - start) * per_sample
            top = self._row_y(row) - height / 2
            painter.fillRect(QRectF(x, top, width, height), shade)
        lost = columns.lost
        if lost.any():
            brush = QColor(theme.doubtful)
            brush.setAlpha(90)
            column = plot.width() / columns.n_columns
            for index in np.flatnonzero(lost).tolist():
                x = plot.left() + index * column
                painter.fillRect(
                    QRectF(x, plot.top(), max(1.0, column), plot.height()), brush
                )

    def _draw_traces(
        self, painter: QPainter, theme: Theme, columns: TraceColumns
    ) -> None:
        low, high = columns.extremes()
        plot = self._plot
        height = plot.height() / len(self._names)
        per_uv = height / self.scale_uv
        # a median of the visible extremes: offset and slow drift stay out of the picture
        with np.errstate(all="ignore"):
            middle = _row_medians(low, high)
        x = plot.left() + (np.arange(columns.n_columns) + 0.5) * (
            plot.width() / columns.n_columns
        )
        painter.save()
        painter.setClipRect(plot)
        for row in range(len(self._names)):
            name = self._names[row]
            verdict = self._verdicts.get(name)
            is_bad = verdict is not None and verdict.quality == "bad"
            colour = QColor(theme.bad if is_bad else theme.ink)
            painter.setPen(QPen(colour, 1))
            y = self._row_y(row)
            top = y - np.clip(
                (high[row] - middle[row]) * per_uv, -1.5 * height, 1.5 * height
            )
            bottom = y - np.clip(
                (low[row] - middle[row]) * per_uv, -1.5 * height, 1.5 * height
            )
            draw_columns(painter, x, top, bottom)
        painter.restore()

    def _draw_names(self, painter: QPainter, theme: Theme) -> None:
        height = self._plot.height() / len(self._names)
        metrics = self.fontMetrics()
        # every second name where the rows are lower than the letters
        stride = max(1, int(np.ceil(metrics.height() * 0.8 / height)))
        for row, name in enumerate(self._names):
            verdict = self._verdicts.get(name)
            quality = verdict.quality if verdict else ""
            y = self._row_y(row)
            if row % stride == 0 or quality == "bad":
                draw_quality(painter, theme, quality, QPointF(13, y), 4.0)
                painter.setPen(QColor(theme.ink))
                painter.drawText(QPointF(25, y + metrics.ascent() / 2 - 1), name)

    def _draw_scale(self, painter: QPainter, theme: Theme) -> None:
        plot = self._plot
        length = plot.height() / len(self._names)
        x, bottom = plot.right() - 6, plot.bottom() - 4
        text = self.tr("{scale} µV").format(scale=f"{self.scale_uv:.0f}")
        width = self.fontMetrics().horizontalAdvance(text)
        box = QRectF(x - width - 14, bottom - max(length, 16) - 4, width + 24,
                     max(length, 16) + 8)  # fmt: skip
        back = QColor(theme.surface)
        back.setAlpha(215)
        painter.fillRect(box, back)
        painter.setPen(QPen(QColor(theme.accent), 2))
        painter.drawLine(QPointF(x, bottom), QPointF(x, bottom - length))
        painter.setPen(QColor(theme.ink))
        painter.drawText(
            box.adjusted(4, 0, -16, 0),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
            text,
        )


def draw_columns(
    painter: QPainter,
    x: NDArray[np.float64],
    top: NDArray[np.float64],
    bottom: NDArray[np.float64],
) -> None:
    """Draw one trace as a line through the ends of its columns; NaN is left out."""
    from pyqtgraph.functions import create_qpolygonf, ndarray_from_qpolygonf

    present = ~np.isnan(top)
    if not present.any():
        return
    edges = np.flatnonzero(np.diff(present.astype(np.int8)))
    for part in np.split(np.arange(present.size), edges + 1):
        if not present[part[0]] or part.size < 2:
            continue
        polygon = create_qpolygonf(2 * part.size)
        points = ndarray_from_qpolygonf(polygon)
        points[0::2, 0] = x[part]
        points[1::2, 0] = x[part]
        # up and down in turn, so that no line runs back across a column
        even = part % 2 == 0
        points[0::2, 1] = np.where(even, top[part], bottom[part])
        points[1::2, 1] = np.where(even, bottom[part], top[part])
        painter.drawPolyline(polygon)


def _row_medians(
    low: NDArray[np.float32], high: NDArray[np.float32]
) -> NDArray[np.float32]:
    middles = (low + high) / 2
    out = np.zeros(low.shape[0], np.float32)
    for row in range(low.shape[0]):
        present = middles[row][~np.isnan(middles[row])]
        if present.size:
            out[row] = np.median(present)
    return out


def _merged(
    stretches: Sequence[tuple[int, int, int]] | deque[tuple[int, int, int]], first: int
) -> list[tuple[int, int, int]]:
    """Return the stretches after ``first``, each row's overlaps joined."""
    joined: dict[int, list[tuple[int, int]]] = {}
    for row, start, stop in stretches:
        if stop <= first:
            continue
        spans = joined.setdefault(row, [])
        start = max(start, first)
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], stop)
        else:
            spans.append((start, stop))
    return [(row, a, b) for row, spans in joined.items() for a, b in spans]
