"""Who is signed in to this process: one account, or nobody."""

from __future__ import annotations

from attention_camp.camp.people.roles import Account

_here: list[Account] = []


def who_is_here() -> str:
    """Return the name of the account that is signed in; empty: nobody is."""
    return _here[-1].name if _here else ""


def account_here() -> Account | None:
    """Return the account that is signed in; None: nobody is."""
    return _here[-1] if _here else None


def set_account(account: Account | None) -> None:
    """Let an account be the one that is signed in; None: nobody."""
    _here[:] = [] if account is None else [account]
