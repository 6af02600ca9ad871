"""pyqtgraph plots in the theme's colours; imported by plotting pages only."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics
from PySide6.QtWidgets import QWidget

from attention_camp.camp.ui.theme import Theme


def themed_plot(
    theme: Theme, parent: QWidget, *, left: str = "", bottom: str = ""
) -> pg.PlotWidget:
    """Return an empty plot that cannot be dragged away by accident."""
    pg.setConfigOptions(antialias=True)
    plot = pg.PlotWidget(parent)
    plot.setBackground(theme.surface)
    plot.setMenuEnabled(False)
    plot.hideButtons()
    plot.setMouseEnabled(x=False, y=False)
    plot.getPlotItem().setContentsMargins(2, 6, 14, 2)
    plot.setFrameShape(pg.PlotWidget.Shape.NoFrame)
    plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # there is nothing to do in it
    dress_axes(plot.getPlotItem(), theme, parent.font(), left=left, bottom=bottom)
    return plot


def dress_axes(
    item: pg.PlotItem, theme: Theme, font: QFont, *, left: str = "", bottom: str = ""
) -> None:
    """Give the axes of a plot the theme's colours and the reader's text size."""
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.9)
    for name, text in (("left", left), ("bottom", bottom)):
        axis = item.getAxis(name)
        axis.setPen(pg.mkPen(theme.border))
        axis.setTextPen(pg.mkPen(theme.muted))
        axis.setTickFont(small)
        axis.setStyle(tickLength=-4, tickTextOffset=6, hideOverlappingLabels=40)
        axis.enableAutoSIPrefix(False)
        # fewer numbers where they are large
        axis.setTickDensity(min(1.0, 16 / QFontMetrics(small).height()))
        if text:
            axis.setLabel(
                text, color=theme.muted, **{"font-size": f"{small.pointSizeF():.1f}pt"}
            )
    item.showGrid(x=False, y=True, alpha=0.12)


def few_ticks(
    low: float, high: float, step: float, *, most: int = 3
) -> list[list[tuple[float, str]]]:
    """Return ``most`` ticks or fewer at multiples of ``step``, or of its doubles."""
    while len(values := _multiples(low, high, step)) > most:
        step *= 2
    return [[(value, f"{value:g}") for value in values]]


def _multiples(low: float, high: float, step: float) -> list[float]:
    return [step * k for k in range(int(-(-low // step)), int(high // step) + 1)]


def translucent(colour: str, alpha: int) -> QColor:
    """Return a colour that lets what is behind it shine through."""
    made = QColor(colour)
    made.setAlpha(alpha)
    return made
