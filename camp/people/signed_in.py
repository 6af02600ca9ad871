"""Who is here: the account that is signed in, else the computer's user."""

from __future__ import annotations

from attention_camp.camp.people.roles import Account

_here: list[Account] = []


def who_is_here() -> str:
    """Return who does what is done now, for its record.

    The account that is signed in, else the computer's user; empty: neither is known.
    """
    return account_name() or _computer_user()


def account_name() -> str:
    """Return the name of the account that is signed in; empty: nobody is."""
    return _here[-1].name if _here else ""


def account_here() -> Account | None:
    """Return the account that is signed in; None: nobody is."""
    return _here[-1] if _here else None


def set_account(account: Account | None) -> None:
    """Let an account be the one that is signed in; None: nobody."""
    _here[:] = [] if account is None else [account]


def _computer_user() -> str:
    try:
        import getpass  # not while the first page is on its way

        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
