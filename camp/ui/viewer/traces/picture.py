"""The picture of the EEG in view: traces, annotations, trials, selection, read-out."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from attention_camp.camp.session.records import TrialRecord
from attention_camp.camp.ui import formats
from attention_camp.camp.ui.theme import theme_of
from attention_camp.camp.ui.viewer.recorded_session import RecordedSession, Stretch
from attention_camp.camp.ui.viewer.traces.arrangement import Arrangement, places_of
from attention_camp.camp.ui.viewer.traces.drawing import Frame, TraceCanvas, ticks_of
from attention_camp.camp.ui.viewer.traces.reading import NO_TRACES, Traces
from attention_camp.camp.ui.widgets.trace_layout import blank, fits, scale_room
from attention_camp.resources.texts import fill

_ONSET = attrgetter("onset")
GUTTER_LINES = 3.6
"""Least room left of the time axes, in heights of a line."""
LONGEST_READ_S = 300.0
"""Longest stretch whose samples are read for spectra and figures, s; own choice."""


class TracePicture(QWidget):
    """Traces of the picked channels between two times; read by window."""

    selected = Signal()
    """Another stretch is selected, or none."""

    def __init__(self) -> None:
        super().__init__()
        self.recording: RecordedSession | None = None
        self.arrangement = Arrangement()
        self._start = 0.0
        self._stop = 10.0
        self.traces: Traces = NO_TRACES
        self.selection: tuple[float, float] | None = None
        """Selected stretch, s."""
        self.pointer: QPointF | None = None
        self._picture: QPixmap | None = None
        self._timed: list[TrialRecord] = []
        """The trials whose onset is known, in its order."""
        self.setMinimumSize(300, 120)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("EEG traces"))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    # what is shown

    def show_recording(self, recording: RecordedSession) -> None:
        """Show another recording."""
        self.recording = recording
        scale = self.arrangement.scale_uv
        positions = dict(recording.session.recording.info.positions)
        self.arrangement = Arrangement(
            channels=recording.channels,
            picked=list(range(len(recording.ch_names))),
            places=places_of(recording.ch_names, positions),
            scale_uv=scale,
        )
        known = (trial for trial in recording.trials if math.isfinite(trial.onset))
        self._timed = sorted(known, key=_ONSET)
        self.selection = None

    @property
    def rows(self) -> list[int]:
        """Indices of the channels shown."""
        return self.arrangement.picked

    @property
    def scale_uv(self) -> float:
        """Distance between two channels, µV."""
        return self.arrangement.scale_uv

    @property
    def span(self) -> tuple[float, float]:
        """The selected stretch, else the time in view, s."""
        if self.selection is not None:
            return self.selection
        end = self.recording.duration if self.recording else self._stop
        return self._start, min(self._stop, end)

    @property
    def data(self) -> NDArray[np.float64]:
        """EEG of `span` in µV as it is seen, all channels; empty if it is too long."""
        start, stop = self.span
        if self.recording is None or stop - start > LONGEST_READ_S + 1e-6:
            return np.empty((0, 0))
        return self.recording.window(start, stop, self.arrangement.seen)[0]

    def pick(self, rows: Sequence[int]) -> None:
        """Set the channels shown."""
        self.arrangement.picked = list(rows)
        self.redraw()

    def set_scale(self, scale_uv: float) -> None:
        """Set the distance between two channels, µV."""
        self.arrangement.scale_uv = scale_uv
        self.redraw()

    def show_window(self, start: float, stop: float) -> None:
        """Show the EEG between two times, s."""
        self._start, self._stop = start, stop
        self.read_again()

    def read_again(self) -> None:
        """Read the time in view anew: filters, reference or bad channels changed."""
        recording = self.recording
        if recording is None:
            return
        self.setAccessibleDescription(self._words(recording))
        self.traces = recording.reader.traces(
            self._start,
            self._stop,
            max(2, int(self.plot.width())),
            self.arrangement.seen,
            lambda: recording.bads,
        )
        self.redraw()

    def redraw(self) -> None:
        """Draw the picture anew."""
        self._picture = None
        self.update()

    def select(self, start: float, stop: float) -> None:
        """Select a stretch, s; an empty one selects nothing."""
        self.selection = (start, stop) if stop > start else None
        self.selected.emit()
        self.update()

    def _words(self, recording: RecordedSession) -> str:
        """Return what is in view, in a sentence."""
        bads = recording.bads
        bad = [name for name in recording.ch_names if name in bads]
        here = [
            mark.text
            for mark in recording.marks
            if self._start <= mark.onset <= self._stop
        ]
        return fill(
            self.tr(
                "{n:channel|channels} from {start} to {stop}; bad: {bad}; notes: "
                "{notes}"
            ),
            n=len(self.rows),
            start=formats.clock(self._start),
            stop=formats.clock(self._stop),
            bad=", ".join(bad) or formats.NOTHING,
            notes=", ".join(here) or formats.NOTHING,
        )

    # drawing

    @property
    def frame(self) -> Frame:
        """Where the traces are, and which times they are of."""
        return Frame(self.plot, self._start, self._stop)

    @property
    def ticks(self) -> list[tuple[float, str]]:
        """Ticks of the time axis: where they are, px, and what they say."""
        return ticks_of(self.frame, self.fontMetrics())

    @property
    def plot(self) -> QRectF:
        """Where the traces are, px."""
        metrics = self.fontMetrics()
        names = [f"✕ {channel.name}" for channel in self.arrangement.channels]
        gutter = max((metrics.horizontalAdvance(n) for n in names), default=20) + 12
        gutter = max(gutter, int(GUTTER_LINES * metrics.height()))
        return QRectF(
            gutter,
            metrics.height() + 4,
            max(10, self.width() - gutter - scale_room(self)),
            max(10, self.height() - 2 * metrics.height() - 14),
        )

    def resizeEvent(self, event: object) -> None:  # noqa: ARG002
        """Recompute the traces for the new width."""
        self.show_window(self._start, self._stop)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the picture, and selection, read-out and focus over it."""
        theme = theme_of(self)
        if self._picture is None or not fits(self._picture, self):
            self._picture = self._drawn()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        if self.selection is not None:
            self._draw_selection(painter, self.selection)
        if self.recording is not None and (text := self.read_out()):
            box = QRectF(painter.fontMetrics().boundingRect(text)).adjusted(
                -6, -2, 6, 2
            )
            box.moveTopRight(self.plot.topRight())
            painter.fillRect(box, QColor(theme.surface))
            painter.setPen(QColor(theme.muted))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _drawn(self) -> QPixmap:
        theme = theme_of(self)
        picture = blank(self, QColor(theme.surface))
        recording = self.recording
        if recording is not None and self.rows:
            painter = QPainter(picture)
            painter.setFont(self.font())
            bads, frame = recording.bads, self.frame
            canvas = TraceCanvas(painter, self, theme, frame, self.arrangement, bads)
            stretches = self.in_view(recording.stretches)
            canvas.stretches(stretches)
            begin = bisect_left(self._timed, self._start, key=_ONSET)
            end = bisect_right(self._timed, self._stop, key=_ONSET)
            canvas.trials(self._timed[begin:end])
            canvas.axis()
            canvas.traces(self.traces)
            canvas.names(self.traces)
            canvas.descriptions(stretches)
            canvas.marks(self.in_view(recording.marks))
            self._draw_notice(painter)
            painter.end()
        return picture

    def in_view(self, stretches: Sequence[Stretch]) -> list[Stretch]:
        """Return those of some stretches that are in view."""
        return [
            one
            for one in stretches
            if one.onset <= self._stop and one.onset + one.duration >= self._start
        ]

    def _draw_notice(self, painter: QPainter) -> None:
        """Say where the picture is not what was asked for."""
        text = ""
        if not self.traces.is_whole:
            text = self.tr("The overview of this recording is being made…")
        elif not self.traces.is_seen:
            text = self.tr("Too long for filters and reference: shown as recorded")
        if text:
            painter.setPen(QColor(theme_of(self).accent))
            at = self.plot.bottomLeft() + QPointF(6, -2 * self.fontMetrics().height())
            painter.drawText(at, text)

    def _draw_selection(self, painter: QPainter, span: tuple[float, float]) -> None:
        theme, frame = theme_of(self), self.frame
        left = max(frame.x(span[0]), frame.plot.left())
        right = min(frame.x(span[1]), frame.plot.right())
        if right <= left:
            return
        box = QRectF(left, frame.plot.top(), right - left, frame.plot.height())
        shade = QColor(theme.accent)
        shade.setAlpha(35)
        painter.fillRect(box, shade)
        painter.setPen(QPen(QColor(theme.accent), 1))
        painter.drawRect(box)

    def read_out(self) -> str:
        """Return what is under the pointer: time, channel and value; or the span."""
        at, frame = self.pointer, self.frame
        if self.selection is not None and self.selection[1] > self._start:
            start, stop = self.selection
            return self.tr("{start} to {stop}, {length}").format(
                start=formats.clock(start, 2),
                stop=formats.clock(stop, 2),
                length=formats.number(stop - start, 3, "s"),
            )
        if at is None or not frame.plot.contains(at) or not self.traces.times.size:
            return ""
        row = self.row_at(at.y())
        time = frame.time(at.x())
        if row is None or self.arrangement.is_butterfly:
            return formats.clock(time, 3)
        nearest = int(np.abs(self.traces.times - time).argmin())
        channel = self.arrangement.channels[row]
        value = float(self.traces.values[row, nearest])
        unit = "µV" if channel.kind == "eeg" else channel.unit.replace("n/a", "")
        number = formats.number(value, 1, unit)
        return f"{formats.clock(time, 3)}   {channel.name}   {number}"

    def row_at(self, y: float) -> int | None:
        """Return the channel whose row is at a height, px."""
        rows, plot = self.arrangement.rows, self.plot
        place = int((y - plot.top()) / plot.height() * len(rows)) if rows else -1
        return rows[place] if 0 <= place < len(rows) else None
