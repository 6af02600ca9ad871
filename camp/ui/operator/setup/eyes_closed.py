"""The eyes-closed check: alpha power has to rise if the signal is EEG."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from attention_camp.camp.session.messages import StreamOpened
from attention_camp.camp.ui import formats
from attention_camp.camp.ui.theme import SPACE
from attention_camp.camp.ui.widgets.page import label, set_role
from attention_camp.signal.ring import Ring

if TYPE_CHECKING:
    from attention_camp.camp.eeg.fitting.eyes_test import EyesTest
    from attention_camp.signal.checks import AlphaCheck


class EyesClosedCheck(QWidget):
    """Ten seconds with eyes open, ten with eyes closed, and the result."""

    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._test: EyesTest | None = None
        self.is_simulated = False
        """Whether nobody is there who could close their eyes."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE // 2)
        self.buttons = QHBoxLayout()
        self.text = label("", "small", wraps=True)
        column.addWidget(self.text)
        self.buttons.addStretch()
        self.button = QPushButton(self.tr("Eyes closed"))
        self.button.clicked.connect(self._on_clicked)
        self.buttons.addWidget(self.button)
        column.addLayout(self.buttons)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 100)
        self.bar.setAccessibleName(self.tr("Eyes-closed check"))
        self.bar.hide()
        column.addWidget(self.bar)
        self.button.setToolTip(
            self.tr("Alpha waves rise when the eyes close: a sign that it is EEG.")
        )
        self.text.hide()

    def open(self, opened: StreamOpened, ring: Ring | None) -> None:
        """Prepare for a stream."""
        from attention_camp.camp.eeg.fitting.eyes_test import EyesTest

        self._test = None
        if ring is not None:
            self._test = EyesTest(opened.info, opened.line_freq, ring)
        self._stop()

    def close_stream(self) -> None:
        """Release the stream."""
        self._test = None
        self._stop()

    @property
    def is_running(self) -> bool:
        """Whether somebody is asked to keep the eyes open or closed."""
        return not self.bar.isHidden()

    def refresh(self) -> None:
        """Advance the check as samples arrive."""
        from attention_camp.camp.eeg.fitting.eyes_test import Part

        test = self._test
        if test is None or not self.is_running:
            return
        if not test.step():
            self.bar.setValue(round(100 * test.share))
            return
        if test.part is Part.CLOSED:
            self._ask(self.tr("Now ask them to close their eyes."))
            return
        self._stop()
        if test.found is None:
            self.text.setText(self.tr("Samples were lost. Please do it again."))
        else:
            self._say(test.found)
        self.text.show()
        self.finished.emit()

    def _on_clicked(self) -> None:
        if self.is_running:
            self._stop()
        elif self._test is not None:
            self._test.begin()
            self._ask(self.tr("Ask them to look at one point, eyes open."))

    def _ask(self, text: str) -> None:
        set_role(self.text, "body")
        self.text.setText(text)
        self.text.show()
        self.button.setText(self.tr("Cancel"))
        self.bar.show()

    def _say(self, check: AlphaCheck) -> None:
        from attention_camp.signal.checks import ALPHA_RATIO

        ratio = formats.number(check.ratio, 1)
        limit = formats.number(ALPHA_RATIO, 1)
        if check.is_seen:
            set_role(self.text, "good")
            text = self.tr(
                "✓ Alpha rose {ratio}-fold with the eyes closed (limit {limit}): EEG "
                "arrives."
            )
        else:
            set_role(self.text, "error")
            text = self.tr(
                "▲ Alpha rose only {ratio}-fold with the eyes closed (limit {limit}). "
                "Check the electrodes at the back; some people show little alpha."
            )
        if self.is_simulated and not check.is_seen:
            set_role(self.text, "body")
            text = self.tr(
                "Alpha rose {ratio}-fold (limit {limit}). This signal is simulated: "
                "nobody closed their eyes, so the check says nothing here."
            )
        self.text.setText(text.format(ratio=ratio, limit=limit))

    def _stop(self) -> None:
        self.bar.hide()
        self.button.setText(self.tr("Eyes closed"))
        self.text.hide()
