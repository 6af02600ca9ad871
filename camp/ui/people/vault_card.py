"""The vault as a card: made, opened and closed here; fields for name and contact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QPushButton, QWidget

from attention_camp.camp.ui.sentences import translated
from attention_camp.camp.ui.theme import SPACE
from attention_camp.camp.ui.widgets.form_rows import add, labelled
from attention_camp.camp.ui.widgets.page import Banner, CardFrame, label
from attention_camp.resources.texts import UserError

if TYPE_CHECKING:
    from attention_camp.camp.people.vault.vault import Vault


class VaultCard(CardFrame):
    """Asks for the passphrase; holds the open vault until `close_vault`.

    Parameters
    ----------
    asks : bool
        Whether name and contact are asked for once it is open.
    """

    changed = Signal()

    def __init__(self, *, asks: bool) -> None:
        super().__init__(self.tr("Name and contact") if asks else self.tr("Vault"))
        self.vault: Vault | None = None
        self._asks = asks
        self.note = label("", "small", wraps=True)
        self.box.addWidget(self.note)
        self.passphrase = _hidden_field(self.tr("Passphrase of the vault"))
        self.again = _hidden_field(self.tr("The same again"))
        self.button = QPushButton()
        self.button.clicked.connect(self._on_button)
        self.passphrase.returnPressed.connect(self._on_button)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        for widget in (self.passphrase, self.again):
            row.addWidget(widget, 1)
            labelled(widget, widget.placeholderText())
        row.addWidget(self.button)
        self.box.addLayout(row)
        self.banner = Banner()
        self.box.addWidget(self.banner)
        self._fields = QWidget()
        form = QFormLayout(self._fields)
        form.setContentsMargins(0, 0, 0, 0)
        self.name, self.contact = QLineEdit(), QLineEdit()
        add(form, self.tr("&Name"), self.name)
        add(form, self.tr("Phone or e-&mail"), self.contact)
        self.box.addWidget(self._fields)
        self.refresh()

    def refresh(self) -> None:
        """Show whether there is a vault, and whether it is open."""
        is_there, is_open = _is_there(), self.vault is not None
        for widget in (self.passphrase, self.button):
            widget.setVisible(not is_open)
        self.again.setVisible(not is_there)
        self._fields.setVisible(is_open and self._asks)
        if is_open:
            text = self.tr("The vault is open until you leave this page.")
        elif is_there:
            text = self.tr(
                "Names and contacts are in the vault only, encrypted and apart from "
                "the dataset."
            )
        else:
            text = self.tr(
                "There is no vault yet. It keeps names and contacts, encrypted and "
                "apart from the dataset. Leave it out if you keep them elsewhere."
            )
        self.note.setText(text)
        self.button.setText(self.tr("Open") if is_there else self.tr("Make the vault"))

    def close_vault(self) -> None:
        """Close the vault and forget what was typed."""
        if self.vault is not None:
            self.vault.close()
        self.vault = None
        for field in (self.passphrase, self.again, self.name, self.contact):
            field.clear()
        self.banner.hide()
        self.refresh()

    def _on_button(self) -> None:
        is_new = not _is_there()
        if is_new and self.passphrase.text() != self.again.text():
            self.banner.say("bad", self.tr("The two passphrases differ. Type both."))
            return
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            phrase = self._open(is_new=is_new)
        except (UserError, OSError) as error:
            self.banner.say("bad", translated(error))
            return
        finally:
            QGuiApplication.restoreOverrideCursor()
        self.passphrase.clear()
        self.again.clear()
        self.banner.hide()
        self.refresh()
        if phrase:
            said = self.tr(
                "Recovery phrase, shown this once: {phrase}\nWrite it on paper and "
                "keep it apart. With neither it nor the passphrase the vault stays "
                "closed."
            )
            self.banner.say("warn", said.format(phrase=phrase))
        self.changed.emit()
        if self._asks:
            self.name.setFocus()

    def _open(self, *, is_new: bool) -> str:
        """Open the vault, or make it; return its recovery phrase if it is new."""
        from attention_camp.camp.dataset.people.audit import note_here
        from attention_camp.camp.dataset.people.sign_in import require_here
        from attention_camp.camp.people.roles import Right
        from attention_camp.camp.people.vault.passphrase import PassphraseError
        from attention_camp.camp.people.vault.vault import Vault, vault_path

        require_here(Right.VAULT)  # whoever enrols somebody need not have it
        if is_new:
            self.vault, phrase = Vault.create(vault_path(), self.passphrase.text())
            note_here("vault made")
            return phrase
        try:
            self.vault = Vault.open(vault_path(), self.passphrase.text())
        except PassphraseError:
            note_here("vault refused")
            raise
        note_here("vault opened")
        return ""


def _hidden_field(text: str) -> QLineEdit:
    made = QLineEdit()
    made.setEchoMode(QLineEdit.EchoMode.Password)
    made.setPlaceholderText(text)
    return made


def _is_there() -> bool:
    from attention_camp.camp.people.vault.vault import is_vault, vault_path

    return is_vault(vault_path())
