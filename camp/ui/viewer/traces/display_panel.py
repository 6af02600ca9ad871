"""The panel in which filters, reference and arrangement of the traces are chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QWidget

from attention_camp.camp.ui import formats
from attention_camp.camp.ui.theme import SPACE
from attention_camp.camp.ui.viewer.traces.arrangement import Arrangement
from attention_camp.camp.ui.viewer.traces.seen import AVERAGE, Seen
from attention_camp.camp.ui.widgets.form_rows import buddy

HIGHPASS_HZ = (0.1, 0.3, 0.5, 1.0, 2.0, 5.0)
LOWPASS_HZ = (15.0, 30.0, 40.0, 45.0, 70.0, 100.0)
MAINS_HZ = (50.0, 60.0)
HIGHEST_SHARE = 0.45
"""Highest edge of a filter, as a share of the sampling rate; own choice."""


class DisplayPanel(QWidget):
    """How the EEG is seen; nothing here changes what is stored."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        form = QFormLayout(self)
        form.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        self.highpass = self._box(form, self.tr("&High-pass"), HIGHPASS_HZ)
        self.lowpass = self._box(form, self.tr("&Low-pass"), LOWPASS_HZ)
        self.notch = self._box(form, self.tr("Mains &notch"), MAINS_HZ)
        self.reference = QComboBox()
        form.addRow(buddy(self.tr("&Reference"), self.reference), self.reference)
        self.by_place = QCheckBox(self.tr("From &front to back"))
        self.butterfly = QCheckBox(self.tr("&Butterfly: all channels on one line"))
        self.courses = QCheckBox(self.tr("&Courses: the time in view alone"))
        for check in self._checks:
            form.addRow(check)
            check.toggled.connect(self.changed)
        self.reference.currentIndexChanged.connect(self.changed)

    @property
    def _checks(self) -> tuple[QCheckBox, ...]:
        return self.by_place, self.butterfly, self.courses

    def _box(self, form: QFormLayout, name: str, choices: Sequence[float]) -> QComboBox:
        box = QComboBox()
        box.addItem(self.tr("Off"), None)
        for value in choices:
            digits = 0 if value == int(value) else 1
            box.addItem(formats.number(value, digits, "Hz"), value)
        form.addRow(buddy(name, box), box)
        box.currentIndexChanged.connect(self.changed)
        return box

    def show_channels(self, ch_names: Sequence[str], sfreq: float) -> None:
        """Offer the references of another recording, and the filters that it allows.

        Parameters
        ----------
        ch_names : sequence of str
            EEG channels.
        sfreq : float
            Hz.
        """
        boxes = (self.highpass, self.lowpass, self.notch, self.reference)
        for widget in (*boxes, *self._checks):
            widget.blockSignals(True)
        self.reference.clear()
        self.reference.addItem(self.tr("As recorded"), "")
        self.reference.addItem(self.tr("Average of the good channels"), AVERAGE)
        for name in ch_names:
            self.reference.addItem(name, name)
        for box in boxes:
            box.setCurrentIndex(0)
        for box in boxes[:3]:
            model = box.model()
            for row in range(1, box.count()):
                if isinstance(model, QStandardItemModel):
                    fits = box.itemData(row) < HIGHEST_SHARE * sfreq
                    model.item(row).setEnabled(fits)
        self.by_place.setChecked(False)
        self.butterfly.setChecked(False)
        for widget in (*boxes, *self._checks):
            widget.blockSignals(False)

    @property
    def seen(self) -> Seen:
        """Filters and reference as chosen."""
        return Seen(
            self.highpass.currentData(),
            self.lowpass.currentData(),
            self.notch.currentData(),
            self.reference.currentData() or "",
        )

    def arrange(self, arrangement: Arrangement) -> None:
        """Give an arrangement what was chosen."""
        arrangement.seen = self.seen
        arrangement.is_by_place = self.by_place.isChecked()
        arrangement.is_butterfly = self.butterfly.isChecked()

    @property
    def n_changed(self) -> int:
        """How many of the choices are not the usual ones."""
        boxes = (self.highpass, self.lowpass, self.notch, self.reference)
        return sum(box.currentIndex() > 0 for box in boxes) + sum(
            check.isChecked() for check in self._checks
        )
