"""The session viewer: one linked time axis over trials, EEG and spectrum."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QScrollArea

from attention_camp.camp.dataset.derivatives.pyramid import Pyramid
from attention_camp.camp.ui import formats
from attention_camp.camp.ui.sentences import translated
from attention_camp.camp.ui.theme import SPACE
from attention_camp.camp.ui.viewer.annotations.hands import ReviewHands
from attention_camp.camp.ui.viewer.content import ViewerContent
from attention_camp.camp.ui.viewer.empty import EmptyViewer
from attention_camp.camp.ui.viewer.recorded_session import RecordedSession, Stretch
from attention_camp.camp.ui.viewer.tools import ViewerTools
from attention_camp.camp.ui.viewer.traces.overview_job import PyramidJob
from attention_camp.camp.ui.widgets.background import Background
from attention_camp.camp.ui.widgets.codes import blinded_text
from attention_camp.camp.ui.widgets.page import Banner, Page, label
from attention_camp.resources.texts import fill

SHORTEST_S = 0.05
"""Shortest time in view, s: a spike fills the picture. Own choice."""
ROOM_AROUND = 1.25
"""Time in view for an annotation that is longer than what is shown, as a multiple."""
LEAST_LINES = 24
"""Least height of plots and lists, in heights of a line; below it they scroll."""
FOOT_MARGIN = 3 * SPACE
"""At either side of the buttons below, px."""
SPECTRUM_WAIT_MS = 120
"""Delay after the last scrolling before the spectrum is updated, ms."""


class ViewerPage(Page):
    """Page for scrolling, zooming and stepping through a recorded session."""

    folder_wanted = Signal()
    calibration_wanted = Signal()
    summary_wanted = Signal()
    opened = Signal()

    def __init__(self) -> None:
        super().__init__("")
        self.title.setText(self.tr("Session viewer"))
        self.recording: RecordedSession | None = None
        self._is_shown = False
        self._opening: Background | None = None
        self._start = 0.0
        self._seconds = 10.0
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(SPACE)
        self.banner = Banner()
        self.body.addWidget(self.banner)
        self.hands = ReviewHands(self)
        self._pyramid = PyramidJob(self)
        self._pyramid.ready.connect(self._on_pyramid)
        self.about = label("", "muted")
        self.head.addWidget(self.about)
        self.tools = ViewerTools()
        self.body.addWidget(self.tools)
        self.content = ViewerContent(self.hands)
        self.timeline, self.overview = self.content.timeline, self.content.overview
        self.eeg, self.side = self.content.eeg, self.content.side
        self.table, self.spectrum = self.side.table, self.side.spectrum
        self.explanation = self.side.explanation
        self.content.setMinimumHeight(LEAST_LINES * self.fontMetrics().height())
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.content)
        self._area_of_content = area
        self.body.addWidget(area, 1)
        self.empty = EmptyViewer()
        self.body.addWidget(self.empty, 1)
        self.add_back(self.tr("All sessions")).clicked.connect(
            lambda: self.left.emit("sessions")
        )
        self.hint = label(
            self.tr(
                "On the traces: ← → scroll, + − zoom, ↑ ↓ scale, N P trials, drag to "
                "select, A annotate"
            ),
            "small",
        )
        self.foot.insertWidget(1, self.hint)
        self.foot.insertSpacing(1, SPACE)
        self.calibration = self.add_secondary(self.tr("Calibration report"))
        self.calibration.clicked.connect(self.calibration_wanted)
        self.summary = self.add_secondary(self.tr("Summary"))
        self.summary.clicked.connect(self.summary_wanted)
        self.add_primary(self.tr("Open a session…")).clicked.connect(self.folder_wanted)
        self._spectrum_timer = QTimer(self)
        self._spectrum_timer.setSingleShot(True)
        self._spectrum_timer.setInterval(SPECTRUM_WAIT_MS)
        self._spectrum_timer.timeout.connect(self._show_spectrum)
        self._connect_tools()
        self._make_shortcuts()
        self._show_content(shown=False)

    def _connect_tools(self) -> None:
        self.side.trial_chosen.connect(self._go_to_trial)
        self.timeline.time_chosen.connect(self.go_to_middle)
        self.overview.time_chosen.connect(self.go_to_middle)
        self.eeg.scrolled.connect(lambda by: self.go_to(self._start + by))
        self.eeg.zoomed.connect(lambda by: self.set_seconds(self._seconds * by))
        self.tools.trial_stepped.connect(self.step_trial)
        self.tools.seconds_chosen.connect(self.set_seconds)
        self.tools.scale_chosen.connect(self.eeg.set_scale)
        self.tools.channels_picked.connect(self._on_picked)
        self.tools.spectrum_toggled.connect(self._on_spectrum_toggled)
        self.tools.explanation_toggled.connect(self._on_explanation_toggled)
        self.tools.time_chosen.connect(self.go_to_middle)
        self.tools.run_chosen.connect(self.open)
        self.tools.display_changed.connect(self._on_display_changed)
        self.tools.bad_toggled.connect(self.hands.toggle_bad)
        self.eeg.bad_toggled.connect(self.hands.toggle_bad)
        self.eeg.selected.connect(self._spectrum_timer.start)
        self.eeg.annotation_wanted.connect(self.annotate)
        self.eeg.stretch_chosen.connect(self.hands.edit)
        self.side.views.wanted.connect(self._show_spectrum)
        self.side.views.said.connect(self.banner.say)
        self.side.annotations.chosen.connect(self.show_stretch)
        self.side.annotations.wanted.connect(self.annotate)
        self.hands.changed.connect(self._on_reviewed)
        self.hands.failed.connect(lambda text: self.banner.say("bad", text))

    def _make_shortcuts(self) -> None:
        keys = {
            "Left": lambda: self.go_to(self._start - 0.1 * self._seconds),
            "Right": lambda: self.go_to(self._start + 0.1 * self._seconds),
            "Shift+Left": lambda: self.go_to(self._start - self._seconds),
            "Shift+Right": lambda: self.go_to(self._start + self._seconds),
            "Home": lambda: self.go_to(0.0),
            "End": lambda: self.go_to(float("inf")),
            "+": lambda: self.tools.step_seconds(-1, self._seconds),
            "=": lambda: self.tools.step_seconds(-1, self._seconds),
            "-": lambda: self.tools.step_seconds(1, self._seconds),
            "Up": lambda: self.tools.step_scale(-1),
            "Down": lambda: self.tools.step_scale(1),
            "N": lambda: self.step_trial(1),
            "P": lambda: self.step_trial(-1),
            "S": self.tools.spectrum.toggle,
            "E": self.tools.explanation.toggle,
            "A": self.annotate,
            "Ctrl+Z": self.hands.undo,
            "Ctrl+Y": self.hands.redo,
            "Escape": lambda: self.eeg.select(0.0, 0.0),
        }
        for key, callback in keys.items():
            # of the traces alone: tables and boxes need these keys themselves
            shortcut = QShortcut(QKeySequence(key), self.eeg)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(callback)

    # opening

    def open(self, path: Path) -> None:
        """Open a session in the background."""
        if self._opening is not None:
            self._opening.forget()
        self.banner.say(
            "info", self.tr("Reading {path}…").format(path=formats.breakable(path))
        )
        self._opening = Background(lambda: RecordedSession(path), self)
        self._opening.done.connect(self.show_recording)
        self._opening.failed.connect(self._on_failed)
        self._opening.start()

    def _on_failed(self, error: Exception) -> None:
        self.banner.say("bad", translated(error))
        self._show_content(shown=self.recording is not None)
        self.opened.emit()

    def show_recording(self, recording: RecordedSession) -> None:
        """Show a session that was read."""
        self.recording = self.hands.recording = recording
        self.banner.hide()
        if problem := recording.problem or recording.eyes_problem:
            self.banner.say("warn", translated(problem))
        elif recording.is_blinded:
            self.banner.say("info", blinded_text())
        recording.reader.pyramid = self._pyramid.start(recording.session.recording)
        self._show_content(shown=True)
        self.content.show_recording(recording)
        self.tools.allow_trials(allowed=not recording.is_blinded)
        self.side.set_trials(recording.trials)
        self.side.show_recording(recording)
        self.tools.show_channels(recording)
        self.side.annotations.show_all()
        self.tools.show_marks(recording.marks)
        self.tools.show_runs(recording.runs, recording.session.paths.run)
        self.about.setText(
            fill(
                self.tr("{name} · {duration} · {n:channel|channels}, {sfreq} Hz"),
                name=recording.title,
                duration=formats.duration(recording.duration),
                n=len(recording.ch_names),
                sfreq=formats.number(recording.sfreq),
            )
        )
        self.go_to(0.0)
        self.eeg.setFocus()
        self.opened.emit()

    def focus_first(self) -> None:
        """Put the keyboard on the traces, or on what opens a session."""
        (self.eeg if self._is_shown else self.primary).setFocus()

    def _on_pyramid(self, pyramid: Pyramid) -> None:
        """Draw long stretches from the pyramid, now that it is there."""
        if self.recording is not None:
            self.recording.reader.pyramid = pyramid
            self.eeg.read_again()

    def _on_display_changed(self) -> None:
        display = self.tools.display
        display.arrange(self.eeg.arrangement)
        self.timeline.follow(on=display.courses.isChecked())
        self.eeg.read_again()
        self._spectrum_timer.start()

    def _on_reviewed(self) -> None:
        """Show annotations and bad channels as they are now."""
        if self.recording is None:
            return
        self.banner.hide()
        self.tools.show_bads(self.recording)
        self.eeg.read_again()
        self.overview.show_recording(self.recording)
        self._spectrum_timer.start()

    def annotate(self) -> None:
        """Annotate the selection, or a moment in the middle of what is in view."""
        if self.recording is None:
            return
        middle = self._start + self._seconds / 2
        span = self.eeg.selection or (middle, middle)
        self.hands.annotate(*span)

    def show_stretch(self, stretch: Stretch) -> None:
        """Show an annotation from its onset to its end."""
        if stretch.duration > self._seconds / ROOM_AROUND:
            self.set_seconds(ROOM_AROUND * stretch.duration)
        middle = stretch.onset + stretch.duration / 2
        self.go_to(middle - self._seconds / 2)

    def _on_picked(self, rows: list[int]) -> None:
        if self.recording is None:
            return
        self.eeg.pick(rows)
        self._spectrum_timer.start()

    def _show_content(self, *, shown: bool) -> None:
        self._area_of_content.setVisible(shown)
        self.tools.setVisible(shown)
        self._is_shown = shown
        self._fit_hint()
        is_open = self.recording is not None and not self.recording.is_blinded
        self.calibration.setVisible(shown and is_open)
        self.summary.setVisible(shown)
        self.empty.setVisible(not shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide the hint if it does not fit."""
        super().resizeEvent(event)
        self._fit_hint()

    def _fit_hint(self) -> None:
        beside = (self.back, self.calibration, self.summary, self.primary, self.hint)
        needed = sum(widget.sizeHint().width() + SPACE for widget in beside)
        room = self.width() - 2 * FOOT_MARGIN
        self.hint.setVisible(self._is_shown and needed <= room)

    # going about

    @property
    def duration(self) -> float:
        """Length of the open recording, s."""
        return 0.0 if self.recording is None else self.recording.duration

    def go_to(self, start: float) -> None:
        """Show the time from ``start`` on."""
        if self.recording is None:
            return
        latest = max(0.0, self.recording.duration - self._seconds)
        self._start = min(max(0.0, start), latest)
        stop = self._start + self._seconds
        self.eeg.show_window(self._start, stop)
        self.timeline.show_window(self._start, stop)
        self.overview.show_window(self._start, min(stop, self.recording.duration))
        self._spectrum_timer.start()

    def go_to_middle(self, time: float) -> None:
        """Show the time around ``time``."""
        self.go_to(time - self._seconds / 2)
        self._mark_trial(time)

    def set_seconds(self, seconds: float) -> None:
        """Set the length of the time in view, around its middle."""
        middle = self._start + self._seconds / 2
        longest = max(self.duration, 1.0)
        self._seconds = min(max(SHORTEST_S, seconds), longest)
        self.tools.show_seconds(self._seconds)
        self.go_to(middle - self._seconds / 2)

    def step_trial(self, by: int) -> None:
        """Go to the next or the previous trial."""
        row = self.side.step(by)
        if row is not None:
            self._go_to_trial(row)

    def _go_to_trial(self, row: int) -> None:
        self.go_to(self.side.trials[row].onset - 0.2 * self._seconds)

    def _mark_trial(self, time: float) -> None:
        if self.recording is None:
            return
        row = self.recording.trial_at(time)
        if row is not None:
            self.table.selectRow(row)

    # spectrum and explanation

    def window_closing(self) -> None:
        """Give up what is at work when the window closes."""
        self.explanation.cancel()
        self._pyramid.stop()

    def _on_explanation_toggled(self, on: bool) -> None:
        """Show the explanation in place of the spectrum, and start it."""
        self.tools.spectrum.setChecked(not on)
        self.side.show_explanation(shown=on)

    def _on_spectrum_toggled(self, on: bool) -> None:
        if on:
            self.tools.explanation.setChecked(False)
        self.side.views.setVisible(on)
        self._show_spectrum()

    def _show_spectrum(self) -> None:
        """Show the chosen view of the selection, or of the time in view."""
        if self.recording is not None and self.side.views.isVisibleTo(self):
            self.content.show_views(self.recording)
