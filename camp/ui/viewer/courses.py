"""The courses of a session over its time: level, answers, engagement and quality."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from attention_camp.camp.dataset.reading.scales import scale_in
from attention_camp.camp.session.records import TrialRecord
from attention_camp.camp.ui.plots import ROOM, few_ticks, translucent
from attention_camp.camp.ui.theme import Theme
from attention_camp.camp.ui.viewer.recorded_session import RecordedSession
from attention_camp.camp.ui.viewer.traces.drawing import Frame, draw_line, polygon
from attention_camp.camp.ui.widgets.course_plots import band_of, bridged
from attention_camp.camp.ui.widgets.trial_table import SCALE_TEXTS
from attention_camp.resources.texts import QT_TRANSLATE_NOOP

translate = QCoreApplication.translate
Array = NDArray[np.float64]

MOST_POINTS = 2000
"""Points of a line in view: more than it has pixels. Own choice."""
FARTHEST_PX = 10_000.0
"""How far from the plot a point is drawn at most: painters fail beyond 32,767 px."""
STEERED = QT_TRANSLATE_NOOP("Viewer", "Engagement: ◆ steered, ◇ did not")
STEERED_ON = QT_TRANSLATE_NOOP("Viewer", "Engagement ({scale}): ◆ steered, ◇ did not")


@dataclass(frozen=True, slots=True)
class Box:
    """Where a course is drawn: times from left to right, values from below."""

    frame: Frame
    low: float
    high: float

    def x(self, times: Array) -> Array:
        """Return where times are, px."""
        plot, start = self.frame.plot, self.frame.start
        per_second = plot.width() / (self.frame.stop - start)
        places = plot.left() + (times - start) * per_second
        return np.clip(places, plot.left() - FARTHEST_PX, plot.right() + FARTHEST_PX)

    def y(self, values: Array) -> Array:
        """Return where values are, px."""
        plot = self.frame.plot
        share = (values - self.low) / (self.high - self.low)
        return plot.bottom() - share * plot.height()

    def in_view(self, times: Array) -> slice:
        """Return which of some times, in their order, a line in view needs."""
        first = int(np.searchsorted(times, self.frame.start)) - 1
        last = int(np.searchsorted(times, self.frame.stop, side="right")) + 1
        first = max(first, 0)
        return slice(first, last, max(1, (last - first) // MOST_POINTS))


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """One value of a session over its time."""

    title: str
    weight: int
    """Share of the height, among all courses."""
    low: float
    high: float
    ticks: Sequence[tuple[float, str]]
    """Values with a line, and what they read."""
    draw: Callable[[QPainter, Box, Theme], None]


def courses_of(recording: RecordedSession) -> tuple[Course, ...]:
    """Return the courses of a session, from top to bottom."""
    return (
        _levels(recording.answered),
        _answers(recording.answered),
        _engagement(recording),
        _quality(recording),
    )


def _timed(trials: Sequence[TrialRecord]) -> list[TrialRecord]:
    """Return the trials whose onset is known, in the order of their time."""
    return sorted((t for t in trials if math.isfinite(t.onset)), key=lambda t: t.onset)


def _levels(trials: Sequence[TrialRecord]) -> Course:
    done = _timed(trials)
    end = done[-1].onset + max(done[-1].duration, 1.0) if done else 0.0
    edges = np.array([*(t.onset for t in done), end])
    levels = np.array([t.level for t in done], float)
    top = max(8.0, float(levels.max(initial=0.0)))
    stages = np.array(
        [t.onset for n, t in enumerate(done) if not n or done[n - 1].stage != t.stage]
    )

    def draw(painter: QPainter, box: Box, theme: Theme) -> None:
        plot = box.frame.plot
        painter.setPen(QPen(QColor(theme.border), 1))
        for x in box.x(stages).tolist():
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
        painter.setPen(QPen(QColor(theme.categories[0]), 2))
        x = np.repeat(box.x(edges), 2)[1:-1]
        painter.drawPolyline(polygon(x, np.repeat(box.y(levels), 2)))

    name, ticks = translate("Viewer", "Level"), few_ticks(1, top, 2)[0]
    return Course(name, 2, 0, top + 1, ticks, draw)


def _answers(trials: Sequence[TrialRecord]) -> Course:
    done = _timed(trials)
    right = [t for t in done if t.correct and t.reaction_time]
    wrong = [t for t in done if not t.correct]
    places = [
        np.array([(t.onset, 1000 * (t.reaction_time or 0.0)) for t in some])
        for some in (right, wrong)
    ]
    top = max([500.0, *(p[:, 1].max() for p in places if p.size)])

    def draw(painter: QPainter, box: Box, theme: Theme) -> None:
        dots, crosses = places
        if dots.size:
            _draw_dots(painter, box.x(dots[:, 0]), box.y(dots[:, 1]), 6, theme.good)
        if crosses.size:
            painter.setPen(QPen(QColor(theme.bad), 2))
            x, y = box.x(crosses[:, 0]).tolist(), box.y(crosses[:, 1]).tolist()
            lines = [
                QLineF(a - 3, b - 3 * way, a + 3, b + 3 * way)
                for a, b in zip(x, y, strict=True)
                for way in (1, -1)
            ]
            painter.drawLines(lines)

    name = translate("Viewer", "Reaction, ms")
    return _framed(name, top, few_ticks(0, top, 250, most=2)[0], draw)


def _framed(
    title: str,
    top: float,
    ticks: Sequence[tuple[float, str]],
    draw: Callable[[QPainter, Box, Theme], None],
    *,
    weight: int = 3,
) -> Course:
    """Return a course from 0 to ``top``, with some room beyond both."""
    return Course(title, weight, -ROOM * top, (1 + ROOM) * top, ticks, draw)


def _engagement(recording: RecordedSession) -> Course:
    scores = recording.scores
    onset, value = scores["onset"], scores["engagement"]
    low, high = band_of(value, np.nan_to_num(scores["certainty"]))
    low, high = bridged(low, high), bridged(high, high)
    scored = [t for t in _timed(recording.trials) if t.engagement is not None]
    groups = [
        np.array(
            [(t.onset, t.engagement) for t in scored if bool(t.steered) is steered]
        )
        for steered in (False, True)
    ]

    def draw(painter: QPainter, box: Box, theme: Theme) -> None:
        part = box.in_view(onset)
        x = box.x(onset[part])
        if x.size:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(translucent(theme.band, 60))
            edge = np.concatenate([box.y(low[part]), box.y(high[part])[::-1]])
            painter.drawPolygon(polygon(np.concatenate([x, x[::-1]]), edge))
            painter.setPen(QPen(QColor(theme.accent), 1.2))
            draw_line(painter, x, box.y(value[part]))
        for place, inner in zip(groups, (theme.surface, theme.ink), strict=True):
            if place.size:
                x, y = box.x(place[:, 0]), box.y(place[:, 1])
                edge_colour = theme.ink if inner == theme.surface else theme.surface
                _draw_dots(painter, x, y, 6, edge_colour, is_diamond=True)
                _draw_dots(painter, x, y, 4, inner, is_diamond=True)

    ticks = ((0, "0"), (0.5, "0.5"), (1, "1"))
    return _framed(_engagement_title(scored), 1.0, ticks, draw)


def _engagement_title(scored: Sequence[TrialRecord]) -> str:
    """Return the name of the course, on which scale, and what its marks mean."""
    if not scored:
        return translate("Viewer", "Engagement")
    # calibration is scored as shipped, whatever the training is scored on
    training = [trial for trial in scored if trial.stage == "main"]
    scale = SCALE_TEXTS.get(scale_in(training or scored))
    if scale is None:
        return translate("Viewer", STEERED)
    text = translate("Viewer", STEERED_ON)
    return text.format(scale=translate("Scales", scale))


def _quality(recording: RecordedSession) -> Course:
    """Return the share of good channels: of each update, else of each trial."""
    times, share = recording.scores["onset"], recording.scores["quality"]
    if not np.isfinite(share).any():
        known = _timed(recording.trials)
        times = np.array([t.onset for t in known])
        share = np.array([t.quality for t in known], float)

    def draw(painter: QPainter, box: Box, theme: Theme) -> None:
        part = box.in_view(times)
        painter.setPen(QPen(QColor(theme.muted), 1.5))
        draw_line(painter, box.x(times[part]), box.y(share[part]))

    name = translate("Viewer", "Signal quality, % of channels")
    return _framed(name, 1.0, ((0, "0"), (1, "100")), draw, weight=1)


def _draw_dots(
    painter: QPainter,
    x: Array,
    y: Array,
    size: float,
    colour: str,
    *,
    is_diamond: bool = False,
) -> None:
    """Draw thousands of marks in one call: points of a wide pen.

    A diamond is the square end of a pen in a picture that is turned by 45 degrees.
    """
    cap = Qt.PenCapStyle.SquareCap if is_diamond else Qt.PenCapStyle.RoundCap
    painter.setPen(QPen(QColor(colour), size, Qt.PenStyle.SolidLine, cap))
    if not is_diamond:
        painter.drawPoints(polygon(x, y))
        return
    painter.save()
    painter.rotate(45)
    turn = math.sqrt(0.5)
    painter.drawPoints(polygon(turn * (x + y), turn * (y - x)))
    painter.restore()
