"""Draws what a view answers: lines, an image, or values on the head."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QVBoxLayout, QWidget

from attention_camp.camp.ui.plots import themed_plot
from attention_camp.camp.ui.theme import SPACE, theme_of
from attention_camp.camp.ui.viewer.topography import Topography
from attention_camp.camp.ui.viewer.views.asked import SHADES, Answer
from attention_camp.camp.ui.widgets.page import label, scrolled

MOST_NAMED = 8
"""Lines that a legend has room for; more are told by the table, as CSV."""
MAPS_IN_A_ROW = 2


class Chart(QStackedWidget):
    """A plot, or a head, or several heads."""

    def __init__(self) -> None:
        super().__init__()
        self._theme = theme_of(self)
        self.positions: Mapping[str, Sequence[float]] = {}
        """Recorded positions of electrodes by name, in MNE's head frame, m."""
        self.plot = themed_plot(self._theme, self)
        self.head = Topography()
        self.head.setAccessibleName(QCoreApplication.translate("Views", "Head map"))
        maps = QVBoxLayout()
        self._maps = QGridLayout()
        self._maps.setSpacing(SPACE // 2)
        self.lines = themed_plot(self._theme, self)
        self.lines.setMinimumHeight(160)
        maps.addWidget(self.lines)
        maps.addLayout(self._maps)
        maps.addStretch()
        self._area = scrolled(maps)
        for widget in (self.plot, self.head, self._area):
            self.addWidget(widget)

    @property
    def whole_height(self) -> int:
        """Height at which nothing of what is shown has to be scrolled to, px."""
        inside = self._area.widget()
        if self.currentWidget() is not self._area or inside is None:
            return 0
        return inside.sizeHint().height() + 2 * SPACE

    def show_answer(self, answer: Answer) -> None:
        """Draw an answer that has no problem."""
        if answer.kind in {"moment", "band-map"}:
            self._show_head(answer)
        elif answer.maps is not None:
            self._show_maps(answer)
        elif answer.kind == "spectrogram":
            self._show_image(answer)
            self.setCurrentIndex(0)
        else:
            self._show_lines(self.plot, answer)
            self.setCurrentIndex(0)
        self.setAccessibleDescription(in_words(answer))

    def _name_axes(self, plot: pg.PlotWidget, answer: Answer) -> None:
        for side, text in (("left", answer.y_name), ("bottom", answer.x_name)):
            plot.getAxis(side).setLabel(text, color=self._theme.muted)

    def _show_lines(self, plot: pg.PlotWidget, answer: Answer) -> None:
        item = plot.getPlotItem()
        plot.clear()
        if item.legend is not None:
            item.legend.scene().removeItem(item.legend)
            item.legend = None
        if len(answer.rows) <= MOST_NAMED and answer.maps is None:
            columns = 2 if len(answer.rows) > 4 else 1
            legend = item.addLegend(labelTextColor=self._theme.ink, colCount=columns)
            legend.anchor((1, 0), (1, 0))
        colours = self._theme.categories
        for number, (row, values) in enumerate(
            zip(answer.rows, answer.values, strict=True)
        ):
            # a second round of colours is dashed: never told apart by colour alone
            styles = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine)
            style = styles[number // len(colours) % len(styles)]
            pen = pg.mkPen(colours[number % len(colours)], width=1.5, style=style)
            plot.plot(answer.x, values, pen=pen, name=row)
        self._name_axes(plot, answer)
        plot.setXRange(float(answer.x[0]), float(answer.x[-1]), padding=0)
        plot.enableAutoRange(y=True)

    def _show_image(self, answer: Answer) -> None:
        item = self.plot.getPlotItem()
        self.plot.clear()
        if item.legend is not None:
            item.legend.scene().removeItem(item.legend)
            item.legend = None
        image = pg.ImageItem(answer.values)
        image.setColorMap(pg.colormap.get("cividis"))
        image.setLevels(np.percentile(answer.values, SHADES).tolist())
        x, y = answer.x, answer.y
        step = float(x[1] - x[0]) if x.size > 1 else 1.0
        box = QRectF(x[0] - step / 2, y[0], step * x.size, float(y[-1] - y[0]))
        image.setRect(box)
        self.plot.addItem(image)
        self._name_axes(self.plot, answer)
        self.plot.setXRange(box.left(), box.right(), padding=0)
        self.plot.setYRange(float(y[0]), float(y[-1]), padding=0)

    def _show_head(self, answer: Answer) -> None:
        names, places, known = placed(answer.rows, self.positions)
        self.head.show_values(names, places, answer.values[known])
        self.setCurrentIndex(1)

    def _show_maps(self, answer: Answer) -> None:
        while (item := self._maps.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        names, values = answer.maps
        names, places, known = placed(names, self.positions)
        for number, (row, one) in enumerate(zip(answer.rows, values, strict=True)):
            cell = QWidget()
            column = QVBoxLayout(cell)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            title = label(row, "small", wraps=True)
            colours = self._theme.categories
            if answer.x.size:  # the colour of its line above
                title.setStyleSheet(f"color: {colours[number % len(colours)]}")
            head = Topography()
            head.setAccessibleName(row)
            head.setFixedHeight(150)
            head.show_values(names, places, one[known])
            column.addWidget(title)
            column.addWidget(head)
            self._maps.addWidget(cell, number // MAPS_IN_A_ROW, number % MAPS_IN_A_ROW)
        has_lines = answer.x.size > 0
        self.lines.setVisible(has_lines)
        if has_lines:
            self._show_lines(self.lines, answer)
        self.setCurrentIndex(2)


def placed(
    names: Sequence[str], recorded: Mapping[str, Sequence[float]]
) -> tuple[list[str], np.ndarray, np.ndarray]:
    """Return the names that have a place on the head, the places, and which they are.

    Parameters
    ----------
    names : sequence of str
        Electrodes.
    recorded : mapping of str to sequence of float
        Positions in MNE's head frame, for names that are not in the 10-05 system.
    """
    from attention_camp.models.electrodes import positions

    where = positions(names)
    for n, name in enumerate(names):
        if name in recorded and not np.isfinite(where[n]).all():
            # as MNE draws maps: on a sphere around the origin of the head frame
            place = np.asarray(recorded[name], np.float64)
            if (length := float(np.linalg.norm(place))) > 0:
                where[n] = place / length
    known = np.flatnonzero(np.isfinite(where).all(axis=1))
    return [names[n] for n in known.tolist()], where[known], known


def in_words(answer: Answer) -> str:
    """Return what a view shows, for screen readers."""
    rows = ", ".join(answer.rows)
    return f"{rows}; {answer.note}" if answer.note else rows
