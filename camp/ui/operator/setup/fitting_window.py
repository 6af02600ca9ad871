"""Guided fitting: one thing at a time, for the participant to see and follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from attention_camp.camp.eeg.fitting.guide import BLINKS, Fitting, Stage
from attention_camp.camp.session.messages import SignalState, StreamOpened
from attention_camp.camp.ui import formats
from attention_camp.camp.ui.operator.setup.verdict_text import (
    SYMBOLS,
    finding,
    remedy,
)
from attention_camp.camp.ui.operator.setup.wearing import how_to_wear
from attention_camp.camp.ui.theme import SPACE
from attention_camp.camp.ui.widgets.head_map import HeadMap
from attention_camp.camp.ui.widgets.live_traces import LiveTraces
from attention_camp.camp.ui.widgets.page import label, primary_button, set_role
from attention_camp.signal.clock import host_time
from attention_camp.signal.ring import Ring

if TYPE_CHECKING:
    from attention_camp.signal.window import ChannelVerdict

SCALE_UV = 100
"""Distance between two traces, µV: blinks reach into the next row, and are seen."""


class FittingWindow(QDialog):
    """The picture of the headset, what to do now, and how it is.

    Parameters
    ----------
    opened : StreamOpened
        The stream.
    ring : Ring
        Its samples.
    board : str
        The headset, as ``open_source`` has it.
    parent : QWidget
        The page that it belongs to.
    """

    def __init__(
        self, opened: StreamOpened, ring: Ring, board: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Guided fitting"))
        self._board = board
        self._opened = opened
        self.fitting = Fitting(opened.info, opened.line_freq, ring)
        self.is_simulated = board in {"simulated", "synthetic"}
        row = QHBoxLayout()
        row.setSpacing(4 * SPACE)
        self.head = HeadMap()
        self.head.set_channels(opened.info.ch_names)
        row.addWidget(self.head, 4)
        row.addLayout(self._words(), 5)
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * SPACE, 3 * SPACE, 4 * SPACE, 3 * SPACE)
        column.setSpacing(2 * SPACE)
        column.addLayout(row, 1)
        column.addLayout(self._buttons())
        self.traces.set_source(ring, opened.info.ch_names)
        self.traces.set_scale(SCALE_UV)
        self._filter()
        self.resize(1100, 720)
        self._shown: tuple[object, ...] = ()
        self.refresh()

    def _words(self) -> QVBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(2 * SPACE)
        self.step = label("", "muted")
        self.title = label("", "title", wraps=True)
        self.text = label("", "heading", wraps=True)
        self.state = label("", "heading", wraps=True)
        self.bar = QProgressBar()
        self.bar.setRange(0, 100)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Eyes-closed check"))
        self.traces = LiveTraces()
        self.traces.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for widget in (self.step, self.title, self.text, self.state, self.bar):
            words.addWidget(widget)
        words.addWidget(self.traces, 1)
        words.addStretch()
        return words

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.leave = QPushButton(self.tr("Close"))
        self.leave.setAutoDefault(False)
        self.leave.clicked.connect(self.close)
        self.next = primary_button("")
        self.next.setDefault(True)
        self.next.clicked.connect(self._on_next)
        row.addWidget(self.leave)
        row.addStretch()
        row.addWidget(self.next)
        return row

    def _filter(self) -> None:
        from attention_camp.signal.cleaning import Cleaner

        cleaner = Cleaner(
            self._opened.info,
            line_freq=self._opened.line_freq,
            highpass=1.0,
            reference="as-recorded",
        )
        self.traces.set_step(cleaner.step)

    # what arrives

    def take(self, state: SignalState) -> None:
        """Take in the verdicts of the last second."""
        self.fitting.judge(state.verdicts, host_time())
        self.traces.take_verdicts(state.verdicts, state.n_samples)
        self.head.set_qualities(
            {v.ch_name: v.quality for v in state.verdicts},
            {v.ch_name: f"{v.ch_name}: {finding(v)}" for v in state.verdicts},
        )
        self.refresh()

    def refresh(self) -> None:
        """Show what has changed; draw what is new."""
        fitting = self.fitting
        fitting.watch()
        if self.traces.isVisible():
            self.traces.refresh()
        self.bar.setValue(round(100 * fitting.eyes.share))
        now = (fitting.stage, fitting.electrode, fitting.n_good, fitting.blinks.n,
               fitting.eyes.part)  # fmt: skip
        if now != self._shown:
            self._shown = now
            self._show()

    def _on_next(self) -> None:
        if self.fitting.stage is Stage.READY:
            self.accept()
            return
        self.fitting.go_on()
        self.refresh()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let go of the samples."""
        self.traces.set_source(None, ())
        super().closeEvent(event)

    # what it says

    def _show(self) -> None:
        fitting = self.fitting
        steps = list(Stage)
        self.step.setText(
            self.tr("Step {n} of {total}").format(
                n=steps.index(fitting.stage) + 1, total=len(steps)
            )
        )
        self.traces.setVisible(fitting.stage in {Stage.BLINKS, Stage.EYES})
        self.bar.setVisible(0 < fitting.eyes.share < 1 or self._is_asking)
        self.head.mark("")
        set_role(self.state, "heading")
        {
            Stage.WEAR: self._show_wear,
            Stage.ELECTRODES: self._show_electrode,
            Stage.BLINKS: self._show_blinks,
            Stage.EYES: self._show_eyes,
            Stage.READY: self._show_ready,
        }[fitting.stage]()

    @property
    def _is_asking(self) -> bool:
        from attention_camp.camp.eeg.fitting.eyes_test import Part

        asking = self.fitting.eyes.part in {Part.OPEN, Part.CLOSED}
        return self.fitting.stage is Stage.EYES and asking

    def _say(self, title: str, text: str, state: str, button: str) -> None:
        """Show a step.

        Parameters
        ----------
        title, text, state : str
            What it is, what to do, and how it is going.
        button : str
            What going on by hand is called.
        """
        self.title.setText(title)
        self.text.setText(text)
        self.state.setText(state)
        self.state.setVisible(bool(state))
        self.next.setText(button)

    def _show_wear(self) -> None:
        self._say(
            self.tr("Put the headset on"),
            how_to_wear(self._board),
            self.tr("The picture is your head from above, the nose at the top."),
            self.tr("It sits"),
        )

    def _show_electrode(self) -> None:
        verdict: ChannelVerdict | None = self.fitting.electrode
        good, n = self.fitting.n_good, len(self._opened.info.ch_names)
        so_far = self.tr("Good electrodes: {good} of {n}.").format(good=good, n=n)
        if verdict is None:
            waits = self.tr("The first seconds of signal are being looked at.")
            title = self.tr("One moment")
            self._say(title, waits, "", self.tr("Go on"))
            return
        self.head.mark(verdict.ch_name)
        title = self.tr("Electrode {name}").format(name=verdict.ch_name)
        still = self.tr("Keep still for a moment.")
        text = still if verdict.quality == "good" else remedy(verdict)
        how = {
            "good": self.tr("Good"),
            "doubtful": self.tr("Nearly there"),
            "bad": self.tr("Not yet"),
        }[verdict.quality]
        state = f"{SYMBOLS[verdict.quality]} {how}\n{so_far}"
        self._say(title, text, state, self.tr("Leave it for now"))

    def _show_blinks(self) -> None:
        blinks = self.fitting.blinks
        title = self.tr("This is your own signal")
        if not blinks.can_see:
            text = self.tr(
                "No electrode of this headset is near the eyes. Clench your teeth for "
                "a moment instead, and watch what happens; then go on."
            )
            self._say(title, text, "", self.tr("Go on"))
            return
        text = self.tr(
            "Blink {n} times, slowly, and watch: each blink is a wave many times as "
            "large as what the brain gives. That is why blinks are not taken for it."
        ).format(n=BLINKS)
        seen = "● " * blinks.n + "○ " * max(BLINKS - blinks.n, 0)
        self._say(title, text, seen.strip(), self.tr("Go on"))

    def _show_eyes(self) -> None:
        from attention_camp.camp.eeg.fitting.eyes_test import Part

        eyes = self.fitting.eyes
        title = self.tr("A small experiment")
        if eyes.part is Part.OPEN:
            text = self.tr("Look at one point, eyes open, and sit still.")
            self._say(title, text, "", self.tr("Skip"))
        elif eyes.part is Part.CLOSED:
            text = self.tr("Now close your eyes until you are told.")
            self._say(title, text, "", self.tr("Skip"))
        else:
            text = self.tr("You can open your eyes again.")
            self._say(title, text, self._found(), self.tr("Go on"))

    def _found(self) -> str:
        """Return what came of the eyes-closed check, honestly."""
        found = self.fitting.eyes.found
        if found is None:
            return self.tr("Samples were lost, so nothing can be said.")
        ratio = formats.number(found.ratio, 1)
        if found.is_seen:
            return self.tr(
                "● With your eyes closed, the slow waves called alpha became {ratio} "
                "times as strong. That is your brain at rest from seeing."
            ).format(ratio=ratio)
        if self.is_simulated:
            return self.tr(
                "Alpha became {ratio} times as strong. This signal is simulated: "
                "nobody closed their eyes."
            ).format(ratio=ratio)
        return self.tr(
            "▲ Alpha became {ratio} times as strong, which is less than expected. Some "
            "people show little of it; the electrodes at the back are worth a look."
        ).format(ratio=ratio)

    def _show_ready(self) -> None:
        good, n = self.fitting.n_good, len(self._opened.info.ch_names)
        state = self.tr("Good electrodes: {good} of {n}.").format(good=good, n=n)
        if self.fitting.left:
            names = ", ".join(dict.fromkeys(self.fitting.left))
            left = self.tr("Left for now: {names}.").format(names=names)
            state = f"{state}\n{left}"
        text = self.tr("Sit comfortably. The session can begin.")
        self._say(self.tr("Ready"), text, state, self.tr("Done"))
