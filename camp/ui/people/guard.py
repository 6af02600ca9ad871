"""Roles in the window: who may open what, signing in, and the idle lock."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QApplication,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QMainWindow,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from attention_camp.camp.people.roles import ROLE_TEXTS, Right, RoleError
from attention_camp.camp.people.signed_in import account_here, set_account
from attention_camp.camp.ui.actions import ACTIONS, Phase
from attention_camp.camp.ui.navigation import Navigation
from attention_camp.camp.ui.sentences import translated
from attention_camp.camp.ui.theme import SPACE
from attention_camp.camp.ui.widgets.form_rows import add
from attention_camp.camp.ui.widgets.page import Banner, label, primary_button
from attention_camp.resources.texts import UserError

if TYPE_CHECKING:
    from attention_camp.camp.people.accounts import Accounts

RIGHTS: Mapping[str, Right] = {
    "new": Right.RECORD,
    "new_session": Right.RECORD,
    "monitor": Right.RECORD,
    "summary": Right.RECORD,
    "people": Right.ENROL,
    "enrol": Right.ENROL,
    "withdrawal": Right.WITHDRAW,
    "publish": Right.EXPORT,
    "open": Right.REVIEW,
    "sessions": Right.REVIEW,
    "viewer": Right.REVIEW,
    "calibration": Right.REVIEW,
    "study": Right.ANALYSE,
    "study_file": Right.ANALYSE,
    "protocol": Right.ANALYSE,
    "rehearsal": Right.ANALYSE,
    "dataset": Right.SETTINGS,
    "pc": Right.SETTINGS,
    "photodiode": Right.SETTINGS,
    "settings": Right.SETTINGS,
}
"""By page or action; what is not here everybody may who is signed in."""
_AWAKE = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
}


class Guard(QWidget):
    """Covers the window until somebody signs in; hidden where roles are off.

    Parameters
    ----------
    window : QMainWindow
        What is covered.
    actions : mapping of str to QAction
        Its actions.
    phase : callable
        Returns the phase of the program.
    """

    def __init__(
        self,
        window: QMainWindow,
        actions: Mapping[str, QAction],
        phase: Callable[[], Phase],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._actions = actions
        self._phase = phase
        self.setAutoFillBackground(True)
        self.setAccessibleName(self.tr("Sign in"))
        self._fill()
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self._on_idle)
        window.installEventFilter(self)
        self.hide()

    def begin(self) -> None:
        """Ask who it is, where there are accounts."""
        if not self.is_on:
            self.show_rights()
            return
        from attention_camp.camp.people.accounts import IDLE_MINUTES

        self._idle.setInterval(IDLE_MINUTES * 60_000)
        if (app := QApplication.instance()) is not None:
            app.installEventFilter(self)
        if account_here() is None:
            self.lock()
        else:
            self._idle.start()
            self.show_rights()

    @property
    def is_on(self) -> bool:
        """Whether roles are on."""
        from attention_camp.camp.people.private import people_folder

        # no more is loaded at the start where there is no account
        return (people_folder() / "accounts.json").exists()

    def allows(self, key: str) -> bool:
        """Return whether who is signed in may open a page or use an action."""
        account = account_here()
        if not self.is_on:
            return key != "sign_out"
        if account is None or self.isVisible():
            return key == "quit"
        right = RIGHTS.get(key)
        return right is None or account.may(right)

    def lets(self, key: str) -> bool:
        """Return whether a page may be shown; if not, say why and ask for another."""
        right = RIGHTS.get(key)
        if right is None or not self.is_on or account_here() is None:
            return True  # covered, where nobody is signed in
        from attention_camp.camp.dataset.people.sign_in import require

        try:
            require(_accounts(), right)
        except RoleError as error:
            self._cover()
            self.banner.say("bad", translated(error))
            return False
        return True

    def lock(self, why: str = "") -> None:
        """Cover the window until somebody signs in."""
        set_account(None)
        self._cover()
        if why:
            self.banner.say("info", why)

    def _cover(self) -> None:
        self.passphrase.clear()
        self.banner.hide()
        self.back.setVisible(account_here() is not None)
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.show_rights()

    def _uncover(self) -> None:
        self.passphrase.clear()
        self.hide()
        self._idle.start()
        self.show_rights()

    def show_rights(self) -> None:
        """Enable what phase and role allow, and say in the title who is signed in."""
        window, account = self._window, account_here()
        for info in ACTIONS:
            is_allowed = info.enabled(self._phase()) and self.allows(info.key)
            self._actions[info.key].setEnabled(is_allowed)
        for navigation in window.findChildren(Navigation):
            for key, button in navigation.buttons.items():
                button.setEnabled(self.allows(key))
        if (middle := window.centralWidget()) is not None:
            middle.setEnabled(not self.isVisible())
        who = ""
        if account is not None:
            role = translated(ROLE_TEXTS[account.role])
            who = self.tr("{name}, {role}").format(name=account.name, role=role)
        window.setWindowTitle(f"Attention Camp – {who}" if who else "Attention Camp")

    def sign_out(self) -> None:
        """Let somebody else sign in; the trail has a line of it."""
        from attention_camp.camp.dataset.people.sign_in import sign_out

        sign_out()
        self.lock()

    def _fill(self) -> None:
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        row = QHBoxLayout()
        row.addStretch(1)
        inside = QWidget()
        inside.setMinimumWidth(24 * self.fontMetrics().height())
        column = QVBoxLayout(inside)
        column.setSpacing(SPACE)
        column.addWidget(label(self.tr("Sign in"), "title"))
        note = self.tr("Accounts and roles of this computer are on.")
        column.addWidget(label(note, "muted", wraps=True))
        self.banner = Banner()
        column.addWidget(self.banner)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.name, self.passphrase = QLineEdit(), QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.returnPressed.connect(self._on_sign_in)
        add(form, self.tr("&Account"), self.name)
        add(form, self.tr("&Passphrase"), self.passphrase)
        column.addLayout(form)
        buttons = QHBoxLayout()
        self.quit = QPushButton(self.tr("Quit"))
        self.quit.clicked.connect(self._window.close)
        buttons.addWidget(self.quit)
        self.back = QPushButton(self.tr("Back"))
        self.back.clicked.connect(self._uncover)
        buttons.addWidget(self.back)
        buttons.addStretch()
        self.button = primary_button(self.tr("Sign in"))
        self.button.clicked.connect(self._on_sign_in)
        buttons.addWidget(self.button)
        column.addLayout(buttons)
        row.addWidget(inside, 2)
        row.addStretch(1)
        outer.addLayout(row)
        outer.addStretch(3)

    def _on_sign_in(self) -> None:
        from attention_camp.camp.dataset.people.sign_in import sign_in

        try:
            sign_in(_accounts(), self.name.text().strip(), self.passphrase.text())
        except (UserError, OSError) as error:
            self.banner.say("bad", translated(error))
            self.passphrase.clear()
            self.passphrase.setFocus()
            return
        self._uncover()

    def _on_idle(self) -> None:
        if self._phase() is not Phase.IDLE:  # who watches touches nothing
            self._idle.start()
            return
        from attention_camp.camp.dataset.people.audit import note_here

        note_here("locked after idling")
        self.lock(self.tr("Nobody touched the window for a while. Sign in again."))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Stay as large as the window; keys and mouse keep it awake."""
        kind = event.type()
        if watched is self._window and kind == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._window.rect())
        if kind in _AWAKE and self._idle.isActive():
            self._idle.start()
        return False


def _accounts() -> Accounts:
    from attention_camp.camp.people.accounts import Accounts

    return Accounts()
