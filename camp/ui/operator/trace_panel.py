"""Live traces with their controls: scale, time, filter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from attention_camp.camp.session.messages import SignalState, StreamOpened
from attention_camp.camp.ui.theme import SPACE
from attention_camp.camp.ui.widgets.form_rows import labelled
from attention_camp.camp.ui.widgets.live_traces import SCALES_UV, LiveTraces
from attention_camp.camp.ui.widgets.page import label
from attention_camp.signal.ring import OverrunError, Ring

if TYPE_CHECKING:
    from attention_camp.camp.ui.widgets.spectrum import Spectrum

SECONDS = (5, 10, 20)
SPECTRUM_S = 4.0
"""Time that the live spectrum is made of, s."""
SPECTRUM_MS = 1000
"""From one live spectrum to the next, ms."""


class TracePanel(QWidget):
    """Traces and, above them, what can be set."""

    def __init__(self, *, explains: bool = False) -> None:
        super().__init__()
        self._opened: StreamOpened | None = None
        self._ring: Ring | None = None
        self._spectrum: Spectrum | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        if not explains:  # beside other plots
            row.addWidget(label(self.tr("EEG"), "heading"))
        row.addStretch()
        self.scale = QComboBox()
        self.scale.setToolTip(self.tr("Distance between two channels (↑ ↓)"))
        for value in SCALES_UV:
            self.scale.addItem(self.tr("{scale} µV").format(scale=value), value)
        self.scale.setCurrentIndex(SCALES_UV.index(50))
        self.time = QComboBox()
        self.time.setToolTip(self.tr("Time shown"))
        for value in SECONDS:
            self.time.addItem(self.tr("{n} s").format(n=value), value)
        self.time.setCurrentIndex(SECONDS.index(10))
        self.view = QPushButton(self.tr("View"))
        self.view.setProperty("role", "menu")
        self.view.setMenu(self._view_menu())
        for box in (self.scale, self.time):
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(5)
        for widget in (self.scale, self.time, self.view):
            row.addWidget(widget)
        column.addLayout(row)
        labelled(self.scale, self.tr("Distance between two channels"))
        labelled(self.time, self.tr("Time shown"))
        self.traces = LiveTraces()
        column.addWidget(self.traces, 2)
        self._column = column
        self._looking = QTimer(self)
        self._looking.setInterval(SPECTRUM_MS)
        self._looking.timeout.connect(self._show_spectrum)
        self.about = label("", "small", wraps=True)
        column.addWidget(self.about)
        self._explains = explains
        self.about.hide()
        self.scale.currentIndexChanged.connect(
            lambda: self.traces.set_scale(self.scale.currentData())
        )
        self.time.currentIndexChanged.connect(
            lambda: self.traces.set_seconds(self.time.currentData())
        )

    def _view_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        self.filtered = self._entry(menu, self.tr("Filtered"), checked=True)
        self.filtered.toggled.connect(self._on_filtered)
        text = self.tr("Spectrum and band power")
        self.with_spectrum = self._entry(menu, text, checked=False)
        self.with_spectrum.toggled.connect(self._on_spectrum)
        self.fit = self._entry(menu, self.tr("Fit the scale to the signal"))
        self.fit.triggered.connect(self._fit_scale)
        menu.addSeparator()
        group = QActionGroup(self)
        self.mains: dict[float, QAction] = {}
        for line, text in (
            (0.0, self.tr("Remove mains as found")),
            (50.0, self.tr("Remove 50 Hz mains")),
            (60.0, self.tr("Remove 60 Hz mains")),
        ):
            action = self._entry(menu, text, checked=line == 0.0)
            action.triggered.connect(self._on_filtered)
            group.addAction(action)
            self.mains[line] = action
        return menu

    def add_below(self, widget: QWidget, text: str) -> QAction:
        """Offer a widget below the traces, in the menu; return the entry."""
        entry = QAction(text, self)
        entry.setCheckable(True)
        entry.toggled.connect(widget.setVisible)
        self.view.menu().insertAction(self.fit, entry)
        self._column.insertWidget(self._column.indexOf(self.about), widget, 1)
        widget.hide()
        return entry

    def _entry(self, menu: QMenu, text: str, *, checked: bool | None = None) -> QAction:
        """Add an entry to a menu; ``checked`` None: it has no mark."""
        # Python loses hold of what QMenu.addAction(text) makes, once the page was
        # made within a click (PySide 6.11)
        action = QAction(text, self)
        if checked is not None:
            action.setCheckable(True)
            action.setChecked(checked)
        menu.addAction(action)
        return action

    def _line_freq(self, found: float) -> float:
        """Return the mains frequency that the traces are shown without, Hz."""
        chosen = next(line for line, act in self.mains.items() if act.isChecked())
        return chosen or found

    def _fit_scale(self) -> None:
        """Choose the scale at which most channels keep to their row."""
        ring = self._ring
        if ring is None or ring.n_written < ring.sfreq:
            return
        first = max(ring.oldest, ring.n_written - int(4 * ring.sfreq))
        data = ring.read(first, ring.n_written)
        spread = np.nanpercentile(data, 95, axis=1) - np.nanpercentile(data, 5, axis=1)
        wanted = float(np.nanmedian(spread))
        best = next((s for s in SCALES_UV if s >= wanted), SCALES_UV[-1])
        self.scale.setCurrentIndex(SCALES_UV.index(best))

    def _on_spectrum(self, on: bool) -> None:
        from attention_camp.camp.ui.widgets.spectrum import Spectrum

        if self._spectrum is None:
            self._spectrum = Spectrum()
            self._spectrum.setMinimumHeight(6 * self.fontMetrics().height())
            self._column.insertWidget(2, self._spectrum, 1)
        self._spectrum.setVisible(on)
        if on:
            self._show_spectrum()
            self._looking.start()
        else:
            self._looking.stop()

    def _show_spectrum(self) -> None:
        ring = self._ring
        if ring is None or self._spectrum is None or not self.isVisible():
            return
        first = max(ring.oldest, ring.n_written - int(SPECTRUM_S * ring.sfreq))
        try:
            data = ring.read(first, ring.n_written)
        except OverrunError:
            return
        self._spectrum.show_data(data.astype(np.float64), ring.sfreq)

    def open(self, opened: StreamOpened, ring: Ring | None) -> None:
        """Show a stream."""
        self._opened = opened
        self._ring = ring
        self.traces.set_source(ring, opened.info.ch_names)
        self._on_filtered()

    def close_stream(self) -> None:
        """Clear the traces."""
        self._opened = None
        self._ring = None
        self.traces.set_source(None, ())

    def take(self, state: SignalState) -> None:
        """Update the verdicts."""
        self.traces.take_verdicts(state.verdicts, state.n_samples)

    def _on_filtered(self) -> None:
        if self._opened is None or not self.filtered.isChecked():
            self.traces.set_step(None)
            self.about.setText(self.tr("Shown as recorded."))
            self.about.setVisible(self._explains and self._opened is not None)
            return
        from attention_camp.signal.cleaning import Cleaner

        line = self._line_freq(self._opened.line_freq)
        cleaner = Cleaner(
            self._opened.info,
            line_freq=line,
            highpass=1.0,
            reference="as-recorded",
        )
        self.about.setText(
            self.tr(
                "Display filter: 1–{low} Hz, {line} Hz notch, {delay} ms delay at "
                "10 Hz. The file holds the unfiltered signal."
            ).format(
                low=round(cleaner.lowpass),
                line=round(line),
                delay=round(1000 * cleaner.group_delay(10.0)),
            )
        )
        self.about.setVisible(self._explains)
        self.filtered.setToolTip(self.about.text())
        self.traces.set_step(cleaner.step)
