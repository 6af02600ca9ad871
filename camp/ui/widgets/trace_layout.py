"""Layout and static background of the live traces."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from attention_camp.camp.ui.theme import theme_of
from attention_camp.camp.ui.widgets.head_map import draw_quality
from attention_camp.signal.window import ChannelVerdict

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class TraceLayout:
    """Places in a picture of traces, px."""

    plot: QRectF
    row_height: float

    @classmethod
    def of(cls, widget: QWidget, names: Sequence[str]) -> TraceLayout:
        """Return the layout for a widget of this size and these channels."""
        metrics = widget.fontMetrics()
        widest = max((metrics.horizontalAdvance(name) for name in names), default=20)
        foot = metrics.height() + 4
        plot = QRectF(
            widest + 32,
            6,
            max(10, widget.width() - widest - 32 - scale_room(widget)),
            max(10, widget.height() - foot - 8),
        )
        return cls(plot, plot.height() / max(len(names), 1))

    def row_y(self, row: int) -> float:
        """Return the height of a channel's middle line."""
        return self.plot.top() + self.row_height * (row + 0.5)


def blank(widget: QWidget, colour: QColor | Qt.GlobalColor) -> QPixmap:
    """Return an empty picture of a widget's size, in the pixels of its screen."""
    ratio = widget.devicePixelRatioF()
    picture = QPixmap(widget.size() * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(colour)
    return picture


def fits(picture: QPixmap, widget: QWidget) -> bool:
    """Return whether a picture is as large as a widget is now, on its screen.

    In pixels of the screen: in those of the window, a picture at 125 or 150 % is hardly
    ever of the widget's size.
    """
    ratio = widget.devicePixelRatioF()
    return picture.size() == widget.size() * ratio and (
        picture.devicePixelRatio() == ratio
    )


def draw_backdrop(
    widget: QWidget,
    layout: TraceLayout,
    names: Sequence[str],
    verdicts: Mapping[str, ChannelVerdict],
    seconds: float,
) -> QPixmap:
    """Return the static background: names, verdicts and time axis.

    Parameters
    ----------
    widget : QWidget
        Widget that the picture is for: its size, font and theme.
    layout : TraceLayout
        Where names and axis are.
    names : sequence of str
        Channel names, top row first.
    verdicts : mapping of str to ChannelVerdict
        Newest verdict of each channel judged, by name.
    seconds : float
        Length of the time axis, s.
    """
    pixmap = blank(widget, QColor(theme_of(widget).surface))
    painter = QPainter(pixmap)
    painter.setFont(widget.font())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _draw_time(widget, painter, layout, seconds)
    _draw_names(widget, painter, layout, names, verdicts)
    painter.end()
    return pixmap


def scale_room(widget: QWidget) -> int:
    """Return the room to the right of the traces in which their scale stands, px."""
    return widget.fontMetrics().height() + 12


def draw_scale(
    widget: QWidget, painter: QPainter, plot: QRectF, length: float, text: str
) -> None:
    """Draw the scale bar beside the traces.

    Parameters
    ----------
    widget : QWidget
        Widget whose font and theme are used.
    painter : QPainter
        Painter on that widget.
    plot : QRectF
        Rectangle of the traces, px.
    length : float
        Length of the bar, px.
    text : str
        What the bar stands for, such as 50 µV.
    """
    theme = theme_of(widget)
    x, bottom = plot.right() + 6, plot.bottom()
    painter.setPen(QPen(QColor(theme.accent), 2))
    painter.drawLine(QPointF(x, bottom), QPointF(x, bottom - length))
    painter.save()
    painter.setPen(QColor(theme.ink))
    painter.translate(x + 2, bottom)
    painter.rotate(-90)
    box = QRectF(0, 0, plot.height(), widget.fontMetrics().height())
    painter.drawText(box, Qt.AlignmentFlag.AlignLeft, text)
    painter.restore()


def _draw_time(
    widget: QWidget, painter: QPainter, layout: TraceLayout, seconds: float
) -> None:
    theme = theme_of(widget)
    plot = layout.plot
    metrics = widget.fontMetrics()
    room = 1.5 * metrics.horizontalAdvance("−00 s")
    steps = (s for s in (1, 2, 5, 10, 20) if s / seconds * plot.width() >= room)
    step = next(steps, 20)
    for second in range(0, int(seconds) + 1, step):
        x = plot.right() - second / seconds * plot.width()
        painter.setPen(QColor(theme.sunken))
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
        painter.setPen(QColor(theme.muted))
        text = translate("LiveTraces", "now") if second == 0 else f"−{second} s"
        width = metrics.horizontalAdvance(text)
        left = min(x - width / 2, widget.width() - width - 4)
        painter.drawText(QPointF(left, widget.height() - metrics.descent() - 2), text)


def _draw_names(
    widget: QWidget,
    painter: QPainter,
    layout: TraceLayout,
    names: Sequence[str],
    verdicts: Mapping[str, ChannelVerdict],
) -> None:
    theme = theme_of(widget)
    metrics = widget.fontMetrics()
    # every second name, or fewer, where rows are lower than letters
    stride = max(1, math.ceil(metrics.ascent() * 0.9 / layout.row_height))
    qualities = [v.quality if (v := verdicts.get(name)) else "" for name in names]
    for row in named_rows(qualities, stride):
        y = layout.row_y(row)
        draw_quality(painter, theme, qualities[row], QPointF(13, y), 4.0)
        painter.setPen(QColor(theme.ink))
        painter.drawText(QPointF(25, y + metrics.ascent() / 2 - 1), names[row])


def named_rows(qualities: Sequence[str], stride: int) -> list[int]:
    """Return the rows whose names are written, ``stride`` apart or more; bad first."""
    rows: list[int] = []
    for row in sorted(range(len(qualities)), key=lambda r: qualities[r] != "bad"):
        if all(abs(row - other) >= stride for other in rows):
            rows.append(row)
    return rows
