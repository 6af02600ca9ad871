"""The eyes-closed check: alpha power has to rise if the signal is EEG."""

from __future__ import annotations

from enum import Enum

import numpy as np
from numpy.typing import NDArray
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
from attention_camp.signal.ring import OverrunError, Ring

SECONDS = 10.0
"""Length of each of the two parts; own choice, as in ``signal.checks``."""
SETTLE_S = 3.0
"""Time for hearing the instruction and for the filter to settle, s."""


class Part(Enum):
    """Progress of the check."""

    IDLE = 0
    OPEN = 1
    CLOSED = 2


class EyesClosedCheck(QWidget):
    """Ten seconds with eyes open, ten with eyes closed, and the result."""

    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._ring: Ring | None = None
        self._opened: StreamOpened | None = None
        self.is_simulated = False
        """Whether nobody is there who could close their eyes."""
        self._part = Part.IDLE
        self._from = 0
        self._open_data: NDArray[np.float64] | None = None
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
        self._opened, self._ring = opened, ring
        self._stop()

    def close_stream(self) -> None:
        """Release the stream."""
        self._ring = None
        self._stop()

    def refresh(self) -> None:
        """Advance the check as samples arrive."""
        ring = self._ring
        if self._part is Part.IDLE or ring is None:
            return
        seconds = (ring.n_written - self._from) / ring.sfreq
        self.bar.setValue(round(100 * min(seconds / (SETTLE_S + SECONDS), 1)))
        if seconds >= SETTLE_S + SECONDS:
            self._end_part(ring)

    def _on_clicked(self) -> None:
        if self._part is not Part.IDLE:
            self._stop()
        elif self._ring is not None:
            self._begin(Part.OPEN, self.tr("Ask them to look at one point, eyes open."))

    def _begin(self, part: Part, text: str) -> None:
        if self._ring is None:
            return
        self._part = part
        self._from = self._ring.n_written
        set_role(self.text, "body")
        self.text.setText(text)
        self.text.show()
        self.button.setText(self.tr("Cancel"))
        self.bar.show()

    def _end_part(self, ring: Ring) -> None:
        data = self._read(ring)
        if self._part is Part.OPEN:
            self._open_data = data
            self._begin(Part.CLOSED, self.tr("Now ask them to close their eyes."))
            return
        before = self._open_data
        self._stop()
        if before is None or data is None:
            self.text.setText(self.tr("Samples were lost. Please do it again."))
        else:
            self._judge(before, data)
        self.text.show()
        self.finished.emit()

    def _read(self, ring: Ring) -> NDArray[np.float64] | None:
        """Return the cleaned part without its first seconds, V."""
        from attention_camp.signal.cleaning import Cleaner

        if self._opened is None:
            return None
        stop = self._from + int((SETTLE_S + SECONDS) * ring.sfreq)
        try:
            samples = ring.read(self._from, stop)
        except OverrunError:
            return None
        cleaner = Cleaner(
            self._opened.info,
            line_freq=self._opened.line_freq,
            reference="as-recorded",
        )
        return cleaner.step(samples)[:, int(SETTLE_S * ring.sfreq) :]

    def _judge(self, before: NDArray[np.float64], after: NDArray[np.float64]) -> None:
        from attention_camp.signal.checks import ALPHA_RATIO, alpha_ratio

        if self._opened is None:
            return
        check = alpha_ratio(before, after, self._opened.info)
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
        self._part = Part.IDLE
        self._open_data = None
        self.bar.hide()
        self.button.setText(self.tr("Eyes closed"))
        self.text.hide()
