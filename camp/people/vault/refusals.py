"""What keeps a vault from being used, in words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from attention_camp.resources.texts import Sentence, UserError

_REFUSED = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
    }
)
"""What SQLite answers where the file is held, or the disk refuses."""


class VaultError(UserError):
    """A vault that cannot be used as asked; the text is for people."""


@contextmanager
def in_words() -> Iterator[None]:
    """Say in words what the disk, or another program, refuses.

    Raises
    ------
    VaultError
        With what to do.
    """
    try:
        yield
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF not in _REFUSED:
            raise
        raise VaultError(
            Sentence(
                "The vault cannot be read or written now. Close other programs that "
                "have it open; look whether its disk is full, and whether this "
                "account may write there. Then try again."
            )
        ) from error
