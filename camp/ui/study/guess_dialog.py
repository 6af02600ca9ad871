"""Asks which arm somebody believes a participant of a blinded study to be in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from attention_camp.camp.ui.theme import SPACE
from attention_camp.camp.ui.widgets.codes import ARM_TEXTS
from attention_camp.camp.ui.widgets.form_rows import add
from attention_camp.camp.ui.widgets.page import label, primary_button
from attention_camp.tasks.questionnaires.instruments import (
    DONT_KNOW,
    SURE,
    UNKNOWN,
    arm_guess,
)

translate = QCoreApplication.translate
_WIDTH = 520


@dataclass(frozen=True, slots=True)
class Guess:
    """What somebody believes."""

    participant: str
    role: str
    """``operator`` or ``participant``."""
    arm: str
    """What the arm delivers, or ``unknown``."""
    sure: int
    """1, a pure guess, to 5, certain."""


class GuessDialog(QDialog):
    """Whose arm, who guesses, which arm, and how sure.

    Nothing is chosen beforehand where an answer could lean on it: person, arm and
    certainty have to be named before the guess can be kept.

    Parameters
    ----------
    parent : QWidget
        Window that the dialog blocks.
    people : sequence of str
        Labels of those whose arm is sealed.
    arms : sequence of str
        What the study's arms deliver.
    """

    def __init__(
        self, parent: QWidget, people: Sequence[str], arms: Sequence[str]
    ) -> None:
        super().__init__(parent)
        heading = self.tr("What do you believe?")
        self.setWindowTitle(heading)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 2 * SPACE)
        column.setSpacing(SPACE)
        column.addWidget(label(heading, "heading"))
        told = self.tr(
            "Ask after the last session and before the arms are opened. A guess is "
            "kept for the blinding indices and changes nothing; of several guesses "
            "about a person the last one counts."
        )
        text = label(told, wraps=True)
        text.setMinimumWidth(_WIDTH)
        column.addWidget(text)
        self.setAccessibleDescription(told)
        form = QFormLayout()
        form.setHorizontalSpacing(2 * SPACE)
        column.addLayout(form)
        self.participant = QComboBox()
        self.participant.addItems(list(people))
        self.role = QComboBox()
        self.role.addItem(self.tr("The person who ran the sessions"), "operator")
        self.role.addItem(self.tr("The participant"), "participant")
        self.arm = QComboBox()
        for arm in arms:
            self.arm.addItem(translate("Arms", ARM_TEXTS[arm][0]), arm)  # type: ignore[index]
        self.arm.addItem(translate("tasks", DONT_KNOW), UNKNOWN)
        self.sure = QComboBox()
        for steps, one in enumerate(SURE.labels, start=1):
            self.sure.addItem(translate("tasks", one), steps)
        self._asked = (self.participant, self.arm, self.sure)
        question = arm_guess(tuple(arms), of_participant=False).items[0].text
        add(form, self.tr("&Participant"), self.participant)
        add(form, self.tr("&Who guesses"), self.role)
        form.addRow(label(translate("tasks", question), wraps=True))
        add(form, self.tr("&Arm"), self.arm)
        add(form, self.tr("How &sure"), self.sure)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addStretch()
        self.cancel = QPushButton(self.tr("Cancel"))
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.reject)
        self.keep = primary_button(self.tr("Keep"))
        self.keep.clicked.connect(self.accept)
        row.addWidget(self.cancel)
        row.addWidget(self.keep)
        column.addLayout(row)
        for box in self._asked:
            box.setCurrentIndex(-1)
            box.setPlaceholderText(self.tr("Choose"))
            box.currentIndexChanged.connect(self._allow)
        self._allow()

    @property
    def guess(self) -> Guess:
        """What was chosen, once the dialog was accepted."""
        return Guess(
            self.participant.currentText(),
            str(self.role.currentData()),
            str(self.arm.currentData()),
            int(self.sure.currentData()),
        )

    def _allow(self) -> None:
        self.keep.setEnabled(all(box.currentIndex() >= 0 for box in self._asked))
