"""Two sessions beside each other, and the sessions of a person over time."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from attention_camp.camp.ui import formats
from attention_camp.camp.ui.theme import SPACE
from attention_camp.camp.ui.widgets.codes import blinded_text
from attention_camp.camp.ui.widgets.comparison.plots import (
    LEAST_MS,
    answer_plot,
    course_plot,
    engagement_plot,
    level_plot,
    on_scale,
    top_level,
    top_time,
)
from attention_camp.camp.ui.widgets.comparison.reading import Side, refusal
from attention_camp.camp.ui.widgets.course_plots import course_in_words
from attention_camp.camp.ui.widgets.page import Banner, label, primary_button
from attention_camp.camp.ui.widgets.protocol_titles import protocol_title
from attention_camp.camp.ui.widgets.trial_table import SCALE_TEXTS, translate
from attention_camp.resources.texts import fill

WIDE, HIGH = 1000, 680
"""Size of the windows at first, px."""


class _Beside(QDialog):
    """A window of its own, beside that of the researcher.

    Parameters
    ----------
    parent : QWidget
        Page that it was asked for on.
    sides : sequence of Side
        The sessions.
    """

    def __init__(self, parent: QWidget, sides: Sequence[Side]) -> None:
        super().__init__(parent)
        key = attrgetter("summary.date", "title")
        self.sides = tuple(sorted(sides, key=key))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        room = QSize(WIDE, HIGH) if parent is None else parent.window().size()
        self.resize(QSize(WIDE, HIGH).boundedTo(room))
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * SPACE, 2 * SPACE, 3 * SPACE, 2 * SPACE)
        column.setSpacing(SPACE)
        self.title = label("", "heading")
        column.addWidget(self.title)
        self.banner = Banner()
        column.addWidget(self.banner)
        self.refused = refusal(self.sides)
        """Why engagement is not compared; empty: it is."""
        if any(side.is_blinded for side in self.sides):
            self.banner.say("info", blinded_text())
        elif self.refused:
            self.banner.say("warn", self.refused)
        self.grid = QGridLayout()
        self.grid.setSpacing(SPACE)
        column.addLayout(self.grid, 1)
        row = QHBoxLayout()
        self.note = label("", "small", wraps=True)
        row.addWidget(self.note, 1)
        close = primary_button(self.tr("Close"))
        close.clicked.connect(self.close)
        row.addWidget(close)
        column.addLayout(row)

    def _call(self, title: str) -> None:
        self.title.setText(title)
        self.setWindowTitle(title)


class TwoSessions(_Beside):
    """Difficulty, answers and engagement of two sessions, on the same axes."""

    def __init__(self, parent: QWidget, sides: Sequence[Side]) -> None:
        super().__init__(parent, sides)
        self._call(self.tr("Two sessions side by side"))
        n = max((len(side.trials) for side in self.sides), default=1)
        level, time = top_level(self.sides), top_time(self.sides)
        for column, side in enumerate(self.sides):
            self.grid.addWidget(label(side.title), 0, column)
            self.grid.addWidget(
                label(self._figures(side), "muted", wraps=True), 1, column
            )
            plots = [level_plot(self, side, level, n), answer_plot(self, side, time, n)]
            if not self.refused:
                plots.append(engagement_plot(self, side, _scale(side), n))
            for row, plot in enumerate(plots, start=2):
                plot.setAccessibleDescription(course_in_words(side.trials))
                self.grid.addWidget(plot, row, column)
                self.grid.setRowStretch(row, 1)
            self.grid.setColumnStretch(column, 1)
        self.note.setText(
            self.tr(
                "Training trials in their order; ● correct, ✕ wrong. Axes are alike."
            )
        )

    def _figures(self, side: Side) -> str:
        summary = side.summary
        text = self.tr(
            "{protocol} · {right} correct · median {time} · mean level {level}"
        )
        said = text.format(
            protocol=protocol_title(summary.protocol),
            right=formats.percent(summary.accuracy),
            time=formats.milliseconds(summary.reaction_time_median),
            level=formats.number(summary.level_mean, 1),
        )
        if summary.engagement is None:
            return said
        more = self.tr("engagement {score} ({scale})").format(
            score=formats.number(summary.engagement, 2), scale=_scale(side)
        )
        return f"{said} · {more}"


class PersonCourse(_Beside):
    """The figures of a person's sessions of one protocol, in the order of time."""

    def __init__(self, parent: QWidget, sides: Sequence[Side]) -> None:
        super().__init__(parent, sides)
        first = self.sides[0].summary
        title = self.tr("sub-{participant} over {n:session|sessions} of {protocol}")
        self._call(
            fill(
                title,
                participant=first.participant,
                n=len({side.summary.session for side in self.sides}),
                protocol=protocol_title(first.protocol),
            )
        )
        figures = self._figures()
        axes = ((8.0, 2.0), (100.0, 25.0), (LEAST_MS, 250.0), (1.0, 0.25))
        for place, (name, values) in enumerate(figures.items()):
            plot = course_plot(self, name, self.sides, values, axis=axes[place])
            self.grid.addWidget(plot, *divmod(place, 2))
        self.note.setText(
            self.tr(
                "Each point is one run of one protocol, over its training trials. "
                "Practice with the task alone changes these figures, too."
            )
        )

    def _figures(self) -> dict[str, list[float | None]]:
        runs = [side.summary for side in self.sides]
        times = [run.reaction_time_median for run in runs]
        found = {
            self.tr("Mean level"): [run.level_mean for run in runs],
            self.tr("Correct, %"): [_times(run.accuracy, 100) for run in runs],
            self.tr("Median reaction time, ms"): [_times(one, 1000) for one in times],
        }
        if not self.refused:
            scale = next((s for s in map(_scale, self.sides) if s), "")
            name = on_scale(self.tr("Mean engagement"), scale)
            found[name] = [run.engagement for run in runs]
        return found


def _times(value: float | None, factor: float) -> float | None:
    return None if value is None else factor * value


def _scale(side: Side) -> str:
    return translate("Scales", SCALE_TEXTS.get(side.summary.score_scale, ""))
