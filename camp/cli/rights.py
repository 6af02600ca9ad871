"""Which right each command takes, where roles are on; who runs it signs in first."""

from __future__ import annotations

import os
from collections.abc import Mapping

import typer

from attention_camp.camp.cli.errors import CommandError
from attention_camp.camp.people.roles import Right

RIGHTS: Mapping[str, Right | None] = {
    "run": Right.RECORD,
    "record": Right.RECORD,
    "import": Right.RECORD,
    "recover": Right.RECORD,
    "serve": Right.RECORD,
    "sheet": Right.RECORD,
    "calendar": Right.RECORD,
    "progress": Right.REVIEW,
    "verify": Right.REVIEW,
    "crate": Right.EXPORT,
    "check": None,
    "photodiode": None,
    "bench": None,
    "example": None,
    "tasks": None,
    "enrol": Right.ENROL,
    "guess": Right.ENROL,
    "review": Right.REVIEW,
    "replay": Right.REVIEW,
    "validate": Right.REVIEW,
    "explain": Right.REVIEW,
    "study": Right.ANALYSE,
    "evaluate": Right.ANALYSE,
    "export": Right.EXPORT,
    "unblind": Right.UNBLIND,
    "withdraw": Right.WITHDRAW,
    "correct": Right.SETTINGS,
    "lock": Right.SETTINGS,
    "simulate": Right.SETTINGS,
    "train": Right.SETTINGS,
    "federate": Right.SETTINGS,
    "calibrate": Right.SETTINGS,
    "people": None,  # each of its commands has its own
    "list": Right.ENROL,
    "consent": Right.ENROL,
    "form": Right.SETTINGS,
    "volume": Right.SETTINGS,
    "relabel": Right.WITHDRAW,
    "merge": Right.WITHDRAW,
    "audit": Right.ACCOUNTS,
    "vault": Right.VAULT,
    "who": Right.VAULT,
    "keys": Right.VAULT,
    "account": Right.ACCOUNTS,
}
"""By command; None: everybody may."""
ACCOUNT_VARIABLE = "ATTENTION_CAMP_ACCOUNT"
"""Names the account of commands, in place of being asked for it."""


def require_right(command: str | None) -> None:
    """Let whoever runs a command sign in, and refuse what their role may not do.

    Raises
    ------
    CommandError, RoleError, PassphraseError
        If nobody signs in, or the role lacks the right.
    """
    # a command that a later version adds is refused until its right is named
    right = None if command is None else RIGHTS.get(command, Right.ACCOUNTS)
    if right is None:
        return
    from attention_camp.camp.people.accounts import Accounts, accounts_path

    if not accounts_path().exists():
        return  # roles are off, and nothing of them is loaded
    from attention_camp.camp.dataset.people.sign_in import require, sign_in
    from attention_camp.camp.people.signed_in import account_here

    accounts = Accounts()
    if accounts.are_on and account_here() is None:
        name = os.environ.get(ACCOUNT_VARIABLE) or _asked("Account")
        sign_in(accounts, name, _asked("Passphrase", hide=True))
    require(accounts, right)


def _asked(what: str, *, hide: bool = False) -> str:
    """Ask on the terminal; refuse where nobody can answer."""
    try:
        return str(typer.prompt(what, hide_input=hide, err=True))
    except typer.Abort as error:
        raise CommandError(
            "Roles are on, and nobody signed in. Run the command where you can type "
            f"your account and passphrase; {ACCOUNT_VARIABLE} names the account."
        ) from error
