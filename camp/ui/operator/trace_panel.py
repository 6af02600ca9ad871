"""Live traces with their controls: scale, time, filter."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from attention_camp.camp.session.messages import SignalState, StreamOpened
from attention_camp.camp.ui.theme import SPACE
from attention_camp.camp.ui.widgets.form_rows import labelled
from attention_camp.camp.ui.widgets.live_traces import SCALES_UV, LiveTraces
from attention_camp.camp.ui.widgets.page import label
from attention_camp.signal.ring import Ring

SECONDS = (5, 10, 20)


class TracePanel(QWidget):
    """Traces and, above them, what can be set."""

    def __init__(self, *, explains: bool = False) -> None:
        super().__init__()
        self._opened: StreamOpened | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(label(self.tr("EEG"), "heading"))
        row.addStretch()
        self.filtered = QCheckBox(self.tr("Filtered"))
        self.filtered.setChecked(True)
        self.filtered.toggled.connect(self._on_filtered)
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
        for widget in (self.filtered, self.scale, self.time):
            row.addWidget(widget)
        column.addLayout(row)
        labelled(self.scale, self.tr("Distance between two channels"))
        labelled(self.time, self.tr("Time shown"))
        self.traces = LiveTraces()
        column.addWidget(self.traces, 1)
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

    def open(self, opened: StreamOpened, ring: Ring | None) -> None:
        """Show a stream."""
        self._opened = opened
        self.traces.set_source(ring, opened.info.ch_names)
        self._on_filtered()

    def close_stream(self) -> None:
        """Clear the traces."""
        self._opened = None
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

        cleaner = Cleaner(
            self._opened.info,
            line_freq=self._opened.line_freq,
            highpass=1.0,
            reference="as-recorded",
        )
        self.about.setText(
            self.tr(
                "Display filter: 1–{low} Hz, {line} Hz notch, {delay} ms delay at "
                "10 Hz. The file holds the unfiltered signal."
            ).format(
                low=round(cleaner.lowpass),
                line=round(self._opened.line_freq),
                delay=round(1000 * cleaner.group_delay(10.0)),
            )
        )
        self.about.setVisible(self._explains)
        self.filtered.setToolTip(self.about.text())
        self.traces.set_step(cleaner.step)
