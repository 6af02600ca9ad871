"""The settings of the class page: whether sessions are announced, and to which page."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
)

from attention_camp.camp.processes.announce.pairing import (
    Pairing,
    pair,
    pairing_path,
    read_pairing,
)
from attention_camp.camp.ui.actions import plain
from attention_camp.camp.ui.operator.keys_card import WIDTH_LINES
from attention_camp.camp.ui.operator.setup.check_beside import CheckBeside
from attention_camp.camp.ui.theme import SPACE
from attention_camp.camp.ui.widgets.form_rows import buddy
from attention_camp.camp.ui.widgets.page import Banner, CardFrame, label
from attention_camp.camp.ui.widgets.workspace import Workspace


class ClassPageCard(CardFrame):
    """Pairs this computer with a class page, and turns announcing on and off."""

    changed = Signal(str, object)
    """A setting and its value."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(self.tr("Class page"))
        self._beside = CheckBeside(self)
        self.said = Banner()
        note = self.tr(
            "A teacher or therapist sees many sessions on one page: who is at work, "
            "how good the signal is, who calls. No EEG, score or answer leaves this "
            "computer, and sessions go on where the page cannot be reached."
        )
        self.box.addWidget(label(note, "small", wraps=True))
        self.announce = QCheckBox(self.tr("Announce sessions to the class page"))
        self.announce.setAccessibleName(plain(self.announce.text()))
        self.announce.setChecked(workspace.settings.class_page)
        self.announce.toggled.connect(lambda on: self.changed.emit("class_page", on))
        self.box.addWidget(self.announce)
        form = QFormLayout()
        form.setHorizontalSpacing(3 * SPACE)
        form.setVerticalSpacing(SPACE)
        self.address = self._field(form, self.tr("Address of the page"))
        self.address.setPlaceholderText("https://192.168.1.10:8443")
        self.code = self._field(form, self.tr("Code for learners' computers"))
        self.code.setPlaceholderText("XXXX-XXXX-XXXX-XXXX-XXXX-XXXX")
        self.box.addLayout(form)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        self.pair = QPushButton(self.tr("Pair"))
        self.pair.clicked.connect(self._on_pair)
        self.code.returnPressed.connect(self._on_pair)
        self.forget = QPushButton(self.tr("Forget the page"))
        self.forget.clicked.connect(self._on_forget)
        self.paired = label("", "small", wraps=True)
        row.addWidget(self.pair)
        row.addWidget(self.forget)
        row.addWidget(self.paired, 1)
        self.box.addLayout(row)
        self.box.addWidget(self.said)
        self._show(read_pairing())

    def _field(self, form: QFormLayout, text: str) -> QLineEdit:
        field = QLineEdit()
        field.setMaxLength(80)
        field.setAccessibleName(plain(text))
        field.setMaximumWidth(22 * self.fontMetrics().height())
        words = buddy(text, field)
        words.setMinimumWidth(WIDTH_LINES * self.fontMetrics().height())
        form.addRow(words, field)
        return field

    def _show(self, pairing: Pairing | None) -> None:
        self.announce.setEnabled(pairing is not None)
        self.forget.setVisible(pairing is not None)
        if pairing is None:
            self.paired.setText(self.tr("Not paired with a page."))
            return
        self.paired.setText(self.tr("● Paired with {url}").format(url=pairing.url))
        if not self.address.text():
            self.address.setText(pairing.url)

    def _on_pair(self) -> None:
        if self._beside.is_running:
            return
        url, code = self.address.text().strip(), self.code.text()
        self.pair.setEnabled(False)
        self.said.say("info", self.tr("Asking the page…"))
        self._beside.start(lambda: pair(url, code), self._on_paired, self._on_failed)

    def _on_paired(self, pairing: Pairing) -> None:
        self.pair.setEnabled(True)
        self.code.clear()
        self.said.hide()
        self._show(pairing)
        self.announce.setChecked(True)  # what else would one pair for

    def _on_failed(self, text: str) -> None:
        self.pair.setEnabled(True)
        self.said.say("bad", text)

    def _on_forget(self) -> None:
        pairing_path().unlink(missing_ok=True)
        self.announce.setChecked(False)
        self._show(None)
