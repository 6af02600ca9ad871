"""Accounts and roles, as a card of the settings: the first account turns them on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
)

from attention_camp.camp.people.roles import ROLE_TEXTS
from attention_camp.camp.ui.sentences import translated
from attention_camp.camp.ui.theme import SPACE
from attention_camp.camp.ui.widgets.form_rows import add
from attention_camp.camp.ui.widgets.page import Banner, CardFrame, label
from attention_camp.resources.texts import UserError


class AccountsCard(CardFrame):
    """Lists the accounts; adds, changes and removes them."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("Accounts and roles"))
        self.note = label("", "small", wraps=True)
        self.box.addWidget(self.note)
        self.listed = label("", wraps=True)
        self.box.addWidget(self.listed)
        form = QFormLayout()
        form.setHorizontalSpacing(3 * SPACE)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.name, self.passphrase, self.again = QLineEdit(), QLineEdit(), QLineEdit()
        self.role = QComboBox()
        for field in (self.passphrase, self.again):
            field.setEchoMode(QLineEdit.EchoMode.Password)
        add(form, self.tr("Acco&unt"), self.name)
        add(form, self.tr("R&ole"), self.role)
        add(form, self.tr("Passphrase"), self.passphrase)
        add(form, self.tr("The same again"), self.again)
        width = 22 * self.fontMetrics().height()
        for widget in (self.name, self.role, self.passphrase, self.again):
            widget.setMaximumWidth(width)
        self.box.addLayout(form)
        self.banner = Banner()
        self.box.addWidget(self.banner)
        row = QHBoxLayout()
        self.keep = QPushButton(self.tr("Keep the account"))
        self.keep.clicked.connect(self._on_keep)
        self.remove = QPushButton(self.tr("Remove it"))
        self.remove.clicked.connect(self._on_remove)
        row.addWidget(self.keep)
        row.addWidget(self.remove)
        row.addStretch()
        self.box.addLayout(row)
        self.refresh()

    def refresh(self) -> None:
        """List the accounts as they are now."""
        from attention_camp.camp.people.accounts import Accounts

        try:
            kept = Accounts().all()
        except UserError as error:
            self.banner.say("bad", translated(error))
            return
        self.note.setText(
            self.tr(
                "Roles are on: who opens the program signs in. They are off again when "
                "the last account is removed."
            )
            if kept
            else self.tr(
                "Roles are off: whoever uses this computer may do everything. The "
                "first account, a researcher's, turns them on."
            )
        )
        self.listed.setText(
            "\n".join(f"{a.name} · {translated(ROLE_TEXTS[a.role])}" for a in kept)
        )
        self.listed.setVisible(bool(kept))
        chosen = self.role.currentData()
        self.role.clear()
        for role in ROLE_TEXTS if kept else ("researcher",):
            self.role.addItem(translated(ROLE_TEXTS[role]), role)
        self.role.setCurrentIndex(max(0, self.role.findData(chosen)))
        self.remove.setEnabled(bool(kept))

    def _on_keep(self) -> None:
        from attention_camp.camp.dataset.people.audit import note_here
        from attention_camp.camp.people.accounts import Accounts

        if self.passphrase.text() != self.again.text():
            self.banner.say("bad", self.tr("The two passphrases differ. Type both."))
            return
        name, role = self.name.text().strip(), str(self.role.currentData())
        try:
            Accounts().add(name, role, self.passphrase.text())
            note_here("account", account=name, role=role)
        except (UserError, OSError) as error:
            self.banner.say("bad", translated(error))
            return
        self._done(self.tr("{name} may sign in now.").format(name=name))

    def _on_remove(self) -> None:
        from attention_camp.camp.dataset.people.audit import note_here
        from attention_camp.camp.people.accounts import Accounts

        name = self.name.text().strip()
        try:
            Accounts().remove(name)
            note_here("account removed", account=name)
        except (UserError, OSError) as error:
            self.banner.say("bad", translated(error))
            return
        self._done(self.tr("The account was removed."))

    def _done(self, text: str) -> None:
        for field in (self.name, self.passphrase, self.again):
            field.clear()
        self.refresh()
        self.banner.say("good", text)
        self.changed.emit()
