"""Third step of a new session: whether the EEG is good enough to begin."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from attention_camp.camp.session.messages import (
    ImpedanceMeasured,
    SignalState,
    StreamOpened,
    ToOperator,
)
from attention_camp.camp.session.signal_check import SignalCheck
from attention_camp.camp.ui.operator.live_session import LiveSession
from attention_camp.camp.ui.operator.setup.eyes_closed import EyesClosedCheck
from attention_camp.camp.ui.operator.setup.fitting_window import FittingWindow
from attention_camp.camp.ui.operator.setup.impedance_check import ImpedanceCheck
from attention_camp.camp.ui.operator.setup.verdict_text import finding, remedy, summary
from attention_camp.camp.ui.operator.trace_panel import TracePanel
from attention_camp.camp.ui.sentences import translated
from attention_camp.camp.ui.theme import SPACE
from attention_camp.camp.ui.widgets.head_map import HeadMap
from attention_camp.camp.ui.widgets.page import Banner, CardFrame, label, scrolled
from attention_camp.signal.clock import host_time
from attention_camp.signal.impedance import impedance_mode
from attention_camp.signal.plausibility import PlausibilityWatch
from attention_camp.signal.window import ChannelVerdict

SIMULATED = frozenset({"simulated", "synthetic"})
"""Sources that have no eyes to close."""
VERDICTS_EVERY_S = 1.0
"""Interval between updates of the list, s: slow enough to read."""


class SignalStep(QWidget):
    """Live traces, head map, a verdict per channel, and the override."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._live: LiveSession | None = None
        self._watch: PlausibilityWatch | None = None
        self._min_good = 0.5
        self._listed_at = 0.0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        self.banner = Banner()
        column.addWidget(self.banner)
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE)
        self.panel = TracePanel(explains=True)
        row.addWidget(self.panel, 3)
        row.addWidget(self._verdict_card(), 2)
        middle = scrolled(row)
        middle.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it holds fields
        column.addWidget(middle, 1)
        column.addWidget(self._override_row())

    def _verdict_card(self) -> CardFrame:
        card = CardFrame()
        card.setMinimumWidth(220)
        self.head = HeadMap()
        card.box.addWidget(self.head, 3)
        self._findings = QVBoxLayout()
        self._findings.setContentsMargins(0, 0, SPACE, 0)
        self._findings.setSpacing(SPACE // 2)
        self.impedance = ImpedanceCheck()
        self.impedance.asked.connect(self._on_impedance_asked)
        found = QVBoxLayout()
        found.addLayout(self._findings)
        found.addWidget(self.impedance)
        found.addStretch()
        self._found = scrolled(found)
        self._found.setMinimumHeight(4 * self.fontMetrics().height())
        card.box.addWidget(self._found, 3)
        self.eyes = EyesClosedCheck()
        self.eyes.buttons.addWidget(self.impedance.button)
        self.guide = QPushButton(self.tr("Guided fitting"))
        self.guide.setToolTip(
            self.tr("One electrode at a time, in words for the participant.")
        )
        self.guide.clicked.connect(self._on_guide)
        self._fitting: FittingWindow | None = None
        card.box.addWidget(self.guide)
        card.box.addWidget(self.eyes)
        return card

    def _override_row(self) -> QWidget:
        self.override = QWidget()
        row = QHBoxLayout(self.override)
        row.setContentsMargins(0, 0, 0, 0)
        text = label(self.tr("Reason for starting anyway:"))
        row.addWidget(text)
        self.reason = QLineEdit()
        self.reason.setAccessibleName(self.tr("Reason for starting anyway"))
        self.reason.setPlaceholderText(
            self.tr(
                "kept with the recording, such as: only the frontal channels matter"
            )
        )
        self.reason.textChanged.connect(self.changed)
        text.setBuddy(self.reason)
        row.addWidget(self.reason, 1)
        self.override.hide()
        return self.override

    # what it says

    @property
    def may_start(self) -> bool:
        """Whether the session may start, with or without an override."""
        return self._state is not None and self.check.allows_start

    @property
    def check(self) -> SignalCheck:
        """The signal check to store with the recording."""
        state = self._state
        return SignalCheck.of(
            state.verdicts if state is not None else (),
            self._min_good,
            override=self.reason.text(),
            impedance=self.impedance.verdicts,
            question=self._question,
        )

    @property
    def _question(self) -> str:
        return "" if self._watch is None else self._watch.question() or ""

    @property
    def _state(self) -> SignalState | None:
        return None if self._live is None else self._live.course.signal

    # what arrives

    def watch(self, live: LiveSession, min_good: float) -> None:
        """Follow a connected headset; again after its stream began anew."""
        if live is self._live:
            self._open(live)
            return
        self._live = live
        self._min_good = min_good
        self._listed_at = 0.0
        live.told.connect(self._on_told)
        live.polled.connect(self._on_polled)
        live.closing.connect(self._on_closing)
        self.impedance.clear()
        can = impedance_mode(live.request.board) is not None
        self.impedance.button.setVisible(can)
        self.eyes.is_simulated = live.request.board in SIMULATED
        self.reason.clear()  # one session's reason is not the next one's
        self._open(live)
        self._wait()

    def need(self, min_good: float) -> None:
        """Ask for another share of good channels: the protocol changed."""
        if min_good != self._min_good:
            self._min_good = min_good
            self._listed_at = 0.0

    def _open(self, live: LiveSession) -> None:
        if live.course.opened is not None:
            self._watch = PlausibilityWatch(live.course.opened.info)
            self.panel.open(live.course.opened, live.ring)
            self.eyes.open(live.course.opened, live.ring)
            self.head.set_channels(live.course.opened.info.ch_names)

    def _on_guide(self) -> None:
        """Show the fitting large, for the participant to follow."""
        live = self._live
        if live is None or live.course.opened is None or live.ring is None:
            return
        self._close_fitting()
        opened, board = live.course.opened, live.request.board
        self._fitting = FittingWindow(opened, live.ring, board, self)
        self._fitting.finished.connect(self._close_fitting)
        self._fitting.showMaximized()

    def _close_fitting(self) -> None:
        if self._fitting is not None:
            window, self._fitting = self._fitting, None
            window.close()
            window.deleteLater()

    def _on_impedance_asked(self) -> None:
        if self._live is not None:
            self._live.controller.measure_impedance()

    def _wait(self) -> None:
        self.banner.say("info", self.tr("Waiting for the first seconds of signal…"))
        self.override.hide()

    def _on_told(self, message: ToOperator) -> None:
        if isinstance(message, ImpedanceMeasured):
            self.impedance.show_report(message.report)
            # once its new height is known
            QTimer.singleShot(0, self._scroll_to_impedance)
        if isinstance(message, StreamOpened) and self._live is not None:
            self._close_fitting()
            self._open(self._live)  # its samples are in another place now
        if not isinstance(message, SignalState):
            return
        self.panel.take(message)
        if self._fitting is not None and message.verdicts:
            self._fitting.take(message)
        if self._watch is not None and self._live is not None and self._live.ring:
            self._watch.look(self._live.ring)
        now = host_time()
        if message.verdicts and now - self._listed_at >= VERDICTS_EVERY_S:
            self._listed_at = now
            self._show(message.verdicts)

    def _scroll_to_impedance(self) -> None:
        self._found.verticalScrollBar().setValue(self.impedance.y())

    def _on_polled(self) -> None:
        if self.isVisible():
            self.panel.traces.refresh()
            self.eyes.refresh()
        if self._fitting is not None:
            self._fitting.refresh()

    def _on_closing(self) -> None:
        self.panel.close_stream()
        self.eyes.close_stream()
        self._close_fitting()
        self._live = None

    def _show(self, verdicts: Sequence[ChannelVerdict]) -> None:
        self.head.set_qualities(
            {v.ch_name: v.quality for v in verdicts},
            {v.ch_name: f"{v.ch_name}: {finding(v)}" for v in verdicts},
        )
        self._list(verdicts)
        question = self._question
        check = SignalCheck.of(verdicts, self._min_good, question=question)
        good = check.n_good
        if question:
            self.banner.say("bad", translated(question))
        elif good == len(verdicts):
            self.banner.say(
                "good",
                self.tr("All channels are good ({n}).").format(n=len(verdicts)),
            )
        elif check.passes:
            self.banner.say(
                "warn",
                self.tr(
                    "Good channels: {good} of {n}, enough to begin. Better first "
                    "help the others, listed at the right."
                ).format(good=good, n=len(verdicts)),
            )
        else:
            self.banner.say(
                "bad",
                self.tr(
                    "Good channels: {good} of {n}; this protocol asks for {needed}. "
                    "Work through the list at the right."
                ).format(good=good, n=len(verdicts), needed=check.n_needed),
            )
        self.override.setVisible(not check.allows_start)
        self.changed.emit()

    def _list(self, verdicts: Sequence[ChannelVerdict]) -> None:
        while (item := self._findings.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        worst_first = sorted(
            (v for v in verdicts if v.quality != "good"),
            key=lambda v: (v.quality != "bad", v.fault),
        )
        # what is to be done stands once, below the first channel that needs it
        for _, same in groupby(worst_first, key=lambda v: (v.quality, v.fault)):
            first, *others = same
            self._findings.addWidget(label(summary(first), wraps=True))
            self._findings.addWidget(label(remedy(first), "small", wraps=True))
            for verdict in others:
                self._findings.addWidget(label(summary(verdict), wraps=True))
        note = None if self._watch is None else self._watch.offset_note()
        if note is not None:
            self._findings.addWidget(label(translated(note), "muted", wraps=True))
        fine = [v.ch_name for v in verdicts if v.quality == "good"]
        if fine:
            text = self.tr("● Good: {names}").format(names=", ".join(fine))
            self._findings.addWidget(label(text, "muted", wraps=True))
