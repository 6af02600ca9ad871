"""The trials along the session's time: difficulty, answers, reaction time, score."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QColor

from attention_camp.camp.ui.formats import clock
from attention_camp.camp.ui.plots import (
    SHARES,
    ValueAxis,
    dress_axes,
    few_ticks,
    frame_values,
    translucent,
)
from attention_camp.camp.ui.theme import Theme, theme_of
from attention_camp.camp.ui.viewer.recorded_session import RecordedSession
from attention_camp.camp.ui.widgets.course_plots import (
    band_of,
    bridged,
    course_in_words,
)

translate = QCoreApplication.translate


GUTTER_LINES = 3.6
"""Room left of the time axes, in heights of a line."""


class ClockAxis(pg.AxisItem):  # type: ignore[misc]  # untyped package
    """A time axis that reads 12:34."""

    def tickStrings(  # noqa: N802
        self, values: list[float], scale: float, spacing: float
    ) -> list[str]:
        """Return the texts of ticks at so many seconds."""
        return [clock(value * scale, int(spacing * scale < 1)) for value in values]

    def tickSpacing(  # noqa: N802
        self,
        minVal: float,  # noqa: N803
        maxVal: float,  # noqa: N803
        size: float,
    ) -> list[tuple[float, float]]:
        """Return a distance of ticks that is a round number of seconds or minutes."""
        span = max(maxVal - minVal, 1e-9)
        for step in (1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600):
            if span / step * 70 <= size:
                return [(float(step), 0.0)]
        return [(7200.0, 0.0)]


class Timeline(pg.GraphicsLayoutWidget):  # type: ignore[misc]  # untyped package
    """Three plots over one time axis; a click goes to that time."""

    time_chosen = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        pg.setConfigOptions(antialias=True)
        self._theme: Theme = theme_of(self)
        self.setBackground(self._theme.surface)
        self.setAccessibleName(translate("Viewer", "Course of the trials"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = self.ci.layout
        layout.setSpacing(2)
        layout.setContentsMargins(0, 0, 0, 0)
        self.plots: list[pg.PlotItem] = []
        names = (
            translate("Viewer", "Level"),
            translate("Viewer", "Reaction, ms"),
            translate("Viewer", "Engagement"),
        )
        for row, name in enumerate(names):
            axes = {"left": ValueAxis(), "bottom": ClockAxis("bottom")}
            plot = self.addPlot(row=row, col=0, axisItems=axes)
            plot.setMenuEnabled(False)
            plot.hideButtons()
            plot.setMouseEnabled(x=False, y=False)
            dress_axes(plot, self._theme, self.font())
            self._name(plot, name)
            plot.getAxis("left").setWidth(GUTTER_LINES * self.fontMetrics().height())
            if row:
                plot.setXLink(self.plots[0])
            plot.getAxis("bottom").setStyle(showValues=row == len(names) - 1)
            self.plots.append(plot)
        layout.setRowStretchFactor(0, 2)
        layout.setRowStretchFactor(1, 3)
        layout.setRowStretchFactor(2, 3)
        self._regions: list[pg.LinearRegionItem] = []
        self.scene().sigMouseClicked.connect(self._on_click)

    def _name(self, plot: pg.PlotItem, name: str) -> None:
        """Add the name of a plot above it."""
        size = f"{0.9 * self.font().pointSizeF():.1f}pt"
        plot.setTitle(name, size=size, color=self._theme.muted, justify="left")
        # the package makes room for two lines
        height = self.fontMetrics().height()
        plot.titleLabel.setMaximumHeight(height)
        plot.layout.setRowFixedHeight(0, height)

    def show_recording(self, recording: RecordedSession) -> None:
        """Draw all trials of a session."""
        for plot in self.plots:
            plot.clear()
        self._regions = []
        self.plots[0].setXRange(0, recording.duration, padding=0)
        if recording.answered:
            self._draw_levels(recording)
            self._draw_answers(recording)
        self._draw_engagement(recording)
        self.setAccessibleDescription(course_in_words(recording.answered))
        for plot in self.plots:
            region = pg.LinearRegionItem(
                (0, 1),
                movable=False,
                brush=translucent(self._theme.accent, 45),
                pen=pg.mkPen(self._theme.accent),
            )
            region.setZValue(-5)
            plot.addItem(region)
            self._regions.append(region)

    def show_window(self, start: float, stop: float) -> None:
        """Mark which time the EEG below shows."""
        for region in self._regions:
            region.setRegion((start, stop))

    def _draw_levels(self, recording: RecordedSession) -> None:
        trials = recording.answered
        onsets = np.array([t.onset for t in trials])
        end = trials[-1].onset + max(trials[-1].duration, 1.0)
        levels = np.array([t.level for t in trials], float)
        line = pg.PlotCurveItem(
            np.append(onsets, end),
            levels,
            stepMode="center",
            pen=pg.mkPen(self._theme.categories[0], width=2),
        )
        self.plots[0].addItem(line)
        top = max(8.0, float(levels.max()))
        self.plots[0].setYRange(0, top + 1, padding=0)
        self.plots[0].getAxis("left").setTicks(few_ticks(1, top, 2))
        last = ""
        for trial in trials:
            if trial.stage != last:
                mark = pg.InfiniteLine(
                    trial.onset, pen=pg.mkPen(self._theme.border, width=1)
                )
                self.plots[0].addItem(mark)
                last = trial.stage

    def _draw_answers(self, recording: RecordedSession) -> None:
        right = [t for t in recording.answered if t.correct and t.reaction_time]
        wrong = [t for t in recording.answered if not t.correct]
        looks = (
            (right, "o", 6, self._theme.good),
            (wrong, "x", 9, self._theme.bad),
        )
        for trials, symbol, size, colour in looks:
            self.plots[1].addItem(
                pg.ScatterPlotItem(
                    [t.onset for t in trials],
                    [1000 * (t.reaction_time or 0.0) for t in trials],
                    symbol=symbol,
                    size=size,
                    pen=pg.mkPen(colour if symbol == "x" else None),
                    brush=QColor(colour),
                )
            )
        times = [1000 * t.reaction_time for t in recording.trials if t.reaction_time]
        top = max([500.0, *times])
        frame_values(self.plots[1], 0, top, few_ticks(0, top, 250, most=2))

    def _draw_engagement(self, recording: RecordedSession) -> None:
        plot = self.plots[2]
        frame_values(plot, 0, 1, SHARES)
        scores = recording.scores
        onset, value = scores["onset"], scores["engagement"]
        if onset.size:
            low, high = band_of(value, np.nan_to_num(scores["certainty"]))
            step = max(1, onset.size // 2000)
            none = pg.mkPen(None)
            edges = [
                pg.PlotCurveItem(onset[::step], bridged(edge, high)[::step], pen=none)
                for edge in (low, high)
            ]
            for edge in edges:
                plot.addItem(edge)
            plot.addItem(
                pg.FillBetweenItem(*edges, brush=translucent(self._theme.band, 60))
            )
            plot.addItem(
                pg.PlotCurveItem(
                    onset[::step],
                    value[::step],
                    connect="finite",
                    pen=pg.mkPen(self._theme.accent, width=1.2),
                )
            )
        scored = [t for t in recording.trials if t.engagement is not None]
        plot.addItem(
            pg.ScatterPlotItem(
                [t.onset for t in scored],
                [t.engagement for t in scored],
                symbol="d",
                size=7,
                pen=pg.mkPen(self._theme.surface),
                brush=QColor(self._theme.ink),
            )
        )

    def _on_click(self, event: pg.GraphicsScene.mouseEvents.MouseClickEvent) -> None:
        view = self.plots[0].vb
        self.time_chosen.emit(float(view.mapSceneToView(event.scenePos()).x()))
