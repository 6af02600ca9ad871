"""The choice of an eye tracker beside the headset: none, a stream, simulated eyes."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QPushButton, QWidget

from attention_camp.camp.ui.sentences import translated
from attention_camp.camp.ui.theme import SPACE
from attention_camp.camp.ui.widgets.background import Background
from attention_camp.camp.ui.widgets.page import label

LOOK_SECONDS = 2.0
"""How long streams are looked for, s; own choice."""
_LENGTH = 6
"""Characters of the choice that are seen at least."""


def _streams() -> tuple[str, ...]:
    """Return the streams of eye trackers that are on the network now."""
    from attention_camp.signal.eyes.lsl_eyes import list_eye_streams

    return list_eye_streams(timeout=LOOK_SECONDS)


class EyeField(QWidget):
    """A box with the eye trackers that there are, and a button that looks for them.

    Parameters
    ----------
    spec : str
        The one chosen last, as in ``open_eyes``; empty: none.
    """

    changed = Signal()

    def __init__(self, spec: str) -> None:
        super().__init__()
        self._looking: Background | None = None
        self.box = QComboBox()
        self.box.setAccessibleName(self.tr("Eye tracker"))
        self.box.addItem(self.tr("None"), "")
        self.box.addItem(self.tr("Simulated eyes"), "simulated")
        self.note = label("", "small", wraps=True)
        self.note.hide()
        self.look = QPushButton(self.tr("Look for streams"))
        self.look.clicked.connect(self.look_for_streams)
        if spec:
            self._choose(spec)
        self.box.currentIndexChanged.connect(self.changed)
        # as narrow as the button lets it be, with large text in a small window
        self.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.box.setMinimumContentsLength(_LENGTH)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(self.box, 1)
        row.addWidget(self.look)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(SPACE)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(self.tr("Eye tracker"), row)
        form.addRow(self.note)

    @property
    def spec(self) -> str:
        """The tracker as ``open_eyes`` wants it; empty: none."""
        return str(self.box.currentData() or "")

    def leave_simulated(self) -> None:
        """Choose no tracker in place of simulated eyes: the headset is a real one.

        They stay chosen from a demonstration, and a pupil that is nobody's would be
        recorded with a person. Whoever wants them can choose them again.
        """
        if self.spec.startswith("simulated"):
            self.box.setCurrentIndex(0)

    def _choose(self, spec: str) -> None:
        place = self.box.findData(spec)
        if place < 0:
            self.box.addItem(spec.removeprefix("lsl:") or spec, spec)
            place = self.box.count() - 1
        self.box.setCurrentIndex(place)

    def look_for_streams(self) -> None:
        """Look for streams of eye trackers; nothing waits for it."""
        if self._looking is not None:
            return
        self.look.setEnabled(False)
        self._say(self.tr("Looking for streams of eye trackers…"))
        self._looking = Background(_streams, self)
        self._looking.done.connect(self._on_found)
        self._looking.failed.connect(self._on_failed)
        self._looking.start()

    def _on_found(self, names: tuple[str, ...]) -> None:
        chosen = self.spec
        with QSignalBlocker(self.box):  # to list what there is changes nothing
            for name in names:
                if self.box.findData(f"lsl:{name}") < 0:
                    self.box.addItem(name, f"lsl:{name}")
            self._choose(chosen)
        if names:
            self._say(
                self.tr("Found: {names}. Choose one in the list.").format(
                    names=", ".join(names)
                )
            )
        else:
            self._say(
                self.tr(
                    "No eye tracker was found. Start the program that sends its gaze "
                    "over LSL (type Gaze, Eyetracking or Pupil), then look again."
                )
            )
        self._end()

    def _on_failed(self, error: Exception) -> None:
        text = self.tr("The search for streams failed: {why}")
        self._say(text.format(why=translated(error)))
        self._end()

    def _end(self) -> None:
        self._looking = None
        self.look.setEnabled(True)

    def _say(self, text: str) -> None:
        self.note.setText(text)
        self.note.show()
