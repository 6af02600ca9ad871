"""The course of a session in three plots: engagement, difficulty, reaction time."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from attention_camp.camp.session.records import TrialRecord
from attention_camp.camp.ui import formats
from attention_camp.camp.ui.plots import (
    SHARES,
    few_ticks,
    frame_values,
    themed_plot,
    translucent,
)
from attention_camp.camp.ui.theme import SPACE, theme_of
from attention_camp.camp.ui.widgets.form_rows import fit_height
from attention_camp.camp.ui.widgets.page import label, name_value
from attention_camp.camp.ui.widgets.session_model import SessionModel
from attention_camp.resources.texts import fill

translate = QCoreApplication.translate

ENGAGEMENT_SECONDS = 120.0
"""Time shown in the plot of engagement, s."""
TRIALS_SHOWN = 60


class Plot(QWidget):
    """A plot with its name and its newest value above it.

    Parameters
    ----------
    name : str
        Name above the plot.
    left : str
        Name of the vertical axis.
    bottom : str
        Name of the horizontal axis.
    """

    def __init__(self, name: str, *, left: str = "", bottom: str = "") -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(label(name, "small"))
        self._name = name
        self.value = label("", "body", wraps=True)
        self.value.setAlignment(Qt.AlignmentFlag.AlignRight)
        row.addWidget(self.value, 1)
        column.addLayout(row)
        self.plot = themed_plot(theme_of(self), self, left=left, bottom=bottom)
        self.plot.setAccessibleName(name)
        self.plot.setMinimumHeight(round(3.4 * self.fontMetrics().height()))
        self.plot.getAxis("left").setWidth(
            self.fontMetrics().horizontalAdvance("00000")
        )
        column.addWidget(self.plot, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep all of the newest value in view."""
        super().resizeEvent(event)
        fit_height(self.value)

    def _say(self, text: str) -> None:
        """Show the newest value, and let it be read out with its name."""
        if text != self.value.text():
            self.value.setText(text)
            fit_height(self.value)
            name_value(self.value, self._name)


class EngagementPlot(Plot):
    """The live score with its band: the less certain, the wider."""

    def __init__(self) -> None:
        super().__init__(translate("Monitor", "Engagement"))
        theme = theme_of(self)
        frame_values(self.plot, 0, 1, SHARES)
        self.plot.setXRange(-ENGAGEMENT_SECONDS - 0.5, 0.5, padding=0)
        ticks = [
            (-120, f"−2{formats.NO_BREAK}min"),  # on axes units stand as symbols
            (-60, f"−1{formats.NO_BREAK}min"),
            (0, translate("Monitor", "now")),
        ]
        self.plot.getAxis("bottom").setTicks([ticks])
        none = pg.mkPen(None)
        self._upper = pg.PlotCurveItem(pen=none)
        self._lower = pg.PlotCurveItem(pen=none)
        band = pg.FillBetweenItem(
            self._upper, self._lower, brush=translucent(theme.band, 70)
        )
        self._line = pg.PlotCurveItem(pen=pg.mkPen(theme.accent, width=2))
        for item in (band, self._upper, self._lower, self._line):
            self.plot.addItem(item)

    def show_course(self, course: SessionModel) -> None:
        """Draw the newest scores."""
        if not course.scores:
            self._say("")
            return
        now = course.scores[-1][0]
        recent = [s for s in course.scores if now - s[0] <= ENGAGEMENT_SECONDS]
        times = np.array([s[0] - now for s in recent])
        value = np.array([np.nan if s[1] is None else s[1] for s in recent])
        certainty = np.array([0.0 if s[2] is None else s[2] for s in recent])
        low, high = band_of(value, certainty)
        present = value[np.isfinite(value)]
        if present.size:
            words = translate("Monitor", "{least} to {most} in the last two minutes")
            self.plot.setAccessibleDescription(
                words.format(
                    least=formats.number(float(present.min()), 2),
                    most=formats.number(float(present.max()), 2),
                )
            )
        self._line.setData(times, value, connect="finite")
        self._lower.setData(times, bridged(low, high))
        self._upper.setData(times, bridged(high, high))
        self._say(score_text(course))


class DifficultyPlot(Plot):
    """The level of each trial."""

    def __init__(self) -> None:
        super().__init__(translate("Monitor", "Difficulty level"))
        theme = theme_of(self)
        # the trials stand below the plot of reaction times, which follows
        self.plot.getAxis("bottom").setStyle(showValues=False)
        self._line = pg.PlotCurveItem(pen=pg.mkPen(theme.categories[0], width=2))
        self.plot.addItem(self._line)
        self._frame(0.5, 10.5, 8.0)

    def show_records(self, records: Sequence[TrialRecord]) -> None:
        """Draw the levels of the last trials."""
        shown = list(records)[-TRIALS_SHOWN:]
        if not shown:
            return
        levels = np.array([r.level for r in shown], float)
        # practice between blocks has numbers of its own: the level before it stands on
        trials = [record.trial for record in shown]
        edges = np.array([*trials, trials[-1] + 1], float) - 0.5
        self._line.setData(edges, levels, stepMode="center")
        self._frame(edges[0], edges[-1], max(8.0, float(levels.max())))
        self.plot.setAccessibleDescription(course_in_words(shown))
        self._say(
            translate("Monitor", "{level}, next {following}").format(
                level=shown[-1].level, following=shown[-1].next_level
            )
        )

    def _frame(self, first: float, last: float, top: float) -> None:
        self.plot.setXRange(first, max(last, first + 10), padding=0.01)
        self.plot.setYRange(0, top + 1, padding=0)
        self.plot.getAxis("left").setTicks(few_ticks(1, top, 2))


