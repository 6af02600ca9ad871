"""pyqtgraph plots in the theme's colours; imported by plotting pages only."""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

from attention_camp.camp.ui import formats
from attention_camp.camp.ui.theme import Theme

ROOM = 0.1
"""Share of the values' span that is left free above and below; own choice."""
SHARES: list[list[tuple[float, str]]] = [[(0, "0"), (0.5, "0.5"), (1, "1")]]
"""Ticks of what goes from 0 to 1."""
Number = tuple[QRectF, Any, str]
"""A number of an axis: where it stands, how it is aligned, and its text."""
Drawn = tuple[Any, list[Any], list[Number]]
"""What an axis draws: its line, ticks and numbers."""


class NumberAxis(pg.AxisItem):  # type: ignore[misc]  # untyped package
    """An axis whose negative numbers have a minus, as all others in the windows."""

    def tickStrings(  # noqa: N802
        self, values: list[float], scale: float, spacing: float
    ) -> list[str]:
        """Return what the numbers read."""
        texts: list[str] = super().tickStrings(values, scale, spacing)
        return [formats.minus(one) for one in texts]


class ValueAxis(NumberAxis):
    """An axis at the left whose outer numbers may reach half beyond its ends.

    The package leaves them out where there is a grid, whatever its style says.
    """

    def __init__(self) -> None:
        super().__init__("left")

    def boundingRect(self) -> QRectF:  # noqa: N802
        """Return where it draws."""
        rect: QRectF = super().boundingRect()
        font = self.style["tickFont"]
        half = 0 if font is None else QFontMetrics(font).height() / 2
        return rect.adjusted(0, -half, 0, half)

    def generateDrawSpecs(self, painter: QPainter) -> Drawn | None:  # noqa: N802
        """Return what it draws: of a low plot only numbers that lie on no other."""
        drawn: Drawn | None = super().generateDrawSpecs(painter)
        if drawn is None:
            return None
        line, ticks, numbers = drawn
        return line, ticks, _apart(numbers)


def _apart(numbers: list[Number]) -> list[Number]:
    """Return the numbers that have room: the outer ones first."""
    ordered = sorted(numbers, key=lambda one: one[0].top())
    kept: list[Number] = []
    for one in [*ordered[:1], *ordered[-1:], *ordered[1:-1]]:
        if not any(one[0].intersects(other[0]) for other in kept):
            kept.append(one)
    return [one for one in numbers if one in kept]


def themed_plot(
    theme: Theme, parent: QWidget, *, left: str = "", bottom: str = ""
) -> pg.PlotWidget:
    """Return an empty plot that cannot be dragged away by accident.

    Parameters
    ----------
    theme : Theme
        Colours.
    parent : QWidget
        Widget that the plot lies in; its font is used.
    left : str
        Name of the vertical axis.
    bottom : str
        Name of the horizontal axis.
    """
    pg.setConfigOptions(antialias=True)
    plot = pg.PlotWidget(
        parent, axisItems={"left": ValueAxis(), "bottom": NumberAxis("bottom")}
    )
    plot.setBackground(theme.surface)
    plot.setMenuEnabled(False)
    plot.hideButtons()
    plot.setMouseEnabled(x=False, y=False)
    # the last number below may reach half beyond the end
    right = round(0.85 * QFontMetrics(parent.font()).height())
    plot.getPlotItem().setContentsMargins(2, 6, right, 2)
    plot.setFrameShape(pg.PlotWidget.Shape.NoFrame)
    plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # there is nothing to do in it
    dress_axes(plot.getPlotItem(), theme, parent.font(), left=left, bottom=bottom)
    return plot


def dress_axes(
    item: pg.PlotItem, theme: Theme, font: QFont, *, left: str = "", bottom: str = ""
) -> None:
    """Style the axes of a plot: colours, text size and names.

    Parameters
    ----------
    item : pg.PlotItem
        Plot whose axes are styled.
    theme : Theme
        Colours.
    font : QFont
        The reader's font; ticks are a little smaller.
    left : str
        Name of the vertical axis.
    bottom : str
        Name of the horizontal axis.
    """
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


def frame_values(
    plot: pg.PlotItem | pg.PlotWidget,
    low: float,
    high: float,
    ticks: list[list[tuple[float, str]]],
) -> None:
    """Show values from ``low`` to ``high``, with some room beyond both.

    Parameters
    ----------
    plot : PlotItem or PlotWidget
        Plot whose vertical range is set.
    low : float
        Lowest value.
    high : float
        Highest value.
    ticks : list
        Ticks of the vertical axis, as pyqtgraph takes them.
    """
    room = ROOM * (high - low)
    plot.setYRange(low - room, high + room, padding=0)
    plot.getAxis("left").setTicks(ticks)


def few_ticks(
    low: float, high: float, step: float, *, most: int = 3
) -> list[list[tuple[float, str]]]:
    """Return ``most`` ticks or fewer at multiples of ``step``, or of its doubles.

    Parameters
    ----------
    low : float
        Lowest value on the axis.
    high : float
        Highest value on the axis.
    step : float
        Smallest distance between two ticks; doubled until few enough are left.
    most : int
        Largest number of ticks.
    """
    while len(values := _multiples(low, high, step)) > most:
        step *= 2
    return [[(value, formats.minus(f"{value:g}")) for value in values]]


def _multiples(low: float, high: float, step: float) -> list[float]:
    return [step * k for k in range(int(-(-low // step)), int(high // step) + 1)]


def translucent(colour: str, alpha: int) -> QColor:
    """Return a translucent colour."""
    made = QColor(colour)
    made.setAlpha(alpha)
    return made
