"""An explanation drawn: over the head, over time, over frequency; if it is sound."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from attention_camp.camp.ui import formats
from attention_camp.camp.ui.plots import themed_plot
from attention_camp.camp.ui.theme import SPACE, theme_of
from attention_camp.camp.ui.viewer.topography import Topography
from attention_camp.camp.ui.widgets.page import label

if TYPE_CHECKING:
    from attention_camp.camp.replay.explanation import TrialExplanation


class Method(Enum):
    """What is shown of an explanation."""

    CONTRIBUTIONS = "contributions"
    ATTENTION = "attention"


class ExplanationView(QWidget):
    """Topography, time course and frequency bars; nothing where it is not sound."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE // 2)
        self.verdict = label("", "small", wraps=True)
        column.addWidget(self.verdict)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        self.head = Topography()
        row.addWidget(self.head, 1)
        plots = QVBoxLayout()
        plots.setSpacing(0)
        self.time = _Bars(self.tr("Seconds after onset"))
        self.bands = _Bars(self.tr("Frequency, Hz"))
        plots.addWidget(self.time, 1)
        plots.addWidget(self.bands, 1)
        row.addLayout(plots, 1)
        column.addLayout(row, 1)
        self.legend = label("", "small", wraps=True)
        column.addWidget(self.legend)
        self.hide()

    def show_explanation(self, found: TrialExplanation, method: Method) -> str:
        """Draw it where it is sound; return why it is rejected, empty: it is not."""
        if method is Method.CONTRIBUTIONS:
            is_sound, likeness = found.attribution_is_sound, found.likeness_to_random
        else:
            is_sound, likeness = found.attention_is_sound, found.attention_likeness
        self.setVisible(is_sound)
        figures = {
            "alike": formats.number(likeness, 2),
            "limit": formats.number(found.most_alike, 2),
        }
        if not is_sound:
            return self.tr(
                "Rejected: the explanation survives randomised weights (rank "
                "correlation {alike}, limit {limit}), so it says nothing of what the "
                "model has learned."
            ).format(**figures)
        self.verdict.setText(
            self.tr(
                "✓ Sound: randomised weights explain otherwise (rank correlation "
                "{alike}, limit {limit})."
            ).format(**figures)
        )
        self._draw(found, method)
        return ""

    def _draw(self, found: TrialExplanation, method: Method) -> None:
        width = 0.8 * float(np.min(np.diff(found.times), initial=2.0))
        signed = method is Method.CONTRIBUTIONS
        over_time = found.over_time if signed else found.attention_over_time
        over_channels = found.over_channels if signed else found.attention_over_channels
        self.head.show_values(found.ch_names, found.positions, over_channels)
        self.time.show_bars(found.times, np.full(len(found.times), width), over_time)
        self.bands.setVisible(signed)
        if signed:
            edges = np.asarray(found.bands, dtype=np.float64)
            middle, wide = edges.mean(axis=1), np.diff(edges, axis=1)[:, 0]
            self.bands.show_bars(middle, 0.9 * wide, found.over_bands)
            text = self.tr(
                "▲ and bars up speak for engaged, ▼ and bars down for rest; in the "
                "model's log-odds, against own rest."
            )
        else:
            text = self.tr(
                "Where the encoder looks: shares by attention rollout. Not what speaks "
                "for or against."
            )
        self.legend.setText(text)


class _Bars(QWidget):
    """Bars about zero, up in one colour and down in another."""

    def __init__(self, bottom: str) -> None:
        super().__init__()
        self._theme = theme_of(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.plot = themed_plot(self._theme, self, bottom=bottom)
        self.plot.setAccessibleName(bottom)
        self.plot.setMinimumHeight(60)
        column.addWidget(self.plot)

    def show_bars(
        self,
        where: NDArray[np.floating],
        width: NDArray[np.floating],
        values: NDArray[np.floating],
    ) -> None:
        """Show a bar of its own width at each place."""
        self.plot.clear()
        up, down = self._theme.categories[0], self._theme.categories[1]
        self.plot.addItem(
            pg.BarGraphItem(
                x=where,
                height=values,
                width=width,
                brushes=[up if value >= 0 else down for value in values],
                pens=[pg.mkPen(None)] * len(values),
            )
        )
        self.plot.addItem(pg.InfiniteLine(0, angle=0, pen=pg.mkPen(self._theme.muted)))
        low, high = min(0.0, float(values.min())), max(0.0, float(values.max()))
        self.plot.setYRange(low, high, padding=0.08)
        first, last = where[0] - width[0] / 2, where[-1] + width[-1] / 2
        self.plot.setXRange(float(first), float(last), padding=0.02)
        said = (
            f"{formats.number(x, 1)}: {formats.number(value, 2)}"
            for x, value in zip(where, values, strict=True)
        )
        self.plot.setAccessibleDescription(", ".join(said))
