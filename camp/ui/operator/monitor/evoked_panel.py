"""The evoked response of the running session, which grows trial by trial."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from attention_camp.camp.eeg.growing_evoked import (
    REJECT_UV,
    TMAX,
    TMIN,
    EvokedMean,
    GrowingEvoked,
)
from attention_camp.camp.session.messages import StreamOpened
from attention_camp.camp.ui import formats
from attention_camp.camp.ui.plots import few_ticks, themed_plot, translucent
from attention_camp.camp.ui.theme import SPACE, theme_of
from attention_camp.camp.ui.widgets.form_rows import labelled
from attention_camp.camp.ui.widgets.page import label, name_value
from attention_camp.signal.ring import Ring

USUAL = ("Pz", "CPz", "Cz", "POz", "Oz")
"""Channels that are shown first, where they are recorded: P300 is largest at Pz
(Polich 2007, doi:10.1016/j.clinph.2007.04.019)."""
FEWEST_UV = 5.0
"""Half of the shortest voltage axis, µV; own choice: noise does not fill the plot."""
TICKS_MS = (0, 200, 400, 600)
LEAST_LINES = 8
"""Least height, in heights of a line."""
BAND = 1.96
"""Standard errors to each side that the band shows: 95 %."""


class EvokedPanel(QWidget):
    """The mean EEG around displays that ask for an answer, for one channel."""

    def __init__(self) -> None:
        super().__init__()
        theme = theme_of(self)
        self._evoked: GrowingEvoked | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE // 2)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        title = self.tr("Evoked response to targets")
        row.addWidget(label(self.tr("Evoked response to targets, µV"), "small"))
        self.count = label("", "small")
        self.count.setToolTip(
            self.tr(
                "Mean with its 95 % interval, from the baseline before the onset on. "
                "An epoch is rejected where the channel lost samples or exceeds {uv} "
                "µV peak to peak. Practice is left out."
            ).format(uv=round(REJECT_UV))
        )
        row.addWidget(self.count, 1)
        self.channel = QComboBox()
        self.channel.setToolTip(self.tr("Channel of the evoked response"))
        self.channel.currentIndexChanged.connect(self._draw)
        row.addWidget(self.channel)
        column.addLayout(row)
        labelled(self.channel, self.tr("Channel of the evoked response"))
        self.plot = themed_plot(theme, self)
        ticks = [(ms, formats.number(ms, 0, "ms")) for ms in TICKS_MS]
        self.plot.getAxis("bottom").setTicks([ticks])
        self.plot.setAccessibleName(title)
        self.plot.setXRange(1000 * TMIN, 1000 * TMAX, padding=0)
        self.plot.addItem(pg.InfiniteLine(0.0, pen=pg.mkPen(theme.border)))
        self.plot.addItem(pg.InfiniteLine(0.0, angle=0, pen=pg.mkPen(theme.border)))
        none = pg.mkPen(None)
        self._low, self._high = pg.PlotCurveItem(pen=none), pg.PlotCurveItem(pen=none)
        band = pg.FillBetweenItem(
            self._low, self._high, brush=translucent(theme.band, 70)
        )
        self._line = pg.PlotCurveItem(pen=pg.mkPen(theme.accent, width=2))
        for item in (band, self._low, self._high, self._line):
            self.plot.addItem(item)
        column.addWidget(self.plot, 1)
        self.empty: QLabel = label("", "muted", wraps=True)
        column.addWidget(self.empty, 1)
        self.setMinimumHeight(LEAST_LINES * self.fontMetrics().height())
        self._draw()

    def open(self, opened: StreamOpened, ring: Ring | None) -> None:
        """Read from a stream; the same headset opened again goes on with its mean.

        Parameters
        ----------
        opened : StreamOpened
            Rate and channels.
        ring : Ring or None
            The samples.
        """
        info, before = opened.info, self._evoked
        if before is None or (before.sfreq, before.ch_names) != (
            info.sfreq,
            tuple(info.ch_names),
        ):
            self._evoked = GrowingEvoked(info.sfreq, info.ch_names)
            self._offer(tuple(info.ch_names))
        if self._evoked is not None:
            self._evoked.read_from(ring)
        self._draw()

    def forget(self) -> None:
        """Begin anew with another session."""
        self._evoked = None
        self._offer(())
        self._draw()

    def close_stream(self) -> None:
        """Read no more: the samples go away. What was found stays."""
        if self._evoked is not None:
            self._evoked.read_from(None)

    def add_targets(self, samples: list[int] | tuple[int, ...]) -> None:
        """Have epochs around these samples of the recording added."""
        if self._evoked is not None:
            self._evoked.add_targets(samples)

    def refresh(self) -> None:
        """Take in what is new, also while it is hidden; draw it where it is seen."""
        if self._evoked is not None and self._evoked.pull() and self.isVisible():
            self._draw()

    def showEvent(self, event: object) -> None:  # noqa: ARG002
        """Draw what came while the plot was hidden."""
        self._draw()

    def _offer(self, ch_names: tuple[str, ...]) -> None:
        self.channel.blockSignals(True)
        self.channel.clear()
        self.channel.addItems(list(ch_names))
        usual = next((name for name in USUAL if name in ch_names), "")
        self.channel.setCurrentIndex(max(self.channel.findText(usual), 0))
        self.channel.blockSignals(False)

    def _draw(self) -> None:
        name = self.channel.currentText()
        found = self._evoked.of(name) if self._evoked is not None and name else None
        has_some = found is not None and found.n_kept > 0
        self.plot.setVisible(has_some)
        self.channel.setEnabled(found is not None)
        self.empty.setVisible(not has_some)
        if found is None:
            self.count.setText("")
            self.empty.setText(self.tr("No EEG: there is nothing to average."))
            return
        self._say(found)
        if has_some:
            self._draw_mean(found)

    def _say(self, found: EvokedMean) -> None:
        said = self.tr("{n} kept, {rejected} rejected").format(
            n=found.n_kept, rejected=found.n_rejected
        )
        if self._evoked is not None and self._evoked.n_missed:
            said += " · " + self.tr("{n} before the start").format(
                n=self._evoked.n_missed
            )
        if said != self.count.text():
            self.count.setText(said)
            name_value(self.count, self.tr("Evoked response to targets"))
        self.empty.setText(
            self.tr("All epochs of this channel were rejected: see its traces.")
            if found.n_rejected
            else self.tr(
                "The mean EEG after each display that asks for an answer grows here, "
                "trial by trial."
            )
        )

    def _draw_mean(self, found: EvokedMean) -> None:
        x = 1000 * found.times
        half = BAND * np.nan_to_num(found.error)
        self._line.setData(x, found.mean)
        self._low.setData(x, found.mean - half)
        self._high.setData(x, found.mean + half)
        top = max(FEWEST_UV, float(np.abs(found.mean).max()) * 1.2)
        self.plot.setYRange(-top, top, padding=0)
        self.plot.getAxis("left").setTicks(few_ticks(-top, top, 5))
        peak = int(np.abs(found.mean).argmax())
        self.plot.setAccessibleDescription(
            self.tr("largest {uv} µV at {ms} ms").format(
                uv=formats.number(float(found.mean[peak]), 1), ms=round(x[peak])
            )
        )
