"""The settings of keys: what counts as an answer, and the researcher's shortcuts."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFormLayout, QLineEdit

from attention_camp.camp.ui.actions import ACTIONS, ActionInfo, plain, translate
from attention_camp.camp.ui.key_choice import (
    ANSWERS,
    answer_problem,
    answer_text,
    shortcut_problem,
)
from attention_camp.camp.ui.participant.keys import raw_name
from attention_camp.camp.ui.theme import SPACE
from attention_camp.camp.ui.widgets.form_rows import buddy
from attention_camp.camp.ui.widgets.page import Banner, CardFrame, label
from attention_camp.camp.ui.widgets.workspace import Workspace

_MODIFIERS = frozenset(
    {Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta}
)
_PASSED_ON = frozenset({Qt.Key.Key_Tab, Qt.Key.Key_Backtab})
_UNDO = frozenset({Qt.Key.Key_Backspace, Qt.Key.Key_Delete})
WIDTH_LINES = 11
"""Width of a name and of a field, in heights of a line: as in the other groups."""


class KeyField(QLineEdit):
    """Shows a key, and takes the next one that is pressed in it."""

    pressed = Signal(object)
    """The event of a key."""
    undone = Signal()

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setReadOnly(True)
        self.setMaximumWidth(WIDTH_LINES * self.fontMetrics().height())
        self.setPlaceholderText(self.tr("press a key"))
        self.setToolTip(self.tr("Press the new key here; Delete brings back the usual"))

    def event(self, event: QEvent) -> bool:
        """Take key sequences that the menus would act on otherwise."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell of a key; Tab goes on, Delete undoes."""
        if event.key() in _PASSED_ON:
            event.ignore()
        elif event.key() in _UNDO:
            self.undone.emit()
        elif event.key() not in _MODIFIERS:
            self.pressed.emit(event)


class KeysCard(CardFrame):
    """Two groups of fields, and what speaks against the last key."""

    changed = Signal(str, object)
    """Name of a setting, and its new value."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(self.tr("Keys"))
        self._workspace = workspace
        self.banner = Banner()
        self.box.addWidget(self.banner)
        self.fields: dict[str, KeyField] = {}
        about = self.tr(
            "For a response box, a switch or one hand: a key that counts as an answer. "
            "The participant's pages go on naming the usual key, so label yours."
        )
        self.box.addWidget(label(about, "small", wraps=True))
        form = self._form()
        for answer in ANSWERS:
            self._add_answer(form, answer)
        about = self.tr(
            "Shortcuts. Those for notes, pause and end work while the task has the "
            "keyboard, too."
        )
        self.box.addWidget(label(about, "small", wraps=True))
        form = self._form()
        for info in ACTIONS:
            if info.shortcut:
                self._add_shortcut(form, info)

    def _form(self) -> QFormLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(3 * SPACE)
        form.setVerticalSpacing(SPACE)
        self.box.addLayout(form)
        return form

    def _add(self, form: QFormLayout, key: str, name: str, text: str) -> KeyField:
        field = KeyField(text)
        field.setObjectName(key)
        field.setAccessibleName(name)
        words = buddy(name, field)
        words.setMinimumWidth(WIDTH_LINES * self.fontMetrics().height())
        form.addRow(words, field)
        self.fields[key] = field
        return field

    def _add_answer(self, form: QFormLayout, answer: str) -> None:
        chosen = self._workspace.settings.answer_keys
        key = next((one for one, other in chosen.items() if other == answer), "")
        name = self.tr("Counts as {key}").format(key=answer_text(answer))
        field = self._add(form, f"answer-{answer}", name, key.upper())
        field.pressed.connect(lambda event: self._on_answer(answer, event))
        field.undone.connect(lambda: self._set_answer(answer, ""))

    def _add_shortcut(self, form: QFormLayout, info: ActionInfo) -> None:
        chosen = self._workspace.settings.shortcuts
        text = chosen.get(info.key, info.shortcut)
        name = plain(translate("Actions", info.text))
        field = self._add(form, f"shortcut-{info.key}", name, text)
        field.pressed.connect(lambda event: self._on_shortcut(info, event))
        field.undone.connect(lambda: self._set_shortcut(info, info.shortcut))

    # what people press

    def _on_answer(self, answer: str, event: QKeyEvent) -> None:
        key = raw_name(event)
        chosen = self._workspace.settings.answer_keys
        if problem := answer_problem(key, answer, chosen):
            self.banner.say("bad", problem)
            return
        self._set_answer(answer, key)

    def _set_answer(self, answer: str, key: str) -> None:
        settings = self._workspace.settings
        chosen = {k: a for k, a in settings.answer_keys.items() if a != answer}
        if key:
            chosen[key] = answer
        self.banner.hide()
        self.fields[f"answer-{answer}"].setText(key.upper())
        self.changed.emit("answer_keys", chosen)

    def _on_shortcut(self, info: ActionInfo, event: QKeyEvent) -> None:
        portable = QKeySequence.SequenceFormat.PortableText
        sequence = QKeySequence(event.keyCombination()).toString(portable)
        self._set_shortcut(info, sequence)

    def _set_shortcut(self, info: ActionInfo, sequence: str) -> None:
        settings = self._workspace.settings
        if problem := shortcut_problem(sequence, info.key, settings.shortcuts):
            self.banner.say("bad", problem)
            return
        chosen = {k: s for k, s in settings.shortcuts.items() if k != info.key}
        if sequence != info.shortcut:
            chosen[info.key] = sequence
        self.banner.hide()
        self.fields[f"shortcut-{info.key}"].setText(sequence)
        self.changed.emit("shortcuts", chosen)
