"""The viewer's plots and lists, side by side, with movable borders."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from attention_camp.camp.ui.theme import SPACE
from attention_camp.camp.ui.viewer.annotations.hands import ReviewHands
from attention_camp.camp.ui.viewer.overview import Overview
from attention_camp.camp.ui.viewer.recorded_session import RecordedSession
from attention_camp.camp.ui.viewer.side import ViewerSide
from attention_camp.camp.ui.viewer.timeline import Timeline
from attention_camp.camp.ui.viewer.traces.eeg_plot import EegPlot
from attention_camp.camp.ui.viewer.traces.picture import LONGEST_READ_S
from attention_camp.camp.ui.viewer.views.asked import Asked, too_short_text


class ViewerContent(QSplitter):
    """Trials above EEG and overview at the left, lists and views at the right.

    Parameters
    ----------
    hands : ReviewHands
        What changes the annotations.
    """

    def __init__(self, hands: ReviewHands) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.timeline = Timeline()
        self.overview = Overview()
        self.eeg = EegPlot()
        self.side = ViewerSide(hands)
        left = QSplitter(Qt.Orientation.Vertical)
        left.addWidget(self.timeline)
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE // 2)
        column.addWidget(self.eeg, 1)
        column.addWidget(self.overview)
        left.addWidget(below)
        left.setSizes([245, 330])
        left.setChildrenCollapsible(False)
        self.addWidget(left)
        self.addWidget(self.side)
        self.setSizes([640, 410])
        self.setStretchFactor(0, 3)
        self.setStretchFactor(1, 1)
        self.setChildrenCollapsible(False)

    def show_recording(self, recording: RecordedSession) -> None:
        """Show another recording; the trials of a blinded study are sealed."""
        self.eeg.show_recording(recording)
        # one time axis: all of them begin where the traces do
        self.timeline.gutter = self.overview.gutter = self.eeg.plot.left()
        self.timeline.show_recording(recording)
        self.overview.show_recording(recording)
        self.timeline.setVisible(not recording.is_blinded)
        self.side.lists.setTabVisible(0, not recording.is_blinded)

    def show_views(self, recording: RecordedSession) -> None:
        """Show the chosen view of the selection, or of the time in view."""
        views, (start, stop) = self.side.views, self.eeg.span
        bads, names = recording.bads, recording.ch_names
        rows = [n for n in self.eeg.rows if n < len(names) and names[n] not in bads]
        good = tuple(names[n] for n in sorted(rows))
        seen, band = self.eeg.arrangement.seen, views.band.currentData()
        asked = Asked(recording, start, stop, seen, good, band)
        if stop - start > LONGEST_READ_S and not views.is_of_session:
            too_long = self.tr("Select 5 min or less to see its spectrum.")
            views.show_nothing(asked, too_long)
            return
        views.show_asked(asked)
        if not views.kind:
            views.spectrum.heading.setText(
                self.tr("Spectrum of the time in view")
                if self.eeg.selection is None
                else self.tr("Spectrum of the selection")
            )
            views.spectrum.show_data(asked.data, recording.sfreq)
            if not views.spectrum.powers.text():
                views.note.setText(too_short_text())
