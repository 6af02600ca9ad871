"""Live EEG traces: newest at the right, bad stretches shaded."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from warnings import catch_warnings, simplefilter

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from attention_camp.camp.ui.theme import Theme, theme_of
from attention_camp.camp.ui.widgets.trace_columns import Step, TraceColumns
from attention_camp.camp.ui.widgets.trace_layout import (
    TraceLayout,
    draw_backdrop,
    draw_scale,
)
from attention_camp.resources.texts import QT_TRANSLATE_NOOP
from attention_camp.signal.ring import Ring
from attention_camp.signal.window import ChannelVerdict

QUALITIES = {
    "good": QT_TRANSLATE_NOOP("Quality", "good"),
    "doubtful": QT_TRANSLATE_NOOP("Quality", "doubtful"),
    "bad": QT_TRANSLATE_NOOP("Quality", "bad"),
}
SCALES_UV = (10, 20, 50, 100, 200, 500, 1000)
"""Offered distances between two channels, µV."""


class LiveTraces(QWidget):
    """Traces of all channels of a ring; ``refresh`` draws what is new."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumSize(200, 120)
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
        self._backdrop: QPixmap | None = None
        self._layout: TraceLayout | None = None
        self._layout_key: tuple[object, ...] = ()
        self._verdicts: dict[str, ChannelVerdict] = {}
        self._bad: deque[tuple[int, int, int]] = deque(maxlen=4000)
        """Row, first and last sample of stretches judged bad."""
        self.n_draws = 0

    def set_source(
        self, ring: Ring | None, ch_names: Sequence[str], step: Step | None = None
    ) -> None:
        """Set the ring to show, filtered or as recorded.

        Parameters
        ----------
        ring : Ring or None
            Samples, in volts; None shows nothing.
        ch_names : sequence of str
            Names of the ring's channels.
        step : Step or None
            Filter with state; None shows the samples as recorded.
        """
        self._ring = ring
        self._names = tuple(ch_names)
        self._step = step
        self._columns = None
        self._backdrop = None
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
        self._backdrop = None
        self.update()

    def take_verdicts(
        self, verdicts: Sequence[ChannelVerdict], n_samples: int, window_s: float = 1.0
    ) -> None:
        """Update the verdicts and shade bad stretches.

        Parameters
        ----------
        verdicts : sequence of ChannelVerdict
            One for each channel judged.
        n_samples : int
            Sample at which the judged window ends.
        window_s : float
            Length of the judged window, s.
        """
        before = {name: v.quality for name, v in self._verdicts.items()}
        self._verdicts = {v.ch_name: v for v in verdicts}
        if before != {v.ch_name: v.quality for v in verdicts}:
            self._backdrop = None
            words = [f"{v.ch_name} {quality_word(v.quality)}" for v in verdicts]
            self.setAccessibleDescription(", ".join(words))
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
                n_pixels=max(2, int(self.layout_.plot.width())),
                step=self._step,
            )
        if self._columns.pull():
            self.update()

    def resizeEvent(self, event: object) -> None:  # noqa: ARG002
        """Adapt the columns to the new width."""
        self._columns = None
        self._backdrop = None

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

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw names, stretches, traces and the time axis."""
        theme = theme_of(self)
        painter = QPainter(self)
        if self._ring is None or not self._names:
            painter.fillRect(self.rect(), QColor(theme.surface))
            painter.setPen(QColor(theme.muted))
            painter.drawText(
                self.rect(),
                Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap,
                self.tr("The traces appear here once the headset is connected."),
            )
        else:
            if self._backdrop is None:
                self._backdrop = draw_backdrop(
                    self, self.layout_, self._names, self._verdicts, self.seconds
                )
            painter.drawPixmap(0, 0, self._backdrop)
            if self._columns is not None:
                self._draw_stretches(painter, theme, self._columns)
                self._draw_traces(painter, theme, self._columns)
            text = self.tr("{scale} µV").format(scale=f"{self.scale_uv:.0f}")
            draw_scale(self, painter, self.layout_.plot, self.layout_.row_height, text)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()
        self.n_draws += 1

    @property
    def layout_(self) -> TraceLayout:
        """Where the parts of the picture are."""
        key = (self._names, self.width(), self.height())
        if self._layout is None or self._layout_key != key:
            self._layout = TraceLayout.of(self, self._names)
            self._layout_key = key
        return self._layout

    def _draw_stretches(
        self, painter: QPainter, theme: Theme, columns: TraceColumns
    ) -> None:
        layout = self.layout_
        plot = layout.plot
        n_shown = columns.n_columns * columns.width
        first = columns.stop - n_shown
        per_sample = plot.width() / n_shown
        shade = QColor(theme.bad)
        shade.setAlpha(38)
        for row, start, stop in _merged(self._bad, first):
            x = plot.left() + (start - first) * per_sample
            width = (min(stop, columns.stop) - start) * per_sample
            top = layout.row_y(row) - layout.row_height / 2
            painter.fillRect(QRectF(x, top, width, layout.row_height), shade)
        if columns.lost.any():
            brush = QColor(theme.doubtful)
            brush.setAlpha(90)
            column = plot.width() / columns.n_columns
            for index in np.flatnonzero(columns.lost).tolist():
                x = plot.left() + index * column
                box = QRectF(x, plot.top(), max(1.0, column), plot.height())
                painter.fillRect(box, brush)

    def _draw_traces(
        self, painter: QPainter, theme: Theme, columns: TraceColumns
    ) -> None:
        from pyqtgraph.functions import create_qpolygonf, ndarray_from_qpolygonf

        layout = self.layout_
        points = trace_points(columns, layout, self.scale_uv)
        n_points = points.shape[1]
        polygon = create_qpolygonf(n_points)
        corners = ndarray_from_qpolygonf(polygon)
        corners[:, 0] = layout.plot.left() + (np.arange(n_points) // 2 + 0.5) * (
            layout.plot.width() / columns.n_columns
        )
        gaps = set(np.flatnonzero(np.isnan(points).any(axis=1)).tolist())
        good, bad = QPen(QColor(theme.ink), 1), QPen(QColor(theme.bad), 1)
        painter.save()
        painter.setClipRect(layout.plot)
        is_bad = [
            verdict is not None and verdict.quality == "bad"
            for verdict in map(self._verdicts.get, self._names)
        ]
        # bad channels first: large ones do not cover the good ones beside them
        for row in sorted(range(len(self._names)), key=lambda row: not is_bad[row]):
            painter.setPen(bad if is_bad[row] else good)
            if row not in gaps:
                corners[:, 1] = points[row]
                painter.drawPolyline(polygon)
                continue
            for first, stop in runs(~np.isnan(points[row])):
                part = create_qpolygonf(stop - first)
                inside = ndarray_from_qpolygonf(part)
                inside[:, 0] = corners[first:stop, 0]
                inside[:, 1] = points[row, first:stop]
                painter.drawPolyline(part)
        painter.restore()


def trace_points(
    columns: TraceColumns, layout: TraceLayout, scale_uv: float
) -> NDArray[np.float64]:
    """Return the heights of all traces, px, two per column: shape (n_chans, 2 n).

    Low and high come in turn, so that no line runs back across a column; a median of
    the visible extremes keeps the offset out of the picture.

    Parameters
    ----------
    columns : TraceColumns
        Minima and maxima of each pixel column, µV.
    layout : TraceLayout
        Where the rows are.
    scale_uv : float
        Distance between two channels, µV.
    """
    low, high = columns.extremes()
    with catch_warnings():
        simplefilter("ignore", RuntimeWarning)  # a channel without a sample yet
        middle = np.nan_to_num(np.nanmedian((low + high) / 2, axis=1))[:, None]
    per_uv = layout.row_height / scale_uv
    reach = 1.5 * layout.row_height
    y = np.array([layout.row_y(row) for row in range(low.shape[0])])[:, None]
    top = y - np.clip((high - middle) * per_uv, -reach, reach)
    bottom = y - np.clip((low - middle) * per_uv, -reach, reach)
    even = (np.arange(low.shape[1]) + columns.stop // columns.width) % 2 == 0
    points = np.empty((low.shape[0], 2 * low.shape[1]))
    points[:, 0::2] = np.where(even, top, bottom)
    points[:, 1::2] = np.where(even, bottom, top)
    return points


def quality_word(quality: str) -> str:
    """Return a verdict in words."""
    return QCoreApplication.translate("Quality", QUALITIES.get(quality, quality))


def runs(present: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return where stretches of at least two True begin and stop."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], present, [False]])))
    pairs = edges.reshape(-1, 2).tolist()
    return [(first, stop) for first, stop in pairs if stop - first > 1]


def _merged(
    stretches: Sequence[tuple[int, int, int]] | deque[tuple[int, int, int]], first: int
) -> list[tuple[int, int, int]]:
    """Return the stretches after ``first``, each row's overlaps joined."""
    joined: dict[int, list[tuple[int, int]]] = {}
    for row, start, stop in stretches:
        if stop <= first:
            continue
        spans = joined.setdefault(row, [])
        begin = max(start, first)
        if spans and begin <= spans[-1][1]:
            spans[-1] = (spans[-1][0], stop)
        else:
            spans.append((begin, stop))
    return [(row, a, b) for row, spans in joined.items() for a, b in spans]
