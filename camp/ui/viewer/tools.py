"""The viewer's tools: trials, time shown, scale, channels, spectrum."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QMenu,
    QPushButton,
    QWidgetAction,
)

from attention_camp.camp.ui import formats
from attention_camp.camp.ui.theme import SPACE
from attention_camp.camp.ui.viewer.channel_picker import ChannelPicker
from attention_camp.camp.ui.viewer.recorded_session import RecordedSession, Stretch
from attention_camp.camp.ui.viewer.traces.display_panel import DisplayPanel
from attention_camp.camp.ui.widgets.form_rows import labelled
from attention_camp.camp.ui.widgets.live_traces import SCALES_UV
from attention_camp.camp.ui.widgets.two_rows import TwoRows

SECONDS = (1, 2, 5, 10, 20, 30, 60, 120, 300, 900, 3600, 4 * 3600, 24 * 3600)
"""Offered lengths of the time in view, s."""


class ViewerTools(TwoRows):
    """Tool bar of the viewer; emits a signal for each choice."""

    trial_stepped = Signal(int)
    seconds_chosen = Signal(float)
    scale_chosen = Signal(float)
    channels_picked = Signal(list)
    spectrum_toggled = Signal(bool)
    explanation_toggled = Signal(bool)
    display_changed = Signal()
    bad_toggled = Signal(str)
    time_chosen = Signal(float)
    run_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__(SPACE // 2)
        row, more = self.parts
        self.runs = QComboBox()
        self.runs.activated.connect(
            lambda: self.run_chosen.emit(self.runs.currentData())
        )
        self.runs.hide()
        row.addWidget(self.runs)
        row.addStretch()
        self.marks = QPushButton()
        self.marks.setProperty("role", "menu")
        self._marks_menu = QMenu(self.marks)
        self.marks.setMenu(self._marks_menu)
        self.show_marks(())
        self.previous = QPushButton(self.tr("◀ Trial"))
        self.previous.setToolTip(self.tr("Previous trial (P)"))
        self.previous.setAccessibleName(self.tr("Previous trial"))
        self.previous.clicked.connect(lambda: self.trial_stepped.emit(-1))
        self.next = QPushButton(self.tr("Trial ▶"))
        self.next.setToolTip(self.tr("Next trial (N)"))
        self.next.setAccessibleName(self.tr("Next trial"))
        self.next.clicked.connect(lambda: self.trial_stepped.emit(1))
        self.time = self._time_box()
        self.scale = self._scale_box()
        self.channels = QPushButton(self.tr("Channels"))
        self.channels.setProperty("role", "menu")
        self._menu = QMenu(self.channels)
        self.channels.setMenu(self._menu)
        self.display = DisplayPanel()
        self.display.changed.connect(self._on_display_changed)
        self.look = self._display_button()
        self.spectrum = QPushButton(self.tr("Views"))
        self.spectrum.setCheckable(True)
        self.spectrum.setChecked(True)
        self.spectrum.setToolTip(
            self.tr("Show or hide the views: spectra, maps, evoked responses (S)")
        )
        self.spectrum.toggled.connect(self.spectrum_toggled)
        self.explanation = QPushButton(self.tr("Explain"))
        self.explanation.setCheckable(True)
        self.explanation.setToolTip(self.tr("Why the chosen trial scored so (E)"))
        self.explanation.toggled.connect(self.explanation_toggled)
        for widget in (
            self.marks, self.previous, self.next, self.time, self.scale,
        ):  # fmt: skip
            row.addWidget(widget)
        for widget in (self.channels, self.look, self.spectrum, self.explanation):
            more.addWidget(widget)
        labelled(self.time, self.tr("Time shown"))
        labelled(self.scale, self.tr("Distance between two channels"))
        labelled(self.runs, self.tr("Run of the session"))

    def allow_trials(self, *, allowed: bool) -> None:
        """Offer what goes by trials, or not: those of a blinded study are sealed."""
        for button in (self.previous, self.next, self.explanation):
            button.setEnabled(allowed)
        if not allowed:
            self.explanation.setChecked(False)

    def _display_button(self) -> QPushButton:
        button = QPushButton(self.tr("Display"))
        button.setProperty("role", "menu")
        button.setToolTip(self.tr("Filters, reference and order of what is seen"))
        menu = QMenu(button)
        action = QWidgetAction(menu)
        action.setDefaultWidget(self.display)
        menu.addAction(action)
        button.setMenu(menu)
        return button

    def _time_box(self) -> QComboBox:
        box = QComboBox()
        box.setToolTip(self.tr("Time shown (+ −)"))
        for value in SECONDS:
            box.addItem(formats.duration(value), value)
        box.setCurrentIndex(SECONDS.index(10))
        box.currentIndexChanged.connect(
            lambda: self.seconds_chosen.emit(box.currentData())
        )
        return box

    def _scale_box(self) -> QComboBox:
        box = QComboBox()
        box.setToolTip(self.tr("Distance between two channels (↑ ↓)"))
        for value in SCALES_UV:
            box.addItem(self.tr("{scale} µV").format(scale=value), value)
        box.setCurrentIndex(SCALES_UV.index(50))
        box.currentIndexChanged.connect(
            lambda: self.scale_chosen.emit(box.currentData())
        )
        return box

    def show_channels(self, recording: RecordedSession) -> None:
        """Offer the channels of another recording; the EEG is picked."""
        self._menu.clear()
        n_eeg = len(recording.ch_names)
        names = [channel.name for channel in recording.channels]
        picker = ChannelPicker(names, n_eeg)
        action = QWidgetAction(self._menu)
        action.setDefaultWidget(picker)
        self._menu.addAction(action)
        self._bad = self._menu.addMenu(self.tr("Bad channels"))
        picker.picked.connect(lambda rows: self._pick(rows, len(names)))
        self.display.show_channels(recording.ch_names, recording.sfreq)
        self._name_display()
        self.show_bads(recording)
        self._pick(picker.rows, len(names))

    def show_bads(self, recording: RecordedSession) -> None:
        """Show which channels are bad now."""
        self._bad.clear()
        bads = recording.bads
        for name in recording.ch_names:
            action = self._bad.addAction(name)
            action.setCheckable(True)
            action.setChecked(name in bads)
            action.triggered.connect(lambda _on, n=name: self.bad_toggled.emit(n))

    def _on_display_changed(self) -> None:
        self._name_display()
        self.display_changed.emit()

    def _name_display(self) -> None:
        """Say on the button how many of the choices are not the usual ones."""
        n = self.display.n_changed
        text = self.tr("Display · {n}").format(n=n) if n else self.tr("Display")
        self.look.setText(text)

    def show_marks(self, marks: Sequence[Stretch]) -> None:
        """List the notes, pauses and calls; a choice goes to the time."""
        self._marks_menu.clear()
        self.marks.setText(self.tr("Notes {n}").format(n=len(marks)))
        self.marks.setEnabled(bool(marks))
        for mark in marks:
            text = f"{formats.clock(mark.onset)}   {mark.text}"
            action = self._marks_menu.addAction(text.replace("&", "&&"))
            action.triggered.connect(
                lambda _on=False, at=mark.onset: self.time_chosen.emit(at)
            )

    def show_runs(self, runs: Mapping[int, Path], shown: int) -> None:
        """Offer the runs of a session that was gone on with."""
        self.runs.clear()
        for number, path in sorted(runs.items()):
            self.runs.addItem(self.tr("Run {n}").format(n=number), path)
            if number == shown:
                self.runs.setCurrentIndex(self.runs.count() - 1)
        self.runs.setVisible(len(runs) > 1)

    def show_seconds(self, seconds: float) -> None:
        """Show how much time is in view, also where it is none of those offered."""
        self.time.blockSignals(True)
        if self.time.count() > len(SECONDS):
            self.time.removeItem(len(SECONDS))
        row = self.time.findData(int(seconds)) if seconds == int(seconds) else -1
        if row < 0:
            is_long = seconds >= 60
            self.time.addItem(
                formats.duration(seconds)
                if is_long
                else formats.number(seconds, 1, "s"),
                seconds,
            )
            row = len(SECONDS)
        self.time.setCurrentIndex(row)
        self.time.blockSignals(False)

    def step_seconds(self, by: int, now: float) -> None:
        """Choose the next longer or shorter time than ``now``."""
        nearest = min(range(len(SECONDS)), key=lambda i: abs(SECONDS[i] - now))
        self.time.setCurrentIndex(min(max(nearest + by, 0), len(SECONDS) - 1))

    def step_scale(self, by: int) -> None:
        """Choose the next larger or smaller scale."""
        row = self.scale.currentIndex() + by
        self.scale.setCurrentIndex(min(max(row, 0), self.scale.count() - 1))

    def _pick(self, rows: list[int], n_chans: int) -> None:
        text = self.tr("Channels {shown}/{n}").format(shown=len(rows), n=n_chans)
        self.channels.setText(text)
        self.channels_picked.emit(rows)
