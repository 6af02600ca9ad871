"""The plots of sessions beside each other."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from attention_camp.camp.ui.plots import SHARES, few_ticks, frame_values, themed_plot
from attention_camp.camp.ui.theme import theme_of
from attention_camp.camp.ui.widgets.comparison.reading import Side

translate = QCoreApplication.translate
LEAST_MS = 500.0
"""Least end of the axis of reaction times, ms."""


def top_level(sides: Sequence[Side]) -> float:
    """Return the end of the axis of difficulty that all sessions share."""
    return max([8.0, *(float(t.level) for side in sides for t in side.trials)])


def top_time(sides: Sequence[Side]) -> float:
    """Return the end of the axis of reaction times that all sessions share, ms."""
    times = (t.reaction_time for side in sides for t in side.trials)
    return max([LEAST_MS, *(1000 * time for time in times if time)])


def on_scale(name: str, scale: str) -> str:
    """Return the name of a figure with the scale that it is on, if there is one."""
    if not scale:
        return name
    whole = translate("Comparison", "{name} ({scale})")
    return whole.format(name=name, scale=scale)


def level_plot(parent: QWidget, side: Side, top: float, n: int) -> pg.PlotWidget:
    """Return the difficulty of each trial.

    Parameters
    ----------
    parent : QWidget
        Widget that the plot lies in.
    side : Side
        The session.
    top : float
        End of the axis.
    n : int
        Trials that the axis has room for.
    """
    plot = _plot(parent, translate("Comparison", "Level"), n)
    trials = range(1, len(side.trials) + 1)
    colour = theme_of(parent).categories[0]
    levels = [t.level for t in side.trials]
    plot.addItem(pg.PlotCurveItem(list(trials), levels, pen=pg.mkPen(colour, width=2)))
    frame_values(plot, 0, top, few_ticks(0, top, 2))
    return plot


def answer_plot(parent: QWidget, side: Side, top: float, n: int) -> pg.PlotWidget:
    """Return the reaction time of each trial, and whether it was answered right.

    Parameters
    ----------
    parent : QWidget
        Widget that the plot lies in.
    side : Side
        The session.
    top : float
        End of the axis, ms.
    n : int
        Trials that the axis has room for.
    """
    theme = theme_of(parent)
    plot = _plot(parent, translate("Comparison", "Reaction, ms"), n)
    for is_right, symbol, colour in ((True, "o", theme.good), (False, "x", theme.bad)):
        found = [
            (number, 1000 * (trial.reaction_time or 0.0))
            for number, trial in enumerate(side.trials, start=1)
            if trial.correct is is_right and (trial.reaction_time or not is_right)
        ]
        plot.addItem(
            pg.ScatterPlotItem(
                [number for number, _ in found],
                [time for _, time in found],
                symbol=symbol,
                size=6 if is_right else 8,
                pen=pg.mkPen(None if is_right else colour),
                brush=QColor(colour),
            )
        )
    frame_values(plot, 0, top, few_ticks(0, top, 250))
    return plot


def engagement_plot(parent: QWidget, side: Side, scale: str, n: int) -> pg.PlotWidget:
    """Return the score of each trial, its scale in the axis' name.

    Parameters
    ----------
    parent : QWidget
        Widget that the plot lies in.
    side : Side
        The session.
    scale : str
        Name of the scale; empty: there is none.
    n : int
        Trials that the axis has room for.
    """
    plot = _plot(parent, on_scale(translate("Comparison", "Engagement"), scale), n)
    scored = [
        (number, trial.engagement)
        for number, trial in enumerate(side.trials, start=1)
        if trial.engagement is not None
    ]
    plot.addItem(
        pg.ScatterPlotItem(
            [number for number, _ in scored],
            [score for _, score in scored],
            symbol="d",
            size=7,
            pen=pg.mkPen(None),
            brush=QColor(theme_of(parent).ink),
        )
    )
    frame_values(plot, 0, 1, SHARES)
    plot.getAxis("bottom").setLabel(translate("Comparison", "Trial"))
    return plot


def course_plot(
    parent: QWidget,
    name: str,
    sides: Sequence[Side],
    values: Sequence[float | None],
    *,
    axis: tuple[float, float],
) -> pg.PlotWidget:
    """Return one figure over the sessions of a person.

    Parameters
    ----------
    parent : QWidget
        Widget that the plot lies in.
    name : str
        What the figure is, with its unit.
    sides : sequence of Side
        The sessions, in the order of time.
    values : sequence of float or None
        The figure in each of them; None: there is none.
    axis : tuple of float
        Least end of the axis, which begins at 0, and distance of its ticks.
    """
    plot = _plot(parent, name, len(sides))
    known = [
        (number, value)
        for number, value in enumerate(values, start=1)
        if value is not None and math.isfinite(value)
    ]
    colour = theme_of(parent).categories[0]
    plot.plot(
        [number for number, _ in known],
        [value for _, value in known],
        pen=pg.mkPen(colour, width=2),
        symbol="o",
        symbolSize=8,
        symbolPen=pg.mkPen(None),
        symbolBrush=QColor(colour),
    )
    every = max(1, -(-len(sides) // 10))
    ticks = [
        (number, side.summary.session)
        for number, side in enumerate(sides, start=1)
        if (number - 1) % every == 0
    ]
    plot.getAxis("bottom").setTicks([ticks])
    least, step = axis
    top = max([least, *(value for _, value in known)])
    frame_values(plot, 0, top, few_ticks(0, top, step, most=5))
    said = ", ".join(
        f"{sides[number - 1].summary.session}: {value:g}" for number, value in known
    )
    plot.setAccessibleDescription(said)
    return plot


def _plot(parent: QWidget, name: str, n: int) -> pg.PlotWidget:
    plot = themed_plot(theme_of(parent), parent)
    item = plot.getPlotItem()
    size = f"{0.9 * parent.font().pointSizeF():.1f}pt"
    item.setTitle(name, size=size, color=theme_of(parent).muted, justify="left")
    plot.setAccessibleName(name)
    plot.setMinimumHeight(100)
    plot.setXRange(0.5, max(n, 1) + 0.5, padding=0.01)
    width = parent.fontMetrics().horizontalAdvance("00000")
    plot.getAxis("left").setWidth(width)
    return plot