class ReactionPlot(Plot):
    """Reaction time per trial; ✓ correct and ✕ wrong by shape and colour."""

    def __init__(self) -> None:
        super().__init__(
            translate("Monitor", "Reaction time, ms"),
        )
        theme = theme_of(self)
        self._right = pg.ScatterPlotItem(
            symbol="o", size=7, pen=pg.mkPen(None), brush=theme.good
        )
        self._wrong = pg.ScatterPlotItem(
            symbol="x", size=9, pen=pg.mkPen(theme.bad), brush=theme.bad
        )
        self.plot.addItem(self._right)
        self.plot.addItem(self._wrong)
        self._frame(0.5, 10.5, 1000.0)

    def show_records(self, records: Sequence[TrialRecord], share: float | None) -> None:
        """Plot the last trials; those without an answer lie on the zero line."""
        shown = list(records)[-TRIALS_SHOWN:]
        if not shown:
            return
        for item, correct in ((self._right, True), (self._wrong, False)):
            chosen = [
                r
                for r in shown
                if r.correct is correct and (r.reaction_time or not correct)
            ]
            item.setData(
                [r.trial for r in chosen],
                [1000 * (r.reaction_time or 0.0) for r in chosen],
            )
        times = [1000 * r.reaction_time for r in shown if r.reaction_time is not None]
        top = max([500.0, *times])
        self._frame(shown[0].trial - 0.5, shown[-1].trial + 0.5, top)
        # of what is shown, or 97.5 and 2.5 % would be shown as 98 and 3 %
        wrong = None if share is None else 1 - math.floor(100 * share + 0.5) / 100
        self.plot.setAccessibleDescription(course_in_words(shown))
        self._say(
            translate("Monitor", "● correct {right}   ✕ wrong {wrong}").format(
                right=formats.percent(share), wrong=formats.percent(wrong)
            )
        )

    def _frame(self, first: float, last: float, top: float) -> None:
        self.plot.setXRange(first, max(last, first + 10), padding=0.01)
        frame_values(self.plot, 0, top, few_ticks(0, top, 250, most=2))


def band_of(value: np.ndarray, certainty: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the edges of the band: half of what certainty leaves open to each side."""
    half = 0.5 * (1.0 - certainty)
    return np.clip(value - half, 0, 1), np.clip(value + half, 0, 1)


def bridged(edge: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Return an edge of the band whose missing stretches have no height.

    A filled area cannot have holes: where there is no score, both edges stay at the
    last value of ``other``.
    """
    present = np.isfinite(edge)
    if not present.any():
        return np.zeros_like(edge)
    last = np.maximum.accumulate(np.where(present, np.arange(edge.size), -1))
    first = int(np.argmax(present))
    return np.where(present, edge, other[np.where(last < 0, first, last)])


def course_in_words(records: Sequence[TrialRecord]) -> str:
    """Return what the plots of a course show, in a sentence."""
    if not records:
        return translate("Monitor", "no trial yet")
    levels = [record.level for record in records]
    times = [r.reaction_time for r in records if r.reaction_time is not None]
    scores = [r.engagement for r in records if r.engagement is not None]
    parts = [
        translate(
            "Monitor", "{n:trial|trials}, level from {low} to {high}, last {last}"
        ),
        translate("Monitor", "correct {right}"),
    ]
    if times:
        parts.append(translate("Monitor", "reaction time {fast} to {slow}"))
    if scores:
        parts.append(translate("Monitor", "engagement {least} to {most}"))
    return fill(
        ", ".join(parts),
        n=len(records), low=min(levels), high=max(levels), last=levels[-1],
        right=formats.percent(sum(r.correct for r in records) / len(records)),
        fast=formats.milliseconds(min(times, default=None)),
        slow=formats.milliseconds(max(times, default=None)),
        least=formats.number(min(scores, default=None), 2),
        most=formats.number(max(scores, default=None), 2),
    )  # fmt: skip


def score_text(course: SessionModel) -> str:
    """Return the newest score in words, or why there is none."""
    _, value, certainty = course.scores[-1]
    if value is None:
        reason = course.signal.reason if course.signal is not None else ""
        return translate("Monitor", "no score: {why}").format(
            why=translate("reasons", reason) if reason else "–"
        )
    return translate("Monitor", "{value} · certainty {certainty}").format(
        value=formats.number(value, 2), certainty=formats.certainty(certainty)
    )
