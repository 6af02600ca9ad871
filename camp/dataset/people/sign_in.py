"""Signing in and out, each on record in this computer's audit trail."""

from __future__ import annotations

from attention_camp.camp.dataset.people.audit import note_here
from attention_camp.camp.people.accounts import Accounts, accounts_path
from attention_camp.camp.people.roles import Account, Right, RoleError
from attention_camp.camp.people.signed_in import set_account
from attention_camp.camp.people.vault.passphrase import PassphraseError


def sign_in(accounts: Accounts, name: str, passphrase: str) -> Account:
    """Sign in to this process.

    Parameters
    ----------
    accounts : Accounts
        Of this computer.
    name, passphrase : str
        As they were typed.

    Raises
    ------
    PassphraseError
        If it is wrong, or was too often.
    """
    known = {account.name for account in accounts.all()}
    try:
        account = accounts.sign_in(name, passphrase)
    except PassphraseError:
        # a passphrase typed into the field of the name is not kept
        note_here("sign-in refused", account=name if name in known else "unknown")
        raise
    set_account(account)
    note_here("signed in", role=account.role)
    return account


def sign_out() -> None:
    """Let nobody be signed in."""
    note_here("signed out")
    set_account(None)


def require(accounts: Accounts, right: Right) -> None:
    """Refuse what whoever is signed in may not do, and leave a line of it.

    Parameters
    ----------
    accounts : Accounts
        Of this computer.
    right : Right
        What is asked for.

    Raises
    ------
    RoleError
        If nobody is signed in, or the role lacks the right.
    """
    try:
        accounts.require(right)
    except RoleError:
        note_here("refused", right=right.value)
        raise


def require_here(right: Right) -> None:
    """Refuse what whoever is signed in on this computer may not do; roles off: nothing.

    Raises
    ------
    RoleError
        As for `require`.
    """
    if accounts_path().exists():
        require(Accounts(), right)
